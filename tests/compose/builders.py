"""Small, stable reports for compose: three indicators of their own, so that no golden file moves with definitions/."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path

from spiegelrapport.definitions.schema import Breuk, Definities, Herkomst, Hoofdstuk, Indicator, Maat
from spiegelrapport.disclose.kwaliteit import eigen_kwaliteit
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.figures.unit import unit_of
from spiegelrapport.model.cijfers import TOTAAL, Kwaliteitstelling, Sleutel
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel, Inkt
from spiegelrapport.model.publishable import (
    Cel,
    Cijfer,
    GroepCel,
    GroepUitleg,
    Highlight,
    Kwaliteit,
    Meervoud,
    Parameters,
    Publishable,
    Reason,
    Vergelijking,
)
from spiegelrapport.model.ronde import Drempels
from tests import builders

SJABLONEN = (Path(__file__).parents[2] / "templates",)
GROEP = GroepUitleg("type:instelling", "Instellingen", 14, "keurmerkdragers van hetzelfde type")
ALLEN = GroepUitleg("allen", "Alle keurmerkdragers", 180, "alle keurmerkdragers van deze ronde")
HERKOMST = Herkomst("een bron", "iemand", date(2026, 1, 1), date(2027, 1, 1))


def indicator(code: str = "minuten", **anders: object) -> Indicator:
    velden: dict[str, object] = {
        "code": code,
        "naam": "Behandelminuten",
        "vraag": "Hoeveel minuten duurt een behandeling?",
        "hoofdstuk": "behandeling",
        "tabel": "trajecten",
        "selectie": "afgesloten",
        "berekening": "minuten",
        "eenheid": "minuten",
        "decimalen": 0,
        "richting": "geen",
        "grafiek": "spreiding",
        "schaal": (0.0, 20000.0),
        "definitie": "De minuten van een traject. Elk traject telt één keer.",
        "richting_uitleg": "Meer of minder minuten is op zichzelf niet gunstig of ongunstig.",
        "maten": (Maat("mediaan", "mediaan", "Mediaan"), Maat("gemiddelde", "gemiddelde", "Gemiddelde")),
        "herkomst": HERKOMST,
        "breuken": (Breuk("nieuw stelsel", 2022, "een bron"),),
        "vragen": ("Welke aannames hebben jullie over de duur?", "Wie bepaalt de duur?"),
        "vragen_hoger": ("Wat maakt trajecten langer?",),
        "vragen_lager": ("Wat maakt trajecten korter?",),
        "acties": builders.acties(),
        "per_prestatie": True,
    }
    return Indicator(**(velden | anders))  # type: ignore[arg-type]


def aandeel(code: str = "no_show", **anders: object) -> Indicator:
    velden: dict[str, object] = {
        "naam": "No-show",
        "vraag": "Hoeveel afspraken gaan niet door?",
        "eenheid": "%",
        "decimalen": 1,
        "schaal": (0.0, 1.0),
        "grafiek": "spreiding",
        "maten": (Maat("waarde", "aandeel", "No-show"),),
        "definitie": "Het deel van de afspraken waarop niemand kwam.",
        "per_prestatie": False,
        "tellen": "afspraken",
    }
    return indicator(code, **(velden | anders))


def definities(*indicatoren: Indicator) -> Definities:
    gekozen = indicatoren or (indicator(), aandeel(), aandeel("respons", naam="Respons", decimalen=0))
    codes = tuple(i.code for i in gekozen)
    hoofdstuk = Hoofdstuk(
        "behandeling",
        "Behandeling",
        "Hoe behandelingen verlopen.",
        codes,
        ("Wat herkennen jullie?",),
        opening=tuple(code for code in codes if code == "respons"),
    )
    return replace(
        builders.definities(),
        indicatoren={i.code: i for i in gekozen},
        hoofdstukken=(hoofdstuk,),
        begrippen={"mediaan": "De middelste waarde."},
        versie="0123456789abcdef",
    )


def cel(waarde: float | None = 540.0, onder: float | None = 520.0, boven: float | None = 560.0, n: int = 240) -> Cel:
    return Cel(waarde, onder, boven, n, 4, 2, None if waarde is not None else "n<minimum")


def groepcel(groep: str = GROEP.id, gepoold: float | None = 500.0, **anders: object) -> GroepCel:
    velden: dict[str, object] = {"k": 14, "n": 3600, "gepoold": gepoold, "p25": 480.0, "p50": 495.0, "p75": 530.0}
    return GroepCel(groep, **(velden | anders))  # type: ignore[arg-type]


def vergelijking(groep: str = GROEP.id, **anders: object) -> Vergelijking:
    velden: dict[str, object] = {
        "doel": 500.0,
        "verschil": 40.0,
        "verschil_onder": 20.0,
        "verschil_boven": 60.0,
        "chance": "meer",
        "chance95": (480.0, 520.0),
        "p_chance": 0.001,
        "usual": "hoger",
        "usual95": (470.0, 530.0),
        "afstand": 2.6,
        "betrouwbaarheid": 0.85,
        "gebruik": "vergelijken",
    }
    return Vergelijking(groep, **(velden | anders))  # type: ignore[arg-type]


def figuur(
    soort: Indicator | None = None,
    eigen: Cel | None = None,
    groep: GroepCel | None = None,
    naast: Vergelijking | None = None,
) -> ReportFigure:
    """One figure beside one group; by default 540 minutes beside 500, higher than chance."""
    over = soort or indicator()
    sleutel = Sleutel(over.code, over.maten[0].code, "2025", TOTAAL)
    vergelijkingen = (naast or vergelijking(),)
    cijfer = Cijfer(sleutel, eigen or cel(), (groep or groepcel(),), vergelijkingen)
    return ReportFigure(cijfer, over, over.maten[0], unit_of(over, over.maten[0]))


def _figures(over: Indicator, eigen: tuple[float, float, float], groep: float) -> dict[Sleutel, Cijfer]:
    cijfers = {}
    splitsingen = [("2025", TOTAAL), ("2024", TOTAAL), ("2021", TOTAAL)]
    splitsingen += [("2025", "kort"), ("2025", "middel")] if over.per_prestatie else []
    schaal = 1.0 if over.eenheid == "%" else 500.0
    p25, p50, p75 = (round(groep + stap * schaal, 4) for stap in (-0.04, 0.0, 0.04))
    for maat in over.maten:
        for periode, splitsing in splitsingen:
            sleutel = Sleutel(over.code, maat.code, periode, splitsing)
            groepen = tuple(
                GroepCel(uitleg.id, uitleg.k, 3600, groep, p25=p25, p50=p50, p75=p75) for uitleg in (GROEP, ALLEN)
            )
            naast = tuple(
                Vergelijking(
                    uitleg.id,
                    groep,
                    round(eigen[0] - groep, 4),
                    round(eigen[1] - groep, 4),
                    round(eigen[2] - groep, 4),
                    chance="meer" if eigen[1] > groep else "niet",
                    chance95=(p25, p75),
                    p_chance=0.001 if eigen[1] > groep else 0.3,
                    usual="hoger" if eigen[0] > p75 else "binnen",
                    usual95=(p25, p75),
                    afstand=2.5 if eigen[0] > p75 else 0.6,
                    betrouwbaarheid=0.82,
                    gebruik="vergelijken",
                )
                for uitleg in (GROEP, ALLEN)
            )
            cijfers[sleutel] = Cijfer(sleutel, cel(*eigen), groepen, naast, Parameters(180, 0.048, 1200.0))
    return cijfers


def publishable(bron: Definities | None = None, **anders: object) -> Publishable:
    """A whole, small report over the small definitions."""
    gebruikt = bron or definities()
    cijfers: dict[Sleutel, Cijfer] = {}
    for over in gebruikt.indicatoren.values():
        waarden = (0.128, 0.111, 0.145) if over.eenheid == "%" else (540.0, 520.0, 560.0)
        cijfers |= _figures(over, waarden, 0.118 if over.eenheid == "%" else 500.0)
    minuten = next(iter(cijfers))
    velden: dict[str, object] = {
        "cijfers": cijfers,
        "groepen": (GROEP, ALLEN),
        "highlights": (Highlight(minuten, GROEP.id, "hoger", "ongewoon", 0.01),),
        "meervoud": Meervoud(3, 1, 0.2, 3, 1, 0.2),
        "kwaliteit": kwaliteit({("trajecten", "dubbel traject"): 11}),
        "definitieversie": gebruikt.versie,
    }
    return builders.publishable(n=9, **(velden | anders))


def kwaliteit(uitsluitingen: Mapping[tuple[str, str], int]) -> Kwaliteit:
    """A levering without ROM, of which these rows were left out."""
    gelezen = {"trajecten": 1440, "rom": 0, "cqi": 480}
    gebruikt = {t: n - sum(r for (tabel, _), r in uitsluitingen.items() if tabel == t) for t, n in gelezen.items()}
    telling = Kwaliteitstelling(240, gelezen, gebruikt, uitsluitingen, {}, (0, 0), (34, 100), frozenset())
    return eigen_kwaliteit(telling, Drempels())


def lezing(bron: Definities | None = None, **anders: object) -> ReportFigures:
    gebruikt = bron or definities()
    return ReportFigures(publishable(gebruikt, **anders), gebruikt)


def zonder(cijfers: dict[Sleutel, Cijfer], code: str, reden: str = "n<minimum") -> dict[Sleutel, Cijfer]:
    """The same figures with those of one indicator withheld."""
    return {
        sleutel: replace(cijfer, eigen=Cel(None, None, None, 7, reden=Reason(reden)), vergelijkingen=())
        if sleutel.indicator == code
        else cijfer
        for sleutel, cijfer in cijfers.items()
    }


def verruimd(cijfers: dict[Sleutel, Cijfer], code: str, reden: str | None = "n<minimum") -> dict[Sleutel, Cijfer]:
    """The same with one indicator over 2024 and 2025: its year withheld, or (`reden` None) without a group beside it."""
    uit = dict(cijfers)
    for sleutel, cijfer in cijfers.items():
        if sleutel.indicator == code and sleutel.periode == "2025" and sleutel.uitsplitsing == TOTAAL:
            ruim = sleutel._replace(periode="2024-2025")
            uit[ruim] = replace(cijfer, sleutel=ruim)
            leeg = tuple(GroepCel(cel.groep, None, None, None, reden=Reason.WEGGELATEN) for cel in cijfer.groepen)
            uit[sleutel] = replace(
                cijfer,
                eigen=Cel(None, None, None, None, reden=Reason(reden)) if reden else cijfer.eigen,
                groepen=cijfer.groepen if reden else leeg,
                vergelijkingen=(),
            )
    return uit


@dataclass(frozen=True)
class Vlak:
    """A chart without ink."""

    def svg(self) -> str:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'

    def inkt(self) -> Inkt:
        return Inkt(1, 1, b"", "Source Sans 3", {})


def grafieken(bron: Definities) -> Grafieken:
    """Every chart the small report may place, with words for it."""
    sleutels = [GrafiekSleutel("profiel", "")]
    for over in bron.indicatoren.values():
        sleutels += [GrafiekSleutel(over.grafiek, over.code), GrafiekSleutel("trend", over.code)]
    return {
        sleutel: Grafiek(
            sleutel,
            Vlak(),
            f"Grafiek {sleutel.soort} van {sleutel.indicator or 'alles'}: groep 500, groep 11,8%.",
            116.0,
            39.0,
        )
        for sleutel in sleutels
    }


def woorden(html: str) -> str:
    """The text a reader sees: no tags, no style."""
    zonder_stijl = re.sub(r"<style>.*?</style>|<head>.*?</head>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", zonder_stijl)).split())
