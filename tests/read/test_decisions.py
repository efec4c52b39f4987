"""Decisions stand beside the keurmerkdrager that they are about, in one place only."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spiegelrapport.errors import InputError, SettingError
from spiegelrapport.model.ronde import Groepsregel, Keurmerkdrager, Ronde, Scoringskeuze
from spiegelrapport.new_round.settings import example
from spiegelrapport.read.decisions import decide
from spiegelrapport.read.register import load_register, load_ronde
from tests.test_register import KOPPEN, RIJ, register

CODE = RIJ[0]


@pytest.fixture
def ronde(tmp_path: Path) -> Ronde:
    (tmp_path / "ronde.toml").write_text(example(2025).text, encoding="utf-8")
    lijst = Groepsregel("leerkring", "Leerkring Noord", "lijst")
    gelezen = load_ronde(tmp_path)
    return replace(gelezen, benchmarkgroepen=(lijst, *gelezen.benchmarkgroepen))


def read(map_: Path, **cellen: str) -> dict[str, Keurmerkdrager]:
    koppen = [*KOPPEN, *(kop.replace("_", " ") for kop in cellen)]
    return dict(load_register(register(map_, [*RIJ, *cellen.values()], koppen=koppen))[0])


def test_every_decision_reaches_the_round(tmp_path: Path, ronde: Ronde) -> None:
    cellen = {
        "AKKOORD_met_uitsluiting": "ja",
        "Deelt_Cijfers": "x",
        "leerkring": "leerkring noord",
        "Schaal": "scl-90: andere; CQi = Percentage",
    }
    besloten = decide(ronde, read(tmp_path, **cellen), ["SCL90", "OQ45"])
    assert besloten.geaccepteerd == besloten.deel == (CODE,)
    assert besloten.benchmarkgroepen[0].leden == (CODE,)
    assert besloten.scoring == (Scoringskeuze(CODE, "SCL90", "andere"), Scoringskeuze(CODE, "CQI", "percentage"))


def test_an_empty_cell_and_a_no_decide_nothing(tmp_path: Path, ronde: Ronde) -> None:
    assert decide(ronde, read(tmp_path, Akkoord_met_uitsluiting="Nee", Deelt_cijfers="", Schaal=""), []) == ronde


@pytest.mark.parametrize(
    ("toml", "cel"),
    [
        ({"geaccepteerd": (CODE,)}, {"Akkoord_met_uitsluiting": "Ja"}),
        ({"geaccepteerd": (CODE,)}, {"Akkoord_met_uitsluiting": "Nee"}),
        ({"deel": (CODE,)}, {"Deelt_cijfers": "Ja"}),
        ({"scoring": (Scoringskeuze(CODE, "CQI", "1-5"),)}, {"Schaal": "CQI = 1-5"}),
        ({"benchmarkgroepen": (Groepsregel("kring", "Kring", "lijst", leden=(CODE,)),)}, {"Leerkring": "kring"}),
    ],
)
def test_a_decision_in_two_places_is_refused(
    tmp_path: Path, ronde: Ronde, toml: dict[str, object], cel: dict[str, str]
) -> None:
    with pytest.raises(InputError, match=r"register en in ronde\.toml") as fout:
        decide(replace(ronde, **toml), read(tmp_path, **cel), [])  # type: ignore[arg-type]
    assert "rij 3" in fout.value.waar


@pytest.mark.parametrize(
    ("cel", "bericht"),
    [
        ({"Akkoord_met_uitsluiting": "misschien"}, "geen ja of nee"),
        ({"Leerkring": "Zuid"}, "geen benchmarkgroep 'Zuid'"),
        ({"Schaal": "percentage"}, "niet van welk instrument"),
        ({"Schaal": "SCL90 = anders"}, "onbekende schaal 'anders'"),
        ({"Schaal": "SCL99 = andere"}, "onbekend instrument 'SCL99'"),
    ],
)
def test_what_cannot_be_read_names_the_row_and_what_to_type(
    tmp_path: Path, ronde: Ronde, cel: dict[str, str], bericht: str
) -> None:
    with pytest.raises((InputError, SettingError), match=bericht) as fout:
        decide(ronde, read(tmp_path, **cel), ["SCL90"])
    assert "rij 3" in fout.value.waar
    assert fout.value.tip


def test_a_group_finds_its_column_however_it_is_typed(tmp_path: Path, ronde: Ronde) -> None:
    regel = Groepsregel("netwerk", "Netwerk {waarde}", "kolom", kolom="Net-Werk")
    besloten = decide(replace(ronde, benchmarkgroepen=(regel,)), read(tmp_path), [])
    assert besloten.benchmarkgroepen[0].kolom == "netwerk"
    with pytest.raises(SettingError, match="onbekende kolom 'natwerk'"):
        decide(replace(ronde, benchmarkgroepen=(replace(regel, kolom="natwerk"),)), read(tmp_path), [])


def test_a_heading_that_is_nearly_a_decision_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'akkord met uitsluiting' lijkt op"):
        read(tmp_path, Akkord_met_uitsluiting="Ja")


def change(map_: Path, **cellen: str) -> None:
    pad = register(map_, RIJ) / "keurmerkdragers.xlsx"
    werkmap = load_workbook(pad)
    for naam, waarde in cellen.items():
        werkmap.worksheets[0][naam] = waarde
    werkmap.save(pad)


def test_a_formula_without_a_result_is_refused_with_its_cell(tmp_path: Path) -> None:
    change(tmp_path, D3='=LOWER("S@WILG.EXAMPLE")')
    with pytest.raises(InputError, match="formule zonder uitkomst") as fout:
        load_register(tmp_path)
    assert "cel D3" in fout.value.waar


def test_merged_headings_are_refused(tmp_path: Path) -> None:
    pad = register(tmp_path, RIJ) / "keurmerkdragers.xlsx"
    werkmap = load_workbook(pad)
    werkmap.worksheets[0].merge_cells("E2:F2")
    werkmap.save(pad)
    with pytest.raises(InputError, match="samengevoegd: E2:F2"):
        load_register(tmp_path)
