"""What a build released, kept beside its reports, so that uitleg and voorbeeld need not make the round again.

Published cells only: no rows of clients, nothing with full precision. As JSON, so that reading it can run nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from spiegelrapport.codec import codec, fingerprint
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.leveringen import IngenomenLevering, Intake
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.computation import Computed
from spiegelrapport.pipeline.intake import hash_input
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.template_paths import source_hash

BESTAND = "vrijgave.json"


@dataclass(frozen=True, slots=True)
class SavedRelease:
    """The release of a round, the small ones in it, and which file each AGB-code's levering is."""

    publishables: Mapping[str, Publishable]
    kleine: frozenset[str]
    bestanden: Mapping[str, str]
    redenen: Mapping[tuple[str, Sleutel], str] = field(default_factory=dict)  # as in Onthulling: for the analyst


@dataclass(frozen=True, slots=True)
class Kop:
    """The first line of the file: what it was made from, how it is written, and the SHA-256 of the rest."""

    sleutel: str
    vorm: str
    sha256: str


def keep_release(
    kader: RoundContext, intake: Intake[IngenomenLevering], cijferwerk: Computed, onthulling: Onthulling
) -> None:
    """Keep what this build releases."""
    bestanden = {levering.agb: levering.bestand for levering in intake.gecontroleerd}
    bewaard = SavedRelease(onthulling.publishables, cijferwerk.kleine, bestanden, onthulling.redenen)
    write_whole(kader.uitvoer.staat / BESTAND, to_bytes(bewaard, _key(kader)))


def load(kader: RoundContext, *, ook_verouderd: bool = False) -> SavedRelease | None:
    """The last release, when nothing that it was made from has changed since (`ook_verouderd`: also when it has)."""
    pad = kader.uitvoer.staat / BESTAND
    if not pad.is_file():
        return None
    gelezen = from_bytes(pad.read_bytes())
    return gelezen[1] if gelezen and (ook_verouderd or gelezen[0] == _key(kader)) else None


def to_bytes(bewaard: SavedRelease, sleutel: str) -> bytes:
    """A line that says what follows, and the release as JSON."""
    inhoud = json.dumps(codec(SavedRelease).encode(bewaard), ensure_ascii=False, separators=(",", ":")).encode()
    kop = Kop(sleutel, fingerprint(SavedRelease), sha256(inhoud))
    return json.dumps(asdict(kop)).encode() + b"\n" + inhoud


def from_bytes(ruw: bytes) -> tuple[str, SavedRelease] | None:
    """What it was made from, and the release; None when it was damaged, tampered with, or written by another version."""
    eerste, _, inhoud = ruw.partition(b"\n")
    try:
        kop = Kop(**json.loads(eerste))
        if (kop.vorm, kop.sha256) != (fingerprint(SavedRelease), sha256(inhoud)):
            return None
        return kop.sleutel, codec(SavedRelease).decode(json.loads(inhoud))
    except (ValueError, TypeError):
        return None


def _key(kader: RoundContext) -> str:
    delen = [source_hash(), *(f"{naam}={som}" for naam, som in sorted(hash_input(kader).items()))]
    return hashlib.sha256("\n".join(delen).encode()).hexdigest()
