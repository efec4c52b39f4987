"""Nothing about a person gets past the door: not a BSN under any heading, not a name, not a value in a message."""

import re
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.publish.answer_workbook import write_bevindingen
from spiegelrapport.read import read_leveringen
from spiegelrapport.read.privacy import are_bsns, are_names, is_bsn
from spiegelrapport.validate import check_alle, collect, make_antwoord
from tests.read.boek import AGB, ROM, TRAJECTEN, Boek, als_xlsx, schoon_boek, schrijf
from tests.read.schade import BSNS
from tests.read.test_schade import DEFINITIES, RONDE

KOPPEN = ["BSN", "Burgerservicenummer", "Cliënt BSN", "Sofinummer", "BSN-nummer", "Kenmerk"]
GEHEIM = ["Abdelkader", "Ouagadougou", "1234QX", "06-87654321", "12 maart 1957"]


def geplant_boek() -> Boek:
    """BSNs under five headings and an innocent one, in free text, in a code column; and other secrets."""
    boek = schoon_boek()
    for kop in KOPPEN:
        boek.extra_kolom(TRAJECTEN, kop, lambda i: BSNS[i % 8])
    boek.extra_kolom(ROM, "Opmerkingen", lambda i: f"BSN {BSNS[i % 8]}, {GEHEIM[i % 5]}")
    boek.extra_kolom(TRAJECTEN, "Naam cliënt", lambda i: GEHEIM[0])
    boek.zet(TRAJECTEN, "Reden sluiten", 4, BSNS[0]).zet(TRAJECTEN, "Diagnosehoofdstuk", 5, f"BSN {BSNS[1]}")
    boek.zet(ROM, "Instrument", 3, GEHEIM[1]).zet(ROM, "Score", 5, GEHEIM[3])
    boek.zet(TRAJECTEN, "Intakedatum", 6, f"{GEHEIM[4]} x").zet(TRAJECTEN, "Geplande afspraken", 7, int(BSNS[2]))
    return boek


def test_no_planted_value_is_found_in_any_output(tmp_path: Path) -> None:
    pad = schrijf(tmp_path, als_xlsx(geplant_boek()))
    register = {AGB: Keurmerkdrager(AGB, "Toets", "", "", "", "", "")}
    intake = check_alle(read_leveringen([pad], DEFINITIES, RONDE), register, DEFINITIES, RONDE)
    antwoord = make_antwoord(intake.gecontroleerd[0], RONDE)
    werkmap, tekst = write_bevindingen(tmp_path / "output", antwoord)
    rijen = collect(intake.gecontroleerd)
    alles = " ".join(str(asdict(finding)) for finding in intake.gecontroleerd[0].findings)
    alles += str(antwoord) + tekst.read_text(encoding="utf-8") + _inhoud(werkmap)
    alles += "".join(frame.to_csv() for frame in (rijen.rom, rijen.cqi, rijen.uitgesloten))
    alles += rijen.trajecten.drop(columns="afspraken_gepland").to_csv()
    assert [geheim for geheim in (*BSNS, *GEHEIM) if geheim in alles] == []
    assert alles.count("datalek") >= len(KOPPEN)
    assert "Dit is een datalek" in antwoord.tekst.split("Wat we hebben gelezen")[0]


def _inhoud(werkmap: Path) -> str:
    import zipfile

    with zipfile.ZipFile(werkmap) as archief:
        return "".join(archief.read(naam).decode() for naam in archief.namelist())


def test_the_eleven_test() -> None:
    assert is_bsn("111222333")
    assert is_bsn("123456782")
    assert not is_bsn("123456789")
    assert not is_bsn("000000000")


def test_one_bsn_alone_proves_nothing() -> None:
    assert not are_bsns([BSNS[0]] * 50)
    assert are_bsns(BSNS[:5])
    assert are_bsns([int(bsn) for bsn in BSNS])
    assert are_bsns([f"{bsn[:3]}.{bsn[3:6]}.{bsn[6:]}" for bsn in BSNS])


def test_numbers_of_nine_digits_that_are_no_bsns_are_left_alone() -> None:
    assert not are_bsns([str(100_000_000 + i) for i in range(200)])


@pytest.mark.parametrize(
    "vorm", ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d", "%d%m%Y", "%d-%m-%Y 00:00:00"]
)
def test_dates_whose_digits_pass_the_test_are_no_bsns(vorm: str) -> None:
    dagen = [date(2021, 1, 1) + timedelta(days=i) for i in range(1600)]
    toevallig = [f"{dag:{vorm}}" for dag in dagen]
    toevallig = [tekst for tekst in toevallig if is_bsn(re.sub(r"\D", "", tekst)[:8].zfill(9))]
    assert len(toevallig) > 50
    assert not are_bsns(toevallig)


def test_names_in_a_column_of_numbers() -> None:
    assert are_names(["Jansen, P.", "de Vries", "Bakker", "Visser", "El Amrani"])
    assert not are_names(["C1", "C2", "A-17", "B-18", "Q9"])
    assert not are_names(["", "-", "onbekend", "n.v.t."])
