"""Two releases -> in words, which reports changed since the build before, and because of which figures."""

from collections.abc import Iterator, Mapping

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal, opsomming
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.publishable import Cijfer, Publishable

MOST = 3  # figures named; the rest is counted


def changed_reports(
    before: Mapping[str, Publishable], now: Mapping[str, Publishable], kleine: frozenset[str], definities: Definities
) -> dict[str, str]:
    """agb -> words, for every reader whose report has other figures than the last one; a new report says so.

    The members of the joint report all get its words.
    """
    words = {}
    for document, publishable in now.items():
        vorig = before.get(document)
        words[document] = "nieuw rapport" if vorig is None else _difference(vorig, publishable, definities)
    gezamenlijk = words.pop(KLEINE_AANBIEDERS, "")
    words |= dict.fromkeys(kleine, gezamenlijk)
    return {agb: tekst for agb, tekst in words.items() if tekst}


def _difference(vorig: Publishable, nu: Publishable, definities: Definities) -> str:
    own = list(_changed(vorig, nu, definities, own=True))
    group = list(_changed(vorig, nu, definities, own=False))
    delen = [_named(own, "eigen cijfer", "eigen cijfers")] if own else []
    delen += [_named(group, "groepscijfer", "groepscijfers")] if group else []
    return opsomming(delen)


def _changed(vorig: Publishable, nu: Publishable, definities: Definities, *, own: bool) -> Iterator[str]:
    for sleutel in sorted({*vorig.cijfers, *nu.cijfers}):
        toen, dit = (_part(stuk.cijfers.get(sleutel), own) for stuk in (vorig, nu))
        if toen != dit:
            bekend = definities.indicatoren.get(sleutel.indicator)
            yield bekend.naam if bekend else sleutel.indicator


def _part(cijfer: Cijfer | None, own: bool) -> object:
    return None if cijfer is None else cijfer.eigen if own else cijfer.groepen


def _named(titels: list[str], een: str, meer: str) -> str:
    uniek = list(dict.fromkeys(titels))
    rest = [f"{len(uniek) - MOST} andere"] if len(uniek) > MOST else []
    return f"{aantal(len(titels), een, meer)} ({opsomming([*uniek[:MOST], *rest])})"
