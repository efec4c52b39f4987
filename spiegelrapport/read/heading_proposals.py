"""Proposes which unknown headings of a file are which of our columns; a person decides."""

from collections import Counter
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
from spiegelrapport.read.heading_samples import samples, unknown_codes
from spiegelrapport.read.headings import HeadingList, make_koppenlijsten, match_headings, norm, text_of
from spiegelrapport.read.objection import Objection
from spiegelrapport.read.remarks import find
from spiegelrapport.read.round_headings import Kolommen, apply
from spiegelrapport.read.table_finder import KOPREGELS_VOORAAN, known_sheet

ZEKER, VOORSPRONG = 0.85, 0.15  # likeness that needs no second thought, when nothing else comes near
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
    alle_koppen: tuple[
        str, ...
    ]  # what else it could be: for a required column all that is left, else what its values allow
    zeker: bool  # whether the first proposal is beyond doubt


@dataclass(frozen=True, slots=True)
class CodeQuestion:
    """A spelling in a column of codes that is no code of ours."""

    kolom: Kolom
    kop: str
    waarde: str
    keuzes: Mapping[str, str]  # our code -> what it is called


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """A sheet that looks like a table of ours: what is known already, and what could be."""

    blad: str
    tabel: str
    bladnaam_bekend: bool
    bekend: Mapping[str, str]  # our name -> heading
    voorstellen: tuple[Proposal, ...]
    monsters: Mapping[str, tuple[str, ...]]  # heading not used yet -> a few of its values, where they may be shown
    vreemde_codes: tuple[CodeQuestion, ...]


def propose(pad: Path, definities: Definities, kolommen: Kolommen) -> tuple[SheetProposal, ...]:
    """Per sheet that has headings. A file that cannot be read is an InputError."""
    exports = apply(definities.exports, kolommen)
    lijsten = make_koppenlijsten(exports)
    instrumenten = {code: (i.naam, *i.aliassen) for code, i in definities.instrumenten.items()}
    spellingen = codes(lijsten, instrumenten)
    try:
        bladen = read_ruw(pad)
    except Objection as bezwaar:
        melding = find(bezwaar.code, pad.name, **bezwaar.woorden)
        raise InputError(melding.bericht, waar=str(pad), tip=melding.herstel) from None
    namen = {code: i.naam for code, i in definities.instrumenten.items()}
    gevonden = [_blad(blad, lijsten, spellingen, definities.privacy, namen) for blad in bladen]
    return tuple(voorstel for voorstel in gevonden if voorstel is not None)


def add(kolommen: Kolommen, tabel: str, kolom: str, kop: str) -> Kolommen:
    """The mapping with one heading more, before those that were there."""
    oud: Mapping[str, tuple[str, ...]] = getattr(kolommen, tabel)
    koppen = (kop, *(k for k in oud.get(kolom, ()) if k != kop))
    return replace(kolommen, **{tabel: {**oud, kolom: koppen}})  # type: ignore[arg-type]


def add_code(kolommen: Kolommen, kolom: str, code: str, waarde: str) -> Kolommen:
    """The mapping with one spelling of a code more."""
    oud = kolommen.codes.get(kolom, {})
    return replace(kolommen, codes={**kolommen.codes, kolom: {**oud, code: (*oud.get(code, ()), waarde)}})


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
    namen: Mapping[str, str],
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
    koppen = _numbered([text_of(cel) for cel in blad.rijen[i]])
    treffers = match_headings([(text_of(cel),) if text_of(cel) else () for cel in blad.rijen[i]], lijst)
    rijen = blad.rijen[i + 1 :]
    vrij = {
        kop: [rij[j] for rij in rijen[:STEEKPROEF]]
        for j, kop in enumerate(koppen)
        if kop and j not in treffers and privacy.kind_of(kop, verboden) is None
    }
    vrij = {kop: cellen for kop, cellen in vrij.items() if not privacy.are_bsns(cellen)}
    bekend = {treffer.naam: treffer.kop for treffer in treffers.values()}
    tabel = lijst.export.tabel
    return SheetProposal(
        blad.naam,
        tabel,
        norm(blad.naam) in lijst.bladen,
        bekend,
        tuple(
            _proposal(blad.naam, lijst, kolom, vrij, spellingen.get((tabel, kolom.naam), {}))
            for kolom in lijst.export.kolommen
            if kolom.naam not in bekend
        ),
        {kop: samples(cellen) for kop, cellen in vrij.items()},
        tuple(
            CodeQuestion(kolom, treffer.kop, waarde, _choices(kolom, namen))
            for j, treffer in treffers.items()
            if (kolom := lijst.kolommen[treffer.naam]).type == "code"
            for waarde in unknown_codes([rij[j] for rij in rijen], kolom, spellingen.get((tabel, kolom.naam), {}))
        ),
    )


def _numbered(koppen: Sequence[str]) -> list[str]:
    """The second of two equal headings goes by '<heading> (2)', as kolommen.toml may call it."""
    geteld: Counter[str] = Counter()
    uit = []
    for kop in koppen:
        geteld[norm(kop)] += 1
        uit.append(kop if geteld[norm(kop)] == 1 or not kop else f"{kop} ({geteld[norm(kop)]})")
    return uit


def _choices(kolom: Kolom, instrumenten: Mapping[str, str]) -> dict[str, str]:
    """Our codes with a word for each."""
    if kolom.naam == "instrument":
        return dict(instrumenten)
    return {
        code: next((woord for woord in woorden if woord.lower() != code.lower()), code)
        for code, woorden in kolom.waarden.items()
    }


def _proposal(
    blad: str, lijst: HeadingList, kolom: Kolom, vrij: Mapping[str, list[object]], bekend: Mapping[str, str]
) -> Proposal:
    past = [kop for kop, cellen in vrij.items() if _past(kolom, cellen, bekend)]
    scores = sorted(((_likeness(kop, kolom), kop) for kop in past), key=lambda paar: -paar[0])
    koppen = tuple(kop for score, kop in scores if score >= LIJKT)[:VOORSTELLEN]
    rest = tuple(vrij) if kolom.verplicht else tuple(past)
    return Proposal(lijst.export.tabel, blad, kolom, koppen, rest, _is_sure(scores, kolom, lijst))


def _is_sure(scores: Sequence[tuple[float, str]], kolom: Kolom, lijst: HeadingList) -> bool:
    """Beyond doubt: very like this column, and far less like any other column, known ones too; no other heading near it."""
    if not scores or scores[0][0] < ZEKER:
        return False
    score, kop = scores[0]
    anderen = [_likeness(kop, ander) for ander in lijst.kolommen.values() if ander.naam != kolom.naam]
    return score - max([*anderen, *(andere for andere, _ in scores[1:])], default=0.0) >= VOORSPRONG


def _likeness(kop: str, kolom: Kolom) -> float:
    """How much a heading looks like the nearest of a column's own."""
    return max(_gelijkenis(norm(kop), norm(woord)) for woord in (kolom.kop, *kolom.aliassen))


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
