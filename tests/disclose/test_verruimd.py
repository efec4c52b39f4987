"""The widened period: who shows it, and that its sum with the years around it gives nobody away."""

import dataclasses
from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from spiegelrapport.audit import relations
from spiegelrapport.audit.conditions import alle_sommen
from spiegelrapport.audit.matrices import make_stelsel
from spiegelrapport.audit.past import verleden
from spiegelrapport.audit.relations import make_blokken
from spiegelrapport.disclose.thresholds import rules_of, too_small
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Benchmark, Sleutel
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.ronde import Drempels
from tests.builders import definities
from tests.disclose.builders import (
    AANDEEL,
    SCORE,
    ZONDER_AANVULLEND,
    Figuur,
    aanval,
    agb,
    benchmark,
    figuur,
    gedrukt,
    onthul,
    over_jaren,
    ronde,
    soepel,
    uitgegeven,
    zonder_kwantielen,
)

VORIG, RUIM = SCORE._replace(periode="2024"), SCORE._replace(periode="2024-2025")
NODIG = 0.2  # 5% of the scale from 1 to 5
STRENG = ronde(Drempels())
OUD = figuur([4.1, 4.4, 3.9, 4.3, 3.6, 4.0], eerste=3)  # six zorgaanbieders in 2024
NIEUW = figuur([4.6, 2.3])  # two others in 2025: too few
ALLEN = [agb(i) for i in range(1, 9)]


def rond_twee(nieuw: Figuur = NIEUW, oud: Figuur = OUD) -> Benchmark:
    return zonder_kwantielen(benchmark(over_jaren({"2024": oud, "2025": nieuw}), {"allen": ALLEN}))


def per_jaar(figuren: Mapping[Sleutel, Figuur]) -> dict[str, tuple[float, float]]:
    """Everybody's years as if each were a zorgaanbieder, for the attack."""
    return {f"{wie} {s.periode}": paar for s, f in figuren.items() if not s.verruimd for wie, paar in f.items()}


def open_over(doel: str, bekend: Iterable[str], figuren: Mapping[Sleutel, Figuur], *edities: Onthulling) -> float:
    """What an attacker who adds up years cannot tell apart of `doel` ("agb jaar")."""
    jaren = per_jaar(figuren)
    cellen = [
        ([f"{a} {jaar}" for jaar in sleutel.jaren for a in ALLEN if f"{a} {jaar}" in jaren], cel.gepoold, 0.005)
        for (_, _, sleutel), cel in gedrukt(*edities).items()
        if cel.gepoold is not None
    ]
    return aanval(doel, cellen, jaren, bekend=list(bekend))


def te_smal(onthulling: Onthulling) -> set[tuple[str, str]]:
    return {(t.interval.sleutel.periode, t.interval.agb) for t in onthulling.certificaat.tekort}


def getoond(onthulling: Onthulling, wie: str) -> set[str]:
    return {s.periode for s in onthulling.publishables[wie].cijfers}


# who shows it


@pytest.mark.parametrize(
    ("vorig", "nu", "staat_er"),
    [(8, 6, True), (4, 6, True), (3, 6, False), (30, 9, True), (30, 10, False), (30, 0, False)],
    ids=["samen genoeg", "samen precies tien", "samen te weinig", "nu net te weinig", "nu genoeg", "nu niemand"],
)
def test_it_stands_in_where_the_year_has_clients_but_too_few(vorig: int, nu: int, staat_er: bool) -> None:
    anderen = figuur([4.1, 4.4, 3.9, 4.3, 3.6, 4.0, 4.2], eerste=2)
    jaren = {"2024": {agb(1): (float(vorig), 4.0)} | anderen, "2025": {agb(1): (float(nu), 4.2)} | anderen}
    jaren["2025"] = {wie: paar for wie, paar in jaren["2025"].items() if paar[0]}
    uit = onthul(benchmark(over_jaren(jaren), {"allen": ALLEN}), STRENG)
    assert uit.geslaagd
    assert (RUIM in uit.publishables[agb(1)].cijfers) is staat_er
    assert all(RUIM not in uit.publishables[wie].cijfers for wie in anderen)
    if staat_er:
        mijn = uit.publishables[agb(1)].cijfers
        assert mijn[RUIM].eigen.n == vorig + nu
        assert mijn[SCORE].eigen.reden == "n<minimum"


