"""Small documents to print."""

from datetime import date

from spiegelrapport.model.document import Bijlage, Document, Grafiek, GrafiekSleutel, Inkt
from tests.draw.builders import SJABLONEN

__all__ = ["SJABLONEN", "VAK", "Vlakje", "document", "grafiek", "pagina"]

VAK = b"1 0 0 rg 0 0 100 50 re f 1 1 1 rg BT /L400 10 Tf 1 0 0 1 10 10 Tm [<0015>66<0020>] TJ ET"


class Vlakje:
    """A red rectangle with 'Te' on it."""

    def svg(self) -> str:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><path d="M0 0L100 50"/></svg>\n'

    def inkt(self) -> Inkt:
        return Inkt(100, 50, VAK, "Source Sans 3", {400: {21: ("T", 536), 32: ("e", 496)}})


def grafiek(alt: str = "Jouw organisatie: 61%.") -> Grafiek:
    return Grafiek(GrafiekSleutel("trend", "respons"), Vlakje(), alt, 50, 25)


def pagina(inhoud: str = "", *, hoofd: str = "<title>Proef</title>", taal: str = "nl") -> str:
    return (
        f'<!doctype html><html lang="{taal}"><head>{hoofd}'
        '<link rel="stylesheet" href="stijl/lettertypen.css">'
        "<style>html { font-family: 'Source Sans 3' } @page { size: A5 }</style></head>"
        f"<body><h1>Kop</h1>{inhoud}</body></html>"
    )


def document(inhoud: str = "<p>Tekst.</p>", **anders: object) -> Document:
    velden: dict[str, object] = {
        "agb": "06000001",
        "bestandsnaam": "06000001-praktijk",
        "titel": "Spiegelrapport 2025: Praktijk De Wilg",
        "html": pagina(inhoud),
        "grafieken": (grafiek(),),
        "bijlagen": (Bijlage("cijfers.csv", "de cijfers van dit rapport", b"a;b\r\n1;2\r\n"),),
        "onderwerp": "Spiegelrapportage over 2025",
        "trefwoorden": ("spiegelrapport", "2025"),
        "auteur": "KIBG",
        "datum": date(2026, 4, 1),
    }
    return Document(**(velden | anders))  # type: ignore[arg-type]
