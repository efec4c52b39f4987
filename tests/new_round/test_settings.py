"""Last year's settings moved a year: what holds stays word for word, what held once goes, and each change is said."""

import re
from datetime import date
from pathlib import Path

import pytest
import tomlkit
from openpyxl import load_workbook

from spiegelrapport.errors import InputError, OutputError
from spiegelrapport.new_round.folder import make_round
from spiegelrapport.new_round.register_workbook import COLUMNS, HEADINGS, write_register
from spiegelrapport.new_round.settings import _years_later, carried_over, example
from spiegelrapport.read.register import load_ronde
from tests.builders import keurmerkdrager

BASIS = (
    'naam = "Spiegelrapportage 2025"\nverslagjaar = 2025\neerste_jaar = 2020\npeildatum = 2026-04-01 # na de sluiting\nversie = "3"\n'
    '[[benchmarkgroepen]]\ncode = "allen"\nnaam = "Allen"\nregel = "allen"\n'
)


def carried(tmp_path: Path, tekst: str, jaar: int = 2026) -> tuple[dict[str, object], tuple[str, ...], str]:
    (tmp_path / "ronde.toml").write_text(tekst, encoding="utf-8")
    gedaan = carried_over(tmp_path / "ronde.toml", jaar)
    return tomlkit.parse(gedaan.text).unwrap(), gedaan.remarks, gedaan.text


@pytest.mark.parametrize(
    ("jaar", "eerste", "peil"),
    [(2026, 2021, date(2027, 4, 1)), (2028, 2023, date(2029, 4, 1)), (2025, 2020, date(2026, 4, 1))],
)
def test_every_year_moves_as_far_as_the_reporting_year(tmp_path: Path, jaar: int, eerste: int, peil: date) -> None:
    inhoud, opmerkingen, tekst = carried(tmp_path, BASIS, jaar)
    assert (inhoud["verslagjaar"], inhoud["eerste_jaar"], inhoud["peildatum"]) == (jaar, eerste, peil)
    assert inhoud["naam"] == f"Spiegelrapportage {jaar}"
    assert inhoud["versie"] == "1"  # a new round begins with its first edition
    assert "# na de sluiting" in tekst
    assert f"De trends beginnen nu in {eerste}: klopt dat met de jaren die worden aangeleverd?" in opmerkingen
    assert f"De peildatum staat op 1 april {peil.year}." in opmerkingen


@pytest.mark.parametrize(
    ("dag", "stap", "later"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2025, 12, 31), 1, date(2026, 12, 31)),
    ],
)
def test_a_leap_day_becomes_the_last_of_february(dag: date, stap: int, later: date) -> None:
    assert _years_later(dag, stap) == later


def test_a_name_without_its_year_keeps_its_words(tmp_path: Path) -> None:
    inhoud, _, _ = carried(tmp_path, BASIS.replace("Spiegelrapportage 2025", "Onze spiegel"))
    assert inhoud["naam"] == "Onze spiegel"


def test_what_held_for_one_round_is_left_out_and_counted(tmp_path: Path) -> None:
    inhoud, opmerkingen, _ = carried(tmp_path, 'geaccepteerd = ["06000001", "06000002"]\ndeel = ["06000003"]\n' + BASIS)
    assert (inhoud["geaccepteerd"], inhoud["deel"]) == ([], [])
    assert "Niet meegenomen, want die gold voor één ronde: akkoord met uitsluiting (2 AGB-codes)." in opmerkingen
    assert (
        "Niet meegenomen, want die gold voor één ronde: deelnemers die hun cijfers delen (1 AGB-code)." in opmerkingen
    )


def test_the_invitation_is_not_sent_again(tmp_path: Path) -> None:
    inhoud, opmerkingen, _ = carried(
        tmp_path,
        BASIS + '[bijeenkomst]\ntitel = "x"\nbegin = "2026-09-08T14:00"\neinde = "2026-09-08T17:00"\nplaats = "U"\n',
    )
    assert "bijeenkomst" not in inhoud
    assert any("uitnodiging" in opmerking for opmerking in opmerkingen)


@pytest.mark.parametrize(
    ("erbij", "vraag"),
    [
        ("fictief = true\n", "fictieve gegevens"),
        ('scoring = [{agb = "06000001", instrument = "CQI", schaal = "1-5"}]\n', "1 antwoord over scoringsschalen"),
    ],
)
def test_what_came_along_and_may_have_changed_is_asked(tmp_path: Path, erbij: str, vraag: str) -> None:
    _, opmerkingen, _ = carried(tmp_path, erbij + BASIS)
    assert any(vraag in opmerking for opmerking in opmerkingen)
    _, zonder, _ = carried(tmp_path, BASIS)
    assert not any(vraag in opmerking for opmerking in zonder)


