"""The output folder of one round: where everything goes, one build at a time, and what can be kept from last time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import filelock

from spiegelrapport.errors import OutputError
from spiegelrapport.files import make_folder, remove_parts, sha256, write_whole


@dataclass(frozen=True, slots=True)
class Made:
    """A report or dashboard on disk: `bestand` is relative to the output folder."""

    bestand: str
    sha256: str
    paginas: int
    vingerafdruk: str  # of everything the report was made from
    gekeurd: str = ""  # hash of what it was searched for, so that another register means another look


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """output/<verslagjaar>/ and what stands in it."""

    map: Path

    @property
    def rapporten(self) -> Path:
        return self.map / "rapporten"

    @property
    def dashboards(self) -> Path:
        return self.map / "dashboards"

    @property
    def bevindingen(self) -> Path:
        return self.map / "bevindingen"

    @property
    def staat(self) -> Path:
        return self.map / ".staat"

    @property
    def logboek(self) -> Path:
        return self.map / "build.log"

    @contextmanager
    def alleen(self) -> Iterator[None]:
        """Hold the folder for this build; OutputError when another one has it or it cannot be written."""
        try:
            make_folder(self.map)
            slot = filelock.FileLock(self.map / ".bezig", timeout=3)  # workers of a killed build let go within a second
            slot.acquire()
        except filelock.Timeout:
            raise OutputError(
                "in deze map loopt al een build",
                waar=str(self.map),
                tip="wacht tot die klaar is, of kies een andere map met --uitvoer",
            ) from None
        except OSError as fout:
            raise OutputError(
                f"de uitvoermap is niet te gebruiken: {fout.strerror}",
                waar=str(self.map),
                tip="kies een map waarin je mag schrijven",
            ) from None
        try:
            remove_parts(self.map)
            yield
        finally:
            slot.release()

    def keep(self, agb: str, vingerafdruk: str) -> Made | None:
        """The report as it stands, when it was made from the same things and its bytes are untouched."""
        try:
            gemaakt = Made(**json.loads((self.staat / f"{agb}.json").read_text()))
            heel = (
                gemaakt.vingerafdruk == vingerafdruk
                and sha256((self.map / gemaakt.bestand).read_bytes()) == gemaakt.sha256
            )
        except (OSError, ValueError, TypeError):
            return None
        return gemaakt if heel else None

    def store(
        self, sleutel: str, bestand: str, inhoud: bytes, paginas: int, vingerafdruk: str, gekeurd: str = ""
    ) -> Made:
        """Write a finished document under its final name, relative to this folder; then note what it was made from."""
        write_whole(self.map / bestand, inhoud)
        return self.note(sleutel, Made(bestand, sha256(inhoud), paginas, vingerafdruk, gekeurd))

    def note(self, agb: str, gemaakt: Made) -> Made:
        """Remember what is true of a report on disk."""
        write_whole(self.staat / f"{agb}.json", json.dumps(asdict(gemaakt), indent=1).encode())
        return gemaakt

    def retire(self, blijven: set[str]) -> list[str]:
        """Move reports and dashboards that this round no longer has to vervallen/, so that nobody mails them by hand."""
        weg = [
            pad
            for map_ in (self.rapporten, self.dashboards)
            for pad in sorted(map_.glob("*"))
            if pad.is_file() and f"{map_.name}/{pad.name}" not in blijven
        ]
        for pad in weg:
            make_folder(self.map / "vervallen")
            pad.replace(self.map / "vervallen" / pad.name)
        return [pad.name for pad in weg]
