"""voorstel-indeling.xlsx as the analyst left it -> who gets which room."""

from pathlib import Path

import python_calamine

from spiegelrapport.errors import InputError


def read_proposal(pad: Path, naam: str) -> dict[str, str]:
    """AGB-code -> room; rows without a room are left as they are."""
    try:
        rijen = python_calamine.CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
    except (python_calamine.CalamineError, OSError):
        raise InputError(
            "er is geen voorstel om over te nemen",
            waar=str(pad),
            tip=f"maak er een met: spiegelrapport bijeenkomst indelen {naam}",
        ) from None
    koppen = [str(kop).strip() for kop in rijen[0]] if rijen else []
    if not {"AGB-code", "Ruimte"} <= set(koppen):
        raise InputError("in het voorstel ontbreekt een kolom", waar=str(pad), tip="nodig zijn AGB-code en Ruimte")
    agb, ruimte = koppen.index("AGB-code"), koppen.index("Ruimte")
    paren = [(str(rij[agb]).strip().removesuffix(".0").zfill(8), str(rij[ruimte]).strip()) for rij in rijen[1:]]
    return {wie: waar for wie, waar in paren if waar}