def test_it_stands_in_where_every_group_has_too_few_zorgaanbieders_in_the_year() -> None:
    nieuw, oud = figuur([4.6, 4.1, 3.9, 4.3]), figuur([3.6, 4.0, 4.2, 3.8], eerste=5)
    figuren = over_jaren({"2024": oud, "2025": nieuw})
    uit = onthul(zonder_kwantielen(benchmark(figuren, {"allen": ALLEN})), STRENG)
    mijn = uit.publishables[agb(1)].cijfers
    assert (mijn[SCORE].groepen[0].reden, uit.redenen["allen", SCORE]) == ("weggelaten", "k<minimum")
    assert (mijn[RUIM].eigen.n, mijn[RUIM].groepen[0].k) == (50, 8)
    een_groep_genoeg = benchmark(figuren, {"type:a": ALLEN[:4], "allen": [*ALLEN, agb(9)]})
    assert RUIM in onthul(een_groep_genoeg, STRENG).publishables[agb(1)].cijfers
    ook_2025 = over_jaren({"2024": oud, "2025": nieuw | figuur([4.0, 4.4, 4.2], eerste=5)})
    met = onthul(benchmark(ook_2025, {"type:a": ALLEN[:4], "allen": ALLEN}), STRENG)
    assert RUIM not in met.publishables[agb(1)].cijfers  # compared with "allen" in the year itself


def test_it_stands_in_on_counts_alone() -> None:
    """Any values: the same documents show the same figures."""
    rng = np.random.default_rng(4)
    jaren = {"2024": figuur(np.full(8, 4.0), n=[8, 30, 12, 5, 40, 9, 22, 60])}
    jaren["2025"] = figuur(np.full(8, 4.0), n=[6, 8, 30, 5, 9, 44, 3, 50])

    def wat(figuren: Mapping[Sleutel, Figuur]) -> dict[str, set[Sleutel]]:
        uit = onthul(benchmark(figuren, {"type:a": ALLEN[:5], "allen": ALLEN}), STRENG)
        return {wie: set(publishable.cijfers) for wie, publishable in uit.publishables.items()}

    def anders(paren: Figuur) -> Figuur:
        return {wie: (n, float(rng.uniform(1, 5))) for wie, (n, _) in paren.items()}

    assert wat(over_jaren(jaren)) == wat(over_jaren({jaar: anders(paren) for jaar, paren in jaren.items()}))


def test_the_head_figure_decides_for_all_figures_of_its_indicator() -> None:
    hoofd, ander = (Sleutel("rom_bsi", maat, "2025", "totaal") for maat in ("verschil", "begin"))
    n24, n25 = [8.0] + [50.0] * 7, [6.0] + [50.0] * 7
    figuren = over_jaren({"2024": figuur([-0.5] * 8, n=n24), "2025": figuur([-0.4] * 8, n=n25)}, hoofd)
    figuren |= over_jaren({"2024": figuur([2.5] * 8, n=n24), "2025": figuur([2.4] * 8, n=[16.0, *n25[1:]])}, ander)
    mijn = onthul(benchmark(figuren, {"allen": ALLEN}), STRENG).publishables[agb(1)].cijfers
    assert {s.maat for s in mijn if s.verruimd} == {"verschil", "begin"}


def test_a_figure_that_is_not_the_sum_of_its_years_is_not_shown() -> None:
    """Judged by the numbers: what does not add up, the audit could not follow."""
    jaren = {
        "2024": figuur(np.full(8, 4.0), n=[8.0, *[50.0] * 7]),
        "2025": figuur(np.full(8, 4.0), n=[6.0, *[50.0] * 7]),
    }
    figuren = over_jaren(jaren)
    scheef = figuren | {RUIM: {wie: (n, w + (0.1 if wie == agb(3) else 0)) for wie, (n, w) in figuren[RUIM].items()}}
    assert RUIM in onthul(benchmark(figuren, {"allen": ALLEN}), STRENG).publishables[agb(1)].cijfers
    assert RUIM not in onthul(benchmark(scheef, {"allen": ALLEN}), STRENG).publishables[agb(1)].cijfers


