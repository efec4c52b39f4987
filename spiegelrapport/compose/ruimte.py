"""A room and the figures of who may be named there -> the moderator's pack, and the page on which the room writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport import dutch
from spiegelrapport.compose import meeting_words
from spiegelrapport.compose.wording import figure_name, n_text, own_text
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.meeting_figures import SAMENSTELLING, context_codes, indicator_figures, may_stand
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.figures.shared_figures import SharedFigure, shared_figure
from spiegelrapport.figures.unit import BOUNDS
from spiegelrapport.model.document import Document, Grafiek
from spiegelrapport.model.publishable import GEEN_CEL, Publishable
from spiegelrapport.model.spiegelbijeenkomst import RoomTable, Spiegelbijeenkomst
from spiegelrapport.spelling import slug

SJABLOON = "bijeenkomst/ruimte.html"
NIETS = "–"
STAPPEN = (  # what the moderator does, in how many of 60 minutes
    (5, "Welkom", "Noem de afspraken op de privacykaart. Vraag wie zijn naam liever toch van tafel heeft."),
    (5, "Raad eerst", "Ieder schrijft de eigen verwachting op, nog zonder cijfers."),
    (10, "Kijken", "Deel de bladzijde met de cijfers uit. Wat valt op? Alleen zeggen wat er staat."),
    (15, "Begrijpen", "Waardoor kan het komen: cliënten, lijst, respons, werkwijze? Ieder over zichzelf."),
    (15, "Verschillen", "Wie doet iets anders dan een ander aan deze tafel, en wat merken cliënten daarvan?"),
    (
        10,
        "Afspreken",
        "Ieder kiest één afspraak en een dag om terug te kijken. Schrijf op: inzicht, context, afspraak.",
    ),
)
WOORDEN = (  # what not to say, and what instead
    ("goed of slecht, beter of slechter", "hoger of lager, en hoe zeker dat is"),
    ("scoren, presteren, de eerste of laatste", "ligt bij, ligt rond, ligt naast de groep"),
    ("de norm halen, achterblijven", "wat past bij jullie cliënten?"),
    ("hoe komt het dat jullie zo …?", "wat zien jullie in dit cijfer?"),
)


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One participant in one table."""

    naam: str
    cellen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedTable:
    """One indicator, everybody by name; `weg`: the names were left out."""

    naam: str
    periode: str
    koppen: tuple[str, ...]
    rijen: tuple[NamedRow, ...]
    groep: tuple[str, str]  # its name and value
    weg: bool
    lijsten: bool = False  # whether the last column is the instruments


def pack(
    kamer: RoomTable,
    bijeenkomst: Spiegelbijeenkomst,
    op_naam: Sequence[Publishable],
    allen: Publishable,
    grafiek: Grafiek | None,
    definities: Definities,
    sjablonen: Sequence[Path],
) -> Document:
    """ruimte-<naam>.pdf. `op_naam`: the documents of who may be named, from a to z; `allen`: the one that is nobody's."""
    thema = definities.themas[kamer.ruimte.thema]
    lezingen = [ReportFigures(een, definities) for een in op_naam]
    codes = (thema.indicatoren[0], *(c for c in context_codes(thema) if c != SAMENSTELLING))
    tabellen = [tabel for code in codes if (tabel := _table(code, lezingen, kamer, (allen, definities))) is not None]
    gegevens = {
        "kamer": kamer,
        "thema": thema,
        "bijeenkomst": bijeenkomst,
        "wanneer": meeting_words.when(bijeenkomst),
        "stappen": STAPPEN,
        "woorden": WOORDEN,
        "aanwezig": dutch.aantal(kamer.aanwezig, "deelnemer", "deelnemers"),
        "anderen": dutch.aantal(kamer.aanwezig - len(op_naam), "deelnemer staat", "deelnemers staan"),
        "zonder_naam": kamer.aanwezig - len(op_naam),
        "hoofd": tabellen[0] if tabellen else None,
        "tabellen": tabellen[1:],
        "grafiek": grafiek,
        "mix": _mix(lezingen, kamer),
        "weggelaten": [tabel.naam for tabel in tabellen if tabel.weg]
        + (["Samenstelling"] if _mix_left_out(lezingen, kamer) else []),
        "groepzin": meeting_words.distribution_sentence(shared_figure(allen, thema.indicatoren[0], definities)),
    }
    namen = (f"ruimte-{slug(kamer.naam)}", f"{bijeenkomst.titel}: ruimte {kamer.naam}")
    return meeting_words.paper(SJABLOON, gegevens, sjablonen, [grafiek] if grafiek else [], allen.ronde, namen)


