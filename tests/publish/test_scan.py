"""What is somebody else's is found wherever it hides in a finished PDF, and what is one's own is not."""

import base64
import io
import zipfile
from functools import cache

import pandas as pd
import pikepdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from spiegelrapport.compose.document import file_name
from spiegelrapport.errors import DisclosureError
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Meetwaarden
from spiegelrapport.publish.pdf_text import read
from spiegelrapport.publish.scan import LeakSearch
from spiegelrapport.template_paths import templates_folder
from tests.builders import keurmerkdrager, publishable

EIGEN, ANDER = "06000001", "06000002"
BESTAND = f"{EIGEN}-praktijk-de-wilg.pdf"
NAAM_ANDER = "Centrum Zonneheuvel"
LETTER = templates_folder() / "stijl" / "lettertypen" / "SourceSans3-Regular.ttf"
GEHEIM = 4.283712345678


def zoeker() -> LeakSearch:
    frame = pd.DataFrame(
        {"agb": [EIGEN, ANDER], "waarde": [3.987654321987, GEHEIM], "onder": [3.5, 4.0], "boven": [4.5, 4.5]}
    )
    register = {
        EIGEN: keurmerkdrager(EIGEN, naam="Praktijk De Wilg"),
        ANDER: keurmerkdrager(ANDER, naam=NAAM_ANDER, contactpersoon="Noor van der Berg"),
    }
    return LeakSearch(register, Meetwaarden(frame), 2025)


@cache
def getekend(html: str) -> bytes:
    """Drawn with an embedded font, so that the text exists only as glyph numbers."""
    letters = FontConfiguration()  # where only the shipped fonts may be used, a page that names none has no font at all
    stijl = CSS(
        string=f"@font-face {{font-family: L; src: url({LETTER.as_uri()})}} html {{font-family: L}}",
        font_config=letters,
    )
    pagina = HTML(string=f"<html lang=nl><title>Rapport</title><p>Praktijk De Wilg</p>{html}")
    inhoud: bytes = pagina.write_pdf(stylesheets=[stijl], font_config=letters)
    return inhoud


def gewijzigd(wijzig) -> bytes:
    with pikepdf.open(io.BytesIO(getekend(""))) as pdf:
        wijzig(pdf)
        stroom = io.BytesIO()
        pdf.save(stroom)
    return stroom.getvalue()


def gevonden(inhoud: bytes, agb: str = EIGEN) -> str:
    return "; ".join(zoeker().search(inhoud, agb))


def test_a_clean_report_passes() -> None:
    zoeker().inspect(getekend("<p>4,28 en 3,99; 06000001; 1.234,5</p>"), EIGEN, BESTAND)


def test_drawn_text_is_read_back_through_the_font() -> None:
    assert "Praktijk De Wilg" in read(getekend("")).tekst


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{NAAM_ANDER}</p>",
        f"<p>{NAAM_ANDER.upper()}</p>",
        "<p>Centrum<br>Zonneheuvel</p>",
        "<p>Centrum Zonne-<br>heuvel</p>",
        "<p>Noor van der Berg</p>",
        f"<p>kwaliteit@{ANDER}.example</p>",
    ],
)
def test_a_name_or_address_of_another_is_found_however_it_is_broken(html: str) -> None:
    with pytest.raises(DisclosureError, match="van een ander"):
        zoeker().inspect(getekend(html), EIGEN, BESTAND)


def test_an_agb_code_of_another_is_found_also_without_its_zero() -> None:
    assert ANDER in gevonden(getekend(f"<p>code {ANDER}</p>"))
    assert ANDER in gevonden(getekend("<p>code 6000002</p>"))
    assert not gevonden(getekend("<p>bedrag 16000002 en 6000002,5</p>"))


def test_an_unrounded_figure_of_another_is_found_in_text_and_rounded_ones_are_not() -> None:
    assert "onafgerond" in gevonden(getekend("<p>4,28371</p>"))
    assert not gevonden(getekend("<p>4,28 en 4,2</p>"))


def test_ones_own_unrounded_figure_is_nobodys_secret() -> None:
    assert not gevonden(getekend("<p>3,98765</p>"))


