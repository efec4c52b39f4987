"""Whatever another is called: .venv/bin/python -m benchmarks.namen RONDE UITVOER/JAAR, over every finished report of a round.

Names: the two hundred words that reports use most, every heading of the templates, what is measured, and one to three
letters. Each report is searched for each of them as another's name: a find would have held that report back. Then each
name is put where the report names its own reader: a miss would have been a leak.
"""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from spiegelrapport.compose.own_words import eigen_woorden
from spiegelrapport.model.own_words import OwnWords
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import load_round_context
from spiegelrapport.publish.language import Language
from spiegelrapport.publish.name_search import find, make_needles
from spiegelrapport.publish.pdf_text import read
from spiegelrapport.publish.searchable_text import SearchableText
from tests.builders import keurmerkdrager
from tests.publish.test_name_search import namen

ANDER = "06999998"
ROOM = 300  # characters on either side of a place where the reader is named
PLACES = 6  # tried per report


def texts(pad: Path) -> Iterator[str]:
    gelezen = read(pad.read_bytes())
    yield gelezen.tekst
    yield from (tekst for _, tekst in gelezen.zaken)


def main() -> None:
    begin = time.process_time()
    uitvoer = Path(sys.argv[2])
    kader = load_round_context(Request(Path(sys.argv[1]), uitvoer.parent))
    taal = Language(eigen_woorden(kader.sjablonen, kader.definities, kader.ronde, kader.register))
    niemand, gezocht = Language(OwnWords()), namen()
    held, missed, planted, reports = [], [], 0, sorted((uitvoer / "rapporten").glob("*.pdf"))
    for pad in reports:
        agb = pad.name[:8]
        lezer = kader.register.get(agb, keurmerkdrager("kleine", naam="Kleine aanbieders"))
        stukken = [SearchableText(tekst) for tekst in texts(pad)]
        plekken = [
            (stuk.tekst[: m.start()][-ROOM:], stuk.tekst[m.end() :][:ROOM])
            for stuk in stukken
            for m in re.finditer(re.escape(lezer.naam), stuk.tekst)
        ]
        for naam in gezocht:
            register = {lezer.agb: lezer, ANDER: keurmerkdrager(ANDER, naam=naam, email="", contactpersoon="")}
            naalden = make_needles(register, taal)
            eigen = tuple(naald.plat for naald in naalden if naald.agb == lezer.agb)
            [naald] = [naald for naald in naalden if naald.agb == ANDER]
            held += [(pad.name, naam)] * any(find(stuk, naald, taal, eigen, niemand) for stuk in stukken)
            for voor, na in dict.fromkeys(plekken[:PLACES] if agb in kader.register else ()):
                planted += 1
                if not find(SearchableText(f"{voor}{naam}{na}"), naald, taal, eigen, niemand):
                    missed.append((pad.name, naam, voor[-20:], na[:20]))
    print(
        f"{len(reports)} rapporten, {len(gezocht)} namen: {len(held)} keer ten onrechte tegengehouden {held[:5]}; "
        f"{planted} keer neergezet waar de lezer staat, {len(missed)} keer gemist {missed[:5]}; "
        f"{time.process_time() - begin:.0f} CPU s"
    )


if __name__ == "__main__":
    main()
