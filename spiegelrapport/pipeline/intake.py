"""leveringen/ -> everything that came in, read and judged, with the answers for the zorgaanbieders written."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from spiegelrapport.definitions.strict import load_toml
from spiegelrapport.digest import Digest, Digested, Digester, opened
from spiegelrapport.errors import InputError, UserError
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.model.cijfers import Kwaliteitstelling, Meetwaarden
from spiegelrapport.model.leveringen import (
    AfgekeurdeLevering,
    CheckedLevering,
    IngenomenLevering,
    Intake,
    Levering,
    Rijen,
)
from spiegelrapport.pipeline.request import Reporter, Request
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.publish.answer_workbook import write_answer, write_bevindingen
from spiegelrapport.read import load_kolommen, printable, printable_names, read_each
from spiegelrapport.read.leveringen import itself, nothing
from spiegelrapport.read.meeting import MAP as MEETINGS
from spiegelrapport.validate import check_alle, make_antwoord, refuse, sort_out, without_answer

T = TypeVar("T")
LOG = logging.getLogger("spiegelrapport")
MAP = "leveringen"
KENGETALLEN = "kengetallen.json"


def find_leveringen(ronde_map: Path) -> list[Path]:
    """The files and folders in leveringen/, in order of name; none at all stops the run."""
    map_ = ronde_map / MAP
    paden = sorted(pad for pad in map_.iterdir() if not pad.name.startswith((".", "~$"))) if map_.is_dir() else []
    if not paden:
        raise InputError("er zijn geen leveringen", waar=str(map_), tip="zet per zorgaanbieder één export in deze map")
    return paden


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of everybody who takes part, each by itself; `rijen` are those of who shares the joint report."""

    cijfers: Mapping[str, Meetwaarden]
    kwaliteit: Mapping[str, Kwaliteitstelling]
    rijen: Mapping[str, Rijen]


def take_in(
    kader: RoundContext, opdracht: Request, melder: Reporter, *, antwoorden: bool = False
) -> tuple[Intake[IngenomenLevering], Measured]:
    """Every file read, judged and measured in a child process; nothing is lost between the files and the Intake.

    `antwoorden`: also write the answer to each levering that was judged.
    """
    paden = find_leveringen(kader.ronde_map)
    digester = Digester(kader.register, kader.definities, kader.ronde, _last_year(kader) or {}, antwoorden)
    met_rijen: dict[str, Rijen] = {}
    digests: dict[str, Digest] = {}
    cijfers: dict[str, Meetwaarden] = {}
    with melder.fase("Leveringen", len(paden)) as stap:
        for een in _read(kader, opdracht, paden, digester):
            digest, gemeten = opened(een.inhoud)
            digests[digest.bestand] = digest
            _write_answer(kader, digest, een)
            if digest.ingenomen and gemeten:
                cijfers[digest.bestand] = gemeten
            if een.rijen:
                met_rijen[digest.bestand] = een.rijen
            stap(digest.bestand)
    intake = _sorted_out(kader, opdracht, digests)
    mee = [(levering.agb, levering.bestand) for levering in intake.gecontroleerd if levering.akkoord]
    kwaliteit = {agb: oordeel for agb, bestand in mee if (oordeel := digests[bestand].kwaliteit)}
    return intake, Measured(
        {agb: cijfers[bestand] for agb, bestand in mee},
        kwaliteit,
        {agb: met_rijen[bestand] for agb, bestand in mee if digests[bestand].klein},
    )


def take_in_rows(
    kader: RoundContext, opdracht: Request, melder: Reporter, alleen: Sequence[str] = ()
) -> Intake[CheckedLevering]:
    """Files with their rows, to explain a figure by. `alleen`: file names to keep to, as they are printed; empty = all."""
    namen = printable_names(find_leveringen(kader.ronde_map))
    paden = [pad for pad in namen if not alleen or namen[pad] in alleen]
    with melder.fase("Leveringen", len(paden)) as stap:
        gelezen = list(_read(kader, opdracht, paden, itself, lambda levering: stap(levering.bestand)))
    return check_alle(gelezen, kader.register, kader.definities, kader.ronde, _last_year(kader))


def _read(
    kader: RoundContext,
    opdracht: Request,
    paden: Sequence[Path],
    daarna: Callable[[list[Levering]], list[T]],
    meld: Callable[[T], None] = nothing,
) -> Iterator[T]:
    kolommen = load_kolommen(kader.ronde_map)
    return read_each(paden, daarna, kader.definities, kader.ronde, kolommen, opdracht.processen, meld)


