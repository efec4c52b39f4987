"""A copy that opens with its password only, passwords that can be read out, and a list that is not guessed."""

import io
import json
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from spiegelrapport.errors import MailError
from spiegelrapport.mailing.encryption import (
    LETTERS,
    WACHTWOORDEN_JSON,
    WACHTWOORDEN_XLSX,
    encrypt,
    load_passwords,
    new_password,
    save_passwords,
)
from tests.mailing.builders import pdf


def test_a_password_can_be_read_out_and_is_never_the_same() -> None:
    woorden = [new_password() for _ in range(200)]
    assert len(set(woorden)) == 200
    for woord in woorden:
        delen = woord.split("-")
        assert [len(deel) for deel in delen] == [4, 4, 4, 4]
        assert set("".join(delen)) <= set(LETTERS)
    assert not set(LETTERS) & set("ilo01")
    assert set(LETTERS) == set("".join(woorden)) - {"-"}  # every letter is used


@pytest.mark.parametrize("woord", ["", "k7wq", "K7WQ-3FHM"])
def test_another_password_does_not_open_it(woord: str) -> None:
    geheim = encrypt(pdf("06000001"), "k7wq-3fhm")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(geheim), password=woord)


def test_a_locked_copy_says_the_same_stays_readable_aloud_and_is_no_archive() -> None:
    bron = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("06000001"))) as open_:
        with open_.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as gegevens:
            gegevens["pdfaid:part"] = "3"
            gegevens["dc:title"] = "Rapport"
        open_.save(bron)
    with pikepdf.open(io.BytesIO(encrypt(bron.getvalue(), "k7wq")), password="k7wq") as dicht:
        assert dicht.encryption.bits == 256
        assert dicht.allow.accessibility
        assert str(dicht.docinfo["/Keywords"]) == "spiegelrapport, agb:06000001"
        with dicht.open_metadata() as gegevens:
            assert gegevens.get("pdfaid:part") is None
            assert gegevens["dc:title"] == "Rapport"


def test_the_list_is_for_a_person_and_for_the_program_and_for_nobody_else(tmp_path: Path) -> None:
    save_passwords(tmp_path, {"06000002": "b", "06000001": "a"}, {"06000001": ("=Wilg", "Sanne")})
    assert load_passwords(tmp_path) == {"06000001": "a", "06000002": "b"}
    blad = openpyxl.load_workbook(tmp_path / WACHTWOORDEN_XLSX)["Wachtwoorden"]
    assert [[cel.value or "" for cel in rij] for rij in blad.iter_rows(min_row=2)] == [
        ["06000001", "=Wilg", "Sanne", "a"], ["06000002", "", "", "b"],
    ]  # fmt: skip
    assert blad["B2"].data_type == "s"
    for naam in (WACHTWOORDEN_JSON, WACHTWOORDEN_XLSX):
        assert (tmp_path / naam).stat().st_mode & 0o077 == 0


def test_no_list_is_an_empty_one_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    assert load_passwords(tmp_path) == {}
    (tmp_path / WACHTWOORDEN_JSON).write_text(json.dumps({"a": "b"})[:-1])
    with pytest.raises(MailError) as fout:
        load_passwords(tmp_path)
    assert (fout.value.bericht, fout.value.tip) == ("de wachtwoordlijst is beschadigd", "zet een reservekopie terug")