def test_the_joint_report_shows_it_where_the_year_has_too_few_members() -> None:
    anderen = figuur([4.1, 4.4, 3.9, 4.3, 3.6, 4.0, 4.2], eerste=11)
    oud = figuur([4.0, 4.2, 3.8], eerste=4) | anderen
    nieuw = figuur([4.4, 4.1, 4.3]) | anderen
    klein = frozenset(agb(i) for i in range(1, 7))
    bron = benchmark(over_jaren({"2024": oud, "2025": nieuw}), {"allen": [*klein, *anderen]}, kleine=klein)
    uit = onthul(zonder_kwantielen(bron), STRENG, kleine=klein)
    samen = uit.publishables[KLEINE_AANBIEDERS].cijfers
    assert samen[SCORE].eigen.reden == "weggelaten"
    assert uit.redenen[KLEINE_AANBIEDERS, SCORE] == "k<minimum"
    assert samen[RUIM].eigen.n == 300
    assert VORIG not in samen  # a year that is in it


KLEIN = frozenset(agb(i) for i in range(1, 7))
SAMEN_GOED, EEN_GROOT = [10, 30, 30, 30, 30, 30], [40, 20, 20, 20, 20, 20]
GROTEN = figuur([4.1, 4.4, 3.9, 4.3, 3.6, 4.0, 4.2], eerste=11)


def two_years(n24: list[int], n25: list[int]) -> Benchmark:
    """Six small ones with these numbers of clients in two years, beside seven others."""
    waarden = [4.4, 4.1, 4.3, 3.9, 4.0, 4.2]
    jaren = {"2024": figuur(waarden, n=n24) | GROTEN, "2025": figuur(waarden, n=n25) | GROTEN}
    return zonder_kwantielen(benchmark(over_jaren(jaren), {"allen": [*KLEIN, *GROTEN]}, kleine=KLEIN))


def test_the_joint_report_shows_it_where_one_member_is_too_much_of_the_year_but_not_of_both() -> None:
    uit = onthul(two_years(SAMEN_GOED, EEN_GROOT), STRENG, kleine=KLEIN)  # 29% of 2025, 17% of the two
    samen = uit.publishables[KLEINE_AANBIEDERS].cijfers
    assert uit.geslaagd
    assert (samen[SCORE].eigen.reden, uit.redenen[KLEINE_AANBIEDERS, SCORE]) == ("weggelaten", "dominantie")
    assert samen[RUIM].eigen.n == 300
    assert VORIG not in samen
    niet = onthul(two_years([60, 30, 30, 30, 30, 30], EEN_GROOT), STRENG, kleine=KLEIN)  # 29% of both
    assert niet.publishables[KLEINE_AANBIEDERS].cijfers[SCORE].eigen.waarde is None
    assert RUIM not in niet.publishables[KLEINE_AANBIEDERS].cijfers


def test_a_year_that_dominance_took_out_does_not_come_back_by_subtraction() -> None:
    """Somebody else reads 2024 and 2024-2025 of the same members; what is left is 2025, for 29% one member's."""
    stelsel = make_stelsel(two_years(SAMEN_GOED, EEN_GROOT), definities(), KLEIN)
    leden, allemaal = stelsel.leden[KLEINE_AANBIEDERS], np.ones(len(stelsel.sleutels), bool)
    rij = stelsel.rij[RUIM]
    assert rules_of(stelsel, leden, allemaal, STRENG)["verschil"][1][rij]
    zonder_2024 = allemaal.copy()
    zonder_2024[stelsel.rij[VORIG]] = False
    assert not rules_of(stelsel, leden, zonder_2024, STRENG)["verschil"][1].any()


def test_the_joint_report_does_not_show_it_where_one_member_is_most_of_it() -> None:
    anderen = figuur([4.1, 4.4, 3.9, 4.3, 3.6, 4.0, 4.2], eerste=11)
    oud, nieuw = figuur([4.0, 4.2, 3.8], eerste=4) | anderen, figuur([4.4, 4.1, 4.3], n=[400, 50, 50]) | anderen
    klein = frozenset(agb(i) for i in range(1, 7))
    bron = benchmark(over_jaren({"2024": oud, "2025": nieuw}), {"allen": [*klein, *anderen]}, kleine=klein)
    assert RUIM not in onthul(bron, STRENG, kleine=klein).publishables[KLEINE_AANBIEDERS].cijfers


