"""Proposes which unknown headings of a file are which of our columns; a person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from spiegelrapport.definitions.schema import Definities, Kolom
from spiegelrapport.errors import InputError
from spiegelrapport.read import privacy
from spiegelrapport.read.cell_grid import Blad
from spiegelrapport.read.column import read_kolom
from spiegelrapport.read.file import codes, read_ruw
from spiegelrapport.read.headings import HeadingList, make_koppenlijsten, match_headings, norm, text_of
from spiegelrapport.read.objection import Objection
from spiegelrapport.read.remarks import MELDINGEN
from spiegelrapport.read.round_headings import Kolommen, apply
from spiegelrapport.read.table_finder import KOPREGELS_VOORAAN, known_sheet

LIJKT = 0.6  # likeness of headings from which they are worth proposing
LEESBAAR = 0.9  # share of a column's values that must fit our column's type
STEEKPROEF = 200
VOORSTELLEN = 3
MINSTE_KOPPEN = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of our columns that the file's headings do not give, and the headings that could be it, best first."""

    tabel: str
    blad: str
    kolom: Kolom
    koppen: tuple[str, ...]  # proposals; may be empty
    alle_koppen: tuple[str, ...]  # everything on the sheet that is not used yet


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """A sheet that looks like a table of ours: what is known already, and what could be."""

    blad: str
    tabel: str
    bladnaam_bekend: bool
    bekend: Mapping[str, str]  # our name -> heading
    voorstellen: tuple[Proposal, ...]


def propose(pad: Path, definities: Definities, kolommen: Kolommen) -> tuple[SheetProposal, ...]:
    """Per sheet that has headings. A file that cannot be read is an InputError. Values are looked at, never shown."""
    exports = apply(definities.exports, kolommen)
    lijsten = make_koppenlijsten(exports)
    instrumenten = {code: (i.naam, *i.aliassen) for code, i in definities.instrumenten.items()}
    spellingen = codes(lijsten, instrumenten)
    try:
        bladen = read_ruw(pad)
    except Objection as bezwaar:
        melding = MELDINGEN[bezwaar.code]
        raise InputError(melding.bericht.format(**bezwaar.woorden), waar=str(pad), tip=melding.herstel) from None
    gevonden = [_blad(blad, lijsten, spellingen, definities.privacy) for blad in bladen]
    return tuple(voorstel for voorstel in gevonden if voorstel is not None)


def add(kolommen: Kolommen, tabel: str, kolom: str, kop: str) -> Kolommen:
    """The mapping with one heading more, before those that were there."""
    oud: Mapping[str, tuple[str, ...]] = getattr(kolommen, tabel)
    koppen = (kop, *(k for k in oud.get(kolom, ()) if k != kop))
    return replace(kolommen, **{tabel: {**oud, kolom: koppen}})  # type: ignore[arg-type]


def to_toml(kolommen: Kolommen) -> str:
    """The mapping as kolommen.toml holds it; what it holds already stays."""
    regels = ["# Koppen van een EPD die het programma nog niet kent. Uitleg: docs/kolommen.md"]
    for tabel in ("trajecten", "rom", "cqi", "sessies", "bladen"):
        koppen: Mapping[str, tuple[str, ...]] = getattr(kolommen, tabel)
        regels += ["", f"[{tabel}]"] if koppen else []
        regels += [f"{naam} = {_lijst(woorden)}" for naam, woorden in koppen.items()]
    for kolom, waarden in kolommen.codes.items():
        regels += ["", f"[codes.{kolom}]"]
        regels += [f"{_tekst(code)} = {_lijst(woorden)}" for code, woorden in waarden.items()]
    return "\n".join(regels) + "\n"


