"""The value expected from the own case mix is printed only where every stratum behind it hides everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from spiegelrapport.audit.matrices import make_stelsel
from spiegelrapport.disclose.casemix import Veilig, allowed, safe_expected
from spiegelrapport.group.casemix import verwacht
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Meetwaarden, Sleutel
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


def met_mix(mix: Mix, groepen: Mapping[str, Sequence[str]], sleutel: Sleutel = SCORE) -> Benchmark:
    """A round with this case mix; own figures, group figures and expected values all follow from it."""
    strata = pd.DataFrame(
        [
            {"agb": wie, **sleutel._asdict(), "stratum": stratum, "n": n, "som": n * waarde}
            for wie, delen in mix.items()
            for stratum, (n, waarde) in delen.items()
        ]
    )
    per = strata.loc[strata["agb"].ne(KLEINE_AANBIEDERS)].groupby("agb")[["n", "som"]].sum()
    bron = benchmark({sleutel: {wie: (n, som / n) for wie, n, som in per.itertuples()}}, groepen)
    rijen = [
        {"agb": wie, "groep": groep, **sleutel._asdict(), "verwacht": waarde}
        for groep, leden in groepen.items()
        for (wie, *_), waarde in verwacht(strata, frozenset(leden)).items()
    ]
    gemeten = Meetwaarden(bron.meetwaarden.frame, strata=strata)
    return replace(bron, meetwaarden=gemeten, verwacht=pd.DataFrame(rijen))


def gelijk(aantal: int = 6, strata: str = "AB", n: float = 20) -> dict[str, dict[str, tuple[float, float]]]:
    """So many zorgaanbieders with as many clients in each stratum."""
    return {agb(i): {s: (n, 4.0 + i / 10) for s in strata} for i in range(1, aantal + 1)}


def beoordeeld(bron: Benchmark, instelling: Ronde = STRENG) -> Veilig:
    return safe_expected(bron, instelling, make_stelsel(bron, definities(), ()))


def veilig(mix: Mix, instelling: Ronde = STRENG, sleutel: Sleutel = SCORE) -> set[str]:
    """Who may see the value expected from the own mix, in the group of everybody."""
    groepen = {"allen": sorted(set(mix) - {KLEINE_AANBIEDERS})}
    return {wie for wie, _, _ in beoordeeld(met_mix(mix, groepen, sleutel), instelling)}


def test_where_every_stratum_is_large_enough_everybody_may_see_it() -> None:
    assert veilig(gelijk()) == {agb(i) for i in range(1, 7)}


def test_a_stratum_of_too_few_zorgaanbieders_takes_it_from_all_who_have_clients_there() -> None:
    mix = gelijk() | {agb(i): {"A": (20, 4.2), "B": (20, 4.3), "C": (20, 4.1)} for i in (1, 2, 3, 4)}
    assert veilig(mix) == {agb(5), agb(6)}  # they have nobody in C


def test_a_stratum_without_own_clients_does_not_count() -> None:
    mix = gelijk()
    mix[agb(2)] = mix[agb(2)] | {"C": (5, 4.0)}
    mix[agb(1)] = mix[agb(1)] | {"C": (0, 0.0)}
    assert veilig(mix) == set(mix) - {agb(2)}


def test_a_stratum_of_too_few_clients_takes_it_away() -> None:
    assert veilig(gelijk(6, n=1)) == set()  # six clients
    assert veilig(gelijk(10, n=1)) == set(gelijk(10))


def test_a_stratum_in_which_one_has_over_a_quarter_of_the_clients_takes_it_away() -> None:
    groot = gelijk()
    groot[agb(6)] = {"A": (20, 4.0), "B": (100, 4.5)}  # half of B
    groot[agb(5)] = {"A": (20, 4.0)}
    assert veilig(groot) == {agb(5)}


def test_participants_of_a_meeting_make_more_zorgaanbieders_necessary() -> None:
    deel = tuple(agb(i) for i in range(1, 6))
    assert veilig(gelijk(6), ronde(Drempels(), deel=deel)) == set()  # five who pool, and one
    assert veilig(gelijk(7), ronde(Drempels(), deel=deel)) == set(gelijk(7))


def test_a_coalition_makes_more_zorgaanbieders_necessary() -> None:
    assert veilig(gelijk(6), ronde(Drempels(coalitie=5))) == set()


def test_without_strata_nothing_may_be_printed() -> None:
    bron = met_mix(gelijk(), {"allen": list(gelijk())})
    leeg = replace(bron, meetwaarden=Meetwaarden(bron.meetwaarden.frame))
    assert beoordeeld(leeg) == frozenset()


def test_the_joint_report_is_no_member_but_may_be_a_reader() -> None:
    """Its rows repeat those of its members: counted as one more, they would make four zorgaanbieders five."""
    mix = gelijk(4) | {KLEINE_AANBIEDERS: {"A": (40, 4.15), "B": (40, 4.15)}}
    assert veilig(mix) == set()
    assert KLEINE_AANBIEDERS in veilig(gelijk(6) | {KLEINE_AANBIEDERS: {"A": (40, 4.15)}})


def test_each_group_is_judged_by_its_own_members() -> None:
    mix = gelijk(10)
    bron = met_mix(mix, {"type:a": [agb(i) for i in range(1, 5)], "allen": list(mix)})
    assert {groep for _, groep, _ in beoordeeld(bron)} == {"allen"}


def test_only_what_is_safe_is_handed_on() -> None:
    bron = met_mix(gelijk(), {"allen": list(gelijk())})
    frame = bron.verwacht
    plaats = (IK, "allen", SCORE)
    assert allowed(frame, frozenset()) == {}
    assert allowed(frame, frozenset([plaats])) == {plaats: pytest.approx(4.35)}
    assert allowed(frame.assign(verwacht=np.nan), frozenset([plaats])) == {}


ZELDZAAM: Mix = {
    IK: {"C": (30, 4.0)},  # all my clients are in C
    agb(2): {"C": (30, 2.0), "A": (10, 4.5)},  # the only other with clients there
    **{agb(i): {"A": (40, 4.1)} for i in range(3, 12)},
}


def afgelezen(waarde: float) -> float:
    """What the reader with all clients in C computes of the one other who has clients there: it knows both numbers."""
    return (60 * waarde - 30 * 4.0) / 30


def alles_veilig(bron: Benchmark) -> Veilig:
    frame = bron.verwacht
    return frozenset(
        (wie, groep, Sleutel(*s)) for wie, groep, *s in frame[["agb", "groep", *SLEUTEL]].itertuples(index=False)
    )


def test_a_reader_with_all_clients_in_one_stratum_reads_off_its_result_unless_that_is_withheld() -> None:
    bron = met_mix(ZELDZAAM, {"allen": list(ZELDZAAM)})
    open_ = allowed(bron.verwacht, alles_veilig(bron))
    assert afgelezen(open_[IK, "allen", SCORE]) == pytest.approx(2.0)
    dicht = allowed(bron.verwacht, beoordeeld(bron))
    assert (IK, "allen", SCORE) not in dicht
    assert (agb(3), "allen", SCORE) in dicht  # A is of ten


def gedrukt_verwacht(bron: Benchmark, instelling: Ronde = STRENG, sleutel: Sleutel = SCORE) -> dict[str, float | None]:
    """In my report: group -> the expected value beside it."""
    cijfer = onthul(zonder_kwantielen(bron), instelling).publishables[IK].cijfers[sleutel]
    return dict(cijfer.verwacht)


def test_in_the_report_it_is_withheld_as_well() -> None:
    assert gedrukt_verwacht(met_mix(ZELDZAAM, {"allen": list(ZELDZAAM)})) == {}
    mix = gelijk(12)
    assert gedrukt_verwacht(met_mix(mix, {"allen": list(mix)})) == {"allen": pytest.approx(4.65)}


def test_a_group_value_that_is_withheld_does_not_come_back_as_an_expected_value() -> None:
    """All clients of all are in one stratum, so the expected value is the group's: the audit took that one out."""
    waarden = [*np.linspace(3, 4.6, 12), 2.0]
    mix = {agb(i): {"A": (50.0, float(waarde))} for i, waarde in enumerate(waarden, start=1)}
    bron = met_mix(mix, {"type:a": [agb(i) for i in range(1, 13)], "allen": list(mix)})
    instelling = ronde(soepel(bescherming=0.07))
    open_ = allowed(bron.verwacht, alles_veilig(bron))
    assert 13 * open_[IK, "allen", SCORE] - 12 * open_[IK, "type:a", SCORE] == pytest.approx(2.0)
    met_mediaan = onthul(bron, instelling)
    cijfer = met_mediaan.publishables[IK].cijfers[SCORE]
    assert [(cel.groep, cel.gepoold) for cel in cijfer.groepen] == [("type:a", None), ("allen", 3.66)]
    assert dict(cijfer.verwacht) == {"allen": 3.66}