def _sorted_out(kader: RoundContext, opdracht: Request, digests: Mapping[str, Digest]) -> Intake[IngenomenLevering]:
    """Whose each file is. Two files of one zorgaanbieder are read again: whether they share clients is in their rows."""
    hoe_vaak = Counter(digest.agb for digest in digests.values() if digest.agb in kader.register)
    dubbel = {digest.bestand for digest in digests.values() if hoe_vaak[digest.agb] > 1}
    namen = printable_names(find_leveringen(kader.ronde_map))
    paden = [pad for pad in namen if namen[pad] in dubbel]
    met_rijen = {levering.bestand: levering for levering in _read(kader, opdracht, paden, itself)}
    leveringen = [met_rijen.get(bestand) or _without_tables(digest) for bestand, digest in digests.items()]
    return sort_out(leveringen, kader.register, lambda levering: _verdict(levering, digests[levering.bestand]))


def _without_tables(digest: Digest) -> Levering:
    return Levering(digest.bestand, digest.agb, {}, digest.rijen_gelezen, digest.findings)


def _verdict(levering: Levering, digest: Digest) -> IngenomenLevering | AfgekeurdeLevering:
    return digest.ingenomen or refuse(levering, *digest.afgekeurd[len(levering.findings) :])


def _write_answer(kader: RoundContext, digest: Digest, een: Digested) -> None:
    if een.spoor:
        LOG.error("%s: het antwoord kon niet worden geschreven\n%s", digest.bestand, een.spoor)
    for naam, inhoud in een.antwoord.items():
        write_answer(kader.uitvoer.bevindingen, naam, inhoud)


def answer(kader: RoundContext, intake: Intake[IngenomenLevering]) -> None:
    """A findings workbook and a mail text about every file that was refused; and the key figures that next year is compared with.

    Those of every other levering were written when it was taken in.
    """
    namen = {levering.agb for levering in intake.gecontroleerd}
    for levering in intake.afgekeurd:
        drager = kader.register.get(levering.agb or "")
        organisatie, contactpersoon = (drager.naam, drager.contactpersoon) if drager else ("", "")
        try:
            antwoord = make_antwoord(levering, kader.ronde, organisatie, contactpersoon)
            write_bevindingen(kader.uitvoer.bevindingen, antwoord)
        except UserError:
            raise
        except Exception as fout:  # a mistake of ours met in one answer must not keep the others from theirs
            LOG.exception("%s: het antwoord kon niet worden geschreven", levering.bestand)
            antwoord = make_antwoord(without_answer(levering, fout), kader.ronde, organisatie, contactpersoon)
            write_bevindingen(kader.uitvoer.bevindingen, antwoord)
        namen.add(antwoord.naam)
    for pad in kader.uitvoer.bevindingen.glob("*"):
        if pad.stem not in namen:
            pad.unlink()  # an answer about a file that is no longer delivered
    cijfers = {levering.agb: levering.kengetallen for levering in intake.gecontroleerd}
    write_whole(kader.uitvoer.map / KENGETALLEN, json.dumps(cijfers, indent=1).encode())


def _last_year(kader: RoundContext) -> Mapping[str, Mapping[str, float]] | None:
    """Last year's key figures per AGB-code, when that round was built in the same output folder."""
    pad = kader.uitvoer.map.parent / str(kader.ronde.verslagjaar - 1) / KENGETALLEN
    return json.loads(pad.read_text()) if pad.is_file() else None


def hash_input(kader: RoundContext) -> Mapping[str, str]:
    """Printable file name -> SHA-256 of everything in the round's folder that the reports depend on."""
    vast = [kader.ronde_map / naam for naam in ("ronde.toml", "keurmerkdragers.xlsx", "kolommen.toml", "voorwoord.md")]
    alle = [
        *vast,
        *_files(find_leveringen(kader.ronde_map)),
        *sorted((kader.ronde_map / "toelichtingen").glob("*.md")),
        *sorted((kader.ronde_map / "notities").glob("*.json")),
        *sorted((kader.ronde_map / "afspraken").glob("*.json")),
        *_invited_to(kader),
    ]
    hashes: dict[str, str] = {}
    for pad in (pad for pad in alle if pad.is_file()):
        naam = printable(pad.relative_to(kader.ronde_map).as_posix())
        while naam in hashes:  # another name, printed the same
            naam += "'"
        hashes[naam] = _hash(pad)
    return hashes


def _invited_to(kader: RoundContext) -> list[Path]:
    """The settings of the meeting that the reports invite to: only those, so that signing up changes no report."""
    bijeenkomst = kader.ronde.bijeenkomst
    alle = sorted((kader.ronde_map / MEETINGS).glob("*.toml")) if bijeenkomst else []
    return [pad for pad in alle if bijeenkomst and load_toml(pad).get("titel") == bijeenkomst.titel]


def _hash(pad: Path) -> str:
    """What cannot be read has no hash; that it cannot is said of the levering itself."""
    try:
        return sha256(pad.read_bytes())
    except OSError as fout:
        return f"niet te lezen: {fout.strerror}"


def _files(paden: Sequence[Path]) -> list[Path]:
    return [bestand for pad in paden for bestand in (sorted(pad.rglob("*")) if pad.is_dir() else [pad])]
