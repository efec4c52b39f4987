"""One Dutch text per mail, the same words as plain text and as accessible HTML."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest

from spiegelrapport.compose.mail_text import message, moment, parse, plain
from spiegelrapport.errors import SettingError
from spiegelrapport.model.mail import Bericht, MailVariant
from spiegelrapport.model.ronde import Afzender, Bijeenkomst, Ronde
from spiegelrapport.template_paths import templates_folder
from tests import builders

SJABLONEN = (templates_folder(),)
BIJEENKOMST = Bijeenkomst("Samen beslissen", "2026-09-08T14:00", "2026-09-08T17:00", "Domplein 1, Utrecht")
AFZENDER = Afzender("KIBG", "spiegel@kibg.example", "vragen@kibg.example", "030 123 45 67", "Team Spiegel")
VARIANTEN: tuple[MailVariant, ...] = ("bijlage", "versleuteld", "portaal")


def ronde(**anders: object) -> Ronde:
    velden = {"fictief": False, "afzender": AFZENDER, "bijeenkomst": BIJEENKOMST, "sluitdatum": date(2026, 10, 1)}
    return builders.ronde(**{**velden, **anders})


def mail(*, van: Ronde | None = None, naam: str = "Praktijk De Wilg", **anders: object) -> Bericht:
    lezer = builders.keurmerkdrager(naam=naam)
    return message(van or ronde(), lezer, SJABLONEN, portaal="https://portaal.kibg.example/r?a=1&b=2", **anders)  # type: ignore[arg-type]


@pytest.mark.parametrize("variant", VARIANTEN)
@pytest.mark.parametrize("gezamenlijk", [False, True])
def test_text_and_html_say_the_same_words(variant: MailVariant, gezamenlijk: bool) -> None:
    gemaakt = mail(variant=variant, gezamenlijk=gezamenlijk, naam="O'Neill & <b>Zn</b>")
    body = gemaakt.html.partition("</h1>")[2]
    in_html = html.unescape(re.sub(r"<[^>]+>", " ", body)).split()
    in_tekst = re.sub(r"(?m)^-+$", "", gemaakt.tekst).split()
    assert "".join(in_html) == "".join(in_tekst)


def test_every_variant_says_where_the_report_is() -> None:
    assert "zit als PDF bij deze mail." in mail(variant="bijlage").tekst
    assert "opent alleen met een wachtwoord" in mail(variant="versleuteld").tekst
    portaal = mail(variant="portaal")
    assert "zit geen bijlage" in portaal.tekst
    assert 'href="https://portaal.kibg.example/r?a=1&amp;b=2"' in portaal.html
    assert portaal.onderwerp == "Jouw spiegelrapport 2025 staat klaar"


def test_the_settings_of_the_round_are_in_the_mail() -> None:
    tekst = mail().tekst
    assert "Beste Sanne de Boer," in tekst
    assert "uiterlijk 1 oktober 2026" in tekst
    assert "Samen beslissen: dinsdag 8 september 2026 van 14:00 tot 17:00 uur, Domplein 1, Utrecht." in tekst
    assert tekst.endswith("Team Spiegel\nKIBG\nvragen@kibg.example\n")
    assert "bel 030 123 45 67" in tekst


def test_without_meeting_closing_date_or_contact_the_mail_is_still_whole() -> None:
    kaal = ronde(bijeenkomst=None, sluitdatum=None, afzender=Afzender("KIBG", "spiegel@kibg.example"))
    gemaakt = message(kaal, builders.keurmerkdrager(contactpersoon=""), SJABLONEN)
    assert gemaakt.agenda == ""
    assert "bijeenkomst" not in gemaakt.tekst
    assert gemaakt.tekst.startswith("Beste keurmerkdrager,")
    assert "Laat het weten: beantwoord deze mail." in gemaakt.tekst


def test_the_joint_report_is_not_called_the_readers_own() -> None:
    gemaakt = mail(gezamenlijk=True)
    assert gemaakt.onderwerp == "Het spiegelrapport 2025 van de kleine aanbieders"
    assert "gezamenlijke spiegelrapport van de kleine aanbieders" in gemaakt.tekst
    assert "jouw eigen cijfers" not in gemaakt.tekst


def test_a_fictitious_round_says_so_in_subject_and_text() -> None:
    gemaakt = mail(van=ronde(fictief=True))
    assert gemaakt.onderwerp.startswith("[FICTIEF] ")
    assert "Alle cijfers zijn verzonnen." in gemaakt.tekst


def test_a_name_is_text_and_never_markup() -> None:
    gemaakt = mail(naam="<script>alert(1)</script> & Zn")
    assert "<script>" not in gemaakt.html
    assert "<script>alert(1)</script> & Zn" in gemaakt.tekst


def test_the_html_is_accessible() -> None:
    tekst = mail().html
    assert '<html lang="nl">' in tekst
    assert re.search(r"<title>[^<]+</title>", tekst)
    assert tekst.count("<h1") == 1
    assert [n for n in re.findall(r"<h(\d)", tekst)][:2] == ["1", "2"]
    assert not re.search(r"<(img|table|script|style|link)\b", tekst)
    assert not re.search(r'color:|src=|href="http:', tekst)


def test_the_tone_is_free_of_judgement() -> None:
    woorden = set(re.findall(r"\w+", mail().tekst.lower()))
    assert not woorden & {"beter", "slechter", "goed", "slecht", "uitstekend", "onvoldoende", "u", "uw"}


def test_the_invitation_is_an_event_in_utc_and_the_same_bytes_every_time() -> None:
    agenda = mail().agenda
    assert agenda == mail().agenda
    afspraak = icalendar.Calendar.from_ical(agenda).events[0]
    assert afspraak.decoded("dtstart") == datetime(2026, 9, 8, 12, tzinfo=UTC)
    assert afspraak.decoded("dtend") == datetime(2026, 9, 8, 15, tzinfo=UTC)
    assert str(afspraak["summary"]) == "Samen beslissen"
    assert "\r\n" in agenda


def test_a_winter_meeting_is_an_hour_from_utc() -> None:
    winter = replace(BIJEENKOMST, begin="2026-12-08T14:00", einde="2026-12-08T17:00")
    afspraak = icalendar.Calendar.from_ical(mail(van=ronde(bijeenkomst=winter)).agenda).events[0]
    assert afspraak.decoded("dtstart").hour == 13


@pytest.mark.parametrize(
    ("begin", "einde", "fout"),
    [
        ("8 september", "2026-09-08T17:00", "geen tijdstip"),
        ("2026-09-08T17:00", "2026-09-08T14:00", "eindigt voor ze begint"),
    ],
)
def test_an_impossible_meeting_is_told(begin: str, einde: str, fout: str) -> None:
    with pytest.raises(SettingError, match=fout):
        moment(replace(BIJEENKOMST, begin=begin, einde=einde))


def test_a_meeting_over_two_days_names_both() -> None:
    assert moment(replace(BIJEENKOMST, einde="2026-09-09T12:00")).endswith("tot woensdag 9 september 2026 12:00 uur")


def test_markdown_is_read_as_text() -> None:
    tekst = "Een\nregel met **nadruk**.\n\n## Kop\n\n- a\n- b\n\nx\\\ny\n"
    assert plain(parse(tekst)) == "Een regel met nadruk.\n\nKop\n---\n\n- a\n- b\n\nx\ny\n"


def test_links_end_before_the_full_stop() -> None:
    inline = parse("Zie https://kibg.example/a_b_c?x=1&y=2. Mail vragen@kibg.example.")[1]
    adressen = [token.attrs["href"] for token in inline.children or () if token.type == "link_open"]
    assert adressen == ["https://kibg.example/a_b_c?x=1&y=2", "mailto:vragen@kibg.example"]


@pytest.mark.parametrize(
    "naam",
    ["*De Wilg*", "# De Wilg", "[De](Wilg)", "De_Wilg_", "`Wilg`", "1. Wilg", "a\\\nb &amp; c", "<https://x.nl>"],
)
def test_no_sign_in_a_name_is_markup(naam: str) -> None:
    gemaakt = mail(naam=naam)
    heel = " ".join(naam.split())
    assert heel in gemaakt.tekst
    assert heel in html.unescape(re.sub(r"<[^>]+>", "", gemaakt.html.partition("</h1>")[2]))
    assert not re.search(r"<(em|strong|code|ol)\b", gemaakt.html)
