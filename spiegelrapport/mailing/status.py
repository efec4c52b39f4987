"""Plan and log -> how the mailing stands, in numbers that add up and names for whatever is not done."""

from collections import Counter
from dataclasses import dataclass

from spiegelrapport.dutch import aantal
from spiegelrapport.errors import MailError
from spiegelrapport.mailing.log import ONDERWEG, Log, LogEntry, MailState
from spiegelrapport.mailing.plan import Mail, Plan


@dataclass(frozen=True, slots=True)
class MailStand:
    """One planned mail and where it is; `regel` is None when nothing happened yet."""

    mail: Mail
    toestand: MailState
    regel: LogEntry | None


@dataclass(frozen=True, slots=True)
class MailStatus:
    """The whole plan. verzonden + geweigerd + wachtend + onzeker = len(mails)."""

    mails: tuple[MailStand, ...]

    def count(self, *toestanden: MailState) -> int:
        return sum(stand.toestand in toestanden for stand in self.mails)

    @property
    def verzonden(self) -> int:
        return self.count(MailState.VERZONDEN)

    @property
    def geweigerd(self) -> int:
        return self.count(MailState.GEWEIGERD, MailState.TEGENGEHOUDEN)

    @property
    def wachtend(self) -> int:
        return self.count(MailState.GEPLAND, MailState.LATER, *ONDERWEG)

    @property
    def onzeker(self) -> int:
        return self.count(MailState.ONZEKER)

    @property
    def klaar(self) -> bool:
        return self.verzonden == len(self.mails)


def mail_status(plan: Plan, log: Log, loopt: bool) -> MailStatus:
    """`loopt`: a sender is at work. When none is, a mail on its way was interrupted, so nobody knows about it."""
    regels = log.latest(plan.ronde.sleutel)
    mails = []
    for mail in plan.mails:
        regel = regels.get(mail.message_id)
        toestand = regel.toestand if regel else MailState.GEPLAND
        if toestand in ONDERWEG and not loopt:
            toestand = MailState.ONZEKER
        mails.append(MailStand(mail, toestand, regel))
    return MailStatus(tuple(mails))


def tell(plan: Plan, nu: MailStatus) -> list[str]:
    """The summary: totals that add up, then every mail that is not done with its reason and what to do."""
    tegengehouden = nu.count(MailState.TEGENGEHOUDEN)
    zelf = f" (waarvan {tegengehouden} door de eigen controle)" if tegengehouden else ""
    regels = [
        f"{aantal(len(nu.mails), 'mail', 'mails')} in het plan = {nu.verzonden} verzonden + {nu.geweigerd} geweigerd{zelf}"
        f" + {nu.wachtend} wachtend + {nu.onzeker} onzeker"
    ]
    regels += [_line(stand) for stand in nu.mails if stand.toestand not in (MailState.VERZONDEN, MailState.GEPLAND)]
    if plan.niet_gepland:
        redenen = Counter(regel.reden for regel in plan.niet_gepland)
        regels.append(
            f"{aantal(len(plan.niet_gepland), 'keurmerkdrager krijgt', 'keurmerkdragers krijgen')} geen mail:"
        )
        regels += [f"  {hoevaak} × {reden}" for reden, hoevaak in redenen.most_common()]
    if nu.onzeker:
        regels.append("Onzeker: vraag de lezer of het rapport er is. Is het er: --gemarkeerd-verzonden AGB.")
        regels.append("Is het er niet: --opnieuw-onzeker AGB. Vanzelf wordt het nooit opnieuw verstuurd.")
    return regels


def _line(stand: MailStand) -> str:
    uitleg = stand.regel.uitleg if stand.regel else ""
    return f"  {stand.toestand:<13} {stand.mail.agb} {stand.mail.naam} <{stand.mail.adres}>{f': {uitleg}' if uitleg else ''}"


def decide(log: Log, plan: Plan, agb: str, van: tuple[MailState, ...], naar: MailState, wie: str) -> None:
    """A person's word about one reader's mails that are in one of the states `van`. Call while holding only_sender()."""
    ronde = plan.ronde.sleutel
    regels = [regel for regel in log.latest(ronde).values() if regel.agb == agb and regel.toestand in van]
    if not regels:
        raise MailError(
            f"{agb} heeft geen mail die {' of '.join(van)} is", tip="zie wat er is met: spiegelrapport mail status"
        )
    if not wie.strip():
        raise MailError("wie beslist dit? Het log legt een naam vast", tip="geef je naam met --door")
    for regel in regels:
        log.note(ronde, regel, naar, f"door een mens beslist; was {regel.toestand}", wie=wie)
