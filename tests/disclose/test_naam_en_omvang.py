"""What the name, the pages, the attachments and the size of my PDF tell about others: what is printed in it, and no more.

Two worlds in which only others differ, and in which the same is printed for me, give me the same file byte for byte; so
nothing about it (compressed streams, number of attachments, length) can tell one world from the other.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pikepdf
import pytest

from spiegelrapport.compose import report
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.model.document import Document
from spiegelrapport.model.onthulling import Maatregelen
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.model.ronde import Drempels
from spiegelrapport.publish.pdf import render
from spiegelrapport.template_paths import templates_folder
from tests.builders import definities
from tests.disclose.builders import ALLES_AAN, ALLES_UIT, SCORE, Figuur, agb, benchmark, figuur, onthul, ronde

SJABLONEN = (templates_folder(),)
IK = agb(1)
WAARDEN = figuur(np.linspace(3.012, 4.596, 14), n=40)
GROEPEN = {"type:a": [agb(i) for i in (1, 2, 3, 4)], "type:b": [agb(i) for i in range(5, 15)], "allen": sorted(WAARDEN)}


def wereld(
    figuur_: Figuur = WAARDEN,
    groepen: Mapping[str, Sequence[str]] = GROEPEN,
    maatregelen: Maatregelen = ALLES_AAN,
) -> Publishable:
    """My report in this world: my own type is too small to be shown, everybody is not."""
    return onthul(benchmark({SCORE: figuur_}, groepen), ronde(Drempels()), maatregelen).publishables[IK]


def ruil(een: int, ander: int) -> Figuur:
    return {**WAARDEN, agb(een): WAARDEN[agb(ander)], agb(ander): WAARDEN[agb(een)]}


def schuif(wie: int, hoeveel: float) -> Figuur:
    n, waarde = WAARDEN[agb(wie)]
    return {**WAARDEN, agb(wie): (n, waarde + hoeveel)}


def stuk(publishable: Publishable) -> Document:
    grafieken = draw(publishable, definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    return report(publishable, grafieken, definities(), SJABLONEN)


@cache
def pdf(maatregelen: Maatregelen = ALLES_AAN, geruild: bool = False) -> bytes:
    """Mine, in the world as it is or in the one in which two others have each other's figures."""
    publishable = wereld(ruil(2, 9) if geruild else WAARDEN, maatregelen=maatregelen)
    return render(stuk(publishable), SJABLONEN).inhoud


def stromen(inhoud: bytes) -> list[int]:
    """The compressed length of every stream: what a packet's size or a backup's listing may show."""
    with pikepdf.open(io.BytesIO(inhoud)) as bestand:
        return [len(obj.read_raw_bytes()) for obj in bestand.objects if isinstance(obj, pikepdf.Stream)]


def test_without_protection_the_size_alone_tells_which_of_two_others_is_in_my_group() -> None:
    een, ander = pdf(ALLES_UIT), pdf(ALLES_UIT, geruild=True)
    assert stromen(een) != stromen(ander)
    assert len(een) != len(ander)


def test_with_protection_the_two_worlds_give_one_file() -> None:
    assert pdf() == pdf(geruild=True)
    assert stuk(wereld()).bestandsnaam == stuk(wereld(ruil(2, 9))).bestandsnaam


@pytest.mark.parametrize(
    "anders",
    [
        ruil(2, 9),  # hidden: who has which figure, also across groups
        ruil(3, 14),
        schuif(4, 0.0001),  # hidden: digits that rounding takes off
        schuif(9, -0.0001),
    ],
    ids=["ruil", "ruil-hoogste", "meer", "minder"],
)
def test_what_is_not_printed_is_nowhere_in_what_the_file_is_made_from(anders: Figuur) -> None:
    """The file is made of the Publishable and nothing else: as it stays the same, so do all names, pages and sizes."""
    assert anders != WAARDEN
    assert wereld(anders) == wereld()
    assert wereld(anders, maatregelen=ALLES_UIT) != wereld(maatregelen=ALLES_UIT)


def test_a_group_that_my_report_does_not_compare_with_leaves_no_trace() -> None:
    anders = {**GROEPEN, "type:b": GROEPEN["type:b"][:5], "type:c": GROEPEN["type:b"][5:]}
    assert wereld(groepen=anders) == wereld()


def test_others_who_are_named_in_the_settings_of_the_round_do_not_change_my_file() -> None:
    """The round's settings go along with every report; the AGB-codes among them are for the program only."""
    mijn = wereld()
    lijst = replace(mijn.ronde.benchmarkgroepen[0], code="kring", regel="lijst", leden=(agb(7), agb(8)))
    regels = (*mijn.ronde.benchmarkgroepen, lijst)
    anders = replace(mijn.ronde, geaccepteerd=(agb(5),), deel=(agb(6), agb(7)), benchmarkgroepen=regels)
    assert render(stuk(replace(mijn, ronde=anders)), SJABLONEN).inhoud == pdf()


def test_what_was_printed_before_mine_in_the_same_process_does_not_change_it() -> None:
    los = pdf()
    anderen = onthul(benchmark({SCORE: WAARDEN}, GROEPEN), ronde(Drempels())).publishables
    for nummer in (2, 9):
        render(stuk(anderen[agb(nummer)]), SJABLONEN)
    assert render(stuk(wereld()), SJABLONEN).inhoud == los


def test_every_report_has_the_same_number_of_attachments_whatever_it_may_show() -> None:
    """That a file is missing, or that there is one more, would tell that something of the group is or is not shown."""
    bron = benchmark({SCORE: WAARDEN}, GROEPEN)
    streng, los = (onthul(bron, ronde(d)) for d in (Drempels(zorgaanbieders_per_groep=50), Drempels()))
    for onthulling in (streng, los):
        for wie in (IK, agb(9)):
            document = stuk(onthulling.publishables[wie])
            namen = [bijlage.naam for bijlage in document.bijlagen]
            assert namen == [f"cijfers-{wie}-praktijk-{wie}-2025.{soort}" for soort in ("csv", "xlsx")]
