"""All leveringen together: owners, doubles, what is missing, and the rows of the round."""

from dataclasses import replace

from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.validate import check_alle, collect
from tests.validate.builders import AGB, DEFINITIES, REGISTER, RONDE, levering

ANDER = "94000001"
TWEE = REGISTER | {ANDER: Keurmerkdrager(ANDER, "Instelling", "Piet", "p@i.example", "instelling", "ggz", "oost")}


def test_a_levering_of_somebody_unknown_is_refused() -> None:
    intake = check_alle([levering(agb="06099999", bestand="x.xlsx")], TWEE, DEFINITIES, RONDE)
    assert intake.gecontroleerd == ()
    assert [f.code for f in intake.afgekeurd[0].findings] == ["L030"]
    assert intake.afgekeurd[0].naam == "06099999"


def test_a_levering_without_owner_is_refused_under_a_safe_name() -> None:
    intake = check_alle([levering(agb=None, bestand="Export ../Jánsen (2).xlsx")], TWEE, DEFINITIES, RONDE)
    assert intake.afgekeurd[0].naam == "export-jansen-2"


def test_two_leveringen_of_one_zorgaanbieder_are_both_refused() -> None:
    intake = check_alle([levering(), levering(bestand="nog een.xlsx")], REGISTER, DEFINITIES, RONDE)
    assert [deel.findings[-1].code for deel in intake.afgekeurd] == ["L031", "L031"]
    assert "nog een.xlsx" in intake.afgekeurd[0].findings[-1].bericht
    assert intake.afgekeurd[0].findings[-1].aantal == 1  # the client is in both
    assert [deel.naam for deel in intake.afgekeurd] == [AGB, f"{AGB}-2"]


def test_our_own_mistake_in_one_levering_does_not_stop_the_others() -> None:
    kapot = levering(agb=ANDER, bestand="kapot.xlsx", rijen_gelezen={"rom": 99})
    intake = check_alle([kapot, levering()], TWEE, DEFINITIES, RONDE)
    assert [goed.agb for goed in intake.gecontroleerd] == [AGB]
    assert "AssertionError, levering_check.py" in intake.afgekeurd[0].findings[-1].bericht


def test_who_delivered_nothing_is_named() -> None:
    assert check_alle([levering()], TWEE, DEFINITIES, RONDE).zonder_levering == (ANDER,)


def test_the_rows_of_the_round_carry_owner_and_place() -> None:
    ander = levering(agb=ANDER, bestand="b.xlsx")
    intake = check_alle([ander, levering()], TWEE, DEFINITIES, RONDE)
    rijen = collect(intake.gecontroleerd)
    assert rijen.trajecten["agb"].tolist() == [AGB, ANDER]
    assert rijen.rom[["blad", "rij"]].to_numpy().tolist() == [["ROM", 2], ["ROM", 3]] * 2
    assert list(rijen.uitgesloten.columns) == ["tabel", "blad", "rij", "code", "reden", "jaar", "agb"]


def test_a_round_without_a_single_row_has_all_columns() -> None:
    leeg = replace(levering([], [], []), findings=())
    rijen = collect(check_alle([leeg], REGISTER, DEFINITIES, RONDE).gecontroleerd)
    assert "minuten_direct" in rijen.trajecten
    assert len(rijen.rom) == 0
