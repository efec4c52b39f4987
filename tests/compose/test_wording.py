"""Sentences say what their cells say, no more, and judge nobody."""

import re
from dataclasses import asdict

import pytest

from spiegelrapport.compose import wording
from spiegelrapport.compose.lezing import Figuur, Lezing
from spiegelrapport.model.publishable import GroepUitleg, Highlight, Meervoud
from spiegelrapport.model.ronde import Drempels
from tests import builders as alles
from tests.compose.builders import GROEP, aandeel, cel, figuur, groepcel, indicator, vergelijking

GETAL = re.compile(r"[+−]?\d+(?:\.\d{3})*(?:,\d+)?")
DREMPELS = Drempels()


def zin(figuur_: Figuur, *groepen: GroepUitleg) -> str:
    return wording.kaartzin(figuur_, groepen or (GROEP,), wording.EIGEN)


def numbers(tekst: str) -> set[str]:
    return set(GETAL.findall(tekst))


def printed(figuur_: Figuur) -> set[str]:
    """Every number that the figure's cells print, as a sentence may use it."""
    vorm, waarden = figuur_.weergave, []
    eigen = figuur_.eigen
    waarden += [eigen.waarde, eigen.onder, eigen.boven]
    for groep in figuur_.cijfer.groepen:
        waarden += [groep.gepoold, groep.p25, groep.p50, groep.p75]
    teksten = [vorm.getal(waarde) for waarde in waarden if waarde is not None]
    for naast in figuur_.cijfer.vergelijkingen:
        teksten += [vorm.verschil(naast.verschil)] if naast.verschil is not None else []
        teksten += [vorm.getal(grens) for grens in naast.kans95 or ()]
        teksten += [wording.dutch.getal(naast.betrouwbaarheid, 2)] if naast.betrouwbaarheid is not None else []
    teksten += [wording.dutch.getal(eigen.n)] if eigen.n is not None else []
    return set().union(*(numbers(tekst) for tekst in teksten))


def test_a_higher_figure_beyond_chance_is_said_with_group_difference_and_count() -> None:
    assert zin(figuur()) == (
        "In de groep ‘Instellingen’ is het over alle cliënten 500. Jouw cijfer ligt hoger (+40): "
        "meer verschil dan je bij 240 trajecten door toeval verwacht."
    )


def test_a_figure_within_chance_is_not_called_higher() -> None:
    tekst = zin(figuur(naast=vergelijking(toestand="binnen")))
    assert "past bij wat je bij 240 trajecten door toeval verwacht" in tekst
    assert "hoger" not in tekst


def test_equal_printed_values_are_called_nearly_the_same() -> None:
    gelijk = figuur(eigen=cel(500.4), naast=vergelijking(verschil=0.0, toestand="binnen"))
    assert zin(gelijk) == "In de groep ‘Instellingen’ is het over alle cliënten 500: vrijwel hetzelfde."


def test_an_unreliable_figure_is_described_and_not_compared() -> None:
    tekst = zin(figuur(naast=vergelijking(gebruik="beschrijven", betrouwbaarheid=0.4)))
    assert "niet van toeval te onderscheiden" in tekst
    assert "hoger" not in tekst
    assert "lager" not in tekst
    assert "verwacht" not in tekst


def test_a_middling_reliability_is_printed_with_its_warning() -> None:
    tekst = zin(figuur(naast=vergelijking(gebruik="voorzichtig", betrouwbaarheid=0.62)))
    assert tekst.endswith("Betrouwbaarheid 0,62: lees dit met voorzichtigheid.")


def test_a_state_whose_reliability_is_withheld_is_told_with_caution() -> None:
    tekst = zin(figuur(naast=vergelijking(gebruik="beschrijven", betrouwbaarheid=None)))
    assert "Jouw cijfer ligt hoger (+40)" in tekst
    assert tekst.endswith("Lees dit met voorzichtigheid.")


def test_a_difference_that_rounding_contradicts_is_left_out() -> None:
    tekst = zin(figuur(naast=vergelijking(verschil=41.0)))
    assert "41" not in tekst
    assert "Jouw cijfer ligt hoger" in tekst


