"""Figures are written as Dutch readers expect, in the unit of their maat."""

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.figures.unit import Unit, unit_of
from tests.compose.builders import indicator

PROCENT = Unit("%", 0)
WEKEN = Unit("weken", 1)


def test_a_share_is_written_in_percent() -> None:
    assert PROCENT.getal(0.614) == "61%"
    assert PROCENT.met_eenheid(0.614) == "61%"


def test_a_number_carries_its_unit_and_a_single_one_its_singular() -> None:
    assert WEKEN.met_eenheid(12.34) == "12,3\xa0weken"
    assert Unit("weken", 0).met_eenheid(1.0) == "1\xa0week"
    assert Unit("cijfer", 1).met_eenheid(8.0) == "8,0"


def test_a_difference_of_shares_is_in_percentage_points() -> None:
    assert PROCENT.verschil(-0.03) == "−3\xa0procentpunten"
    assert PROCENT.verschil(0.01) == "+1\xa0procentpunt"
    assert WEKEN.verschil(2.0) == "+2,0"


def test_a_margin_has_no_dash_that_reads_as_a_minus() -> None:
    assert WEKEN.marge(-2.0, 3.5) == "−2,0 tot 3,5"


def test_a_maat_overrules_unit_and_decimals_of_its_indicator() -> None:
    eigen = unit_of(indicator(), Maat("deel", "aandeel", "Deel", eenheid="%", decimalen=1))
    assert (eigen.eenheid, eigen.decimalen) == ("%", 1)
    zonder = unit_of(indicator(), Maat("mediaan", "mediaan", "Mediaan"))
    assert (zonder.eenheid, zonder.decimalen) == ("minuten", 0)
