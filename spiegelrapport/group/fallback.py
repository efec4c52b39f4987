"""The group that a report compares with -> why it is that one, in the reader's words: never with members."""

from collections.abc import Iterator, Sequence

from spiegelrapport.model.ronde import Groep, Ronde


def terugval(agb: str, te_klein: Sequence[str], groep: Groep, ronde: Ronde, nodig: int) -> str | None:
    """`te_klein`: names of groups that fit better and have fewer than `nodig` zorgaanbieders, best fitting first.

    None when nothing would have fitted better and nothing was merged.
    """
    return " ".join(_zinnen(agb, te_klein, groep, ronde, nodig)) or None


def _zinnen(agb: str, te_klein: Sequence[str], groep: Groep, ronde: Ronde, nodig: int) -> Iterator[str]:
    deel = next((deel for deel in groep.delen if agb in deel.leden), None)
    if te_klein:
        yield (
            f"De groep ‘{te_klein[0]}’ lijkt meer op jouw organisatie, maar telt minder dan {nodig} zorgaanbieders. "
            f"Daarom vergelijken we met ‘{groep.naam}’."
        )
        if deel:
            yield f"Dat is een samengevoegde groep, omdat een deel ervan minder dan {nodig} zorgaanbieders telt."
    elif deel:
        yield _samengevoegd(deel, groep, nodig)
    if deel:
        yield from _verschillend(groep, ronde)


def _samengevoegd(deel: Groep, groep: Groep, nodig: int) -> str:
    """What became of the reader's own part: too small itself, or beside one that is."""
    if len(deel.leden) < nodig:
        return (
            f"De groep ‘{deel.naam}’ telt minder dan {nodig} zorgaanbieders. Daarom is zij samengevoegd tot een ruimere "
            f"groep: ‘{groep.naam}’."
        )
    return (
        f"De groep ‘{deel.naam}’ is ruimer gemaakt, omdat een groep ernaast minder dan {nodig} zorgaanbieders telt. "
        f"Zij heet nu ‘{groep.naam}’."
    )


def _verschillend(groep: Groep, ronde: Ronde) -> Iterator[str]:
    """Values of a column have no order, so what is put together need not be alike: the reader is to mind that."""
    regel = next(regel for regel in ronde.benchmarkgroepen if regel.code == groep.code)
    if regel.regel == "kolom":
        yield (
            f"De organisaties in die groep verschillen dus in het kenmerk ‘{regel.kolom}’. Houd daar rekening mee als je "
            "vergelijkt."
        )
