"""The ledger on disk: one Parquet file per edition, append-only, each naming the hash of the one before it.

An edition that is built but not yet sent is a *concept*: it may be replaced and does not count. `record` makes it part
of the chain when the reports go out; from then on every audit takes it into account.
"""

import io
import re
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from spiegelrapport.errors import OutputError
from spiegelrapport.files import write_whole
from spiegelrapport.model.onthulling import Grootboek, GrootboekRonde
from spiegelrapport.model.ronde import Ronde

MAP = "grootboek"  # in the output folder, one for all years
VORM = b"spiegelrapport-grootboek-1"
NAAM = re.compile(r"(\d{4})-\d{4}-[a-z0-9.-]+\.parquet")
CONCEPT = "concept.parquet"


def load_grootboek(map_: Path) -> Grootboek:
    """Every edition that is out, oldest first. A file that was changed, left out or put in breaks the chain: OutputError."""
    rondes: list[GrootboekRonde] = []
    for pad in _paden(map_):
        ronde = _load(pad)
        kop = rondes[-1].hash if rondes else ""
        if ronde.vorige != kop or ronde.volgnummer != len(rondes) + 1:
            raise OutputError(
                f"de keten van het grootboek is gebroken bij {pad.name}",
                waar=str(map_),
                tip="een bestand is gewijzigd, weggehaald of toegevoegd; zet de laatste reservekopie van de map terug",
            )
        rondes.append(ronde)
    return Grootboek(tuple(rondes))


def write_concept(map_: Path, regels: pd.DataFrame) -> Path:
    """The rows of an edition that is not out yet; replaces the last concept."""
    write_whole(map_ / CONCEPT, _bytes(regels, {}))
    return map_ / CONCEPT


def record(map_: Path, regels: pd.DataFrame, ronde: Ronde) -> Path:
    """Adds an edition to the chain. The same edition with the same rows again changes nothing.

    The same edition with other rows is refused: what is out cannot be taken back, a new edition has its own `versie`.
    """
    grootboek = load_grootboek(map_)
    for editie, pad in zip(grootboek.rondes, _paden(map_), strict=True):
        if (editie.verslagjaar, editie.versie) == (ronde.verslagjaar, ronde.versie):
            if contents(editie.regels) == contents(regels):
                return pad
            raise OutputError(
                f"uitgave {ronde.versie} van {ronde.verslagjaar} staat al in het grootboek, met andere cijfers",
                waar=pad.name,
                tip="geef de nieuwe uitgave in ronde.toml een eigen 'versie'",
            )
    volgnummer = len(grootboek.rondes) + 1
    versie = re.sub(r"[^a-z0-9.-]", "-", ronde.versie.lower()) or "1"
    kop = {"vorige": grootboek.kop, "volgnummer": str(volgnummer), "versie": ronde.versie, "naam": ronde.naam}
    pad = map_ / f"{volgnummer:04d}-{ronde.verslagjaar}-{versie}.parquet"
    write_whole(pad, _bytes(regels, kop | {"verslagjaar": str(ronde.verslagjaar)}))
    return pad


def load_concept(map_: Path) -> pd.DataFrame:
    """The rows of the last build."""
    pad = map_ / CONCEPT
    if not pad.exists():
        raise OutputError(
            "er is nog geen concept in het grootboek", waar=str(map_), tip="draai eerst spiegelrapport build"
        )
    regels: pd.DataFrame = pq.read_table(pad).to_pandas()
    return regels


def contents(regels: pd.DataFrame) -> str:
    """A hash of the rows alone, the same however they are stored."""
    tabel = regels.reset_index(drop=True)
    return sha256(pd.util.hash_pandas_object(tabel, index=False).to_numpy().tobytes()).hexdigest()


def _paden(map_: Path) -> list[Path]:
    return sorted(pad for pad in map_.glob("*.parquet") if NAAM.fullmatch(pad.name)) if map_.is_dir() else []


def _load(pad: Path) -> GrootboekRonde:
    ruw = pad.read_bytes()
    try:
        tabel = pq.read_table(io.BytesIO(ruw))
        kop = {naam.decode(): waarde.decode() for naam, waarde in (tabel.schema.metadata or {}).items()}
        return GrootboekRonde(
            int(kop["verslagjaar"]),
            kop["versie"],
            int(kop["volgnummer"]),
            sha256(ruw).hexdigest(),
            kop["vorige"],
            tabel.to_pandas(),
        )
    except (pa.ArrowInvalid, OSError, KeyError, ValueError) as fout:
        raise OutputError(
            f"{pad.name} is geen grootboekbestand meer",
            waar=str(pad.parent),
            tip="het bestand is beschadigd; zet de laatste reservekopie van de map terug",
        ) from fout


def _bytes(regels: pd.DataFrame, kop: dict[str, str]) -> bytes:
    tabel = pa.Table.from_pandas(regels.reset_index(drop=True), preserve_index=False)
    metadata = {naam.encode(): waarde.encode() for naam, waarde in kop.items()}
    stroom = io.BytesIO()
    pq.write_table(
        tabel.replace_schema_metadata({**(tabel.schema.metadata or {}), b"vorm": VORM, **metadata}),
        stroom,
        compression="zstd",
    )
    return stroom.getvalue()
