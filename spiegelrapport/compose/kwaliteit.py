"""The cells about rows and response -> the tables and sentences of the data quality page."""

from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.compose.kaarttabel import NIETS, sign
from spiegelrapport.figures.reasons import HERKENBAAR
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.figures.unit import BOUNDS
from spiegelrapport.model.publishable import Cel, Reason, Rijendeel

MEESTE_REDENEN = 7
TABELNAAM = {"trajecten": "Behandeltrajecten", "rom": "ROM-metingen", "cqi": "CQi-vragenlijsten"}
ANDERE_KANT = {"<": ">", ">": "<", "": ""}


@dataclass(frozen=True, slots=True)
class DeliveredTable:
    """One delivered table: rows read and rows used."""

    naam: str
    gelezen: str
    gebruikt: str
    uitgesloten: str


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """Rows of one table that did not count, for one reason."""

    tabel: str
    reden: str
    aantal: str


def bronnen(lezing: ReportFigures) -> tuple[DeliveredTable, ...]:
    """Numbers of rows in an own report; in the joint one shares of what was read."""
    return tuple(
        DeliveredTable(
            naam=TABELNAAM.get(telling.tabel, telling.tabel),
            gelezen=_getal(telling.gelezen),
            gebruikt=_part(telling.gebruikt),
            uitgesloten=_rest(telling.gelezen, telling.gebruikt),
        )
        for telling in lezing.publishable.kwaliteit.tabellen
    )


def exclusion_rows(lezing: ReportFigures) -> tuple[ExclusionRow, ...]:
    """The reasons why rows did not count, the most frequent first; what is over MEESTE_REDENEN is counted together."""
    alle = lezing.publishable.kwaliteit.uitsluitingen
    regels = [ExclusionRow(TABELNAAM.get(u.tabel, u.tabel), u.reden, _part(u.deel)) for u in alle[:MEESTE_REDENEN]]
    rest = sum(int(u.deel.aantal.waarde or 0) for u in alle[MEESTE_REDENEN:])
    return (*regels, *([ExclusionRow("Alle tabellen", "overige redenen", dutch.getal(rest))] if rest else []))


def over_redenen(lezing: ReportFigures) -> str:
    """What stands under the reasons, or in their place when none is named."""
    drempels, alle = lezing.publishable.ronde.drempels, lezing.publishable.kwaliteit.uitsluitingen
    if lezing.samen:
        return f"Een reden die voor minder dan {dutch.procent(drempels.rand)} van de rijen geldt, staat er niet bij."
    return "" if alle else "Alle gelezen rijen tellen mee."


def respons(lezing: ReportFigures) -> tuple[str, ...]:
    """How many answered, in sentences."""
    kwaliteit, minimum = lezing.publishable.kwaliteit, lezing.publishable.ronde.drempels.clienten_per_cijfer
    rom, cqi = aandeel(kwaliteit.rom_respons), aandeel(kwaliteit.cqi_respons)
    waarom: dict[Reason | None, str] = {
        Reason.TE_WEINIG: f"er zijn er minder dan {minimum}",
        Reason.WEGGELATEN: HERKENBAAR,
    }
    return (
        f"ROM, voor- en nameting: {rom} van de trajecten."
        if rom
        else f"De respons van de ROM is niet te tonen: {waarom.get(kwaliteit.rom_respons.reden, 'er zijn geen afgesloten trajecten')}.",
        f"CQi: {cqi} van de aangeboden vragenlijsten."
        if cqi
        else f"De respons van de CQi is niet te tonen: {waarom.get(kwaliteit.cqi_respons.reden, 'het aantal aangeboden vragenlijsten is niet bekend')}.",
    )


def aandeel(cel: Cel) -> str:
    """'61%', 'meer dan 98%'; nothing when it is not shown."""
    return "" if cel.waarde is None else BOUNDS[cel.grens] + dutch.procent(cel.waarde)


def _getal(cel: Cel) -> str:
    return NIETS if cel.waarde is None else dutch.getal(cel.waarde)


def _part(deel: Rijendeel) -> str:
    return _getal(deel.aantal) if deel.aantal.waarde is not None else _share(deel.aandeel.waarde, deel.aandeel.grens)


def _rest(gelezen: Cel, deel: Rijendeel) -> str:
    """What is left of the rows, from the same printed numbers."""
    if gelezen.waarde is not None and deel.aantal.waarde is not None:
        return dutch.getal(gelezen.waarde - deel.aantal.waarde)
    waarde = deel.aandeel.waarde
    return _share(None if waarde is None else 1 - waarde, ANDERE_KANT[deel.aandeel.grens])


def _share(waarde: float | None, grens: str) -> str:
    return NIETS if waarde is None else sign(grens) + dutch.procent(waarde)
