"""The zorgaanbieders behind an achievable benchmark: the best tenth (Kiefe, Weissman et al. 1998)."""

import numpy as np
import numpy.typing as npt

Getallen = npt.NDArray[np.float64]
DEEL_BESTEN = 0.10  # of the clients


def besten(gewicht: Getallen, som: Getallen, haalbaar: float, marge: float = 1e-9) -> npt.NDArray[np.intp]:
    """The zorgaanbieders behind an achievable benchmark, best first; nobody when it is not theirs (within `marge`).

    Best by (x + 1)/(n + 2), in either direction, until they hold a tenth of the clients (Kiefe, Weissman et al. 1998).
    """
    telt = np.flatnonzero(gewicht > 0)
    n, x = gewicht[telt], som[telt]
    fractie = (x + 1) / (n + 2)
    for teken in (-1, 1):
        orde = np.lexsort((np.arange(len(n)), -n, teken * fractie))
        eerste = orde[: int(np.searchsorted(np.cumsum(n[orde]), DEEL_BESTEN * n.sum() - 1e-9)) + 1]
        if abs(x[eerste].sum() / n[eerste].sum() - haalbaar) <= marge:
            return np.asarray(telt[eerste])
    return np.array([], dtype=np.intp)
