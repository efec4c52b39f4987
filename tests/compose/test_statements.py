"""The card's sentence: two statements, each said by its own state, and neither against the margin that is printed."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from spiegelrapport.compose.statements import STRATA, card_sentence, comparable, mix_sentence
from spiegelrapport.compose.wording import EIGEN, SAMEN
from spiegelrapport.definitions.schema import Stratum
from spiegelrapport.dutch import getal
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.publishable import Chance, GroepUitleg, Mix
from tests import builders as alles
from tests.compose.builders import ALLEN, GROEP, aandeel, cel, figuur, groepcel, indicator, vergelijking

GETAL = re.compile(r"[+−]?\d+(?:\.\d{3})*(?:,\d+)?")
OPENING = "540\xa0minuten; in de groep ‘Instellingen’ 500"


def zin(figuur_: ReportFigure, *groepen: GroepUitleg) -> str:
    return card_sentence(figuur_, groepen or (GROEP,), EIGEN)


@pytest.mark.parametrize(
    ("chance", "usual", "slot"),
    [
        ("niet", "binnen", "Dat verschil is niet van toeval te onderscheiden."),
        ("grens", "binnen", "Dat verschil ligt op de grens van toeval."),
        ("meer", "binnen", "Dat verschil is meer dan toeval, en past bij hoe organisaties verschillen."),
        (
            "meer",
            "hoger",
            "Dat verschil is meer dan toeval, en valt buiten hoe organisaties meestal verschillen: jouw cijfer is hoger.",
        ),
        ("meer", "lager", "Dat verschil is meer dan toeval, en valt buiten hoe organisaties meestal verschillen: jouw cijfer is lager."),
    ],
)  # fmt: skip
def test_each_statement_is_said_by_its_own_state(chance: str, usual: str, slot: str) -> None:
    assert zin(figuur(naast=vergelijking(chance=chance, usual=usual))) == f"{OPENING}. {slot}"


@pytest.mark.parametrize(
    ("chance", "slot"),
    [
        ("meer", "Bij deze prestaties zou de groep op 510 uitkomen. Het verschil is dan +30 (marge +10 tot +50): meer dan toeval."),
        ("niet", "Bij deze prestaties zou de groep op 510 uitkomen. Het verschil is dan +30 (marge +10 tot +50): niet van toeval te onderscheiden."),
    ],
)  # fmt: skip
def test_what_the_own_mix_explains_follows_the_comparison(chance: Chance, slot: str) -> None:
    naast = vergelijking(mix=Mix(510.0, 30.0, 10.0, 50.0, chance))
    assert mix_sentence(figuur(replace(indicator(), casemix=("prestatie_geleverd",)), naast=naast)) == slot
    assert mix_sentence(figuur()) == ""


def test_every_stratum_has_its_word() -> None:
    assert set(STRATA) == set(get_args(Stratum))


def test_equal_printed_values_are_called_nearly_the_same() -> None:
    gelijk = figuur(eigen=cel(500.4), naast=vergelijking(verschil=0.0, chance="niet", usual="binnen"))
    assert zin(gelijk) == "500\xa0minuten; in de groep ‘Instellingen’ 500: vrijwel hetzelfde."


def test_low_reliability_speaks_about_organisations_and_leaves_the_difference_standing() -> None:
    tekst = zin(figuur(naast=vergelijking(usual=None, gebruik="beschrijven", betrouwbaarheid=0.0)))
    assert "Dat verschil is meer dan toeval." in tekst
    assert tekst.endswith("Om organisaties op dit cijfer te vergelijken zijn 240 trajecten te weinig.")
    assert "0,0" not in tekst
    assert "hoger" not in tekst


@pytest.mark.parametrize(
    ("gebruik", "woorden"),
    [
        ("vergelijken", ""),
        ("voorzichtig", "organisaties hierop voorzichtig vergelijken"),
        ("beschrijven", "niet geschikt om organisaties te vergelijken"),
    ],
)
def test_a_card_says_only_what_a_figure_is_not_good_for(gebruik: str, woorden: str) -> None:
    assert comparable(vergelijking(gebruik=gebruik)) == woorden
    assert comparable(vergelijking(betrouwbaarheid=None)) == ""


def test_a_figure_that_only_describes_says_why() -> None:
    over = figuur()
    beschrijft = replace(over, cijfer=replace(over.cijfer, beschrijft="de respons is 12%"))
    assert zin(beschrijft) == f"{OPENING}. De respons is 12%. Dit cijfer beschrijft dus alleen."


def test_the_sentence_speaks_of_the_one_group_that_the_figure_is_compared_with() -> None:
    """The best fitting group has only a bound, so that everybody is the one."""
    dichtbij = groepcel(gepoold=0.01, grens="<", p25=None, p50=None, p75=None)
    over = figuur(aandeel(decimalen=0), cel(0.05, 0.02, 0.08), dichtbij, vergelijking(ALLEN.id, doel=0.03))
    tekst = zin(
        replace(over, cijfer=replace(over.cijfer, groepen=(dichtbij, groepcel(ALLEN.id, 0.03, p50=0.03)))), GROEP, ALLEN
    )
    assert tekst.startswith("5%; in de groep ‘Alle keurmerkdragers’ 3%.")


def test_a_groups_zero_percent_is_only_said_as_less_than() -> None:
    groep = groepcel(gepoold=0.01, grens="<", p25=None, p50=None, p75=None)
    share = figuur(aandeel(decimalen=0), cel(0.05, 0.02, 0.08), groep)
    tekst = zin(replace(share, cijfer=replace(share.cijfer, vergelijkingen=())))
    assert (
        tekst
        == "5%; in de groep ‘Instellingen’ minder dan 1%. Of dat verschil toeval kan zijn, is hier niet te zeggen."
    )


def test_without_a_group_figure_the_sentence_says_so() -> None:
    kaal = figuur(groep=groepcel(gepoold=None, p25=None, p50=None, p75=None, reden="weggelaten"))
    kaal = replace(kaal, cijfer=replace(kaal.cijfer, vergelijkingen=()))
    tekst = "Het cijfer van de groep is hier weggelaten, zodat niemand herkenbaar wordt."
    assert zin(kaal) == tekst


def test_a_withheld_comparison_leaves_the_spread_of_the_group() -> None:
    groep = groepcel(gepoold=None, reden="weggelaten")
    zonder = vergelijking(chance=None, usual=None)
    assert zin(figuur(groep=groep, naast=zonder)) == (
        "540\xa0minuten; in de groep ‘Instellingen’ is de mediaan 495. De middelste helft ligt tussen 480 en 530; jouw cijfer ligt erboven."
    )
    kaal = groepcel(gepoold=None, p25=None, p75=None, reden="weggelaten")
    assert zin(figuur(groep=kaal, naast=zonder)).endswith("Of dat verschil toeval kan zijn, is hier niet te zeggen.")


def test_a_group_has_its_short_name_or_loses_its_brackets() -> None:
    lang = GroepUitleg(GROEP.id, "Van vergelijkbare omvang (50 tot 120 trajecten)", 7, "regel")
    assert "groep ‘Van vergelijkbare omvang’ 500" in zin(figuur(), lang)
    assert "groep ‘Zelfde omvang’ 500" in zin(figuur(), replace(lang, kort="Zelfde omvang"))


def test_the_joint_report_speaks_of_the_joint_figure() -> None:
    tekst = card_sentence(figuur(), (GROEP,), SAMEN)
    assert "het gezamenlijke cijfer is hoger" in tekst
    assert "ouw" not in tekst


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n", [24, 70, 240])
def test_every_number_in_a_sentence_stands_in_its_cells(seed: int, n: int) -> None:
    for gevonden, groepen in alle_figuren(seed, n):
        tekst = zin(gevonden, *groepen)
        assert numbers(tekst) <= printed(gevonden), tekst


@pytest.mark.parametrize("seed", range(6))
def test_no_sentence_contradicts_the_values_it_prints(seed: int) -> None:
    """Said higher: above the group's value, which the margin does not hold; not to be told from chance: the margin holds it."""
    gezien = 0
    for gevonden, groepen in alle_figuren(seed, 240):
        tekst, eigen, naast = zin(gevonden, *groepen), gevonden.eigen, gevonden.cijfer.naast
        if naast is None or eigen.waarde is None or eigen.onder is None or eigen.boven is None:
            continue
        bevat = eigen.onder <= naast.doel <= eigen.boven
        assert not ("meer dan toeval" in tekst and bevat), tekst
        assert not ("niet van toeval" in tekst and not bevat), tekst
        assert not ("is hoger" in tekst and eigen.waarde <= naast.doel), tekst
        assert not ("is lager" in tekst and eigen.waarde >= naast.doel), tekst
        gezien += 1
    assert gezien > 100


