"""One document's published cells -> the same document with every comparison, what stands out, and how often chance would."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from spiegelrapport.compare.comparison import Array, Outcome, Own, Published
from spiegelrapport.compare.comparison import compare as compare_cells
from spiegelrapport.compare.highlights import choose, count
from spiegelrapport.compare.rows import OutcomeRow, rows, vergelijking
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import Rounding, rounding
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, Mix, Publishable, Vergelijking
from spiegelrapport.model.ronde import Drempels
from spiegelrapport.statistics.scales import choose as choose_scale


def compare(publishable: Publishable, definities: Definities) -> Publishable:
    """Everything that is printed about own against group; nothing goes in but what the document holds."""
    beside = _compare_all(publishable, definities)
    cijfers = {
        sleutel: replace(cijfer, vergelijkingen=tuple(beside.get(sleutel, ())))
        for sleutel, cijfer in publishable.cijfers.items()
    }
    compared = replace(publishable, cijfers=cijfers)
    return replace(compared, meervoud=count(compared, definities), highlights=choose(compared, definities))


def at_size(allen: Publishable, n: int, definities: Definities) -> Publishable:
    """What chance and the usual spread do around each group value for anybody with `n` clients, of a document that is nobody's."""
    cijfers = {
        sleutel: replace(cijfer, vergelijkingen=_around(cijfer, n, allen.ronde.drempels, definities))
        for sleutel, cijfer in allen.cijfers.items()
    }
    return replace(allen, cijfers=cijfers)


def _around(cijfer: Cijfer, n: int, drempels: Drempels, definities: Definities) -> tuple[Vergelijking, ...]:
    form = rounding(definities, cijfer.sleutel.indicator, cijfer.sleutel.maat)
    as_group = [
        _Pair(replace(cijfer, eigen=Cel(doel, doel, doel, n)), groep, doel)
        for groep in cijfer.groepen
        if (doel := target(groep)) is not None
    ]
    found = zip(as_group, rows(_outcome(as_group, form)), strict=True) if as_group else ()
    return tuple(vergelijking(pair.cijfer, pair.groep, pair.doel, row, drempels, None) for pair, row in found)


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
        if cijfer.eigen.waarde is None or cijfer.eigen.grens:
            continue
        pairs = [_Pair(cijfer, groep, doel) for groep in cijfer.groepen if (doel := target(groep)) is not None]
        if pairs:
            per_form.setdefault(rounding(definities, sleutel.indicator, sleutel.maat), []).extend(pairs)
    found: dict[Sleutel, list[Vergelijking]] = {}
    for form, pairs in per_form.items():
        mixes = _mixes(pairs, form)
        for place, (pair, row) in enumerate(zip(pairs, rows(_outcome(pairs, form)), strict=True)):
            naast = vergelijking(pair.cijfer, pair.groep, pair.doel, row, publishable.ronde.drempels, mixes.get(place))
            found.setdefault(pair.cijfer.sleutel, []).append(naast)
    return found


def _outcome(pairs: Sequence[_Pair], form: Rounding) -> Outcome:
    scale = choose_scale(form.soort, form.eenheid, form.schaal)
    return compare_cells(_own(pairs), _published(pairs), scale, form.plaatsen, form.schaal)


def _mixes(pairs: Sequence[_Pair], form: Rounding) -> dict[int, Mix]:
    """Per pair that has one: the same comparison, with the value expected from the own case mix as the target."""
    places = [place for place, pair in enumerate(pairs) if pair.groep.groep in pair.cijfer.verwacht]
    if not places:
        return {}
    standardised = [
        replace(pairs[place], doel=pairs[place].cijfer.verwacht[pairs[place].groep.groep]) for place in places
    ]
    outcome = rows(_outcome(standardised, form))
    return {place: _mix(pair, row) for place, pair, row in zip(places, standardised, outcome, strict=True)}


def _mix(pair: _Pair, row: OutcomeRow) -> Mix:
    return Mix(pair.doel, row.difference, row.low, row.high, None if pair.cijfer.beschrijft else row.chance)


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
