"""Who takes part, wishes and sizes -> a proposal of who sits where, to be changed and then taken over into deelnemers.xlsx."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spiegelrapport.dutch import aantal
from spiegelrapport.errors import InputError
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Spiegelbijeenkomst
from spiegelrapport.new_round.proposal_sheet import write_proposal_sheet
from spiegelrapport.new_round.sheet_cells import fill
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.meetings import MeetingStanding, read_meeting
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import load_round_context
from spiegelrapport.read.meeting import MAP
from spiegelrapport.read.participants import BESTAND, empty_rooms
from spiegelrapport.read.proposed_rooms import read_proposal

VOORSTEL = "voorstel-indeling.xlsx"
KLASSEN = 3  # of size: small, middle, large


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant's proposed room; "" where every room is full."""

    deelnemer: Deelnemer
    ruimte: str
    waarom: str


@dataclass
class _Rooms:
    """Who sits where so far, per room by class of size."""

    bijeenkomst: Spiegelbijeenkomst
    klassen: Mapping[str, int]
    bezet: dict[str, Counter[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bezet = {naam: Counter() for naam in self.bijeenkomst.ruimtes}

    def has_room(self, naam: str) -> bool:
        return self.bezet[naam].total() < self.bijeenkomst.per_ruimte

    def take(self, naam: str, agb: str) -> None:
        self.bezet[naam][self.klassen.get(agb, 0)] += 1

    def most_mixed(self, agb: str) -> str:
        """The room with the fewest of this size, then the fewest of all; "" when all are full."""
        klasse = self.klassen.get(agb, 0)
        vrij = [naam for naam in self.bezet if self.has_room(naam)]
        return min(vrij, key=lambda naam: (self.bezet[naam][klasse], self.bezet[naam].total()), default="")


def propose(
    deelnemers: Sequence[Deelnemer], bijeenkomst: Spiegelbijeenkomst, trajecten: Mapping[str, float]
) -> tuple[Seat, ...]:
    """A seat for who has none: wishes first in the order of the sheet, then the largest, each where its size is rarest.

    Who sits somewhere already stays there. `trajecten`: how large somebody is; who is not in it counts as small.
    """
    kamers = _Rooms(bijeenkomst, size_classes(deelnemers, trajecten))
    for deelnemer in deelnemers:
        if deelnemer.ruimte:
            kamers.take(deelnemer.ruimte, deelnemer.agb)
    plekken: dict[str, Seat] = {}
    zonder = [deelnemer for deelnemer in deelnemers if not deelnemer.ruimte]
    for deelnemer in zonder:
        if deelnemer.wens and kamers.has_room(deelnemer.wens):
            kamers.take(deelnemer.wens, deelnemer.agb)
            plekken[deelnemer.agb] = Seat(deelnemer, deelnemer.wens, "de eigen wens")
    over = [deelnemer for deelnemer in zonder if deelnemer.agb not in plekken]
    for deelnemer in sorted(over, key=lambda een: (-trajecten.get(een.agb, 0.0), een.rij)):
        naam = kamers.most_mixed(deelnemer.agb)
        if naam:
            kamers.take(naam, deelnemer.agb)
        plekken[deelnemer.agb] = Seat(deelnemer, naam, _why(deelnemer, naam))
    return tuple(plekken[deelnemer.agb] for deelnemer in zonder)


def size_classes(deelnemers: Sequence[Deelnemer], trajecten: Mapping[str, float]) -> dict[str, int]:
    """0 for the smallest third, 2 for the largest."""
    op_maat = sorted(deelnemers, key=lambda een: (trajecten.get(een.agb, 0.0), een.agb))
    return {een.agb: plek * KLASSEN // max(1, len(op_maat)) for plek, een in enumerate(op_maat)}


def _why(deelnemer: Deelnemer, naam: str) -> str:
    if not naam:
        return "alle ruimtes zijn vol"
    return "de ruimte van de wens is vol" if deelnemer.wens else "zo zitten groot en klein door elkaar"


def write_proposal(opdracht: Request, naam: str) -> tuple[str, ...]:
    """voorstel-indeling.xlsx beside deelnemers.xlsx, and what to do with it; deelnemers.xlsx is not touched."""
    stand = read_meeting(opdracht.ronde_map, naam)
    vrijgave = saved_release.load(load_round_context(opdracht), ook_verouderd=True)
    trajecten = {
        agb: een.kwaliteit.trajecten.waarde or 0.0 for agb, een in (vrijgave.publishables if vrijgave else {}).items()
    }
    plekken = propose(stand.deelnemers, stand.bijeenkomst, trajecten)
    if not plekken:
        return ("Iedereen is al ingedeeld; er is niets voorgesteld.",)
    pad = opdracht.ronde_map / MAP / naam / VOORSTEL
    rijen = [
        (d.agb, d.persoon, trajecten.get(d.agb), d.wens, seat.ruimte, seat.waarom)
        for seat in plekken
        for d in (seat.deelnemer,)
    ]
    write_proposal_sheet(pad, rijen, list(stand.bijeenkomst.ruimtes))
    return (*_described(plekken, stand, bekend=bool(trajecten)), *_next(pad, naam, opdracht.ronde_map))


def take_over(ronde_map: Path, naam: str) -> tuple[str, ...]:
    """The rooms of the proposal, as it stands now, into the empty cells *Ruimte* of deelnemers.xlsx; nothing else changes."""
    stand, map_ = read_meeting(ronde_map, naam), ronde_map / MAP / naam
    voorstel, leeg = read_proposal(map_ / VOORSTEL, naam), empty_rooms(map_)
    onbekend = sorted({ruimte for ruimte in voorstel.values() if ruimte not in stand.bijeenkomst.ruimtes})
    if onbekend:
        raise InputError(
            f"onbekende ruimte '{onbekend[0]}' in het voorstel",
            waar=f"{VOORSTEL}, kolom Ruimte",
            tip=f"de ruimtes zijn: {', '.join(stand.bijeenkomst.ruimtes)}",
        )
    teksten = {leeg[agb]: ruimte for agb, ruimte in voorstel.items() if agb in leeg}
    if teksten:
        fill(map_ / BESTAND, teksten)
    overgeslagen = sorted(set(voorstel) - set(leeg))
    return (
        f"{aantal(len(teksten), 'deelnemer', 'deelnemers')} ingedeeld in {map_ / BESTAND}.",
        *(f"Niet overgenomen: {agb} heeft al een ruimte, of staat er niet meer in." for agb in overgeslagen),
    )


def _described(plekken: Sequence[Seat], stand: MeetingStanding, *, bekend: bool) -> Iterator[str]:
    telling = Counter(seat.ruimte for seat in plekken) + Counter(een.ruimte for een in stand.deelnemers if een.ruimte)
    yield f"Voorstel voor {aantal(len(plekken), 'deelnemer', 'deelnemers')} zonder ruimte:"
    for naam in stand.bijeenkomst.ruimtes:
        erbij = sum(seat.ruimte == naam for seat in plekken)
        yield f"- {naam}: {erbij} erbij, samen {telling[naam]} van hoogstens {stand.bijeenkomst.per_ruimte}."
    for seat in plekken:
        if not seat.ruimte or (seat.deelnemer.wens and seat.ruimte != seat.deelnemer.wens):
            yield f"Let op: {seat.deelnemer.agb} ({BESTAND}, rij {seat.deelnemer.rij}, Wens): {seat.waarom}."
    if not bekend:
        yield "Let op: er zijn nog geen rapporten, dus de omvang is niet bekend; groot en klein zijn niet gemengd."


def _next(pad: Path, naam: str, ronde_map: Path) -> tuple[str, ...]:
    return (
        f"Het voorstel staat in {pad}; wijzig daar wat je anders wilt.",
        f"Neem het over met: spiegelrapport bijeenkomst indelen {naam} --neem-over --ronde {ronde_map}",
    )
