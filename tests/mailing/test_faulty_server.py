"""Whatever a server does: exactly 0 or 1 message per reader, none wrong, and the log tells the truth."""

import random
from collections.abc import Callable

import pytest

from spiegelrapport.mailing.log import MailState
from spiegelrapport.mailing.mail_server import Smtp
from tests.mailing.builders import Kantoor, agb, kantoor, pdf
from tests.mailing.server import Doe, Script, Server

EERSTE, TWEEDE, DERDE = agb(1), agb(2), agb(3)
ADRES = {code: f"kwaliteit@{code}.example" for code in (EERSTE, TWEEDE, DERDE)}

Start = Callable[..., Server]
To = Callable[..., Smtp]


def once(moment: str, doe: Doe, *, voor: str = TWEEDE) -> Script:
    """The deed at the first time that `moment` comes for that reader (or, before a recipient is known, for anybody)."""
    gedaan: list[str] = []

    def script(nu: str, keer: int, wie: str) -> Doe | None:
        if nu == moment and not gedaan and (wie in ("", ADRES[voor]) or moment in ("mail", "quit")):
            gedaan.append(nu)
            return doe
        return None

    return script


def always(moment: str, doe: Doe, *, voor: str = TWEEDE) -> Script:
    return lambda nu, keer, wie: doe if nu == moment and wie == ADRES[voor] else None


def truthful(server: Server, stand: dict[str, MailState]) -> None:
    """The log against what the server took: sent is one message, refused or waiting is none, nobody has two."""
    for code, toestand in stand.items():
        aantal = server.count(ADRES[code])
        verwacht = {MailState.VERZONDEN: {1}, MailState.ONZEKER: {0, 1}}.get(toestand, {0})
        assert aantal in verwacht, (code, toestand, aantal)
    for wie, bericht in server.bezorgd:
        assert f"<{wie}>".encode() in bericht
        assert sum(f"@{code}.example>".encode() in bericht for code in ADRES) == 1


def test_an_ordinary_run_sends_everybody_exactly_one(bureau: Kantoor, start: Start, to: To) -> None:
    server, plan = start(), bureau.approved()
    stand = bureau.send(to(server))
    assert set(stand.values()) == {MailState.VERZONDEN}
    assert [wie for wie, _ in server.bezorgd] == [mail.adres for mail in plan.mails]
    assert bureau.history(EERSTE) == [MailState.BEZIG, MailState.DATA, MailState.VERZONDEN]
    truthful(server, stand)


def test_a_second_run_sends_nothing(bureau: Kantoor, start: Start, to: To) -> None:
    server, _ = start(), bureau.approved()
    bureau.send(to(server))
    bureau.send(to(server))
    assert len(server.bezorgd) == 3
    assert server.verbindingen == 1


NOT_NOW = {
    "4xx at MAIL": once("mail", Doe(b"451 straks\r\n")),
    "4xx at RCPT (greylisting)": once("rcpt", Doe(b"450 4.2.0 Greylisted\r\n")),
    "4xx at DATA": once("data", Doe(b"451 straks\r\n")),
    "4xx after the dot": once("punt", Doe(b"452 4.3.1 vol\r\n")),
    "421 at MAIL": once("mail", Doe(b"421 tot later\r\n", sluit=True)),
    "421 at RCPT": once("rcpt", Doe(b"421 tot later\r\n", sluit=True)),
    "421 at DATA": once("data", Doe(b"421 tot later\r\n", sluit=True)),
    "421 after the dot": once("punt", Doe(b"421 4.3.0 niet gelukt\r\n", sluit=True)),
    "closed at MAIL": once("mail", Doe(sluit=True)),
    "closed at RCPT": once("rcpt", Doe(sluit=True)),
    "half a reply at RCPT": once("rcpt", Doe(b"250", sluit=True)),
    "half a reply to DATA": once("data", Doe(b"354 stuur", sluit=True)),
    "garbage at RCPT": once("rcpt", Doe(b"\x00\xffhallo\r\n")),
    "garbage at DATA": once("data", Doe(b"hallo\r\n")),
    "a yes to DATA where 354 belongs": once("data", Doe(b"250 ok\r\n")),
    "slow at RCPT": once("rcpt", Doe(b"250 ok\r\n", wacht=0.8)),
    "dripping at RCPT": once("rcpt", Doe(b"250 ok, maar heel langzaam\r\n", druppel=0.05)),
    "an endless reply at RCPT": once("rcpt", Doe(b"250-meer\r\n" * 20_000)),
    "two answers at once at RCPT": once("rcpt", Doe(b"250 ok\r\n250 en nog een\r\n")),
    "421 at the greeting": once("groet", Doe(b"421 te druk\r\n", sluit=True)),
    "4xx to EHLO": once("ehlo", Doe(b"451 straks\r\n")),
    "4xx to STARTTLS": once("starttls", Doe(b"454 TLS nu niet\r\n")),
    "4xx to AUTH": once("auth", Doe(b"454 aanmelden nu niet\r\n")),
    "closed during AUTH": once("auth", Doe(sluit=True)),
}