def test_the_own_name_may_hold_the_name_of_another() -> None:
    register = {
        EIGEN: keurmerkdrager(EIGEN, naam="Stichting De Wilg Oost"),
        ANDER: keurmerkdrager(ANDER, naam="De Wilg Oost"),
    }
    zoek = LeakSearch(register, zoeker().meetwaarden, 2025)
    assert not zoek.search(getekend("<p>Stichting De Wilg Oost</p>"), EIGEN)


def test_the_joint_report_names_nobody() -> None:
    assert NAAM_ANDER in gevonden(getekend(f"<p>{NAAM_ANDER}</p>"), KLEINE_AANBIEDERS)
    assert "Praktijk De Wilg" in gevonden(getekend(""), KLEINE_AANBIEDERS)


def test_alternative_text_bookmarks_and_properties_are_searched() -> None:
    def eigenschap(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Subject"] = NAAM_ANDER

    def alternatief(pdf: pikepdf.Pdf) -> None:
        pdf.Root["/Proef"] = pikepdf.Dictionary(K=pikepdf.Array([pikepdf.Dictionary(Alt=f"Grafiek van {NAAM_ANDER}")]))

    assert "alternatieve teksten" in gevonden(gewijzigd(eigenschap))
    assert "alternatieve teksten" in gevonden(gewijzigd(alternatief))


def test_metadata_is_searched() -> None:
    def wijzig(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as meta:
            meta["dc:description"] = f"voor {ANDER}"

    assert "metadata" in gevonden(gewijzigd(wijzig))


def met_bijlage(naam: str, inhoud: bytes = b"leeg") -> bytes:
    return gewijzigd(lambda pdf: pdf.attachments.__setitem__(naam, pikepdf.AttachedFileSpec(pdf, inhoud)))  # type: ignore[call-arg]


def test_attachments_are_searched() -> None:
    werkboek = io.BytesIO()
    with zipfile.ZipFile(werkboek, "w") as archief:
        archief.writestr("xl/sharedStrings.xml", f"<sst><si><t>{NAAM_ANDER}</t></si></sst>")
    assert f"AGB-code {ANDER} (bijlage" in gevonden(met_bijlage("cijfers.csv", f"agb;{ANDER}".encode()))
    assert "onafgerond cijfer" in gevonden(met_bijlage("cijfers.csv", f"waarde;{GEHEIM:.6f}".encode()))
    assert f"{NAAM_ANDER} (bijlage" in gevonden(met_bijlage("cijfers.xlsx", werkboek.getvalue()))


NAMEN = [
    f"{EIGEN}-centrum-zonneheuvel",  # somebody else's name
    f"{ANDER}-praktijk-de-wilg",  # somebody else's code
    f"{EIGEN}-praktijk-de-wilg-plaats-3-van-180",  # where one stands among others
    f"{EIGEN}-praktijk-de-wilg-naast-type-a-k5",  # who one is compared with, and how many they are
    "rapport-17",  # the place in a batch: how many came before
    f"{EIGEN}-Praktijk-de-Wilg",
]


@pytest.mark.parametrize("naam", NAMEN)
def test_a_file_name_that_tells_more_than_whose_report_it_is_is_held_back(naam: str) -> None:
    """Whoever sees the file go by sees its name: a mail server, a backup, a folder of downloads."""
    inhoud = getekend("")
    assert not zoeker().search(inhoud, EIGEN)  # inside nothing is wrong: without a look at the name it would go out
    with pytest.raises(DisclosureError, match=f"bestandsnaam '{naam}.pdf' zegt meer"):
        zoeker().inspect(inhoud, EIGEN, f"{naam}.pdf")


@pytest.mark.parametrize(
    "naam", [*(f"cijfers-{naam}-2025.csv" for naam in NAMEN), f"cijfers-{EIGEN}-praktijk-de-wilg-46.csv"]
)
def test_the_same_holds_for_the_name_of_an_attachment(naam: str) -> None:
    with pytest.raises(DisclosureError, match=f"bestandsnaam '{naam}' zegt meer"):
        zoeker().inspect(met_bijlage(naam), EIGEN, BESTAND)


def test_an_attachment_has_no_second_name_that_tells_more() -> None:
    """What the list of attachments calls it and what it is saved as are two things."""

    def wijzig(pdf: pikepdf.Pdf) -> None:
        bijlage = pikepdf.AttachedFileSpec(pdf, b"leeg", filename="van-de-kleinste-van-5.csv")  # type: ignore[call-arg]
        pdf.attachments[f"cijfers-{EIGEN}-praktijk-de-wilg-2025.csv"] = bijlage

    assert "'van-de-kleinste-van-5.csv' zegt meer" in gevonden(gewijzigd(wijzig))


@pytest.mark.parametrize("naam", ["Praktijk De Wilg", "Coöperatie Zorg & Zó", "A" * 80, "Ünïcode-ß / 2", "!!!", EIGEN])
def test_the_names_that_reports_get_are_allowed_whatever_the_reader_is_called(naam: str) -> None:
    register = {EIGEN: keurmerkdrager(EIGEN, naam=naam)}
    zoek = LeakSearch(register, zoeker().meetwaarden, 2025)
    stam = file_name(publishable(agb=EIGEN, naam=naam))
    zoek.inspect(met_bijlage(f"cijfers-{stam}-2025.xlsx"), EIGEN, f"{stam}.pdf")


def test_the_joint_report_is_named_after_nobody() -> None:
    leeg = LeakSearch({}, zoeker().meetwaarden, 2025)
    stam = file_name(publishable(soort="kleine aanbieders", agb=KLEINE_AANBIEDERS, naam="Kleine aanbieders"))
    leeg.inspect(met_bijlage(f"cijfers-{stam}-2025.csv"), KLEINE_AANBIEDERS, f"{stam}.pdf")
    with pytest.raises(DisclosureError, match="zegt meer"):
        leeg.inspect(getekend(""), KLEINE_AANBIEDERS, f"{stam}-23.pdf")


def test_a_coordinate_that_is_somebodys_unrounded_figure_is_found() -> None:
    def teken(getal: str) -> bytes:
        def wijzig(pdf: pikepdf.Pdf) -> None:
            pagina = pdf.pages[0]
            pagina.contents_add(pikepdf.Stream(pdf, f"q {getal} 0 m S Q".encode()))

        return gewijzigd(wijzig)

    assert "tekening" in gevonden(teken(repr(GEHEIM)))
    assert not gevonden(teken("4.2837"))
    assert not gevonden(teken("3.987654321987"))


def carried(soort: str, inhoud: bytes) -> str:
    return f"data:{soort};base64,{base64.b64encode(inhoud).decode()}"


def zipped(tekst: str) -> bytes:
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w") as archief:
        archief.writestr("xl/worksheets/sheet1.xml", f"<row><c><t>{tekst}</t></c></row>")
    return stroom.getvalue()


PAD = f'<svg><path d="M0 {GEHEIM}"/></svg>'


@pytest.mark.parametrize(
    "binnen",
    [
        f"<p>{NAAM_ANDER}</p>",
        f'<img alt="naast {NAAM_ANDER}" src="x.png">',
        f'<img src="{carried("image/svg+xml", f"<svg><title>{NAAM_ANDER}</title></svg>".encode())}">',
        f'<img src="{carried("image/svg+xml", PAD.encode())}">',
        f'<a download="cijfers.csv" href="{carried("text/csv", f"naam;{NAAM_ANDER}".encode())}">cijfers</a>',
        f'<a href="{carried("text/csv;charset=utf-8", f"a;{GEHEIM}".encode())}">cijfers</a>',
        '<a href="'
        + carried("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zipped(NAAM_ANDER))
        + '">cijfers</a>',
    ],
    ids=["words", "alternative text", "drawing", "path of a drawing", "csv", "number in a csv", "workbook"],
)
def test_a_web_page_is_searched_with_all_that_it_carries(binnen: str) -> None:
    pagina = '<!doctype html><html lang="nl"><title>Rapport</title><body><p>Praktijk De Wilg</p>{}</body></html>'
    assert gevonden(pagina.format("").encode()) == ""
    assert gevonden(pagina.format(binnen).encode()) != ""
