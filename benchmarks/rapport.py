"""CPU seconds per report, warm: charts, page and PDF of many reports that share their groups, as in a real round.

usage: python benchmarks/rapport.py [number] [--zonder-geheugen]
"""

import gc
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

HUIS = Path(__file__).parents[1]
sys.path.insert(0, str(HUIS))  # for the tests' builders

from spiegelrapport.compose import report  # noqa: E402
from spiegelrapport.definitions.fonts import load_letters  # noqa: E402
from spiegelrapport.definitions.huisstijl import load_huisstijl  # noqa: E402
from spiegelrapport.draw import draw  # noqa: E402
from spiegelrapport.model.publishable import Cijfer, Publishable  # noqa: E402
from spiegelrapport.publish.pdf.renderer import Renderer  # noqa: E402
from tests.builders import definities, publishable  # noqa: E402

SJABLONEN = (HUIS / "templates",)


def reports(aantal: int) -> Iterator[Publishable]:
    """One report after the other: the same groups, other own figures, another name."""
    eerste = publishable(1)
    for nummer in range(aantal):
        factor = 1 + 0.03 * (nummer % 7 - 3)
        cijfers = {sleutel: _moved(cijfer, factor) for sleutel, cijfer in eerste.cijfers.items()}
        yield replace(eerste, agb=f"0600{nummer:04d}", naam=f"Praktijk nummer {nummer}", cijfers=cijfers)


def _moved(cijfer: Cijfer, factor: float) -> Cijfer:
    waarde = cijfer.eigen.waarde
    return cijfer if waarde is None else replace(cijfer, eigen=replace(cijfer.eigen, waarde=round(waarde * factor, 2)))


def measure(aantal: int, drukkerij: Renderer) -> None:
    huisstijl, letters = load_huisstijl(SJABLONEN), load_letters(SJABLONEN)
    delen = {"grafieken": 0.0, "pagina's": 0.0, "pdf": 0.0}
    for nummer, stuk in enumerate(reports(aantal + 2)):
        if nummer == 2:  # two reports to warm up
            gc.freeze()
            gc.set_threshold(50_000, 20, 50)  # as werkers does
            delen = dict.fromkeys(delen, 0.0)
        tijden = [time.process_time()]
        grafieken = draw(stuk, definities(), huisstijl, letters)
        tijden.append(time.process_time())
        document = report(stuk, grafieken, definities(), SJABLONEN)
        tijden.append(time.process_time())
        druk = drukkerij.render(document)
        tijden.append(time.process_time())
        for naam, (begin, einde) in zip(delen, pairwise(tijden), strict=True):
            delen[naam] += einde - begin
    totaal = sum(delen.values()) / aantal
    print(f"{aantal} rapporten van {druk.paginas} pagina's: {totaal:.2f} CPU-seconden per rapport")
    print("  " + ", ".join(f"{naam} {som / aantal:.2f}" for naam, som in delen.items()))


if __name__ == "__main__":
    woorden = sys.argv[1:]
    aantal = next((int(woord) for woord in woorden if woord.isdigit()), 8)
    measure(aantal, Renderer(SJABLONEN, versneld="--zonder-geheugen" not in woorden))
