"""Against independent engines, where they are installed: same unsafe cells, and their suppression holds.

pytauargus protects additive tables of one response, while the figures here are means, shares and
quantiles over overlapping groups and editions. acro judges single cells only. Neither is a dependency of the program; for
the part that both can do, each is the referee. `make test-zwaar` installs them (requirements-referees.txt) and runs this file.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from spiegelrapport.audit.linear_program import Condition, Program, Teller
from spiegelrapport.audit.relations import Block
from spiegelrapport.disclose.thresholds import dominant, unsafe

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
def test_the_same_cells_are_unsafe_and_the_engines_suppression_passes_our_audit(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tauargus = pytest.importorskip("pytauargus")
    monkeypatch.chdir(tmp_path)  # its solver leaves logs where it runs, whatever the workdir
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
        plek for plek, waarden in bijdragen.items() if unsafe(waarden, P)[0]
    }
    binnen = [(a, b) for a in RIJEN for b in KOLOMMEN]
    som = np.array([bijdragen[plek].sum() for plek in binnen])
    blok = Block({0: {0: 1.0}}, np.full((1, 9), 1e5), som[None, :], np.zeros(1), np.ones(1), geheel=False)
    voorwaarden = []
    for (a, b), status in cellen.items():
        if status not in "UM":
            leden = np.array([a in ("Total", x) and b in ("Total", y) for x, y in binnen])
            voorwaarden.append(Condition(0, leden, float(som[leden].sum()), float(som[leden].sum())))
    programma = Program(blok, voorwaarden, Teller())
    for nummer, plek in enumerate(binnen):
        if cellen[plek] == "U":
            _, hoogste = programma.bereik({programma.kolom(0, int(programma.atoom[nummer])): 1.0})
            eerste, tweede = np.sort(bijdragen[plek][0])[::-1][:2]
            nodig = P / 100 * eerste - (som[nummer] - eerste - tweede)
            assert hoogste >= som[nummer] + nodig - 1e-6


MINSTENS, GROOTSTE = 5, 0.25  # zorgaanbieders per cell, and the share that one of them may hold


def volgens_acro(cellen: list[list[float]]) -> dict[str, list[bool]]:
    """Per rule which of the cells fail, in acro's view; each number is one contributor."""
    checks = pytest.importorskip("acro.sdcchecks")
    tabellen = pytest.importorskip("acro.tablemodeldetails")
    lust: dict[str, Any] = {"safe_threshold": MINSTENS, "safe_nk_n": 1, "safe_nk_k": GROOTSTE, "safe_pratio_p": P / 100}
    rij = pd.Series(np.repeat(np.arange(len(cellen)), [len(cel) for cel in cellen]), name="rij")
    bijdragen = pd.Series(np.concatenate(cellen), name="bijdrage")
    kolom = pd.Series(["alle"] * len(rij), name="kolom")
    tabel = tabellen.TableModelDetails([rij], [kolom], bijdragen, "crosstab", {"aggfunc": "sum"}, lust)
    gegevens = checks.SDCEvidence()
    gegevens.populate_from_list({"count_table", "sum", "max", "top_2_sum", "top_n_sum", "num_negative"}, tabel)
    keuring = checks.SDCChecks(lust)
    regels = {"k": keuring.check_min_threshold, "nk": keuring.check_nk_dominance, "p": keuring.check_ppercent_dominance}
    return {naam: regel("", gegevens, tabel)[2].to_numpy(bool)[:, 0].tolist() for naam, regel in regels.items()}


@pytest.mark.parametrize("seed", range(8))
def test_threshold_dominance_and_p_percent_judge_each_cell_as_acro_does(seed: int) -> None:
    """Drawn without rounding: at exactly a quarter acro calls a cell dominated and we do not."""
    rng = np.random.default_rng(seed)
    cellen = [rng.lognormal(3, 1.2, int(rng.integers(1, 12))).tolist() for _ in range(60)]
    matrix = np.array([cel + [0.0] * (12 - len(cel)) for cel in cellen])
    ons = {
        "k": [len(cel) < MINSTENS for cel in cellen],
        "nk": dominant(matrix, GROOTSTE).tolist(),
        "p": unsafe(matrix, P).tolist(),
    }
    assert volgens_acro(cellen) == ons
    assert all(0 < sum(vonnis) < len(cellen) for vonnis in ons.values())
