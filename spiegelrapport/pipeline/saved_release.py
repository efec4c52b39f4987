"""What a build released, kept beside its reports, so that uitleg and voorbeeld need not make the round again.

Published cells only: no rows of clients, nothing with full precision. As JSON, so that reading it can run nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from spiegelrapport.files import sha256, write_whole
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.leveringen import Intake
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.codec import codec, fingerprint
from spiegelrapport.pipeline.computation import Cijferwerk
from spiegelrapport.pipeline.intake import hash_input
from spiegelrapport.pipeline.round_context import Kader
from spiegelrapport.template_paths import source_hash

BESTAND = "vrijgave.json"


@dataclass(frozen=True, slots=True)
class Bewaard:
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


def keep_release(kader: Kader, intake: Intake, cijferwerk: Cijferwerk, onthulling: Onthulling) -> None:
    """Keep what this build releases."""
    bestanden = {levering.agb: levering.bestand for levering in intake.gecontroleerd}
    bewaard = Bewaard(onthulling.publishables, cijferwerk.kleine, bestanden, onthulling.redenen)
    write_whole(kader.uitvoer.staat / BESTAND, to_bytes(bewaard, _key(kader)))


def load(kader: Kader, *, ook_verouderd: bool = False) -> Bewaard | None:
    """The last release, when nothing that it was made from has changed since (`ook_verouderd`: also when it has)."""
    pad = kader.uitvoer.staat / BESTAND
    if not pad.is_file():
        return None
    gelezen = from_bytes(pad.read_bytes())
    return gelezen[1] if gelezen and (ook_verouderd or gelezen[0] == _key(kader)) else None


def to_bytes(bewaard: Bewaard, sleutel: str) -> bytes:
    """A line that says what follows, and the release as JSON."""
    inhoud = json.dumps(codec(Bewaard).encode(bewaard), ensure_ascii=False, separators=(",", ":")).encode()
    kop = Kop(sleutel, fingerprint(Bewaard), sha256(inhoud))
    return json.dumps(asdict(kop)).encode() + b"\n" + inhoud


def from_bytes(ruw: bytes) -> tuple[str, Bewaard] | None:
    """What it was made from, and the release; None when it was damaged, tampered with, or written by another version."""
    eerste, _, inhoud = ruw.partition(b"\n")
    try:
        kop = Kop(**json.loads(eerste))
        if (kop.vorm, kop.sha256) != (fingerprint(Bewaard), sha256(inhoud)):
            return None
        return kop.sleutel, codec(Bewaard).decode(json.loads(inhoud))
    except (ValueError, TypeError):
        return None


def _key(kader: Kader) -> str:
    delen = [source_hash(), *(f"{naam}={som}" for naam, som in sorted(hash_input(kader).items()))]
    return hashlib.sha256("\n".join(delen).encode()).hexdigest()
