"""Every attack of the design: it works when the protection is off, and is caught when it is on."""

import numpy as np
import pytest

from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.onthulling import Maatregelen, Onthulling
from spiegelrapport.model.ronde import Drempels
from tests.disclose.builders import (
    AANDEEL,
    ALLES_UIT,
    SCORE,
    ZONDER_AANVULLEND,
    aanval,
    agb,
    benchmark,
    figuur,
    gedrukt,
    gemiddelden,
    onthul,
    ronde,
    soepel,
    uitgegeven,
    zonder_kwantielen,
)

NODIG = 0.2  # 5% of the scale from 1 to 5
STRENG = Drempels()


def te_smal(onthulling: Onthulling) -> set[str]:
    assert not onthulling.geslaagd
    return {tekort.interval.agb for tekort in onthulling.certificaat.tekort}


def cel(onthulling: Onthulling, groep: str, sleutel=SCORE):
    return gedrukt(onthulling)[0, groep, sleutel]


def test_in_a_group_of_two_each_computes_the_other() -> None:
    waarden = figuur([4.1, 4.7])
    bron = benchmark({SCORE: waarden}, {"allen": list(waarden)})
    open_ = cel(onthul(bron, maatregelen=ALLES_UIT), "allen")
    assert 2 * open_.gepoold - 4.1 == pytest.approx(4.7)
    assert cel(onthul(bron, ronde(STRENG)), "allen").gepoold is None


def test_in_a_group_of_three_two_compute_the_third() -> None:
    waarden = figuur([4.1, 4.7, 2.3])
    bron = zonder_kwantielen(benchmark({SCORE: waarden}, {"allen": list(waarden)}))
    instelling = ronde(soepel(coalitie=2, zorgaanbieders_per_groep=1))
    open_ = cel(onthul(bron, instelling, ALLES_UIT), "allen")
    assert 3 * open_.gepoold - 4.1 - 4.7 == pytest.approx(2.3)
    assert te_smal(onthul(bron, instelling, Maatregelen(drempels=False, aanvullend=False)))
    assert onthul(bron, instelling).redenen["allen", SCORE] == "k<minimum"  # coalitie + 2 = 4


def test_a_coalition_computes_the_last_member_of_a_larger_group() -> None:
    waarden = figuur([4.1, 4.7, 2.3, 3.3])
    bron = zonder_kwantielen(benchmark({SCORE: waarden}, {"allen": list(waarden)}))
    allen = list(waarden)
    open_ = gemiddelden(onthul(bron, maatregelen=ALLES_UIT), {"allen": allen}, waarden, marge=0)
    assert aanval(agb(4), open_, waarden, bekend=allen[:3]) < 1e-6
    los = Maatregelen(drempels=False, aanvullend=False)
    assert onthul(bron, ronde(soepel(coalitie=1)), los).geslaagd
    assert agb(4) in te_smal(onthul(bron, ronde(soepel(coalitie=3)), los))
    assert cel(onthul(bron, ronde(soepel(coalitie=3))), "allen").gepoold is None


def test_a_meeting_whose_participants_pool_their_figures_is_a_coalition() -> None:
    waarden = figuur(np.linspace(3, 4.6, 8))
    allen = list(waarden)
    bron = zonder_kwantielen(benchmark({SCORE: waarden}, {"allen": allen}))
    deel = tuple(allen[:7])
    open_ = gemiddelden(onthul(bron, ronde(), ZONDER_AANVULLEND), {"allen": allen}, waarden)
    assert aanval(agb(8), open_, waarden, bekend=deel) < NODIG
    los = Maatregelen(drempels=False, aanvullend=False)
    assert te_smal(onthul(bron, ronde(deel=deel), los)) == {agb(8)}
    assert cel(onthul(bron, ronde(deel=deel)), "allen").gepoold is None


def test_nested_groups_pin_the_one_between_them() -> None:
    """A mean over 12 and one over 13 with one decimal leave a width of 2.5 (of 100): the worked example of the design."""
    waarden = figuur([*np.linspace(3, 4.6, 12), 2.0])
    groepen = {"type:a": list(waarden)[:12], "allen": list(waarden)}
    bron = zonder_kwantielen(benchmark({SCORE: waarden}, groepen))
    open_ = gemiddelden(onthul(bron, maatregelen=ALLES_UIT), groepen, waarden, marge=0)
    assert aanval(agb(13), open_, waarden) < 1e-6
    afgerond = onthul(bron, maatregelen=ZONDER_AANVULLEND)
    assert aanval(agb(13), gemiddelden(afgerond, groepen, waarden), waarden) == pytest.approx(25 * 0.01, abs=1e-3)
    assert onthul(bron, ronde(soepel(bescherming=0.05)), ZONDER_AANVULLEND).geslaagd  # 0.25 is over 0.20
    streng = ronde(soepel(bescherming=0.07))
    assert te_smal(onthul(bron, streng, ZONDER_AANVULLEND)) == {agb(13)}
    beschermd = onthul(bron, streng)
    assert beschermd.geslaagd
    assert aanval(agb(13), gemiddelden(beschermd, groepen, waarden), waarden) > 0.28
    assert cel(beschermd, "allen").gepoold is not None  # the smaller group went: fewer documents show it


