"""leveringen/ -> everything that came in, read and judged, with the answers for the zorgaanbieders written."""

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from spiegelrapport.definitions.strict import load_toml
from spiegelrapport.errors import InputError, UserError
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.model.leveringen import AfgekeurdeLevering, CheckedLevering, Intake
from spiegelrapport.pipeline.request import Reporter, Request
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.publish.answer_workbook import write_bevindingen
from spiegelrapport.read import load_kolommen, printable, printable_names, read_leveringen
from spiegelrapport.read.meeting import MAP as MEETINGS
from spiegelrapport.validate import check_alle, key_figures, make_antwoord, without_answer

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


def take_in(kader: RoundContext, opdracht: Request, melder: Reporter, alleen: Sequence[str] = ()) -> Intake:
    """Every file read in a child process and checked; nothing is lost between the files and the Intake.

    `alleen`: file names to keep to, as they are printed; empty = all.
    """
    namen = printable_names(find_leveringen(kader.ronde_map))
    paden = [pad for pad in find_leveringen(kader.ronde_map) if not alleen or namen[pad] in alleen]
    kolommen = load_kolommen(kader.ronde_map)
    with melder.fase("Leveringen", len(paden)) as stap:
        gelezen = list(
            read_leveringen(
                paden,
                kader.definities,
                kader.ronde,
                kolommen,
                opdracht.processen,
                lambda levering: stap(levering.bestand),
            )
        )
    return check_alle(gelezen, kader.register, kader.definities, kader.ronde, _last_year(kader))


def answer(kader: RoundContext, intake: Intake) -> None:
    """Per zorgaanbieder a findings workbook and a mail text; and the key figures that next year is compared with."""
    namen = set()
    alle: list[CheckedLevering | AfgekeurdeLevering] = [*intake.gecontroleerd, *intake.afgekeurd]
    for levering in alle:
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
    cijfers = {
        levering.agb: key_figures(levering.tabellen, kader.ronde.verslagjaar) for levering in intake.gecontroleerd
    }
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
