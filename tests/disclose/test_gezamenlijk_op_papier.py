"""The joint report as its readers hold it: two editions of PDFs, one member more in the second, read back and attacked.

Beside the joint report, where there is one, everybody may hold the report of a large zorgaanbieder: the small ones count
in its groups as well.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest

from spiegelrapport.compose import AnalystTexts, report
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.publish.pdf import render
from tests.builders import definities
from tests.disclose.builders import aanval, agb, uitgegeven
from tests.disclose.test_gezamenlijk import GROTE, NODIG, make_editie, printed, score, shares
from tests.publish.pdf.builders import SJABLONEN

SIZES = (1, 2, 3, 5, 12)
ROW = re.compile(
    r"^(Behandeltrajecten|ROM-metingen|CQi-vragenlijsten) (?:([\d.]+) )?(.*?)((?:[<>] )?\d+%)(?: (?:[<>] )?\d+%)?$",
    re.M,
)
CHAPTERS = {"Informatie over de behandeling": (1.0, 5.0, 0.005), "Onvolledige trajecten": (0.0, 1.0, 0.005)}


class Paper(NamedTuple):
    """One PDF: the text of its pages, and the rows of its attachment."""

    text: str
    rows: tuple[dict[str, str], ...]


class Edition(NamedTuple):
    members: tuple[int, ...]
    papers: dict[str, Paper]


def on_paper(onthulling: Onthulling, wie: str) -> Paper:
    inhoud = onthulling.publishables[wie]
    grafieken = draw(inhoud, definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    pdf = render(report(inhoud, grafieken, definities(), SJABLONEN, AnalystTexts()), SJABLONEN).inhoud
    gelezen = pypdfium2.PdfDocument(pdf)
    tekst = "\n".join(pagina.get_textpage().get_text_range() for pagina in gelezen).replace("\r\n", "\n")
    with pikepdf.open(io.BytesIO(pdf)) as stuk:
        [bijlage] = [b.get_file().read_bytes() for naam, b in stuk.attachments.items() if naam.endswith(".csv")]
    return Paper(tekst, tuple(csv.DictReader(io.StringIO(bijlage.decode("utf-8-sig")), delimiter=";")))


@cache
def editions(size: int) -> tuple[Edition, Edition]:
    """With so many small ones, and then one more."""
    een = make_editie(range(1, size + 1))
    twee = make_editie(range(1, size + 2), uitgegeven(een), versie="2")
    assert een.geslaagd
    assert twee.geslaagd
    return tuple(  # type: ignore[return-value]
        Edition(
            tuple(range(1, aantal + 1)),
            {wie: on_paper(uit, wie) for wie in (KLEINE_AANBIEDERS, GROTE[0]) if wie in uit.publishables},
        )
        for aantal, uit in ((size, een), (size + 1, twee))
    )


def about_rows(paper: Paper, what: str) -> str:
    """What the page about data quality prints of one share of rows; '' where it does not."""
    table, _, reason = what.replace(" gebruikt", "").partition(": ")
    for naam, gelezen, reden, deel in ROW.findall(paper.text.replace("\u00a0", " ")):
        if naam == table and (reden.strip() == reason if reason else gelezen):
            return deel
    return ""


@pytest.mark.parametrize("size", SIZES)
def test_fewer_than_five_get_no_joint_report_in_either_edition(size: int) -> None:
    heeft = [KLEINE_AANBIEDERS in edition.papers for edition in editions(size)]
    assert heeft == [size >= 5, size + 1 >= 5]
    assert all(GROTE[0] in edition.papers for edition in editions(size))


@pytest.mark.parametrize("size", SIZES)
def test_what_is_said_of_rows_is_shares_and_rounded_counts(size: int) -> None:
    """No count of rows that a member could subtract its own from: every row ends on a share, what was read is on tens."""
    for edition in editions(size):
        if KLEINE_AANBIEDERS not in edition.papers:
            continue
        tekst = edition.papers[KLEINE_AANBIEDERS].text
        deel = tekst[tekst.index("Aangeleverd en gebruikt\n") : tekst.index("Klopt er iets niet?")]
        regels = [r for r in deel.splitlines() if r.startswith(("Behandeltrajecten", "ROM-metingen", "CQi-vragen"))]
        assert len(regels) >= 3
        assert all(ROW.match(regel.replace("\u00a0", " ")) for regel in regels), regels
        gelezen = [int(aantal.replace(".", "")) for _, aantal, _, _ in ROW.findall(deel) if aantal]
        assert len(gelezen) == 3
        assert all(aantal % 10 == 0 for aantal in gelezen)


@pytest.mark.parametrize("size", [size for size in SIZES if size >= 5])
@pytest.mark.parametrize("what", sorted(shares(1)))
def test_both_editions_side_by_side_leave_every_member_open(size: int, what: str) -> None:
    cellen = [
        ([agb(i) for i in edition.members], *gedrukt)
        for edition in editions(size)
        if (gedrukt := printed(about_rows(edition.papers[KLEINE_AANBIEDERS], what)))
    ]
    allen = range(1, size + 2)
    breuken = {agb(i): (float(shares(i)[what][1]), shares(i)[what][0] / shares(i)[what][1]) for i in allen}
    for attacker in allen:
        smalst = min(aanval(agb(doel), cellen, breuken, [agb(attacker)], (0, 1)) for doel in allen if doel != attacker)
        assert smalst >= NODIG


def pooled(edition: Edition, naam: str) -> Iterator[tuple[list[str], float, float]]:
    """What the attachments of an edition say of a figure's groups: the small ones together, and everybody."""
    klein = [agb(i) for i in edition.members]
    leden = {"kleine aanbieders samen": klein, "Groep allen": [*klein, *GROTE]}
    for paper in edition.papers.values():
        for rij in paper.rows:
            if rij["indicator"] == naam and rij["van wie"] in leden and rij["waarde"]:
                waarde = float(rij["waarde"].replace(",", ".")) / (100 if rij["eenheid"] == "%" else 1)
                yield leden[rij["van wie"]], waarde, CHAPTERS[naam][2]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("naam", sorted(CHAPTERS))
def test_the_figures_of_both_editions_and_both_documents_leave_every_member_open(size: int, naam: str) -> None:
    laag, hoog, _ = CHAPTERS[naam]
    cellen = [cel for edition in editions(size) for cel in pooled(edition, naam)]
    assert cellen, "nothing printed, so nothing tested"
    kleine: Sequence[str] = [agb(i) for i in range(1, size + 2)]
    paren = {wie: score(wie) if naam.startswith("Informatie") else (12.0, 0.25) for wie in (*kleine, *GROTE)}
    for attacker in (kleine[0], kleine[-1], GROTE[0]):
        smalst = min(aanval(doel, cellen, paren, [attacker], (laag, hoog)) for doel in kleine if doel != attacker)
        assert smalst >= NODIG * (hoog - laag)


def test_with_enough_members_the_page_still_tells_what_there_is_to_know() -> None:
    """Not by hiding everything."""
    eerst, daarna = editions(12)
    assert about_rows(eerst.papers[KLEINE_AANBIEDERS], "Behandeltrajecten gebruikt") == "88%"
    assert all(about_rows(eerst.papers[KLEINE_AANBIEDERS], wat) for wat in shares(1))
    assert len(list(pooled(eerst, "Informatie over de behandeling"))) == 3
    assert daarna.members[-1] == 13