def test_a_median_over_two_years_shows_no_pooled_median() -> None:
    """What the medians of two years tell together is not proven: the group's own spread takes its place."""
    mediaan = Sleutel("behandelminuten", "mediaan", "2025", "totaal")
    n24, n25 = [8.0] + [50.0] * 11, [6.0] + [50.0] * 11
    w = list(np.linspace(300, 600, 12))
    figuren = over_jaren({"2024": figuur(w, n=n24), "2025": figuur(w, n=n25)}, mediaan)
    allen = [agb(i) for i in range(1, 13)]
    uit = onthul(benchmark(figuren, {"allen": allen}), STRENG)
    ruim = mediaan._replace(periode="2024-2025")
    cel = uit.publishables[agb(1)].cijfers[ruim].groepen[0]
    assert (cel.gepoold, uit.redenen["allen", ruim]) == (None, "mediaan over jaren")
    assert cel.p50 is not None


def test_it_counts_as_compared_but_does_not_open_the_report() -> None:
    n24, n25 = [9.0] + [60.0] * 19, [9.0] + [60.0] * 19
    waarden = [0.95, *np.linspace(0.2, 0.3, 19)]
    jaren = {
        j: {a: (n, round(w * n) / n) for a, (n, w) in figuur(waarden, n=m).items()}
        for j, m in (("2024", n24), ("2025", n25))
    }
    allen = [agb(i) for i in range(1, 21)]
    bron = benchmark(over_jaren(jaren, AANDEEL), {"allen": allen})
    ver_uiteen = dataclasses.replace(bron, parameters=bron.parameters.assign(tau2=0.04))
    mijn = onthul(ver_uiteen, STRENG).publishables[agb(1)]
    ruim = mijn.cijfers[AANDEEL._replace(periode="2024-2025")]
    assert ruim.vergelijkingen[0].usual == "hoger"
    assert (mijn.meervoud.usual, mijn.meervoud.buiten) == (1, 1)
    assert mijn.highlights == ()


# what it would give away


def test_two_years_less_one_give_the_other() -> None:
    """2025 is withheld: two zorgaanbieders. 2024 and 2024-2025 are printed, and their difference is those two."""
    figuren = over_jaren({"2024": OUD, "2025": NIEUW})
    doel, bekend = f"{agb(2)} 2025", [f"{agb(1)} 2025"]
    streng = onthul(rond_twee(), STRENG, ZONDER_AANVULLEND)
    assert {reden for (_, s), reden in streng.redenen.items() if s == SCORE} == {"k<minimum"}
    assert open_over(doel, bekend, figuren, streng) < NODIG
    assert ("2025", agb(2)) in te_smal(streng)
    beschermd = onthul(rond_twee(), STRENG)
    assert beschermd.geslaagd
    assert open_over(doel, bekend, figuren, beschermd) >= NODIG


