"""What passes from drawing and composing to publishing: charts, attachments and finished documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


class Beeld(Protocol):
    """A drawn chart that WeasyPrint can place cheaply, and that can also be had as SVG text."""

    def svg(self) -> str:
        """The same chart as a self-contained SVG document, byte for byte reproducible."""
        ...

    def get_intrinsic_size(
        self, resolution: float, font_size: float
    ) -> tuple[float | None, float | None, float | None]: ...

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None: ...


class GrafiekSleutel(NamedTuple):
    """Which chart: its kind (a key of draw.CHARTS) and the indicator ("" for a chart about the whole report)."""

    soort: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Grafiek:
    """One chart of one document."""

    sleutel: GrafiekSleutel
    beeld: Beeld
    alt: str  # tells what the chart tells, with the same numbers
    breedte_mm: float
    hoogte_mm: float

    @property
    def url(self) -> str:
        """The address under which the template names it and publish serves it."""
        return f"grafiek:{self.sleutel.soort}/{self.sleutel.indicator or 'rapport'}"


Grafieken = Mapping[GrafiekSleutel, Grafiek]


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file inside the PDF: the published cells, as CSV or XLSX."""

    naam: str
    omschrijving: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A composed document, ready to become PDF or HTML."""

    agb: str
    bestandsnaam: str  # without extension, [a-z0-9-] only
    titel: str
    html: str
    grafieken: tuple[Grafiek, ...]
    bijlagen: tuple[Bijlage, ...] = ()
    onderwerp: str = ""
    trefwoorden: tuple[str, ...] = ()
    auteur: str = ""
    stijl: str = ""  # the print style sheet, the same text for every document of a batch: parse it once
    stijl_scherm: str = ""  # the style sheet of the HTML variant
