"""What a reader is told about the group that the report compares with: never more than whether it was too small or merged."""

import pytest

from spiegelrapport.group.fallback import terugval
from spiegelrapport.model.ronde import Groep, Groepsregel
from tests.measure.builders import ronde

KOLOM = Groepsregel("regio", "Zorgaanbieders in {waarde}", "kolom", kolom="regio")
BANDEN = Groepsregel(
    "omvang", "Zorgaanbieders met {waarde} trajecten", "banden", cijfer="trajecten", grenzen=(100, 200)
)
RONDE = ronde(benchmarkgroepen=(KOLOM, BANDEN))
ALLEN = Groep("allen", "allen", "Alle zorgaanbieders", frozenset("abcdefgh"))


def part(code: str, naam: str, leden: str) -> Groep:
    return Groep(f"{code}:{naam}", code, naam, frozenset(leden))


def merged(code: str, *delen: Groep) -> Groep:
    leden = frozenset[str]().union(*(deel.leden for deel in delen))
    return Groep(f"{code}:samen", code, "Samen", leden, delen)


KLEIN, GROOT = part("omvang", "Klein", "ab"), part("omvang", "Groot", "cdefg")
OOST, WEST = part("regio", "Oost", "ab"), part("regio", "West", "cd")


def test_the_best_fitting_group_as_it_is_needs_no_words() -> None:
    assert terugval("a", [], ALLEN, RONDE, 5) is None
    assert terugval("a", [], KLEIN, RONDE, 2) is None


def test_the_first_of_the_groups_that_were_too_small_is_named_and_what_came_in_its_place() -> None:
    assert terugval("a", ["Dichtbij", "Verder"], ALLEN, RONDE, 5) == (
        "De groep ‘Dichtbij’ lijkt meer op jouw organisatie, maar telt minder dan 5 zorgaanbieders. "
        "Daarom vergelijken we met ‘Alle zorgaanbieders’."
    )


def test_the_reader_of_a_part_that_was_too_small_is_told_so() -> None:
    assert terugval("a", [], merged("omvang", KLEIN, GROOT), RONDE, 5) == (
        "De groep ‘Klein’ telt minder dan 5 zorgaanbieders. Daarom is zij samengevoegd tot een ruimere groep: ‘Samen’."
    )


def test_the_reader_beside_a_part_that_was_too_small_is_told_that() -> None:
    assert terugval("c", [], merged("omvang", KLEIN, GROOT), RONDE, 5) == (
        "De groep ‘Groot’ is ruimer gemaakt, omdat een groep ernaast minder dan 5 zorgaanbieders telt. Zij heet nu ‘Samen’."
    )


def test_a_part_of_exactly_the_minimum_is_not_called_too_small() -> None:
    assert "is ruimer gemaakt" in str(terugval("c", [], merged("omvang", KLEIN, GROOT), RONDE, 5))
    assert "telt minder dan 6" in str(terugval("c", [], merged("omvang", KLEIN, GROOT), RONDE, 6)).split("Daarom")[0]


def test_who_is_put_together_with_unlike_organisations_is_warned() -> None:
    tekst = terugval("a", [], merged("regio", OOST, WEST), RONDE, 4)
    assert tekst is not None
    assert tekst.endswith(
        "De organisaties in die groep verschillen dus in het kenmerk ‘regio’. Houd daar rekening mee als je vergelijkt."
    )


def test_a_fallback_to_a_merged_group_tells_both_in_this_order() -> None:
    tekst = terugval("a", ["Dichtbij"], merged("regio", OOST, WEST), RONDE, 4)
    assert tekst is not None
    zinnen = [tekst.index(deel) for deel in ("‘Dichtbij’", "samengevoegde groep", "kenmerk ‘regio’")]
    assert zinnen == sorted(zinnen)
    assert "‘Oost’" not in tekst  # the reader's own part is not what was chosen instead


@pytest.mark.parametrize("agb", ["a", "c"])
def test_no_member_is_ever_named(agb: str) -> None:
    leden = part("omvang", "Klein", "ab"), part("omvang", "Groot", "cdefg")
    namen = {lid: f"0600000{plek}" for plek, lid in enumerate("abcdefg")}
    delen = [Groep(d.id, d.code, d.naam, frozenset(namen[lid] for lid in d.leden)) for d in leden]
    tekst = terugval(namen[agb], ["Dichtbij"], merged("omvang", *delen), RONDE, 6)
    assert tekst is not None
    assert not any(code in tekst for code in namen.values())
