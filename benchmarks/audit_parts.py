"""What each part of the audit gives back or takes, and what it costs: .venv/bin/python -m benchmarks.audit_parts [RONDE ...].

The release of a round is made again with one part switched off. A part that proves more gives numbers back: without it
more is left out. A part that knows more takes numbers: without it more would go out than is safe. Printed per part: numbers
in documents given back (+) or taken (-), CPU seconds that it costs, and its lines of code. Without a round: a demo of thirty.
"""

import inspect
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from spiegelrapport.audit import (
    certificate,
    class_bounds,
    conditions,
    joint_audit,
    median_audit,
    past,
    relations,
    slots,
    suppression,
)
from spiegelrapport.audit.attack_intervals import Audit
from spiegelrapport.audit.joint_audit import AuditedFigure
from spiegelrapport.audit.linear_program import Program
from spiegelrapport.audit.moves import Moves
from spiegelrapport.audit.pooled_audit import PooledSearch
from spiegelrapport.audit.suppression import Restoring
from spiegelrapport.demo import make_ronde
from spiegelrapport.disclose import bands, disclose, onthulling
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.onthulling import Grootboek, GrootboekRonde, Onthulling
from spiegelrapport.pipeline.computation import Computed, compute
from spiegelrapport.pipeline.intake import take_in
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import RoundContext, load_round_context

Swap = tuple[Any, str, Any]  # owner, name of what is replaced, and by what


@dataclass(frozen=True)
class Part:
    """`swaps` switch it off; `code`: what could then be dropped. `again`: seen in a second edition only."""

    name: str
    swaps: Sequence[Swap]
    code: Sequence[Any]
    again: bool = False


def _no_trades(self: Moves, *_: Any) -> Any:
    return np.zeros((len(self.telt), len(self.partners)), dtype=bool)


def _no_guard(self: Moves, *_: Any) -> Any:
    geen = _no_trades(self)
    return geen, np.where(geen, 0.0, np.inf), np.where(geen, 0.0, -np.inf)


def _stays_out(self: Restoring, begin: Audit, keuzes: Any) -> Any:
    audit = suppression._toegepast(begin, keuzes)
    return list(keuzes), audit, self.proef(audit)


def _nothing_before(_: Grootboek, stelsel: Any, ronde: Any) -> past.Past:
    return past.verleden(Grootboek(), stelsel, ronde)


PARTS = (
    Part(
        "coalities exact, waar het scherm te smal is",
        [(PooledSearch, "_exact", lambda *_: None)],
        [PooledSearch._exact],
    ),
    Part(
        "tellingen in hele getallen (programma's)",
        [(Program, "_geheeltallig", lambda _, lineair: lineair)],
        [Program._geheeltallig],
    ),
    Part("kwantielen: ruilen", [(Moves, "_ruil", _no_trades)], [Moves._ruil]),
    Part("kwantielen: plaats innemen", [(Moves, "_wissel", _no_guard)], [Moves._wissel, Moves.wisselbaar.func]),
    Part(
        "kwantielen en gepoold samen (heel)",
        [(Audit, "samen", lambda *_, **__: [])],
        [joint_audit, slots, Audit.samen, conditions.Publication.paren],
    ),
    Part(
        "kwantielen en gepoold samen: ruilen",
        [(AuditedFigure, "partners", lambda *_: np.zeros(0, dtype=np.intp))],
        [AuditedFigure.partners],
    ),
    Part("gepoolde medianen", [(Audit, "medianen", lambda *_, **__: [])], [median_audit, Audit.medianen]),
    Part("onderdrukking: 24 kandidaten in plaats van 1", [(suppression, "GENOEG_GEPROBEERD", 1)], [Restoring._beste]),
    Part("onderdrukking: terugzetten", [(Restoring, "_terug", _stays_out)], [Restoring._terug]),
    Part(
        "verbanden tussen cijfers",
        [
            (relations, "_delen", lambda *_: []),
            (relations, "_verschillen", lambda *_: {}),
            (relations, "_gehelen", lambda *_: None),
            (relations, "_afdruk", lambda _, __, rij: bytes(str(rij), "ascii")),
        ],
        [relations._delen, relations._verschillen, relations._gehelen, relations._afdruk, relations._vervallen],
    ),
    Part(
        "klassegrenzen",
        [(onthulling, "known_bands", lambda *_: {})],
        [bands, class_bounds],
    ),
    Part("eerdere uitgaven", [(certificate, "verleden", _nothing_before)], [past], again=True),
)


