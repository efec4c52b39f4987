"""An approved plan -> sent mail: one at a time, each proven right just before it leaves, at most once whatever happens."""

import heapq
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from spiegelrapport.errors import MailError
from spiegelrapport.mailing import right_reader, transport
from spiegelrapport.mailing.approval import same_round
from spiegelrapport.mailing.connection import Connection
from spiegelrapport.mailing.dashboard import enclosure
from spiegelrapport.mailing.log import MISSCHIEN_BEZORGD, ONDERWEG, Log, MailState
from spiegelrapport.mailing.mail_server import Smtp
from spiegelrapport.mailing.message import build_message, verify
from spiegelrapport.mailing.plan import Mail, Plan
from spiegelrapport.mailing.right_reader import Evidence, HeldBack
from spiegelrapport.mailing.transport import DeliveryResult, NotNow

WACHTTIJDEN = (300.0, 900.0, 3600.0)  # seconds before the second, third and fourth attempt
PAUZE = 2.0  # seconds between two mails; Microsoft 365 takes 30 a minute
WEIGERINGEN_OP_RIJ = 5  # then it is probably not the readers
LANGSTE_RUST = 30.0  # seconds that a connection may stay idle
VERSTUURBAAR = (None, MailState.GEPLAND, MailState.LATER, MailState.TEGENGEHOUDEN)


