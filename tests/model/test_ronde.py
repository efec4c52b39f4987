"""A round's own arithmetic: years, periods, minima, and which period stands on a card."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.dashboard import ViewKey, view_keys
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, GroepUitleg, Reason
from spiegelrapport.model.ronde import Drempels, GroepKeuze
from tests.builders import publishable, ronde

RUSTIG = settings(deadline=None)


@pytest.mark.parametrize(
    ("eerste", "laatste", "verruimen", "jaren", "periode"),
    [
        (2020, 2025, 2, (2024, 2025), "2024-2025"),
        (2020, 2025, 3, (2023, 2024, 2025), "2023-2025"),
        (2020, 2025, 1, (), ""),
        (2020, 2025, 0, (), ""),
        (2025, 2025, 2, (), ""),
        (2024, 2025, 3, (2024, 2025), "2024-2025"),
    ],
)
def test_the_widened_period_ends_in_the_reporting_year(
    eerste: int, laatste: int, verruimen: int, jaren: tuple[int, ...], periode: str
) -> None:
    een = ronde(eerste_jaar=eerste, verslagjaar=laatste, drempels=Drempels(verruimen_jaren=verruimen))
    assert (een.verruimde_jaren, een.verruimd) == (jaren, periode)
    assert een.jaren == tuple(range(eerste, laatste + 1))
    assert een.periode == str(laatste)


@pytest.mark.parametrize(
    ("per_groep", "coalitie", "deelnemers", "nodig"),
    [(5, 1, 0, 5), (5, 3, 0, 5), (5, 4, 0, 6), (5, 1, 4, 6), (5, 1, 3, 5), (8, 1, 4, 8), (5, 6, 2, 8)],
)
def test_a_group_needs_two_more_than_can_pool_their_knowledge(
    per_groep: int, coalitie: int, deelnemers: int, nodig: int
) -> None:
    assert Drempels(zorgaanbieders_per_groep=per_groep, coalitie=coalitie).minimum_k(deelnemers) == nodig


def test_only_members_that_sit_in_the_meeting_make_a_group_need_more() -> None:
    een = ronde(deel=("a", "b", "c", "d"))
    assert een.minimum_k(["a", "b", "c", "d", "e"]) == 6
    assert een.minimum_k(["a", "a", "b", "x", "y"]) == 5
    assert een.minimum_k([]) == 5


@pytest.mark.parametrize(
    ("bescherming", "grootste", "rand"),
    [(0.05, 0.25, 0.02), (0.04, 0.25, 0.01), (0.05, 0.2, 0.01), (0.1, 0.5, 0.05), (0.05, 1.0, 0.05)],
)
def test_the_edge_of_a_share_is_a_whole_percent_that_covers_the_protection(
    bescherming: float, grootste: float, rand: float
) -> None:
    assert Drempels(bescherming=bescherming, aandeel_grootste=grootste).rand == rand


@RUSTIG
@given(st.floats(0.001, 0.5), st.floats(0.01, 1.0))
def test_the_edge_is_never_narrower_than_the_protection_and_less_than_a_percent_wider(
    bescherming: float, grootste: float
) -> None:
    rand = Drempels(bescherming=bescherming, aandeel_grootste=grootste).rand
    assert bescherming * grootste - 1e-9 <= rand < bescherming * grootste + 0.01


@pytest.mark.parametrize(
    ("groepen", "papier"),
    [
        (("type:x", "allen"), ("type:x", "allen")),
        (("allen",), ("allen",)),
        (("type:x", "regio:y", "allen"), ("type:x", "allen")),
    ],
)
def test_paper_has_the_first_group_and_everybody_once(groepen: tuple[str, ...], papier: tuple[str, ...]) -> None:
    assert GroepKeuze("a", groepen, None).op_papier == papier


@pytest.mark.parametrize(
    ("periode", "jaren", "verruimd"),
    [("2025", (2025,), False), ("2024-2025", (2024, 2025), True), ("2023-2025", (2023, 2024, 2025), True)],
)
def test_a_key_knows_its_years(periode: str, jaren: tuple[int, ...], verruimd: bool) -> None:
    sleutel = Sleutel("i", "m", periode, TOTAAL)
    assert (sleutel.jaren, sleutel.verruimd) == (jaren, verruimd)


@pytest.mark.parametrize(
    ("naam", "kort", "korte_naam"),
    [
        ("Zelfde type (instelling)", "", "Zelfde type"),
        ("Zelfde type (instelling)", "Type", "Type"),
        ("Zelfde type", "", "Zelfde type"),
        ("(Alle) zorgaanbieders", "", "(Alle) zorgaanbieders"),
        ("Regio (Oost) (klein)", "", "Regio (Oost)"),
        ("Regio Oost  ( Twente )", "", "Regio Oost"),
    ],
)
def test_a_group_s_short_name_drops_what_stands_between_brackets_at_its_end(
    naam: str, kort: str, korte_naam: str
) -> None:
    assert GroepUitleg("g", naam, 9, "", kort=kort).korte_naam == korte_naam


@pytest.mark.parametrize("woord", ["n<minimum", "geen gegevens", "weggelaten"])
def test_the_three_reasons_are_themselves_and_any_other_is_withheld(woord: str) -> None:
    assert Reason(woord) == woord
    assert Reason("dominantie") is Reason.WEGGELATEN


def figure(periode: str, waarde: float | None, *groepen: GroepCel) -> Cijfer:
    return Cijfer(Sleutel("i", "m", periode, TOTAAL), Cel(waarde, None, None, 5), groepen)


LEEG, VOL, MEDIAAN = (
    GroepCel("allen", 9, 90, None),
    GroepCel("allen", 9, 90, 0.4),
    GroepCel("allen", 9, 90, None, p50=0.4),
)


@pytest.mark.parametrize(
    ("cijfers", "periode"),
    [
        ([], "2025"),
        ([figure("2025", 0.3, VOL)], "2025"),
        ([figure("2025", None), figure("2024-2025", 0.3, LEEG)], "2024-2025"),  # the year alone has nothing
        ([figure("2024-2025", 0.3, LEEG)], "2024-2025"),
        ([figure("2025", 0.3, LEEG), figure("2024-2025", 0.3, VOL)], "2024-2025"),  # it has a group beside it
        ([figure("2025", 0.3, LEEG), figure("2024-2025", 0.3, MEDIAAN)], "2024-2025"),
        ([figure("2025", 0.3, LEEG), figure("2024-2025", 0.3, LEEG)], "2025"),  # nothing to add
        ([figure("2025", None), figure("2024-2025", None, VOL)], "2025"),
    ],
)
def test_a_widened_period_stands_on_the_card_only_where_it_adds_something(cijfers: list[Cijfer], periode: str) -> None:
    bron = publishable(cijfers={een.sleutel: een for een in cijfers}, highlights=())
    assert bron.periode("i", "m") == periode


def test_views_begin_with_the_reporting_year_and_the_whole_and_are_there_for_every_group() -> None:
    bron = publishable()
    sleutels = list(view_keys(bron))
    assert sleutels[0] == ViewKey(bron.groepen[0].id, 2025, TOTAAL)
    assert len(sleutels) == len(set(sleutels)) == 2 * 6 * 5
    assert {sleutel.groep for sleutel in sleutels} == {groep.id for groep in bron.groepen}
    per_groep = [sleutel for sleutel in sleutels if sleutel.groep == bron.groepen[1].id]
    assert [sleutel.jaar for sleutel in per_groep] == sorted((s.jaar for s in per_groep), reverse=True)
    assert all(per_groep[plek].uitsplitsing == TOTAAL for plek in range(0, 30, 5))


def test_the_comparison_that_a_page_speaks_of_is_the_first() -> None:
    bron = publishable()
    for cijfer in bron.cijfers.values():
        assert cijfer.naast is (cijfer.vergelijkingen[0] if cijfer.vergelijkingen else None)