def lines(code: Sequence[Any]) -> int:
    """Lines that are not blank; a docstring counts."""
    return sum(bool(line.strip()) for thing in code for line in inspect.getsource(thing).splitlines())


@contextmanager
def without(part: Part) -> Iterator[None]:
    with ExitStack() as stack:
        for owner, name, new in part.swaps:
            stack.enter_context(patch.object(owner, name, new))
        yield


@dataclass(frozen=True)
class Round:
    kader: RoundContext
    werk: Computed
    eerder: Computed  # the same without its largest zorgaanbieder

    def release(self, eerder: Grootboek) -> tuple[Onthulling, float]:
        begin = time.process_time()
        kader, werk = self.kader, self.werk
        uit = disclose(
            werk.benchmark, kader.register, werk.kwaliteit, kader.definities, kader.ronde, eerder, werk.kleine
        )
        return uit, time.process_time() - begin


class Shown(NamedTuple):
    """Numbers of groups in documents; and by the weight that the search for the least suppression gives each.

    A pooled value is worth four, a median two; a total of the reporting year three times that.
    """

    numbers: int
    weight: float

    @classmethod
    def of(cls, uit: Onthulling) -> "Shown":
        jaar = str(uit.certificaat.verslagjaar)
        cells = [
            (3.0 if (s.periode, s.uitsplitsing) == (jaar, TOTAAL) else 1.0, cel)
            for p in uit.publishables.values()
            for s, cijfer in p.cijfers.items()
            for cel in cijfer.groepen
        ]
        found = [
            w * gewicht
            for w, cel in cells
            for veld, gewicht in suppression.GEWICHT.items()
            if getattr(cel, veld) is not None
        ]
        return cls(len(found), sum(found))


def tell(ronde: Round, naam: str) -> None:
    nieuw, kosten = ronde.release(Grootboek())
    eerst, _ = replace(ronde, werk=ronde.eerder).release(Grootboek())
    versie = replace(ronde.kader.ronde, versie="2")
    tweede = replace(ronde, kader=replace(ronde.kader, ronde=versie))
    boek = Grootboek((GrootboekRonde(versie.verslagjaar, "1", 1, "hash1", "", eerst.grootboekregels),))
    begin = {False: (Shown.of(nieuw), kosten)}
    weer, duur = tweede.release(boek)
    begin[True] = Shown.of(weer), duur
    t = nieuw.certificaat.telling
    print(
        f"{naam}: {begin[False][0].numbers} groepsgetallen in {len(nieuw.publishables)} documenten, {kosten:.1f} CPU s; "
        f"{t.programmas} lineaire en {t.geheeltallig} geheeltallige programma's, {t.doelen} intervallen; "
        f"tweede uitgave, met één zorgaanbieder meer: {begin[True][0].numbers} en {duur:.1f} CPU s"
    )
    print(f"{'onderdeel':48} {'getallen':>9} {'gewogen':>9} {'CPU s':>7} {'regels':>7}")
    for part in PARTS:
        with without(part):
            uit, zonder = (tweede if part.again else ronde).release(boek if part.again else Grootboek())
        met, zo = begin[part.again][0], Shown.of(uit)
        getallen, gewogen, cpu = met.numbers - zo.numbers, met.weight - zo.weight, begin[part.again][1] - zonder
        print(f"{part.name:48} {getallen:+9d} {gewogen:+9.0f} {cpu:+7.1f} {lines(part.code):7d}", flush=True)


class _Stil:
    def zeg(self, regel: str) -> None:
        pass

    @contextmanager
    def fase(self, naam: str, totaal: int) -> Iterator[Callable[[str], None]]:  # noqa: ARG002
        yield lambda _: None


def main() -> None:
    with TemporaryDirectory() as map_:
        rondes = [Path(a) for a in sys.argv[1:]]
        if not rondes:
            rondes = [Path(map_) / "ronde"]
            make_ronde(rondes[0], 30, 1)
        for plek, pad in enumerate(rondes):
            opdracht = Request(pad, Path(map_) / str(plek))
            kader = load_round_context(opdracht)
            with kader.uitvoer.alleen():
                intake = take_in(kader, opdracht, _Stil())
                werk = compute(kader, intake, _Stil())
                minder = sorted(intake.gecontroleerd, key=lambda levering: levering.rijen_gelezen["trajecten"])[:-1]
                eerder = compute(kader, replace(intake, gecontroleerd=tuple(minder)), _Stil())
            tell(Round(kader, werk, eerder), str(pad))


if __name__ == "__main__":
    main()