def test_with_the_link_cut_nobody_would_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same attack: judged year by year, everything seems in order."""
    monkeypatch.setattr(relations, "_jaren", lambda sleutels: {(s.indicator, s.periode): s.periode for s in sleutels})
    los = onthul(rond_twee(), STRENG)
    assert los.geslaagd
    figuren = over_jaren({"2024": OUD, "2025": NIEUW})
    assert open_over(f"{agb(2)} 2025", [f"{agb(1)} 2025"], figuren, los) < NODIG


def test_a_coalition_that_subtracts_years_finds_the_fourth() -> None:
    """Four in 2025 where five are needed, eight over two years; three of the four pool what they know."""
    nieuw, oud = figuur([4.6, 4.1, 3.9, 2.3]), figuur([3.6, 4.0, 4.2, 3.8, 4.4], eerste=4)
    figuren = over_jaren({"2024": oud, "2025": nieuw})
    bron = zonder_kwantielen(benchmark(figuren, {"allen": ALLEN}))
    instelling = ronde(soepel(coalitie=3, zorgaanbieders_per_groep=5))
    bekend = [f"{agb(i)} 2025" for i in (1, 2, 3)]
    streng = onthul(bron, instelling, ZONDER_AANVULLEND)
    assert open_over(f"{agb(4)} 2025", bekend, figuren, streng) < NODIG
    assert ("2025", agb(4)) in te_smal(streng)
    beschermd = onthul(bron, instelling)
    assert beschermd.geslaagd
    assert open_over(f"{agb(4)} 2025", bekend, figuren, beschermd) >= NODIG


def test_two_years_less_one_never_leave_a_handful_of_clients() -> None:
    """Five zorgaanbieders with eight clients in 2025: the difference of two printed figures would be about those eight."""
    nieuw = figuur([4.6, 4.1, 3.9, 2.3, 4.0], n=[2, 2, 2, 1, 1])
    oud = figuur([3.6, 4.0, 4.2, 3.8, 4.4, 4.1, 3.7, 4.3])
    bron = zonder_kwantielen(benchmark(over_jaren({"2024": oud, "2025": nieuw}), {"allen": ALLEN}))
    uit = onthul(bron, STRENG)
    cellen = {s.periode: cel for (_, _, s), cel in gedrukt(uit).items()}
    assert cellen["2024"].gepoold is not None
    waarom = {s.periode: reden for (_, s), reden in uit.redenen.items()}
    assert waarom == {"2025": "n<minimum", "2024-2025": "n<verschil"}
    stelsel = make_stelsel(bron, definities(), frozenset())
    genoeg = too_small(stelsel, np.isin(stelsel.agbs, ALLEN[5:]), STRENG)["n<verschil"][1]
    assert not genoeg.any()  # nobody of these has a figure in 2025


def test_what_an_earlier_round_widened_still_counts_a_year_later() -> None:
    """Round 2025 printed 2024-2025 and not 2024; round 2026 would print 2024, and so 2025 of the two."""
    figuren = over_jaren({"2024": OUD, "2025": NIEUW})
    zonder_2024 = rond_twee().groepscijfers.frame.assign(gepoold=lambda f: f["gepoold"].where(f["periode"].ne("2024")))
    bron = dataclasses.replace(
        rond_twee(), groepscijfers=dataclasses.replace(rond_twee().groepscijfers, frame=zonder_2024)
    )
    eerst = onthul(bron, STRENG)
    assert {s.periode for (_, _, s), cel in gedrukt(eerst).items() if cel.gepoold is not None} == {"2024-2025"}
    later = {s: f for s, f in figuren.items() if not s.verruimd}
    nieuw = zonder_kwantielen(benchmark(later | {SCORE._replace(periode="2026"): figuur([4.0] * 8)}, {"allen": ALLEN}))
    instelling = ronde(Drempels(verruimen_jaren=0), verslagjaar=2026)
    assert onthul(nieuw, instelling, ZONDER_AANVULLEND).geslaagd
    doel, bekend = f"{agb(2)} 2025", [f"{agb(1)} 2025"]
    vergeetachtig = onthul(nieuw, instelling)
    alles = figuren | {SCORE._replace(periode="2026"): figuur([4.0] * 8)}
    assert open_over(doel, bekend, alles, eerst, vergeetachtig) < NODIG
    assert ("2025", agb(2)) in te_smal(onthul(nieuw, instelling, ZONDER_AANVULLEND, uitgegeven(eerst)))
    beschermd = onthul(nieuw, instelling, grootboek=uitgegeven(eerst))
    assert beschermd.geslaagd
    assert open_over(doel, bekend, alles, eerst, beschermd) >= NODIG
    assert all("2024-2025" not in getoond(beschermd, wie) for wie in beschermd.publishables)


def test_a_period_of_an_earlier_round_is_never_shown_again() -> None:
    """Round 2026 widens too: 2025-2026. What round 2025 widened is a condition, and no figure of this report."""
    eerst = onthul(rond_twee(), STRENG)
    jaren = {"2025": NIEUW | OUD, "2026": figuur([4.1, 4.3, 4.0, 3.8], n=[6, 50, 50, 50])}
    jaren["2025"][agb(1)] = (8.0, 4.6)
    figuren = over_jaren(jaren) | {VORIG: OUD}
    bron = zonder_kwantielen(benchmark(figuren, {"allen": ALLEN}))
    nu = onthul(bron, ronde(Drempels(), verslagjaar=2026), grootboek=uitgegeven(eerst))
    assert nu.certificaat.telling.eerder > 0
    assert getoond(nu, agb(1)) == {"2024", "2025", "2026", "2025-2026"}


def test_a_reissue_without_readers_of_it_still_knows_it() -> None:
    """The second edition shows the year itself; the first edition's widened figure is out all the same."""
    eerst = onthul(rond_twee(), STRENG)
    gegroeid = NIEUW | {wie: (50.0, w) for wie, (_, w) in OUD.items()}
    bron = rond_twee(nieuw=gegroeid)
    opnieuw = onthul(bron, ronde(Drempels(), versie="2"), grootboek=uitgegeven(eerst))
    assert opnieuw.certificaat.telling.eerder == sum(c.gepoold is not None for c in gedrukt(eerst).values())


