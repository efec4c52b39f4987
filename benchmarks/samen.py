"""How often pooled values and quantiles together leave somebody open: benchmarks/samen.py [aantal] [vrij] [coalitie] [MAP].

The audit proves the two apart. This looks for data sets that keep both, for a sample of zorgaanbieders and figures of the
reporting year as they would go out: one in which the value differs by the width that must stay open, with up to `vrij`
others different as well, against attackers who know their own figures. What is found is open; what is not found may be.
Default: 40 of a demo round of 30 zorgaanbieders, everybody free, no coalition.
"""

import random
import sys
import time
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from spiegelrapport.audit import certificate, integer_search
from spiegelrapport.audit.attack_intervals import Audit
from spiegelrapport.audit.linear_program import Condition
from spiegelrapport.audit.matrices import ZONDER_SOM
from spiegelrapport.audit.pooled_audit import Attackers
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.pipeline.computation import compute, release
from spiegelrapport.pipeline.intake import take_in
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import load_round_context


@dataclass(frozen=True)
class Samen(integer_search.Counterexamples):
    """Counter-examples that keep the pooled values of the figure as well."""

    gewicht: np.ndarray = None  # type: ignore[assignment]
    voorwaarden: tuple[Condition, ...] = ()

    def eisen(self, model: integer_search.Model, wie: np.ndarray) -> None:
        super().eisen(model, wie)
        for leden, laag, hoog in self._sommen:
            erin = np.flatnonzero(leden[wie])
            model.rijen.append(({int(i): float((self.gewicht * self._tempo)[wie[i]]) for i in erin}, laag, hoog))

    def klopt(self, stappen: np.ndarray) -> bool:
        som = self.gewicht * self._tempo * stappen
        goed = all(laag - 1e-6 <= som[leden].sum() <= hoog + 1e-6 for leden, laag, hoog in self._sommen)
        return goed and super().klopt(stappen)

    @property
    def _sommen(self) -> Iterable[tuple[np.ndarray, float, float]]:
        som = np.nan_to_num(self.zetten.waarde) * self.gewicht
        for v in self.voorwaarden:
            yield v.leden, min(v.onder - som[v.leden].sum(), 0.0), max(v.boven - som[v.leden].sum(), 0.0)


class _Stil:
    def zeg(self, regel: str) -> None:
        print(regel)

    @contextmanager
    def fase(self, naam: str, totaal: int):  # type: ignore[no-untyped-def]  # noqa: ARG002
        yield lambda _: None


def doorgelicht(ronde: Path, uitvoer: Path) -> Audit:
    """The audit of what would go out."""
    bewaard: list[Audit] = []
    gewoon = certificate._doorlichten

    def met_kopie(*args, **kwargs):  # type: ignore[no-untyped-def]
        uit = gewoon(*args, **kwargs)
        bewaard.append(uit[0])
        return uit

    certificate._doorlichten = met_kopie
    opdracht = Request(ronde, uitvoer)
    kader = load_round_context(opdracht)
    with kader.uitvoer.alleen():
        intake = take_in(kader, opdracht, _Stil())
        release(kader, compute(kader, intake, _Stil()), _Stil())
    return bewaard[0]


def main() -> None:
    gegeven = sys.argv[1:4]
    aantal, vrij, c = (int(a) for a in (*gegeven, *("40", "40", "0")[len(gegeven) :]))
    with TemporaryDirectory() as map_:
        ronde = Path(map_) / "ronde"
        if len(sys.argv) < 5:
            make_ronde(ronde, 30, 1, definities=load_definities(date.min), jobs=1)
        audit = doorgelicht(ronde if len(sys.argv) < 5 else Path(sys.argv[4]), Path(map_))
    integer_search.SAMEN, integer_search.MEESTE_KNOPEN, integer_search.MEESTE_PROGRAMMAS = vrij, 4000, 200
    stelsel, publicatie = audit.publicatie.stelsel, audit.publicatie
    doelen = [
        (rij, int(j))
        for rij, sleutel in enumerate(stelsel.sleutels)
        if sleutel.periode == publicatie.ronde.periode and sleutel.uitsplitsing == TOTAAL
        and stelsel.opmaken[rij].soort not in ZONDER_SOM and publicatie.verdelingen(rij) and publicatie.lineair(rij)
        for j in np.flatnonzero(publicatie.sommen.gewicht[rij] > 0)
    ]  # fmt: skip
    random.Random(1).shuffle(doelen)
    begin, open_ = time.process_time(), 0
    aanvallers = Attackers(c, np.zeros(len(publicatie.verleden.agbs), dtype=bool))
    for rij, j in doelen[:aantal]:
        zoeker = Samen(
            audit._zetten(rij), publicatie.verdelingen(rij), aanvallers, audit.teller,
            publicatie.sommen.gewicht[rij], tuple(publicatie.lineair(rij)),
        )  # fmt: skip
        gevonden = zoeker.houdt_stand(j, float(audit.nodig[rij]))
        open_ += gevonden
        if not gevonden:
            s = stelsel.sleutels[rij]
            print(f"  niet gevonden: {s.indicator}.{s.maat}, zorgaanbieder {j}", flush=True)
    gedaan = min(aantal, len(doelen))
    print(
        f"{open_} van {gedaan} ({open_ / gedaan:.0%}) van {len(doelen)} combinaties van het verslagjaar zijn open met gepoolde "
        f"waarden en kwantielen samen, tegen coalities van {c}; {time.process_time() - begin:.0f} CPU s"
    )


if __name__ == "__main__":
    main()
