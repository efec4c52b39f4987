"""Publishables -> which reports hold hardly anything, told by `build` before anybody mails them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal, getal
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.publishable import Publishable

WAAROM = {  # what takes most figures out of the joint report, and what the analyst can do about it
    "dominantie": "doordat één aanbieder een te groot deel van de cijfers is. "
    "Een lagere 'trajecten_rapport' in ronde.toml geeft de grootste een eigen rapport",
    "k<minimum": "doordat te weinig kleine aanbieders dezelfde gegevens hebben",
    "n<minimum": "doordat er te weinig cliënten zijn",
}


def thin_reports(
    publishables: Mapping[str, Publishable], definities: Definities, redenen: Mapping[tuple[str, Sleutel], str]
) -> Iterator[str]:
    """One line per report that may show less than the round's share of the head figures there are data for.

    `redenen`: by which rule a group's cell was taken out; the joint report is a group.
    """
    for agb, publishable in sorted(publishables.items()):
        getoond, alle = _head_figures(publishable, definities)
        if getoond < publishable.ronde.drempels.rapport_gevuld * alle:
            wie = "het gezamenlijke rapport" if agb == KLEINE_AANBIEDERS else f"het rapport van {publishable.naam}"
            regels = Counter(redenen.get((agb, sleutel)) for sleutel in _heads(publishable, definities))
            regels.pop(None, None)
            meest = WAAROM.get(regels.most_common(1)[0][0] or "") if regels else None
            yield (
                f"Let op: {wie} mag maar {getal(getoond)} van de {aantal(alle, 'cijfer', 'cijfers')} tonen"
                f"{f', vooral {meest}' if meest else ''}. Bekijk het voordat je het verstuurt: is er genoeg om over te praten?"
            )


def _heads(publishable: Publishable, definities: Definities) -> Iterator[Sleutel]:
    """The head figure of every indicator, over the period on its card."""
    for code, indicator in definities.indicatoren.items():
        hoofd = indicator.maten[0].code
        yield Sleutel(code, hoofd, publishable.periode(code, hoofd), TOTAAL)


def _head_figures(publishable: Publishable, definities: Definities) -> tuple[int, int]:
    """How many head figures with own data are shown, and how many there are."""
    cijfers = (publishable.cijfers.get(sleutel) for sleutel in _heads(publishable, definities))
    eigen = [een.eigen.waarde is not None for een in cijfers if een is not None and een.eigen.reden != "geen gegevens"]
    return sum(eigen), len(eigen)
