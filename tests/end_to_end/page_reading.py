"""A dashboard as its reader holds it -> its tables as rows, and the report's own attachment to hold them against."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pikepdf

PARTS = {"alle": "totaal", "Kort": "kort", "Middel": "middel", "Intensief": "intensief", "Chronisch": "chronisch"}


@dataclass
class Table:
    """A table within an article: which figure, beside which group, its heading and its rows."""

    figuur: str
    label: str
    koppen: list[str] = field(default_factory=list)
    rijen: list[list[str]] = field(default_factory=list)


class Page(HTMLParser):
    """Reads the tables of all figures; cells may end where the next begins, as in a browser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self._figuur, self._label, self._in, self._cell = "", "", "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kenmerken = dict(attrs)
        if tag == "article":
            self._figuur = kenmerken["data-naam"] or ""
        if tag == "div" and kenmerken.get("class") == "rol":
            self._label = kenmerken["aria-label"] or ""
        if tag == "table" and self._figuur:
            self.tables.append(Table(self._figuur, self._label))
        if tag in ("thead", "tbody"):
            self._in = tag
        if tag == "tr" and self._in == "tbody" and self._figuur:
            self.tables[-1].rijen.append([])
        if tag in ("th", "td") and self._figuur:
            self._row().append("")
            self._cell = True
        elif tag not in ("span", "a", "br"):
            self._cell = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._figuur = ""
        if tag in ("tr", "td", "th", "thead", "tbody", "table"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._cell and self._figuur:
            self._row()[-1] += data.strip()

    def _row(self) -> list[str]:
        tabel = self.tables[-1]
        return tabel.koppen if self._in == "thead" else tabel.rijen[-1]


def attachment(pdf: Path) -> list[dict[str, str]]:
    """The CSV inside the report, row by row."""
    with pikepdf.open(pdf) as gelezen:
        [naam] = [naam for naam in gelezen.attachments if naam.endswith(".csv")]
        ruw = gelezen.attachments[naam].get_file().read_bytes()
    return list(csv.DictReader(io.StringIO(ruw.decode("utf-8-sig")), delimiter=";"))


def number(tekst: str) -> float | None:
    """'1.234,5', '61%', '< 2%', '−0,3' -> what a spreadsheet has; None where there is no number."""
    kaal = (
        tekst.replace("\N{NO-BREAK SPACE}", " ")
        .strip("<> %")
        .replace("%", "")
        .replace("\N{MINUS SIGN}", "-")
        .lstrip("+")
    )
    try:
        return float(kaal.replace(".", "").replace(",", "."))
    except ValueError:
        return None


def csv_number(tekst: str) -> float | None:
    return float(tekst.replace(",", ".")) if tekst.strip() else None


def pairs(tabel: Table, rij: list[str], eigen: dict[str, str], groep: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(what, as the page has it, as the attachment has it) for every number of one row."""
    cel = dict(zip(tabel.koppen, rij, strict=True))
    yield "Eigen", cel["Eigen"], eigen["waarde"]
    yield "n", cel["n"], eigen["n"] if eigen["waarde"] else ""
    onder, _, boven = cel["Marge"].partition(" tot ")
    yield "Marge onder", onder, eigen["onder"]
    yield "Marge boven", boven, eigen["boven"]
    gelijk = {
        "Groep": "waarde",
        "Organisaties": "organisaties",
        "n groep": "n",
        "Mediaan": "mediaan",
        "Haalbaar": "haalbaar",
    }
    gelijk |= {f"{deel}%-grens": f"{deel}%-grens" for deel in (10, 25, 75, 90)} | {"Verschil": "verschil"}
    gelijk |= {"Verwacht bij deze cliënten": "verwacht", "Betrouwbaarheid": "betrouwbaarheid"}
    for kop, kolom in gelijk.items():
        yield kop, cel[kop], groep[kolom]
    onder, _, boven = cel["Marge van het verschil"].partition(" tot ")
    yield "Verschil onder", onder, groep["verschil onder"]
    yield "Verschil boven", boven, groep["verschil boven"]
