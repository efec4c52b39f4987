"""What one row contributes, at every edge: on a norm, on a limit, before it began, with a blank, and with a strange code."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from spiegelrapport.definitions.references import CATEGORIEEN
from spiegelrapport.measure.berekeningen import BEREKENINGEN
from spiegelrapport.measure.cqi import schaalscore, valid_version
from spiegelrapport.measure.measuring import observe, selecties
from spiegelrapport.measure.rom import pair
from spiegelrapport.measure.round_tables import days_between, make_round_tables, numbers_of, years_of
from spiegelrapport.measure.selecties import SELECTIES, Selectie
from spiegelrapport.measure.strata import strata_of
from spiegelrapport.model.leveringen import Rijen
from tests.measure.builders import definities, meting, rijen, ronde, traject, vragenlijst

WEG = float("nan")
CHANGE = definities().instrumenten["OQ45"].reliable_change or 0.0
CUT = definities().instrumenten["OQ45"].grenswaarde or 0.0


def contribution(code: str, uit: Rijen, maat: str | None = None, **instellingen: Any) -> tuple[list[float], list[bool]]:
    """x per selected row, and which rows break a rule."""
    bron = make_round_tables(uit, definities(), ronde(**instellingen))
    for indicator, een, selectie in selecties(bron, pair(bron)):
        if indicator.code == code and maat in (None, een.code):
            gevonden = observe(selectie, indicator, een)
            geweigerd = np.zeros(len(gevonden.x), bool) if gevonden.geweigerd is None else gevonden.geweigerd
            return gevonden.x.tolist(), geweigerd.tolist()
    raise AssertionError(code)


def x_of(code: str, *trajecten: dict[str, Any], maat: str | None = None, **instellingen: Any) -> list[float]:
    genummerd = [een | {"traject_id": f"T{nummer}"} for nummer, een in enumerate(trajecten)]
    return contribution(code, rijen(genummerd), maat, **instellingen)[0]


def selected(code: str, uit: Rijen) -> Selectie:
    bron = make_round_tables(uit, definities(), ronde())
    return next(selectie for indicator, _, selectie in selecties(bron, pair(bron)) if indicator.code == code)


def same(gevonden: list[float], verwacht: list[float]) -> None:
    np.testing.assert_array_equal(gevonden, verwacht)


def test_every_calculation_that_a_definition_names_exists_and_is_used() -> None:
    genoemd = {
        maat.berekening or indicator.berekening
        for indicator in definities().indicatoren.values()
        for maat in indicator.maten
    }
    assert genoemd == set(BEREKENINGEN)


@pytest.mark.parametrize(
    ("verwacht", "geleverd", "zwaarder", "lichter"),
    [
        ("GBG02", "GBG03", 1, 0),
        ("GBG03", "GBG02", 0, 1),
        ("GBG03", "GBG03", 0, 0),
        ("GBG02", "GBG05", 1, 0),
        ("180001", "GBG02", 0, 0),  # the old and the new code of the same group
        ("180005", "GBG02", WEG, WEG),  # incomplete has no weight
        ("GBG02", "180005", WEG, WEG),
        (None, "GBG02", WEG, WEG),
        ("GBG02", None, WEG, WEG),
        ("XX", "GBG02", WEG, WEG),
    ],
)
def test_heavier_or_lighter_than_expected(
    verwacht: str | None, geleverd: str | None, zwaarder: float, lichter: float
) -> None:
    rij = traject(prestatie_verwacht=verwacht, prestatie_geleverd=geleverd)
    same(x_of("opschalen", rij), [zwaarder])
    same(x_of("afschalen", rij), [lichter])


@pytest.mark.parametrize(
    ("van", "tot", "dagen"),
    [("2025-01-06", "2025-02-03", 28), ("2025-01-06", "2025-01-06", 0), ("2024-02-28", "2024-03-01", 2)],
)
def test_a_wait_is_in_weeks_and_a_day_of_its_own_in_a_leap_year(van: str, tot: str, dagen: int) -> None:
    rij = traject(aanmelddatum=van, intakedatum=tot, begindatum=tot, einddatum="2025-09-01")
    same(x_of("aanmeldwachttijd", rij), [dagen / 7])


def test_a_wait_within_the_norm_may_last_exactly_as_long() -> None:
    weken = int(next(m.argument for m in definities().indicatoren["aanmeldwacht_treeknorm"].maten if m.argument))
    dagen = [f"2025-{maand:02d}-{dag:02d}" for maand, dag in ((3, 3), (3, 4))]
    begin = np.datetime64("2025-03-03") - np.timedelta64(7 * weken, "D")
    rijtjes = [
        traject(aanmelddatum=str(begin), intakedatum=dag, begindatum=dag, einddatum="2025-09-01") for dag in dagen
    ]
    same(x_of("aanmeldwacht_treeknorm", *rijtjes), [1, 0])


@pytest.mark.parametrize("code", ["aanmeldwachttijd", "aanmeldwacht_treeknorm"])
def test_a_wait_of_less_than_nothing_is_refused_and_not_missing(code: str) -> None:
    rij = traject(aanmelddatum="2025-03-02", intakedatum="2025-03-01", begindatum="2025-03-01")
    zonder = traject(traject_id="T2", aanmelddatum=None)
    x, geweigerd = contribution(code, rijen([rij, zonder]))
    same(x, [WEG, WEG])
    assert geweigerd == [True, False]


def test_an_end_before_the_begin_is_refused() -> None:
    x, geweigerd = contribution("doorlooptijd", rijen([traject(begindatum="2025-06-10", einddatum="2025-06-09")]))
    same(x, [WEG])
    assert geweigerd == [True]
    same(x_of("doorlooptijd", traject(begindatum="2025-06-09", einddatum="2025-06-09")), [0.0])


@pytest.mark.parametrize(("reden", "telt"), [("doorverwezen_sggz", 1), ("regulier", 0), (None, WEG)])
def test_a_reason_counts_when_it_is_the_one_and_misses_when_there_is_none(reden: str | None, telt: float) -> None:
    same(x_of("doorverwezen", traject(reden_sluiten=reden)), [telt])


def test_minutes_count_as_the_round_says_and_blank_indirect_time_is_nothing_from_the_new_system_on() -> None:
    rij = traject(minuten_direct=400, minuten_indirect=80)
    leeg = traject(minuten_direct=400, minuten_indirect=None)
    oud = leeg | {"begindatum": "2021-01-04", "einddatum": "2021-06-01"}
    assert x_of("behandelminuten", rij) == [480]
    assert x_of("behandelminuten", rij, minuten="direct") == [400]
    same(x_of("behandelminuten", leeg, oud), [400, WEG])
    same(x_of("behandelminuten", traject(minuten_direct=None)), [WEG])


@pytest.mark.parametrize(("ehealth", "met"), [(0, 0), (1, 1), (480, 1), (None, WEG)])
def test_ehealth_is_there_from_one_minute(ehealth: int | None, met: float) -> None:
    code = next(
        c
        for c, i in definities().indicatoren.items()
        if any((m.berekening or i.berekening) == "met_ehealth" for m in i.maten)
    )
    maat = next(
        m.code
        for m in definities().indicatoren[code].maten
        if (m.berekening or definities().indicatoren[code].berekening) == "met_ehealth"
    )
    same(x_of(code, traject(minuten_ehealth=ehealth), maat=maat), [met])


@pytest.mark.parametrize(
    ("code", "hoofdstuk"),
    [("D5_4", "4"), ("DSM5-4", "4"), ("4", "4"), ("D5_04", "4"), ("D5_14", "14"), ("angst", None), ("", None)],
)
def test_a_diagnosis_is_its_chapter_however_the_system_writes_it(code: str, hoofdstuk: str | None) -> None:
    indicator = next(i for i in definities().indicatoren.values() if i.berekening == "in_diagnosehoofdstuk")
    gevonden = {
        maat.argument: x_of(indicator.code, traject(diagnosehoofdstuk=code), maat=maat.code)[0]
        for maat in indicator.maten
    }
    genoemd = {woord for argument in gevonden for woord in argument.split()}
    for argument, x in gevonden.items():
        eigen = hoofdstuk in argument.split() if argument != "overig" else hoofdstuk not in genoemd
        assert x == float(eigen) or (np.isnan(x) and hoofdstuk is None), (argument, x)


def test_who_the_clients_are_adds_up_to_everybody_that_is_known() -> None:
    leeftijden = ("18-24", "25-44", "45-64", "65+", None, "onbekend")
    indicator = next(i for i in definities().indicatoren.values() if i.berekening == "in_leeftijdsgroep")
    rijtjes = [traject(leeftijdsgroep=leeftijd) for leeftijd in leeftijden]
    delen = np.array([x_of(indicator.code, *rijtjes, maat=maat.code) for maat in indicator.maten])
    assert np.isnan(delen[:, 4]).all()
    assert delen[:, :4].sum(axis=0).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("items", "score"),
    [
        ((5, 4, 3), 4.0),
        ((5, 4, None), 4.5),
        ((5, None, None), WEG),  # one of three is under a half
        ((None, None, None), WEG),
    ],
)
def test_a_scale_score_is_the_mean_of_enough_answers(items: tuple[float | None, ...], score: float) -> None:
    form = vragenlijst(samen_beslissen=None, **{f"samen_beslissen_{i}": item for i, item in enumerate(items, start=1)})
    same(schaalscore(rijen(cqi=[form]).cqi, "samen_beslissen", 0.5).tolist(), [score])


def test_exactly_half_of_the_answers_is_enough_and_a_ready_score_goes_before_answers() -> None:
    half = vragenlijst(bejegening=None, bejegening_1=2, bejegening_2=None)
    klaar = vragenlijst(bejegening=4, bejegening_1=1, bejegening_2=1)
    assert schaalscore(rijen(cqi=[half, klaar]).cqi, "bejegening", 0.5).tolist() == [2.0, 4.0]
    same(schaalscore(rijen(cqi=[half]).cqi, "bejegening", 0.51).tolist(), [WEG])
    same(schaalscore(rijen(cqi=[half]).cqi, "bestaat_niet", 0.5).tolist(), [WEG])


@pytest.mark.parametrize(
    ("jaar", "versie", "geldig"),
    [
        (2020, "AMB", True),
        (2020, "5.1", False),
        (2020, None, True),
        (2021, "AMB", False),
        (2021, "5.1", True),
        (2021, None, True),
    ],
)
def test_a_form_belongs_to_the_years_of_its_version(jaar: int, versie: str | None, geldig: bool) -> None:
    cqi = rijen(cqi=[vragenlijst(versie=versie)]).cqi
    assert valid_version(cqi, np.array([jaar]), 2021).tolist() == [geldig]
    assert valid_version(cqi.drop(columns="versie"), np.array([jaar]), 2021).tolist() == [True]


def response(trajecten: list[dict[str, Any]], forms: list[dict[str, Any]]) -> list[float]:
    return contribution("cqi_respons", rijen(trajecten, cqi=forms))[0]


def test_a_form_without_a_number_is_credited_once_in_the_order_of_the_rows() -> None:
    drie = [traject(traject_id=f"T{i}") for i in range(3)]
    assert response(drie, [vragenlijst(traject_id=None)]) == [1, 0, 0]
    assert response(drie, [vragenlijst(traject_id="T0"), vragenlijst(traject_id=None)]) == [1, 1, 0]
    assert response(drie, [vragenlijst(traject_id="T2"), vragenlijst(traject_id="elders")]) == [1, 0, 1]
    assert response(drie, [vragenlijst(traject_id=None, vragenlijst_id=f"V{i}") for i in range(9)]) == [1, 1, 1]


def test_a_form_is_credited_in_its_own_year_and_to_its_own_zorgaanbieder() -> None:
    twee = [traject(), traject(traject_id="T2", agb="06000002")]
    assert response(twee, [vragenlijst(traject_id=None, agb="06000002")]) == [0, 1]
    assert response(twee, [vragenlijst(traject_id=None, datum="2024-06-12")]) == [0, 0]
    assert response(twee, []) == [0, 0]


def test_only_who_was_offered_the_list_can_respond() -> None:
    rijtjes = [traject(), traject(traject_id="T2", cqi_aangeboden=False), traject(traject_id="T3", cqi_aangeboden=None)]
    assert response(rijtjes, [vragenlijst()]) == [1]


def test_a_change_has_the_direction_of_its_instrument_and_a_standardised_one_that_of_improvement() -> None:
    uit = rijen([traject()], [meting("voor", 80), meting("na", 60)])
    assert contribution("rom_oq45", uit, "verschil")[0] == [-20]
    assert contribution("rom_oq45", uit, "standaard")[0] == [20]  # fewer complaints is better


@pytest.mark.parametrize(("begin", "deel"), [(0, 1), (22, 1), (23, 2), (90, 5), (179, 8), (180, 8)])
def test_severity_is_an_eighth_of_the_scale(begin: float, deel: int) -> None:
    """OQ-45 runs from 0 to 180: an eighth is 22.5."""
    uit = rijen([traject()], [meting("voor", begin), meting("na", 60)])
    indicator = definities().indicatoren["rom_oq45"]
    keuze = selected("rom_oq45", uit)
    stratum, namen = strata_of(keuze, indicator, np.arange(1))
    assert f"deel {deel}" in namen[stratum[0]].split(" | ")


def test_what_is_unknown_of_the_mix_is_a_stratum_of_its_own() -> None:
    indicator = next(
        i for i in definities().indicatoren.values() if "leeftijdsgroep" in i.casemix and i.selectie == "afgesloten"
    )
    uit = rijen(
        [traject(), traject(traject_id="T2", leeftijdsgroep=None), traject(traject_id="T3", prestatie_geleverd=None)]
    )
    stratum, namen = strata_of(selected(indicator.code, uit), indicator, np.arange(3))
    labels = [namen[plek].split(" | ") for plek in stratum]
    assert "onbekend" not in labels[0]
    assert labels[1].count("onbekend") == 1
    assert len(set(stratum.tolist())) == 3 if "prestatie_geleverd" in indicator.casemix else 2
    assert all(len(delen) == len(indicator.casemix) for delen in labels)


def test_dates_and_numbers_that_are_not_there() -> None:
    frame = rijen([traject(), traject(traject_id="T2", einddatum=None, minuten_direct=None)]).trajecten
    assert years_of(frame["einddatum"]).tolist() == [2025, 0]
    same(numbers_of(frame, "minuten_direct").tolist(), [400, WEG])
    same(numbers_of(frame, "bestaat_niet").tolist(), [WEG, WEG])
    assert numbers_of(frame, "cqi_aangeboden").tolist() == [1, 1]
    same(days_between(frame, "begindatum", "einddatum").tolist(), [140, WEG])


@pytest.mark.parametrize("instrument", ["OQ45"])
def test_limits_that_an_instrument_does_not_have_are_refused_and_never_guessed(instrument: str) -> None:
    """The definitions are held to it at load; who calls these by hand is refused as well."""
    kaal = replace(definities().instrumenten[instrument], reliable_change=None, grenswaarde=None)
    zonder = replace(definities(), instrumenten={**definities().instrumenten, instrument: kaal})
    bron = make_round_tables(rijen([traject()], [meting("voor", 80), meting("na", 60)]), zonder, ronde())
    indicator = zonder.indicatoren["rom_oq45"]
    koppeling = pair(bron)
    with pytest.raises(ValueError, match="OQ45 heeft geen grenswaarde"):
        SELECTIES["paren_boven_grens"](bron, koppeling, indicator)
    selectie = SELECTIES["paren"](bron, koppeling, indicator)
    with pytest.raises(ValueError, match="OQ45 heeft geen grenzen volgens Jacobson-Truax"):
        BEREKENINGEN["veranderingscategorie"](selectie, indicator, "verbeterd")


@pytest.mark.parametrize(
    ("begin", "eind", "categorieen"),
    [
        (80.0, 80.0 - CHANGE, {"verbeterd"} if 80.0 - CHANGE >= CUT else {"verbeterd", "hersteld"}),
        (80.0, 80.0 - CHANGE + 0.5, {"onveranderd"}),
        (80.0, 80.0 + CHANGE, {"verslechterd"}),
        (80.0, 80.0 + CHANGE - 0.5, {"onveranderd"}),
        (CUT, CUT - CHANGE, {"verbeterd", "hersteld"}),  # a score on the cut-off is on the clinical side
        (CUT - 1, CUT - 1 - CHANGE, {"verbeterd"}),  # who began below it cannot recover
        (CUT + CHANGE, CUT, {"verbeterd"}),  # on the cut-off at the end is not across it
    ],
)
def test_a_change_of_exactly_the_reliable_change_is_one(begin: float, eind: float, categorieen: set[str]) -> None:
    """Jacobson and Truax (1991), at both limits."""
    bron = make_round_tables(rijen([traject()], [meting("voor", begin), meting("na", eind)]), definities(), ronde())
    indicator = definities().indicatoren["rom_oq45"]
    selectie = SELECTIES["paren"](bron, pair(bron), indicator)
    functie = BEREKENINGEN["veranderingscategorie"]
    gevonden = {code for code in CATEGORIEEN if functie(selectie, indicator, code).x.tolist() == [1.0]}
    assert gevonden == categorieen