@pytest.mark.parametrize("script", NOT_NOW.values(), ids=NOT_NOW)
def test_not_now_is_tried_again_and_arrives_once(bureau: Kantoor, start: Start, to: To, script: Script) -> None:
    server, _ = start(script), bureau.approved()
    stand = bureau.send(to(server))
    assert set(stand.values()) == {MailState.VERZONDEN}
    assert sorted(wie for wie, _ in server.bezorgd) == sorted(ADRES.values())
    truthful(server, stand)


MIDDLE = {"421 in the middle": Doe(b"421 tot later\r\n", sluit=True), "closed in the middle": Doe(sluit=True)}


@pytest.mark.parametrize("doe", MIDDLE.values(), ids=MIDDLE)
def test_an_end_before_the_final_dot_is_tried_again(bureau: Kantoor, start: Start, to: To, doe: Doe) -> None:
    """The report is larger than what the network holds in flight, so the break is seen before the dot leaves."""
    bureau.change_report(TWEEDE, pdf(TWEEDE) + b"%" * 6_000_000, in_manifest=True)
    server, _ = start(once("inhoud", doe)), bureau.approved()
    stand = bureau.send(to(server))
    assert set(stand.values()) == {MailState.VERZONDEN}
    assert bureau.history(TWEEDE)[:2] == [MailState.BEZIG, MailState.LATER]
    truthful(server, stand)


@pytest.mark.parametrize("doe", MIDDLE.values(), ids=MIDDLE)
def test_an_end_that_crosses_the_final_dot_may_be_uncertain_but_never_two(
    bureau: Kantoor, start: Start, to: To, doe: Doe
) -> None:
    server, _ = start(once("inhoud", doe)), bureau.approved()
    stand = bureau.send(to(server))
    assert stand[TWEEDE] in (MailState.VERZONDEN, MailState.ONZEKER)
    truthful(server, stand)


@pytest.mark.parametrize("moment", ["rcpt", "punt"])
def test_not_now_without_end_stays_waiting_and_the_others_arrive(
    bureau: Kantoor, start: Start, to: To, moment: str
) -> None:
    server, _ = start(always(moment, Doe(b"450 4.2.0 Greylisted\r\n"))), bureau.approved()
    stand = bureau.send(to(server))
    assert stand == {EERSTE: MailState.VERZONDEN, TWEEDE: MailState.LATER, DERDE: MailState.VERZONDEN}
    assert bureau.history(TWEEDE).count(MailState.LATER) == 3  # the first attempt and two waits
    truthful(server, stand)


REFUSED = {
    "5xx at RCPT": Doe(b"550 5.1.1 onbekend\r\n"),
    "5xx at DATA": Doe(b"554 nee\r\n"),
    "5xx after the dot": Doe(b"554 5.7.1 inhoud geweigerd\r\n"),
    "size refused after the dot": Doe(b"552 5.3.4 te groot\r\n"),
    "a refusal of two lines": Doe(b"550-5.1.1 onbekend\r\n550 5.1.1 echt onbekend\r\n"),
}


@pytest.mark.parametrize(("naam", "doe"), REFUSED.items(), ids=REFUSED)
def test_a_final_no_is_refused_and_never_tried_again(
    bureau: Kantoor, start: Start, to: To, naam: str, doe: Doe
) -> None:
    moment = next((m for m in ("RCPT", "DATA") if m in naam), "dot").lower().replace("dot", "punt")
    server, _ = start(always(moment, doe)), bureau.approved()
    bureau.send(to(server))
    stand = bureau.send(to(server))
    assert stand == {EERSTE: MailState.VERZONDEN, TWEEDE: MailState.GEWEIGERD, DERDE: MailState.VERZONDEN}
    assert bureau.history(TWEEDE).count(MailState.BEZIG) == 1
    truthful(server, stand)


def test_a_connection_lost_after_a_refusal_does_not_change_the_refusal(bureau: Kantoor, start: Start, to: To) -> None:
    def script(moment: str, keer: int, wie: str) -> Doe | None:
        return {"rcpt": Doe(b"550 nee\r\n"), "rset": Doe(sluit=True)}.get(moment) if wie == ADRES[TWEEDE] else None

    server, _ = start(script), bureau.approved()
    stand = bureau.send(to(server))
    assert stand == {EERSTE: MailState.VERZONDEN, TWEEDE: MailState.GEWEIGERD, DERDE: MailState.VERZONDEN}
    truthful(server, stand)


UNKNOWN = {
    "closed after the dot": Doe(sluit=True),
    "half a yes: 250 without an end of line": Doe(b"250 O", sluit=True),
    "half a code": Doe(b"25", sluit=True),
    "half of two lines": Doe(b"250-ok\r\n", sluit=True),
    "half a refusal": Doe(b"55", sluit=True),
    "garbage": Doe(b"\x16\x03\x01 hallo?\r\n"),
    "a code that does not exist": Doe(b"999 hallo\r\n"),
    "two codes in one reply": Doe(b"250-ok\r\n550 nee\r\n"),
    "354 once more": Doe(b"354 ga door\r\n"),
    "too slow": Doe(b"250 ok\r\n", wacht=0.9),
    "dripping": Doe(b"250 ok, maar heel langzaam\r\n", druppel=0.05),
}


