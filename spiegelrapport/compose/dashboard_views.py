"""The views of a document -> per indicator and choice what its page shows: value, sentence, charts, as the report's card has them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape

from markupsafe import Markup

from spiegelrapport import dutch
from spiegelrapport.compose.dashboard_tables import DIGITS, states
from spiegelrapport.compose.kaart import Kaart, make_kaart
from spiegelrapport.compose.kaarttabel import group_cell
from spiegelrapport.compose.statements import comparable
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.dashboard import ViewKey
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel

Weergave = tuple[ReportFigures, Grafieken]
Weergaven = Mapping[ViewKey, Weergave]


@dataclass(frozen=True, slots=True)
class FigureView:
    """One indicator in one view, in words and pictures. `grafiek` and `trend` are places in the list of pictures, or -1."""

    groep: str  # short name
    naast: str  # the group's own value
    stand: str  # what the comparison says, in a few words
    wie: str
    waarde: str
    eenheid: str
    marge: str
    telling: str
    zin: str
    zeker: str
    verloop: str
    voet: str
    grafiek: int = -1
    trend: int = -1


def figure_view(kaart: Kaart, lezing: ReportFigures, label: str) -> FigureView:
    """In words; the pictures are numbered by who collects them."""
    figuur = lezing.hoofd(kaart.code)
    groep = lezing.groep_naast(figuur) if figuur else None
    return FigureView(
        groep=groep.korte_naam if groep else "",
        naast=group_cell(figuur, groep) if figuur and groep else "",
        stand="; ".join(states(figuur)) if figuur else "",
        wie=f"{label}: {kaart.maat.lower()}" if kaart.maat else label,
        waarde=kaart.waarde,
        eenheid=kaart.eenheid,
        marge=kaart.marge,
        telling=kaart.telling,
        zin=" ".join(filter(None, (kaart.waarom_samen, _which_part(kaart, lezing) + kaart.zin))),
        zeker=certainty(kaart, lezing),
        verloop=kaart.trendzin,
        voet=kaart.voet,
    )


def _which_part(kaart: Kaart, lezing: ReportFigures) -> str:
    """A mix has no figure that speaks for all of it, so its sentence says which part it is about."""
    mix = lezing.definities.indicatoren[kaart.code].grafiek == "mix"
    return f"{kaart.maat}: " if mix and kaart.maat else ""


def certainty(kaart: Kaart, lezing: ReportFigures) -> str:
    """How sure the figure is, in sentences: its margin, its number, and what comparing it can bear."""
    zinnen = []
    if kaart.marge:
        zinnen.append(
            f"De marge is {kaart.marge}. Van honderd zulke marges bevatten er ongeveer 95 het cijfer dat met heel veel "
            "vergelijkbare cliënten zou ontstaan."
        )
    figuur = lezing.hoofd(kaart.code)
    naast = figuur.cijfer.naast if figuur else None
    if naast is not None and naast.betrouwbaarheid is not None:
        woorden = comparable(naast) or "organisaties zijn hierop te vergelijken"
        zinnen.append(f"Betrouwbaarheid {dutch.getal(naast.betrouwbaarheid, DIGITS)}: {woorden}.")
    return " ".join(zinnen)


class Pictures:
    """Every chart of the page once, in the order in which it was first asked for."""

    def __init__(self) -> None:
        self.alle: list[str] = []
        self._plek: dict[str, int] = {}

    def place(self, grafiek: Grafiek | None) -> int:
        if grafiek is None:
            return -1
        svg = picture(grafiek)
        if svg not in self._plek:
            self._plek[svg] = len(self.alle)
            self.alle.append(svg)
        return self._plek[svg]


def picture(grafiek: Grafiek) -> str:
    """The SVG itself, one picture to a screen reader."""
    return grafiek.beeld.svg().strip().replace("<svg ", f'<svg role="img" aria-label="{escape(grafiek.alt)}" ', 1)


def make_views(
    code: str, weergaven: Weergaven, standaard: ViewKey | None, rapport: Weergave, beelden: Pictures, label: str
) -> dict[str, dict[str, str | int]]:
    """Per view that has an own value: what the page shows, under the key that the page knows it by.

    `standaard`: the view that is the report's own card, so that both show the same chart.
    """
    gevonden = {}
    groepen, verslagjaar = list(dict.fromkeys(key.groep for key in weergaven)), rapport[0].publishable.ronde.verslagjaar
    op_papier = {groep.id for groep in rapport[0].publishable.groepen}
    for key, weergave in weergaven.items():
        lezing, grafieken = rapport if key == standaard else weergave
        kaart = make_kaart(code, (), lezing, grafieken)
        if kaart is None:
            continue
        nu = weergaven[key._replace(jaar=verslagjaar)][1] if key != standaard else grafieken
        getekend = (
            key.groep in op_papier or key.jaar == verslagjaar
        )  # else the table tells, or a page would grow too large
        gevonden[page_key(key, groepen)] = asdict(figure_view(kaart, lezing, label)) | {
            "grafiek": beelden.place(kaart.grafiek if getekend else None),
            "trend": beelden.place(nu.get(GrafiekSleutel("trend", code))),
        }
    return gevonden


def page_key(key: ViewKey, groepen: list[str]) -> str:
    """'0_2025_totaal': the group by its place, since its name may hold any sign."""
    return f"{groepen.index(key.groep)}_{key.jaar}_{key.uitsplitsing}"


def as_json(gegevens: object) -> Markup:
    """For a data block in a page: no '<' in it can end the block."""
    tekst = json.dumps(gegevens, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(tekst.replace("<", "\\u003c"))  # noqa: S704 - escaped by the line itself
