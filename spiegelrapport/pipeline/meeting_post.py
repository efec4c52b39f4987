"""The three mails of a meeting, made ready for the plan: invitation to all, confirmation to participants, thanks with the lessons."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from spiegelrapport.compose.lessen import EVERYBODY, invitation_page
from spiegelrapport.compose.meeting_mail import meeting_message
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.errors import MailError, SettingError, suggestion
from spiegelrapport.files import make_folder, sha256, write_whole
from spiegelrapport.mailing.manifest import MANIFEST, load_manifest
from spiegelrapport.model.mail import Bericht, DashboardWay, MailVariant, MeetingMail
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.pipeline.meetings import MeetingStanding, read_meeting
from spiegelrapport.publish.pdf import render
from spiegelrapport.read.meeting import MAP
from spiegelrapport.read.participants import BESTAND
from spiegelrapport.read.register import load_register
from spiegelrapport.template_paths import templates_path

SOORTEN: tuple[MeetingMail, ...] = ("uitnodiging", "bevestiging", "dank")
STEMS = {"uitnodiging": "uitnodiging", "bevestiging": "voorbereiding", "dank": "lessen"}
PREPARATION = "voorbereiding"  # the folder with a page per participant


@dataclass(frozen=True, slots=True)
class MeetingPost:
    """One kind of mail of one meeting. `papers`: where the meeting's papers stand; `folder`: what this mail sends."""

    ronde_map: Path
    ronde: Ronde
    naam: str
    soort: MeetingMail
    papers: Path
    main: Path  # the round's own output, whose manifest says that everything may go out

    @property
    def folder(self) -> Path:
        return self.papers / "post" / self.soort

    @property
    def stem(self) -> str:
        """With which the name of the attachment begins."""
        return STEMS[self.soort]

    @property
    def participants(self) -> Path:
        return self.ronde_map / MAP / self.naam / BESTAND

    def readers(self) -> Mapping[str, Keurmerkdrager]:
        """Everybody in the register for an invitation; else who takes part, at the address in deelnemers.xlsx."""
        register, _ = load_register(self.ronde_map)
        if self.soort == "uitnodiging":
            return register
        return {
            een.agb: replace(register[een.agb], contactpersoon=een.persoon, email=een.email)
            for een in self._standing().deelnemers
        }

    def words(self, lezer: Keurmerkdrager, gezamenlijk: bool) -> Bericht:  # noqa: ARG002 - as for reports
        stand = self._standing()
        ruimte = next((een.ruimte for een in stand.deelnemers if een.agb == lezer.agb), "")
        return meeting_message(
            self.soort, stand.bijeenkomst, self.ronde, lezer, templates_path(self.ronde_map), ruimte=ruimte
        )

    def prepare(self, variant: MailVariant, dashboard: DashboardWay) -> None:
        """The files of this mail and their manifest, anew."""
        if variant != "bijlage" or dashboard != "geen":
            raise SettingError(
                "de post van een bijeenkomst gaat als bijlage, zonder dashboard",
                waar="--vorm, --dashboard",
                tip="laat die opties weg",
            )
        make_folder(self.folder)
        gemaakt = self._own_pages() if self.soort == "bevestiging" else self._for_everybody()
        hoofd = json.loads((self.main / MANIFEST).read_bytes())
        inhoud = {
            "schema": hoofd["schema"],
            "ronde": hoofd["ronde"],
            "audit": hoofd["audit"],
            "keurmerkdragers": [
                {"agb": agb, "naam": lezer.naam, **gemaakt[agb]} for agb, lezer in self.readers().items()
            ],
        }
        write_whole(self.folder / MANIFEST, json.dumps(inhoud, ensure_ascii=False, indent=1).encode())

    def _for_everybody(self) -> dict[str, dict[str, str | None]]:
        """One file, the same for all, that says so in its properties."""
        naam = "uitnodiging.pdf" if self.soort == "uitnodiging" else "lessen.pdf"
        pad = self.papers / naam
        if self.soort == "uitnodiging":
            document = invitation_page(self._standing().bijeenkomst, self.ronde, self._definities(), self._templates())
            inhoud = render(document, self._templates()).inhoud
        elif pad.is_file():
            inhoud = pad.read_bytes()
        else:
            raise MailError(
                "de lessen zijn er nog niet",
                waar=str(pad),
                tip=f"maak ze met: spiegelrapport bijeenkomst lessen {self.naam}",
            )
        write_whole(self.folder / naam, inhoud)
        regel: dict[str, str | None] = {
            "status": "gemaakt", "reden": "", "bestand": naam, "sha256": sha256(inhoud), "voor": EVERYBODY,
        }  # fmt: skip
        return dict.fromkeys(self.readers(), regel)

    def _own_pages(self) -> dict[str, dict[str, str | None]]:
        """Each participant's own voorbereiding, where there is one."""
        regels: dict[str, dict[str, str | None]] = {}
        for agb in self.readers():
            pad = self.papers / PREPARATION / f"{PREPARATION}-{agb}.pdf"
            if pad.is_file():
                write_whole(self.folder / pad.name, pad.read_bytes())
                regels[agb] = {
                    "status": "gemaakt", "reden": "", "bestand": pad.name, "sha256": sha256(pad.read_bytes()),
                }  # fmt: skip
            else:
                reden = f"maak haar met: spiegelrapport bijeenkomst maak {self.naam}"
                regels[agb] = {"status": "ontbreekt", "reden": reden, "bestand": None, "sha256": None}
        return regels

    def _standing(self) -> MeetingStanding:
        return read_meeting(self.ronde_map, self.naam)

    def _templates(self) -> tuple[Path, ...]:
        return templates_path(self.ronde_map)

    def _definities(self) -> Definities:
        return load_definities(self.ronde.peildatum)


def meeting_post(ronde_map: Path, ronde: Ronde, uitvoer: Path, post: str) -> MeetingPost:
    """'najaar/uitnodiging' -> that mail of that meeting; the round's reports must be there and have passed."""
    naam, _, woord = post.partition("/")
    soort = next((een for een in SOORTEN if een == woord), None)
    if soort is None:
        raise SettingError(
            f"'{post}' is geen post van een bijeenkomst",
            waar="--bijeenkomst",
            tip=f"bijvoorbeeld {naam or 'najaar'}/uitnodiging; {suggestion(woord, list(SOORTEN))}",
        )
    read_meeting(ronde_map, naam)
    load_manifest(uitvoer)
    return MeetingPost(ronde_map, ronde, naam, soort, uitvoer / MAP / naam, uitvoer)
