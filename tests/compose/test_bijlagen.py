"""The attachments hold exactly the published cells."""

import csv
import io
from dataclasses import replace

from openpyxl import load_workbook

from spiegelrapport.compose.bijlagen import KOPPEN, make_bijlagen, to_csv, to_xlsx
from spiegelrapport.model.publishable import GroepUitleg
from tests.compose.builders import lezing


def csv_rows(inhoud: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))


def test_every_published_cell_is_one_row_and_nothing_else_is() -> None:
    heel = lezing()
    tabel, _ = make_bijlagen(heel, "cijfers")
    cijfers = heel.publishable.cijfers.values()
    assert len(csv_rows(tabel.inhoud)) == 1 + sum(1 + len(cijfer.groepen) for cijfer in cijfers)


def test_numbers_stand_as_they_are_printed() -> None:
    tabel, _ = make_bijlagen(lezing(), "cijfers")
    rij = next(rij for rij in csv_rows(tabel.inhoud) if rij[0] == "No-show" and rij[4] == "jouw organisatie")
    gegevens = dict(zip(KOPPEN, rij, strict=True))
    assert (gegevens["waarde"], gegevens["onder"], gegevens["boven"], gegevens["eenheid"]) == (
        "12,8",
        "11,1",
        "14,5",
        "%",
    )


def test_a_withheld_cell_says_why_and_shows_no_value() -> None:
    heel = lezing()
    sleutel = next(iter(heel.publishable.cijfers))
    leeg = replace(heel.publishable.cijfers[sleutel].eigen, waarde=None, onder=None, boven=None, reden="n<minimum")
    cijfers = {sleutel: replace(heel.publishable.cijfers[sleutel], eigen=leeg)}
    half = replace(heel, publishable=replace(heel.publishable, cijfers=cijfers))
    rij = dict(zip(KOPPEN, csv_rows(make_bijlagen(half, "cijfers")[0].inhoud)[1], strict=True))
    assert (rij["waarde"], rij["onder"], rij["opmerking"]) == ("", "", "n<minimum")


def test_the_workbook_holds_the_same_rows_as_the_csv() -> None:
    tabel, werkmap = make_bijlagen(lezing(), "cijfers")
    boek = load_workbook(io.BytesIO(werkmap.inhoud))
    blad = boek["cijfers"]
    rijen = [["" if waarde is None else str(waarde).replace(".", ",") for waarde in rij] for rij in blad.values]
    assert rijen[0] == list(KOPPEN)
    assert [rij[5:18] for rij in rijen[1:]] == [rij[5:18] for rij in csv_rows(tabel.inhoud)[1:]]


def test_a_name_never_becomes_a_formula() -> None:
    heel = lezing()
    boos = GroepUitleg(heel.publishable.groepen[0].id, "=HYPERLINK(1)", 14, "regel")
    groepen = (boos, heel.publishable.groepen[1])
    tabel, werkmap = make_bijlagen(replace(heel, publishable=replace(heel.publishable, groepen=groepen)), "cijfers")
    assert ";'=HYPERLINK(1);" in tabel.inhoud.decode("utf-8-sig")
    blad = load_workbook(io.BytesIO(werkmap.inhoud)).active
    assert blad is not None
    assert {cel.data_type for rij in blad.iter_rows() for cel in rij if cel.value == "=HYPERLINK(1)"} == {"s"}


def test_the_same_figures_give_the_same_bytes() -> None:
    rijen = [("a", 1, 2.5, None, "\x07b")]
    assert to_xlsx(rijen) == to_xlsx(rijen)
    assert to_csv(rijen).endswith(b"a;1;2,5;;\x07b\r\n")


def test_the_second_sheet_explains_every_column_in_plain_words() -> None:
    _, werkmap = make_bijlagen(lezing(), "cijfers")
    kop, *regels = load_workbook(io.BytesIO(werkmap.inhoud))["uitleg"].values
    assert kop == ("kolom", "wat er staat")
    assert [regel[0] for regel in regels] == list(KOPPEN)
    assert all(str(uitleg).endswith(".") for _, uitleg in regels)
    assert not {"percentiel", "geschat", "tau", "variantie"} & {deel for kop in KOPPEN for deel in kop.split()}
