"""What every mail command works on: the round's reports and its register, or the post of one meeting and who takes part."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spiegelrapport.compose.mail_text import message
from spiegelrapport.errors import MailError
from spiegelrapport.mailing import approval, encryption
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing.approval import load_approval
from spiegelrapport.mailing.current import Current
from spiegelrapport.mailing.manifest import MANIFEST, load_manifest
from spiegelrapport.mailing.plan import Plan
from spiegelrapport.mailing.planning import Words
from spiegelrapport.mailing.right_reader import Evidence
from spiegelrapport.model.mail import DashboardWay, MailVariant
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.pipeline.meeting_post import MeetingPost, meeting_post
from spiegelrapport.publish import grootboek
from spiegelrapport.read.register import BESTAND as REGISTER
from spiegelrapport.read.register import load_register, load_ronde
from spiegelrapport.template_paths import templates_path


@dataclass(frozen=True, slots=True)
class MailRoom:
    """The round and its folders, as every mail command needs them. `post`: a meeting's, instead of the reports."""

    ronde_map: Path
    ronde: Ronde
    uitvoer: Path  # of the files that are mailed, with their manifest
    post: MeetingPost | None = None

    @property
    def mailmap(self) -> Path:
        return self.uitvoer / "mail"

    @property
    def grootboek(self) -> Path:
        return self.uitvoer.parent / grootboek.MAP

    @property
    def register(self) -> Mapping[str, Keurmerkdrager]:
        """Who may be mailed, as the files say now."""
        return self.post.readers() if self.post else load_register(self.ronde_map)[0]

    def words(self, variant: MailVariant, portaal: str, dashboard: DashboardWay) -> Words:
        """Composes the mail of one reader."""
        if self.post:
            return self.post.words
        sjablonen = templates_path(self.ronde_map)
        bericht = partial(message, variant=variant, portaal=portaal, dashboard=dashboard)
        return lambda lezer, gezamenlijk: bericht(self.ronde, lezer, sjablonen, gezamenlijk=gezamenlijk)

    def proof(self, plan: Plan) -> Evidence:
        """What every mail of the plan is held against: manifest, register and passwords as they are on disk now."""
        wachtwoorden = encryption.load_passwords(self.mailmap)
        return Evidence(plan, load_manifest(self.uitvoer), self.register, self.uitvoer, wachtwoorden)

    def watch(self, plan: Plan) -> Current:
        """The same, for as long as the sending takes; plan and approval must stay what they are."""

        def read() -> Evidence:
            nu, som = plannen.load(self.mailmap)
            load_approval(self.mailmap, nu, som)
            if nu != plan:
                raise MailError("het verzendplan is veranderd tijdens het versturen", waar=str(self.mailmap))
            return self.proof(plan)

        namen = (plannen.PLAN_JSON, approval.BESTAND, encryption.WACHTWOORDEN_JSON)
        eigen = [self.post.participants] if self.post else []
        bestanden = [
            self.ronde_map / REGISTER,
            self.uitvoer / MANIFEST,
            *eigen,
            *(self.mailmap / naam for naam in namen),
        ]
        return Current(bestanden, read)


def open_mail_room(ronde_map: Path, uitvoer_map: Path, post: str = "") -> MailRoom:
    """`post`: 'najaar/uitnodiging', a meeting and which of its mails; "" for the reports."""
    ronde = load_ronde(ronde_map)
    uitvoer = uitvoer_map / str(ronde.verslagjaar)
    if not post:
        return MailRoom(ronde_map, ronde, uitvoer)
    bijeenkomst = meeting_post(ronde_map, ronde, uitvoer, post)
    return MailRoom(ronde_map, ronde, bijeenkomst.folder, bijeenkomst)
