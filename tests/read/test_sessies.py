"""Appointments of an agenda export become trajecten: summed, divided, dropped and matched."""

from datetime import date
from pathlib import Path
from typing import Any

from spiegelrapport.model.leveringen import Levering
from spiegelrapport.read.file import read_bestand
from tests.read.boek import AGB, TRAJECTEN, Boek, als_xlsx, schoon_boek, schrijf
from tests.read.test_schade import OPDRACHT, assert_conserved

KOP = ["Cliënt ID", "Traject ID", "Datum afspraak", "Duur", "Soort tijd", "Aantal aanwezigen", "Status afspraak"]
DAG = date(2024, 2, 1)


def afspraak(**anders: Any) -> list[Any]:
    rij = {
        "client": "C00000", "traject": "T00000-1", "datum": DAG, "duur": 45, "soort": "direct", "aanwezigen": 1,
        "status": "gerealiseerd",
    } | anders  # fmt: skip
    return list(rij.values())


def lees(tmp_path: Path, *afspraken: list[Any], boek: Boek | None = None) -> Levering:
    boek = boek or zonder_minuten()
    boek.bladen["Agenda"] = [KOP, *afspraken]
    levering = read_bestand(schrijf(tmp_path, als_xlsx(boek)), OPDRACHT)
    assert_conserved(levering)
    return levering


def zonder_minuten() -> Boek:
    boek = schoon_boek()
    for kop in ("Directe minuten", "Indirecte minuten", "eHealth-minuten", "Geplande afspraken", "No-show afspraken"):
        boek.pas_toe(TRAJECTEN, kop, lambda _: None)
    return boek


def eerste(levering: Levering) -> dict[str, Any]:
    """The first traject's sums."""
    kolommen = ["minuten_direct", "minuten_indirect", "minuten_ehealth", "afspraken_gepland", "afspraken_no_show"]
    return {str(kolom): waarde for kolom, waarde in levering.tabellen["trajecten"].iloc[0][kolommen].items()}


def codes(levering: Levering) -> list[str]:
    return sorted(finding.code for finding in levering.findings)


def test_minutes_are_summed_per_traject(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(), afspraak(duur="1:00"), afspraak(soort="indirect", duur=20))
    assert eerste(levering)["minuten_direct"] == 105
    assert eerste(levering)["minuten_indirect"] == 20
    assert eerste(levering)["afspraken_gepland"] == 2
    assert codes(levering) == ["S003"]
    assert len(levering.tabellen["sessies"]) == 3


def test_a_groups_minutes_are_divided_by_those_present(tmp_path: Path) -> None:
    assert eerste(lees(tmp_path, afspraak(soort="groep", duur=90, aanwezigen=6)))["minuten_direct"] == 15


def test_a_group_without_a_number_present_does_not_count(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(), afspraak(soort="groep", aanwezigen=None))
    assert codes(levering) == ["S003", "S004"]
    assert eerste(levering)["minuten_direct"] == 45


def test_future_appointments_are_dropped(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(), afspraak(datum=date(2026, 9, 1), status="gepland"))
    assert codes(levering) == ["S001", "S003"]
    assert eerste(levering)["afspraken_gepland"] == 1


def test_a_no_show_is_planned_and_has_no_minutes(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(), afspraak(status="niet verschenen"))
    sommen = eerste(levering)
    assert (sommen["afspraken_gepland"], sommen["afspraken_no_show"], sommen["minuten_direct"]) == (2, 1, 45)


def test_an_appointment_cancelled_in_time_is_no_appointment(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(), afspraak(status="geannuleerd"))
    assert (eerste(levering)["afspraken_gepland"], eerste(levering)["minuten_direct"]) == (1, 45)


def test_an_appointment_without_number_belongs_to_the_traject_open_that_day(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(traject=None), afspraak(traject=None, datum=date(2020, 1, 1)))
    assert eerste(levering)["minuten_direct"] == 45
    assert codes(levering) == ["S002", "S003"]


def test_an_appointment_of_an_unknown_traject_is_found(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(), afspraak(traject="T99999-1", client="C99999"))
    assert [f.rijen for f in levering.findings if f.code == "S002"] == [(3,)]


def test_what_the_sheet_of_trajecten_says_itself_stays(tmp_path: Path) -> None:
    assert eerste(lees(tmp_path, afspraak(), boek=schoon_boek()))["minuten_direct"] == 300


def test_times_give_the_duration_when_it_is_missing(tmp_path: Path) -> None:
    boek = zonder_minuten()
    boek.bladen["Agenda"] = [
        ["Traject ID", "Cliënt ID", "Datum afspraak", "Begintijd", "Eindtijd"],
        ["T00000-1", "C00000", DAG, "10:00", "10:50"],
        ["T00000-1", "C00000", DAG, "23:45", "00:15"],
    ]
    levering = read_bestand(schrijf(tmp_path, als_xlsx(boek)), OPDRACHT)
    assert eerste(levering)["minuten_direct"] == 80


def test_appointments_that_carry_their_traject_make_the_trajecten(tmp_path: Path) -> None:
    kop = [*KOP, "AGB-code", "Begindatum", "Einddatum", "Prestatiecode geleverd"]
    eigen = [AGB, DAG, date(2024, 6, 1), "GBG03"]
    boek = Boek({"Agenda": [kop, [*afspraak(), *eigen], [*afspraak(), *eigen], [*afspraak(traject="T2"), *eigen]]})
    levering = read_bestand(schrijf(tmp_path, als_xlsx(boek)), OPDRACHT)
    assert_conserved(levering)
    assert levering.agb == AGB
    assert levering.tabellen["trajecten"]["minuten_direct"].tolist() == [90, 45]
    assert levering.tabellen["trajecten"].index.tolist() == [2, 4]
    assert codes(levering) == ["L013", "L013", "S003"]


def test_appointments_alone_that_know_no_traject_are_accounted_for(tmp_path: Path) -> None:
    boek = Boek({"Agenda": [KOP, afspraak(), afspraak()]})
    levering = read_bestand(schrijf(tmp_path, als_xlsx(boek)), OPDRACHT)
    assert_conserved(levering)
    assert "L012" in codes(levering)
    assert "S002" in codes(levering)


def test_an_appointment_on_a_traject_of_another_client_does_not_count(tmp_path: Path) -> None:
    goed = [afspraak(duur=30)] * 3
    levering = lees(tmp_path, *goed, afspraak(client="C00001", duur=600))
    assert eerste(levering)["minuten_direct"] == 90
    assert "S005" in codes(levering)
    [vondst] = [finding for finding in levering.findings if finding.code == "S005"]
    assert (vondst.blad, vondst.rijen) == ("Agenda", (5,))
    assert "traject van een andere cliënt" in vondst.bericht


def test_leading_zeros_make_no_other_client(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(client="0C00000"), afspraak())
    assert not {"S005", "S006"} & set(codes(levering))


def test_a_sheet_with_client_numbers_of_its_own_is_a_question_and_counts(tmp_path: Path) -> None:
    levering = lees(tmp_path, afspraak(client="900", duur=30), afspraak(client="900", duur=20))
    assert eerste(levering)["minuten_direct"] == 50
    assert "S006" in codes(levering)
    assert "S005" not in codes(levering)
