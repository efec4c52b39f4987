"""A document -> its head figures: those that the overview shows, that are counted, and that may stand out."""

from collections.abc import Iterator

from spiegelrapport.definitions.schema import Definities, Indicator
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cijfer, Publishable


def head_figures(publishable: Publishable, definities: Definities) -> Iterator[tuple[Indicator, Cijfer]]:
    """In the order of the chapters, over the period on the card.

    Without the response, which tells about the data, and without who the clients are, which is no result.
    """
    for hoofdstuk in definities.hoofdstukken:
        for code in hoofdstuk.indicatoren if hoofdstuk.soort == "kaarten" else ():
            indicator = definities.indicatoren[code]
            maat = indicator.maten[0].code
            cijfer = publishable.cijfers.get(Sleutel(code, maat, publishable.periode(code, maat), TOTAAL))
            if cijfer is not None and code not in hoofdstuk.opening:
                yield indicator, cijfer