def test_overlapping_groups_pin_their_difference() -> None:
    """a = x1..x6, b = x4..x9, c = x1..x3, d = x4..x6: b minus d, a minus c ... and x7..x9 with e leave one."""
    waarden = figuur([3.1, 4.4, 3.9, 4.2, 4.9, 2.7, 3.3, 4.6, 1.8])
    a = list(waarden)
    groepen = {"type:b": a[3:9], "type:d": a[3:8], "allen": a}
    keuzes = {wie: [g for g in groepen if wie in groepen[g]][:2] for wie in a}
    bron = zonder_kwantielen(benchmark({SCORE: waarden}, groepen, keuzes))
    open_ = gemiddelden(onthul(bron, maatregelen=ALLES_UIT), groepen, waarden, marge=0)
    assert aanval(a[8], open_, waarden) < 1e-6
    assert a[8] in te_smal(onthul(bron, maatregelen=ZONDER_AANVULLEND))
    beschermd = onthul(bron)
    assert beschermd.geslaagd
    assert aanval(a[8], gemiddelden(beschermd, groepen, waarden), waarden, bekend=[a[0]]) >= NODIG


def test_a_reissue_with_one_member_more_gives_the_newcomer_away() -> None:
    waarden = figuur([*np.linspace(3, 4.6, 12), 2.0])
    eerst = {agb_: w for agb_, w in waarden.items() if agb_ != agb(13)}
    oud = onthul(zonder_kwantielen(benchmark({SCORE: eerst}, {"allen": list(eerst)})))
    nieuw = zonder_kwantielen(benchmark({SCORE: waarden}, {"allen": list(waarden)}))
    instelling = ronde(soepel(bescherming=0.07), versie="2")
    zonder_verleden = onthul(nieuw, instelling)
    beide = gemiddelden(oud, {"allen": list(eerst)}, eerst) + gemiddelden(
        zonder_verleden, {"allen": list(waarden)}, waarden
    )
    assert zonder_verleden.geslaagd
    assert aanval(agb(13), beide, waarden) < 0.28
    assert te_smal(onthul(nieuw, instelling, ZONDER_AANVULLEND, uitgegeven(oud))) == {agb(13)}
    beschermd = onthul(nieuw, instelling, grootboek=uitgegeven(oud))
    assert beschermd.geslaagd
    assert cel(beschermd, "allen").gepoold is None
    assert beschermd.certificaat.telling.eerder == 1


def test_a_reissue_with_one_member_less_gives_the_leaver_away() -> None:
    waarden = figuur([*np.linspace(3, 4.6, 12), 2.0])
    later = {agb_: w for agb_, w in waarden.items() if agb_ != agb(13)}
    oud = onthul(zonder_kwantielen(benchmark({SCORE: waarden}, {"allen": list(waarden)})))
    nieuw = zonder_kwantielen(benchmark({SCORE: later}, {"allen": list(later)}))
    instelling = ronde(soepel(bescherming=0.07), versie="2")
    assert te_smal(onthul(nieuw, instelling, ZONDER_AANVULLEND, uitgegeven(oud))) == {agb(13)}
    assert onthul(nieuw, instelling, grootboek=uitgegeven(oud)).geslaagd


def test_quartiles_of_a_small_group_are_somebodys_value() -> None:
    """Five values, five type-8 quantiles: the whole sorted list is on paper."""
    waarden = figuur([1.2, 2.1, 3.3, 4.2, 4.9])
    bron = benchmark({SCORE: waarden}, {"allen": list(waarden)})
    open_ = cel(onthul(bron, maatregelen=ALLES_UIT), "allen")
    assert open_.p50 == pytest.approx(3.3)  # exactly number 3's value
    dicht = cel(onthul(bron, ronde(soepel(zorgaanbieders_per_groep=5))), "allen")
    assert (dicht.p10, dicht.p25, dicht.p75, dicht.p90) == (None, None, None, None)


def test_quartiles_of_two_overlapping_groups_point_at_the_one_in_both() -> None:
    """Whose value stands in both groups' sorted values? Only the common member's."""
    waarden = figuur([1.11, 1.42, 1.73, 2.04, 2.35, 2.66, 2.97, 3.28, 3.59, 3.90, 4.21, 4.52, 4.83], n=50)
    a = list(waarden)
    groepen = {"type:a": [*a[0:12:2], a[6]], "type:b": [*a[1:12:2], a[6]]}
    groepen = {naam: sorted(set(leden)) for naam, leden in groepen.items()}
    bron = benchmark({SCORE: waarden}, groepen, {wie: [g for g in groepen if wie in groepen[g]] for wie in a[:12]})
    instelling = ronde(soepel(zorgaanbieders_kwantielen=5))
    assert te_smal(onthul(bron, instelling, ZONDER_AANVULLEND))
    beschermd = onthul(bron, instelling)
    assert beschermd.geslaagd
    assert any(regel.regel == "onthulling" for regel in beschermd.certificaat.onderdrukt)


