"""leveringen/ -> everything that came in, read and judged, with the answers for the zorgaanbieders written."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from spiegelrapport.definitions.strict import load_toml
from spiegelrapport.digest import Digest, Digested, Digester, joint, opened
from spiegelrapport.dutch import aantal
from spiegelrapport.errors import InputError, UserError
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Kwaliteitstelling, Meetwaarden
from spiegelrapport.model.leveringen import (
    AfgekeurdeLevering,
    CheckedLevering,
    IngenomenLevering,
    Intake,
    Levering,
    Rijen,
)
from spiegelrapport.pipeline.digest_store import DigestStore
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
    """The figures of everybody who takes part, the joint report's among them; `kleine` are those who share that."""

    cijfers: Mapping[str, Meetwaarden]
    kwaliteit: Mapping[str, Kwaliteitstelling]
    kleine: frozenset[str]


def take_in(
    kader: RoundContext, opdracht: Request, melder: Reporter, *, antwoorden: bool = False
) -> tuple[Intake[IngenomenLevering], Measured]:
    """Every file read, judged and measured in a child process; nothing is lost between the files and the Intake.

    What has not changed since the last time is not read again. `antwoorden`: also write the answer to each levering that
    was judged, and keep what came of it.
    """
    paden = find_leveringen(kader.ronde_map)
    namen = printable_names(paden)
    vorige = _last_year(kader) or {}
    voorraad = DigestStore(kader, vorige)
    bekend = {} if opdracht.opnieuw else _kept(voorraad, paden, namen)
    if bekend:
        melder.zeg(f"{aantal(len(bekend), 'levering is', 'leveringen zijn')} niet veranderd en al gelezen.")
    te_lezen = [pad for pad in paden if namen[pad] not in bekend]
    digester = Digester(kader.register, kader.definities, kader.ronde, vorige, antwoorden)
    rijen: dict[str, Rijen] = {}
    with melder.fase("Leveringen", len(te_lezen)) as stap:
        for pad, een in zip(te_lezen, _read(kader, opdracht, te_lezen, digester), strict=True):
            bekend[namen[pad]] = opened(een.inhoud)
            rijen |= {namen[pad]: een.rijen} if een.rijen else {}
            if antwoorden:
                _write_answer(kader, namen[pad], een)
                voorraad.keep(pad, een)
            stap(namen[pad])
    intake = _sorted_out(kader, opdracht, {namen[pad]: bekend[namen[pad]][0] for pad in paden})
    mee = {levering.agb: bekend[levering.bestand] for levering in intake.gecontroleerd if levering.akkoord}
    cijfers = {agb: gemeten for agb, (_, gemeten) in mee.items() if gemeten}
    kleine = {digest.bestand: agb for agb, (digest, _) in mee.items() if digest.klein}
    if kleine:
        leden = [(pad, bekend[namen[pad]][0]) for pad in paden if namen[pad] in kleine]
        samen = None if opdracht.opnieuw else voorraad.load_joint(leden)
        if samen is None:
            los = [pad for pad, digest in leden if digest.bestand not in rijen]
            nog = zip(los, _read(kader, opdracht, los, digester), strict=True)
            rijen |= {namen[pad]: een.rijen for pad, een in nog if een.rijen}
            eigen = {agb: rijen[bestand] for bestand, agb in kleine.items()}
            samen = joint(eigen, kader.definities, kader.ronde)
            if antwoorden:
                voorraad.keep_joint(leden, samen)
        cijfers[KLEINE_AANBIEDERS] = samen
    if antwoorden:
        voorraad.clean(namen.values())
    kwaliteit = {agb: digest.kwaliteit for agb, (digest, _) in mee.items() if digest.kwaliteit}
    return intake, Measured(cijfers, kwaliteit, frozenset(kleine.values()))


def _kept(
    voorraad: DigestStore, paden: Sequence[Path], namen: Mapping[Path, str]
) -> dict[str, tuple[Digest, Meetwaarden | None]]:
    gevonden = {namen[pad]: voorraad.load(pad, namen[pad]) for pad in paden}
    return {naam: uitkomst for naam, uitkomst in gevonden.items() if uitkomst}


def take_in_rows(
    kader: RoundContext, opdracht: Request, melder: Reporter, alleen: Sequence[str] = ()
) -> Intake[CheckedLevering]:
    """Files with their rows, to explain a figure by. `alleen`: file names to keep to, as they are printed; empty = all."""
    namen = printable_names(find_leveringen(kader.ronde_map))
    paden = [pad for pad in find_leveringen(kader.ronde_map) if not alleen or namen[pad] in alleen]
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


def _write_answer(kader: RoundContext, bestand: str, een: Digested) -> None:
    if een.spoor:
        LOG.error("%s: het antwoord kon niet worden geschreven\n%s", bestand, een.spoor)
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