def alle_figuren(seed: int, n: int) -> list[tuple[ReportFigure, tuple[GroepUitleg, ...]]]:
    lezing = ReportFigures(alles.publishable(seed, n=n), alles.definities())
    figuren = [lezing.figuur(sleutel) for sleutel in lezing.publishable.cijfers]
    return [(een, lezing.publishable.groepen) for een in figuren if een is not None]


def numbers(tekst: str) -> set[str]:
    return set(GETAL.findall(tekst))


def printed(figuur_: ReportFigure) -> set[str]:
    """Every number that the figure's cells print, as a sentence may use it."""
    vorm, eigen = figuur_.weergave, figuur_.eigen
    waarden = [eigen.waarde, eigen.onder, eigen.boven]
    for groep in figuur_.cijfer.groepen:
        waarden += [groep.gepoold, groep.p25, groep.p50, groep.p75]
    teksten = [vorm.getal(waarde) for waarde in waarden if waarde is not None]
    teksten += [getal(eigen.n)] if eigen.n is not None else []
    teksten += [figuur_.cijfer.beschrijft]  # the own response, and from which it would compare
    return set().union(*(numbers(tekst) for tekst in teksten))


@pytest.mark.parametrize(
    ("verschil", "tekst"), [(0.01, "+1\xa0procentpunt (marge"), (-0.01, "−1\xa0procentpunt (marge"), (0.02, "+2\xa0procentpunten (marge"), (0.0, "0\xa0procentpunten (marge")]
)  # fmt: skip
def test_one_percentage_point_of_the_mix_is_told_in_the_singular(verschil: float, tekst: str) -> None:
    naast = vergelijking(mix=Mix(0.11, verschil, verschil - 0.03, verschil + 0.03, "niet"))
    deel = figuur(aandeel(decimalen=0, casemix=("prestatie_geleverd",)), cel(0.12, 0.1, 0.14), naast=naast)
    assert tekst in mix_sentence(deel)


