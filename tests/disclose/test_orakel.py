"""Against an independent engine, where it is installed (pip install pytauargus): same unsafe cells, and its suppression holds.

Not a dependency: it protects additive tables of one response, while the figures here are means, shares and quantiles over
overlapping groups and editions. For the part that both can do, it is the referee.
"""

from pathlib import Path

import numpy as np
import pytest

from spiegelrapport.disclose.drempels import onveilig
from spiegelrapport.disclose.programma import Programma, Teller, Voorwaarde
from spiegelrapport.disclose.verbanden import Blok

P = 10
RIJEN, KOLOMMEN = "ABC", "XYZ"


def microdata(seed: int) -> list[tuple[str, str, float]]:
    rng = np.random.default_rng(seed)
    return [
        (r, k, float(np.round(rng.lognormal(3, 1.2)) + 1))
        for r in RIJEN
        for k in KOLOMMEN
        for _ in range(int(rng.integers(2, 6)))
    ]


@pytest.mark.parametrize("seed", range(8))
def test_the_same_cells_are_unsafe_and_the_engines_suppression_passes_our_audit(seed: int, tmp_path: Path) -> None:
    tauargus = pytest.importorskip("pytauargus")
    data = microdata(seed)
    r, k, w = (list(kolom) for kolom in zip(*data, strict=True))
    uitkomst = tauargus.protect(
        {"R": r, "K": k, "W": w},
        ["R", "K"],
        response="W",
        safety_rules=f"P({P},1)",
        suppress="OPT(1)",
        workdir=str(tmp_path),
    )
    cellen = {(rij["R"], rij["K"]): rij["status"] for rij in uitkomst.tables[0].rows}
    bijdragen = {
        plek: np.array([[x for a, b, x in data if plek[0] in ("Total", a) and plek[1] in ("Total", b)]])
        for plek in cellen
    }
    assert {plek for plek, status in cellen.items() if status == "U"} == {
        plek for plek, waarden in bijdragen.items() if onveilig(waarden, P)[0]
    }
    binnen = [(a, b) for a in RIJEN for b in KOLOMMEN]
    som = np.array([bijdragen[plek].sum() for plek in binnen])
    blok = Blok({0: {0: 1.0}}, np.full((1, 9), 1e5), som[None, :], np.zeros(1), np.ones(1), geheel=False)
    voorwaarden = []
    for (a, b), status in cellen.items():
        if status not in "UM":
            leden = np.array([a in ("Total", x) and b in ("Total", y) for x, y in binnen])
            voorwaarden.append(Voorwaarde(0, leden, float(som[leden].sum()), float(som[leden].sum())))
    programma = Programma(blok, voorwaarden, Teller())
    for nummer, plek in enumerate(binnen):
        if cellen[plek] == "U":
            _, hoogste = programma.bereik({programma.kolom(0, int(programma.atoom[nummer])): 1.0})
            eerste, tweede = np.sort(bijdragen[plek][0])[::-1][:2]
            nodig = P / 100 * eerste - (som[nummer] - eerste - tweede)
            assert hoogste >= som[nummer] + nodig - 1e-6
