"""What happened to every mail, in an append-only SQLite file that is on disk before the next step is taken."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import filelock

from spiegelrapport.errors import MailError, OutputError
from spiegelrapport.files import make_folder
from spiegelrapport.mailing.plan import Mail

LOG, SLOT = "verzendlog.sqlite", "verzendlog.slot"
SCHEMA = 1
# "if not exists": a status command may be making the tables at the same moment
TABELLEN = """
create table if not exists gebeurtenis (
  nr integer primary key autoincrement, tijd text not null, ronde text not null, agb text not null, adres text not null,
  message_id text not null, toestand text not null, code integer, uitleg text not null, wie text not null);
create index if not exists per_bericht on gebeurtenis (ronde, message_id, nr);
create table if not exists handeling (nr integer primary key autoincrement, tijd text not null, wie text not null, wat text not null);
create table if not exists kopie (message_id text primary key, tijd text not null);
create trigger if not exists gebeurtenis_blijft before update on gebeurtenis begin select raise(abort, 'alleen toevoegen'); end;
create trigger if not exists gebeurtenis_weg before delete on gebeurtenis begin select raise(abort, 'alleen toevoegen'); end;
"""
TOEVOEGEN = (
    "insert into gebeurtenis (tijd, ronde, agb, adres, message_id, toestand, code, uitleg, wie)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class MailState(StrEnum):
    """Where a mail is. BEZIG and DATA are on the way: without a later state they mean: nobody knows."""

    GEPLAND = "gepland"
    BEZIG = "bezig"  # offered to the server, content not finished
    DATA = "data"  # the next thing sent is the final dot
    VERZONDEN = "verzonden"
    GEWEIGERD = "geweigerd"  # the server's final no
    TEGENGEHOUDEN = "tegengehouden"  # our own checks' no
    LATER = "later"  # certainly not delivered; may be tried again
    ONZEKER = "onzeker"  # perhaps delivered; only a person may decide


ONDERWEG = (MailState.BEZIG, MailState.DATA)
MISSCHIEN_BEZORGD = (*ONDERWEG, MailState.VERZONDEN, MailState.ONZEKER)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """The latest event of one message."""

    agb: str
    adres: str
    message_id: str
    toestand: MailState
    tijd: datetime
    code: int | None
    uitleg: str
    wie: str


class Log:
    """The open log. Every note is committed and synchronised before the call returns."""

    def __init__(self, mailmap: Path) -> None:
        self.pad = mailmap / LOG
        with self._errors():
            make_folder(mailmap)
            os.close(os.open(self.pad, os.O_RDWR | os.O_CREAT, 0o600))
            self.db = sqlite3.connect(self.pad, timeout=30, isolation_level=None)
            try:
                # EXTRA is FULL plus the folder: after a power cut no committed note is rolled back
                self.db.executescript("pragma journal_mode=delete; pragma synchronous=extra;")
                self._prepare()
            except BaseException:
                self.db.close()
                raise

    def _prepare(self) -> None:
        if self._version() == 0:
            self.db.executescript(f"begin immediate; {TABELLEN} pragma user_version={SCHEMA}; commit;")
        if self._version() != SCHEMA:
            raise MailError("het verzendlog is door een andere versie van het programma gemaakt", waar=str(self.pad))

    def _version(self) -> int:
        return int(self.db.execute("pragma user_version").fetchone()[0])

    def __enter__(self) -> "Log":
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def note(
        self,
        ronde: str,
        mail: Mail | LogEntry,
        toestand: MailState,
        uitleg: str = "",
        code: int | None = None,
        wie: str = "",
    ) -> None:
        rij = (_now(), ronde, mail.agb, mail.adres, mail.message_id, toestand.value, code, uitleg, wie)
        with self._errors():
            self.db.execute(TOEVOEGEN, rij)

    def note_planned(self, ronde: str, mails: Sequence[Mail], wie: str) -> None:
        """Every mail that an approval brings and that the log does not know yet, all of them or none."""
        nu = _now()
        rijen = [
            (nu, ronde, mail.agb, mail.adres, mail.message_id, MailState.GEPLAND.value, None, _approved(mail), wie)
            for mail in mails
        ]
        with self._errors():
            self.db.execute("begin immediate")
            try:
                bekend = {rij[0] for rij in self.db.execute("select distinct message_id from gebeurtenis")}
                self.db.executemany(TOEVOEGEN, [rij for rij in rijen if rij[4] not in bekend])
            except BaseException:
                self.db.execute("rollback")
                raise
            self.db.execute("commit")

    def latest(self, ronde: str) -> Mapping[str, LogEntry]:
        """message_id -> its latest event, over every plan this round has had."""
        with self._errors():
            rijen = self.db.execute(
                "select agb, adres, message_id, toestand, tijd, code, uitleg, wie from gebeurtenis where nr in"
                " (select max(nr) from gebeurtenis where ronde = ? group by message_id) order by nr",
                (ronde,),
            ).fetchall()
        regels = [
            LogEntry(agb, adres, bericht, MailState(toestand), datetime.fromisoformat(tijd), code, uitleg, wie)
            for agb, adres, bericht, toestand, tijd, code, uitleg, wie in rijen
        ]
        return {regel.message_id: regel for regel in regels}

    def history(self, ronde: str, agb: str) -> list[MailState]:
        """All states of one reader's mails, oldest first."""
        vraag = "select toestand from gebeurtenis where ronde = ? and agb = ? order by nr"
        return [MailState(rij[0]) for rij in self.db.execute(vraag, (ronde, agb))]

    def note_act(self, wie: str, wat: str) -> None:
        """A person's act: an approval, a sample, a run."""
        with self._errors():
            self.db.execute("insert into handeling (tijd, wie, wat) values (?, ?, ?)", (_now(), wie, wat))

    def acts(self) -> list[tuple[str, str, str]]:
        return self.db.execute("select tijd, wie, wat from handeling order by nr").fetchall()

    def note_copy(self, message_id: str) -> None:
        with self._errors():
            self.db.execute("insert or ignore into kopie (message_id, tijd) values (?, ?)", (message_id, _now()))

    def copies(self) -> frozenset[str]:
        return frozenset(rij[0] for rij in self.db.execute("select message_id from kopie"))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as fout:
            raise OutputError(
                f"het verzendlog is niet bij te werken: {fout}",
                waar=str(self.pad),
                tip="is de schijf vol, of de map alleen-lezen?",
            ) from fout
        except (sqlite3.DatabaseError, OSError) as fout:
            raise MailError(
                f"het verzendlog is beschadigd of niet te openen: {fout}",
                waar=str(self.pad),
                tip="gooi het niet weg: alleen het log weet wie zijn rapport al heeft. Zet een reservekopie terug",
            ) from fout


def _approved(mail: Mail) -> str:
    """With which dashboard, so that the log knows what went along."""
    erbij = (
        f", met dashboard ({mail.dashboard_vorm}) {mail.dashboard} {mail.dashboard_sha256}" if mail.dashboard else ""
    )
    return f"goedgekeurd{erbij}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@contextmanager
def only_sender(mailmap: Path, geduld: float = 1.0) -> Iterator[None]:
    """Hold the one right to send; the operating system gives it back when the program is killed.

    `geduld`: seconds to wait for it, because a status command holds it for a moment to see whether it is free.
    """
    make_folder(mailmap)
    slot = filelock.FileLock(mailmap / SLOT, timeout=geduld, mode=0o600)
    try:
        slot.acquire()
    except filelock.Timeout:
        raise MailError(
            "er is al een verzending bezig voor deze ronde",
            waar=str(mailmap),
            tip="kijk met: spiegelrapport mail status",
        ) from None
    try:
        yield
    finally:
        slot.release()


def sender_is_running(mailmap: Path) -> bool:
    try:
        with only_sender(mailmap, geduld=0):
            return False
    except MailError:
        return True
