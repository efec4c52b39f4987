"""The workbook handed to zorgaanbieders says, offers and checks what the declarations say."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.demo import write_sjabloon
from spiegelrapport.demo.sjabloon import cell_check
from spiegelrapport.errors import OutputError
from tests.demo.builders import definities


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    pad = tmp_path_factory.mktemp("sjabloon") / "sjabloon.xlsx"
    write_sjabloon(pad, definities())
    return openpyxl.load_workbook(pad)


def test_each_sheet_has_the_declared_headings_and_nothing_under_them(werkmap: Workbook) -> None:
    assert werkmap.sheetnames == ["Uitleg", "Behandeltrajecten", "ROM", "CQi", "Keuzelijsten"]
    for tabel in ("trajecten", "rom", "cqi"):
        export = definities().exports[tabel]
        rijen = list(werkmap[export.blad].iter_rows(values_only=True))
        assert rijen == [tuple(kolom.kop for kolom in export.kolommen)]


def test_every_column_carries_its_explanation(werkmap: Workbook) -> None:
    for tabel in ("trajecten", "rom", "cqi"):
        export = definities().exports[tabel]
        regels = werkmap[export.blad].data_validations.dataValidation
        assert len(regels) == len(export.kolommen)
        for kolom, regel in zip(
            export.kolommen, sorted(regels, key=lambda r: next(iter(r.sqref.ranges)).min_col), strict=True
        ):
            assert regel.prompt.startswith(kolom.toelichting[:200])


def test_drop_downs_offer_exactly_the_declared_values(werkmap: Workbook) -> None:
    lijsten = {
        kolom[0].value: [cel.value for cel in kolom[1:] if cel.value] for kolom in werkmap["Keuzelijsten"].columns
    }
    assert lijsten["Instrument"] == list(definities().instrumenten)
    assert lijsten["Onvolledig traject"] == ["Ja", "Nee"]
    reden = next(k for k in definities().exports["trajecten"].kolommen if k.naam == "reden_sluiten")
    assert lijsten["Reden sluiten"] == list(reden.waarden)


def test_the_explanation_sheet_names_every_column_and_every_instrument(werkmap: Workbook) -> None:
    tekst = {str(cel) for rij in werkmap["Uitleg"].iter_rows(values_only=True) for cel in rij if cel}
    assert {
        kolom.kop for tabel in ("trajecten", "rom", "cqi") for kolom in definities().exports[tabel].kolommen
    } <= tekst
    assert set(definities().instrumenten) <= tekst


def test_the_same_definitions_give_the_same_bytes(tmp_path: Path) -> None:
    write_sjabloon(tmp_path / "een.xlsx", definities())
    write_sjabloon(tmp_path / "twee.xlsx", definities())
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("kolom", "eis", "melding"),
    [
        (Kolom("agb", "AGB-code", "agb", "De code."), ("length", 8), "AGB-code: 8 cijfers, als tekst."),
        (Kolom("x", "X", "geheel", "Iets.", bereik=(1, 5)), ("integer", 1), "X: een getal van 1 tot en met 5."),
        (Kolom("x", "X", "getal", "Iets.", bereik=(0, 2.5)), ("decimal", 0), "X: een getal van 0 tot en met 2,5."),
        (Kolom("x", "X", "datum", "Iets."), ("date", None), "X: een datum, bijvoorbeeld 24-02-2025."),
    ],
)
def test_a_column_is_checked_by_its_type(kolom: Kolom, eis: tuple[str, int | None], melding: str) -> None:
    regel = cell_check(kolom, None)
    assert regel["validate"] == eis[0]
    assert eis[1] is None or regel.get("value", regel.get("minimum")) == eis[1]
    assert regel["error_message"] == melding


def test_a_long_explanation_is_cut_to_what_excel_shows() -> None:
    bericht = cell_check(Kolom("x", "X", "tekst", "woord " * 80), None)["input_message"]
    assert len(bericht) <= 255
    assert bericht.endswith("…")


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(OutputError, match="kan niet worden geschreven"):
        write_sjabloon(tmp_path / "bestand" / "sjabloon.xlsx", definities())
