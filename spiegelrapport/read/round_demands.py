"""A round's settings -> what they must meet: whether they do, what is wrong when not, and how to mend it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spiegelrapport.model.ronde import Groepsregel, Ronde

MEESTE_JAREN = 3  # more years together say little about the reporting year


class Demand(NamedTuple):
    goed: bool
    bericht: str
    tip: str


def of_years(ronde: Ronde) -> Iterator[Demand]:
    yield Demand(
        ronde.eerste_jaar <= ronde.verslagjaar,
        "eerste_jaar ligt na verslagjaar",
        "zet het eerste jaar van de trend eerder",
    )
    yield Demand(
        ronde.peildatum.year >= ronde.verslagjaar,
        "peildatum ligt voor het verslagjaar",
        "neem een dag na de verslagperiode",
    )


def of_thresholds(ronde: Ronde) -> Iterator[Demand]:
    drempels = ronde.drempels
    minimum = max(5, drempels.coalitie + 2)
    yield Demand(
        drempels.zorgaanbieders_per_groep >= minimum,
        f"zorgaanbieders_per_groep is kleiner dan {minimum}",
        f"bij coalitie = {drempels.coalitie} is {minimum} het minimum",
    )
    yield Demand(
        ronde.groepen_per_lezer == 0 or ronde.groepen_per_lezer >= 2,
        "groepen_per_lezer is 1 of minder dan 0",
        "2 geeft de best passende groep en allen, 0 alle groepen waar een lezer in zit",
    )
    yield Demand(drempels.clienten_per_cijfer >= 1, "clienten_per_cijfer is kleiner dan 1", "10 is gebruikelijk")
    yield Demand(
        0 <= drempels.verruimen_jaren <= MEESTE_JAREN,
        f"verruimen_jaren ligt niet tussen 0 en {MEESTE_JAREN}",
        "2 neemt het jaar ervoor erbij, 0 of 1 doet niets",
    )


def of_groups(regels: Sequence[Groepsregel]) -> Iterator[Demand]:
    codes = [regel.code for regel in regels]
    yield Demand(
        "allen" in [regel.regel for regel in regels],
        'er is geen benchmarkgroep met regel = "allen"',
        "voeg die als laatste toe",
    )
    yield Demand(
        len(set(codes)) == len(codes), "twee benchmarkgroepen hebben dezelfde code", "geef elke groep een eigen code"
    )
    yield from (demand for regel in regels for demand in _of_group(regel))


def _of_group(regel: Groepsregel) -> Iterator[Demand]:
    """In this order: whether it can be made, and whether its name will say which group it is."""
    if regel.regel == "kolom":
        yield Demand(
            bool(regel.kolom),
            f"benchmarkgroep '{regel.code}' noemt geen kolom",
            "noem een kolom van keurmerkdragers.xlsx",
        )
    if regel.regel == "banden":
        yield Demand(
            list(regel.grenzen) == sorted(set(regel.grenzen)) and bool(regel.grenzen),
            f"de grenzen van benchmarkgroep '{regel.code}' lopen niet op",
            "zet ze van laag naar hoog",
        )
    if regel.regel == "banden" or (regel.regel == "kolom" and len(regel.waarden) != 1):
        yield Demand(
            "{waarde}" in regel.naam,
            f"de naam van benchmarkgroep '{regel.code}' zegt niet welke groep het is",
            "zet {waarde} in de naam: daar komen de klasse of de waarden te staan, ook van samengevoegde groepen",
        )
