"""The outcome of disclosure control -> certificate, ledger, and, when it did not pass, what would make it pass."""

from pathlib import Path

from spiegelrapport.compose.onthulling import certificate_document
from spiegelrapport.dutch import aantal, getal
from spiegelrapport.files import write_whole
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.pipeline.round_context import GROOTBOEK, RoundContext
from spiegelrapport.publish.grootboek import load_concept, load_grootboek, record, write_concept
from spiegelrapport.publish.pdf import render

NAAM = "onthulling"
MEESTE = 5


def certify(kader: RoundContext, onthulling: Onthulling) -> None:
    """onthulling.json and onthulling.pdf, whether it passed or not: for the analyst only."""
    tekst, document = certificate_document(onthulling.certificaat, kader.ronde, kader.definities, kader.sjablonen)
    write_whole(kader.uitvoer.map / f"{NAAM}.json", tekst)
    write_whole(kader.uitvoer.map / f"{NAAM}.pdf", render(document, kader.sjablonen, versneld=kader.versneld).inhoud)


def enter_in_ledger(kader: RoundContext, onthulling: Onthulling) -> None:
    """This edition as a concept: it counts as published once it is laid down (ledger vastleggen, or the first mail)."""
    write_concept(kader.grootboek, onthulling.grootboekregels)


def lay_down(kader: RoundContext) -> None:
    """The last build's edition becomes part of the chain: its reports are out."""
    record(kader.grootboek, load_concept(kader.grootboek), kader.ronde)


def editions(uitvoer_map: Path) -> tuple[str, ...]:
    """One line per edition, oldest first, and the chain's head; a broken chain is an OutputError."""
    boek = load_grootboek(uitvoer_map / GROOTBOEK)
    regels = [
        f"{ronde.volgnummer:>3}  {ronde.verslagjaar}  uitgave {ronde.versie:<4}"
        f"  {getal(int((ronde.regels['soort'] == 'cel').sum())):>7} groepscijfers  {ronde.hash[:16]}"
        for ronde in boek.rondes
    ]
    slot = f"De keten klopt; de laatste schakel is {boek.kop}." if regels else "Er is nog niets uitgegeven."
    return (*regels, slot)


def shortfall(kader: RoundContext, onthulling: Onthulling) -> dict[str, str]:
    """The arguments of a DisclosureError: how much is derivable, and the remedies."""
    tekorten = onthulling.certificaat.tekort
    remedies = list(dict.fromkeys(tekort.herstel for tekort in tekorten))[:MEESTE]
    return {
        "bericht": f"de onthullingscontrole is niet geslaagd: {aantal(len(tekorten), 'cijfer is', 'cijfers zijn')} te herleiden; er is niets vrijgegeven",
        "waar": str(kader.uitvoer.map / f"{NAAM}.pdf"),
        "tip": "; ".join(remedies) or "zie het certificaat",
    }
