"""2,000 randomly mutated workbooks through the reader: python -m benchmarks.fuzz_read [aantal] [seed].

Bytes and structure are mutated. Reports what came of them, and fails on a traceback, on a hang, or on a row that is
lost in silence.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.read import read_leveringen
from spiegelrapport.read.limits import Limits
from spiegelrapport.validate import check_alle, make_antwoord
from tests.read.boek import AGB
from tests.read.mutaties import muteer

GRENZEN = Limits(seconden=20)


def hoofd(aantal: int, seed: int) -> int:
    ronde = Ronde("fuzz", 2025, 2020, date(2026, 4, 1))
    definities = load_definities(ronde.peildatum)
    register = {AGB: Keurmerkdrager(AGB, "Toets", "", "", "", "", "")}
    uitkomsten: Counter[str] = Counter()
    onverwacht: list[str] = []
    traagste = 0.0
    with tempfile.TemporaryDirectory() as tijdelijk:
        paden = [Path(tijdelijk) / f"{nummer:05}{muteer.extensie(seed + nummer)}" for nummer in range(aantal)]
        for nummer, pad in enumerate(paden):
            pad.write_bytes(muteer(random.Random(seed + nummer)))
        begin = vorige = time.monotonic()
        for levering in read_leveringen(paden, definities, ronde, jobs=2, grenzen=GRENZEN):
            traagste, vorige = max(traagste, time.monotonic() - vorige), time.monotonic()
            weg = levering.uitgesloten["tabel"].value_counts()
            for tabel, gelezen in levering.rijen_gelezen.items():
                assert gelezen == len(levering.tabellen.get(tabel, ())) + weg.get(tabel, 0), levering.bestand
            intake = check_alle([levering], register, definities, ronde)
            for uit in (*intake.gecontroleerd, *intake.afgekeurd):
                make_antwoord(uit, ronde)
                onverwacht += [f"{uit.bestand}: {f.bericht}" for f in uit.findings if f.code == "L032"]
            codes = sorted({finding.code for finding in levering.findings if finding.code.startswith("L")})
            uitkomsten["gelezen" if levering.tabellen else " ".join(codes)] += 1
            onverwacht += [f"{levering.bestand}: {f.bericht}" for f in levering.findings if f.code == "L014"]
    print(f"{aantal} werkmappen in {time.monotonic() - begin:.0f} s; langste wachttijd {traagste:.1f} s")
    for uitkomst, keer in uitkomsten.most_common():
        print(f"{keer:6}  {uitkomst}")
    print("onverwachte fouten:", len(onverwacht), *onverwacht[:20], sep="\n  ")
    return 1 if onverwacht else 0


if __name__ == "__main__":
    sys.exit(hoofd(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
