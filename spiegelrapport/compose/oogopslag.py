"""Highlights and data quality -> the page 'in één oogopslag' and the reading example."""

from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.compose import wording
from spiegelrapport.compose.hoofdstukken import ChapterBlock
from spiegelrapport.compose.kaart import Kaart, form_of_address
from spiegelrapport.compose.kaarttabel import TableRow, group_names, main_row
from spiegelrapport.compose.kwaliteit import response_of_cqi, response_per_chapter
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel

MEESTE_HIGHLIGHTS = 5
RUIMTE_MM = 115.0  # for the profile and, where it leaves room, the key figures below it
REGEL_MM = 5.5
VERGELIJKEND = ("meer dan toeval", "hoe organisaties", "meestal verschillen")


@dataclass(frozen=True, slots=True)
class Opvallend:
    """One highlight: what, how it stands beside the group, and why it was chosen."""

    code: str
    naam: str
    zin: str
    reden: str
    op_kaart: bool  # whether there is a card to refer to


@dataclass(frozen=True, slots=True)
class Oogopslag:
    """The page that a reader with two minutes reads."""

    profiel: Grafiek | None
    kern: tuple[TableRow, ...]  # the key figures, where the profile leaves room for them
    groepnamen: tuple[str, ...]
    opvallend: tuple[Opvallend, ...]
    niets_opvallend: str
    meervoud: str
    draagkracht: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingExample:
    """One of the report's own figures, read aloud."""

    kaart: Kaart
    stappen: tuple[str, ...]


def make_oogopslag(lezing: ReportFigures, grafieken: Grafieken, hoofdstukken: tuple[ChapterBlock, ...]) -> Oogopslag:
    profiel = grafieken.get(GrafiekSleutel("profiel", ""))
    kern = tuple(main_row(figuur, lezing) for figuur in _op_kaarten(lezing, hoofdstukken))
    return Oogopslag(
        profiel=profiel,
        kern=kern if profiel is None or _leaves_room(profiel, kern) else (),
        groepnamen=group_names(lezing),
        opvallend=_opvallend(lezing, hoofdstukken)[:MEESTE_HIGHLIGHTS],
        niets_opvallend=wording.nothing_stands_out(lezing.publishable),
        meervoud=wording.multiplicity_sentence(lezing.publishable.meervoud),
        draagkracht=_draagkracht(lezing),
    )


def _leaves_room(profiel: Grafiek, kern: tuple[TableRow, ...]) -> bool:
    return profiel.hoogte_mm + (len(kern) + 2) * REGEL_MM <= RUIMTE_MM


def _op_kaarten(lezing: ReportFigures, hoofdstukken: tuple[ChapterBlock, ...]) -> list[ReportFigure]:
    figuren = [lezing.hoofd(kaart.code) for blok in hoofdstukken for kaart in blok.kaarten]
    return [figuur for figuur in figuren if figuur is not None]


def _opvallend(lezing: ReportFigures, hoofdstukken: tuple[ChapterBlock, ...]) -> tuple[Opvallend, ...]:
    kaarten = {kaart.code for blok in hoofdstukken for kaart in blok.kaarten}
    gevonden = []
    for highlight in lezing.publishable.highlights:
        figuur = lezing.figuur(highlight.sleutel)
        uitleg = next((groep for groep in lezing.publishable.groepen if groep.id == highlight.groep), None)
        zin = wording.highlight_sentence(figuur, uitleg, highlight) if figuur and uitleg else ""
        if figuur and zin:
            code = figuur.indicator.code
            reden = wording.why_highlighted(highlight)
            gevonden.append(Opvallend(code, wording.figure_name(figuur), zin, reden, code in kaarten))
    return tuple(gevonden)


def _draagkracht(lezing: ReportFigures) -> tuple[str, ...]:
    """What the data can and cannot bear, in sentences with own counts."""
    kwaliteit, ronde, zinnen = lezing.publishable.kwaliteit, lezing.publishable.ronde, []
    trajecten = kwaliteit.trajecten.waarde
    if trajecten is not None:
        ongeveer = "ongeveer " if lezing.samen else ""
        hoeveel = dutch.aantal(int(trajecten), "afgesloten traject", "afgesloten trajecten")
        zinnen.append(f"De cijfers over {ronde.periode} rusten op {ongeveer}{hoeveel}.")
    if voor_na := response_per_chapter(lezing):
        zinnen.append(
            f"Zoveel trajecten hebben een voor- en een nameting: {voor_na}. Over de andere zeggen de verschilscores niets."
        )
    if cqi := response_of_cqi(lezing):
        zinnen.append(
            f"Van de cliënten aan wie de CQi is aangeboden, vulde {cqi} hem in; wat de anderen vinden, is hier niet te zien."
        )
    return (
        *zinnen,
        "De cijfers zijn niet gecorrigeerd voor alles waarin cliënten verschillen: ze laten zien wat, niet waarom.",
    )


def reading_example(lezing: ReportFigures, hoofdstukken: tuple[ChapterBlock, ...]) -> ReadingExample | None:
    """The card whose sentence compares most fully, so that there is something to read aloud."""
    kaarten = [kaart for blok in hoofdstukken for kaart in blok.kaarten]
    gewoon = [kaart for kaart in kaarten if not kaart.samen] or kaarten
    met_beeld = [kaart for kaart in gewoon if kaart.grafiek is not None and kaart.marge] or gewoon
    if not met_beeld:
        return None
    kaart = max(met_beeld, key=lambda kaart: sum(woord in kaart.zin for woord in VERGELIJKEND))  # the first of equals
    return ReadingExample(kaart, _stappen(kaart, lezing))


def _stappen(kaart: Kaart, lezing: ReportFigures) -> tuple[str, ...]:
    eenheid = f" {kaart.eenheid}" if kaart.eenheid else ""
    wie = form_of_address(lezing)
    stappen = [
        f"Het grote getal, {kaart.waarde}{eenheid}, is het cijfer van {wie.wie} in de periode die rechtsboven op de kaart staat."
    ]
    if kaart.marge:
        stappen.append(
            f"De marge eronder, {kaart.marge}, zegt hoe zeker dat is: met minder waarnemingen is zij breder. "
            "Van honderd zulke marges bevatten er ongeveer 95 het cijfer dat met heel veel vergelijkbare cliënten zou ontstaan."
        )
    stappen.append(
        f"In de grafiek is alles in kleur van {wie.wie}. Grijs is de groep: de streep is haar cijfer, de band of stippellijn "
        "laat zien waar de meeste organisaties liggen: 80 van de 100."
    )
    stappen.append(f"De zin bovenaan de kaart zegt het in woorden: “{kaart.zin}”")
    return tuple(stappen)
