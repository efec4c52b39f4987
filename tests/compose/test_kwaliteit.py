"""The data quality page says no more than its cells: rows in an own report, shares in the joint one."""

from spiegelrapport.compose.kwaliteit import MEESTE_REDENEN, exclusion_rows
from tests.compose.builders import kwaliteit, lezing


def test_the_commonest_reasons_are_named_and_the_rest_counted() -> None:
    veel = {("trajecten", f"reden {i}"): i for i in range(1, 11)}
    regels = exclusion_rows(lezing(kwaliteit=kwaliteit(veel)))
    assert [regel.aantal for regel in regels] == ["10", "9", "8", "7", "6", "5", "4", "6"]
    assert len(regels) == MEESTE_REDENEN + 1
    assert regels[-1].reden == "overige redenen"
