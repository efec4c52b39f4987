"""Publishables -> finished reports on disk: drawn, composed, printed and scanned, one warm process per core."""

import hashlib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spiegelrapport.compose import AnalystTexts, report
from spiegelrapport.compose.own_words import eigen_woorden
from spiegelrapport.definitions.fonts import Font, load_letters
from spiegelrapport.definitions.huisstijl import Huisstijl, load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.dutch import aantal
from spiegelrapport.files import write_whole
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.document import Document
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.computation import Computed
from spiegelrapport.pipeline.request import Reporter, Request
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.publish.html import to_html
from spiegelrapport.publish.output_folder import Made
from spiegelrapport.publish.pdf import render
from spiegelrapport.publish.scan import LeakSearch
from spiegelrapport.template_paths import source_hash
from spiegelrapport.worker_pool import Failed, Task, run

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LOG = logging.getLogger("spiegelrapport")


@dataclass(frozen=True, slots=True)
class ReportRun:
    """What every report of this run is made from; shared with the workers by fork."""

    kader: RoundContext
    huisstijl: Huisstijl
    letters: Sequence[Font]
    publishables: Mapping[str, Publishable]
    zoeker: LeakSearch | None  # None: a sample that nobody is sent
    html: bool

    @property
    def basis(self) -> str:
        """Hash of what all reports share: program, definitions, templates, preface."""
        return source_hash(*self.kader.sjablonen)

    def teksten(self, agb: str) -> AnalystTexts:
        """The analyst's preface, and the words for this keurmerkdrager."""
        return AnalystTexts(
            _text(self.kader.ronde_map / "voorwoord.md"),
            _text(self.kader.ronde_map / "toelichtingen" / f"{agb}.md"),
            self.kader.doelen.get(agb, ()),
            self.kader.afspraken.get(agb, ()),
        )

    def vingerafdruk(self, agb: str) -> str:
        """Hash of everything this report is made from: equal means that its bytes would be equal too."""
        delen = (self.basis, repr(self.publishables[agb]), repr(self.teksten(agb)), str(self.html))
        return hashlib.sha256("\0".join(delen).encode()).hexdigest()

    @property
    def keurmerk(self) -> str:
        """Hash of what reports are searched for; "" when they are not."""
        return self.zoeker.stempel if self.zoeker else ""

    def inspect(self, inhoud: bytes, agb: str, bestandsnaam: str) -> None:
        if self.zoeker:
            self.zoeker.inspect(inhoud, agb, bestandsnaam, self.teksten(agb).geschreven)

    def compose(self, agb: str) -> Document:
        publishable = self.publishables[agb]
        grafieken = draw(publishable, self.kader.definities, self.huisstijl, self.letters)
        return report(publishable, grafieken, self.kader.definities, self.kader.sjablonen, self.teksten(agb))


def print_run(kader: RoundContext, cijferwerk: Computed, onthulling: Onthulling, opdracht: Request) -> ReportRun:
    """The run of a whole round: every document is scanned for what is others'."""
    woorden = eigen_woorden(kader.sjablonen, kader.definities, kader.ronde, kader.register)
    zoeker = LeakSearch(kader.register, cijferwerk.benchmark.meetwaarden, kader.ronde.verslagjaar, woorden)
    if zoeker.gewone_woorden:
        LOG.info(
            "ook woorden van het rapport zelf, dus alleen gezocht waar een naam kan staan: %s",
            "; ".join(zoeker.gewone_woorden),
        )
    return make_report_run(kader, onthulling.publishables, zoeker, html=opdracht.html)


def make_report_run(
    kader: RoundContext, publishables: Mapping[str, Publishable], zoeker: LeakSearch | None, *, html: bool
) -> ReportRun:
    huisstijl, letters = load_huisstijl(kader.sjablonen), load_letters(kader.sjablonen)
    return ReportRun(kader, huisstijl, letters, publishables, zoeker, html)


