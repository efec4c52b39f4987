"""Any figure in a report is explained back to its rows, and the explanation ends at the printed number."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from spiegelrapport import pipeline
from spiegelrapport.figures.unit import maat_of, unit_of
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.computation import compute, release
from spiegelrapport.pipeline.explanation import tell
from spiegelrapport.pipeline.intake import take_in, take_in_rows
from spiegelrapport.pipeline.round_context import load_round_context
from spiegelrapport.validate import collect
from tests.builders import definities
from tests.end_to_end.conftest import Gelopen, loop


class Stil:
    """Nobody is told anything."""

    def zeg(self, regel: str) -> None:
        return None

    def fase(self, naam: str, totaal: int) -> object:
        from contextlib import nullcontext

        return nullcontext(lambda item: None)


def gedrukt(publishable: Publishable, periode: str = "2025") -> Iterator[tuple[Sleutel, str]]:
    for sleutel, cijfer in publishable.cijfers.items():
        if cijfer.eigen.waarde is not None and sleutel.uitsplitsing == TOTAAL and sleutel.periode == periode:
            indicator = definities().indicatoren[sleutel.indicator]
            yield sleutel, unit_of(indicator, maat_of(indicator, sleutel.maat)).getal(cijfer.eigen.waarde)


def test_every_figure_of_every_card_is_reproduced_from_its_rows(
    gebouwd: Gelopen, ronde: Path, vrijgave: saved_release.SavedRelease
) -> None:
    """All reports of the round, the joint one included: the head figures and their further maten of the reporting year."""
    opdracht = pipeline.Request(ronde, gebouwd.uitvoer)
    kader = load_round_context(opdracht)
    rijen = collect(take_in_rows(kader, opdracht, Stil()).gecontroleerd)  # type: ignore[arg-type]
    verhalen = set()
    for agb, publishable in vrijgave.publishables.items():
        vrager = min(vrijgave.kleine) if agb == KLEINE_AANBIEDERS else agb
        for sleutel, getal in gedrukt(publishable):
            vraag = pipeline.Question(vrager, sleutel.indicator, sleutel.maat, sleutel.periode)
            verhaal = "\n".join(tell(kader, vraag, vrijgave, rijen))
            assert f"In het rapport, afgerond: {getal} " in verhaal, sleutel
            _ends_at(verhaal, getal, sleutel)
            verhalen.add(sleutel.indicator)
    assert len(verhalen) > 25


def test_a_figure_over_two_years_is_reproduced_from_the_rows_of_both(
    gebouwd: Gelopen, kopie: Callable[[], Path]
) -> None:
    """Under a higher threshold many a year has too few: what stands on the card instead, and why, down to the rows."""
    map_ = kopie()
    tekst = (map_ / "ronde.toml").read_text()
    (map_ / "ronde.toml").write_text(tekst.replace("clienten_per_cijfer = 10 ", "clienten_per_cijfer = 60 "))
    opdracht = pipeline.Request(map_, gebouwd.uitvoer.parent / "verruimd")
    kader = load_round_context(opdracht)
    rijen = collect(take_in_rows(kader, opdracht, Stil()).gecontroleerd)  # type: ignore[arg-type]
    cijferwerk = compute(kader, take_in(kader, opdracht, Stil())[1], Stil())  # type: ignore[arg-type]
    vrijgave = saved_release.SavedRelease(release(kader, cijferwerk, Stil()).publishables, cijferwerk.kleine, {})  # type: ignore[arg-type]
    gezien = 0
    for agb, publishable in vrijgave.publishables.items():
        for sleutel, getal in gedrukt(publishable, "2024-2025"):
            maat = definities().indicatoren[sleutel.indicator].maten[0].code
            assert publishable.periode(sleutel.indicator, maat) == "2024-2025", sleutel
            vrager = min(vrijgave.kleine) if agb == KLEINE_AANBIEDERS else agb
            verhaal = "\n".join(
                tell(kader, pipeline.Question(vrager, sleutel.indicator, sleutel.maat), vrijgave, rijen)
            )
            assert "Periode: 2024 en 2025 samen; 2025 alleen: " in verhaal
            assert f"In het rapport, afgerond: {getal} " in verhaal, sleutel
            _ends_at(verhaal, getal, sleutel)
            gezien += 1
    assert gezien > 10


def _ends_at(verhaal: str, getal: str, sleutel: Sleutel) -> None:
    """One of the steps gives the printed number, once rounded as it is printed."""
    uitkomsten = [
        float(u.replace(".", "").replace(",", ".").replace("−", "-"))
        for u in re.findall(r"[=:] ?(−?[\d.]+(?:,\d+)?)$", verhaal, re.MULTILINE)
    ]
    indicator = definities().indicatoren[sleutel.indicator]
    vorm = unit_of(indicator, maat_of(indicator, sleutel.maat))
    assert getal in {vorm.getal(uitkomst) for uitkomst in uitkomsten}, (sleutel, getal, uitkomsten)


def test_the_command_names_rows_and_refuses_what_it_does_not_know(gebouwd: Gelopen, ronde: Path) -> None:
    agb = next(agb for agb, status in gebouwd.status().items() if status == "gemaakt")
    goed = loop("uitleg", ronde, gebouwd.uitvoer, agb, "doorlooptijd")
    assert goed.slotcode == 0, goed.fout
    assert re.search(r"blad Behandeltrajecten, rij \d+", goed.uit)
    fout = loop("uitleg", ronde, gebouwd.uitvoer, agb, "doorlooptyd")
    assert fout.slotcode == 2
    assert "bedoel je 'doorlooptijd'?" in fout.fout
    jaar = loop("uitleg", ronde, gebouwd.uitvoer, agb, "doorlooptijd", "--periode", "2019-2025")
    assert jaar.slotcode == 2
    assert "onbekende periode '2019-2025'" in jaar.fout
