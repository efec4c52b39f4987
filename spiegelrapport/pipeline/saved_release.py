"""What a build released, kept beside its reports, so that uitleg and voorbeeld need not make the round again.

Published cells only: no rows of clients, nothing with full precision.
"""

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field

from spiegelrapport.files import write_whole
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.leveringen import Intake
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.computation import Computed
from spiegelrapport.pipeline.intake import hash_input
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.template_paths import source_hash

BESTAND = "vrijgave.pickle"


@dataclass(frozen=True, slots=True)
class SavedRelease:
    """The release of a round, the small ones in it, and which file each AGB-code's levering is."""

    publishables: Mapping[str, Publishable]
    kleine: frozenset[str]
    bestanden: Mapping[str, str]
    redenen: Mapping[tuple[str, Sleutel], str] = field(default_factory=dict)  # as in Onthulling: for the analyst


def keep_release(kader: RoundContext, intake: Intake, cijferwerk: Computed, onthulling: Onthulling) -> None:
    """Keep what this build releases."""
    bestanden = {levering.agb: levering.bestand for levering in intake.gecontroleerd}
    bewaard = SavedRelease(onthulling.publishables, cijferwerk.kleine, bestanden, onthulling.redenen)
    write_whole(kader.uitvoer.staat / BESTAND, pickle.dumps((_key(kader), bewaard)))


def load(kader: RoundContext, *, ook_verouderd: bool = False) -> SavedRelease | None:
    """The last release, when nothing that it was made from has changed since (`ook_verouderd`: also when it has)."""
    pad = kader.uitvoer.staat / BESTAND
    if not pad.is_file():
        return None
    try:
        sleutel, inhoud = pickle.loads(pad.read_bytes())  # noqa: S301 - our own file, in a folder that only its owner may enter
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, TypeError, ValueError):
        return None  # written by another version of the program
    return inhoud if isinstance(inhoud, SavedRelease) and (ook_verouderd or sleutel == _key(kader)) else None


def _key(kader: RoundContext) -> str:
    delen = [source_hash(), *(f"{naam}={som}" for naam, som in sorted(hash_input(kader).items()))]
    return hashlib.sha256("\n".join(delen).encode()).hexdigest()