class MailReporter(Protocol):
    """Who is told how far the sending is."""

    def mail(self, mail: Mail, toestand: MailState, uitleg: str) -> None: ...

    def wacht(self, seconden: float, aantal: int, reden: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast, how many and how patient. `stop` is asked between two mails and while waiting."""

    maximaal: int | None = None
    alleen: frozenset[str] = frozenset()
    pauze: float = PAUZE
    wachttijden: Sequence[float] = WACHTTIJDEN
    stop: Callable[[], bool] = lambda: False


@dataclass(order=True, slots=True)
class _Post:
    """A mail in the queue: not before `vanaf` (monotonic seconds), in the plan's order."""

    vanaf: float
    plaats: int
    mail: Mail = field(compare=False)
    poging: int = field(compare=False, default=0)
    opnieuw_verbonden: bool = field(compare=False, default=False)


def mark_interrupted(log: Log, ronde: str) -> int:
    """What an earlier run left on its way becomes uncertain. Call while holding only_sender()."""
    onderweg = [regel for regel in log.latest(ronde).values() if regel.toestand in ONDERWEG]
    for regel in onderweg:
        hoe = (
            "onderbroken tijdens het aanbieden, waarschijnlijk niet bezorgd"
            if regel.toestand is MailState.BEZIG
            else "onderbroken terwijl het antwoord van de server werd afgewacht"
        )
        log.note(ronde, regel, MailState.ONZEKER, hoe)
    return len(onderweg)


def choose(plan: Plan, log: Log, tempo: Tempo) -> list[Mail]:
    """What a run would send, in the plan's order."""
    stand = log.latest(plan.ronde.sleutel)
    mails = [
        mail
        for mail in plan.mails
        if (not tempo.alleen or mail.agb in tempo.alleen)
        and (stand[mail.message_id].toestand if mail.message_id in stand else None) in VERSTUURBAAR
    ]
    return mails[: tempo.maximaal]


class Sending:
    """One run of the sender. `bewijs` is asked before each mail: what it is held against may change meanwhile."""

    def __init__(
        self,
        bewijs: Callable[[], Evidence],
        log: Log,
        smtp: Smtp,
        token: Callable[[], str],
        tempo: Tempo,
        meld: MailReporter,
    ) -> None:
        nu = bewijs()
        same_round(nu)
        self.bewijs, self.log, self.smtp, self.token, self.tempo, self.meld = bewijs, log, smtp, token, tempo, meld
        self.plan, self.ronde = nu.plan, nu.plan.ronde.sleutel
        self.verbinding: Connection | None = None
        self.verbonden_geweest, self.vergeefs, self.weigeringen, self.laatst = False, 0, 0, 0.0
        self.niet_voor, self.reden = 0.0, ""
        self.wachtrij: list[_Post] = []

    def run(self) -> None:
        """Until nothing can be sent any more. MailError when a person must act first; the log is true either way."""
        mark_interrupted(self.log, self.ronde)
        te_doen = choose(self.plan, self.log, self.tempo)
        self.wachtrij = [_Post(0.0, plaats, mail) for plaats, mail in enumerate(te_doen)]
        try:
            while self.wachtrij and not self.tempo.stop():
                self._step()
        finally:
            self._hang_up()

    def _step(self) -> None:
        over = max(self.wachtrij[0].vanaf, self.niet_voor) - time.monotonic()
        if over > 0:
            self._wait(over)
            return
        post = heapq.heappop(self.wachtrij)
        try:
            inhoud = self._prove(post.mail)
        except HeldBack as fout:
            self._note(post.mail, MailState.TEGENGEHOUDEN, str(fout))
            return
        try:
            verbinding = self._connected()
        except NotNow as fout:
            heapq.heappush(self.wachtrij, post)
            self._back_off(fout)
            return
        grens = transport.size_limit(verbinding)
        if grens is not None and len(inhoud) > grens:
            uitleg = f"te groot: {len(inhoud) / 1e6:.1f} MB, de server neemt {grens / 1e6:.1f} MB aan".replace(".", ",")
            self._note(post.mail, MailState.GEWEIGERD, uitleg)
            return
        self._conclude(post, self._attempt(post.mail, verbinding, inhoud))

    def _prove(self, mail: Mail) -> bytes:
        """The whole message, proven to be this reader's a moment before it leaves."""
        for regel in self.log.latest(self.ronde).values():
            if regel.agb == mail.agb and regel.message_id != mail.message_id and regel.toestand in MISSCHIEN_BEZORGD:
                raise HeldBack(
                    f"er is al een rapport van deze ronde verstuurd (naar {regel.adres}: {regel.toestand});"
                    f" nogmaals versturen kan met --nogmaals {mail.agb}"
                )
        bewijs = self.bewijs()
        same_round(bewijs)
        bijlage = right_reader.check(mail, bewijs)
        erbij = enclosure(mail, bewijs)
        inhoud = build_message(mail, self.plan, bijlage, datetime.now(UTC), erbij)
        verify(inhoud, mail.adres, bijlage, erbij)
        return inhoud

    def _attempt(self, mail: Mail, verbinding: Connection, inhoud: bytes) -> DeliveryResult:
        self.log.note(self.ronde, mail, MailState.BEZIG)
        try:
            return transport.deliver(
                verbinding,
                self.plan.afzender_email,
                mail.adres,
                inhoud,
                lambda: self.log.note(self.ronde, mail, MailState.DATA),
                self.smtp.geduld_na_punt,
            )
        except MailError as fout:
            self._note(mail, MailState.LATER, fout.bericht)
            raise

    def _conclude(self, post: _Post, uitslag: DeliveryResult) -> None:
        self._note(post.mail, uitslag.toestand, uitslag.uitleg, uitslag.code)
        self.niet_voor = time.monotonic() + self.tempo.pauze
        if uitslag.weg:
            self._hang_up()
        if uitslag.toestand is MailState.LATER:
            self._queue_again(post, uitslag.weg)
        self.weigeringen = self.weigeringen + 1 if uitslag.toestand is MailState.GEWEIGERD else 0
        if self.weigeringen == WEIGERINGEN_OP_RIJ:
            raise MailError(
                f"de server weigerde {WEIGERINGEN_OP_RIJ} mails achter elkaar; het versturen is gestopt",
                waar=uitslag.uitleg,
                tip="zoek eerst uit waarom; geweigerde mails gaan daarna met --nogmaals AGB",
            )

    def _queue_again(self, post: _Post, weg: bool) -> None:
        """After 5, 15 and 60 minutes; after a lost connection once right away, over a new one."""
        if weg and not post.opnieuw_verbonden:
            post.opnieuw_verbonden, post.vanaf = True, 0.0
        elif post.poging < len(self.tempo.wachttijden):
            post.vanaf = time.monotonic() + self.tempo.wachttijden[post.poging]
            post.poging += 1
        else:
            return
        heapq.heappush(self.wachtrij, post)

    def _note(self, mail: Mail, toestand: MailState, uitleg: str, code: int | None = None) -> None:
        self.log.note(self.ronde, mail, toestand, uitleg, code)
        self.meld.mail(mail, toestand, uitleg)

    def _connected(self) -> Connection:
        if self.verbinding and time.monotonic() - self.laatst > LANGSTE_RUST:
            self._hang_up()
        if self.verbinding is None or self.verbinding.sock is None:
            self.verbinding = transport.connect(self.smtp, self.token)
            self.verbonden_geweest, self.vergeefs = True, 0
        self.laatst = time.monotonic()
        return self.verbinding

    def _back_off(self, fout: NotNow) -> None:
        """No connection: everything waits. A server never reached is probably a wrong setting."""
        onbereikbaar = not fout.bereikt and not self.verbonden_geweest
        if onbereikbaar or self.vergeefs >= len(self.tempo.wachttijden):
            raise MailError(
                f"geen verbinding met de mailserver: {fout}",
                waar=f"{self.smtp.host}:{self.smtp.port}",
                tip="klopt de instelling, en werkt het netwerk? Een volgende keer gaat het verder waar het bleef",
            )
        wachttijd = self.tempo.wachttijden[self.vergeefs]
        self.vergeefs += 1
        self.niet_voor = time.monotonic() + wachttijd
        self.reden = f"geen verbinding: {fout}"

    def _wait(self, seconden: float) -> None:
        if seconden > LANGSTE_RUST:
            self._hang_up()
        if seconden > self.tempo.pauze:
            self.meld.wacht(seconden, len(self.wachtrij), self.reden or "de server vroeg om later terug te komen")
            self.reden = ""
        einde = time.monotonic() + seconden
        while (over := einde - time.monotonic()) > 0 and not self.tempo.stop():
            time.sleep(min(over, 0.5))

    def _hang_up(self) -> None:
        if self.verbinding:
            self.verbinding.goodbye()
        self.verbinding = None
