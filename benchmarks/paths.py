"""How far things travel: .venv/bin/python -m benchmarks.paths. Files from an indicator's definition to its page, and hops of a levering.

A hop is a first call from a function of one file to a function of another; a return is a hop to a file that was left before.
Counted while it happens, on invented data, in one process. Also: lines of code per folder.
"""

import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import spiegelrapport
from spiegelrapport.compare import compare
from spiegelrapport.compose import AnalystTexts, report
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.disclose import disclose
from spiegelrapport.draw import draw
from spiegelrapport.group import group
from spiegelrapport.measure import measure
from spiegelrapport.model.onthulling import Grootboek
from spiegelrapport.model.ronde import Drempels
from spiegelrapport.publish.pdf import render
from spiegelrapport.read.file import read_bestand
from spiegelrapport.template_paths import templates_folder
from tests.builders import PEILDATUM, ronde
from tests.group.builders import keurmerkdrager, willekeurige_ronde
from tests.read.boek import als_xlsx, schoon_boek
from tests.read.test_schade import OPDRACHT

HERE = Path(spiegelrapport.__file__).parent
Hop = tuple[str, str, str]  # from file, to file, function


@cache
def _within(filename: str) -> str | None:
    path = Path(filename)
    return str(path.relative_to(HERE)) if path.is_relative_to(HERE) else None


class Travel:
    """Every first call between two files of the program, in order."""

    def __init__(self) -> None:
        self.files: dict[str, None] = {}
        self.hops: dict[Hop, None] = {}

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or (here := self._file(frame)) is None:
            return
        self.files.setdefault(here)
        caller = frame.f_back
        while caller is not None and self._file(caller) is None:
            caller = caller.f_back
        before = self._file(caller) if caller is not None else None
        if before is not None and before != here:
            self.hops.setdefault((before, here, frame.f_code.co_qualname))

    @staticmethod
    def _file(frame: FrameType) -> str | None:
        return _within(frame.f_code.co_filename)

    def returns(self) -> int:
        seen: set[str] = set()
        back = 0
        for before, here, _ in self.hops:
            back += here in seen
            seen |= {before, here}
        return back

    def of(self, folder: str) -> "Travel":
        """Only between files of one folder."""
        part = Travel()
        part.files = {name: None for name in self.files if name.startswith(folder)}
        part.hops = {h: None for h in self.hops if h[0].startswith(folder) and h[1].startswith(folder)}
        return part


def travel(work: Callable[[], object]) -> Travel:
    found = Travel()
    sys.setprofile(found)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def an_indicator() -> None:
    """From its definition to its page, by way of fourteen zorgaanbieders."""
    definities, sjablonen = load_definities(PEILDATUM), (templates_folder(),)
    instelling = ronde(drempels=Drempels(aandeel_grootste=0.5), eerste_jaar=2024)
    register = {drager.agb: drager for drager in map(keurmerkdrager, range(1, 15))}
    meetwaarden = measure(willekeurige_ronde(14, 40), definities, instelling, frozenset())
    vergeleken = group(meetwaarden, register, definities, instelling)
    uit = disclose(vergeleken, register, {}, definities, instelling, Grootboek(), frozenset())
    inhoud = compare(next(iter(uit.publishables.values())), definities)
    grafieken = draw(inhoud, definities, load_huisstijl(sjablonen), load_letters(sjablonen))
    render(report(inhoud, grafieken, definities, sjablonen, AnalystTexts()), sjablonen)


def folders() -> Counter[str]:
    found: Counter[str] = Counter()
    for path in HERE.rglob("*.py"):
        found[path.relative_to(HERE).parts[0]] += len(path.read_text(encoding="utf-8").splitlines())
    return found


def main() -> None:
    indicator = travel(an_indicator)
    per_folder = Counter(name.split("/")[0] for name in indicator.files)
    print(f"een indicator, van definitie tot bladzijde: {len(indicator.files)} bestanden")
    print("  " + ", ".join(f"{folder} {count}" for folder, count in per_folder.most_common()))
    levering = travel(a_levering).of("read/")
    print(
        f"een levering door read: {len(levering.files)} bestanden, {len(levering.hops)} stappen, {levering.returns()} terug"
    )
    lines = folders()
    print(f"regels per map ({sum(lines.values())}): " + ", ".join(f"{f} {n}" for f, n in lines.most_common() if n > 99))


def a_levering() -> None:
    with TemporaryDirectory() as map_:
        pad = Path(map_) / "06000001.xlsx"
        pad.write_bytes(als_xlsx(schoon_boek()))
        read_bestand(pad, OPDRACHT)


if __name__ == "__main__":
    main()
