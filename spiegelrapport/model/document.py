"""What passes from drawing and composing to publishing: charts, attachments and finished documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Inkt:
    """A chart as PDF operators: points, y upwards, origin bottom left.

    Fonts are named /L400 and /L600 (the weight) with glyph numbers of the shipped files of `familie`; `tekens` says per
    weight which character each glyph shows and how wide it is (thousandths of the size), as the page's fonts need to know.
    """

    breedte: float
    hoogte: float
    bewerkingen: bytes
    familie: str
    tekens: Mapping[int, Mapping[int, tuple[str, int]]]


class Beeld(Protocol):
    """A drawn chart: publish places its ink in a page, or its SVG in an HTML page."""

    def svg(self) -> str:
        """The same chart as a small SVG document, byte for byte reproducible."""
        ...

    def inkt(self) -> Inkt: ...


class GrafiekSleutel(NamedTuple):
    """Which chart: its kind (a key of draw.CHARTS) and the indicator ("" for a chart about the whole report)."""

    soort: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Grafiek:
    """One chart of one document."""

    sleutel: GrafiekSleutel
    beeld: Beeld
    alt: str  # tells what the chart tells, with the same numbers
    breedte_mm: float
    hoogte_mm: float

    @property
    def url(self) -> str:
        """The address under which the template names it and publish serves it."""
        return f"grafiek:{self.sleutel.soort}/{self.sleutel.indicator or 'rapport'}"


Grafieken = Mapping[GrafiekSleutel, Grafiek]


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file inside the PDF: the published cells, as CSV or XLSX."""

    naam: str
    omschrijving: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A composed document, ready to become PDF or HTML."""

    agb: str
    bestandsnaam: str  # without extension, [a-z0-9-] only
    titel: str
    html: str
    grafieken: tuple[Grafiek, ...]
    bijlagen: tuple[Bijlage, ...] = ()
    onderwerp: str = ""
    trefwoorden: tuple[str, ...] = ()
    auteur: str = ""
    datum: date | None = None  # of the attachments: the round's peildatum, never the clock
