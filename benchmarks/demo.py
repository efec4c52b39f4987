"""How long a demo round takes to write: CPU and wall seconds, rows and rows a second, for 30 and 180 zorgaanbieders."""

import resource
import tempfile
import time
from datetime import date
from pathlib import Path

import pandas as pd

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde


def main() -> None:
    print(f"{'zorgaanbieders':>14} {'rijen':>10} {'MB':>6} {'CPU s':>7} {'wand s':>7} {'rijen/s':>9}")
    for zorgaanbieders, jobs in ((30, 1), (180, 2)):
        with tempfile.TemporaryDirectory() as map_:
            ronde = Path(map_) / "ronde"
            cpu, wand = _cpu(), time.perf_counter()
            make_ronde(ronde, zorgaanbieders, 1, definities=load_definities(date.min), jobs=jobs)
            cpu, wand = _cpu() - cpu, time.perf_counter() - wand
            paden = list((ronde / "leveringen").iterdir())
            rijen = sum(
                len(blad) for pad in paden for blad in pd.read_excel(pad, sheet_name=None, engine="calamine").values()
            )
            groot = sum(pad.stat().st_size for pad in paden) / 1e6
        print(f"{zorgaanbieders:14} {rijen:10} {groot:6.0f} {cpu:7.1f} {wand:7.1f} {rijen / cpu:9.0f}")


def _cpu() -> float:
    return sum(
        gebruik.ru_utime + gebruik.ru_stime
        for gebruik in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main()
