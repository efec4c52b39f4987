"""The value expected from the own case mix: right, and only from strata that hide everybody, joined until they do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from spiegelrapport.audit.matrices import make_stelsel
from spiegelrapport.disclose.casemix import expected
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Benchmark, Meetwaarden, Sleutel
from spiegelrapport.model.ronde import Drempels, Ronde
from tests.builders import definities
from tests.disclose.builders import (
    AANDEEL,
    SCORE,
    agb,
    benchmark,
    onthul,
    ronde,
    soepel,
    zonder_kwantielen,
)

Mix = Mapping[str, Mapping[str, tuple[float, float]]]  # agb -> stratum -> (clients, result there)
IK = agb(1)
STRENG = ronde(Drempels())
MEDIAAN = Sleutel("behandelminuten", "mediaan", "2025", "totaal")


def met_mix(mix: Mix, groepen: Mapping[str, Sequence[str]], sleutel: Sleutel = SCORE) -> Benchmark:
    """A round with this case mix; own figures and group figures follow from it."""
    strata = pd.DataFrame(
        [
            {"agb": wie, **sleutel._asdict(), "stratum": stratum, "waarde": np.nan, "n": n, "som": n * waarde}
            for wie, delen in mix.items()
            for stratum, (n, waarde) in delen.items()
        ]
    )
    per = strata.loc[strata["agb"].ne(KLEINE_AANBIEDERS)].groupby("agb")[["n", "som"]].sum()
    bron = benchmark({sleutel: {wie: (n, som / n) for wie, n, som in per.itertuples()}}, groepen)
    return replace(bron, meetwaarden=Meetwaarden(bron.meetwaarden.frame, strata=strata))


def gelijk(aantal: int = 6, strata: str = "AB", n: float = 20) -> dict[str, dict[str, tuple[float, float]]]:
    """So many zorgaanbieders with as many clients in each stratum; in B the results are half a point higher."""
    return {agb(i): {s: (n, 4.0 + i / 10 + (s == "B") / 2) for s in strata} for i in range(1, aantal + 1)}


def verwacht(
    mix: Mix,
    instelling: Ronde = STRENG,
    sleutel: Sleutel = SCORE,
    groepen: Mapping[str, Sequence[str]] | None = None,
) -> dict[tuple[str, str], float]:
    """(reader, group) -> what may be printed."""
    bron = met_mix(mix, groepen or {"allen": sorted(set(mix) - {KLEINE_AANBIEDERS})}, sleutel)
    stelsel = make_stelsel(bron, definities(), ())
    return {(wie, groep): waarde for (wie, groep, _), waarde in expected(bron, instelling, stelsel).items()}


def test_each_stratum_of_the_group_counts_as_often_as_the_reader_has_it() -> None:
    mix = gelijk() | {IK: {"A": (10, 4.1), "B": (30, 4.6)}}
    a = (10 * 4.1 + 20 * sum(4.0 + i / 10 for i in range(2, 7))) / 110
    b = (30 * 4.6 + 20 * sum(4.5 + i / 10 for i in range(2, 7))) / 130
    assert verwacht(mix)[IK, "allen"] == pytest.approx((10 * a + 30 * b) / 40)


def test_a_median_weighs_every_client_of_the_group_by_the_readers_own_mix() -> None:
    """Kort takes 100 to 140 minutes, intensief 500 to 540; who has kort twice as often as the group, expects kort's values."""
    leden = [agb(i) for i in range(1, 7)]
    aantallen = {wie: {"kort": 20, "intensief": 20} for wie in leden} | {IK: {"kort": 30, "intensief": 4}}
    rijen = [
        {"agb": wie, **MEDIAAN._asdict(), "stratum": s, "waarde": hoog + 20 * stap, "n": n // 2, "som": 0.0}
        for wie, delen in aantallen.items()
        for s, hoog in (("kort", 100.0), ("intensief", 500.0))
        for stap, n in ((0, delen[s]), (2, delen[s]))
    ]
    bron = benchmark({MEDIAAN: {wie: (40, 300.0) for wie in leden}}, {"allen": leden})
    bron = replace(bron, meetwaarden=Meetwaarden(bron.meetwaarden.frame, strata=pd.DataFrame(rijen)))
    uit = expected(bron, STRENG, make_stelsel(bron, definities(), ()))
    assert uit[IK, "allen", MEDIAAN] == 140.0
    assert uit[agb(2), "allen", MEDIAAN] == 320.0  # half kort, half intensief: the middle of 140 and 500


def test_a_stratum_that_hides_nobody_joins_its_smaller_neighbour() -> None:
    """C is of two; with B it is of all, so everybody is expected over A and over B with C."""
    mix = gelijk() | {agb(i): {"A": (20, 4.0), "B": (20, 5.0), "C": (5, 2.0)} for i in (1, 2)}
    uit = verwacht(mix)
    assert set(uit) == {(wie, "allen") for wie in mix}
    per_a = sum(w for d in mix.values() for s, (_, w) in d.items() if s == "A") / 6
    rest = [(n, w) for d in mix.values() for s, (n, w) in d.items() if s != "A"]
    per_rest = sum(n * w for n, w in rest) / sum(n for n, _ in rest)
    assert uit[IK, "allen"] == pytest.approx((20 * per_a + 25 * per_rest) / 45)


@pytest.mark.parametrize(
    ("mix", "instelling"),
    [
        (gelijk(6, n=1), STRENG),  # six clients per stratum
        (gelijk(4), STRENG),  # four zorgaanbieders
        (gelijk(6), ronde(Drempels(coalitie=5))),
        (gelijk(6), ronde(Drempels(), deel=tuple(agb(i) for i in range(1, 6)))),  # five who pool at a meeting, and one
        ({wie: {"A": deel["A"]} for wie, deel in gelijk().items()}, STRENG),  # one stratum is no mix
        (gelijk(4) | {KLEINE_AANBIEDERS: {"A": (40, 4.15), "B": (40, 4.15)}}, STRENG),  # its rows repeat theirs
    ],
)
def test_where_no_two_strata_hide_everybody_nothing_is_expected(mix: Mix, instelling: Ronde) -> None:
    assert verwacht(mix, instelling) == {}


def test_enough_of_each_is_enough() -> None:
    deel = tuple(agb(i) for i in range(1, 6))
    assert len(verwacht(gelijk(10, n=1))) == 10
    assert len(verwacht(gelijk(7), ronde(Drempels(), deel=deel))) == 7


def test_a_stratum_in_which_one_has_over_a_quarter_of_the_clients_is_not_told() -> None:
    groot = gelijk() | {agb(6): {"A": (20, 4.0), "B": (100, 4.5)}}  # half of B; of A and B together too
    assert verwacht(groot) == {}


def test_the_joint_report_is_no_member_but_a_reader() -> None:
    assert (KLEINE_AANBIEDERS, "allen") in verwacht(gelijk(6) | {KLEINE_AANBIEDERS: {"A": (40, 4.15)}})


def test_each_group_is_judged_by_its_own_members() -> None:
    mix = gelijk(10)
    groepen = {"type:a": [agb(i) for i in range(1, 5)], "allen": list(mix)}
    assert {groep for _, groep in verwacht(mix, groepen=groepen)} == {"allen"}


def test_without_strata_nothing_is_expected() -> None:
    bron = met_mix(gelijk(), {"allen": list(gelijk())})
    leeg = replace(bron, meetwaarden=Meetwaarden(bron.meetwaarden.frame))
    assert expected(leeg, STRENG, make_stelsel(leeg, definities(), ())) == {}


def test_a_reader_with_all_clients_in_a_stratum_of_two_cannot_read_off_the_other() -> None:
    """Mine and one other's are the only clients in C: what I expect there would be the mean of us two."""
    mix = {IK: {"C": (30, 4.0)}, agb(2): {"C": (30, 2.0), "A": (10, 4.5)}}
    mix |= {agb(i): {"A": (40, 4.1), "B": (40, 4.2)} for i in range(3, 12)}
    uit = verwacht(mix)[IK, "allen"]  # over B and C together
    assert uit == pytest.approx((30 * 4.0 + 30 * 2.0 + 9 * 40 * 4.2) / (60 + 360))


def gedrukt_verwacht(bron: Benchmark, instelling: Ronde = STRENG, sleutel: Sleutel = SCORE) -> dict[str, float | None]:
    """In my report: group -> the expected value beside it."""
    cijfer = onthul(zonder_kwantielen(bron), instelling).publishables[IK].cijfers[sleutel]
    return dict(cijfer.verwacht)


def test_in_the_report_it_stands_beside_its_group() -> None:
    mix = gelijk(12)
    assert gedrukt_verwacht(met_mix(mix, {"allen": list(mix)})) == {"allen": pytest.approx(4.9)}


def test_a_group_value_that_is_withheld_does_not_come_back_as_an_expected_value() -> None:
    """Everybody has the same mix, so the expected value is the group's: the audit took that one out."""
    waarden = [*np.linspace(3, 4.6, 12), 2.0]
    mix = {
        agb(i): {"A": (25.0, float(waarde)), "B": (25.0, float(waarde))} for i, waarde in enumerate(waarden, start=1)
    }
    bron = met_mix(mix, {"type:a": [agb(i) for i in range(1, 13)], "allen": list(mix)})
    cijfer = onthul(bron, ronde(soepel(bescherming=0.07))).publishables[IK].cijfers[SCORE]
    assert [(cel.groep, cel.gepoold) for cel in cijfer.groepen] == [("type:a", None), ("allen", 3.66)]
    assert dict(cijfer.verwacht) == {"allen": 3.66}


def test_a_stratum_for_a_group_and_for_everybody_is_no_difference_of_one() -> None:
    """In C my group is all but one: both results together would give that one's away, so C joins B in the group."""
    mix = {agb(i): {"A": (60.0, 4.0 + i / 40), "B": (60.0, 4.2), "C": (20.0, 4.1)} for i in range(1, 13)}
    mix |= {agb(i): {"A": (60.0, 4.2), "B": (60.0, 4.2)} for i in range(13, 25)}
    mix[agb(24)] = mix[agb(24)] | {"C": (20.0, 2.0)}
    mix[IK] = {"C": (20.0, 4.1)}
    groepen = {"type:a": [agb(i) for i in range(1, 13)], "allen": list(mix)}
    uit = verwacht(mix, groepen=groepen)
    assert uit[IK, "allen"] == pytest.approx((12 * 4.1 + 2.0) / 13)
    assert uit[IK, "type:a"] == pytest.approx((11 * 60 * 4.2 + 12 * 20 * 4.1) / (11 * 60 + 12 * 20))


def test_a_stratum_in_which_nobody_has_it_is_not_told_through_my_mix() -> None:
    mix = {agb(i): {"A": (50.0, 0.0), "B": (50.0, 0.3)} for i in range(1, 14)} | {IK: {"A": (50.0, 0.0)}}
    assert gedrukt_verwacht(met_mix(mix, {"allen": list(mix)}, AANDEEL), sleutel=AANDEEL) == {}


def test_a_group_value_of_which_only_a_bound_is_printed_has_no_expected_value_beside_it() -> None:
    mix = {agb(i): {"A": (50.0, 0.0), "B": (50.0, 0.0)} for i in range(1, 14)}
    cijfer = onthul(met_mix(mix, {"allen": list(mix)}, AANDEEL), STRENG).publishables[IK].cijfers[AANDEEL]
    assert cijfer.groepen[0].grens == "<"
    assert cijfer.verwacht == {}


def test_a_stratum_in_which_one_has_nearly_all_the_cases_is_not_told() -> None:
    """The p%-rule: who else has a case can compute the largest to within a tenth."""
    mix = {agb(i): {"A": (40.0, 0.0), "B": (40.0, 0.0)} for i in range(1, 9)}
    mix |= {agb(9): {"A": (40.0, 1.0), "B": (40.0, 1.0)}, agb(8): {"A": (40.0, 0.1), "B": (40.0, 0.1)}}
    assert verwacht(mix, sleutel=AANDEEL) == {}
    verspreid = {agb(i): {"A": (40.0, 0.15), "B": (40.0, 0.3)} for i in range(1, 10)}
    assert len(verwacht(verspreid, sleutel=AANDEEL)) == 9