def test_a_fixed_list_of_members_is_asked_about(tmp_path: Path) -> None:
    lijst = '[[benchmarkgroepen]]\ncode = "kring"\nnaam = "Kring"\nregel = "lijst"\nleden = ["06000001"]\n'
    _, opmerkingen, _ = carried(tmp_path, BASIS + lijst)
    assert "Groepen met een vaste lijst zijn meegenomen: is wie erin staat nog hetzelfde?" in opmerkingen


@pytest.mark.parametrize("inhoud", [b"naam = ", b"\xff\xfe\x00"])
def test_a_round_that_cannot_be_read_is_named(tmp_path: Path, inhoud: bytes) -> None:
    (tmp_path / "ronde.toml").write_bytes(inhoud)
    with pytest.raises(InputError) as fout:
        carried_over(tmp_path / "ronde.toml", 2026)
    assert fout.value.bericht.startswith("de vorige ronde is niet te lezen: ")
    assert fout.value.waar.endswith("ronde.toml")


@pytest.mark.parametrize("jaar", [2019, 2026, 2040])
def test_the_example_loads_for_every_year_and_invites_nobody(tmp_path: Path, jaar: int) -> None:
    (tmp_path / "ronde.toml").write_text(example(jaar).text, encoding="utf-8")
    ronde = load_ronde(tmp_path)
    assert (ronde.verslagjaar, ronde.eerste_jaar, ronde.bijeenkomst) == (jaar, jaar - 5, None)
    (tmp_path / "ronde.toml").write_text(example(jaar, meeting=True).text, encoding="utf-8")
    assert load_ronde(tmp_path).bijeenkomst is not None
    assert not re.search("@[A-Z]+@", example(jaar).text)


def test_a_place_that_is_a_file_or_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets").write_text("x")
    for naam in ("bestand", "vol"):
        with pytest.raises(OutputError, match="deze map is niet leeg"):
            make_round(tmp_path / naam, 2026, None, lambda _: [])
    assert [pad.name for pad in (tmp_path / "vol").iterdir()] == ["iets"]


def test_the_register_comes_along_without_the_decisions_of_one_year(tmp_path: Path) -> None:
    van = tmp_path / "oud"
    van.mkdir()
    (van / "ronde.toml").write_text(BASIS, encoding="utf-8")
    (van / "kolommen.toml").write_text("[trajecten]\n", encoding="utf-8")
    kenmerken = {
        "leerkring": "K1",
        "Deelt cijfers": "Ja",
        "Akkoord met uitsluiting": "Ja",
        "schaal": "CQI = 1-5",
        "netwerk": "N",
    }
    nieuw = make_round(tmp_path / "nieuw", 2026, van, lambda _: [keurmerkdrager(kenmerken=kenmerken)])
    blad = load_workbook(tmp_path / "nieuw" / "keurmerkdragers.xlsx")["Keurmerkdragers"]
    rij = dict(zip((cel.value for cel in blad[1]), (cel.value for cel in blad[2]), strict=True))
    assert (rij["Leerkring"], rij["Schaal"], rij["Netwerk"]) == ("K1", "CQI = 1-5", "N")
    assert (rij["Deelt cijfers"], rij["Akkoord met uitsluiting"]) == (None, None)
    assert any("(1 keurmerkdrager)" in opmerking for opmerking in nieuw.remarks)
    assert any("kolommen.toml" in opmerking for opmerking in nieuw.remarks)
    assert (tmp_path / "nieuw" / "kolommen.toml").read_text() == "[trajecten]\n"


def test_the_register_explains_each_of_its_columns_and_is_the_same_bytes_again(tmp_path: Path) -> None:
    for naam in ("a", "b"):
        write_register(tmp_path / f"{naam}.xlsx", [keurmerkdrager(naam="=1+1")], {})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    werkmap = load_workbook(tmp_path / "a.xlsx")
    assert werkmap["Keurmerkdragers"]["B2"].value == "=1+1"
    assert werkmap["Keurmerkdragers"]["B2"].data_type == "s"
    uitleg = [[cel.value for cel in rij] for rij in werkmap["Uitleg"].iter_rows(min_row=2)]
    assert [rij[0] for rij in uitleg] == [*HEADINGS, "een eigen kolom"]
    assert [rij[1] for rij in uitleg[:-1]] == [kolom.explanation for kolom in COLUMNS]
