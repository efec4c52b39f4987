"""A meeting's files as the analyst fills them in: what counts, and what is said of the rest."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spiegelrapport.cli import run
from spiegelrapport.errors import InputError, OutputError, SettingError
from spiegelrapport.model.ronde import Bijeenkomst, Keurmerkdrager
from spiegelrapport.new_round.register_workbook import write_register
from spiegelrapport.new_round.settings import example
from spiegelrapport.pipeline.meetings import MeetingStanding, describe, new_meeting, read_meeting
from spiegelrapport.read.register import load_ronde

AGBS = ("06000001", "06000002", "06000003")
MEI = datetime(2027, 5, 1)  # noqa: DTZ001 - Excel knows no time zone
JUNI = datetime(2027, 6, 1)  # noqa: DTZ001
Rij = tuple[object, ...]


@pytest.fixture
def ronde(tmp_path: Path) -> Path:
    (tmp_path / "ronde.toml").write_text(example(2026, meeting=False).text, encoding="utf-8")
    dragers = [
        Keurmerkdrager(agb, f"Praktijk {agb[-1]}", "A", f"{agb}@voorbeeld.nl", "", "", "", {}, 2) for agb in AGBS
    ]
    write_register(tmp_path / "keurmerkdragers.xlsx", dragers, {})
    new_meeting(tmp_path, "voorjaar", ["samen_beslissen", "verslavingszorg"])
    change(tmp_path, 'titel = ""', 'titel = "Samen beslissen"')
    change(tmp_path, 'begin = ""', 'begin = "2027-05-13T13:30"')
    change(tmp_path, 'einde = ""', 'einde = "2027-05-13T16:30"')
    change(tmp_path, 'plaats = ""', 'plaats = "Utrecht"')
    change(tmp_path, 'gespreksleider = "" ', 'gespreksleider = "Zoë" ')
    change(tmp_path, 'aanmelden = ""', 'aanmelden = "kibg@voorbeeld.nl"')
    change(tmp_path, 'aanmelden_tot = ""', 'aanmelden_tot = "2027-05-06"')
    return tmp_path


def change(ronde: Path, oud: str, nieuw: str) -> None:
    pad = ronde / "bijeenkomsten" / "voorjaar.toml"
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")


def standing(ronde: Path, *rijen: Rij) -> MeetingStanding:
    pad = ronde / "bijeenkomsten" / "voorjaar" / "deelnemers.xlsx"
    werkmap = load_workbook(pad)
    for rij in rijen:
        werkmap.worksheets[0].append(list(rij))
    werkmap.save(pad)
    return read_meeting(ronde, "voorjaar")


def row(
    agb: object = AGBS[0], toestemming: str = "op naam", sinds: object = MEI, op: object = None, ruimte: str = ""
) -> Rij:
    return (agb, "Zoë", "zoe@voorbeeld.nl", ruimte, "", toestemming, sinds, op)


def test_a_room_is_chosen_from_those_of_the_meeting(ronde: Path) -> None:
    blad = load_workbook(ronde / "bijeenkomsten" / "voorjaar" / "deelnemers.xlsx").worksheets[0]
    lijsten = {str(regel.sqref)[0]: regel.formula1 for regel in blad.data_validations.dataValidation if regel.formula1}
    assert lijsten == {
        "D": '"Samen beslissen,Verslavingszorg"',
        "E": '"Samen beslissen,Verslavingszorg"',
        "F": '"op naam,zonder naam,niet"',
    }


def test_recorded_consent_before_the_meeting_counts(ronde: Path) -> None:
    stand = standing(ronde, row(), row(AGBS[1], sinds="01-05-2027"), row(6000003, "zonder naam"))
    assert [deelnemer.op_naam for deelnemer in stand.deelnemers] == [True, True, False]
    assert [deelnemer.agb for deelnemer in stand.deelnemers] == list(AGBS)
    assert stand.findings == ()


@pytest.mark.parametrize(
    ("rij", "codes"),
    [
        (row(toestemming=""), ["D004"]),
        (row(toestemming="op nam"), ["D005"]),
        (row(sinds=None), ["D006"]),
        (row(sinds="31-02-2027"), ["D006"]),
        (row(sinds=JUNI), ["D007"]),
        (row(op=MEI), []),
        (row(op=JUNI), []),
        (row(op="vorige week"), ["D008"]),
        (row(toestemming="niet", sinds=None), []),
    ],
    ids=["none", "unknown", "no-date", "no-such-day", "too-late", "withdrawn", "withdrawn-after", "unreadable", "refused"],
)  # fmt: skip
def test_without_valid_consent_nobody_is_named(ronde: Path, rij: Rij, codes: list[str]) -> None:
    stand = standing(ronde, rij)
    assert [deelnemer.toestemming for deelnemer in stand.deelnemers] == ["niet"]
    assert [finding.code for finding in stand.findings] == codes


def test_rows_that_do_not_count_are_named_and_the_rest_counts(ronde: Path) -> None:
    stand = standing(ronde, row("06000009"), row(), row(), row(AGBS[1], ruimte="Samen besluiten"))
    assert [deelnemer.agb for deelnemer in stand.deelnemers] == list(AGBS[:2])
    assert [(finding.code, finding.rijen) for finding in stand.findings] == [
        ("D001", (2,)), ("D002", (4,)), ("D003", (5,)),
    ]  # fmt: skip
    regels = list(describe(stand))
    assert regels[0] == "2 deelnemers, van wie 2 op naam."
    assert "- nog niet ingedeeld: 2." in regels
    assert (
        "Let op: onbekende ruimte 'Samen besluiten' (deelnemers.xlsx, rij 5, Ruimte): bedoel je 'Samen beslissen'?"
        in regels
    )


@pytest.mark.parametrize(
    ("oud", "nieuw", "bericht"),
    [
        ('"samen_beslissen"', '"samen_besliss"', "onbekend thema 'samen_besliss'"),
        ('"2027-05-13T13:30"', '"13 mei"', "'13 mei' is geen moment"),
        ("T16:30", "T12:30", "de bijeenkomst eindigt voor zij begint"),
        ('"2027-05-06"', '"2027-05-14"', "aanmelden_tot ligt na de bijeenkomst"),
        ('"Utrecht"', '""', "de sleutel 'plaats' is nog leeg"),
        ("plaats =", "plaatz =", "onbekende sleutel 'plaatz'"),
        ("per_ruimte = 8", "per_ruimte = 0", "per_ruimte is kleiner dan 1"),
    ],
)
def test_settings_that_cannot_be_are_refused(ronde: Path, oud: str, nieuw: str, bericht: str) -> None:
    change(ronde, oud, nieuw)
    with pytest.raises(SettingError) as fout:
        read_meeting(ronde, "voorjaar")
    assert fout.value.bericht == bericht
    assert "voorjaar.toml" in fout.value.waar


def test_two_meetings_of_one_name_are_refused_and_nothing_is_overwritten(ronde: Path) -> None:
    with pytest.raises(OutputError, match="er is al een bijeenkomst voorjaar"):
        new_meeting(ronde, "voorjaar", ["verslavingszorg"])
    tekst = (ronde / "bijeenkomsten" / "voorjaar.toml").read_text(encoding="utf-8")
    (ronde / "bijeenkomsten" / "najaar.toml").write_text(tekst, encoding="utf-8")
    with pytest.raises(SettingError, match=r"najaar\.toml en voorjaar\.toml hebben dezelfde naam of titel"):
        read_meeting(ronde, "voorjaar")


@pytest.mark.parametrize("naam", ["../elders", "Voor Jaar", ""])
def test_a_name_that_is_no_folder_is_refused(ronde: Path, naam: str) -> None:
    with pytest.raises(SettingError, match="kan geen naam van een map zijn"):
        new_meeting(ronde, naam, ["verslavingszorg"])


def test_a_missing_meeting_or_sheet_says_what_to_do(ronde: Path) -> None:
    with pytest.raises(InputError, match="er is geen bijeenkomst 'voorjar'") as fout:
        read_meeting(ronde, "voorjar")
    assert fout.value.tip == "bedoel je 'voorjaar'?"
    (ronde / "bijeenkomsten" / "voorjaar" / "deelnemers.xlsx").unlink()
    with pytest.raises(InputError, match=r"er is geen deelnemers\.xlsx"):
        read_meeting(ronde, "voorjaar")


def test_the_commands_say_what_comes_next(ronde: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bijeenkomst", "nieuw", "najaar", "--ronde", str(ronde), "--thema", "verslavingszorg"]) == 0
    assert "spiegelrapport bijeenkomst check najaar" in capsys.readouterr().out
    assert run(["bijeenkomst", "check", "najaar", "--ronde", str(ronde)]) == 2
    assert "de sleutel 'titel' is nog leeg" in capsys.readouterr().err
    assert run(["bijeenkomst", "nieuw", "zomer", "--ronde", str(ronde), "--thema", "verslaafd"]) == 2


def test_the_round_invites_to_a_meeting_by_its_name(ronde: Path) -> None:
    pad = ronde / "ronde.toml"
    pad.write_text('bijeenkomst = "voorjaar"\n' + pad.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_ronde(ronde).bijeenkomst == Bijeenkomst(
        "Samen beslissen", "2027-05-13T13:30", "2027-05-13T16:30", "Utrecht"
    )


def test_a_round_that_invites_to_an_unknown_meeting_is_refused(ronde: Path) -> None:
    pad = ronde / "ronde.toml"
    pad.write_text('bijeenkomst = "vorjaar"\n' + pad.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SettingError, match="er is geen bijeenkomst 'vorjaar'") as fout:
        load_ronde(ronde)
    assert "voorjaar" in str(fout.value)


def test_what_the_meeting_says_may_not_stand_in_the_round_as_well(ronde: Path) -> None:
    pad = ronde / "ronde.toml"
    blok = '[bijeenkomst]\ntitel = "Samen beslissen"\nbegin = "2027-05-13T13:30"\neinde = "2027-05-13T16:30"\nplaats = "Ede"\n\n'
    pad.write_text(pad.read_text(encoding="utf-8").replace("[afzender]", blok + "[afzender]", 1), encoding="utf-8")
    with pytest.raises(SettingError, match="op twee plekken") as fout:
        load_ronde(ronde)
    assert 'bijeenkomst = "voorjaar"' in str(fout.value)
    pad.write_text(pad.read_text(encoding="utf-8").replace("Samen beslissen", "Een andere"), encoding="utf-8")
    assert load_ronde(ronde).bijeenkomst is not None
