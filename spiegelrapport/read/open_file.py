"""A path to the sheets behind it, each counted a second time by what the file itself says that it holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spiegelrapport.model.findings import Finding
from spiegelrapport.read.cell_grid import Blad, column_letter
from spiegelrapport.read.csv_text import read_csv
from spiegelrapport.read.excel import inspect_and_read
from spiegelrapport.read.file_format import FileFormat, name_fits, recognise
from spiegelrapport.read.file_names import openable_as_text, printable_names
from spiegelrapport.read.objection import Objection
from spiegelrapport.read.recount import Recount, recount
from spiegelrapport.read.remarks import find

MOST_SHOWN = 3  # columns named in a finding about the second count


@dataclass(frozen=True, slots=True)
class Opened:
    """The sheets with content, and what is to be said about the files they are in."""

    bladen: tuple[Blad, ...]
    findings: tuple[Finding, ...] = ()


def open_file(pad: Path, naam: str) -> Opened:
    """A file, or a folder whose files together are one levering. Raises Objection for what cannot be read at all."""
    if pad.is_dir() and not pad.is_symlink():
        return _open_folder(pad, naam)
    geopend = _open_one(pad, naam)
    if not geopend.bladen and not geopend.findings:
        raise Objection("L003")
    return geopend


def _open_folder(pad: Path, naam: str) -> Opened:
    """What is wrong with one of the files is said of that file, and the others are read."""
    bladen: list[Blad] = []
    findings: list[Finding] = []
    delen = [deel for deel in pad.iterdir() if not deel.name.startswith((".", "~$"))]
    namen = printable_names(delen)
    for deel in sorted(delen):
        deelnaam = f"{naam}/{namen[deel]}"
        try:
            geopend = open_file(deel, deelnaam)
        except Objection as bezwaar:
            findings.append(_of_part(find(bezwaar.code, deelnaam, **bezwaar.woorden)))
            continue
        bladen += [_from(blad, namen[deel]) for blad in geopend.bladen]
        findings += map(_of_part, geopend.findings)
    if not bladen and not findings:
        raise Objection("L003")
    return Opened(_told_apart(bladen), tuple(findings))


def _of_part(finding: Finding) -> Finding:
    """Says which of the files it is about: a letter about a folder names the folder only."""
    deel = finding.bestand.rpartition("/")[2]
    return replace(finding, bericht=f"Bestand '{deel}': {finding.bericht[0].lower()}{finding.bericht[1:]}")


def _from(blad: Blad, deelnaam: str) -> Blad:
    return replace(blad, eigen_naam=blad.roepnaam, naam=f"{blad.naam} in {deelnaam}")


def _told_apart(bladen: Sequence[Blad]) -> tuple[Blad, ...]:
    """Sheets of one name in several files keep the file in their name; others are called as they are."""
    keren = Counter(blad.roepnaam for blad in bladen)
    return tuple(replace(blad, naam=blad.roepnaam) if keren[blad.roepnaam] == 1 else blad for blad in bladen)


def _open_one(pad: Path, naam: str) -> Opened:
    try:
        formaat = recognise(pad)
        if formaat is FileFormat.CSV:
            return _open_text(pad, naam)
        formaat, bladen = inspect_and_read(pad, formaat, als_pad=openable_as_text(pad))
    except OSError as fout:
        raise Objection("L017", wat=fout.strerror or type(fout).__name__) from None
    findings = () if name_fits(pad, formaat) else (find("L011", naam, wat=str(formaat)),)
    try:
        sheets, begin = recount(pad, formaat)
    except Exception as fout:  # damage that one reader gets past and another does not; no message: it may quote a cell
        gevonden = tuple(blad for blad in bladen if blad.rijen)
        return Opened(gevonden, (*findings, find("L018", naam, wat=type(fout).__name__)))
    bladen = [replace(blad, begin=begin) for blad in bladen]
    vergeleken, verschillen = _compared(bladen, _by_sheet(bladen, sheets), naam)
    return Opened(vergeleken, (*findings, *verschillen))


def _open_text(pad: Path, naam: str) -> Opened:
    blad = read_csv(pad)
    findings = [] if name_fits(pad, FileFormat.CSV) else [find("L011", naam, wat=str(FileFormat.CSV))]
    if blad.losse_aanhaling:
        findings.append(find("B010", naam, blad=blad.naam, rijen=blad.losse_aanhaling))
    if not blad.nageteld:
        findings.append(find("L016", naam, blad=blad.naam, wat="niet alle tekens staan in een cel"))
    return Opened((blad,) if blad.rijen else (), tuple(findings))


def _by_sheet(bladen: Sequence[Blad], sheets: Mapping[str, Recount]) -> dict[str, Recount]:
    """The counts by the names that reading gives; where a name is written otherwise, by the order of the sheets."""
    if len(bladen) == len(sheets) and {blad.naam for blad in bladen} != set(sheets):
        return {blad.naam: telling for blad, telling in zip(bladen, sheets.values(), strict=True)}
    return dict(sheets)


def _compared(
    bladen: Sequence[Blad], sheets: Mapping[str, Recount], naam: str
) -> tuple[tuple[Blad, ...], list[Finding]]:
    findings: list[Finding] = []
    uit: list[Blad] = []
    leeg = Recount(0, {})
    for los in bladen:
        blad = replace(los, kolommen=tuple(zip(*los.rijen, strict=True)))
        telling = sheets.get(blad.naam, leeg)
        if verschil := _difference(blad, telling):
            findings.append(find("L016", naam, blad=blad.naam, wat=verschil))
        elif telling.errors and not telling.filled:
            findings.append(find("B011", naam, blad=blad.naam, aantal=len(telling.errors)))
        if blad.rijen:
            uit.append(_with_recount(blad, telling))
    gelezen = {blad.naam for blad in bladen}
    for ander, telling in sheets.items():
        if ander not in gelezen and telling.filled:
            findings.append(find("L016", naam, blad=ander, wat="dit blad is niet gelezen"))
    return tuple(uit), findings


def _difference(blad: Blad, telling: Recount) -> str:
    """In words, or '' when both counts agree on the rows and on the filled cells of every column."""
    gelezen = {
        blad.eerste_kolom + j: aantal
        for j, cellen in enumerate(blad.kolommen)
        if (aantal := len(cellen) - cellen.count(""))
    }
    anders = sorted(k for k in gelezen.keys() | telling.filled.keys() if gelezen.get(k, 0) != telling.filled.get(k, 0))
    if anders:
        delen = [
            f"kolom {column_letter(k)}: {telling.filled.get(k, 0)} gevulde cellen in het bestand, {gelezen.get(k, 0)} gelezen"
            for k in anders[:MOST_SHOWN]
        ]
        meer = f" en nog {len(anders) - MOST_SHOWN} kolommen" if len(anders) > MOST_SHOWN else ""
        return "; ".join(delen) + meer
    if len(blad.rijen) != telling.rows:
        return f"{telling.rows} gevulde rijen in het bestand, {len(blad.rijen)} gelezen"
    return ""


def _with_recount(blad: Blad, telling: Recount) -> Blad:
    """The sheet with what its grid does not show; rows that hold errors only come back as rows."""
    plaatsen = telling.errors | telling.unresolved
    erbij = sorted({rij for rij, _ in plaatsen} - set(blad.nummers)) if plaatsen else []
    rijen, nummers = blad.rijen, blad.nummers
    if erbij:
        leeg: list[object] = [""] * blad.breedte
        alles = sorted(
            [*zip(nummers, rijen, strict=True), *((rij, list(leeg)) for rij in erbij)], key=lambda deel: deel[0]
        )
        nummers, rijen = [nummer for nummer, _ in alles], [rij for _, rij in alles]
    return replace(
        blad,
        rijen=rijen,
        nummers=nummers,
        kolommen=() if erbij else blad.kolommen,
        fouten=telling.errors,
        zonder_uitkomst=telling.unresolved,
        negatief=telling.negative,
        verborgen=telling.hidden,
        samengevoegd=telling.merged,
    )