def _left_out(tabellen: Sequence[NamedTable], lezingen: Sequence[ReportFigures], kamer: RoomTable) -> list[str]:
    """What stands there without names."""
    namen = [tabel.naam for tabel in tabellen if tabel.weg]
    return [*namen, "samenstelling"] if _mix_left_out(lezingen, kamer) else namen


def _table(
    code: str, lezingen: Sequence[ReportFigures], kamer: RoomTable, bij: tuple[Publishable, Definities]
) -> NamedTable | None:
    allen, definities = bij
    indicator = definities.indicatoren[code]
    if indicator.grafiek == "mix":
        return None
    alle = [(een.publishable.naam, next(indicator_figures(een, code), None)) for een in lezingen]
    figuren = alle if may_stand(code, lezingen, kamer.weg) else []
    bekend = [figuur for _, figuur in alle if figuur is not None]
    eerste = next(iter(bekend), None)
    return NamedTable(
        naam=figure_name(eerste) if eerste else indicator.naam,
        periode=", ".join(dict.fromkeys(dutch.periode(figuur.jaren) for figuur in bekend)),
        koppen=("cijfer", "marge", "aantal"),
        rijen=tuple(NamedRow(naam, _cells(figuur)) for naam, figuur in figuren),
        groep=_group(shared_figure(allen, code, definities)),
        weg=bool(bekend) and not figuren,
    )


def _cells(figuur: ReportFigure | None) -> tuple[str, ...]:
    cel = figuur.eigen if figuur is not None else GEEN_CEL
    if figuur is None or cel.waarde is None:
        return (why(cel.reden), NIETS, NIETS)
    marge = figuur.weergave.marge(cel.onder, cel.boven) if cel.onder is not None and cel.boven is not None else NIETS
    return (own_text(figuur), marge, n_text(cel, figuur) or NIETS)


def _group(gedeeld: SharedFigure | None) -> tuple[str, str]:
    """('Alle zorgaanbieders', '375 minuten'): the value that the reports set beside an own figure."""
    if gedeeld is None:
        return "", ""
    cel = gedeeld.cel
    waarde = cel.gepoold if cel.gepoold is not None else cel.p50
    grens = cel.grens if cel.gepoold is not None else ""
    tekst = why(cel.reden) if waarde is None else f"{BOUNDS[grens]}{gedeeld.weergave.met_eenheid(waarde)}"
    return gedeeld.groep.naam, tekst


def _mix(lezingen: Sequence[ReportFigures], kamer: RoomTable) -> NamedTable | None:
    """Whom each treats, with which lists, and how many answer: what makes figures differ."""
    if not lezingen or _mix_left_out(lezingen, kamer):
        return None
    koppen = tuple(figuur.maat.naam.lower() for figuur in indicator_figures(lezingen[0], SAMENSTELLING))
    rijen = []
    for een in lezingen:
        delen = tuple(own_text(figuur) or NIETS for figuur in indicator_figures(een, SAMENSTELLING))
        lijsten = dutch.opsomming(list(een.publishable.kwaliteit.instrumenten)) or NIETS
        rijen.append(NamedRow(een.publishable.naam, (*delen, lijsten)))
    if len({len(rij.cellen) for rij in rijen}) != 1:
        return None
    return NamedTable(
        "Samenstelling en lijsten", "", (*koppen, "lijsten"), tuple(rijen), ("", ""), weg=False, lijsten=True
    )


def _mix_left_out(lezingen: Sequence[ReportFigures], kamer: RoomTable) -> bool:
    return bool(lezingen) and not may_stand(SAMENSTELLING, lezingen, kamer.weg)
