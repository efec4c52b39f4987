"""One report of the last build, made again and again while somebody designs."""

from collections.abc import Callable
from pathlib import Path

from spiegelrapport.definitions.load import MAP as DEFINITIES
from spiegelrapport.draw import forget
from spiegelrapport.errors import InputError
from spiegelrapport.files import write_whole
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.reports import ReportRun, make_report_run
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import RoundContext, load_round_context
from spiegelrapport.publish.html import to_html
from spiegelrapport.publish.pdf import render


def sample(kader: RoundContext, agb: str, opdracht: Request) -> tuple[tuple[Path, ...], Callable[[], Path]]:
    """The folders to watch (templates, definitions, and the round with its texts), and a function that makes the report of `agb` from the figures of the last build."""
    vrijgave = saved_release.load(kader, ook_verouderd=True)
    if vrijgave is None:
        raise InputError(
            "er is nog geen build waarvan een voorbeeld kan worden gemaakt",
            waar=str(kader.uitvoer.map),
            tip="draai eerst spiegelrapport build",
        )
    document = KLEINE_AANBIEDERS if agb in vrijgave.kleine else agb
    if document not in vrijgave.publishables:
        raise InputError(f"voor {agb} is er geen rapport", tip="zie samenvatting.xlsx voor de reden")

    def make() -> Path:
        forget()
        vers = load_round_context(opdracht)
        return _write(make_report_run(vers, vrijgave.publishables, None, html=opdracht.html), document)

    return (*kader.sjablonen, DEFINITIES, kader.ronde_map), make


def _write(drukgang: ReportRun, agb: str) -> Path:
    document, kader = drukgang.compose(agb), drukgang.kader
    pad = kader.uitvoer.map / "voorbeeld" / f"{document.bestandsnaam}.pdf"
    write_whole(pad, render(document, kader.sjablonen, versneld=kader.versneld).inhoud)
    if drukgang.html:
        write_whole(pad.with_suffix(".html"), to_html(document, kader.sjablonen))
    return pad