def test_a_stratum_for_a_group_and_for_everybody_is_no_difference_of_one() -> None:
    """In C my group is all but one: both results together would give that one's away. Printed group values differ too much."""
    mix = {agb(i): {"A": (60.0, 4.0 + i / 40), "C": (20.0, 4.1)} for i in range(1, 13)}
    mix |= {agb(i): {"A": (60.0, 4.2)} for i in range(13, 25)}
    mix[agb(24)] = {"A": (60.0, 4.2), "C": (20.0, 2.0)}
    mix[IK] = {"C": (20.0, 4.1)}
    groepen = {"type:a": [agb(i) for i in range(1, 13)], "allen": list(mix)}
    bron = met_mix(mix, groepen)
    open_ = allowed(bron.verwacht, alles_veilig(bron))
    assert 13 * open_[IK, "allen", SCORE] - 12 * open_[IK, "type:a", SCORE] == pytest.approx(2.0)
    assert gedrukt_verwacht(bron) == {"allen": pytest.approx(3.94)}
    zonder = {wie: {s: deel for s, deel in delen.items() if wie != agb(24) or s != "C"} for wie, delen in mix.items()}
    assert gedrukt_verwacht(met_mix(zonder, groepen)) == {"type:a": pytest.approx(4.1), "allen": pytest.approx(4.1)}


