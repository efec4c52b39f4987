"""A proposal of rooms: wishes first, sizes mixed, never over the limit; and taken over without touching anything else."""

import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from spiegelrapport.errors import InputError
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Ruimte, Spiegelbijeenkomst
from spiegelrapport.new_round.register_workbook import write_register
from spiegelrapport.new_round.settings import example
from spiegelrapport.pipeline.meetings import new_meeting, read_meeting
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.room_proposal import propose, size_classes, take_over, write_proposal

AGBS = tuple(f"0600000{i}" for i in range(1, 8))
ALLE = ("een", "twee", "drie")


def meeting(per_ruimte: int, ruimtes: tuple[str, ...] = ALLE) -> Spiegelbijeenkomst:
    kamers = {naam: Ruimte("samen_beslissen", "") for naam in ruimtes}
    tijden = ("2027-05-13T13:30", "2027-05-13T16:30")
    return Spiegelbijeenkomst("T", *tijden, "Ede", "a@b.nl", "2027-05-06", "Zoë", kamers, per_ruimte)


def participant(nummer: int, ruimte: str = "", wens: str = "") -> Deelnemer:
    return Deelnemer(f"0600{nummer:04d}", "", "", ruimte, wens, "op naam", nummer)


@given(
    st.lists(st.tuples(st.sampled_from(["", *ALLE]), st.integers(0, 5000)), max_size=30),
    st.integers(1, 9),
)
def test_no_room_is_overfull_and_a_wish_is_only_passed_over_when_it_is(
    wie: list[tuple[str, int]], per_ruimte: int
) -> None:
    deelnemers = [participant(i, wens=wens) for i, (wens, _) in enumerate(wie)]
    plekken = propose(
        deelnemers, meeting(per_ruimte), {d.agb: float(n) for d, (_, n) in zip(deelnemers, wie, strict=True)}
    )
    assert [seat.deelnemer for seat in plekken] == deelnemers
    telling = Counter(seat.ruimte for seat in plekken if seat.ruimte)
    assert all(aantal <= per_ruimte for aantal in telling.values())
    assert telling.total() == min(len(wie), 3 * per_ruimte)
    for seat in plekken:
        if seat.deelnemer.wens and seat.ruimte != seat.deelnemer.wens:
            assert telling[seat.deelnemer.wens] == per_ruimte


