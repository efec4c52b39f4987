"""What can be read in two ways waits for an answer, and is read as the answer says."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spiegelrapport.errors import SettingError
from spiegelrapport.model.leveringen import CheckedLevering, Levering
from spiegelrapport.model.ronde import Kolomkeuze, Ronde
from spiegelrapport.read import read_leveringen
from spiegelrapport.read.answers import known_answers
from spiegelrapport.read.register import load_ronde
from spiegelrapport.validate import check_alle
from tests.read.boek import AGB, ROM, TRAJECTEN, Boek, als_csv, als_xlsx, schoon_boek, schrijf
from tests.read.schade import BEGIN, DIRECT, EINDE
from tests.read.schade_stil import verwisseld
from tests.read.test_schade import DEFINITIES, RONDE
from tests.validate.builders import REGISTER

ASKED = {"R413"}  # the questionnaires of the clean workbook are of 2024
SCHOON = {dag[2]: dag[6] for dag in schoon_boek().bladen[TRAJECTEN][1:]}


def antwoord(kolom: str, keuze: Any, tabel: str = "trajecten", kop: str = "", agb: str = AGB) -> Ronde:
    return replace(RONDE, kolomkeuze=(Kolomkeuze(agb, tabel, kolom, keuze, kop),))


def lees(
    map_: Path, boek: Boek | bytes, ronde: Ronde = RONDE, naam: str = f"{AGB}.xlsx"
) -> tuple[Levering, CheckedLevering]:
    inhoud = boek if isinstance(boek, bytes) else als_xlsx(boek)
    ronde = replace(ronde, kolomkeuze=known_answers(ronde, DEFINITIES))
    (levering,) = read_leveringen([schrijf(map_, inhoud, naam)], DEFINITIES, ronde)
    return levering, check_alle([levering], REGISTER, DEFINITIES, ronde).gecontroleerd[0]


def codes(levering: CheckedLevering) -> set[str]:
    return {finding.code for finding in levering.findings}


def test_swapped_days_and_months_wait_and_come_right_with_the_answer(tmp_path: Path) -> None:
    boek = schoon_boek().pas_toe(TRAJECTEN, BEGIN, verwisseld)
    gelezen, gekeurd = lees(tmp_path, boek)
    assert "W017" in codes(gekeurd)
    assert not gekeurd.akkoord
    gelezen, gekeurd = lees(tmp_path, boek, antwoord("begindatum", "verwisseld"))
    assert codes(gekeurd) == ASKED
    rijen = gelezen.tabellen["trajecten"]
    assert [dag.date() for dag in rijen["begindatum"]] == list(SCHOON.values())
    gelezen, gekeurd = lees(tmp_path, boek, antwoord("begindatum", "klopt"))
    assert "W017" not in codes(gekeurd)
    assert [dag.date() for dag in gelezen.tabellen["trajecten"]["begindatum"]] != list(SCHOON.values())


def test_one_answer_may_be_about_all_columns_of_a_table(tmp_path: Path) -> None:
    boek = schoon_boek().pas_toe(TRAJECTEN, BEGIN, verwisseld).pas_toe(TRAJECTEN, "Intakedatum", verwisseld)
    _, gekeurd = lees(tmp_path, boek, antwoord("alle", "verwisseld"))
    assert codes(gekeurd) == ASKED


def test_an_answer_about_another_zorgaanbieder_changes_nothing(tmp_path: Path) -> None:
    boek = schoon_boek().pas_toe(TRAJECTEN, BEGIN, verwisseld)
    _, gekeurd = lees(tmp_path, boek, antwoord("begindatum", "verwisseld", agb="94000001"))
    assert "W017" in codes(gekeurd)


@pytest.mark.parametrize("deel", [1, 2])  # all rows, or every second one
def test_hours_wait_and_become_minutes_with_the_answer(tmp_path: Path, deel: int) -> None:
    nummers = iter(range(99))
    boek = schoon_boek().pas_toe(TRAJECTEN, DIRECT, lambda m: round(m / 60, 2) if next(nummers) % deel == 0 else m)
    _, gekeurd = lees(tmp_path, boek)
    (vraag,) = [finding for finding in gekeurd.findings if finding.code == "R137"]
    assert vraag.kolom == DIRECT
    assert not gekeurd.akkoord
    _, gekeurd = lees(tmp_path, boek, antwoord("minuten_direct", "klopt"))
    assert "R137" not in codes(gekeurd)
    if deel == 1:
        _, gekeurd = lees(tmp_path, boek, antwoord("minuten_direct", "uren"))
        assert codes(gekeurd) == ASKED
        minuten = gekeurd.tabellen["trajecten"]["minuten_direct"].tolist()
        assert minuten == pytest.approx([300 + 10 * i for i in range(12)], abs=0.4)


@pytest.mark.parametrize(("kop", "gewoon"), [("Indirecte minuten", 80), ("eHealth-minuten", 120)])
def test_hours_are_asked_about_in_every_column_of_minutes(tmp_path: Path, kop: str, gewoon: int) -> None:
    boek = schoon_boek().pas_toe(TRAJECTEN, kop, lambda _: gewoon)
    assert "R137" not in codes(lees(tmp_path, boek)[1])
    uren = iter(range(99))
    _, gekeurd = lees(tmp_path, boek.pas_toe(TRAJECTEN, kop, lambda m: m / 60 + next(uren) / 4))
    assert [finding.kolom for finding in gekeurd.findings if finding.code == "R137"] == [kop]


def test_the_decimal_sign_is_asked_for_and_read_as_answered(tmp_path: Path) -> None:
    boek = schoon_boek().pas_toe(TRAJECTEN, DIRECT, lambda minuten: f"{minuten // 100}.{minuten}")
    assert "W018" in codes(lees(tmp_path, boek)[1])
    als_punt, _ = lees(tmp_path, boek, antwoord("minuten_direct", "punt"))
    als_komma, gekeurd = lees(tmp_path, boek, antwoord("minuten_direct", "komma"))
    assert als_punt.tabellen["trajecten"]["minuten_direct"].iloc[0] == pytest.approx(3.3)
    assert als_komma.tabellen["trajecten"]["minuten_direct"].iloc[0] == 3300
    assert "W018" not in codes(gekeurd)


def test_american_thousands_are_asked_about_too(tmp_path: Path) -> None:
    minuten = ["90", "420", "1,250", "1,300", "2,100", "75", *["80"] * 6]
    waarden = iter(minuten)
    boek = schoon_boek().pas_toe(TRAJECTEN, DIRECT, lambda _: next(waarden))
    assert "W018" in codes(lees(tmp_path, boek)[1])
    gelezen, _ = lees(tmp_path, boek, antwoord("minuten_direct", "punt"))
    assert gelezen.tabellen["trajecten"]["minuten_direct"].tolist()[:6] == [90, 420, 1250, 1300, 2100, 75]


def test_which_column_is_meant_is_asked_and_taken_as_answered(tmp_path: Path) -> None:
    boek = schoon_boek().kop(TRAJECTEN, EINDE, "Einddatum")
    boek.extra_kolom(TRAJECTEN, "Sluitdatum", lambda i: date(2025, 7, 1 + i))
    inhoud = als_xlsx(boek)
    assert "K009" in codes(lees(tmp_path, inhoud)[1])
    for kop, eerste in (("Sluitdatum", date(2025, 7, 1)), ("Einddatum", boek.bladen[TRAJECTEN][1][7])):
        gelezen, gekeurd = lees(tmp_path, inhoud, antwoord("einddatum", "kop", kop=kop))
        assert gelezen.tabellen["trajecten"]["einddatum"].iloc[0].date() == eerste
        assert codes(gekeurd) & {"K001", "K009"} == set()


def test_an_answer_is_taken_for_a_csv_as_well(tmp_path: Path) -> None:
    boek = schoon_boek().pas_toe(TRAJECTEN, BEGIN, lambda dag: str(verwisseld(dag)))
    inhoud = als_csv(boek.bladen[TRAJECTEN])
    gelezen, _ = lees(tmp_path, inhoud, antwoord("begindatum", "verwisseld"), f"{AGB}.csv")
    assert [dag.date() for dag in gelezen.tabellen["trajecten"]["begindatum"]] == list(SCHOON.values())


@pytest.mark.parametrize(
    ("keuze", "woorden"),
    [
        (Kolomkeuze(AGB, "traject", "begindatum", "klopt"), "onbekende tabel 'traject'"),
        (Kolomkeuze(AGB, "trajecten", "begindatm", "klopt"), "onbekende kolom 'begindatm'"),
        (Kolomkeuze(AGB, "trajecten", "begindatum", "uren"), "'uren' is geen antwoord over de kolom begindatum"),
        (Kolomkeuze(AGB, "trajecten", "begindatum", "kop"), 'bij keuze = "kop" hoort de kop zelf'),
    ],
)
def test_an_answer_that_answers_nothing_is_refused(keuze: Kolomkeuze, woorden: str) -> None:
    with pytest.raises(SettingError, match=woorden):
        known_answers(replace(RONDE, kolomkeuze=(keuze,)), DEFINITIES)


def test_the_answer_stands_in_ronde_toml_as_documented(tmp_path: Path) -> None:
    document = (Path(__file__).parents[2] / "docs" / "kolommen.md").read_text(encoding="utf-8")
    voorbeeld = document.partition("[[kolomkeuze]]")[2].partition("```")[0]
    gewoon = (Path(__file__).parents[2] / "input" / "ronde.toml").read_text(encoding="utf-8")
    (tmp_path / "ronde.toml").write_text(f"{gewoon}\n[[kolomkeuze]]{voorbeeld}", encoding="utf-8")
    assert load_ronde(tmp_path).kolomkeuze == (Kolomkeuze(AGB, "trajecten", "minuten_direct", "uren"),)


def test_measurements_of_another_client_are_taken_out_and_other_numbers_are_asked_about(tmp_path: Path) -> None:
    een = schoon_boek().zet(ROM, "Cliënt ID", 4, "C00009")
    _, gekeurd = lees(tmp_path, een)
    assert [(f.code, f.rijen) for f in gekeurd.findings] == [("R211", (4,)), ("R413", ())]
    assert len(gekeurd.tabellen["rom"]) == 23
    _, gekeurd = lees(tmp_path, schoon_boek().pas_toe(ROM, "Cliënt ID", lambda c: f"P{c[1:]}"))
    assert codes(gekeurd) == {"R212", *ASKED}
    assert len(gekeurd.tabellen["rom"]) == 24


def test_too_many_unreadable_values_in_a_required_column_wait(tmp_path: Path) -> None:
    boek = schoon_boek()
    for rij in range(2, 6):
        boek.zet(TRAJECTEN, EINDE, rij, "#N/B")
    _, gekeurd = lees(tmp_path, boek)
    (besluit,) = [finding for finding in gekeurd.findings if finding.code == "X602"]
    assert "'Einddatum behandeltraject' is op 33% van de rijen" in besluit.bericht
    assert not gekeurd.akkoord
    _, gekeurd = lees(tmp_path, boek, replace(RONDE, geaccepteerd=(AGB,)))
    assert gekeurd.akkoord
