"""Everything that came in -> unpublished figures, and from those what may go out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spiegelrapport.compare import compare
from spiegelrapport.compare.view import report_part
from spiegelrapport.digest import join
from spiegelrapport.disclose import disclose
from spiegelrapport.errors import InputError
from spiegelrapport.group import group
from spiegelrapport.model.cijfers import Benchmark, Kwaliteitstelling
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.intake import Measured
from spiegelrapport.pipeline.request import Reporter
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.publish.grootboek import load_grootboek


@dataclass(frozen=True, slots=True)
class Computed:
    """All figures of the round with full precision; none of this reaches paper."""

    kleine: frozenset[str]
    benchmark: Benchmark
    kwaliteit: Mapping[str, Kwaliteitstelling]


def compute(kader: RoundContext, gemeten: Measured, melder: Reporter) -> Computed:
    """Everybody's figures beside each other. Leveringen that wait for the analyst take no part."""
    if not gemeten.cijfers:
        raise InputError(
            "er is geen enkele bruikbare levering",
            waar=str(kader.ronde_map / "leveringen"),
            tip=f"de bevindingen staan in {kader.uitvoer.bevindingen}",
        )
    melder.zeg(f"Cijfers berekenen voor {len(gemeten.kwaliteit)} zorgaanbieders ...")
    return Computed(
        gemeten.kleine,
        group(join(gemeten.cijfers, kader.definities), kader.register, kader.definities, kader.ronde),
        gemeten.kwaliteit,
    )


def release(kader: RoundContext, cijferwerk: Computed, melder: Reporter) -> Onthulling:
    """What may go out, with the proof, given everything that is out already; then compared, from that alone."""
    melder.zeg("Onthulling controleren ...")
    onthulling = disclose(
        cijferwerk.benchmark,
        kader.register,
        cijferwerk.kwaliteit,
        kader.definities,
        kader.ronde,
        load_grootboek(kader.grootboek),
        cijferwerk.kleine,
    )
    ruim = {agb: compare(een, kader.definities) for agb, een in onthulling.publishables.items()}
    papier = {agb: _on_paper(een, ruim[agb], kader) for agb, een in onthulling.publishables.items()}
    return replace(onthulling, publishables=papier, ruim=ruim)


def _on_paper(vrij: Publishable, vergeleken: Publishable, kader: RoundContext) -> Publishable:
    """The report's own two groups, compared by themselves; the same as all groups where there are no more."""
    papier = report_part(vrij)
    return vergeleken if papier.groepen == vrij.groepen else compare(papier, kader.definities)
