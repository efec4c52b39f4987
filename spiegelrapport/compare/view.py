"""One document's cells -> the same document beside fewer groups, or as of another year or one prestatie: never more than it holds.

A view is a Publishable like any other, so that charts, sentences and tables of a view are made by what makes the report's.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.dashboard import ViewKey
from spiegelrapport.model.publishable import Cijfer, Meervoud, Publishable


def beside(publishable: Publishable, groepen: Collection[str]) -> Publishable:
    """Beside these groups (Groep.id) only, in the document's own order; what was compared with another goes."""
    cijfers = {sleutel: _with_groups(cijfer, groepen) for sleutel, cijfer in publishable.cijfers.items()}
    return replace(
        publishable, cijfers=cijfers, groepen=tuple(groep for groep in publishable.groepen if groep.id in groepen)
    )


def report_part(publishable: Publishable) -> Publishable:
    """Beside the two groups of the paper report: the best fitting one and, last, everybody."""
    return beside(publishable, {publishable.groepen[0].id, publishable.groepen[-1].id} if publishable.groepen else ())


def view(publishable: Publishable, key: ViewKey) -> Publishable:
    """Beside one group, as the report of `key.jaar` about `key.uitsplitsing` would have it; later years are left out.

    Counts and highlights are the whole report's, so a view of another year or of one prestatie has none.
    """
    naast = beside(publishable, (key.groep,))
    if key.jaar == publishable.ronde.verslagjaar and key.uitsplitsing == TOTAAL:
        return naast
    ronde, cijfers = replace(publishable.ronde, verslagjaar=key.jaar), _as_total(naast.cijfers, key)
    return replace(naast, ronde=ronde, cijfers=cijfers, highlights=(), meervoud=Meervoud())


def _as_total(cijfers: Mapping[Sleutel, Cijfer], key: ViewKey) -> dict[Sleutel, Cijfer]:
    """The figures of one part, up to the year, in the place where a page looks for the whole."""
    gekozen = {
        sleutel._replace(uitsplitsing=TOTAAL): cijfer
        for sleutel, cijfer in cijfers.items()
        if sleutel.uitsplitsing == key.uitsplitsing and not sleutel.verruimd and sleutel.jaren[0] <= key.jaar
    }
    return {sleutel: replace(cijfer, sleutel=sleutel) for sleutel, cijfer in gekozen.items()}


def _with_groups(cijfer: Cijfer, groepen: Collection[str]) -> Cijfer:
    return replace(
        cijfer,
        groepen=tuple(cel for cel in cijfer.groepen if cel.groep in groepen),
        vergelijkingen=tuple(een for een in cijfer.vergelijkingen if een.groep in groepen),
        verwacht={groep: waarde for groep, waarde in cijfer.verwacht.items() if groep in groepen},
    )
