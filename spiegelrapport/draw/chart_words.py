"""What charts tell in words: the same rounded numbers, for readers who do not see the picture."""

from spiegelrapport.dutch import aantal, getal
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.unit import BOUNDS, Unit
from spiegelrapport.model.publishable import Cel, GroepCel


def telling(n: int | None, tellen: str) -> str:
    """'n = 240 trajecten'; empty when the count itself is withheld."""
    return "" if n is None else f"{getal(n)} {tellen}"


def aantal_zorgaanbieders(cel: GroepCel) -> str:
    return "" if cel.k is None else aantal(cel.k, "zorgaanbieder", "zorgaanbieders")


def own_in_words(naam: str, cel: Cel, maatstaf: Unit, tellen: str) -> str:
    """'Jouw organisatie: 4,5 (95%-interval 4,3 tot 4,7; 112 vragenlijsten).'"""
    if cel.waarde is None:
        return f"{naam}: {why(cel.reden)}."
    bij = [telling(cel.n, tellen)] if cel.n is not None else []
    if cel.onder is not None and cel.boven is not None:
        bij.insert(0, f"95%-interval {maatstaf.getal(cel.onder)} tot {maatstaf.getal(cel.boven)}")
    return f"{naam}: {maatstaf.met_eenheid(cel.waarde, cel.grens)}" + (f" ({'; '.join(bij)})." if bij else ".")


def group_in_words(naam: str, cel: GroepCel, geschat: tuple[float, float] | None = None, *, maatstaf: Unit) -> str:
    """The group's pooled value and quantiles, as far as they are published; else its middle 80% as estimated."""
    delen = [f"gemiddeld {BOUNDS[cel.grens]}{maatstaf.getal(cel.gepoold)}"] if cel.gepoold is not None else []
    if cel.p50 is not None:
        delen.append(f"mediaan {maatstaf.getal(cel.p50)}")
    if cel.p25 is not None and cel.p75 is not None:
        delen.append(f"middelste helft {maatstaf.getal(cel.p25)} tot {maatstaf.getal(cel.p75)}")
    if cel.p10 is not None and cel.p90 is not None:
        delen.append(f"middelste 80% {maatstaf.getal(cel.p10)} tot {maatstaf.getal(cel.p90)}")
    if geschat is not None:
        delen.append(f"geschatte middelste 80% {maatstaf.getal(geschat[0])} tot {maatstaf.getal(geschat[1])}")
    wie = f"{naam} ({aantal_zorgaanbieders(cel)})" if cel.k is not None else naam
    return f"{wie}: {', '.join(delen) if delen else why(cel.reden)}."
