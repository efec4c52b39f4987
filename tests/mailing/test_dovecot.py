"""A real Dovecot on loopback keeps the copies, once each. Needs Debian's dovecot-imapd and root; make test-zwaar."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from pathlib import Path

import pytest

from spiegelrapport.mailing.imap import keep_copies
from spiegelrapport.mailing.log import Log
from spiegelrapport.mailing.mail_server import Imap, Smtp
from tests.mailing.builders import Kantoor
from tests.mailing.proefcertificaat import Partij, make_server
from tests.mailing.server import Server
from tests.mailing.test_postfix import free_port, wait_for

Start = Callable[..., Server]
To = Callable[..., Smtp]
MAP, STIL = "Verzonden items", subprocess.DEVNULL
INSTELLINGEN = """
base_dir = {map}/run
state_dir = {map}/run
log_path = {map}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{map}/server.pem
ssl_key = <{map}/server.pem
mail_location = maildir:{map}/post
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
passdb {{
  driver = static
  args = password=geheim
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={map}/post
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {poort}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  mailbox "{naam}" {{
    auto = create
  }}
}}
"""


@contextmanager
def dovecot(ca: Partij) -> Iterator[tuple[Path, int]]:
    map_, poort, wie = Path(tempfile.mkdtemp(prefix="proefdovecot-")), free_port(), pwd.getpwnam("nobody")
    map_.chmod(0o755)
    (map_ / "post").mkdir()
    os.chown(map_ / "post", wie.pw_uid, wie.pw_gid)
    make_server(ca).write(map_ / "server.pem")
    instellingen = map_ / "dovecot.conf"
    instellingen.write_text(INSTELLINGEN.format(map=map_, poort=poort, uid=wie.pw_uid, gid=wie.pw_gid, naam=MAP))
    try:
        subprocess.run(["dovecot", "-c", str(instellingen)], check=True, stdout=STIL, stderr=STIL)
        wait_for(poort)
        yield map_, poort
    finally:
        subprocess.run(["doveadm", "-c", str(instellingen), "stop"], check=False, stdout=STIL, stderr=STIL)
        shutil.rmtree(map_, ignore_errors=True)


@pytest.mark.zwaar
def test_dovecot_keeps_every_copy_once(bureau: Kantoor, start: Start, to: To, ca: Partij, ca_bestand: Path) -> None:
    if not shutil.which("dovecot") or os.geteuid() != 0:
        pytest.skip("NIET GECONTROLEERD: dit heeft root nodig en het Debian-pakket dovecot-imapd")
    plan = bureau.approved()
    bureau.send(to(start()))
    with dovecot(ca) as (map_, poort):
        imap = Imap("localhost", MAP, poort, "kibg", "geheim", ca=str(ca_bestand))
        with Log(bureau.mailmap) as log:
            bewijs = bureau.proof(plan)
            assert keep_copies(bewijs, log, imap, lambda: "") == (3, "")
            forget_copies(log)
            assert keep_copies(bewijs, log, imap, lambda: "") == (3, "")  # looked up, not added again
        bestanden = [pad for pad in (map_ / "post" / f".{MAP}").glob("*/*") if pad.parent.name in ("cur", "new")]
        ids = [BytesParser(policy=POLICY).parsebytes(pad.read_bytes())["message-id"] for pad in bestanden]
    assert sorted(ids) == sorted(mail.message_id for mail in plan.mails)
    assert all(":2,S" in pad.name for pad in bestanden)


def forget_copies(log: Log) -> None:
    """As after a kill between the copy and its note."""
    log.db.execute("delete from kopie")
