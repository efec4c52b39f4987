"""Publishables -> finished dashboards on disk: every view drawn, composed, packed and scanned, as the reports are."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from spiegelrapport.compare.view import view
from spiegelrapport.compose.dashboard import dashboard
from spiegelrapport.compose.dashboard_kibg import NAME, overall_page
from spiegelrapport.draw import draw
from spiegelrapport.files import write_whole
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.dashboard import view_keys
from spiegelrapport.model.document import Document, Grafieken
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.reports import ReportRun, asked
from spiegelrapport.pipeline.request import Reporter, Request
from spiegelrapport.pipeline.standing import RoundStatus
from spiegelrapport.publish.dashboard import to_dashboard
from spiegelrapport.publish.manifest import ManifestEntry
from spiegelrapport.publish.output_folder import Made
from spiegelrapport.worker_pool import Failed, Task, run

LOG = logging.getLogger("spiegelrapport")
STATE = "dashboard-{}"  # name under which the folder remembers one


@dataclass(frozen=True, slots=True)
class DashboardRun:
    """What every dashboard of this run is made from. `ruim`: each document beside all groups of its reader."""

    drukgang: ReportRun
    ruim: Mapping[str, Publishable]

    def fingerprint(self, agb: str) -> str:
        """Hash of everything this page is made from: equal means that its bytes would be equal too."""
        delen = (self.drukgang.vingerafdruk(agb), repr(self.ruim[agb]))
        return hashlib.sha256("\0".join(delen).encode()).hexdigest()

    def compose(self, agb: str) -> Document:
        kader, rapport, ruim = self.drukgang.kader, self.drukgang.publishables[agb], self.ruim[agb]
        views = {key: self._drawn(view(ruim, key)) for key in view_keys(ruim)}
        return dashboard(self._drawn(rapport), ruim, views, kader.definities, kader.sjablonen)

    def _drawn(self, publishable: Publishable) -> tuple[Publishable, Grafieken]:
        """With its charts, which cost something only when the page asks for them."""
        definities = self.drukgang.kader.definities
        return publishable, draw(publishable, definities, self.drukgang.huisstijl, self.drukgang.letters)


def add_dashboards(
    stand: RoundStatus, gang: DashboardRun, kleine: frozenset[str], opdracht: Request, melder: Reporter
) -> RoundStatus:
    """Make them, and KIBG's own; the same standing, with each reader's dashboard.

    One that failed is something to look at, and no reason to hold a report.
    """
    gemaakt = make_dashboards(gang, kleine, opdracht, melder)
    make_overall(gang)
    return replace(stand, regels=tuple(_with_dashboard(regel, kleine, gemaakt) for regel in stand.regels))


def make_dashboards(
    gang: DashboardRun, kleine: frozenset[str], opdracht: Request, melder: Reporter
) -> dict[str, Made | Failed]:
    """Every dashboard of a document that was asked for, or why it failed; what is unchanged is kept."""
    uitvoer, keurmerk = gang.drukgang.kader.uitvoer, gang.drukgang.keurmerk
    stempels = {agb: gang.fingerprint(agb) for agb in asked(gang.ruim, kleine, opdracht)}
    uitkomsten: dict[str, Made | Failed] = {}
    for agb, stempel in stempels.items() if not opdracht.opnieuw else ():
        bewaard = uitvoer.keep(STATE.format(agb), stempel)
        if bewaard and bewaard.gekeurd == keurmerk:
            uitkomsten[agb] = bewaard
    te_doen = [agb for agb in stempels if agb not in uitkomsten]
    with melder.fase("Dashboards", len(te_doen)) as stap:
        for agb, uitkomst in run(Task(_make, (gang, stempels)), te_doen, opdracht.processen):
            uitkomsten[agb] = uitkomst
            if isinstance(uitkomst, Failed):
                LOG.error("dashboard %s mislukt: %s\n%s", agb, uitkomst.reden, uitkomst.spoor)
            stap(gang.ruim[agb].naam)
    return uitkomsten


def _make(context: tuple[DashboardRun, Mapping[str, str]], agb: str) -> Made:
    """One page, in a worker: only one that passed the scan gets its final name."""
    gang, stempels = context
    document = gang.compose(agb)
    inhoud = to_dashboard(document, gang.drukgang.kader.sjablonen)
    naam = f"{document.bestandsnaam}.html"
    gang.drukgang.inspect(inhoud, agb, naam)
    uitvoer = gang.drukgang.kader.uitvoer
    bestand = f"{uitvoer.dashboards.name}/{naam}"
    return uitvoer.store(STATE.format(agb), bestand, inhoud, 0, stempels[agb], gang.drukgang.keurmerk)


def make_overall(gang: DashboardRun) -> Path:
    """The page for KIBG itself, beside overzicht.html and never in the folder of what readers get."""
    kader = gang.drukgang.kader
    pad = kader.uitvoer.map / f"{NAME}.html"
    document = overall_page(gang.ruim, kader.definities, kader.sjablonen)
    write_whole(pad, to_dashboard(document, kader.sjablonen, largest=None))
    return pad


def _with_dashboard(
    regel: ManifestEntry, kleine: frozenset[str], gemaakt: Mapping[str, Made | Failed]
) -> ManifestEntry:
    uitkomst = gemaakt.get(KLEINE_AANBIEDERS if regel.agb in kleine else regel.agb)
    if regel.bestand is None or uitkomst is None:
        return regel
    if isinstance(uitkomst, Failed):
        return replace(regel, let_op=(*regel.let_op, f"Het dashboard is niet gemaakt: {uitkomst.reden}"))
    return replace(regel, dashboard=uitkomst.bestand, dashboard_sha256=uitkomst.sha256)
