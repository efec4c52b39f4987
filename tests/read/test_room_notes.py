"""What a moderator wrote -> lessons and agreements; what does not count is named with its file and line, and the rest does."""

from datetime import date
from pathlib import Path

import pytest

from spiegelrapport.errors import InputError
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.lessons import Agreement, MeetingNotes
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Ruimte, Spiegelbijeenkomst
from spiegelrapport.new_round.meeting_notes import write_notes
from spiegelrapport.read.agreements import load_agreements, to_json
from spiegelrapport.read.room_notes import LANGST, load_notes

EEN, TWEE, ELDERS = "06000001", "06000002", "06000003"
RUIMTE = Ruimte("samen_beslissen", "Sam Verzonnen")
BIJEENKOMST = Spiegelbijeenkomst(
    "Samen verder", "2026-09-17T13:30", "2026-09-17T16:30", "Utrecht", "a@b.example", "2026-09-03", "Sam",
    {"Kamer één": RUIMTE, "Kamer twee": RUIMTE},
)  # fmt: skip
WIE = [
    Deelnemer(EEN, "A", "a@b.example", "Kamer één", "", "op naam", 2),
    Deelnemer(TWEE, "B", "b@b.example", "Kamer één", "", "niet", 3),
    Deelnemer(ELDERS, "C", "c@b.example", "Kamer twee", "", "op naam", 4),
]
GOED = f"- {EEN} | Elke keuze benoemen | terugkijken op 2027-03-01"


def read(map_: Path, **kamers: str) -> tuple[MeetingNotes, tuple[Finding, ...]]:
    (map_ / "notities").mkdir(exist_ok=True)
    for naam, tekst in kamers.items():
        (map_ / "notities" / f"{naam.replace('_', '-')}.md").write_text(tekst, encoding="utf-8")
    return load_notes(map_, BIJEENKOMST, WIE, {"samen_beslissen": "Samen beslissen"})


def room(inzicht: str = "- Iets", context: str = "", afspraak: str = "") -> str:
    return f"# Notities\n\nGespreksleider: Sam\n\n## Inzicht\n\n{inzicht}\n\n## Context\n\n{context}\n\n## Afspraak\n\n{afspraak}\n"


def test_points_paragraphs_and_agreements_are_read_with_their_lines(tmp_path: Path) -> None:
    notes, findings = read(
        tmp_path, kamer_een=room("- Een\n  en verder\n- Twee\n\nLos <!-- niet dit -->", "* Drie", GOED)
    )
    [kamer] = notes.ruimtes
    assert [(line.tekst, line.regel) for line in kamer.inzichten] == [
        ("Een en verder", 7), ("Twee", 9), ("Los", 11),
    ]  # fmt: skip
    assert [line.tekst for line in kamer.context] == ["Drie"]
    assert notes.afspraken == (
        Agreement(EEN, "Elke keuze benoemen", date(2027, 3, 1), "Samen verder", "Samen beslissen"),
    )
    assert [(f.code, f.bestand) for f in findings] == [("B101", "notities/kamer-twee.md")]


def test_an_empty_form_is_no_note_and_a_filled_one_is_read(tmp_path: Path) -> None:
    pad = write_notes(tmp_path, "Kamer één", "Samen beslissen", "Sam", [EEN, TWEE])
    assert pad is not None
    notes, findings = read(tmp_path)
    assert (notes.ruimtes, notes.afspraken) == ((), ())
    assert [f.code for f in findings] == ["B101", "B101"]
    tekst = (
        pad.read_text()
        .replace(f"- {EEN} | | terugkijken op JJJJ-MM-DD", GOED)
        .replace("## Context", "- Iets\n\n## Context")
    )
    notes, findings = read(tmp_path, kamer_een=tekst)
    assert [een.agb for een in notes.afspraken] == [EEN]
    assert [line.regel for line in notes.ruimtes[0].inzichten] == [tekst.splitlines().index("- Iets") + 1]
    assert [f.code for f in findings] == ["B101"]


@pytest.mark.parametrize(
    ("afspraak", "code", "regel"),
    [
        ("- zomaar iets", "B104", 15),
        (f"- {EEN} | doen", "B104", 15),
        (f"- {ELDERS} | doen | terugkijken op 2027-03-01", "B105", 15),
        ("- 06999999 | doen | terugkijken op 2027-03-01", "B105", 15),
        (f"{GOED}\n- {EEN} | nog iets | terugkijken op 2027-03-01", "B106", 16),
        (f"- {EEN} | doen | terugkijken in het voorjaar", "B107", 15),
        (f"- {EEN} | doen | terugkijken op 2027-02-30", "B107", 15),
        (f"- {EEN} | doen | terugkijken op 2026-09-17", "B107", 15),
        (f"- {EEN} | {'x' * (LANGST + 1)} | terugkijken op 2027-03-01", "B108", 15),
    ],
)
def test_an_agreement_that_does_not_count_is_named_and_the_lessons_stay(
    tmp_path: Path, afspraak: str, code: str, regel: int
) -> None:
    notes, findings = read(tmp_path, kamer_een=room(afspraak=afspraak), kamer_twee=room())
    assert [(f.code, f.rijen) for f in findings] == [(code, (regel,))]
    assert len(notes.ruimtes) == 2
    assert len(notes.afspraken) == (code == "B106")


def test_another_heading_and_a_file_that_is_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "notities").mkdir()
    (tmp_path / "notities" / "kamer-twee.md").write_bytes(b"\xff\xfe\x00")
    notes, findings = read(tmp_path, kamer_een=room() + "\n## Inzigten\n\n- Weg\n")
    assert [(f.code, f.rijen) for f in findings] == [("B103", (17,)), ("B102", ()), ("B101", ())]
    assert "inzichten" in findings[0].herstel
    assert [line.tekst for line in notes.ruimtes[0].inzichten] == ["Iets"]


def test_a_leading_zero_that_was_eaten_is_put_back(tmp_path: Path) -> None:
    notes, _ = read(tmp_path, kamer_een=room(afspraak="- 6000001 | doen | 2027-03-01"))
    assert [een.agb for een in notes.afspraken] == [EEN]


def test_agreements_come_back_for_who_is_in_the_register(tmp_path: Path) -> None:
    een, ander = (Agreement(agb, "doen", date(2027, 3, 1), "Samen verder", "Thema") for agb in (EEN, TWEE))
    (tmp_path / "afspraken").mkdir()
    (tmp_path / "afspraken" / "najaar.json").write_bytes(to_json([ander, een]))
    assert load_agreements(tmp_path, [EEN]) == {EEN: (een,)}
    assert to_json([ander, een]) == to_json([een, ander])
    assert load_agreements(tmp_path / "leeg", [EEN]) == {}


@pytest.mark.parametrize(
    "inhoud",
    ["[]", "{}", '{"schema": 2, "afspraken": []}', '{"schema": 1, "afspraken": [{"agb": "06000001"}]}', "\x00"],
)
def test_another_file_is_refused_by_name(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "afspraken").mkdir()
    (tmp_path / "afspraken" / "x.json").write_text(inhoud)
    with pytest.raises(InputError, match="geen bestand met afspraken") as fout:
        load_agreements(tmp_path, [EEN])
    assert "afspraken/x.json" in str(fout.value)