@pytest.mark.parametrize(
    ("waarde", "waar"), [(470.0, "eronder"), (480.0, "erbinnen"), (500.0, "erbinnen"), (530.0, "erbinnen"), (531.0, "erboven")]
)  # fmt: skip
def test_where_chance_cannot_be_spoken_of_the_middle_half_is_and_its_ends_belong_to_it(
    waarde: float, waar: str
) -> None:
    stil = vergelijking(chance=None, usual=None)
    gezegd = zin(figuur(eigen=cel(waarde, None, None), naast=stil))
    assert gezegd.endswith(f"De middelste helft ligt tussen 480 en 530; jouw cijfer ligt {waar}.")


def test_without_a_middle_half_it_is_said_that_nothing_can_be_said() -> None:
    stil = figuur(groep=groepcel(p25=None), naast=vergelijking(chance=None, usual=None))
    assert zin(stil).endswith("Of dat verschil toeval kan zijn, is hier niet te zeggen.")


@pytest.mark.parametrize("weg", [{"chance": None}, {"verschil_onder": None}, {"verschil_boven": None}])
def test_a_mix_without_a_margin_or_a_statement_is_not_told(weg: dict[str, None]) -> None:
    mix = replace(Mix(510.0, 30.0, 10.0, 50.0, "meer"), **weg)
    assert (
        mix_sentence(figuur(replace(indicator(), casemix=("prestatie_geleverd",)), naast=vergelijking(mix=mix))) == ""
    )


def test_more_strata_are_summed_up() -> None:
    soort = replace(indicator(), casemix=("prestatie_geleverd", "leeftijdsgroep", "diagnosehoofdstuk"))
    gezegd = mix_sentence(figuur(soort, naast=vergelijking(mix=Mix(510.0, 30.0, 10.0, 50.0, "grens"))))
    assert gezegd.startswith("Bij deze prestaties, leeftijden en diagnoses zou de groep op 510 uitkomen.")
    assert "Het verschil is dan +30" in gezegd
    assert gezegd.endswith("op de grens van toeval.")