def test_a_state_that_the_printed_values_contradict_is_said_against_the_limits() -> None:
    andersom = figuur(eigen=cel(498.0), naast=vergelijking(verschil=-2.0, toestand="hoger"))
    assert zin(andersom).endswith("Jouw cijfer ligt hoger dan je bij 240 trajecten door toeval verwacht (470 tot 530).")


def test_a_groups_zero_percent_is_only_said_as_less_than() -> None:
    groep = groepcel(gepoold=0.01, grens="<", p25=None, p50=None, p75=None)
    share = figuur(aandeel(decimalen=0), cel(0.05, 0.02, 0.08), groep, vergelijking(verschil=0.04))
    assert "is het minder dan 1%" in zin(share)


def test_without_a_group_figure_the_sentence_says_so() -> None:
    assert zin(figuur(groep=groepcel(gepoold=None, p25=None, p50=None, p75=None, reden="weggelaten"))) == (
        "Van de benchmarkgroep is hier geen cijfer te tonen: weggelaten, zodat niemand herkenbaar wordt."
    )
    assert "geen cijfer te tonen" in wording.kaartzin(figuur(), (), wording.EIGEN)


def test_a_withheld_comparison_leaves_the_spread_of_the_group() -> None:
    groep = groepcel(gepoold=None, reden="weggelaten")
    zonder = vergelijking(toestand=None, verschil=None, kans95=None)
    assert zin(figuur(groep=groep, naast=zonder)) == (
        "In de groep ‘Instellingen’ is de mediaan 495; de middelste helft ligt tussen 480 en 530. Jouw cijfer ligt erboven."
    )
    kaal = groepcel(gepoold=None, p25=None, p75=None, reden="weggelaten")
    assert zin(figuur(groep=kaal, naast=zonder)).endswith("Een vergelijking met toeval is hier niet te tonen.")


def test_a_sentence_names_no_group_figure_that_its_chart_does_not_show() -> None:
    groep = groepcel(gepoold=None, reden="weggelaten")
    zonder = figuur(groep=groep, naast=vergelijking(toestand=None, verschil=None, kans95=None))
    half = wording.kaartzin(zonder, (GROEP,), wording.EIGEN, "Mediaan 495 minuten.")
    assert half == "In de groep ‘Instellingen’ is de mediaan 495. Een vergelijking met toeval is hier niet te tonen."
    niets = wording.kaartzin(zonder, (GROEP,), wording.EIGEN, "Alleen jouw organisatie: 540 minuten.")
    assert niets.startswith("Wat van de groep te tonen is, staat in de tabel")


def test_a_long_group_name_loses_its_brackets() -> None:
    lang = GroepUitleg(GROEP.id, "Van vergelijkbare omvang (50 tot 120 trajecten)", 7, "regel")
    assert "groep ‘Van vergelijkbare omvang’ is" in zin(figuur(), lang)


def test_a_reason_for_a_highlight_contradicts_neither_its_state_nor_its_values() -> None:
    sleutel = figuur().cijfer.sleutel
    for waarde, toestand, reden, verwacht in (
        (510.0, "lager", "dicht bij de groep", "een verschil dat niet bij toeval past"),
        (510.0, "binnen", "grootste afwijking", "een verschil dat bij toeval past"),
        (510.0, "binnen", "dicht bij de groep", "betrouwbaar, en in de middelste helft van de groep"),
        (540.0, "binnen", "dicht bij de groep", "een verschil dat bij toeval past"),
        (540.0, "binnen", "verandering", "een verandering ten opzichte van vorig jaar"),
    ):
        punt = Highlight(sleutel, GROEP.id, toestand, reden)  # type: ignore[arg-type]
        assert wording.reden_highlight(punt, figuur(eigen=cel(waarde))) == verwacht


def test_the_joint_report_speaks_of_the_joint_figure() -> None:
    tekst = wording.kaartzin(figuur(), (GROEP,), wording.SAMEN)
    assert "Het gezamenlijke cijfer ligt hoger" in tekst
    assert "ouw" not in tekst