# the sum itself


def waar(bron: Benchmark, grootboek: Onthulling | None = None) -> None:
    """Every figure is what its block says, for everybody who has it now: no approximation, nobody forgotten."""
    stelsel = make_stelsel(bron, definities(), frozenset())
    boek = uitgegeven(grootboek) if grootboek else uitgegeven(onthul(bron))
    if grootboek is None:
        boek = dataclasses.replace(boek, rondes=())
    sommen, nu = alle_sommen(stelsel, verleden(boek, stelsel, ronde(versie="9")))
    blokken = make_blokken(stelsel, sommen, np.ones(len(stelsel.sleutels), bool))
    assert sum(len(blok.cijfers) for blok in blokken) == len(stelsel.sleutels)
    for blok in blokken:
        for rij, uitdrukking in blok.cijfers.items():
            wie = nu[rij]
            for veld, eigen in ((blok.gewicht, sommen.gewicht), (blok.som, sommen.som)):
                samen = sum(f * veld[b] for b, f in uitdrukking.items())
                np.testing.assert_allclose(np.asarray(samen)[wie], eigen[rij, wie], atol=1e-9)
    periodes = [{stelsel.sleutels[rij].periode for rij in blok.cijfers} for blok in blokken]
    assert {"2024", "2025", "2024-2025"} in periodes


def test_a_widened_figure_is_the_sum_of_its_years_in_one_block() -> None:
    waar(rond_twee())
    waar(rond_twee(nieuw=NIEUW | figuur([4.4, 3.2], eerste=3)))


def test_a_year_without_figures_of_its_own_is_a_rest() -> None:
    """Nobody's 2024 is in the round: what the widened figure has more than 2025 stands by itself."""
    figuren = over_jaren({"2024": OUD, "2025": NIEUW | figuur([4.4, 3.2], eerste=3)})
    bron = benchmark({s: f for s, f in figuren.items() if s.periode != "2024"}, {"allen": ALLEN})
    stelsel = make_stelsel(bron, definities(), frozenset())
    sommen, _ = alle_sommen(
        stelsel, verleden(dataclasses.replace(uitgegeven(onthul(bron)), rondes=()), stelsel, ronde())
    )
    (blok,) = make_blokken(stelsel, sommen, np.ones(2, bool))
    uitdrukking = blok.cijfers[stelsel.rij[RUIM]]
    assert len(uitdrukking) == 2
    np.testing.assert_allclose(sum(blok.som[b] for b in uitdrukking), sommen.som[stelsel.rij[RUIM]])


def test_whoever_left_or_lost_a_year_does_not_break_the_sum() -> None:
    """In the first edition somebody took part who is gone, and somebody had a 2024 that has been withdrawn since."""
    eerst = figuur([4.1, 4.4, 3.9, 4.3, 3.6, 4.0], eerste=3) | {agb(1): (50.0, 4.2), agb(9): (50.0, 3.3)}
    groepen = {"allen": [*ALLEN, agb(9)]}
    oud = onthul(zonder_kwantielen(benchmark({VORIG: eerst}, groepen)), ronde(verslagjaar=2024))
    waar(rond_twee(), oud)
