"""An attack on what goes out: own report, known numbers of clients, coalitions of 1 to 3, pooled value and median together.

Usage: .venv/bin/python -m benchmarks.aanval RONDE [cijfers] [begin]. For a sample of figures with both a pooled value and a
median in one group, every member is a target. Attackers know the printed cells of the groups that share a report, everybody's
number of clients, and their own values exactly. Written apart from the program's audit: a mixed-integer program per target.
Prints per figure the narrowest interval against the width that is promised, per size of coalition.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from spiegelrapport.audit.matrices import ZONDER_SOM, Matrix, make_stelsel
from spiegelrapport.disclose import disclose
from spiegelrapport.figures.rounding import Rounding
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.onthulling import Grootboek, Onthulling
from spiegelrapport.model.publishable import GroepCel
from spiegelrapport.pipeline.computation import compute
from spiegelrapport.pipeline.intake import take_in
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import load_round_context

SPELING = 1e-6
MEESTE = 40  # zorgaanbieders in one program: with more, only the group itself and not everybody beside it
COALITIES = (1, 2, 3)
Outcome = dict[int, list[tuple[float, str, str]]]  # per size: width over what is promised, group, figure


@dataclass(frozen=True)
class Group:
    """What is printed of one group about one figure, and who is in it (places in the arrays of the figure)."""

    leden: np.ndarray
    gepoold: tuple[float, float] | None
    mediaan: float | None
    marge: float


def interval(
    n: np.ndarray,
    waarde: np.ndarray,
    schaal: tuple[float, float],
    groepen: Sequence[Group],
    doel: int,
    weet: Sequence[int],
) -> float:
    """Width of the target's feasible values. Of a median between two values only what each of the two must be is used."""
    k = len(n)
    laag, hoog = np.full(k, min(schaal[0], waarde.min()), float), np.full(k, max(schaal[1], waarde.max()), float)
    breed = float((hoog - laag).max())
    laag[list(weet)] = hoog[list(weet)] = waarde[list(weet)]
    rijen, onder, boven = [], [], []
    extra = 2 * sum(len(g.leden) for g in groepen if g.mediaan is not None)
    kolommen, plek = k + extra, k
    for g in groepen:
        if g.gepoold is not None:
            rij = np.zeros(kolommen)
            rij[g.leden] = n[g.leden] / n[g.leden].sum()
            rijen.append(rij)
            onder.append(g.gepoold[0])
            boven.append(g.gepoold[1])
        if g.mediaan is None:
            continue
        m = len(g.leden)
        for teken, grens, nodig in (
            (1, g.mediaan + g.marge, (m + 1) // 2),
            (-1, g.mediaan - g.marge, m - (m + 2) // 2 + 1),
        ):
            wie = range(plek, plek + m)
            for kolom, i in zip(wie, g.leden, strict=True):  # when the column is 1, the value is on this side
                rij = np.zeros(kolommen)
                rij[i], rij[kolom] = teken, breed
                rijen.append(rij)
                onder.append(-np.inf)
                boven.append(teken * grens + breed)
            rij = np.zeros(kolommen)
            rij[list(wie)] = 1.0
            rijen.append(rij)
            onder.append(nodig)
            boven.append(m)
            plek += m
    grenzen = Bounds(np.concatenate([laag, np.zeros(extra)]), np.concatenate([hoog, np.ones(extra)]))
    heel = np.concatenate([np.zeros(k), np.ones(extra)])
    uit = []
    for teken in (1.0, -1.0):
        doelen = np.zeros(kolommen)
        doelen[doel] = teken
        antwoord = milp(
            doelen,
            integrality=heel,
            bounds=grenzen,
            constraints=LinearConstraint(np.array(rijen), np.array(onder) - SPELING, np.array(boven) + SPELING),
            options={"time_limit": 5.0},
        )
        uit.append(waarde[doel] if antwoord.x is None else antwoord.x[doel])
    return float(uit[1] - uit[0])


def cells(onthulling: Onthulling) -> dict[tuple[str, Sleutel], GroepCel]:
    """Every group cell that somebody's report shows."""
    return {
        (cel.groep, sleutel): cel
        for publishable in onthulling.publishables.values()
        for sleutel, cijfer in publishable.cijfers.items()
        for cel in cijfer.groepen
    }


def coalitions(doel: int, leden: np.ndarray, n: np.ndarray, waarde: np.ndarray, c: int) -> Iterator[list[int]]:
    """Those who tell most: the largest others in the group, and those with the nearest values."""
    anderen = leden[leden != doel]
    for orde in (np.argsort(-n[anderen]), np.argsort(np.abs(waarde[anderen] - waarde[doel]))):
        yield [int(i) for i in anderen[orde][:c]]


def group_of(cel: GroepCel, leden: np.ndarray, n: np.ndarray, waarde: np.ndarray, vorm: Rounding) -> Group:
    """One printed cell; a pooled value that is no weighted mean of its members is left out."""
    assert cel.gepoold is not None
    echt = float((n * waarde)[leden].sum() / n[leden].sum())
    rand = {"<": (vorm.schaal[0], cel.gepoold), ">": (cel.gepoold, vorm.schaal[1])}.get(
        cel.grens, (cel.gepoold - vorm.stap / 2, cel.gepoold + vorm.stap / 2)
    )
    return Group(leden, rand if rand[0] - 1e-9 <= echt <= rand[1] + 1e-9 else None, cel.p50, vorm.stap / 2)


def attack(stelsel: Matrix, onthulling: Onthulling, aantal: int, begin: int) -> Outcome:
    """Per size of coalition the narrowest interval of every figure that was tried, as a share of what is promised."""
    nodig = {interval.sleutel: interval.nodig for interval in onthulling.certificaat.smalste}
    gedrukt = {plek: cel for plek, cel in cells(onthulling).items() if cel.gepoold is not None}
    paren = sorted(
        (groep, sleutel)
        for (groep, sleutel), cel in gedrukt.items()
        if cel.p50 is not None and sleutel in nodig and stelsel.opmaken[stelsel.rij[sleutel]].soort not in ZONDER_SOM
    )
    uit: Outcome = {c: [] for c in COALITIES}
    for groep, sleutel in random.Random(begin).sample(paren, min(aantal, len(paren))):
        rij = stelsel.rij[sleutel]
        samen = [g for g in dict.fromkeys((groep, "allen")) if (g, sleutel) in gedrukt]
        heeft = stelsel.gewicht[rij] > 0
        wie = np.flatnonzero(np.logical_or.reduce([stelsel.leden[g] for g in samen]) & heeft)
        if len(wie) > MEESTE:
            samen, wie = [groep], np.flatnonzero(stelsel.leden[groep] & heeft)
        n, waarde, vorm = stelsel.gewicht[rij, wie], stelsel.waarde[rij, wie], stelsel.opmaken[rij]
        groepen = [group_of(gedrukt[g, sleutel], np.flatnonzero(stelsel.leden[g][wie]), n, waarde, vorm) for g in samen]
        leden = np.flatnonzero(stelsel.leden[groep][wie])
        for c in COALITIES:
            smalst = min(
                interval(n, waarde, vorm.schaal, groepen, int(doel), weet)
                for doel in leden
                for weet in coalitions(int(doel), leden, n, waarde, c)
            )
            uit[c].append((smalst / nodig[sleutel], groep, ".".join(sleutel)))
    return uit


def tell(uit: Outcome, coalitie: int) -> None:
    for c, gevonden in uit.items():
        onder = sorted(deel for deel in gevonden if deel[0] < 1 - 1e-6)
        belofte = "beloofd" if c <= coalitie else "meer dan is beloofd"
        smalst = min(gevonden)[0] if gevonden else float("nan")
        print(f"coalities van {c} ({belofte}): {len(gevonden)} cijfers, smalste {smalst:.2f} x, {len(onder)} te smal")
        for deel, groep, cijfer in onder[:10]:
            print(f"  {deel:.2f} x  {groep}  {cijfer}")


class _Stil:
    def zeg(self, regel: str) -> None:
        print(regel, flush=True)

    @contextmanager
    def fase(self, naam: str, totaal: int):  # type: ignore[no-untyped-def]  # noqa: ARG002
        yield lambda _: None


def main() -> None:
    aantal, begin = (int(a) for a in (*sys.argv[2:4], *("40", "1")[len(sys.argv) - 2 :]))
    with TemporaryDirectory() as map_:
        opdracht = Request(Path(sys.argv[1]), Path(map_))
        kader = load_round_context(opdracht)
        with kader.uitvoer.alleen():
            werk = compute(kader, take_in(kader, opdracht, _Stil()), _Stil())
    onthulling = disclose(
        werk.benchmark, kader.register, werk.kwaliteit, kader.definities, kader.ronde, Grootboek(), werk.kleine
    )
    stelsel = make_stelsel(werk.benchmark, kader.definities, werk.kleine)
    tell(attack(stelsel, onthulling, aantal, begin), kader.ronde.drempels.coalitie)


if __name__ == "__main__":
    main()