@pytest.mark.parametrize("neem", [True, False], ids=["taken", "not taken"])
@pytest.mark.parametrize("doe", UNKNOWN.values(), ids=UNKNOWN)
def test_no_whole_reply_after_the_dot_is_uncertain_and_never_sent_again(
    bureau: Kantoor, start: Start, to: To, doe: Doe, neem: bool
) -> None:
    doe = Doe(doe.antwoord, doe.sluit, doe.wacht, doe.druppel, neem)
    server, _ = start(once("punt", doe)), bureau.approved()
    bureau.send(to(server))
    stand = bureau.send(to(server))
    assert stand == {EERSTE: MailState.VERZONDEN, TWEEDE: MailState.ONZEKER, DERDE: MailState.VERZONDEN}
    assert server.count(ADRES[TWEEDE]) == neem
    assert bureau.history(TWEEDE).count(MailState.DATA) == 1
    truthful(server, stand)


QUIT = {
    "421 at QUIT": Doe(b"421 tot ziens\r\n", sluit=True),
    "closed at QUIT": Doe(sluit=True),
    "garbage at QUIT": Doe(b"\x00\r\n"),
    "5xx at QUIT": Doe(b"500 nee\r\n"),
}


@pytest.mark.parametrize("doe", QUIT.values(), ids=QUIT)
def test_trouble_at_quit_changes_nothing(bureau: Kantoor, start: Start, to: To, doe: Doe) -> None:
    server, _ = start(lambda moment, keer, wie: doe if moment == "quit" else None), bureau.approved()
    stand = bureau.send(to(server))
    stand = bureau.send(to(server))
    assert set(stand.values()) == {MailState.VERZONDEN}
    assert len(server.bezorgd) == 3
    truthful(server, stand)


def test_the_size_limit_is_asked_and_kept(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(na_tls=("AUTH PLAIN", "SIZE 100"))
    bureau.approved()
    stand = bureau.send(to(server))
    assert set(stand.values()) == {MailState.GEWEIGERD}
    assert not any(opdracht.startswith("MAIL") for opdracht in server.opdrachten)


def test_size_refused_at_mail_from_concerns_that_mail_only(bureau: Kantoor, start: Start, to: To) -> None:
    server, _ = start(once("mail", Doe(b"552 5.3.4 te groot\r\n"))), bureau.approved()
    stand = bureau.send(to(server))
    assert sorted(stand.values()) == [MailState.GEWEIGERD, MailState.VERZONDEN, MailState.VERZONDEN]
    truthful(server, stand)


def test_the_message_arrives_byte_for_byte_with_dots_at_line_starts(bureau: Kantoor, start: Start, to: To) -> None:
    server, _ = start(), bureau.approved()
    bureau.send(to(server))
    bericht = server.bezorgd[0][1]
    assert b"\r\n.punt\r\n" in bericht
    assert b"\n.." not in bericht


def test_a_greylisting_server_gets_everybody_in_the_end(bureau: Kantoor, start: Start, to: To) -> None:
    gezien: set[str] = set()

    def script(moment: str, keer: int, wie: str) -> Doe | None:
        if moment != "rcpt" or wie in gezien:
            return None
        gezien.add(wie)
        return Doe(b"450 4.2.0 Greylisted, see you in a minute\r\n")

    server, _ = start(script), bureau.approved()
    stand = bureau.send(to(server))
    assert set(stand.values()) == {MailState.VERZONDEN}
    truthful(server, stand)


def test_random_faults_at_every_moment_never_give_two(bureau: Kantoor, start: Start, to: To) -> None:
    """A hundred replies out of a hat; after them an honest server. Nobody gets two, and the log stays true."""
    hoed = random.Random(7)
    soorten = [b"450 straks\r\n", b"421 weg\r\n", b"550 nee\r\n", b"250 O", b"\x00\r\n", b"250-half\r\n", b""]

    def script(moment: str, keer: int, wie: str) -> Doe | None:
        if moment in ("groet", "ehlo", "starttls", "auth", "mail") or hoed.random() > 0.3:
            return None
        return Doe(hoed.choice(soorten), sluit=True, neem=hoed.random() < 0.5 if moment == "punt" else None)

    for ronde in range(12):
        map_ = bureau.map.parent / f"ronde{ronde}"
        eigen = kantoor(map_, 3)
        eigen.approved()
        server = start(script)
        eigen.send(to(server))
        for code, toestand in eigen.stand.items():
            verwacht = {MailState.VERZONDEN: {1}, MailState.ONZEKER: {0, 1}}.get(toestand)
            if verwacht:
                assert server.count(ADRES[code]) in verwacht
        assert all(server.count(adres) <= 1 for adres in ADRES.values())
