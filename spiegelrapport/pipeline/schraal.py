"""Publishables -> which reports hold hardly anything, told by `build` before anybody mails them."""

from collections.abc import Iterator, Mapping

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal, getal
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.publishable import Publishable


def thin_reports(publishables: Mapping[str, Publishable], definities: Definities) -> Iterator[str]:
    """One line per report that may show less than the round's share of the head figures there are data for."""
    for agb, publishable in sorted(publishables.items()):
        getoond, alle = _head_figures(publishable, definities)
        if getoond < publishable.ronde.drempels.rapport_gevuld * alle:
            wie = "het gezamenlijke rapport" if agb == KLEINE_AANBIEDERS else f"het rapport van {publishable.naam}"
            yield (
                f"Let op: {wie} mag maar {getal(getoond)} van de {aantal(alle, 'cijfer', 'cijfers')} tonen. "
                "Bekijk het voordat je het verstuurt: is er genoeg om over te praten?"
            )


def _head_figures(publishable: Publishable, definities: Definities) -> tuple[int, int]:
    """How many head figures with own data are shown, and how many there are."""
    eigen = []
    for code, indicator in definities.indicatoren.items():
        hoofd = indicator.maten[0].code
        cijfer = publishable.cijfers.get(Sleutel(code, hoofd, publishable.periode(code, hoofd), TOTAAL))
        if cijfer is not None and cijfer.eigen.reden != "geen gegevens":
            eigen.append(cijfer.eigen.waarde is not None)
    return sum(eigen), len(eigen)
