"""What was read, judged and measured of each levering, kept for the next build: by the hash of all that it was made from.

In the output folder, readable by its owner only: figures and findings, never a row. Nothing is kept of a levering in which
personal data were found, nor of one whose classes hold anything but known codes: such a value may not stay on disk.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from spiegelrapport.codec import codec
from spiegelrapport.digest import Digest, Digested, from_bytes, opened, to_bytes
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.measure.round_tables import GROEPEN
from spiegelrapport.measure.strata import ONBEKEND
from spiegelrapport.model.cijfers import Meetwaarden
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.template_paths import source_hash

MAP, SAMEN = "leveringen", "gezamenlijk"
CODE = re.compile(r"[A-Za-z]{1,5}\d?[-_]?\d{1,3}[A-Za-z]?|\d{1,2}|deel \d")
PRIVACY = "P"  # the first letter of what is found about personal data


@dataclass(frozen=True)
class DigestStore:
    """The kept digests of one round. `vorige`: last year's key figures, which leveringen were compared with."""

    kader: RoundContext
    vorige: Mapping[str, Mapping[str, float]]

    def load(self, pad: Path, naam: str) -> tuple[Digest, Meetwaarden | None] | None:
        """What was kept of this very file, when it still holds and the answer to it still stands in bevindingen/."""
        try:
            eerste, _, inhoud = self._place(naam).read_bytes().partition(b"\n")
            sleutel, antwoord = json.loads(eerste)
            uitkomst = from_bytes(inhoud)
            if uitkomst and sleutel == self._key(pad, uitkomst[0]) and self._answered(antwoord):
                return uitkomst
        except (OSError, ValueError, TypeError, AttributeError):  # not there, cut off, or not what was written
            return None
        return None

    def keep(self, pad: Path, een: Digested) -> None:
        """For next time; what may not be kept is taken away."""
        digest, cijfers = opened(een.inhoud)
        sleutel = self._key(pad, digest)
        if not (sleutel and may_stay(digest, cijfers, self._known)) or een.spoor:
            self._place(digest.bestand).unlink(missing_ok=True)
            return
        antwoord = {naam: sha256(inhoud) for naam, inhoud in een.antwoord.items()}
        write_whole(self._place(digest.bestand), json.dumps([sleutel, antwoord]).encode() + b"\n" + een.inhoud)

    def load_joint(self, leden: Sequence[tuple[Path, Digest]]) -> Meetwaarden | None:
        """The figures of the joint report, when everybody in it is still the same."""
        try:
            sleutel, _, inhoud = self._joint.read_bytes().partition(b"\n")
        except OSError:
            return None
        uitkomst = from_bytes(inhoud)
        return uitkomst[1] if uitkomst and sleutel.decode("ascii", "replace") == self._joint_key(leden) else None

    def keep_joint(self, leden: Sequence[tuple[Path, Digest]], samen: Meetwaarden) -> None:
        """Only when everybody in it may be kept."""
        if all(self._place(digest.bestand).is_file() for _, digest in leden):
            inhoud = to_bytes(Digest(SAMEN, None, (), {}), samen)
            write_whole(self._joint, f"{self._joint_key(leden)}\n".encode() + inhoud)
        else:
            self._joint.unlink(missing_ok=True)

    @property
    def _joint(self) -> Path:
        return self.map / SAMEN

    def _joint_key(self, leden: Sequence[tuple[Path, Digest]]) -> str:
        return sha256(json.dumps([self._key(pad, digest) for pad, digest in leden]).encode())

    def clean(self, namen: Collection[str] = ()) -> int:
        """Take away what is kept of files that are not delivered (any more), and say of how many that was."""
        blijven = {self._place(naam) for naam in namen} | ({self._joint} if namen else set())
        weg = [pad for pad in self.map.glob("*") if pad not in blijven]
        for pad in weg:
            pad.unlink()
        return sum(pad != self._joint for pad in weg)

    @property
    def map(self) -> Path:
        return self.kader.uitvoer.staat / MAP

    def _place(self, naam: str) -> Path:
        return self.map / f"{sha256(naam.encode())[:32]}.digest"

    def _answered(self, antwoord: Mapping[str, str]) -> bool:
        bevindingen = self.kader.uitvoer.bevindingen
        return all(sha256((bevindingen / naam).read_bytes()) == som for naam, som in antwoord.items())

    @cached_property
    def _known(self) -> frozenset[str]:
        codes = {
            code
            for export in self.kader.definities.exports.values()
            for kolom in export.kolommen
            for code in kolom.waarden
        }
        return frozenset({*codes, *(f"{plek} {groep}" for plek, groep in enumerate(GROEPEN)), ONBEKEND})

    def _key(self, pad: Path, digest: Digest) -> str:
        """The hash of the file, and of everything else that its digest was made from; "" for what cannot be hashed."""
        if not (inhoud := _content(pad)):
            return ""
        agb = digest.agb or ""
        drager = self.kader.register.get(agb)
        delen = [
            source_hash(),
            digest.bestand,
            inhoud,
            _hash(self.kader.ronde_map / "kolommen.toml"),
            json.dumps(codec(Ronde).encode(_concerning(self.kader.ronde, agb))),
            json.dumps([drager.naam, drager.contactpersoon] if drager else None),
            json.dumps(self.vorige.get(agb)),
        ]
        return sha256(json.dumps(delen).encode())


def may_stay(digest: Digest, cijfers: Meetwaarden | None, bekend: frozenset[str]) -> bool:
    """Whether nothing in it is, or could be, what somebody should not have delivered."""
    findings: tuple[Finding, ...] = digest.ingenomen.findings if digest.ingenomen else ()
    if digest.ingenomen is None or any(finding.code.startswith(PRIVACY) for finding in findings):
        return False
    klassen = set() if cijfers is None else set(cijfers.strata["stratum"])
    return all(deel in bekend or CODE.fullmatch(deel) for klasse in klassen for deel in str(klasse).split(" | "))


def _concerning(ronde: Ronde, agb: str) -> Ronde:
    """The settings without what says nothing about this levering: groups, the meeting, and what was decided about others."""
    return replace(
        ronde,
        bijeenkomst=None,
        benchmarkgroepen=(),
        deel=(),
        dashboard=False,
        groepen_per_lezer=0,
        geaccepteerd=tuple(code for code in ronde.geaccepteerd if code == agb),
        scoring=tuple(keuze for keuze in ronde.scoring if keuze.agb == agb),
        kolomkeuze=tuple(keuze for keuze in ronde.kolomkeuze if keuze.agb == agb),
    )


def _content(pad: Path) -> str:
    """Names and contents of the file, or of all files of a folder; nothing for what is not simply there."""
    bestanden = sorted(pad.rglob("*")) if pad.is_dir() else [pad]
    if pad.is_symlink() or any(een.is_symlink() or not (een.is_file() or een.is_dir()) for een in bestanden):
        return ""
    try:
        delen = [(een.relative_to(pad).as_posix(), _hash(een)) for een in bestanden if een.is_file()]
    except OSError:
        return ""
    return sha256(json.dumps(delen).encode())


def _hash(pad: Path) -> str:
    return sha256(pad.read_bytes()) if pad.is_file() else ""
