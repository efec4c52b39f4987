"""What is somebody else's is found wherever it hides in a finished PDF, and what is one's own is not."""

import io
import zipfile
from functools import cache

import pandas as pd
import pikepdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from spiegelrapport.errors import DisclosureError
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Meetwaarden
from spiegelrapport.plaatsen import sjablonen_map
from spiegelrapport.publish.lezen import lees
from spiegelrapport.publish.scan import Zoeker
from tests.builders import definities, keurmerkdrager

EIGEN, ANDER = "06000001", "06000002"
NAAM_ANDER = "Centrum Zonneheuvel"
LETTER = sjablonen_map() / "stijl" / "lettertypen" / "SourceSans3-Regular.ttf"
GEHEIM = 4.283712345678


def zoeker() -> Zoeker:
    frame = pd.DataFrame(
        {"agb": [EIGEN, ANDER], "waarde": [3.987654321987, GEHEIM], "onder": [3.5, 4.0], "boven": [4.5, 4.5]}
    )
    register = {
        EIGEN: keurmerkdrager(EIGEN, naam="Praktijk De Wilg"),
        ANDER: keurmerkdrager(ANDER, naam=NAAM_ANDER, contactpersoon="Noor van der Berg"),
    }
    return Zoeker(register, Meetwaarden(frame), definities())


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
    return "; ".join(zoeker().zoek(inhoud, agb))


def test_a_clean_report_passes() -> None:
    zoeker().keur(getekend("<p>4,28 en 3,99; 06000001; 1.234,5</p>"), EIGEN)


def test_drawn_text_is_read_back_through_the_font() -> None:
    assert "Praktijk De Wilg" in lees(getekend("")).tekst


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
        zoeker().keur(getekend(html), EIGEN)


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
    zoek = Zoeker(register, zoeker().meetwaarden, definities())
    assert not zoek.zoek(getekend("<p>Stichting De Wilg Oost</p>"), EIGEN)


def test_the_joint_report_names_nobody() -> None:
    assert NAAM_ANDER.casefold() in gevonden(getekend(f"<p>{NAAM_ANDER}</p>"), KLEINE_AANBIEDERS)
    assert "praktijk de wilg" in gevonden(getekend(""), KLEINE_AANBIEDERS)


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


def test_attachments_and_their_names_are_searched() -> None:
    def met(naam: str, inhoud: bytes) -> bytes:
        return gewijzigd(lambda pdf: pdf.attachments.__setitem__(naam, pikepdf.AttachedFileSpec(pdf, inhoud)))

    werkboek = io.BytesIO()
    with zipfile.ZipFile(werkboek, "w") as archief:
        archief.writestr("xl/sharedStrings.xml", f"<sst><si><t>{NAAM_ANDER}</t></si></sst>")
    assert "bijlage" in gevonden(met("cijfers.csv", f"agb;{ANDER}".encode()))
    assert "bijlage" in gevonden(met("cijfers.csv", f"waarde;{GEHEIM:.6f}".encode()))
    assert "bijlage" in gevonden(met("cijfers.xlsx", werkboek.getvalue()))
    assert "bijlage" in gevonden(met(f"{ANDER}.csv", b"leeg"))


def test_a_coordinate_that_is_somebodys_unrounded_figure_is_found() -> None:
    def teken(getal: str) -> bytes:
        def wijzig(pdf: pikepdf.Pdf) -> None:
            pagina = pdf.pages[0]
            pagina.contents_add(pikepdf.Stream(pdf, f"q {getal} 0 m S Q".encode()))

        return gewijzigd(wijzig)

    assert "tekening" in gevonden(teken(repr(GEHEIM)))
    assert not gevonden(teken("4.2837"))
    assert not gevonden(teken("3.987654321987"))
