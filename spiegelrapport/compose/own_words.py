"""Templates, definitions, settings and the program's own sentences -> the fixed words of every report.

The scan for others' names needs them: a zorgaanbieder called 'Verder' or 'Kwaliteit van leven' is in everybody's report.
They are read from where they are written, so no list of them can fall behind.
"""

import ast
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from spiegelrapport import dutch
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.own_words import GAT, NamePlace, OwnWords
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.template_paths import PAKKET

LEZERSNAAM = frozenset(["p.naam", "publishable.naam", "naam_in_voet"])  # a test holds these to a printed report
ELDERS = frozenset(["cli", "demo", "mailing", "pipeline"])  # what these say is never in a report
BLOK, NAAM = "\ue000", "\ue002"  # stand for: a block's edge, the reader's name
MERKEN = re.compile(f"([{BLOK}{GAT}{NAAM}])")
REGELWERK = re.compile(r"</?(?:a|abbr|b|br|em|i|small|span|strong|sub|sup)\b[^<>]*>")
LABEL = re.compile(r"<[^<>]*>")
ATTRIBUUT = re.compile(r"\s(?!class=|style=|src=|href=)[a-z-]+=\"([^\"]*)\"")  # a page's foot is one of them
INVULPLEK = re.compile(r"\{[^{}]*\}")
VERDER_KIJKEN = 4  # runs after a name that may be the next one: templates choose between them
GENOEG = 6  # letters of fixed text that make a place


def eigen_woorden(
    sjablonen: Sequence[Path],
    definities: Definities,
    ronde: Ronde,
    register: Mapping[str, Keurmerkdrager],
) -> OwnWords:
    """All fixed text of a report of this round. `sjablonen`: template folders, the project's own first."""
    stukken = [*_from_templates(tuple(sjablonen)), *_from_program()]
    maanden = [re.sub(r"\d+", GAT, dutch.datum(date(ronde.verslagjaar, maand, 1))) for maand in range(1, 13)]
    gegevens = [load_huisstijl(sjablonen), definities, maanden, *_settings(ronde, register)]
    stukken += [INVULPLEK.sub(GAT, tekst) for ding in gegevens for tekst in _texts(ding)]
    delen = (deel for stuk in stukken for deel in MERKEN.split(stuk))
    teksten = dict.fromkeys(deel.strip() for deel in delen if _letters(deel))
    plekken = dict.fromkeys(plek for stuk in stukken if NAAM in stuk for plek in _places(stuk))
    return OwnWords(tuple(teksten), tuple(plekken))


def _settings(ronde: Ronde, register: Mapping[str, Keurmerkdrager]) -> Iterator[object]:
    """What the round itself puts in every report. Not the names of groups by list: those could name a member."""
    yield from (ronde.naam, ronde.versie, ronde.minuten, ronde.afzender, ronde.bijeenkomst)
    for regel in ronde.benchmarkgroepen:
        if regel.regel != "lijst":
            yield from (regel.naam, regel.kort)
        if regel.regel == "kolom":
            yield from (getattr(d, regel.kolom, d.kenmerken.get(regel.kolom, "")) for d in register.values())


def _texts(ding: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(ding, str):
        yield ding
    elif is_dataclass(ding):
        yield from (tekst for veld in fields(ding) for tekst in _texts(getattr(ding, veld.name)))
    elif isinstance(ding, Mapping):
        yield from (tekst for paar in ding.items() for deel in paar for tekst in _texts(deel))
    elif isinstance(ding, Iterable):
        yield from (tekst for deel in ding for tekst in _texts(deel))


@cache
def _from_program() -> tuple[str, ...]:
    """The texts in the program's own code: constants, and sentences with their variable parts marked."""
    paden = (pad for pad in sorted(PAKKET.rglob("*.py")) if pad.relative_to(PAKKET).parts[0] not in ELDERS)
    return tuple(tekst for pad in paden for tekst in _in_code(ast.parse(pad.read_text(encoding="utf-8"))))


def _in_code(boom: ast.Module) -> Iterator[str]:
    stil = {id(k.value) for k in ast.walk(boom) if isinstance(k, ast.Expr)}  # docstrings
    stil |= {id(deel) for k in ast.walk(boom) if isinstance(k, ast.JoinedStr) for deel in k.values}
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.JoinedStr):
            yield "".join(_in_sentence(deel) for deel in knoop.values)
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str | bytes) and id(knoop) not in stil:
            tekst = knoop.value if isinstance(knoop.value, str) else knoop.value.decode("utf-8", "replace")
            yield INVULPLEK.sub(GAT, LABEL.sub(BLOK, tekst))