def test_a_stratum_in_which_nobody_has_it_is_not_told_through_my_mix() -> None:
    mix = {agb(i): {"A": (50.0, 0.0), "B": (50.0, 0.3)} for i in range(1, 14)} | {IK: {"A": (50.0, 0.0)}}
    bron = met_mix(mix, {"allen": list(mix)}, AANDEEL)
    assert allowed(bron.verwacht, alles_veilig(bron))[IK, "allen", AANDEEL] == 0
    assert gedrukt_verwacht(bron, sleutel=AANDEEL) == {}


def test_a_group_value_of_which_only_a_bound_is_printed_has_no_expected_value_beside_it() -> None:
    mix = {agb(i): {"A": (50.0, 0.0)} for i in range(1, 14)}
    bron = met_mix(mix, {"allen": list(mix)}, AANDEEL)
    cijfer = onthul(bron, STRENG).publishables[IK].cijfers[AANDEEL]
    assert cijfer.groepen[0].grens == "<"
    assert cijfer.verwacht == {}


def test_a_stratum_in_which_one_has_nearly_all_the_cases_takes_it_away() -> None:
    """The p%-rule: who else has a case can compute the largest to within a tenth."""
    mix = {agb(i): {"A": (40.0, 0.0)} for i in range(1, 9)}
    mix |= {agb(9): {"A": (40.0, 1.0)}, agb(8): {"A": (40.0, 0.1)}}
    assert veilig(mix, sleutel=AANDEEL) == set()
    verspreid = {agb(i): {"A": (40.0, 0.15)} for i in range(1, 10)}
    assert veilig(verspreid, sleutel=AANDEEL) == set(verspreid)
