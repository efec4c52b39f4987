"""In which order findings are met, which minutes look like hours, and how many lost values are too many."""

from dataclasses import replace

import pandas as pd
import pytest

from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.ronde import Kolomkeuze
from spiegelrapport.validate.hours import hours_to_minutes, minuten_lijken_uren
from spiegelrapport.validate.lost_values import lost_values
from spiegelrapport.validate.rule import RuleInput
from spiegelrapport.validate.weight import blocking, by_weight, leaks
from tests.validate.builders import AGB, DEFINITIES, RONDE, levering, tabel, traject


def finding(code: str, ernst: Ernst, blad: str | None = None, rijen: tuple[int, ...] = (), **anders: object) -> Finding:
    return Finding(code, ernst, "Er is iets.", "Doe iets.", "x.xlsx", blad, rijen=rijen, **anders)  # type: ignore[arg-type]


def test_a_leak_goes_before_all_then_severity_sheet_first_row_and_code() -> None:
    volgorde = [
        finding("P001", Ernst.LET_OP, "Z", (9,)),
        finding("L010", Ernst.BLOKKEREND),
        finding("R410", Ernst.BLOKKEREND, "A"),
        finding("R101", Ernst.UITGESLOTEN, "A", (2, 3)),
        finding("R102", Ernst.UITGESLOTEN, "A", (2,)),
        finding("R101", Ernst.UITGESLOTEN, "A", (5,)),
        finding("R101", Ernst.UITGESLOTEN, "B", (1,)),
        finding("W001", Ernst.LET_OP),
        finding("R401", Ernst.VRAAG),
    ]
    assert by_weight(volgorde[::-1]) == volgorde
    assert [een.code for een in leaks(volgorde)] == ["P001"]
    assert [een.code for een in blocking(volgorde[::-1])] == ["L010", "R410"]
    assert by_weight([]) == []


def hours(waarden: list[float], *, ronde=RONDE, **anders: object) -> list[str | None]:  # type: ignore[no-untyped-def]
    rijen = tabel(
        "trajecten",
        [
            traject(traject_id=f"T{i}", minuten_direct=w, minuten_indirect=None, minuten_ehealth=None, **anders)
            for i, w in enumerate(waarden)
        ],
    )
    invoer = RuleInput({"trajecten": rijen}, DEFINITIES, ronde)
    return [hit.kolom for hit in minuten_lijken_uren.treffers(rijen, invoer)]


@pytest.mark.parametrize(
    ("waarden", "verdacht"),
    [
        ([6.0, 8.0, 12.0], True),
        ([6.0, 8.0], False),  # two tell nothing
        ([6.0, 8.0, 12.0, 400.0, 400.0, 400.0], True),  # half of them
        ([6.0, 8.0, 12.0, 400.0, 400.0, 400.0, 400.0], False),
        ([6.5, 8.25, 12.5, *[400.0] * 27], True),  # decimals: a tenth is enough
        ([6.5, 8.25, 12.5, *[400.0] * 28], False),
        ([30.0, 30.0, 30.0], False),
        ([29.0, 29.0, 29.0], True),
        ([0.0, 0.0, 0.0], False),
    ],
)
def test_few_minutes_look_like_hours(waarden: list[float], verdacht: bool) -> None:
    assert (hours(waarden) == ["minuten_direct"]) is verdacht


@pytest.mark.parametrize("anders", [{"einddatum": None}, {"onvolledig": True}, {"prestatie_geleverd": "180005"}])
def test_an_open_or_incomplete_traject_may_have_few_minutes(anders: dict[str, object]) -> None:
    assert hours([6.0, 8.0, 12.0], **anders) == []


@pytest.mark.parametrize(
    ("kolom", "keuze", "vraag"),
    [("minuten_direct", "klopt", False), ("minuten_direct", "uren", False), ("minuten_indirect", "klopt", True)],
)
def test_an_answer_about_a_column_ends_the_question(kolom: str, keuze: str, vraag: bool) -> None:
    antwoord = Kolomkeuze(AGB, "trajecten", kolom, keuze)  # type: ignore[arg-type]
    assert bool(hours([6.0, 8.0, 12.0], ronde=replace(RONDE, kolomkeuze=(antwoord,)))) is vraag


def test_only_what_was_declared_as_hours_becomes_minutes() -> None:
    rijen = tabel("trajecten", [traject(minuten_direct=6.5, minuten_indirect=2.0, minuten_ehealth=1.0)])
    uren = Kolomkeuze(AGB, "trajecten", "minuten_direct", "uren")
    klopt = Kolomkeuze(AGB, "trajecten", "minuten_indirect", "klopt")
    om = hours_to_minutes(rijen, replace(RONDE, kolomkeuze=(uren, klopt)))
    assert om[["minuten_direct", "minuten_indirect", "minuten_ehealth"]].to_numpy().tolist() == [[390.0, 2.0, 1.0]]
    assert rijen["minuten_direct"].tolist() == [6.5]
    assert hours_to_minutes(rijen, RONDE) is rijen


KOP = {("trajecten", "einddatum"): "Einddatum", ("trajecten", "zorgvraagtype"): "ZVT"}


def lost(
    aantal: int, *, rijen: int = 20, kop: str = "Einddatum", code: str = "W001", geaccepteerd: tuple[str, ...] = ()
) -> list[Finding]:
    binnen = levering([traject(traject_id=f"T{i}") for i in range(rijen)], koppen=KOP)
    blad = str(binnen.tabellen["trajecten"]["blad"].iloc[0])
    gemeld = replace(finding(code, Ernst.LET_OP, blad, aantal=aantal), kolom=kop)
    return lost_values(binnen, [gemeld], DEFINITIES, replace(RONDE, geaccepteerd=geaccepteerd))


@pytest.mark.parametrize(("aantal", "teveel"), [(5, False), (6, True)])
def test_a_quarter_of_a_required_column_may_be_unreadable_and_no_more(aantal: int, teveel: bool) -> None:
    assert bool(lost(aantal)) is teveel


def test_too_many_lost_values_wait_for_the_analyst_until_accepted() -> None:
    (wacht,) = lost(10)
    assert wacht.ernst is Ernst.BLOKKEREND
    assert "'Einddatum' is op 50% van de rijen de waarde niet te lezen; de grens is 25%" in wacht.bericht.replace(
        "‘", "'"
    ).replace("’", "'")
    assert "Akkoord met uitsluiting" in wacht.besluit
    (goed,) = lost(10, geaccepteerd=(AGB,))
    assert goed.ernst is Ernst.LET_OP


@pytest.mark.parametrize("anders", [{"kop": "ZVT"}, {"code": "R101"}, {"rijen": 9}])
def test_an_optional_column_another_finding_or_a_handful_of_rows_stops_nothing(anders: dict[str, object]) -> None:
    assert lost(9, **anders) == []  # type: ignore[arg-type]


def test_the_table_of_a_test_is_the_table_of_the_program() -> None:
    assert isinstance(tabel("trajecten", [traject()])["einddatum"].iloc[0], pd.Timestamp)
