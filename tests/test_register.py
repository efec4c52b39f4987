"""The register decides who gets which report, so it is read strictly."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from spiegelrapport.errors import InputError, SettingError
from spiegelrapport.read.register import load_register, load_ronde

KOPPEN = ["AGB-code", "Naam", "Contactpersoon", "E-mail", "Type", "Sector", "Regio", "Netwerk"]
RIJ = ["06000001", "Praktijk De Wilg", "S. de Boer", "s@wilg.example", "instelling", "basis-ggz", "Utrecht", "Noord"]
RONDE = """
naam = "Proef"
verslagjaar = 2025
eerste_jaar = 2020
peildatum = 2026-04-01
[[benchmarkgroepen]]
code = "allen"
naam = "Alle keurmerkdragers"
regel = "allen"
"""


def register(map_: Path, *rijen: list[object], koppen: list[str] = KOPPEN) -> Path:
    werkmap = Workbook()
    blad = werkmap.worksheets[0]
    for rij in [["Register 2025"], koppen, *rijen]:
        blad.append(rij)
    werkmap.save(map_ / "keurmerkdragers.xlsx")
    return map_


def test_a_row_becomes_a_keurmerkdrager_with_its_further_columns(tmp_path: Path) -> None:
    dragers, findings = load_register(register(tmp_path, RIJ))
    assert list(dragers) == ["06000001"]
    assert dragers["06000001"].kenmerken == {"netwerk": "Noord"}
    assert dragers["06000001"].rij == 3
    assert findings == ()


def test_a_code_that_lost_its_zero_is_padded_and_said(tmp_path: Path) -> None:
    dragers, [finding] = load_register(register(tmp_path, [6000001, *RIJ[1:]]))
    assert list(dragers) == ["06000001"]
    assert (finding.code, finding.rijen) == ("G001", (3,))


@pytest.mark.parametrize(
    ("rijen", "bericht"),
    [
        ([RIJ, [*RIJ[:1], "Een andere naam", *RIJ[2:]]], "AGB-code 06000001 staat meer dan eens"),
        ([RIJ, ["06000002", "PRAKTIJK  DE WILG", *RIJ[2:]]], "naam praktijk de wilg staat meer dan eens"),
        ([["", *RIJ[1:]]], "zonder geldige AGB-code"),
        ([], "bevat geen keurmerkdragers"),
    ],
)
def test_what_could_send_a_report_to_the_wrong_reader_stops_the_run(
    tmp_path: Path, rijen: list[list[object]], bericht: str
) -> None:
    with pytest.raises(InputError, match=bericht):
        load_register(register(tmp_path, *rijen))


def test_a_missing_column_is_named_with_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ontbreekt de kolom email") as fout:
        load_register(
            register(tmp_path, RIJ[:3], koppen=["AGB-code", "Naam", "Contactpersoon", "Type", "Sector", "Regio"])
        )
    assert "Contactpersoon" in fout.value.tip


def test_a_file_that_is_no_workbook_is_one_clear_message(tmp_path: Path) -> None:
    (tmp_path / "keurmerkdragers.xlsx").write_text("agb;naam")
    with pytest.raises(InputError, match="niet te lezen"):
        load_register(tmp_path)


@pytest.mark.parametrize(
    ("verandering", "bericht", "tip"),
    [
        (("verslagjaar", "verslagjar"), "onbekende sleutel 'verslagjar'", "bedoel je 'verslagjaar'?"),
        (('naam = "Proef"', ""), "de sleutel 'naam' ontbreekt", ""),
        (("2025", '"2025"'), "hier hoort een geheel getal", ""),
        (("eerste_jaar = 2020", "eerste_jaar = 2026"), "eerste_jaar ligt na verslagjaar", "trend"),
        (('regel = "allen"', 'regel = "alles"'), "'alles' is geen geldige keuze", "bedoel je 'allen'?"),
        (('regel = "allen"', 'regel = "kolom"'), "er is geen benchmarkgroep met regel", ""),
        (('naam = "Proef"', "naam = "), "geen geldige TOML", ""),
        (('"allen"\nnaam', '"allen"\nsamenvoegen = "ja"\nnaam'), "hier hoort true of false, niet 'ja'", ""),
        (('"allen"\nnaam', '"allen"\nsamenvoeging = true\nnaam'), "onbekende sleutel", "bedoel je 'samenvoegen'?"),
    ],
)
def test_a_setting_that_is_wrong_is_named_with_place_and_tip(
    tmp_path: Path, verandering: tuple[str, str], bericht: str, tip: str
) -> None:
    (tmp_path / "ronde.toml").write_text(RONDE.replace(*verandering))
    with pytest.raises(SettingError, match=bericht) as fout:
        load_ronde(tmp_path)
    assert tip in fout.value.tip
    assert "ronde.toml" in fout.value.waar


def test_a_threshold_that_a_coalition_could_break_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ronde.toml").write_text(RONDE.replace("[[", "[drempels]\ncoalitie = 4\n[[", 1))
    with pytest.raises(SettingError, match="zorgaanbieders_per_groep is kleiner dan 6"):
        load_ronde(tmp_path)


def met_groep(**velden: str) -> str:
    return RONDE + "[[benchmarkgroepen]]\n" + "".join(f"{naam} = {waarde}\n" for naam, waarde in velden.items())


def test_a_group_is_merged_unless_the_round_says_otherwise(tmp_path: Path) -> None:
    groep = {"code": '"regio"', "naam": '"In {waarde}"', "regel": '"kolom"', "kolom": '"regio"'}
    (tmp_path / "ronde.toml").write_text(met_groep(**groep))
    assert [regel.samenvoegen for regel in load_ronde(tmp_path).benchmarkgroepen] == [True, True]
    (tmp_path / "ronde.toml").write_text(met_groep(**groep, samenvoegen="false"))
    assert [regel.samenvoegen for regel in load_ronde(tmp_path).benchmarkgroepen] == [True, False]


@pytest.mark.parametrize(
    ("groep", "goed"),
    [
        ({"regel": '"kolom"', "kolom": '"regio"'}, False),
        ({"regel": '"kolom"', "kolom": '"regio"', "waarden": '["Noord"]'}, True),  # one group: its name may be its own
        ({"regel": '"banden"', "cijfer": '"trajecten"', "grenzen": "[10, 20]"}, False),
    ],
)
def test_groups_that_would_all_have_one_name_are_refused(tmp_path: Path, groep: dict[str, str], goed: bool) -> None:
    (tmp_path / "ronde.toml").write_text(met_groep(code='"x"', naam='"Een groep"', **groep))
    if goed:
        assert load_ronde(tmp_path).benchmarkgroepen[1].naam == "Een groep"
        return
    with pytest.raises(SettingError, match="naam van benchmarkgroep 'x' zegt niet welke groep het is") as fout:
        load_ronde(tmp_path)
    assert "{waarde}" in fout.value.tip


def test_a_folder_without_settings_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"geen ronde\.toml") as fout:
        load_ronde(tmp_path)
    assert "spiegelrapport nieuw" in fout.value.tip


@pytest.mark.parametrize("jaren", [-1, 4])
def test_the_widened_period_is_none_or_a_few_years(tmp_path: Path, jaren: int) -> None:
    (tmp_path / "ronde.toml").write_text(f"{RONDE}[drempels]\nverruimen_jaren = {jaren}\n", encoding="utf-8")
    with pytest.raises(SettingError, match="verruimen_jaren ligt niet tussen 0 en 3"):
        load_ronde(tmp_path)