def test_a_trend_sentence_keeps_within_one_way_of_measuring() -> None:
    jaren = tuple((jaar, figuur(eigen=cel(float(jaar - 1500)))) for jaar in (2020, 2021, 2023, 2024, 2025))
    assert wording.trendzin(jaren[-1][1], jaren, 2025) == "Het was in 2023 523 en in 2024 524."
    assert wording.trendzin(jaren[1][1], jaren[:2], 2021) == ""


def test_a_highlight_says_own_value_and_group_in_one_breath() -> None:
    punt = Highlight(figuur().cijfer.sleutel, GROEP.id, "hoger", "grootste afwijking")
    assert wording.highlightzin(figuur(), GROEP, punt) == "540\xa0minuten, hoger dan de 500 van de groep."


def test_chance_is_told_in_one_number() -> None:
    tekst = wording.meervoudzin(Meervoud(28, 0, 1.4), wording.EIGEN)
    assert "28 cijfers" in tekst
    assert "ongeveer 1,4" in tekst
    assert "ligt er geen enkel cijfer buiten" in tekst
    assert "Geen van de cijfers" in wording.meervoudzin(Meervoud(0, 0, 0.0), wording.EIGEN)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n", [24, 70, 240])
def test_every_number_in_a_sentence_stands_in_its_cells(seed: int, n: int) -> None:
    lezing = Lezing(alles.publishable(seed, n=n), alles.definities())
    for sleutel in lezing.publishable.cijfers:
        gevonden = lezing.figuur(sleutel)
        assert gevonden is not None
        tekst = zin(gevonden, *lezing.publishable.groepen)
        assert numbers(tekst) <= printed(gevonden), tekst


@pytest.mark.parametrize("seed", range(6))
def test_no_sentence_contradicts_the_values_it_prints(seed: int) -> None:
    lezing = Lezing(alles.publishable(seed), alles.definities())
    for sleutel in lezing.publishable.cijfers:
        gevonden = lezing.figuur(sleutel)
        assert gevonden is not None
        eigen, groep = gevonden.eigen.waarde, gevonden.groepswaarde("type:instelling")
        tekst = zin(gevonden, *lezing.publishable.groepen)
        if eigen is not None and groep is not None and "ligt hoger (" in tekst:
            assert eigen > groep
        if eigen is not None and groep is not None and "ligt lager (" in tekst:
            assert eigen < groep


def test_reasons_are_dutch_for_every_code_and_for_one_not_known_yet() -> None:
    assert wording.reden_leeg("n<minimum", DREMPELS) == "minder dan 10 waarnemingen"
    assert wording.reden_leeg("iets nieuws", DREMPELS) == "weggelaten, zodat niemand herkenbaar wordt"


def test_an_indicator_with_more_maten_names_the_one_it_shows() -> None:
    assert wording.naam(figuur()) == "Behandelminuten: mediaan"
    assert wording.naam(figuur(aandeel())) == "No-show"
    assert indicator().naam == "Behandelminuten"


def test_no_definition_uses_a_word_that_judges() -> None:
    teksten: list[str] = []
    for over in alles.definities().indicatoren.values():
        teksten += [over.naam, over.vraag, over.definitie, over.richting_uitleg]
        teksten += [*over.vragen, *over.vragen_hoger, *over.vragen_lager]
    for acties in alles.definities().acties.values():
        teksten += [stap for kant in (acties.hoger, acties.lager, acties.rond) for stap in asdict(kant).values()]
    for hoofdstuk in alles.definities().hoofdstukken:
        teksten += [hoofdstuk.naam, hoofdstuk.inleiding, *hoofdstuk.vragen]
    teksten += alles.definities().begrippen.values()
    assert [tekst for tekst in teksten if wording.judgements(tekst)] == []


def test_a_judging_word_is_found_and_a_questionnaires_answer_is_not() -> None:
    assert wording.judgements("Dit is beter dan matig.") == {"beter", "matig"}
    assert wording.judgements("Van 0 (slechtst denkbaar) tot 10 (best denkbaar)") == frozenset()
