"""Definitions that say what the program does not know are refused, with the place and a suggestion."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from spiegelrapport.definitions.load import MAP, load_definities
from spiegelrapport.errors import SettingError

PEILDATUM = date(2026, 11, 2)


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    doel = tmp_path / "definitions"
    shutil.copytree(MAP, doel, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return doel


def vervang(pad: Path, oud: str, nieuw: str) -> None:
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")


def test_an_unknown_key_is_refused_with_a_suggestion(map_: Path) -> None:
    vervang(map_ / "indicatoren/doorlooptijd.toml", "eenheid =", "eenheit =")
    with pytest.raises(SettingError) as fout:
        load_definities(PEILDATUM, map_)
    assert str(fout.value).splitlines() == [
        "Fout: onbekende sleutel 'eenheit'",
        "  waar: indicatoren/doorlooptijd.toml",
        "  tip:  bedoel je 'eenheid'?",
    ]


def test_a_missing_key_is_refused(map_: Path) -> None:
    vervang(map_ / "indicatoren/doorlooptijd.toml", 'selectie = "afgesloten"\n', "")
    with pytest.raises(SettingError, match="de sleutel 'selectie' ontbreekt"):
        load_definities(PEILDATUM, map_)


def test_a_wrong_type_is_refused(map_: Path) -> None:
    vervang(map_ / "indicatoren/doorlooptijd.toml", "decimalen = 1", 'decimalen = "1"')
    with pytest.raises(SettingError, match="hier hoort een geheel getal"):
        load_definities(PEILDATUM, map_)


def test_an_unknown_instrument_is_refused(map_: Path) -> None:
    vervang(map_ / "indicatoren/rom_oq45.toml", 'instrument = "OQ45"', 'instrument = "OQ46"')
    with pytest.raises(SettingError, match=r"onbekend.*instrument 'OQ46'"):
        load_definities(PEILDATUM, map_)


def test_a_chapter_with_an_unknown_indicator_is_refused(map_: Path) -> None:
    vervang(map_ / "rapport.toml", '"doorlooptijd"', '"doorlooptijt"')
    with pytest.raises(SettingError) as fout:
        load_definities(PEILDATUM, map_)
    assert fout.value.tip == "bedoel je 'doorlooptijd'?"


KORTDUREND = "indicatoren/kortdurend.toml"
TREEKNORM = "indicatoren/aanmeldwacht_treeknorm.toml"
REDEN = "indicatoren/terug_huisarts.toml"
OQ45 = "indicatoren/rom_oq45.toml"
CQI = "indicatoren/cqi_informatie.toml"


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "waar", "tip"),
    [
        (KORTDUREND, 'selectie = "afgesloten"', 'selectie = "afgeslote"', "sleutel 'selectie'", "'afgesloten'?"),
        (KORTDUREND, 'berekening = "in_prest', 'berekening = "inprest', "sleutel 'berekening'", "'in_prestatiegroep'?"),
        (KORTDUREND, 'grafiek = "spreiding"', 'grafiek = "spreidng"', "sleutel 'grafiek'", "'spreiding'?"),
        (KORTDUREND, 'casemix = ["leeftijdsgroep"', 'casemix = ["leeftijd"', "sleutel 'casemix'", "'leeftijdsgroep'?"),
        (KORTDUREND, 'argument = "kort"', 'argument = "kortt"', "maat 'waarde', argument", "'kort'?"),
        (KORTDUREND, 'breuken = ["zorg', 'breuken = ["zorch', "sleutel 'breuken'", "'zorgprestatiemodel'?"),
        (KORTDUREND, 'eenheid = "%"', 'eenheid = "weeken"', "sleutel 'eenheid'", "'weken'?"),
        (REDEN, 'argument = "terug_', 'argument = "terrug_', "maat 'waarde', argument", "'terug_huisarts'?"),
        (CQI, 'argument = "informatie"', 'argument = "informatief"', "maat 'waarde', argument", "'informatie'?"),
        (OQ45, 'argument = "hersteld"', 'argument = "herstelt"', "argument", "'hersteld'?"),
        (OQ45, 'acties = "functioneren"', 'acties = "functionerend"', "sleutel 'acties'", "'functioneren'?"),
        (OQ45, 'berekening = "beginscore"', 'berekening = "beginscores"', "sleutel 'berekening'", "'beginscore'?"),
    ],
)
def test_a_misspelt_name_is_refused_with_what_was_meant(
    map_: Path, bestand: str, oud: str, nieuw: str, waar: str, tip: str
) -> None:
    vervang(map_ / bestand, oud, nieuw)
    with pytest.raises(SettingError) as fout:
        load_definities(PEILDATUM, map_)
    assert bestand in fout.value.waar
    assert waar in fout.value.waar
    assert tip in fout.value.tip


def test_actions_without_a_look_back_are_refused_at_their_own_file(map_: Path) -> None:
    pad = map_ / "acties/no_show.toml"
    pad.write_text(
        "\n".join(r for r in pad.read_text("utf-8").splitlines() if not r.startswith("terugkijken")), "utf-8"
    )
    with pytest.raises(SettingError, match="de sleutel 'terugkijken' ontbreekt") as fout:
        load_definities(PEILDATUM, map_)
    assert fout.value.waar == "acties/no_show.toml, sleutel 'hoger'"


def test_an_argument_that_is_no_number_of_weeks_is_refused(map_: Path) -> None:
    vervang(map_ / TREEKNORM, 'argument = "4"', 'argument = "vier"')
    with pytest.raises(SettingError, match="hier hoort een aantal weken, niet 'vier'"):
        load_definities(PEILDATUM, map_)


def test_a_waiting_time_names_who_stayed_within_the_norm(map_: Path) -> None:
    vervang(map_ / "indicatoren/aanmeldwachttijd.toml", 'binnen = "aanmeldwacht_tr', 'binnen = "aanmeldwacht_dr')
    with pytest.raises(SettingError) as fout:
        load_definities(PEILDATUM, map_)
    assert fout.value.tip == "bedoel je 'aanmeldwacht_treeknorm'?"
    vervang(map_ / "indicatoren/aanmeldwachttijd.toml", 'binnen = "aanmeldwacht_dreeknorm"', 'binnen = "no_show"')
    with pytest.raises(SettingError, match="'no_show' telt niet wie binnen een norm valt"):
        load_definities(PEILDATUM, map_)


def test_an_argument_that_nothing_reads_is_refused(map_: Path) -> None:
    vervang(map_ / "indicatoren/no_show.toml", 'code = "waarde"', 'code = "waarde"\nargument = "4"')
    with pytest.raises(SettingError, match="de berekening 'no_show_deel' heeft geen argument"):
        load_definities(PEILDATUM, map_)


def test_categories_of_change_without_sourced_limits_are_refused(map_: Path) -> None:
    vervang(map_ / "instrumenten/OQ45.toml", "grenswaarde = ", "# grenswaarde = ")
    with pytest.raises(SettingError, match="'OQ45' heeft geen reliable_change en grenswaarde"):
        load_definities(PEILDATUM, map_)


def test_a_break_that_the_program_asks_for_cannot_be_left_out(map_: Path) -> None:
    vervang(map_ / "breuken.toml", "[cqi]", "[cqi_nieuw]")
    for pad in (map_ / "indicatoren").glob("cqi_*.toml"):
        vervang(pad, 'breuken = ["cqi"]', 'breuken = ["cqi_nieuw"]')
    with pytest.raises(SettingError, match="de breuk 'cqi' ontbreekt"):
        load_definities(PEILDATUM, map_)


def test_an_indicator_without_maten_is_refused(map_: Path) -> None:
    pad = map_ / "indicatoren/no_show.toml"
    tekst = pad.read_text(encoding="utf-8")
    pad.write_text(
        "maten = []\n" + tekst[: tekst.index("[[maten]]")] + tekst[tekst.index("[herkomst]") :], encoding="utf-8"
    )
    with pytest.raises(SettingError, match="ten minste één maat"):
        load_definities(PEILDATUM, map_)


def test_the_version_changes_with_the_contents_but_not_with_line_ends(map_: Path) -> None:
    eerst = load_definities(PEILDATUM, map_).versie
    pad = map_ / "begrippen.toml"
    pad.write_bytes(pad.read_bytes().replace(b"\n", b"\r\n"))
    assert load_definities(PEILDATUM, map_).versie == eerst
    vervang(pad, "benchmarkgroep = ", "benchmark = ")
    assert load_definities(PEILDATUM, map_).versie != eerst


@pytest.mark.parametrize(
    ("oud", "nieuw", "bericht", "plek", "tip"),
    [
        ('"cqi_respons"', '"cqi_respon"', "onbekend(e) indicator 'cqi_respon'", "sleutel 'indicatoren'", "cqi_respons"),
        ("vragen = [", "vraagen = [", "onbekende sleutel 'vraagen'", "samen_beslissen.toml", "vragen"),
        ('["jaar", "groep"]', '["jaar", "prestatie"]', "geen indicator van dit thema is er per prestatie",
         "sleutel 'uitsplitsingen'", ""),
        ('["jaar", "groep"]', '["jaren"]', "'jaren'", "sleutel 'uitsplitsingen'", "jaar"),
        ("vragen = [", 'vragen = [\n  "En verder?",', "hier horen 5 vragen, niet 6", "sleutel 'vragen'", ""),
        ("achtergrond = [", 'achtergrond = [\n  "Nog een zin.",', "hier horen 3 zinnen, niet 4",
         "sleutel 'achtergrond'", ""),
    ],
)  # fmt: skip
def test_a_theme_that_says_what_does_not_exist_is_refused(
    map_: Path, oud: str, nieuw: str, bericht: str, plek: str, tip: str
) -> None:
    vervang(map_ / "themas/samen_beslissen.toml", oud, nieuw)
    with pytest.raises(SettingError) as fout:
        load_definities(PEILDATUM, map_)
    assert bericht in fout.value.bericht
    assert fout.value.waar.startswith("themas/samen_beslissen.toml")
    assert plek in fout.value.waar
    assert tip in fout.value.tip


def test_a_theme_without_indicators_is_refused(map_: Path) -> None:
    pad = map_ / "themas/verslavingszorg.toml"
    _, rest = pad.read_text(encoding="utf-8").split("uitsplitsingen", 1)
    pad.write_text(f'naam = "Verslavingszorg"\nindicatoren = []\nuitsplitsingen{rest}', encoding="utf-8")
    with pytest.raises(SettingError, match="een thema heeft ten minste één indicator"):
        load_definities(PEILDATUM, map_)
