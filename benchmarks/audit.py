"""The audit's cost on a round of any size: .venv/bin/python benchmarks/audit.py [zorgaanbieders] [indicatoren] [groepen].

Default 180 x 60 x 8: means, shares and medians with pooled values and five quantiles, several overlapping partitions into
groups and everybody; every zorgaanbieder shows one group and everybody. Prints CPU seconds, memory and what was solved.
"""

import resource
import sys
import time

import numpy as np

from spiegelrapport.audit.matrices import make_stelsel
from spiegelrapport.disclose import disclose
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.onthulling import Grootboek, Maatregelen
from spiegelrapport.model.ronde import Drempels
from tests.builders import definities, keurmerkdrager
from tests.disclose.builders import agb, benchmark, ronde

SOORTEN = ("gemiddelde", "aandeel", "verschil", "verhouding")


def figuren(
    aantal: int, zorgaanbieders: int, rng: np.random.Generator
) -> dict[Sleutel, dict[str, tuple[float, float]]]:
    """Real indicators over as many years as needed, sizes as skewed as in reality."""
    n = np.clip(np.round(rng.lognormal(4.4, 1.2, zorgaanbieders)), 3, 6000)
    kandidaten = [
        Sleutel(indicator.code, maat.code, jaar, "totaal")
        for jaar in ("2025", "2024", "2023")
        for indicator in definities().indicatoren.values()
        for maat in indicator.maten[:1]
        if maat.soort in SOORTEN
    ]
    uitkomst = {}
    for sleutel in kandidaten[:aantal]:
        indicator = definities().indicatoren[sleutel.indicator]
        laag, hoog = indicator.maten[0].schaal or indicator.schaal
        heeft = rng.random(zorgaanbieders) < 0.9
        waarden = laag + (hoog - laag) * rng.beta(8, 12, zorgaanbieders)
        if indicator.maten[0].soort == "aandeel":
            waarden = np.round(waarden * n) / n
        uitkomst[sleutel] = {agb(i): (float(n[i]), float(waarden[i])) for i in range(zorgaanbieders) if heeft[i]}
    return uitkomst


def groepen(aantal: int, zorgaanbieders: int, rng: np.random.Generator) -> dict[str, list[str]]:
    """Two partitions that cross each other, and everybody."""
    helft = (aantal - 1) // 2
    type_, omvang = rng.integers(0, helft, zorgaanbieders), rng.integers(0, aantal - 1 - helft, zorgaanbieders)
    uitkomst = {f"type:{g}": [agb(i) for i in np.flatnonzero(type_ == g)] for g in range(helft)}
    uitkomst |= {f"omvang:{g}": [agb(i) for i in np.flatnonzero(omvang == g)] for g in range(aantal - 1 - helft)}
    return uitkomst | {"allen": [agb(i) for i in range(zorgaanbieders)]}


def main() -> None:
    zorgaanbieders, indicatoren, aantal = (int(a) for a in (*sys.argv[1:], *(180, 60, 8)[len(sys.argv) - 1 :]))
    rng = np.random.default_rng(1)
    cijfers, indeling = figuren(indicatoren, zorgaanbieders, rng), groepen(aantal, zorgaanbieders, rng)
    keuzes = {}
    for i in range(zorgaanbieders):
        eigen = [g for g, leden in indeling.items() if agb(i) in leden]
        keuzes[agb(i)] = [eigen[i % (len(eigen) - 1)], "allen"]
    bron = benchmark(cijfers, indeling, keuzes)
    register = {agb(i): keurmerkdrager(agb(i)) for i in range(zorgaanbieders)}
    for naam, maatregelen in (("audit alleen", Maatregelen(aanvullend=False)), ("met herstel", Maatregelen())):
        begin = time.process_time()
        uitkomst = disclose(
            bron, register, {}, definities(), ronde(Drempels()), Grootboek(), frozenset(), maatregelen
        ).certificaat
        cpu = time.process_time() - begin
        geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        t = uitkomst.telling
        print(
            f"{naam}: {cpu:.1f} CPU s, {geheugen:.0f} MB; {zorgaanbieders} zorgaanbieders, {len(cijfers)} cijfers, "
            f"{len(indeling)} groepen; {t.programmas} lineaire en {t.geheeltallig} geheeltallige programma's, "
            f"{t.doelen} intervallen; geslaagd: {uitkomst.geslaagd}; tekort: {len(uitkomst.tekort)}"
        )
        for verlies in uitkomst.verlies:
            print(f"  {verlies.regel}: {verlies.waarden} getallen, {verlies.aandeel:.1%}")
    stelsel = make_stelsel(bron, definities(), ())
    print(f"  matrices: {stelsel.waarde.shape}")


if __name__ == "__main__":
    main()
