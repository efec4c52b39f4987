"""What earlier editions said besides pooled values and quantiles: medians over clients, and the achievable benchmark."""

import dataclasses

import numpy as np
import pandas as pd

from spiegelrapport.audit.linear_program import Teller
from spiegelrapport.audit.matrices import make_stelsel
from spiegelrapport.audit.median_audit import ALLES_VRIJ, MedianCell, breedtes
from spiegelrapport.audit.past import verleden
from spiegelrapport.audit.pooled_audit import Attackers
from spiegelrapport.model.cijfers import Benchmark, Sleutel
from tests.builders import definities
from tests.disclose.builders import (
    AANDEEL,
    LEEG,
    ZONDER_AANVULLEND,
    agb,
    benchmark,
    figuur,
    onthul,
    ronde,
    soepel,
    uitgegeven,
    zonder_kwantielen,
)

MINUTEN = Sleutel("behandelminuten", "mediaan", "2025", "totaal")
NIEMAND = np.zeros(3, dtype=bool)
DRIE = np.ones(3, dtype=bool)


def tellingen(*waarden: float) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """One client each."""
    return {i: (np.array([waarde]), np.array([1.0])) for i, waarde in enumerate(waarden)}


def vrij(nu: dict[int, tuple[np.ndarray, np.ndarray]], mediaan: MedianCell) -> list[bool]:
    breedte = breedtes(np.ones(3), nu, [mediaan], Attackers(0, NIEMAND), Teller())
    return [bool(b >= ALLES_VRIJ) for b in breedte]


def test_an_earlier_median_binds_the_clients_of_then() -> None:
    """Then 1, 5 and 9; the first is 9 now, which everybody knows. So the second was not under the median of 5, and is not."""
    gedrukt = MedianCell(DRIE, 5.0, 0.5)
    nu = tellingen(9, 5, 9)
    assert vrij(nu, gedrukt) == [True, True, True]  # as if the median were about today's clients
    assert vrij(nu, dataclasses.replace(gedrukt, toen=tellingen(1, 5, 9)))[1] is False


def test_without_changes_since_an_earlier_median_is_as_one_of_today() -> None:
    nu, gedrukt = tellingen(1, 5, 9), MedianCell(DRIE, 5.0, 0.5)
    assert vrij(nu, dataclasses.replace(gedrukt, toen=nu)) == vrij(nu, gedrukt)


def met_clienten(waarden: dict[str, tuple[float, float]], groep: list[str]) -> Benchmark:
    bron = benchmark({MINUTEN: waarden}, {"allen": groep})
    rijen = [
        {"agb": wie, **MINUTEN._asdict(), "waarde": w + stap, "aantal": n / 2}
        for wie, (n, w) in waarden.items()
        for stap in (-10.0, 10.0)
    ]
    meetwaarden = dataclasses.replace(bron.meetwaarden, verdelingen=pd.DataFrame(rijen))
    return dataclasses.replace(bron, meetwaarden=meetwaarden)


def test_the_ledger_keeps_the_clients_values_of_medians_for_the_next_edition() -> None:
    waarden = figuur(np.linspace(300, 600, 12))
    bron = met_clienten(waarden, list(waarden))
    boek = uitgegeven(onthul(bron))
    cel = verleden(boek, make_stelsel(bron, definities(), ()), ronde(versie="2")).cellen[0]
    assert cel.sleutel == MINUTEN
    assert sorted(cel.tellingen) == list(range(12))
    assert cel.tellingen[0][0].tolist() == [290.0, 310.0]
    assert cel.tellingen[0][1].tolist() == [25.0, 25.0]
    assert onthul(bron, ronde(versie="2"), grootboek=boek).geslaagd


def test_last_editions_best_minus_this_editions_group_is_the_one_in_between() -> None:
    """The best six hold a tenth of the clients; a group of five of them goes out one edition later."""
    waarden = figuur([0.9, 0.88, 0.86, 0.84, 0.82, 0.50, *np.linspace(0.2, 0.44, 54)], n=50)
    alle, beste = list(waarden), list(waarden)[:6]
    bron = zonder_kwantielen(benchmark({AANDEEL: waarden}, {"allen": alle}))
    haalbaar = sum(waarden[wie][1] for wie in beste) / 6
    frame = bron.groepscijfers.frame.assign(haalbaar=haalbaar)
    oud = onthul(
        dataclasses.replace(bron, groepscijfers=dataclasses.replace(bron.groepscijfers, frame=frame)), ronde(soepel())
    )
    assert oud.grootboekregels["haalbaar"].notna().any()
    later = zonder_kwantielen(
        benchmark({AANDEEL: waarden}, {"type:a": beste[:5], "allen": alle}, {wie: ["type:a"] for wie in beste[:5]})
    )
    instelling = ronde(soepel(bescherming=0.12), versie="2")

    def te_smal(grootboek) -> set[str]:
        return {t.interval.agb for t in onthul(later, instelling, ZONDER_AANVULLEND, grootboek).certificaat.tekort}

    assert te_smal(LEEG) == set()
    boek = uitgegeven(oud)
    assert agb(6) in te_smal(boek)
    zonder_besten = dataclasses.replace(boek.rondes[0], regels=boek.rondes[0].regels.assign(haalbaar=np.nan))
    assert te_smal(dataclasses.replace(boek, rondes=(zonder_besten,))) == set()
    assert onthul(later, instelling, grootboek=boek).geslaagd
