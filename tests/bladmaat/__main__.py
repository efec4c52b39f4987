"""python -m tests.bladmaat rapport.pdf ...: what the page test finds, in counts per kind and, for one file, all of it."""

import sys
from collections import Counter
from pathlib import Path

from tests.bladmaat import measure, numbers_per_page, read_pages


def main(paden: list[Path]) -> None:
    telling: Counter[str] = Counter()
    bladen_ermee: Counter[str] = Counter()
    for pad in paden:
        bladen = read_pages(pad)
        fouten = measure(bladen)
        telling.update(fout.soort for fout in fouten)
        bladen_ermee.update(soort for _, soort in {(fout.blad, fout.soort) for fout in fouten})
        kleinste = min(woord.grootte for blad in bladen for woord in blad.woorden)
        print(f"{pad.name}: {len(fouten)} fouten, kleinste letter {kleinste:g} pt, getallen per blad", end=" ")
        print(*(numbers_per_page(blad) for blad in bladen))
        for fout in fouten if len(paden) == 1 else []:
            print(f"  {fout.blad:3} {fout.soort}: {fout.wat[:110]}")
    for soort, keer in telling.most_common():
        print(f"{soort}: {keer} keer, op {bladen_ermee[soort]} bladen")


if __name__ == "__main__":
    main([Path(pad) for pad in sys.argv[1:]])
