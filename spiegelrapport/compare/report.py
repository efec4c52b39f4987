"""One document's published cells -> the same document with every comparison, what stands out, and how often chance would."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from spiegelrapport.compare.comparison import Array, Outcome, Own, Pair, Published
from spiegelrapport.compare.comparison import compare as compare_cells
from spiegelrapport.compare.highlights import choose, count
from spiegelrapport.compare.percentiles import position
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import Rounding, rounding
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Chance, Cijfer, Gebruik, GroepCel, Mix, Publishable, Toestand, Vergelijking
from spiegelrapport.model.ronde import Drempels
from spiegelrapport.statistics.scales import choose as choose_scale

CHANCE: tuple[Chance, ...] = ("niet", "grens", "meer")
Name = TypeVar("Name")
USUAL: tuple[Toestand, ...] = ("lager", "binnen", "hoger")


def compare(publishable: Publishable, definities: Definities) -> Publishable:
    """Everything that is printed about own against group; nothing goes in but what the document holds."""
    beside = _compare_all(publishable, definities)
    cijfers = {
        sleutel: replace(cijfer, vergelijkingen=tuple(beside.get(sleutel, ())))
        for sleutel, cijfer in publishable.cijfers.items()
    }
    compared = replace(publishable, cijfers=cijfers)
    return replace(compared, meervoud=count(compared, definities), highlights=choose(compared, definities))


@dataclass(frozen=True, slots=True)
class _Pair:
    """One figure beside one group that has a target."""

    cijfer: Cijfer
    groep: GroepCel
    doel: float


def _compare_all(publishable: Publishable, definities: Definities) -> Mapping[Sleutel, list[Vergelijking]]:
    """All figures with the same scale and precision at once; per figure its groups in their order."""
    per_form: dict[Rounding, list[_Pair]] = {}
    for sleutel, cijfer in publishable.cijfers.items():
        for groep in cijfer.groepen if cijfer.eigen.waarde is not None and not cijfer.eigen.grens else ():
            doel = target(groep)
            if doel is not None:
                form = rounding(definities, sleutel.indicator, sleutel.maat)
                per_form.setdefault(form, []).append(_Pair(cijfer, groep, doel))
    found: dict[Sleutel, list[Vergelijking]] = {}
    for form, pairs in per_form.items():
        outcome, mixes = _outcome(pairs, form), _mixes(pairs, form)
        for row, pair in enumerate(pairs):
            naast = _vergelijking(pair, outcome, row, publishable.ronde.drempels)
            found.setdefault(pair.cijfer.sleutel, []).append(replace(naast, mix=mixes.get(row)))
    return found


def _outcome(pairs: Sequence[_Pair], form: Rounding) -> Outcome:
    scale = choose_scale(form.soort, form.eenheid, form.schaal)
    return compare_cells(_own(pairs), _published(pairs), scale, form.plaatsen, form.schaal)


def _mixes(pairs: Sequence[_Pair], form: Rounding) -> dict[int, Mix]:
    """Per pair that has one: the same comparison, with the value expected from the own case mix as the target."""
    rows = [row for row, pair in enumerate(pairs) if pair.groep.groep in pair.cijfer.verwacht]
    standardised = [replace(pairs[row], doel=pairs[row].cijfer.verwacht[pairs[row].groep.groep]) for row in rows]
    outcome = _outcome(standardised, form) if rows else None
    return {
        row: _mix(pair, outcome, place)
        for place, (row, pair) in enumerate(zip(rows, standardised, strict=True))
        if outcome
    }


def _mix(pair: _Pair, outcome: Outcome, row: int) -> Mix:
    difference = _number(outcome.difference, row)
    assert difference is not None
    low, high = (_number(limit, row) for limit in outcome.difference95)
    chance = None if pair.cijfer.beschrijft else _state(outcome.chance, row, CHANCE, 0)
    return Mix(pair.doel, difference, low, high, chance)


def target(groep: GroepCel) -> float | None:
    """What the own value is set against: the pooled value, or the median over zorgaanbieders where that is withheld."""
    if groep.grens:
        return None
    return groep.p50 if groep.gepoold is None else groep.gepoold


def _own(pairs: Sequence[_Pair]) -> Own:
    def column(field: str) -> Array:
        return _array(getattr(pair.cijfer.eigen, field) for pair in pairs)

    return Own(column("waarde"), column("onder"), column("boven"), column("n"))


def _published(pairs: Sequence[_Pair]) -> Published:
    shared = [pair.cijfer.parameters for pair in pairs]
    band = _array(pair.groep.p10 for pair in pairs), _array(pair.groep.p90 for pair in pairs)
    tau = _array(one.tau if one else None for one in shared)
    return Published(
        _array(pair.doel for pair in pairs), _array(one.binnen if one else None for one in shared), tau, band
    )


def _array(values: Iterable[float | None]) -> Array:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _vergelijking(pair: _Pair, outcome: Outcome, row: int, drempels: Drempels) -> Vergelijking:
    cijfer, groep = pair.cijfer, pair.groep
    difference = _number(outcome.difference, row)
    assert difference is not None
    basis = Vergelijking(
        groep=groep.groep,
        doel=pair.doel,
        verschil=difference,
        verschil_onder=_number(outcome.difference95[0], row),
        verschil_boven=_number(outcome.difference95[1], row),
        positie=position(cijfer.eigen, groep),
    )
    if cijfer.beschrijft:
        return basis
    reliability = _number(outcome.reliability, row)
    use = _use(reliability, drempels)
    return replace(
        basis,
        chance=_state(outcome.chance, row, CHANCE, 0),
        chance95=_pair(outcome.chance95, row),
        p_chance=_number(outcome.p_chance, row),
        usual=_state(outcome.usual, row, USUAL, 1) if use != "beschrijven" else None,
        usual95=_pair(outcome.usual95, row),
        afstand=_number(outcome.distance, row),
        betrouwbaarheid=reliability,
        gebruik=use,
        geschat=_number(outcome.shrunken, row),
        midden80=_pair(outcome.middle80, row) if groep.p10 is None or groep.p90 is None else None,
    )


def _use(reliability: float | None, drempels: Drempels) -> Gebruik:
    """What a reader may do with a figure; a reliability that is not known means: describe."""
    if reliability is None or reliability < drempels.betrouwbaar_beschrijven:
        return "beschrijven"
    return "vergelijken" if reliability >= drempels.betrouwbaar_vergelijken else "voorzichtig"


def _number(array: Array, row: int) -> float | None:
    value = float(array[row])
    return None if np.isnan(value) else value


def _pair(pair: Pair, row: int) -> tuple[float, float] | None:
    low, high = _number(pair[0], row), _number(pair[1], row)
    return None if low is None or high is None else (low, high)


def _state(array: Array, row: int, names: Sequence[Name], zero: int) -> Name | None:
    value = _number(array, row)
    return None if value is None else names[int(value) + zero]
