"""How every page of one report looks: a picture per page, compared with a small tolerance.

A page that changed leaves three pictures in tests/golden/verschillen to look at: as it was, as it is, and where they differ.
What is meant to change: pytest tests/end_to_end/test_beelden.py --snapshot-update.
"""

from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from spiegelrapport.compose import rapport
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.lettertypen import load_letters
from spiegelrapport.draw import draw
from spiegelrapport.publish.pdf import render
from tests.builders import definities, publishable

HIER = Path(__file__).parents[2]
SJABLONEN = (HIER / "templates",)
BEWAARD = HIER / "tests" / "golden" / "beelden"
VERSCHILLEN = HIER / "tests" / "golden" / "verschillen"
PUNTEN_PER_INCH = 45
TOLERANTIE = 0.35  # mean difference over the page, of 255 grey levels; one changed word gives more


@cache
def pages() -> tuple[Image.Image, ...]:
    stuk = publishable(1)
    grafieken = draw(stuk, definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    inhoud = render(rapport(stuk, grafieken, definities(), SJABLONEN), SJABLONEN).inhoud
    with pypdfium2.PdfDocument(inhoud) as pdf:
        return tuple(
            pagina.render(scale=PUNTEN_PER_INCH / 72).to_pil().convert("P", palette=Image.Palette.ADAPTIVE, colors=32)
            for pagina in pdf
        )


def stored() -> list[Path]:
    return sorted(BEWAARD.glob("pagina-*.png"))


@pytest.fixture(scope="module")
def beelden(request: pytest.FixtureRequest) -> tuple[Image.Image, ...]:
    if request.config.option.update_snapshots:
        BEWAARD.mkdir(parents=True, exist_ok=True)
        for pad in stored():
            pad.unlink()
        for nummer, beeld in enumerate(pages(), 1):
            beeld.save(BEWAARD / f"pagina-{nummer:02}.png", optimize=True)
    return pages()


def test_the_report_has_as_many_pages_as_it_had(beelden: tuple[Image.Image, ...]) -> None:
    assert len(beelden) == len(stored())


def test_every_page_looks_as_it_did(beelden: tuple[Image.Image, ...]) -> None:
    anders = [nummer for nummer, beeld in enumerate(beelden, 1) if _difference(nummer, beeld) > TOLERANTIE]
    assert not anders, f"pagina {anders} ziet er anders uit; kijk in {VERSCHILLEN.relative_to(HIER)}"


def _difference(nummer: int, beeld: Image.Image) -> float:
    pad = BEWAARD / f"pagina-{nummer:02}.png"
    if not pad.exists():
        return 255.0
    with Image.open(pad) as was:
        oud, nieuw = was.convert("RGB"), beeld.convert("RGB")
    verschil = ImageChops.difference(oud, nieuw) if oud.size == nieuw.size else nieuw
    gemiddeld = sum(ImageStat.Stat(verschil).mean) / 3
    if gemiddeld > TOLERANTIE:
        VERSCHILLEN.mkdir(parents=True, exist_ok=True)
        for naam, plaatje in (("was", oud), ("is", nieuw), ("verschil", ImageChops.invert(verschil))):
            plaatje.save(VERSCHILLEN / f"pagina-{nummer:02}-{naam}.png")
    return gemiddeld


def test_a_changed_word_is_more_than_the_tolerance(
    beelden: tuple[Image.Image, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(f"{__name__}.VERSCHILLEN", tmp_path)
    ander = beelden[1].convert("RGB")
    ander.paste((0, 0, 0), (60, 60, 110, 66))
    assert _difference(2, ander) > TOLERANTIE
    assert len(list(tmp_path.iterdir())) == 3
