"""A demo round on disk: complete, reproducible, realistic, and marked as fiction."""

from pathlib import Path

import pandas as pd
import pytest

from spiegelrapport.demo import make_ronde
from spiegelrapport.errors import OutputError
from spiegelrapport.read.register import load_register, load_ronde
from tests.demo.builders import bladen, definities, ronde


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ronde(tmp_path_factory.mktemp("demo") / "ronde")


@pytest.fixture(scope="module")
def alles(map_: Path) -> dict[str, pd.DataFrame]:
    delen = [bladen(pad) for pad in sorted((map_ / "leveringen").glob("*.xlsx"))]
    return {blad: pd.concat([deel[blad] for deel in delen], ignore_index=True) for blad in delen[0]}


def test_the_round_and_its_register_load_and_say_that_they_are_fiction(map_: Path) -> None:
    register, findings = load_register(map_)
    geladen = load_ronde(map_)
    assert geladen.fictief
    assert not findings
    assert sorted(register) == sorted(pad.stem for pad in (map_ / "leveringen").glob("*.xlsx"))
    assert set(geladen.benchmarkgroepen[0].leden) <= set(register)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(map_: Path, tmp_path: Path) -> None:
    zelfde, anders = ronde(tmp_path / "zelfde"), ronde(tmp_path / "anders", seed=2)
    inhoud = {pad.relative_to(map_): pad.read_bytes() for pad in map_.rglob("*.*")}
    assert inhoud == {pad.relative_to(zelfde): pad.read_bytes() for pad in zelfde.rglob("*.*")}
    assert inhoud != {pad.relative_to(anders): pad.read_bytes() for pad in anders.rglob("*.*")}


def test_processes_side_by_side_write_the_same_bytes(map_: Path, tmp_path: Path) -> None:
    make_ronde(tmp_path / "naast", 4, 1, definities=definities(), jobs=2)
    for pad in (map_ / "leveringen").iterdir():
        assert pad.read_bytes() == (tmp_path / "naast" / "leveringen" / pad.name).read_bytes()


def test_the_sheets_have_exactly_the_declared_headings(alles: dict[str, pd.DataFrame]) -> None:
    for tabel in ("trajecten", "rom", "cqi"):
        export = definities().exports[tabel]
        assert list(alles[export.blad].columns) == [kolom.kop for kolom in export.kolommen]


def test_the_system_changes_at_the_turn_of_2022(alles: dict[str, pd.DataFrame]) -> None:
    trajecten = alles["Behandeltrajecten"].dropna(subset=["Prestatiecode geleverd"])
    zpm = pd.to_datetime(trajecten["Begindatum behandeltraject"]) >= "2022-01-01"
    assert (trajecten["Prestatiecode geleverd"].str.startswith("GBG") == zpm).all()
    assert (
        trajecten.loc[~zpm, "Zorgvraagtype"].isin(["onbekend"]).eq(trajecten.loc[~zpm, "Zorgvraagtype"].notna()).all()
    )
    assert trajecten.loc[~zpm, "Indirecte minuten"].notna().all()
    assert trajecten.loc[zpm, "Indirecte minuten"].isna().any()


def test_the_cqi_changes_version_in_2021_and_keeps_its_ceiling(alles: dict[str, pd.DataFrame]) -> None:
    cqi = alles["CQi"]
    amb = cqi["Versie"] == "AMB"
    assert (amb == (pd.to_datetime(cqi["Invuldatum"]) < "2021-01-01")).all()
    assert cqi.loc[amb, "Informatie behandeling"].isna().all()
    schaal = cqi.loc[cqi["Eenheid"] == "1-5", "Bejegening"].dropna().astype(float)
    assert 4.6 < schaal.mean() < 5.0


def test_clients_improve_by_about_the_published_size(alles: dict[str, pd.DataFrame]) -> None:
    rom = alles["ROM"].dropna(subset=["Score"])
    lager = [code for code, lijst in definities().instrumenten.items() if lijst.hoofdstuk == "klachten"]
    klachten = rom[rom["Instrument"].isin(lager) & (rom["Meetmoment"] != "tussen")].astype({"Score": float})
    paren = klachten.pivot_table(
        index=["Instrument", "Traject ID"], columns="Meetmoment", values="Score", aggfunc="first"
    ).dropna()
    per_lijst = paren.assign(verschil=paren["voor"] - paren["na"]).groupby("Instrument")
    effect = per_lijst["verschil"].mean() / per_lijst["voor"].std()
    assert effect.between(0.7, 1.5).all()


def test_scores_stay_on_their_instruments_scale(alles: dict[str, pd.DataFrame]) -> None:
    for code, scores in alles["ROM"].dropna(subset=["Score"]).groupby("Instrument")["Score"]:
        laag, hoog = definities().instrumenten[str(code)].schaal
        assert scores.between(laag, hoog).all(), code


def test_every_list_that_providers_may_use_is_declared() -> None:
    from spiegelrapport.demo.instrumenten import PAKKETTEN, WELZIJN

    gebruikt = {code for pakket in PAKKETTEN for code in pakket} | {code for lijst, _ in WELZIJN for code in lijst}
    assert gebruikt == set(definities().instrumenten)


def test_a_folder_that_holds_a_round_is_left_alone(map_: Path) -> None:
    voor = (map_ / "ronde.toml").read_bytes()
    with pytest.raises(OutputError, match="staat al een ronde"):
        make_ronde(map_, 4, 1, definities=definities())
    assert (map_ / "ronde.toml").read_bytes() == voor


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(OutputError, match="kan niet worden geschreven"):
        make_ronde(tmp_path / "bestand" / "ronde", 2, 1, definities=definities())
