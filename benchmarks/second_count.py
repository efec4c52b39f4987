"""What counting every file a second time adds to reading it: python -m benchmarks.second_count [MAP] [leveringen].

Reads the leveringen of a round in turn with and without the second count, in one process, and prints CPU seconds and
their ratio. Reading alone may turn the grid by itself where the count would have done it.
"""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.read import open_file
from spiegelrapport.read.cell_grid import Blad
from spiegelrapport.read.file import make_request, read_bestand
from spiegelrapport.read.recount import Recounted
from spiegelrapport.read.register import load_ronde
from spiegelrapport.read.waarden.datum import BEGIN_1900

MAY_ADD = 0.15


def _uncompared(bladen: Sequence[Blad], *_: object) -> tuple[tuple[Blad, ...], list[object]]:
    return tuple(blad for blad in bladen if blad.rijen), []


def _seconds(werk: Callable[[], object]) -> float:
    begin = time.process_time()
    werk()
    return time.process_time() - begin


def hoofd(map_: Path, aantal: int) -> float:
    ronde = load_ronde(map_)
    definities = load_definities(ronde.peildatum)
    opdracht = make_request(definities, definities.exports, ronde.peildatum)
    paden = sorted((map_ / "leveringen").iterdir())[:aantal]
    met = zonder = 0.0
    gc.freeze()
    for pad in paden:
        met += _seconds(lambda pad=pad: read_bestand(pad, opdracht))  # type: ignore[misc]
        with (
            patch.object(open_file, "recount", lambda *_: Recounted({}, BEGIN_1900)),
            patch.object(open_file, "_compared", _uncompared),
        ):
            zonder += _seconds(lambda pad=pad: read_bestand(pad, opdracht))  # type: ignore[misc]
    print(
        f"{len(paden)} leveringen: {zonder:.1f} CPU s zonder, {met:.1f} met de tweede telling: {met / zonder - 1:+.1%}"
    )
    return met / zonder - 1


if __name__ == "__main__":
    deel = hoofd(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path("benchmarks/ronde-200"),
        int(sys.argv[2]) if len(sys.argv) > 2 else 1000,
    )
    sys.exit(deel > MAY_ADD)
