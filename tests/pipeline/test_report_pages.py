"""The web page of a report is searched before it is written, as its PDF is."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from spiegelrapport.errors import DisclosureError
from spiegelrapport.pipeline import reports


def test_a_web_page_with_something_of_another_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def inspect(inhoud: bytes, agb: str, naam: str) -> None:
        if b"Zonneheuvel" in inhoud:
            raise DisclosureError(f"in het rapport van {agb} staat iets van een ander", waar=naam)

    uitvoer = SimpleNamespace(rapporten=tmp_path)
    gang = SimpleNamespace(
        compose=lambda _: SimpleNamespace(bestandsnaam="06000001-de-wilg"),
        kader=SimpleNamespace(sjablonen=(), uitvoer=uitvoer, versneld=True),
        inspect=inspect,
        html=True,
    )
    monkeypatch.setattr(reports, "render", lambda *_, **__: SimpleNamespace(inhoud=b"%PDF De Wilg", paginas=1))
    monkeypatch.setattr(reports, "to_html", lambda *_: b"<p>Centrum Zonneheuvel</p>")
    with pytest.raises(DisclosureError) as fout:
        reports._make((gang, {"06000001": ""}, {}), "06000001")  # type: ignore[arg-type]
    assert fout.value.waar == "06000001-de-wilg.html"
    assert not list(tmp_path.iterdir())
