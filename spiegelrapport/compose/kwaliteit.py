"""The cells about rows and response -> the tables and sentences of the data quality page."""

from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.compose.kaarttabel import NIETS, sign
from spiegelrapport.compose.wording import own_text
from spiegelrapport.figures.reasons import HERKENBAAR
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.publishable import Cel, Reason, Rijendeel, Tabeltelling

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
    """Numbers of rows in an own report, used and not as the reasons add up; in the joint one shares of what was read."""
    return tuple(_table(telling, lezing) for telling in lezing.publishable.kwaliteit.tabellen)


def _table(telling: Tabeltelling, lezing: ReportFigures) -> DeliveredTable:
    naam = TABELNAAM.get(telling.tabel, telling.tabel)
    redenen = [u.deel for u in lezing.publishable.kwaliteit.uitsluitingen if u.tabel == telling.tabel]
    if lezing.samen or telling.gelezen.waarde is None:
        # never what the printed reasons leave over: a reason that is withheld would make that too much
        rest = _rest(telling.gelezen, telling.gebruikt)
        return DeliveredTable(naam, _getal(telling.gelezen), _part(telling.gebruikt), rest)
    niet = sum(deel.aantal.waarde or 0 for deel in redenen)
    return DeliveredTable(naam, _getal(telling.gelezen), dutch.getal(telling.gelezen.waarde - niet), dutch.getal(niet))


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
    """How many answered, with the numbers of the chapters themselves; why not, where none of them may be told."""
    voor_na, cqi = response_per_chapter(lezing), response_of_cqi(lezing)
    kwaliteit, minimum = lezing.publishable.kwaliteit, lezing.publishable.ronde.drempels.clienten_per_cijfer
    waarom: dict[Reason | None, str] = {
        Reason.TE_WEINIG: f"er zijn er minder dan {minimum}",
        Reason.WEGGELATEN: HERKENBAAR,
        None: "er is geen hoofdstuk waarin zij te tonen is",
    }
    rom_reden = waarom.get(kwaliteit.rom_respons.reden, "er zijn geen afgesloten trajecten")
    cqi_reden = waarom.get(kwaliteit.cqi_respons.reden, "het aantal aangeboden vragenlijsten is niet bekend")
    return (
        f"Trajecten met een voor- en een nameting: {voor_na}."
        if voor_na
        else f"De respons van de ROM is niet te tonen: {rom_reden}.",
        f"CQi: {cqi} van de aangeboden vragenlijsten."
        if cqi
        else f"De respons van de CQi is niet te tonen: {cqi_reden}.",
    )


def response_per_chapter(lezing: ReportFigures) -> str:
    """'klachten 66%, functioneren 69% en kwaliteit van leven 85%': the lines under the chapters' headings."""
    delen = []
    for hoofdstuk in lezing.definities.hoofdstukken:
        for code in hoofdstuk.opening:
            figuur = lezing.hoofd(code)
            if figuur is not None and figuur.indicator.tabel == "rom" and figuur.eigen.waarde is not None:
                delen.append(f"{hoofdstuk.naam[0].lower()}{hoofdstuk.naam[1:]} {own_text(figuur)}")
    return dutch.opsomming(delen)


def response_of_cqi(lezing: ReportFigures) -> str:
    """'40%', as under its chapter's heading."""
    codes = [code for hoofdstuk in lezing.definities.hoofdstukken for code in hoofdstuk.opening]
    figuren = [figuur for code in codes if (figuur := lezing.hoofd(code)) and figuur.indicator.tabel != "rom"]
    return next((own_text(figuur) for figuur in figuren if figuur.eigen.waarde is not None), "")


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
