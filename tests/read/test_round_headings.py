"""kolommen.toml and what koppel proposes for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from spiegelrapport.errors import InputError, SettingError
from spiegelrapport.read import Kolommen, load_kolommen
from spiegelrapport.read.file import make_request, read_bestand
from spiegelrapport.read.heading_proposals import add, propose, to_toml
from spiegelrapport.read.round_headings import apply
from tests.read.boek import ROM, TRAJECTEN, Boek, als_xlsx, schoon_boek, schrijf
from tests.read.schade import BSNS
from tests.read.test_schade import DEFINITIES, RONDE

BEGIN = "Begindatum behandeltraject"
VREEMD = {BEGIN: "Startmoment zorg (begindatum)", "Directe minuten": "Tijd dir. (min)"}


def vreemd_boek() -> Boek:
    boek = schoon_boek()
    for oud, nieuw in VREEMD.items():
        boek.kop(TRAJECTEN, oud, nieuw)
    return boek


def met(kolommen: Kolommen, pad: Path) -> list[str]:
    opdracht = make_request(DEFINITIES, apply(DEFINITIES.exports, kolommen), RONDE.peildatum)
    return [finding.code for finding in read_bestand(pad, opdracht).findings]


def test_a_mapped_heading_is_read(tmp_path: Path) -> None:
    pad = schrijf(tmp_path, als_xlsx(vreemd_boek()))
    assert "K001" in met(Kolommen(), pad)
    koppen = {"begindatum": (VREEMD[BEGIN],), "minuten_direct": (VREEMD["Directe minuten"],)}
    assert met(Kolommen(trajecten=koppen), pad) == []


def test_the_proposal_finds_headings_by_likeness_and_contents(tmp_path: Path) -> None:
    bladen = propose(schrijf(tmp_path, als_xlsx(vreemd_boek())), DEFINITIES, Kolommen())
    voorstellen = {v.kolom.naam: v.koppen for v in bladen[0].voorstellen}
    assert voorstellen == {"begindatum": (VREEMD[BEGIN],), "minuten_direct": (VREEMD["Directe minuten"],)}


def test_what_koppel_chose_reads_without_findings_after_writing(tmp_path: Path) -> None:
    pad = schrijf(tmp_path, als_xlsx(vreemd_boek()))
    kolommen = Kolommen()
    for blad in propose(pad, DEFINITIES, kolommen):
        for voorstel in blad.voorstellen:
            for kop in voorstel.koppen[:1]:
                kolommen = add(kolommen, voorstel.tabel, voorstel.kolom.naam, kop)
    (tmp_path / "kolommen.toml").write_text(to_toml(kolommen), encoding="utf-8")
    assert load_kolommen(tmp_path) == kolommen
    assert met(load_kolommen(tmp_path), pad) == []


def test_a_second_heading_of_the_same_name_can_be_chosen(tmp_path: Path) -> None:
    boek = schoon_boek().kop(TRAJECTEN, BEGIN, "Start datum")
    waarden = [rij[boek.kolom(TRAJECTEN, "Start datum")] for rij in boek.bladen[TRAJECTEN][1:]]
    boek.pas_toe(TRAJECTEN, "Start datum", lambda dag: dag.replace(year=2019))
    boek.extra_kolom(TRAJECTEN, "Start datum", lambda i: waarden[i])
    pad = schrijf(tmp_path, als_xlsx(boek))
    assert "K002" in met(Kolommen(), pad)
    kolommen = Kolommen(trajecten={"begindatum": ("Start datum (2)",)})
    opdracht = make_request(DEFINITIES, apply(DEFINITIES.exports, kolommen), RONDE.peildatum)
    levering = read_bestand(pad, opdracht)
    assert [f.code for f in levering.findings] == ["K003"]
    assert levering.tabellen["trajecten"]["begindatum"].dt.date.tolist() == waarden


def test_codes_and_sheets_can_be_mapped(tmp_path: Path) -> None:
    boek = schoon_boek().pas_toe(ROM, "Instrument", lambda _: "Outcome Questionnaire lang")
    boek.bladen["Metingen 25"] = boek.bladen.pop(ROM)
    pad = schrijf(tmp_path, als_xlsx(boek))
    assert met(Kolommen(), pad) != []
    codes = {"instrument": {"OQ45": ("Outcome Questionnaire lang",)}}
    assert met(Kolommen(bladen={"rom": ("Metingen 25",)}, codes=codes), pad) == []


def test_an_unknown_column_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "kolommen.toml").write_text('[trajecten]\nbegindatm = ["x"]\n', encoding="utf-8")
    with pytest.raises(SettingError, match="bedoel je 'begindatum'"):
        apply(DEFINITIES.exports, load_kolommen(tmp_path))


def test_without_a_file_there_is_nothing_extra(tmp_path: Path) -> None:
    assert load_kolommen(tmp_path) == Kolommen()


def test_a_column_of_bsns_is_never_proposed(tmp_path: Path) -> None:
    boek = schoon_boek().kop(TRAJECTEN, "Cliënt ID", "Kenmerk client id")
    boek.pas_toe(TRAJECTEN, "Kenmerk client id", lambda x: BSNS[int(x[1:]) % 8])
    bladen = propose(schrijf(tmp_path, als_xlsx(boek)), DEFINITIES, Kolommen())
    assert "Kenmerk client id" not in str(bladen)


def test_a_file_that_cannot_be_read_is_a_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="leeg"):
        propose(schrijf(tmp_path, b""), DEFINITIES, Kolommen())


def test_adding_a_heading_keeps_what_was_there() -> None:
    kolommen = add(Kolommen(rom={"score": ("a",)}), "rom", "score", "b")
    assert kolommen == replace(Kolommen(), rom={"score": ("b", "a")})