def _blad(
    blad: Blad,
    lijsten: Mapping[str, HeadingList],
    spellingen: Mapping[tuple[str, str], Mapping[str, str]],
    verboden: Mapping[str, Sequence[str]],
) -> SheetProposal | None:
    """The row that looks most like a heading of one of our tables, with what is missing from it."""
    beste = max(
        (
            (_lijkenis(blad.rijen[i], lijst) + 3 * (lijst is known_sheet(blad, lijsten)), -i, naam)
            for i in range(min(len(blad.rijen), KOPREGELS_VOORAAN))
            for naam, lijst in lijsten.items()
        ),
        default=(0.0, 0, ""),
    )
    if beste[0] < MINSTE_KOPPEN:
        return None
    i, lijst = -beste[1], lijsten[beste[2]]
    koppen = [text_of(cel) for cel in blad.rijen[i]]
    treffers = match_headings([(kop,) if kop else () for kop in koppen], lijst)
    bekend = {treffer.naam: treffer.kop for treffer in treffers.values()}
    rijen = blad.rijen[i + 1 : i + 1 + STEEKPROEF]
    vrij = {
        kop: [rij[j] for rij in rijen]
        for j, kop in enumerate(koppen)
        if kop and j not in treffers and privacy.kind_of(kop, verboden) is None
    }
    vrij = {kop: cellen for kop, cellen in vrij.items() if not privacy.are_bsns(cellen)}
    voorstellen = tuple(
        Proposal(
            lijst.export.tabel,
            blad.naam,
            kolom,
            _kandidaten(kolom, vrij, spellingen.get((lijst.export.tabel, kolom.naam), {})),
            tuple(vrij),
        )
        for kolom in lijst.export.kolommen
        if kolom.naam not in bekend
    )
    naam_bekend = norm(blad.naam) in lijst.bladen
    return SheetProposal(blad.naam, lijst.export.tabel, naam_bekend, bekend, voorstellen)


def _lijkenis(rij: Sequence[object], lijst: HeadingList) -> float:
    """Known headings count one, headings that look like one a half."""
    koppen = {norm(tekst) for cel in rij if (tekst := text_of(cel))}
    if len(koppen) < MINSTE_KOPPEN:
        return 0.0
    bekend = {lijst.index[kop][0] for kop in koppen if kop in lijst.index} & lijst.eigen
    lijkt = sum(
        any(_gelijkenis(kop, woord) >= LIJKT for woord in lijst.index) for kop in koppen if kop not in lijst.index
    )
    return len(bekend) + 0.5 * lijkt


def _kandidaten(kolom: Kolom, vrij: Mapping[str, list[object]], bekend: Mapping[str, str]) -> tuple[str, ...]:
    """Headings that look like one of the column's, and whose values our column can read."""
    woorden = [norm(woord) for woord in (kolom.kop, *kolom.aliassen)]
    scores = [
        (max(_gelijkenis(norm(kop), woord) for woord in woorden), kop)
        for kop, cellen in vrij.items()
        if _past(kolom, cellen, bekend)
    ]
    return tuple(kop for score, kop in sorted(scores, key=lambda paar: -paar[0]) if score >= LIJKT)[:VOORSTELLEN]


def _past(kolom: Kolom, cellen: list[object], bekend: Mapping[str, str]) -> bool:
    """Whether nearly all values can be read; a column without values fits nothing."""
    if all(cel == "" for cel in cellen):
        return False
    gelezen = read_kolom(cellen, kolom, bekend)
    fout = sum(len(plaatsen) for plaatsen in gelezen.problemen.values())
    return fout <= (1 - LEESBAAR) * len(cellen)


def _gelijkenis(een: str, ander: str) -> float:
    """1 for equal headings; a heading that holds the other counts by its length."""
    if min(len(een), len(ander)) >= 4 and (een in ander or ander in een):
        return max(0.7, min(len(een), len(ander)) / max(len(een), len(ander)))
    return SequenceMatcher(None, een, ander).ratio()


def _lijst(woorden: Sequence[str]) -> str:
    return f"[{', '.join(map(_tekst, woorden))}]"


def _tekst(woord: str) -> str:
    return '"' + woord.replace("\\", "\\\\").replace('"', '\\"') + '"'
