"""The keurmerkdragers of a new round -> keurmerkdragers.xlsx with headings, drop-downs and an explanation per column."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.workbook import Book, open_book

ROWS = 500  # rows that carry drop-downs and checks


class RegisterColumn(NamedTuple):
    """A column of the register: its heading, width, explanation, and the values to choose from (advice, not a limit)."""

    heading: str
    width: int
    explanation: str
    values: tuple[str, ...] = ()
    strict: bool = False


COLUMNS = (
    RegisterColumn("AGB-code", 11, "8 cijfers, als tekst. Elke keurmerkdrager staat er één keer in."),
    RegisterColumn("Naam", 38, "Zoals de naam op het rapport komt."),
    RegisterColumn("Contactpersoon", 24, "De aanhef van de mail."),
    RegisterColumn("E-mail", 34, "Eén adres: daar gaat het rapport naartoe."),
    RegisterColumn("Type", 16, "Bijvoorbeeld vrijgevestigd of instelling.", ("vrijgevestigd", "instelling")),
    RegisterColumn("Sector", 18, "Bijvoorbeeld basis-ggz.", ("basis-ggz", "verslavingszorg", "ouderen", "jeugd")),
    RegisterColumn("Regio", 16, "Een indeling die je zelf kiest."),
    RegisterColumn(
        "Akkoord met uitsluiting",
        14,
        "Ja: een levering waarvan veel rijen zijn uitgesloten, krijgt toch een rapport. Alleen na overleg.",
        ("Ja", "Nee"),
        True,
    ),
    RegisterColumn(
        "Deelt cijfers",
        12,
        "Ja: doet mee aan een spiegelbijeenkomst en legt daar de eigen cijfers open; de onthullingscontrole rekent daarop.",
        ("Ja", "Nee"),
        True,
    ),
    RegisterColumn(
        "Leerkring", 18, 'De code of naam van een benchmarkgroep met regel = "lijst" in ronde.toml, of leeg.'
    ),
    RegisterColumn(
        "Schaal",
        24,
        "Het antwoord op de vraag op welke schaal scores staan, bijvoorbeeld: SCL90 = andere; CQI = percentage.",
    ),
)
HEADINGS = tuple(column.heading for column in COLUMNS)


def write_register(pad: Path, dragers: Iterable[Keurmerkdrager], decisions: Mapping[str, Mapping[str, str]]) -> None:
    """`decisions`: per AGB-code what goes under the last headings. Further columns of the dragers come after those.

    The same contents give the same bytes; a place that cannot be written is an OutputError.
    """
    rows = list(dragers)
    known = {heading.casefold() for heading in HEADINGS}
    further = list(dict.fromkeys(naam for drager in rows for naam in drager.kenmerken if naam.casefold() not in known))
    with open_book(pad, "het register", title="Register van keurmerkdragers") as book:
        _fill(book, rows, decisions, further)
        _explain(book)


def _fill(
    book: Book,
    rows: Sequence[Keurmerkdrager],
    decisions: Mapping[str, Mapping[str, str]],
    further: Sequence[str],
) -> None:
    sheet = book.add_worksheet("Keurmerkdragers")
    text = book.look(num_format="@")
    bold = book.look(bold=True, bottom=1, text_wrap=True, valign="top", bg_color="#E8EEF4")
    columns = [*COLUMNS, *(RegisterColumn(naam.capitalize(), 18, "Een eigen kenmerk.") for naam in further)]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, text)
        sheet.write_string(0, place, column.heading, bold)
        sheet.data_validation(1, place, ROWS, place, _check(column))
    for number, drager in enumerate(rows, start=1):
        sheet.write_row(number, 0, _cells(drager, decisions.get(drager.agb, {}), further))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _cells(drager: Keurmerkdrager, decided: Mapping[str, str], further: Sequence[str]) -> list[str]:
    own = [
        drager.agb, drager.naam, drager.contactpersoon, drager.email, drager.type, drager.sector, drager.regio,
    ]  # fmt: skip
    return [
        *own,
        *(decided.get(heading, "") for heading in HEADINGS[7:]),
        *(drager.kenmerken.get(n, "") for n in further),
    ]


def _check(column: RegisterColumn) -> dict[str, object]:
    about = {"input_title": column.heading[:32], "input_message": column.explanation[:255]}
    if column.values:
        wrong = {"error_type": "stop" if column.strict else "information", "error_title": "Een andere waarde"}
        return {**about, **wrong, "validate": "list", "source": list(column.values)}
    if column.heading == "AGB-code":
        return {**about, "validate": "length", "criteria": "==", "value": 8, "error_type": "warning"}
    return {**about, "validate": "any"}


def _explain(book: Book) -> None:
    sheet = book.add_worksheet("Uitleg")
    wrap, bold = book.look(text_wrap=True, valign="top"), book.look(bold=True, bottom=1)
    sheet.set_column(0, 0, 26, wrap)
    sheet.set_column(1, 1, 90, wrap)
    sheet.write_row(0, 0, ("kolom", "wat erin staat"), bold)
    for number, column in enumerate(COLUMNS, start=1):
        sheet.write_row(number, 0, (column.heading, column.explanation))
    rest = 'Elke andere kolom is te gebruiken in een benchmarkgroep met regel = "kolom" in ronde.toml.'
    sheet.write_row(len(COLUMNS) + 1, 0, ("een eigen kolom", rest))
