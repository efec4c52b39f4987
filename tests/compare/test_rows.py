"""From arrays to the comparison of one figure: what is not a number is nothing, and what a reader may do with it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from spiegelrapport.compare.report import compare, target
from spiegelrapport.compare.rows import rows, vergelijking
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, Mix, Parameters, Vergelijking
from spiegelrapport.model.ronde import Drempels
from tests import builders
from tests.builders import definities
from tests.compare.builders import PLAIN, compared

SLEUTEL = Sleutel("onvolledig", definities().indicatoren["onvolledig"].maten[0].code, "2025", TOTAAL)
GROEP = GroepCel("allen", 40, 4000, 0.3, 0.1, 0.2, 0.3, 0.4, 0.5)
DREMPELS = Drempels()
UIT = {"unit": 36.0, "tau": 1.0, "low": 23.0, "high": 27.0, "scale": PLAIN}


def own(**anders: Any) -> Cijfer:
    velden: dict[str, Any] = {
        "sleutel": SLEUTEL,
        "eigen": Cel(0.4, 0.35, 0.45, 400),
        "groepen": (GROEP,),
        "parameters": Parameters(40, 0.02, None),
    }
    return Cijfer(**(velden | anders))


def beside(cijfer: Cijfer) -> tuple[Vergelijking, ...]:
    bron = builders.publishable(cijfers={cijfer.sleutel: cijfer}, highlights=())
    return compare(bron, definities()).cijfers[cijfer.sleutel].vergelijkingen


def test_every_row_is_read_in_its_own_words() -> None:
    uit = compared(
        [25.0, 25.0, 15.0, 20.0],
        [400, 4, 400, 400],
        20.0,
        **(UIT | {"low": [23.0, 19.0, 14.0, 19.0], "high": [27.0, 31.0, 16.0, 21.0]}),
    )
    gelezen = list(rows(uit))
    assert [rij.chance for rij in gelezen] == ["meer", "niet", "meer", "niet"]
    assert [rij.usual for rij in gelezen] == ["hoger", "binnen", "lager", "binnen"]
    assert [rij.difference for rij in gelezen] == [5.0, 5.0, -5.0, 0.0]
    assert all(rij.usual95 is not None and rij.usual95[0] < 20 < rij.usual95[1] for rij in gelezen)
    assert gelezen[3].p_chance == 1.0


def test_what_is_not_a_number_is_nothing_and_never_nan() -> None:
    (kaal,) = rows(compared([25.0], [40], [20.0], scale=PLAIN))
    assert kaal.difference == 5.0
    assert set(kaal[1:]) == {None}


@pytest.mark.parametrize(
    ("betrouwbaarheid", "gebruik", "zegt"),
    [
        (None, "beschrijven", False),
        (0.0, "beschrijven", False),
        (DREMPELS.betrouwbaar_beschrijven - 0.001, "beschrijven", False),
        (DREMPELS.betrouwbaar_beschrijven, "voorzichtig", True),
        (DREMPELS.betrouwbaar_vergelijken - 0.001, "voorzichtig", True),
        (DREMPELS.betrouwbaar_vergelijken, "vergelijken", True),
        (1.0, "vergelijken", True),
    ],
)
def test_what_a_reader_may_do_follows_from_the_reliability(
    betrouwbaarheid: float | None, gebruik: str, zegt: bool
) -> None:
    (rij,) = rows(compared([25.0], [400], [20.0], **UIT))
    naast = vergelijking(own(), GROEP, 20.0, rij._replace(reliability=betrouwbaarheid), DREMPELS, None)
    assert naast.gebruik == gebruik
    assert (naast.usual is not None) is zegt
    assert naast.chance == "meer"  # chance is told without reliability


def test_a_figure_that_describes_keeps_its_difference_and_its_place_only() -> None:
    (rij,) = rows(compared([25.0], [400], [20.0], **UIT))
    mix = Mix(0.35, 0.05, None, None)
    naast = vergelijking(own(beschrijft="respons"), GROEP, 20.0, rij, DREMPELS, mix)
    assert (naast.verschil, naast.verschil_onder, naast.verschil_boven) == (5.0, 3.0, 7.0)
    assert naast.positie == (50, 90)
    assert naast.mix is mix
    assert (naast.chance, naast.usual, naast.p_chance, naast.afstand, naast.geschat) == (None,) * 5
    assert naast.gebruik == "beschrijven"


@pytest.mark.parametrize("weg", [("p10",), ("p90",), ("p10", "p90")])
def test_the_middle_80_by_tau_stands_only_where_the_groups_own_is_withheld(weg: tuple[str, ...]) -> None:
    (rij,) = rows(compared([25.0], [400], [20.0], **UIT))
    zonder = replace(GROEP, **dict.fromkeys(weg))
    assert vergelijking(own(), zonder, 20.0, rij, DREMPELS, None).midden80 == rij.middle80 is not None
    assert vergelijking(own(), GROEP, 20.0, rij, DREMPELS, None).midden80 is None


@pytest.mark.parametrize(
    ("groep", "doel"),
    [
        (GROEP, 0.3),
        (replace(GROEP, gepoold=None, p50=0.28), 0.28),
        (replace(GROEP, gepoold=0.0), 0.0),
        (replace(GROEP, gepoold=None, p50=None), None),
        (replace(GROEP, gepoold=0.05, grens="<"), None),  # only a limit is told
    ],
)
def test_the_target_is_the_pooled_value_else_the_median_and_never_a_bound(groep: GroepCel, doel: float | None) -> None:
    assert target(groep) == doel


def test_a_group_without_a_target_is_not_compared_with_and_the_others_keep_their_order() -> None:
    dicht = replace(GROEP, groep="type:instelling", gepoold=None, p50=None)
    drie = replace(GROEP, groep="regio:Oost", gepoold=0.35)
    assert [naast.groep for naast in beside(own(groepen=(drie, dicht, GROEP)))] == ["regio:Oost", "allen"]
    assert [naast.doel for naast in beside(own(groepen=(drie, dicht, GROEP)))] == [0.35, 0.3]


@pytest.mark.parametrize(
    "eigen", [Cel(None, None, None, 4), Cel(0.95, None, None, 40, grens=">")], ids=["withheld", "a bound"]
)
def test_an_own_value_that_is_not_told_is_not_compared(eigen: Cel) -> None:
    assert beside(own(eigen=eigen)) == ()


def test_the_own_mix_has_a_comparison_of_its_own() -> None:
    (naast,) = beside(own(verwacht={"allen": 0.39}))
    assert naast.mix is not None
    assert (naast.mix.verwacht, naast.mix.verschil) == (0.39, 0.01)
    assert (naast.mix.verschil_onder, naast.mix.verschil_boven) == (-0.04, 0.06)
    assert naast.mix.chance == "niet"
    assert (naast.doel, naast.verschil, naast.chance) == (0.3, 0.1, "meer")


def test_the_mix_of_one_group_is_not_that_of_another() -> None:
    drie = replace(GROEP, groep="regio:Oost", gepoold=0.35)
    eerste, tweede = beside(own(groepen=(drie, GROEP), verwacht={"allen": 0.39}))
    assert eerste.mix is None
    assert tweede.mix is not None


def test_a_mix_that_describes_says_nothing_about_chance() -> None:
    (naast,) = beside(own(verwacht={"allen": 0.39}, beschrijft="respons"))
    assert naast.mix is not None
    assert naast.mix.chance is None


def test_withheld_parameters_leave_the_margin_and_the_difference() -> None:
    (naast,) = beside(own(parameters=None))
    assert (naast.verschil, naast.chance, naast.usual, naast.gebruik) == (0.1, "meer", None, "beschrijven")
    assert naast.betrouwbaarheid is None


def test_comparing_twice_is_comparing_once() -> None:
    bron = builders.publishable(cijfers={SLEUTEL: own()}, highlights=())
    eenmaal = compare(bron, definities())
    assert compare(eenmaal, definities()) == eenmaal
    assert bron.cijfers[SLEUTEL].vergelijkingen == ()  # what was given is not changed


def test_figures_of_one_form_are_compared_at_once_and_as_if_alone() -> None:
    codes = ("doorverwezen", "onvolledig", "opschalen")
    alle = {}
    for plaats, code in enumerate(codes):
        sleutel = Sleutel(code, definities().indicatoren[code].maten[0].code, "2025", TOTAAL)
        alle[sleutel] = own(sleutel=sleutel, eigen=Cel(0.2 + 0.1 * plaats, 0.1, 0.5, 50 + 100 * plaats))
    samen = compare(builders.publishable(cijfers=alle, highlights=()), definities()).cijfers
    for sleutel, cijfer in alle.items():
        assert samen[sleutel].vergelijkingen == beside(cijfer)
    assert not np.isnan([naast.verschil for c in samen.values() for naast in c.vergelijkingen]).any()