def test_every_room_gets_large_and_small() -> None:
    deelnemers = [participant(i) for i in range(9)]
    maten = {d.agb: float(10 ** (i // 3)) for i, d in enumerate(deelnemers)}
    plekken = propose(deelnemers, meeting(3), maten)
    klassen = size_classes(deelnemers, maten)
    for naam in ALLE:
        assert sorted(klassen[s.deelnemer.agb] for s in plekken if s.ruimte == naam) == [0, 1, 2]


def test_who_sits_somewhere_stays_and_counts() -> None:
    deelnemers = [participant(1, ruimte="een"), participant(2, wens="een"), participant(3, wens="een")]
    plekken = propose(deelnemers, meeting(2), {})
    assert {seat.deelnemer.agb: seat.ruimte for seat in plekken} == {"06000002": "een", "06000003": "twee"}
    assert plekken[1].waarom == "de ruimte van de wens is vol"


@pytest.fixture
def ronde(tmp_path: Path) -> Path:
    (tmp_path / "ronde.toml").write_text(example(2026, meeting=False).text, encoding="utf-8")
    dragers = [Keurmerkdrager(agb, f"Praktijk {agb[-1]}", "A", f"{agb}@v.nl", "", "", "", {}, 2) for agb in AGBS]
    write_register(tmp_path / "keurmerkdragers.xlsx", dragers, {})
    new_meeting(tmp_path, "voorjaar", ["samen_beslissen", "verslavingszorg"])
    pad = tmp_path / "bijeenkomsten" / "voorjaar.toml"
    tekst = pad.read_text(encoding="utf-8")
    vul = {"titel": "T", "begin": "2027-05-13T13:30", "einde": "2027-05-13T16:30", "plaats": "Ede"}
    vul |= {"gespreksleider": "Zoë", "aanmelden": "a@b.nl", "aanmelden_tot": "2027-05-06"}
    for sleutel, waarde in vul.items():
        tekst = tekst.replace(f'{sleutel} = ""', f'{sleutel} = "{waarde}"', 1)
    pad.write_text(tekst, encoding="utf-8")
    return tmp_path


def sheet(ronde: Path) -> Path:
    return ronde / "bijeenkomsten" / "voorjaar" / "deelnemers.xlsx"


def sign_up(ronde: Path) -> None:
    werkmap = load_workbook(sheet(ronde))
    blad = werkmap.worksheets[0]
    for agb in AGBS[:5]:
        blad.append([agb, "Iemand & Co", f"{agb}@v.nl", None, "Verslavingszorg" if agb == AGBS[4] else None, "niet"])
    blad["D3"] = "Samen beslissen"
    blad["D4"] = "een onbekende ruimte"
    blad["J2"] = "wie belt deze?"
    werkmap.save(sheet(ronde))


def test_taking_over_fills_empty_rooms_and_leaves_every_other_cell(ronde: Path, tmp_path: Path) -> None:
    sign_up(ronde)
    voor = [[cel.value for cel in rij] for rij in load_workbook(sheet(ronde)).worksheets[0].iter_rows()]
    met_lijsten = len(load_workbook(sheet(ronde)).worksheets[0].data_validations.dataValidation)
    gezegd = write_proposal(Request(ronde, tmp_path / "uit"), "voorjaar")
    assert any(
        "Neem het over met: spiegelrapport bijeenkomst indelen voorjaar --neem-over" in regel for regel in gezegd
    )
    assert [[cel.value for cel in rij] for rij in load_workbook(sheet(ronde)).worksheets[0].iter_rows()] == voor
    delen = {
        info.filename: zipfile.ZipFile(sheet(ronde)).read(info) for info in zipfile.ZipFile(sheet(ronde)).infolist()
    }
    assert "3 deelnemers ingedeeld" in take_over(ronde, "voorjaar")[0]
    na = load_workbook(sheet(ronde)).worksheets[0]
    anders = {
        cel.coordinate
        for rij in na.iter_rows()
        for cel in rij
        if cel.value != (voor[cel.row - 1][cel.column - 1] if cel.row <= len(voor) else None)
    }
    assert anders == {"D2", "D5", "D6"}
    assert na["D6"].value == "Verslavingszorg"
    assert len(na.data_validations.dataValidation) == met_lijsten
    nieuw = {
        info.filename: zipfile.ZipFile(sheet(ronde)).read(info) for info in zipfile.ZipFile(sheet(ronde)).infolist()
    }
    assert [naam for naam in delen if delen[naam] != nieuw[naam]] == ["xl/worksheets/sheet1.xml"]
    assert {d.ruimte for d in read_meeting(ronde, "voorjaar").deelnemers if d.agb != AGBS[2]} <= {
        "Samen beslissen",
        "Verslavingszorg",
    }


def test_what_the_analyst_changed_in_the_proposal_is_what_is_taken_over(ronde: Path, tmp_path: Path) -> None:
    sign_up(ronde)
    write_proposal(Request(ronde, tmp_path / "uit"), "voorjaar")
    pad = sheet(ronde).parent / "voorstel-indeling.xlsx"
    werkmap = load_workbook(pad)
    blad = werkmap.worksheets[0]
    rij = next(r for r in range(2, blad.max_row + 1) if blad.cell(r, 1).value == AGBS[4])
    blad.cell(rij, 5).value = "Samen beslissen"
    werkmap.save(pad)
    take_over(ronde, "voorjaar")
    assert load_workbook(sheet(ronde)).worksheets[0]["D6"].value == "Samen beslissen"
    blad.cell(rij, 5).value = "Zolder"
    werkmap.save(pad)
    with pytest.raises(InputError, match="onbekende ruimte 'Zolder'"):
        take_over(ronde, "voorjaar")


def test_without_a_proposal_it_says_how_to_make_one(ronde: Path) -> None:
    with pytest.raises(InputError, match="geen voorstel"):
        take_over(ronde, "voorjaar")
