"""Any figure in a report is explained back to its rows, and the explanation ends at the printed number."""

import re
from collections.abc import Iterator
from pathlib import Path

from spiegelrapport import pipeline
from spiegelrapport.compose.weergave import maat_van, weergave
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline import bewaard
from spiegelrapport.pipeline.inname import take_in
from spiegelrapport.pipeline.kader import load_kader
from spiegelrapport.pipeline.uitleggen import tell
from spiegelrapport.validate import verzamel
from tests.builders import definities
from tests.end_to_end.conftest import Gelopen, loop


class Stil:
    """Nobody is told anything."""

    def zeg(self, regel: str) -> None:
        return None

    def fase(self, naam: str, totaal: int) -> object:
        from contextlib import nullcontext

        return nullcontext(lambda item: None)


def gedrukt(publishable: Publishable) -> Iterator[tuple[Sleutel, str]]:
    for sleutel, cijfer in publishable.cijfers.items():
        if cijfer.eigen.waarde is not None and sleutel.uitsplitsing == TOTAAL and sleutel.periode == "2025":
            indicator = definities().indicatoren[sleutel.indicator]
            yield sleutel, weergave(indicator, maat_van(indicator, sleutel.maat)).getal(cijfer.eigen.waarde)


def test_every_figure_of_every_card_is_reproduced_from_its_rows(
    gebouwd: Gelopen, ronde: Path, vrijgave: bewaard.Bewaard
) -> None:
    """All reports of the round, the joint one included: the head figures and their further maten of the reporting year."""
    opdracht = pipeline.Opdracht(ronde, gebouwd.uitvoer)
    kader = load_kader(opdracht)
    rijen = verzamel(take_in(kader, opdracht, Stil()).gecontroleerd)  # type: ignore[arg-type]
    verhalen = set()
    for agb, publishable in vrijgave.publishables.items():
        vrager = min(vrijgave.kleine) if agb == KLEINE_AANBIEDERS else agb
        for sleutel, getal in gedrukt(publishable):
            vraag = pipeline.Vraag(vrager, sleutel.indicator, sleutel.maat)
            verhaal = "\n".join(tell(kader, vraag, vrijgave, rijen))
            assert f"In het rapport, afgerond: {getal} " in verhaal, sleutel
            _ends_at(verhaal, getal, sleutel)
            verhalen.add(sleutel.indicator)
    assert len(verhalen) > 25


def _ends_at(verhaal: str, getal: str, sleutel: Sleutel) -> None:
    """One of the steps gives the printed number, once rounded as it is printed."""
    uitkomsten = [
        float(u.replace(".", "").replace(",", ".").replace("−", "-"))
        for u in re.findall(r"[=:] ?(−?[\d.]+(?:,\d+)?)$", verhaal, re.MULTILINE)
    ]
    indicator = definities().indicatoren[sleutel.indicator]
    vorm = weergave(indicator, maat_van(indicator, sleutel.maat))
    assert getal in {vorm.getal(uitkomst) for uitkomst in uitkomsten}, (sleutel, getal, uitkomsten)


def test_the_command_names_rows_and_refuses_what_it_does_not_know(gebouwd: Gelopen, ronde: Path) -> None:
    agb = next(agb for agb, status in gebouwd.status().items() if status == "gemaakt")
    goed = loop("uitleg", ronde, gebouwd.uitvoer, agb, "doorlooptijd")
    assert goed.slotcode == 0, goed.fout
    assert re.search(r"blad Behandeltrajecten, rij \d+", goed.uit)
    fout = loop("uitleg", ronde, gebouwd.uitvoer, agb, "doorlooptyd")
    assert fout.slotcode == 2
    assert "bedoel je 'doorlooptijd'?" in fout.fout
