"""A room of a meeting -> the form that its moderator fills in, as Markdown; what stays empty is no note."""

from collections.abc import Sequence

from spiegelrapport.model.spiegelbijeenkomst import Ruimte

UITLEG = (
    "Per punt een regel met een streepje ervoor. Schrijf geen namen van organisaties of mensen, geen cijfers van een "
    "deelnemer en niets over één cliënt: wat onder Inzicht en Context staat, wordt gepubliceerd."
)
AFSPRAAK = (
    "Per deelnemer één regel: AGB-code | wat je afspreekt | terugkijken op 2027-03-01. Dit wordt niet gepubliceerd; het "
    "staat in het volgende rapport van die ene deelnemer."
)


def notes_form(naam: str, ruimte: Ruimte, agbs: Sequence[str]) -> str:
    """The empty form of the room called `naam`, with a line for each of `agbs`."""
    regels = "\n".join(f"- {agb} |  | terugkijken op" for agb in sorted(agbs)) or "-"
    return (
        f"# Notities: {naam}\n\nGespreksleider: {ruimte.gespreksleider}\n\n<!-- {UITLEG} -->\n\n"
        f"## Inzicht\n\n-\n\n## Context\n\n-\n\n## Afspraak\n\n<!-- {AFSPRAAK} -->\n\n{regels}\n"
    )
