"""A meeting's name and themes -> its settings and deelnemers.xlsx with drop-downs, in a folder of the round."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from spiegelrapport.errors import OutputError
from spiegelrapport.files import make_folder, write_whole
from spiegelrapport.new_round.register_workbook import ROWS
from spiegelrapport.workbook import open_book

KOLOMMEN = {
    "AGB-code": (12, "8 cijfers, als tekst. Uit keurmerkdragers.xlsx."),
    "Persoon": (26, "Wie er komt."),
    "E-mail": (34, "Waar de bevestiging heen gaat."),
    "Ruimte": (18, "Leeg: nog niet ingedeeld."),
    "Wens": (18, "De ruimte waar iemand om vroeg; leeg mag."),
    "Toestemming": (16, "Op naam: de cijfers mogen in de eigen ruimte onder de naam staan."),
    "Datum toestemming": (14, "Wanneer de toestemming is gegeven, voor de bijeenkomst. Zonder datum telt zij niet."),
    "Ingetrokken op": (14, "Ingevuld, met welke dag ook: de toestemming telt niet meer."),
}
TOESTEMMING = ("op naam", "zonder naam", "niet")
LANGSTE_LIJST = 255  # characters that Excel allows in a drop-down that stands in the sheet
DATUMS = ("Datum toestemming", "Ingetrokken op")


def make_meeting(
    map_: Path, naam: str, themas: Mapping[str, str], rijen: Sequence[Sequence[str]] = ()
) -> tuple[Path, Path]:
    """Write `map_`/`naam`.toml and `map_`/`naam`/deelnemers.xlsx; a room per theme (code -> name).

    `rijen`: participants that are known already, as KOLOMMEN has them; a day as dd-mm-jjjj.
    An OutputError when either is there already: nothing is overwritten.
    """
    instellingen, deelnemers = map_ / f"{naam}.toml", map_ / naam / "deelnemers.xlsx"
    for pad in (instellingen, deelnemers):
        if pad.exists():
            raise OutputError(
                f"er is al een bijeenkomst {naam}", waar=str(pad), tip="kies een andere naam; er is niets veranderd"
            )
    make_folder(deelnemers.parent)
    _write_sheet(deelnemers, list(themas.values()), rijen)
    write_whole(instellingen, _settings(themas).encode("utf-8"))
    return instellingen, deelnemers


def _settings(themas: Mapping[str, str]) -> str:
    """The settings with what has to be filled in left empty: whatever is empty is asked for when they are read."""
    regels = [
        'titel = ""            # zoals hij op de uitnodiging staat',
        'begin = ""            # bijvoorbeeld 2027-05-13T13:30',
        'einde = ""',
        'plaats = ""           # een adres of een link',
        'gespreksleider = ""   # van het deel met iedereen samen',
        'aanmelden = ""        # een mailadres of een link',
        'aanmelden_tot = ""    # bijvoorbeeld 2027-05-06',
        "per_ruimte = 8        # hoogstens zoveel deelnemers in een ruimte",
        "minimum_ruimte = 3    # met minder deelnemers toont een ruimte geen namen",
        "minimum_op_naam = 3   # met minder deelnemers op naam toont een ruimte geen namen",
    ]
    for code, naam in themas.items():
        regels += ["", f'[ruimtes."{naam}"]', f'thema = "{code}"', 'gespreksleider = ""']
    return "\n".join(regels) + "\n"


def _write_sheet(pad: Path, ruimtes: Sequence[str], rijen: Sequence[Sequence[str]]) -> None:
    keuzes = {"Ruimte": ruimtes, "Wens": ruimtes, "Toestemming": TOESTEMMING}
    with open_book(pad, "de lijst van deelnemers", title="Deelnemers") as book:
        blad = book.add_worksheet("Deelnemers")
        tekst, datum = book.look(num_format="@"), book.look(num_format="dd-mm-yyyy")
        for plek, (kop, (breed, uitleg)) in enumerate(KOLOMMEN.items()):
            blad.set_column(plek, plek, breed, datum if kop in DATUMS else tekst)
            blad.write_string(0, plek, kop, book.look(bold=True, bottom=1, bg_color="#E8EEF4"))
            blad.data_validation(1, plek, ROWS, plek, _check(kop, uitleg, keuzes.get(kop, ())))
        for nummer, rij in enumerate(rijen, start=1):
            for plek, (kop, waarde) in enumerate(zip(KOLOMMEN, rij, strict=True)):
                if kop in DATUMS and waarde:
                    blad.write_datetime(nummer, plek, datetime.strptime(waarde, "%d-%m-%Y"), datum)  # noqa: DTZ007
                else:
                    blad.write_string(nummer, plek, waarde, tekst)
        blad.freeze_panes(1, 1)


def _check(kop: str, uitleg: str, keuzes: Sequence[str]) -> dict[str, object]:
    over: dict[str, object] = {"input_title": kop, "input_message": uitleg}
    if keuzes and len(",".join(keuzes)) <= LANGSTE_LIJST:
        return {**over, "validate": "list", "source": list(keuzes), "error_type": "stop"}
    return {**over, "validate": "any"}