def _in_sentence(deel: ast.expr) -> str:
    if isinstance(deel, ast.Constant):
        return str(deel.value)
    return NAAM if isinstance(deel, ast.FormattedValue) and ast.unparse(deel.value) in LEZERSNAAM else GAT


def _from_templates(sjablonen: Sequence[Path]) -> Iterator[str]:
    omgeving = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    for pad in (pad for map_ in sjablonen for pad in sorted(map_.rglob("*.html"))):
        boom = omgeving.parse(pad.read_text(encoding="utf-8"))
        inhoud = "".join(_in_template(boom))
        yield from (html.unescape(tekst) for tekst in ATTRIBUUT.findall(inhoud))
        yield html.unescape(LABEL.sub(BLOK, REGELWERK.sub("", inhoud)))
        yield from (c.value for c in boom.find_all(nodes.Const) if isinstance(c.value, str))


def _in_template(knoop: nodes.Node) -> Iterator[str]:
    """The template as text in which everything variable, left out at times or repeated is marked."""
    keuze = GAT if isinstance(knoop, nodes.If | nodes.For) else ""
    for veld in knoop.fields:
        inhoud = getattr(knoop, veld)
        delen = inhoud if isinstance(inhoud, list) else [inhoud]
        yield keuze
        yield from (tekst for deel in delen if isinstance(deel, nodes.Node) for tekst in _piece(knoop, deel))
        yield keuze


def _piece(knoop: nodes.Node, deel: nodes.Node) -> Iterator[str]:
    if isinstance(deel, nodes.TemplateData):
        yield deel.data
    elif not isinstance(deel, nodes.Expr):
        yield from _in_template(deel)
    elif isinstance(knoop, nodes.Output):
        yield NAAM if _dotted(deel) in LEZERSNAAM else GAT


def _dotted(knoop: nodes.Node) -> str:
    """'p.naam', also when it passes through filters."""
    if isinstance(knoop, nodes.Filter) and knoop.node is not None:
        return _dotted(knoop.node)
    if isinstance(knoop, nodes.Getattr):
        return f"{_dotted(knoop.node)}.{knoop.attr}"
    return knoop.name if isinstance(knoop, nodes.Name) else ""


def _places(stuk: str) -> Iterator[NamePlace]:
    """Words in the same block make a place by themselves; at a block's edge it takes those before and after it."""
    delen = MERKEN.split(stuk)
    for hier in (i for i, deel in enumerate(delen) if deel == NAAM):
        terug, verder = delen[hier - 1 :: -1], delen[hier + 1 :]
        voor, na = _in_block(terug, met_gat=True), _in_block(verder, met_gat=False)
        if voor:
            yield NamePlace("".join(reversed(voor)), "")
        if na:
            yield NamePlace("", "".join(na))
        if not (voor or na):
            yield from (NamePlace(een, ander, los=True) for een in _texts_of(terug)[:1] for ander in _texts_of(verder))


def _in_block(delen: Sequence[str], *, met_gat: bool) -> list[str]:
    """The pieces up to the first with words, within the block; [] when there are none, or a gap before them."""
    gevonden = []
    for deel in delen:
        if deel in (BLOK, NAAM) or (deel == GAT and not met_gat):
            return []
        gevonden.append(deel)
        if _letters(deel) >= GENOEG:
            return gevonden
    return []


def _texts_of(delen: Sequence[str]) -> list[str]:
    return [deel.strip() for deel in delen if _letters(deel) >= GENOEG][:VERDER_KIJKEN]


def _letters(tekst: str) -> int:
    return sum(teken.isalpha() for teken in tekst)
