"""Any figure in a report is explained back to its rows, and the explanation ends at the printed number."""

import re
from collections.abc import Iterator
from pathlib import Path

from spiegelrapport import pipeline
from spiegelrapport.compose.weergave import maat_van, weergave
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline import bewaard
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


def test_every_indicator_of_a_report_is_reproduced_from_its_rows(
    gebouwd: Gelopen, ronde: Path, vrijgave: bewaard.Bewaard
) -> None:
    agb = next(agb for agb, status in gebouwd.status().items() if status == "gemaakt")
    opdracht = pipeline.Opdracht(ronde, gebouwd.uitvoer, jobs=1)
    publishable = vrijgave.publishables[agb]
    verhalen = 0
    for sleutel, getal in gedrukt(publishable):
        vraag = pipeline.Vraag(agb, sleutel.indicator, sleutel.maat)
        verhaal = "\n".join(pipeline.uitleg(opdracht, vraag, Stil()))  # type: ignore[arg-type]
        assert f"In het rapport, afgerond: {getal} " in verhaal, sleutel
        _ends_at(verhaal, getal, sleutel)
        verhalen += 1
        if verhalen == 12:  # each reads the levering again; the full comparison is measure's own test
            break
    assert verhalen == 12


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
