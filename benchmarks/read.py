"""Reading and checking a whole round: python -m benchmarks.read [MAP] [zorgaanbieders] [jobs].

Makes a demo round in MAP when there is none, then reads every levering in child processes and judges it. Prints CPU
and wall seconds, rows a second and peak memory; the reading and the judging apart.
"""

import resource
import sys
import time
from pathlib import Path

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from spiegelrapport.read import read_leveringen
from spiegelrapport.read.register import load_register, load_ronde
from spiegelrapport.validate import check_alle, collect


def cpu() -> float:
    """CPU seconds of this process and of the children that have ended."""
    delen = (resource.getrusage(wie) for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(deel.ru_utime + deel.ru_stime for deel in delen)


def megabytes(wie: int) -> int:
    return resource.getrusage(wie).ru_maxrss // 1024


def hoofd(map_: Path, zorgaanbieders: int, jobs: int) -> None:
    definities = load_definities(load_ronde(map_).peildatum) if (map_ / "ronde.toml").exists() else None
    if definities is None:
        from datetime import date

        definities = load_definities(date.min)
        make_ronde(map_, zorgaanbieders, 1, definities=definities, jobs=jobs)
    ronde, (register, _) = load_ronde(map_), load_register(map_)
    paden = sorted((map_ / "leveringen").iterdir())
    wand, rekentijd = time.monotonic(), cpu()
    leveringen = list(read_leveringen(paden, definities, ronde, jobs=jobs))
    wand_lezen, cpu_lezen = time.monotonic() - wand, cpu() - rekentijd
    rijen = sum(sum(levering.rijen_gelezen.values()) for levering in leveringen)
    intake = check_alle(leveringen, register, definities, ronde)
    collect(intake.gecontroleerd)
    wand_alles, cpu_alles = time.monotonic() - wand, cpu() - rekentijd
    print(f"{len(paden)} werkmappen, {rijen} rijen, {jobs} processen")
    print(f"lezen:      {cpu_lezen:6.1f} CPU s, {wand_lezen:6.1f} s, {rijen / wand_lezen:8.0f} rijen/s")
    print(f"en keuren:  {cpu_alles:6.1f} CPU s, {wand_alles:6.1f} s, {rijen / wand_alles:8.0f} rijen/s")
    print(
        f"piek:       {megabytes(resource.RUSAGE_SELF)} MB hier, {megabytes(resource.RUSAGE_CHILDREN)} MB in een kind"
    )


if __name__ == "__main__":
    hoofd(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path("benchmarks/ronde-200"),
        int(sys.argv[2]) if len(sys.argv) > 2 else 200,
        int(sys.argv[3]) if len(sys.argv) > 3 else 2,
    )