@pytest.mark.parametrize("aandeel", [0.0, 1.0])
def test_a_group_at_0_or_100_percent_tells_everybodys_value(aandeel: float) -> None:
    waarden = figuur([aandeel] * 12)
    bron = benchmark({AANDEEL: waarden}, {"allen": list(waarden)})
    assert cel(onthul(bron, maatregelen=ALLES_UIT), "allen", AANDEEL).gepoold == aandeel
    dicht = cel(onthul(bron, ronde(STRENG)), "allen", AANDEEL)
    assert (dicht.gepoold, dicht.grens) == ((0.02, "<") if aandeel == 0 else (0.98, ">"))


def test_nearly_0_percent_reads_the_same_as_0_percent() -> None:
    def bron(x: float):
        waarden = figuur([*([0.0] * 11), x], n=200)
        return benchmark({AANDEEL: waarden}, {"allen": list(waarden)})

    instelling = ronde(soepel())
    assert cel(onthul(bron(0.0), instelling), "allen", AANDEEL) == cel(onthul(bron(0.2), instelling), "allen", AANDEEL)


def test_exact_means_undo_rounded_counts() -> None:
    """A mean of 4.333... can only come from a multiple of three: the printed mean hides that."""
    waarden = figuur([13 / 3] * 12, n=3)
    bron = benchmark({SCORE: waarden}, {"allen": list(waarden)})

    def noemers(gemiddelde: float) -> list[int]:
        return [n for n in range(1, 61) if abs(gemiddelde * n - round(gemiddelde * n)) < 1e-6]

    open_, dicht = onthul(bron, maatregelen=ALLES_UIT), onthul(bron, ronde(STRENG))
    assert all(n % 3 == 0 for n in noemers(cel(open_, "allen").gepoold))
    gedrukt_gemiddelde = cel(dicht, "allen").gepoold
    mogelijk = [
        n for n in range(10, 61) if any(abs(round(s / n, 2) - gedrukt_gemiddelde) < 1e-9 for s in range(10, 301))
    ]
    assert {n % 3 for n in mogelijk} > {0}
    assert cel(dicht, "allen").n == 35


def test_two_singletons_in_one_relation_are_solved_together() -> None:
    """Two groups share all members but one, and a third holds everybody: three equations, two unknowns."""
    waarden = figuur([4.0, 4.2, 4.4, 4.6, 2.2, 4.8])
    a = list(waarden)
    groepen = {"type:a": a[:5], "type:b": [*a[:4], a[5]], "allen": a}
    keuzes = {wie: [g for g in groepen if wie in groepen[g]][:2] for wie in a} | {
        a[0]: ["type:a", "type:b"],
        a[1]: ["allen"],
    }
    bron = zonder_kwantielen(benchmark({SCORE: waarden}, groepen, keuzes))
    open_ = gemiddelden(onthul(bron, maatregelen=ALLES_UIT), groepen, waarden, marge=0)
    assert aanval(a[4], open_, waarden) < 1e-6
    assert aanval(a[5], open_, waarden) < 1e-6
    assert te_smal(onthul(bron, maatregelen=ZONDER_AANVULLEND)) >= {a[4], a[5]}
    beschermd = onthul(bron)
    assert beschermd.geslaagd
    for wie in (a[4], a[5]):
        assert aanval(wie, gemiddelden(beschermd, groepen, waarden), waarden, bekend=[a[0]]) >= NODIG


def test_the_joint_report_minus_one_of_its_members_is_not_the_last_of_them() -> None:
    waarden = figuur([3.0, 4.0, 4.5, 2.0, 3.5, 4.1, 4.2, 4.3, 4.4, 4.6])
    a = list(waarden)
    kleine = frozenset(a[:3])
    bron = zonder_kwantielen(benchmark({SCORE: waarden}, {"allen": a}, {wie: ["allen"] for wie in a}, kleine=kleine))
    open_ = onthul(bron, ronde(soepel(zorgaanbieders_per_groep=1)), ALLES_UIT, kleine=kleine)
    assert open_.publishables[KLEINE_AANBIEDERS].cijfers[SCORE].eigen.waarde == pytest.approx(11.5 / 3)
    los = Maatregelen(drempels=False, aanvullend=False)
    assert te_smal(onthul(bron, ronde(soepel(coalitie=2)), los, kleine=kleine)) >= set(kleine)
    dicht = onthul(bron, ronde(STRENG), kleine=kleine)
    assert not (kleine | {KLEINE_AANBIEDERS}) & set(dicht.publishables)
    assert "te weinig voor een gezamenlijk rapport (ten minste 5)" in dicht.niet_gemaakt[KLEINE_AANBIEDERS]
