"""What the figures show -> questions and actions per chapter, and the page 'ons gesprek' filled in as far as it can be."""

from dataclasses import dataclass

from spiegelrapport.compose import wording
from spiegelrapport.compose.hoofdstukken import Hoofdstukblok
from spiegelrapport.compose.kaart import kies_vragen
from spiegelrapport.compose.lezing import Figuur, Lezing
from spiegelrapport.compose.samen import met_jaren
from spiegelrapport.definitions.schema import Hoofdstuk

VRAGEN_PER_HOOFDSTUK = {1: 6, 2: 4, 3: 3}  # by number of chapters: the table takes about the same room
ACTIES_PER_HOOFDSTUK = {1: 3, 2: 2}
MEESTE_GESPREKSREGELS = 5


@dataclass(frozen=True, slots=True)
class Gespreksvragen:
    """One chapter's questions and actions, and which figures made them come up."""

    naam: str
    vragen: tuple[str, ...]
    acties: tuple[str, ...]
    aanleiding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gespreksregel:
    """One row of 'ons gesprek': own figure now and in the last edition, the group; the rest is for the reader."""

    naam: str
    nu: str
    vorige: str
    groep: str


def maak_vragen(lezing: Lezing, hoofdstukken: tuple[Hoofdstukblok, ...]) -> tuple[Gespreksvragen, ...]:
    """Per chapter: of the figures outside the limits first, then the chapter's own."""
    per_code = {hoofdstuk.code: hoofdstuk for hoofdstuk in lezing.definities.hoofdstukken}
    return tuple(_vragen(per_code[blok.code], blok, lezing, len(hoofdstukken)) for blok in hoofdstukken)


def _vragen(hoofdstuk: Hoofdstuk, blok: Hoofdstukblok, lezing: Lezing, hoeveel: int) -> Gespreksvragen:
    op_kaart = {vraag for kaart in blok.kaarten for vraag in kaart.vragen}
    figuren = [figuur for code in hoofdstuk.indicatoren if (figuur := lezing.hoofd(code)) and figuur.eigen.n]
    opvallend = [figuur for figuur in figuren if _buiten(figuur, lezing)]
    eerst = [vraag for figuur in opvallend for vraag in kies_vragen(figuur, lezing)]
    later = [vraag for figuur in figuren for vraag in kies_vragen(figuur, lezing)]
    acties = [figuur.indicator.acties[0] for figuur in opvallend if figuur.indicator.acties]
    # the chapter's own question always has its turn: it looks at the figures together
    vragen = [*hoofdstuk.vragen[:1], *eerst[:1], *hoofdstuk.vragen[1:], *eerst[1:], *later]
    return Gespreksvragen(
        naam=hoofdstuk.naam,
        vragen=tuple(dict.fromkeys(vraag for vraag in vragen if vraag not in op_kaart))[
            : VRAGEN_PER_HOOFDSTUK.get(hoeveel, 2)
        ],
        acties=tuple(dict.fromkeys([*acties, *hoofdstuk.acties]))[: ACTIES_PER_HOOFDSTUK.get(hoeveel, 1)],
        aanleiding=tuple(figuur.indicator.naam for figuur in opvallend[:3]),
    )


def _buiten(figuur: Figuur, lezing: Lezing) -> bool:
    groep = lezing.groep_naast(figuur)
    vergelijking = figuur.vergelijking(groep.id) if groep else None
    return vergelijking is not None and vergelijking.toestand in ("hoger", "lager")


def maak_gesprek(lezing: Lezing, hoofdstukken: tuple[Hoofdstukblok, ...]) -> tuple[Gespreksregel, ...]:
    """The highlights' figures, then each chapter's first, with last edition's beside them when the ledger has them."""
    eerst = [highlight.sleutel.indicator for highlight in lezing.publishable.highlights]
    rest = [blok.kaarten[0].code for blok in hoofdstukken]
    rest += [kaart.code for blok in hoofdstukken for kaart in blok.kaarten]
    figuren = [lezing.hoofd(code) for code in dict.fromkeys([*eerst, *rest])]
    regels = [_regel(figuur, lezing) for figuur in figuren if figuur and figuur.eigen.waarde is not None]
    return tuple(regels[:MEESTE_GESPREKSREGELS])


def _regel(figuur: Figuur, lezing: Lezing) -> Gespreksregel:
    uitleg = lezing.groep_naast(figuur)
    vorige = lezing.publishable.vorige.get(
        figuur.cijfer.sleutel._replace(periode=lezing.publishable.vorige_periode or "")
    )
    vorige = vorige or lezing.publishable.vorige.get(figuur.cijfer.sleutel)
    return Gespreksregel(
        naam=met_jaren(wording.naam(figuur), figuur),
        nu=wording.eigen_tekst(figuur),
        vorige="–" if vorige is None or vorige.waarde is None else figuur.weergave.getal(vorige.waarde),
        groep=(wording.groepstekst(figuur, uitleg.id) if uitleg else None) or "–",
    )
