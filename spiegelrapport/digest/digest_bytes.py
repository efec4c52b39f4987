"""A Digest and its figures <-> bytes that can run nothing: JSON, and Arrow for the frames."""

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise

import pandas as pd
import pyarrow as pa

from spiegelrapport.codec import codec, fingerprint
from spiegelrapport.files import sha256
from spiegelrapport.model.cijfers import Kwaliteitstelling, Meetwaarden
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.leveringen import IngenomenLevering

FRAMES = ("frame", "verdelingen", "strata")


@dataclass(frozen=True, slots=True)
class Digest:
    """All that the round needs to know of one file, its figures apart.

    A file that nobody could be found for has its findings; one that could not be judged has `afgekeurd` as well; every
    other is `ingenomen`, and when it takes part it has a `kwaliteit`. `klein`: shares the joint report.
    """

    bestand: str
    agb: str | None
    findings: tuple[Finding, ...]  # of what was read; empty when `ingenomen` has them
    rijen_gelezen: Mapping[str, int]
    afgekeurd: tuple[Finding, ...] = ()
    ingenomen: IngenomenLevering | None = None
    klein: bool = False
    kwaliteit: Kwaliteitstelling | None = None


@dataclass(frozen=True, slots=True)
class DigestHeading:
    """The first line: how the rest is written, its SHA-256, and how long each part of it is."""

    vorm: str
    sha256: str
    lengtes: tuple[int, ...]


def to_bytes(digest: Digest, cijfers: Meetwaarden | None) -> bytes:
    """The same digest gives the same bytes."""
    delen = [json.dumps(codec(Digest).encode(digest), ensure_ascii=False, separators=(",", ":")).encode()]
    delen += [_arrow(getattr(cijfers, naam)) for naam in FRAMES] if cijfers else []
    inhoud = b"".join(delen)
    kop = DigestHeading(fingerprint(Digest), sha256(inhoud), tuple(map(len, delen)))
    return json.dumps(asdict(kop)).encode() + b"\n" + inhoud


def from_bytes(ruw: bytes) -> tuple[Digest, Meetwaarden | None] | None:
    """None when it was damaged, cut off, or written by another version."""
    eerste, _, inhoud = ruw.partition(b"\n")
    try:
        kop = DigestHeading(**json.loads(eerste))
        if (kop.vorm, kop.sha256) != (fingerprint(Digest), sha256(inhoud)):
            return None
        grenzen = [sum(kop.lengtes[:i]) for i in range(len(kop.lengtes) + 1)]
        tekst, *frames = [inhoud[begin:einde] for begin, einde in pairwise(grenzen)]
        digest = codec(Digest).decode(json.loads(tekst))
    except (ValueError, TypeError):
        return None
    return digest, Meetwaarden(*map(_frame, frames)) if frames else None


def opened(ruw: bytes) -> tuple[Digest, Meetwaarden | None]:
    """As from_bytes, of bytes that cannot be anything else."""
    uitkomst = from_bytes(ruw)
    assert uitkomst is not None
    return uitkomst


def _arrow(frame: pd.DataFrame) -> bytes:
    uit = io.BytesIO()
    tabel = pa.Table.from_pandas(frame, preserve_index=False)
    with pa.ipc.new_stream(uit, tabel.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as schrijver:
        schrijver.write_table(tabel)
    return uit.getvalue()


def _frame(ruw: bytes) -> pd.DataFrame:
    with pa.ipc.open_stream(ruw) as lezer:
        frame: pd.DataFrame = lezer.read_all().to_pandas()
    return frame
