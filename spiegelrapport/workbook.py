"""Rows -> an Excel workbook whose bytes depend on its contents only: the one place where workbooks are written.

The attachment inside every report is the exception (`compose/bijlagen.py`): it is made 180 times a round.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spiegelrapport.errors import OutputError

FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no time zone; never the clock
WIDEST = 70  # characters; longer text is wrapped
LONGEST = 32_767  # characters that Excel keeps in a cell
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML cannot hold them
LINK_COLOUR = "#0B4F8A"
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Value = object  # text, number, None


class Dressed(NamedTuple):
    """A cell with more than its value: a fill colour ('#DCE9F5'), a file beside the workbook that it links to."""

    value: Value
    fill: str = ""
    link: str = ""


class Sheet(NamedTuple):
    """A sheet: headings (none: no heading row), rows, and widths in characters (none: as wide as the text)."""

    headings: Sequence[str]
    rows: Iterable[Sequence[Value | Dressed]]
    widths: Sequence[float] = ()
    with_filter: bool = True


@contextmanager
def open_book(target: Path | io.BytesIO, what: str, *, title: str = "", stream: bool = False) -> Iterator["Book"]:
    """A workbook to fill. `what` names it in the OutputError when it cannot be written; `stream`: row by row, for big ones."""
    try:
        if isinstance(target, Path):
            target.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(target, {**OPTIONS, "constant_memory": stream}) as book:
            book.set_properties({"title": title, "created": FIXED} if title else {"created": FIXED})
            yield Book(book)
    except (OSError, FileCreateError) as fout:
        raise OutputError(f"{what} kan niet worden geschreven", waar=str(target), tip=str(fout)) from fout


class Book:
    """A workbook being written, that hands out one format per look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._looks: dict[tuple[tuple[str, object], ...], Format] = {}

    def add_worksheet(self, title: str) -> Worksheet:
        return self._book.add_worksheet(title)

    def look(self, **properties: object) -> Format:
        """The format with these properties, as XlsxWriter names them."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(dict(properties))
        return self._looks[key]


def workbook(sheets: Mapping[str, Sheet | tuple[Sequence[str], Iterable[Sequence[Value]]]]) -> bytes:
    """Sheet title -> its contents, as bytes."""
    target = io.BytesIO()
    with open_book(target, "het werkboek") as book:
        for title, contents in sheets.items():
            add_sheet(book, title, contents if isinstance(contents, Sheet) else Sheet(*contents))
    return target.getvalue()


def add_sheet(book: Book, title: str, contents: Sheet) -> Worksheet:
    """A sheet with a bold, frozen heading row, a filter, and text that stays text: no formula ever comes from data."""
    sheet: Worksheet = book.add_worksheet(title)
    rows = list(contents.rows)
    wide = contents.widths or _as_wide_as_the_text(contents.headings, rows)
    for place, width in enumerate(wide):
        sheet.set_column(place, place, width)
    start = 0
    if contents.headings:
        sheet.write_row(0, 0, contents.headings, book.look(bold=True, bg_color="#E6E6E6", text_wrap=True, valign="top"))
        sheet.freeze_panes(1, 0)
        start = 1
    for number, row in enumerate(rows, start=start):
        for place, value in enumerate(row):
            _write(book, sheet, number, place, value, wide[place] if place < len(wide) else WIDEST)
    if contents.headings and contents.with_filter:
        sheet.autofilter(0, 0, len(rows), len(contents.headings) - 1)
    return sheet


def _as_wide_as_the_text(headings: Sequence[str], rows: Sequence[Sequence[Value | Dressed]]) -> list[float]:
    longest = [len(heading) for heading in headings]
    for row in rows:
        longest += [0] * (len(row) - len(longest))
        for place, value in enumerate(row):
            longest[place] = max(longest[place], len(str(_shown(value) or "")))
    return [min(length, WIDEST) + 2.0 for length in longest]


def _write(book: Book, sheet: Worksheet, row: int, place: int, value: Value | Dressed, width: float) -> None:
    fill, link = (value.fill, value.link) if isinstance(value, Dressed) else ("", "")
    shown = _shown(value)
    properties: dict[str, object] = {"valign": "top"}
    if fill:
        properties["bg_color"] = fill
    if isinstance(shown, str) and len(shown) > width - 2:
        properties["text_wrap"] = True
    if link:
        look = book.look(**properties, font_color=LINK_COLOUR, underline=1)
        # a hyperlink proper would get a Windows path, which LibreOffice and macOS do not follow
        sheet.write_formula(row, place, f"=HYPERLINK({_quoted(link)},{_quoted(str(shown))})", look, shown)
    elif isinstance(shown, str):
        sheet.write_string(row, place, CONTROLS.sub("", shown)[:LONGEST], book.look(**properties))
    elif shown is None:
        sheet.write_blank(row, place, None, book.look(**properties))
    else:
        sheet.write(row, place, shown, book.look(**properties))


def _quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + CONTROLS.sub("", text).replace('"', '""') + '"'


def _shown(value: Value | Dressed) -> Value:
    return value.value if isinstance(value, Dressed) else value
