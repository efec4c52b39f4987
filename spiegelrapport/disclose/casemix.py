"""Which expected values may be printed: only those whose case mix hides everybody in every stratum.

An expected value mixes the group's results per stratum in the reader's own proportions. A reader whose clients are all in
one stratum reads off that stratum's result: so each stratum has to stand the rules that a group stands.
"""

import pandas as pd

from spiegelrapport.disclose.drempels import minimum_k
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Sleutel
from spiegelrapport.model.ronde import Ronde

Veilig = frozenset[tuple[str, str, Sleutel]]  # (agb, groep, figure)


def veilig_verwacht(benchmark: Benchmark, ronde: Ronde) -> Veilig:
    """Nothing without strata: what cannot be checked is not printed."""
    strata = benchmark.meetwaarden.strata
    if strata.empty:
        return frozenset()
    veilig: set[tuple[str, str, Sleutel]] = set()
    for groep in benchmark.groepen:
        leden = strata.loc[strata["agb"].isin(groep.leden) & strata["agb"].ne(KLEINE_AANBIEDERS) & strata["n"].gt(0)]
        cellen = leden.groupby([*SLEUTEL, "stratum"], observed=True)["n"].agg(["size", "sum", "max"])
        goed = (
            cellen["size"].ge(minimum_k(ronde, len(groep.leden & set(ronde.deel))))
            & cellen["sum"].ge(ronde.drempels.clienten_per_cijfer)
            & cellen["max"].le(ronde.drempels.aandeel_grootste * cellen["sum"])
        ).rename("goed")
        eigen = strata.loc[strata["n"].gt(0)].merge(goed.reset_index(), on=[*SLEUTEL, "stratum"], how="left")
        heel = eigen.assign(goed=eigen["goed"].eq(True)).groupby(["agb", *SLEUTEL], observed=True)["goed"].all()
        veilig |= {(str(agb), groep.id, Sleutel(*sleutel)) for agb, *sleutel in heel.index[heel.to_numpy()]}
    return frozenset(veilig)


def toegestaan(verwacht: pd.DataFrame, veilig: Veilig) -> dict[tuple[str, str, Sleutel], float]:
    """The expected values of Vergelijkingen that may be printed."""
    if "verwacht" not in verwacht:
        return {}
    frame = verwacht.loc[verwacht["verwacht"].notna()]
    sleutels = (Sleutel(*rij) for rij in frame[SLEUTEL].itertuples(index=False, name=None))
    gevonden = {
        (agb, groep, sleutel): float(waarde)
        for agb, groep, sleutel, waarde in zip(frame["agb"], frame["groep"], sleutels, frame["verwacht"], strict=True)
    }
    return {plaats: waarde for plaats, waarde in gevonden.items() if plaats in veilig}
