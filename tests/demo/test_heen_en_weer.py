"""A filled-in sjabloon reads back without a word about the workbook itself."""

from datetime import datetime
from pathlib import Path

import openpyxl

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.demo import write_sjabloon
from spiegelrapport.demo.ronde import SJABLOON
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.read import read_leveringen
from tests.demo.builders import definities

TABELLEN = ("trajecten", "rom", "cqi")


def cel(kolom: Kolom) -> object:
    """The declaration's own example, as a zorgaanbieder would type it."""
    if kolom.type == "datum":
        return datetime.strptime(kolom.voorbeeld, "%d-%m-%Y")  # noqa: DTZ007 - a cell knows no time zone
    if kolom.type in ("geheel", "minuten", "getal") and kolom.voorbeeld:
        return float(kolom.voorbeeld.replace(",", "."))
    return kolom.voorbeeld or None


def test_the_examples_of_the_declarations_fill_the_sjabloon_and_are_read_without_findings(tmp_path: Path) -> None:
    pad = tmp_path / "sjabloon.xlsx"
    write_sjabloon(pad, definities())
    werkmap = openpyxl.load_workbook(pad)
    for tabel in TABELLEN:
        export = definities().exports[tabel]
        for plek, kolom in enumerate(export.kolommen, start=1):
            werkmap[export.blad].cell(2, plek, cel(kolom))
    werkmap.save(pad)
    ronde = build(Ronde, load_toml(SJABLOON), "ronde.toml")

    (levering,) = read_leveringen([pad], definities(), ronde)

    assert levering.findings == ()
    assert levering.agb == "06012345"
    assert dict(levering.rijen_gelezen) == dict.fromkeys(TABELLEN, 1)
    traject = levering.tabellen["trajecten"].iloc[0]
    assert (traject["traject_id"], traject["minuten_direct"], traject["onvolledig"]) == ("T00017-1", 420, False)
    assert levering.tabellen["rom"]["score"].tolist() == [74]
    assert levering.tabellen["cqi"]["bejegening"].tolist() == [4.8]