def make_reports(
    drukgang: ReportRun, kleine: frozenset[str], opdracht: Request, melder: Reporter
) -> dict[str, Made | Failed]:
    """Every report that was asked for, or why it failed. What is unchanged since an earlier run is kept, asked for or not.

    `kleine`: who shares the joint report, so that asking for one of them asks for that.
    """
    elders = _not_asked(drukgang, kleine, opdracht)
    stempels = {agb: drukgang.vingerafdruk(agb) for agb in asked(drukgang.publishables, kleine, opdracht)}
    bewaard = {} if opdracht.opnieuw else _kept(drukgang, stempels)
    uitkomsten: dict[str, Made | Failed] = {
        agb: gemaakt for agb, gemaakt in bewaard.items() if gemaakt.gekeurd == drukgang.keurmerk
    }
    if bewaard:
        melder.zeg(_about_kept(len(bewaard), len(bewaard) - len(uitkomsten)))
    te_doen = [agb for agb in stempels if agb not in uitkomsten]
    with melder.fase("Rapporten", len(te_doen)) as stap:
        for agb, uitkomst in run(Task(_make, (drukgang, stempels, bewaard)), te_doen, opdracht.processen):
            uitkomsten[agb] = uitkomst
            if isinstance(uitkomst, Failed):
                LOG.error("rapport %s mislukt: %s\n%s", agb, uitkomst.reden, uitkomst.spoor)
            stap(drukgang.publishables[agb].naam)
    return {**elders, **uitkomsten}


def _not_asked(drukgang: ReportRun, kleine: frozenset[str], opdracht: Request) -> dict[str, Made]:
    """With --alleen: the others' reports that are still what this round would make."""
    if not opdracht.alleen:
        return {}
    anderen = set(drukgang.publishables) - set(asked(drukgang.publishables, kleine, opdracht))
    kept = _kept(drukgang, {agb: drukgang.vingerafdruk(agb) for agb in sorted(anderen)})
    return {agb: gemaakt for agb, gemaakt in kept.items() if gemaakt.gekeurd == drukgang.keurmerk}


def _kept(drukgang: ReportRun, stempels: Mapping[str, str]) -> dict[str, Made]:
    """What stands there from an earlier run, made from the same things."""
    gevonden = {agb: drukgang.kader.uitvoer.keep(agb, stempel) for agb, stempel in stempels.items()}
    return {agb: gemaakt for agb, gemaakt in gevonden.items() if gemaakt}


def _about_kept(alle: int, opnieuw: int) -> str:
    nakijken = ""
    if opnieuw:
        nakijken = f" Register of gegevens van anderen zijn veranderd: {opnieuw} daarvan {'wordt' if opnieuw == 1 else 'worden'} opnieuw nagekeken."
    return f"{aantal(alle, 'rapport is', 'rapporten zijn')} niet veranderd en blijven staan.{nakijken}"


def asked(documenten: Mapping[str, Publishable], kleine: frozenset[str], opdracht: Request) -> list[str]:
    """The documents to make; the slowest, which are the largest, go first."""
    gevraagd = {KLEINE_AANBIEDERS if agb in kleine else agb for agb in opdracht.alleen} or set(documenten)
    return sorted(gevraagd & set(documenten), key=lambda agb: (-len(documenten[agb].cijfers), agb))


def _make(context: tuple[ReportRun, Mapping[str, str], Mapping[str, Made]], agb: str) -> Made:
    """One report, in a worker: only a document that passed every check gets its final name."""
    drukgang, stempels, bewaard = context
    if agb in bewaard:
        return _look_again(drukgang, agb, bewaard[agb])
    document = drukgang.compose(agb)
    drukwerk = render(document, drukgang.kader.sjablonen, versneld=drukgang.kader.versneld)
    drukgang.inspect(drukwerk.inhoud, agb, f"{document.bestandsnaam}.pdf")
    uitvoer = drukgang.kader.uitvoer
    if drukgang.html:
        pagina = to_html(document, drukgang.kader.sjablonen)
        drukgang.inspect(pagina, agb, f"{document.bestandsnaam}.html")
        write_whole(uitvoer.rapporten / f"{document.bestandsnaam}.html", pagina)
    bestand = f"{uitvoer.rapporten.name}/{document.bestandsnaam}.pdf"
    return uitvoer.store(agb, bestand, drukwerk.inhoud, drukwerk.paginas, stempels[agb], drukgang.keurmerk)


def _look_again(drukgang: ReportRun, agb: str, gemaakt: Made) -> Made:
    """An unchanged report, held against a register that did change."""
    pad = drukgang.kader.uitvoer.map / gemaakt.bestand
    drukgang.inspect(pad.read_bytes(), agb, pad.name)
    return drukgang.kader.uitvoer.note(agb, replace(gemaakt, gekeurd=drukgang.keurmerk))


def _text(pad: Path) -> str:
    """What the analyst wrote; a comment (<!-- ... -->) explains and is not printed."""
    return COMMENT.sub("", pad.read_text(encoding="utf-8-sig")).strip() if pad.is_file() else ""
