"""Small hand-made reports with round numbers, independent of the real definitions, for charts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from spiegelrapport.definitions.fonts import Font, load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Breuk, Definities, Herkomst, Hoofdstuk, Indicator, Maat
from spiegelrapport.draw.chart_source import ChartSource
from spiegelrapport.draw.drawing_style import DrawingStyle, drawing_style
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, GroepUitleg, Publishable, Reason, Vergelijking
from tests import builders

SJABLONEN = (Path(__file__).parents[2] / "templates",)
ZPM = Breuk("nieuw stelsel", 2022, "een bron")
BRON = Herkomst("test", "test", date(2026, 1, 1), date(2027, 1, 1))
GROEP = GroepUitleg("type:instelling", "Zelfde type: instelling", 14, "zelfde type")
ALLEN = GroepUitleg("allen", "Alle keurmerkdragers", 180, "allemaal")


@cache
def letters() -> tuple[Font, ...]:
    return load_letters(SJABLONEN)


@cache
def stijl() -> DrawingStyle:
    formaten = replace(
        load_huisstijl(SJABLONEN).formaten, kaart=(116.0, 39.0), trend=(84.0, 28.0), profiel=(174.0, 88.0)
    )
    return replace(drawing_style(load_huisstijl(SJABLONEN), letters()), formaten=formaten)


def indicator(code: str = "respons", **anders: object) -> Indicator:
    velden: dict[str, object] = {
        "naam": "Respons",
        "vraag": "Hoeveel cliënten antwoorden?",
        "hoofdstuk": "behandeling",
        "tabel": "trajecten",
        "selectie": "afgesloten",
        "berekening": "respons",
        "eenheid": "%",
        "decimalen": 0,
        "richting": "geen",
        "grafiek": "spreiding",
        "schaal": (0.0, 1.0),
        "definitie": "",
        "richting_uitleg": "",
        "maten": (Maat("waarde", "aandeel", "Waarde"),),
        "acties": builders.acties(),
        "herkomst": BRON,
    }
    return Indicator(code=code, **(velden | anders))  # type: ignore[arg-type]


def eigen(waarde: float | None = 0.62, marge: float = 0.06, n: int | None = 240, **anders: object) -> Cel:
    if waarde is None:
        return Cel(None, None, None, n, reden=Reason(str(anders.get("reden", "n<minimum"))))
    return Cel(waarde, round(waarde - marge, 4), round(waarde + marge, 4), n)


def groep(id_: str = "type:instelling", midden: float = 0.55, stap: float = 0.05, **anders: object) -> GroepCel:
    kwantielen = {f"p{p}": round(midden + stap * z, 4) for p, z in ((10, -2), (25, -1), (50, 0), (75, 1), (90, 2))}
    velden: dict[str, object] = {
        "k": 14 if id_ != "allen" else 180,
        "n": 4000,
        "gepoold": round(midden + 0.2 * stap, 4),
    }
    return GroepCel(id_, **(velden | kwantielen | anders))  # type: ignore[arg-type]


def vergelijking(
    id_: str = "type:instelling", midden: float = 0.56, marge: float = 0.04, **anders: object
) -> Vergelijking:
    velden: dict[str, object] = {
        "doel": midden,
        "verschil": 0.06,
        "verschil_onder": 0.0,
        "verschil_boven": 0.12,
        "chance": "meer",
        "chance95": (round(midden - marge, 4), round(midden + marge, 4)),
        "p_chance": 0.001,
        "usual": "hoger",
        "usual95": (round(midden - 1.2 * marge, 4), round(midden + 1.2 * marge, 4)),
        "afstand": 2.4,
        "betrouwbaarheid": 0.8,
        "gebruik": "vergelijken",
    }
    return Vergelijking(id_, **(velden | anders))  # type: ignore[arg-type]


def cijfer(
    code: str = "respons", maat: str = "waarde", periode: str = "2025", cel: Cel | None = None, **anders: object
) -> Cijfer:
    velden: dict[str, object] = {
        "groepen": (groep(), groep("allen", 0.53)),
        "vergelijkingen": (vergelijking(), vergelijking("allen", 0.54)),
    }
    sleutel = Sleutel(code, maat, periode, TOTAAL)
    return Cijfer(sleutel, cel or eigen(), **(velden | anders))  # type: ignore[arg-type]


def bron(*cijfers: Cijfer, indicatoren: tuple[Indicator, ...] = (), **anders: object) -> ChartSource:
    return ChartSource(publishable(*cijfers, **anders), definities(*indicatoren), stijl())


def publishable(*cijfers: Cijfer, **anders: object) -> Publishable:
    velden: dict[str, object] = {
        "soort": "eigen",
        "agb": "06000001",
        "naam": "Praktijk De Wilg",
        "lezer": builders.keurmerkdrager(),
        "ronde": builders.ronde(),
        "cijfers": {cijfer.sleutel: cijfer for cijfer in cijfers},
        "groepen": (GROEP, ALLEN),
        "highlights": (),
        "kwaliteit": builders.kwaliteit(240),
        "definitieversie": "test",
    }
    return Publishable(**(velden | anders))  # type: ignore[arg-type]


def definities(*indicatoren: Indicator) -> Definities:
    per_code: Mapping[str, Indicator] = {een.code: een for een in indicatoren or (indicator(),)}
    hoofdstuk = Hoofdstuk("behandeling", "Behandeling", "", tuple(per_code))
    return Definities(per_code, {}, {}, {}, {}, (hoofdstuk,), {}, {}, {}, "test", {}, {})
