"""Who might sit where -> a sheet that the analyst looks at, and changes before it is taken over."""

from collections.abc import Sequence
from pathlib import Path

from spiegelrapport.new_round.meeting_files import LANGSTE_LIJST
from spiegelrapport.workbook import open_book

KOPPEN = {"AGB-code": 12, "Persoon": 26, "Trajecten": 12, "Wens": 24, "Ruimte": 24, "Waarom": 44}
GETAL = "Trajecten"
Row = tuple[str, str, float | None, str, str, str]


def write_proposal_sheet(pad: Path, rijen: Sequence[Row], ruimtes: Sequence[str]) -> None:
    """One row per participant, in the order of KOPPEN, with a drop-down of the rooms."""
    with open_book(pad, "het voorstel", title="Voorstel indeling") as book:
        blad, tekst = book.add_worksheet("Voorstel"), book.look(num_format="@")
        for kolom, (kop, breed) in enumerate(KOPPEN.items()):
            blad.set_column(kolom, kolom, breed, tekst if kop != GETAL else None)
            blad.write_string(0, kolom, kop, book.look(bold=True, bottom=1, bg_color="#E8EEF4"))
        for nummer, rij in enumerate(rijen, start=1):
            for kolom, waarde in enumerate(rij):
                if isinstance(waarde, str):
                    blad.write_string(nummer, kolom, waarde)
                elif waarde is not None:
                    blad.write_number(nummer, kolom, waarde)
        kamer = list(KOPPEN).index("Ruimte")
        if len(",".join(ruimtes)) <= LANGSTE_LIJST:
            blad.data_validation(1, kamer, len(rijen), kamer, {"validate": "list", "source": list(ruimtes)})
        blad.freeze_panes(1, 1)
