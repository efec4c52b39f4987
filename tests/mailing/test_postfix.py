"""A real Postfix on loopback, TLS required and greylisting on: 180 mails, each in its own reader's mailbox once.

Needs Debian's packages postfix and postgrey, and root (Postfix starts as root). Run by make test-zwaar.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from pathlib import Path

import pytest

from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing.addresses import domain
from tests.mailing.builders import kantoor, write_input
from tests.mailing.proefcertificaat import Partij, make_server
from tests.mailing.test_kill import Opdrachtregel

MAILS = 180
GRIJS = 6  # seconds that postgrey makes everybody wait
NODIG = ("postfix", "postgrey", "postconf")

MAIN = """
compatibility_level = 3.6
queue_directory = {map}/queue
data_directory = {map}/data
maillog_file = {map}/log/mail.log
maillog_file_prefixes = {map}/log
myhostname = localhost
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {map}/server.pem
smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service inet:127.0.0.1:{grijs}
smtpd_error_sleep_time = 0
smtpd_peername_lookup = no
virtual_mailbox_domains = regexp:{map}/domeinen
virtual_mailbox_maps = texthash:{map}/postbussen
virtual_mailbox_base = {map}/postbussen.d
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
alias_maps =
alias_database =
"""
MASTER = """
127.0.0.1:{poort} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
"""


@dataclass
class Postkantoor:
    """The running Postfix: where it listens and where it puts the mail."""

    map: Path
    poort: int

    def delivered(self) -> dict[str, list[Path]]:
        """Recipient address -> the message files in its mailbox."""
        bussen: dict[str, list[Path]] = {}
        for bestand in (self.map / "postbussen.d").glob("*/*/new/*"):
            bussen.setdefault(f"{bestand.parts[-3]}@{bestand.parts[-4]}", []).append(bestand)
        return bussen


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as leeg:
        return int(leeg.getsockname()[1])


@contextmanager
def postfix(ca: Partij, adressen: Sequence[str]) -> Iterator[Postkantoor]:
    map_ = Path(tempfile.mkdtemp(prefix="proefpostfix-"))
    map_.chmod(0o755)
    poort, grijs = free_port(), free_port()
    for naam, wie in (
        ("data", "postfix"),
        ("postgrey", "postgrey"),
        ("postbussen.d", "nobody"),
        ("queue", "root"),
        ("log", "root"),
    ):
        (map_ / naam).mkdir()
        os.chown(map_ / naam, pwd.getpwnam(wie).pw_uid, pwd.getpwnam(wie).pw_gid)
    make_server(ca).write(map_ / "server.pem")
    (map_ / "main.cf").write_text(MAIN.format(map=map_, grijs=grijs))
    (map_ / "master.cf").write_text(MASTER.format(poort=poort))
    (map_ / "domeinen").write_text("/\\.example$/ ok\n")
    (map_ / "postbussen").write_text("".join(f"{adres} {domain(adres)}/{adres.split('@')[0]}/\n" for adres in adressen))
    postgrey = subprocess.Popen(
        [
            *("postgrey", f"--inet=127.0.0.1:{grijs}", f"--dbdir={map_}/postgrey", f"--delay={GRIJS}"),
            *("--auto-whitelist-clients=0", "--user=postgrey", "--whitelist-clients=/dev/null"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(grijs)
        subprocess.run(["postfix", "-c", str(map_), "start"], check=True, capture_output=True)
        wait_for(poort)
        yield Postkantoor(map_, poort)
    finally:
        subprocess.run(["postfix", "-c", str(map_), "stop"], check=False, capture_output=True)
        postgrey.terminate()
        postgrey.wait(10)
        shutil.rmtree(map_, ignore_errors=True)


def wait_for(poort: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", poort), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(poort)


@pytest.mark.zwaar
def test_180_mails_pass_a_greylisting_postfix_over_tls(
    tmp_path: Path, ca: Partij, ca_bestand: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ontbreekt = [naam for naam in NODIG if not shutil.which(naam)]
    if ontbreekt or os.geteuid() != 0:
        pytest.skip(
            f"NIET GECONTROLEERD: dit heeft root nodig en de Debian-pakketten postfix en postgrey ({ontbreekt})"
        )
    bureau = kantoor(tmp_path / "2025", MAILS - 30, gezamenlijk=30)
    invoer = write_input(bureau, tmp_path / "input")
    with postfix(ca, [drager.email for drager in bureau.register.values()]) as kantoor_:
        omgeving = {"HOST": "localhost", "POORT": str(kantoor_.poort), "AANMELDEN": "geen", "CA": str(ca_bestand)}
        regel = Opdrachtregel(bureau, invoer, {f"SPIEGELRAPPORT_SMTP_{n}": w for n, w in omgeving.items()})
        assert regel.run("plan", "--door", "Sanne de Boer")[0] == 0
        assert regel.run("goedkeur", "--door", "Joris Bakker", "--aantal", str(MAILS), "--zelfde-aanmelding")[0] == 0
        begin = time.monotonic()
        code, uit = regel.run("--echt", "--pauze", "0", "--wacht", f"{(GRIJS + 1) / 60},{(GRIJS + 1) / 60}")
        duur = time.monotonic() - begin
        assert code == 0, uit
        assert f"{MAILS} mails in het plan = {MAILS} verzonden + 0 geweigerd + 0 wachtend + 0 onzeker" in uit
        for _ in range(100):
            if sum(map(len, kantoor_.delivered().values())) >= MAILS:
                break
            time.sleep(0.2)
        bussen, logboek = kantoor_.delivered(), (kantoor_.map / "log" / "mail.log").read_text()
        plan, _ = plannen.load(bureau.mailmap)
        assert {wie: len(bestanden) for wie, bestanden in bussen.items()} == {m.adres: 1 for m in plan.mails}
        for mail in plan.mails:
            bericht = BytesParser(policy=POLICY).parsebytes(bussen[mail.adres][0].read_bytes())
            assert bericht["message-id"] == mail.message_id
            assert "with ESMTPS" in bericht["received"]
            bijlage = next(deel for deel in bericht.iter_attachments() if deel.get_content_type() == "application/pdf")
            assert bijlage.get_payload(decode=True) == (bureau.map / mail.bestand).read_bytes()
    telling = Counter({"greylisted": logboek.count("Greylisted"), "421": logboek.count("too many errors")})
    assert telling["greylisted"] >= MAILS
    with capsys.disabled():
        print(f"\n{MAILS} mails in {duur:.0f} s; {dict(telling)}; ieder precies één")
