"""What stands in a written workbook, as Excel (and whoever reads it back) gets it."""

import io
from pathlib import Path

import openpyxl
import pytest

from spiegelrapport.errors import OutputError
from spiegelrapport.workbook import LONGEST, Dressed, Sheet, open_book, workbook


def read_back(contents: bytes) -> "openpyxl.Workbook":
    return openpyxl.load_workbook(io.BytesIO(contents))


def test_text_stays_text_whatever_it_looks_like() -> None:
    rows = [("=1+1", "0601", "http://a.nl", "a\x0bb", "3,5", "@x")]
    blad = read_back(workbook({"Blad": (list("abcdef"), rows)}))["Blad"]
    assert [cel.value for cel in blad[2]] == ["=1+1", "0601", "http://a.nl", "ab", "3,5", "@x"]
    assert {cel.data_type for cel in blad[2]} == {"s"}
    assert all(cel.hyperlink is None for cel in blad[2])


def test_numbers_stay_numbers_and_nothing_is_nothing() -> None:
    blad = read_back(workbook({"Blad": (list("abc"), [(3, 0.25, None)])}))["Blad"]
    assert [cel.value for cel in blad[2]] == [3, 0.25, None]
    assert [cel.data_type for cel in blad[2]] == ["n", "n", "n"]


def test_a_cell_holds_what_excel_keeps() -> None:
    blad = read_back(workbook({"Blad": (["a"], [("x" * 40_000,)])}))["Blad"]
    assert blad["A2"].value == "x" * LONGEST


def test_headings_are_frozen_and_filtered_and_columns_as_wide_as_their_text() -> None:
    boek = read_back(workbook({"Blad": (["kop", "b"], [("een lange tekst", "y" * 300)]), "Los": Sheet((), [("a", 1)])}))
    blad, los = boek["Blad"], boek["Los"]
    assert (blad.freeze_panes, blad.auto_filter.ref) == ("A2", "A1:B2")
    assert blad["A1"].font.b
    assert [round(blad.column_dimensions[letter].width) for letter in "AB"] == [18, 73]
    assert blad["B2"].alignment.wrap_text
    assert (los.freeze_panes, los.auto_filter.ref, los["A1"].value) == (None, None, "a")


def test_a_dressed_cell_has_its_colour_and_links_to_a_file_beside_the_workbook() -> None:
    bytes_ = workbook({"Blad": (["a"], [(Dressed('een "1".pdf', "#DCE9F5", "rapporten/een.pdf"),)])})
    cel = read_back(bytes_)["Blad"]["A2"]
    assert (cel.value, cel.fill.fgColor.rgb) == ('=HYPERLINK("rapporten/een.pdf","een ""1"".pdf")', "FFDCE9F5")
    assert openpyxl.load_workbook(io.BytesIO(bytes_), data_only=True)["Blad"]["A2"].value == 'een "1".pdf'


def test_the_same_contents_give_the_same_bytes() -> None:
    een, twee = (workbook({"Blad": (["a"], [("x",)])}) for _ in range(2))
    assert een == twee


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "boek.xlsx").mkdir()
    with (
        pytest.raises(OutputError, match="het register kan niet worden geschreven"),
        open_book(tmp_path / "boek.xlsx", "het register") as book,
    ):
        book.add_worksheet("Blad")
