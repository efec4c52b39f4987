"""Whatever would make a page worse for some reader fails the report, with its reason."""

import pytest

from spiegelrapport.publish.pdf import PrintError, render
from tests.publish.pdf.builders import SJABLONEN, document, pagina

GEVALLEN = {
    "geen tekst (alt)": pagina('<img src="grafiek:trend/respons">'),
    "heeft geen tekst": pagina('<img src="grafiek:trend/respons" alt=" ">'),
    "taal van de pagina ontbreekt": pagina(taal=""),
    "titel van de pagina ontbreekt": pagina(hoofd=""),
    "slaat een niveau over": pagina("<h3>Te diep</h3>"),
    "een lege kop": pagina("<h2> </h2>"),
    "staat om een beeld": pagina('<a href="#x"><img src="grafiek:trend/respons" alt="x"></a>'),
    "Failed to load image": pagina('<img src="grafiek:trend/onbekend" alt="x">'),
    "Ignored": pagina('<p style="kleur: rood">x</p>'),
    "No anchor": pagina('<a href="#nergens">x</a>'),
}


@pytest.mark.parametrize(("reden", "html"), GEVALLEN.items(), ids=GEVALLEN.keys())
def test_a_fault_stops_the_report_and_says_why(reden: str, html: str) -> None:
    with pytest.raises(PrintError, match="toegankelijkheid") as fout:
        render(document(html=html), SJABLONEN)
    assert reden in str(fout.value)


def test_a_missing_style_sheet_stops_the_report() -> None:
    html = pagina(hoofd='<title>P</title><link rel="stylesheet" href="stijl/weg.css">')
    with pytest.raises(PrintError, match=r"stijl/weg\.css"):
        render(document(html=html), SJABLONEN)


def test_one_failed_report_does_not_harm_the_next() -> None:
    with pytest.raises(PrintError):
        render(document(html=pagina("<h3>Te diep</h3>")), SJABLONEN)
    assert render(document(), SJABLONEN).paginas == 1


def test_emphasis_inside_a_link_is_taken_out_not_refused() -> None:
    assert render(document('<p><a href="https://kibg.nl"><strong>KIBG</strong> site</a></p>'), SJABLONEN).paginas == 1
