"""Attacks of our own invention: on figures that hang together, on corrections, on derived numbers."""

import dataclasses

import numpy as np
import pytest

from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.onthulling import Onthulling
from tests.disclose.builders import (
    ALLES_UIT,
    SCORE,
    ZONDER_AANVULLEND,
    agb,
    benchmark,
    figuur,
    gedrukt,
    onthul,
    ronde,
    soepel,
    uitgegeven,
    zonder_kwantielen,
)

MIX = [Sleutel("mix", maat, "2025", "totaal") for maat in ("kort", "middel", "intensief", "chronisch", "onvolledig")]


def doelen(onthulling: Onthulling) -> set[str]:
    return {tekort.interval.agb for tekort in onthulling.certificaat.tekort}


def test_a_share_that_is_not_printed_follows_from_the_others_of_the_whole() -> None:
    """Groups print different shares of the mix: the fifth is what is left, so its printed sum is printed after all."""
    rng = np.random.default_rng(1)
    aantallen = [rng.multinomial(100, [0.5, 0.2, 0.1, 0.1, 0.1]) for _ in range(12)] + [np.array([0, 0, 0, 0, 100])]
    figuren = {s: figuur([a[i] / 100 for a in aantallen], n=100) for i, s in enumerate(MIX)}
    a = [agb(i) for i in range(1, 14)]
    groepen = {"type:a": a[:12], "allen": a}
    bron = zonder_kwantielen(benchmark(figuren, groepen))
    instelling = ronde(soepel(bescherming=0.2, aandeel_grootste=0.25))
    open_ = onthul(bron, instelling, ZONDER_AANVULLEND)
    assert agb(13) in doelen(open_)
    zonder_vijfde = bron.groepscijfers.frame.assign(
        gepoold=lambda f: f["gepoold"].where(f["maat"].ne("onvolledig") | f["groep"].ne("type:a"))
    )
    deels = dataclasses.replace(bron, groepscijfers=dataclasses.replace(bron.groepscijfers, frame=zonder_vijfde))
    toch = onthul(deels, instelling, ZONDER_AANVULLEND)
    open_vijfde = next(i for i in toch.certificaat.smalste if i.sleutel == MIX[4])
    assert open_vijfde.breedte < 0.7  # by itself it would be open over the whole scale
    alleen = {MIX[4]: figuren[MIX[4]]}
    los = dataclasses.replace(deels, meetwaarden=benchmark(alleen, groepen).meetwaarden)
    assert next(i for i in onthul(los, instelling, ZONDER_AANVULLEND).certificaat.smalste).breedte > 0.9
    assert onthul(deels, instelling).geslaagd


def test_the_change_score_follows_from_begin_and_end() -> None:
    begin, eind, verschil = (Sleutel("rom_bsi", maat, "2025", "totaal") for maat in ("begin", "eind", "verschil"))
    b, e = figuur([*np.linspace(1.5, 2.5, 12), 3.9]), figuur([*np.linspace(1.0, 1.6, 12), 0.2])
    v = {wie: (n, e[wie][1] - b[wie][1]) for wie, (n, _) in b.items()}
    groepen = {"type:a": list(b)[:12], "allen": list(b)}
    bron = zonder_kwantielen(benchmark({begin: b, eind: e, verschil: v}, groepen))
    alleen_verschil = bron.groepscijfers.frame.assign(
        gepoold=lambda f: f["gepoold"].where(f["maat"].ne("verschil") | f["groep"].ne("type:a"))
    )
    deels = dataclasses.replace(bron, groepscijfers=dataclasses.replace(bron.groepscijfers, frame=alleen_verschil))
    instelling = ronde(soepel(bescherming=0.3))
    open_ = onthul(deels, instelling, ZONDER_AANVULLEND)
    assert {(t.interval.sleutel.maat, t.interval.agb) for t in open_.certificaat.tekort} >= {("verschil", agb(13))}
    assert onthul(deels, instelling).geslaagd


def test_a_total_minus_its_parts_is_the_part_that_is_not_printed() -> None:
    """Everybody's total and every part but one are printed for nested groups: the last part is a subtraction."""
    delen = [Sleutel("no_show", "waarde", "2025", deel) for deel in ("kort", "middel")]
    totaal = delen[0]._replace(uitsplitsing="totaal")
    rng = np.random.default_rng(2)
    kort, middel = (figuur(rng.uniform(0.05, 0.3, 13), n=100) for _ in delen)
    middel[agb(13)] = (100.0, 0.9)
    samen = {wie: (200.0, (kort[wie][1] + middel[wie][1]) / 2) for wie in kort}
    groepen = {"type:a": list(kort)[:12], "allen": list(kort)}
    bron = zonder_kwantielen(benchmark({delen[0]: kort, delen[1]: middel, totaal: samen}, groepen))
    zonder = bron.groepscijfers.frame.assign(
        gepoold=lambda f: f["gepoold"].where(f["uitsplitsing"].ne("middel") | f["groep"].ne("type:a"))
    )
    deels = dataclasses.replace(bron, groepscijfers=dataclasses.replace(bron.groepscijfers, frame=zonder))
    open_ = onthul(deels, ronde(soepel()), ZONDER_AANVULLEND)
    assert ("middel", agb(13)) in {(t.interval.sleutel.uitsplitsing, t.interval.agb) for t in open_.certificaat.tekort}
    assert onthul(deels, ronde(soepel())).geslaagd


