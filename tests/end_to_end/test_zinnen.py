"""All sentences that the demo round's reports say, one of each kind, in a list to read as prose.

After a change that was meant: ZINNEN_BIJWERKEN=1 pytest tests/end_to_end/test_zinnen.py, and read what changed; with
-m zwaar the round of 180 as well, which takes minutes.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

import pytest

from spiegelrapport.compose import oogopslag
from spiegelrapport.compose.bladzijden import make_bladzijden
from spiegelrapport.compose.gesprek import make_gesprekken
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken, not_shown
from spiegelrapport.compose.kwaliteit import over_redenen, respons
from spiegelrapport.compose.wording import hoofdletter
from spiegelrapport.demo import make_ronde
from spiegelrapport.dutch import opsomming
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.computation import compute, release
from spiegelrapport.pipeline.intake import take_in
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import load_round_context
from tests.builders import definities

LIJSTEN = Path(__file__).parents[1] / "golden" / "zinnen"
GETAL = re.compile(r"[<>+−]?\d+(?:[.,]\d+)*%?")
NAAM = re.compile(r"‘[^’]*’")


class Stil:
    """Nobody is told anything."""

    def zeg(self, regel: str) -> None:
        pass

    def fase(self, naam: str, totaal: int):  # type: ignore[no-untyped-def]
        return nullcontext(lambda _: None)


def released(map_: Path, zorgaanbieders: int) -> Mapping[str, Publishable]:
    make_ronde(map_ / "ronde", zorgaanbieders, 1, definities=definities())
    opdracht = Request(map_ / "ronde", map_ / "uit")
    kader = load_round_context(opdracht)
    return release(kader, compute(kader, take_in(kader, opdracht, Stil())[1], Stil()), Stil()).publishables


def sentences(publishable: Publishable) -> Iterator[str]:
    lezing = ReportFigures(publishable, definities())
    hoofdstukken = make_hoofdstukken(lezing, {})
    for blok in hoofdstukken:
        yield from blok.opening
        for kaart in blok.kaarten:
            yield from (kaart.zin, kaart.waarom_samen, kaart.trendzin, kaart.voet)
    blad = oogopslag.make_oogopslag(lezing, {}, hoofdstukken)
    yield from (f"{punt.zin} | {punt.reden}" for punt in blad.opvallend)
    yield from (blad.niets_opvallend, blad.meervoud, *blad.draagkracht, *respons(lezing), over_redenen(lezing))
    yield from (f"{hoofdletter(reden)}: {opsomming(namen)}." for reden, namen in not_shown(lezing, hoofdstukken))
    voorbeeld = oogopslag.reading_example(lezing, hoofdstukken)
    yield from voorbeeld.stappen if voorbeeld else ()
    for groep in publishable.groepen:
        yield from (f"{groep.regel}.", groep.terugval or "")
    assert make_bladzijden(hoofdstukken)
    yield from (punt.zin for punt in make_gesprekken(lezing, hoofdstukken, "vol"))


def one_of_each(publishables: Mapping[str, Publishable]) -> list[str]:
    """The first sentence of every kind: kinds differ in more than numbers and group names."""
    soorten: dict[str, str] = {}
    for _, publishable in sorted(publishables.items()):
        for zin in sentences(publishable):
            if zin:
                soorten.setdefault(NAAM.sub("‘’", GETAL.sub("#", zin)), zin)
    return sorted(soorten.values())


@pytest.mark.parametrize("zorgaanbieders", [30, pytest.param(180, marks=pytest.mark.zwaar)])
def test_the_reports_say_what_was_last_read(zorgaanbieders: int, tmp_path: Path) -> None:
    lijst = LIJSTEN / f"demo-{zorgaanbieders}.txt"
    gezegd = "\n".join(one_of_each(released(tmp_path, zorgaanbieders))) + "\n"
    if os.environ.get("ZINNEN_BIJWERKEN"):
        lijst.write_text(gezegd, encoding="utf-8")
    assert gezegd == lijst.read_text(encoding="utf-8")
