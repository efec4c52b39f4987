"""What a page may load: our own templates' fonts, styles and pictures, and data: addresses. Nothing else exists."""

import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from spiegelrapport.publish.pdf.weasyprint_pin import URLFetcher, URLFetcherResponse

BASIS = "https://sjablonen.invalid/"  # stands for the template folders; nothing is ever asked of a network
SOORTEN = frozenset({".css", ".ttf", ".otf", ".woff2", ".svg", ".png", ".jpg"})


class Resources(URLFetcher):  # type: ignore[misc]
    """Serves files below the template folders (the first that has them) and data: addresses."""

    def __init__(self, sjablonen: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.mappen = tuple(map_.resolve() for map_ in sjablonen)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith(BASIS):
            return super().fetch(url, headers)
        pad = self.find(unquote(url.removeprefix(BASIS)))
        soort = mimetypes.guess_type(pad.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, pad.read_bytes(), {"Content-Type": soort})

    def find(self, naam: str) -> Path:
        """The file of that name; ValueError for what does not exist or lies outside the template folders."""
        if PurePosixPath(naam).suffix not in SOORTEN:
            raise ValueError(f"'{naam}' is geen lettertype, stijl of beeld")
        for map_ in self.mappen:
            pad = (map_ / naam).resolve()
            if pad.is_file() and pad.is_relative_to(map_):
                return pad
        raise ValueError(f"'{naam}' staat niet in de sjablonen")