def test_the_same_figure_under_two_names_is_one_figure() -> None:
    """Suppressed under one name and printed under the other would be no suppression."""
    twee = Sleutel("kortdurend", "waarde", "2025", "totaal")
    waarden = figuur([*np.linspace(0.3, 0.6, 12), 1.0], n=100)
    waarden = {wie: (n, round(w * n) / n) for wie, (n, w) in waarden.items()}
    groepen = {"type:a": list(waarden)[:12], "allen": list(waarden)}
    bron = zonder_kwantielen(benchmark({MIX[0]: waarden, twee: waarden}, groepen))
    halve = bron.groepscijfers.frame.assign(
        gepoold=lambda f: f["gepoold"].where(
            f["indicator"].eq("mix") & f["groep"].eq("allen") | f["indicator"].eq("kortdurend") & f["groep"].ne("allen")
        )
    )
    verdeeld = dataclasses.replace(bron, groepscijfers=dataclasses.replace(bron.groepscijfers, frame=halve))
    instelling = ronde(soepel(bescherming=0.2))
    assert agb(13) in doelen(onthul(verdeeld, instelling, ZONDER_AANVULLEND))
    beschermd = onthul(verdeeld, instelling)
    assert beschermd.geslaagd
    over = {(g, s) for (_, g, s), cel in gedrukt(beschermd).items() if cel.gepoold is not None}
    assert not {("allen", MIX[0]), ("type:a", twee)} <= over


def test_a_correction_between_editions_is_assumed_known_and_gives_nobody_away() -> None:
    """One member's figure was corrected; the group grew by one. The attacker knows by how much the first changed."""
    eerst = figuur(np.linspace(3, 4.6, 12))
    later = figuur([*np.linspace(3, 4.6, 12), 2.0])
    later[agb(1)] = (50.0, 4.9)
    oud = onthul(zonder_kwantielen(benchmark({SCORE: eerst}, {"allen": list(eerst)})))
    nieuw = zonder_kwantielen(benchmark({SCORE: later}, {"allen": list(later)}))
    instelling = ronde(soepel(bescherming=0.07), versie="2")
    assert doelen(onthul(nieuw, instelling, ZONDER_AANVULLEND, uitgegeven(oud))) == {agb(13)}
    assert onthul(nieuw, instelling, grootboek=uitgegeven(oud)).geslaagd


def test_three_editions_together_give_away_what_no_two_do() -> None:
    """Half the members in the first edition, the other half in the second, all and one more in the third."""
    waarden = figuur([3.1, 3.5, 3.9, 4.1, 4.3, 4.5, 3.3, 3.7, 4.0, 4.2, 4.4, 4.6, 1.5])
    a = list(waarden)
    boek, edities = None, []
    for nummer, leden in enumerate((a[:6], a[6:12]), 1):
        deel = {wie: waarden[wie] for wie in leden}
        editie = onthul(zonder_kwantielen(benchmark({SCORE: deel}, {"allen": leden})))
        boek = uitgegeven(editie, versie=str(nummer), **({"eerder": boek} if boek else {}))
        edities.append(boek)
    nieuw = zonder_kwantielen(benchmark({SCORE: waarden}, {"allen": a}))
    instelling = ronde(soepel(bescherming=0.07), versie="3")
    assert onthul(nieuw, instelling, ZONDER_AANVULLEND, edities[0]).geslaagd
    assert doelen(onthul(nieuw, instelling, ZONDER_AANVULLEND, edities[1])) == {agb(13)}
    assert onthul(nieuw, instelling, grootboek=edities[1]).geslaagd


def test_the_printed_difference_does_not_sharpen_the_group() -> None:
    """Own value known exactly: own minus difference would be the group to full precision, were it not made of print."""
    waarden = figuur(np.linspace(3.017, 4.623, 12))
    bron = benchmark({SCORE: waarden}, {"allen": list(waarden)})
    open_, dicht = onthul(bron, maatregelen=ALLES_UIT), onthul(bron)
    gepoold = np.mean([w for _, w in waarden.values()])

    def groep_volgens(onthulling: Onthulling, wie: str) -> float:
        cijfer = onthulling.publishables[wie].cijfers[SCORE]
        return waarden[wie][1] - cijfer.vergelijkingen[0].verschil

    assert dicht.geslaagd
    assert abs(groep_volgens(open_, agb(3)) - gepoold) <= 0.011
    for wie in waarden:
        cijfer = dicht.publishables[wie].cijfers[SCORE]
        verwacht = round(cijfer.eigen.waarde - cijfer.groepen[0].gepoold, 2)
        assert cijfer.vergelijkingen[0].verschil == pytest.approx(verwacht)


def test_what_is_derived_sees_the_group_only_as_printed() -> None:
    """Two rounds that print the same, of other values: everything that is compared is the same too."""
    rond = figuur(np.linspace(3.02, 4.62, 12))
    bron = benchmark({SCORE: rond}, {"allen": list(rond)})
    net_anders = bron.groepscijfers.frame.assign(
        gepoold=lambda f: f["gepoold"] + 0.001, p25=lambda f: f["p25"] + 0.001, p90=lambda f: f["p90"] - 0.001
    )
    ander = dataclasses.replace(
        bron,
        groepscijfers=dataclasses.replace(bron.groepscijfers, frame=net_anders),
        parameters=bron.parameters.assign(tau2=0.0101, binnen=1.004),
    )
    een, twee = (onthul(b, maatregelen=ZONDER_AANVULLEND).publishables for b in (bron, ander))
    assert een[agb(3)].cijfers[SCORE].vergelijkingen[0].usual95 is not None
    for wie in rond:
        assert een[wie].cijfers[SCORE] == twee[wie].cijfers[SCORE]
        assert een[wie].highlights == twee[wie].highlights
