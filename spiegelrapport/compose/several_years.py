"""A figure over several years -> the words that say so, and why."""

from spiegelrapport import dutch
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.publishable import Reason


def with_years(naam: str, figuur: ReportFigure, kaart: ReportFigure | None = None) -> str:
    """'Samen beslissen (2024–2025)': the years where they are several, or other than those of the card it stands on."""
    anders = figuur.verruimd if kaart is None else figuur.jaren != kaart.jaren
    return f"{naam} ({dutch.periode(figuur.jaren)})" if anders else naam


def years_together(figuur: ReportFigure) -> str:
    """'2024 en 2025 samen' above a figure over several years."""
    return f"{dutch.jaren(figuur.jaren)} samen" if figuur.verruimd else ""


def why_together(figuur: ReportFigure, lezing: ReportFigures) -> str:
    """Why a figure takes years together: what the reporting year alone has."""
    if not figuur.verruimd:
        return ""
    ronde = lezing.publishable.ronde
    jaar = lezing.figuur(figuur.cijfer.sleutel._replace(periode=ronde.periode))
    reden = jaar.eigen.reden if jaar is not None else None
    wat = "had de groep te weinig gegevens om mee te vergelijken"
    if reden == Reason.TE_WEINIG:
        wat = f"waren er minder dan {ronde.drempels.clienten_per_cijfer} {figuur.indicator.tellen}"
    elif reden == Reason.WEGGELATEN:
        wat = "was het gezamenlijke cijfer niet te tonen"
    return f"In {ronde.verslagjaar} {wat}. Daarom staan hier {dutch.jaren(figuur.jaren)} samen."
