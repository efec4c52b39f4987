"""The data quality page says no more than its cells: rows in an own report, shares in the joint one."""

from dataclasses import replace

from spiegelrapport.compose.kwaliteit import MEESTE_REDENEN, bronnen, exclusion_rows
from spiegelrapport.model.publishable import Cel, Rijendeel, Tabeltelling, Uitsluiting
from tests.compose.builders import kwaliteit, lezing


def test_the_commonest_reasons_are_named_and_the_rest_counted() -> None:
    veel = {("trajecten", f"reden {i}"): i for i in range(1, 11)}
    regels = exclusion_rows(lezing(kwaliteit=kwaliteit(veel)))
    assert [regel.aantal for regel in regels] == ["10", "9", "8", "7", "6", "5", "4", "6"]
    assert len(regels) == MEESTE_REDENEN + 1
    assert regels[-1].reden == "overige redenen"


def part(deel: float) -> Rijendeel:
    return Rijendeel(Cel(None, None, None, None), Cel(deel, None, None, None))


def test_the_joint_report_says_the_share_that_was_audited_whatever_reasons_it_may_print() -> None:
    """Of the reasons one was withheld: what the others leave over would be more than was used."""
    telling = Tabeltelling("rom", Cel(8180.0, None, None, None), Rijendeel(part(0.0).aantal, part(0.88).aandeel))
    redenen = (Uitsluiting("rom", "reden", part(0.08)),)
    heel = lezing(
        kwaliteit=replace(lezing().publishable.kwaliteit, tabellen=(telling,), uitsluitingen=redenen),
        soort="kleine aanbieders",
    )
    assert heel.samen
    [rij] = bronnen(heel)
    assert (rij.gebruikt, rij.uitgesloten) == ("88%", "12%")
