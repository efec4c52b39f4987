"""Own figure now against a year ago: by hand, and where nothing can be said."""

import numpy as np
import pytest
from scipy import stats

from spiegelrapport.compare.change import changes, p_change
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, Parameters, Reason
from tests import builders
from tests.builders import definities

SHARE, MARK = "onvolledig", "cqi_bejegening"


def year(jaar: int, waarde: float | None, n: int | None, code: str = SHARE, binnen: float | None = 0.5) -> Cijfer:
    sleutel = Sleutel(code, definities().indicatoren[code].maten[0].code, str(jaar), TOTAAL)
    reden = Reason.TE_WEINIG if waarde is None else None
    return Cijfer(sleutel, Cel(waarde, None, None, n, reden=reden), (), parameters=Parameters(40, 0.05, binnen))


def q(*cijfers: Cijfer) -> dict[Sleutel, float]:
    bron = builders.publishable(cijfers={een.sleutel: een for een in cijfers}, highlights=())
    return changes(bron, [een for een in cijfers if een.sleutel.periode == "2025"], definities())


def test_two_shares_differ_by_the_difference_of_their_arcsines() -> None:
    """Anscombe (1948): arcsin sqrt((x + 3/8) / (n + 3/4)), variance 1/(4n)."""
    y = [np.arcsin(np.sqrt((x + 0.375) / (n + 0.75))) for x, n in ((30, 100), (20, 200))]
    z = (y[0] - y[1]) / np.sqrt(1 / 400 + 1 / 800)
    assert p_change(year(2025, 0.3, 100), year(2024, 0.1, 200), definities()) == pytest.approx(
        2 * stats.norm.sf(abs(z))
    )


def test_the_order_of_the_years_does_not_matter_and_equal_years_do_not_differ() -> None:
    een, ander = year(2025, 0.3, 100), year(2024, 0.1, 200)
    assert p_change(een, ander, definities()) == pytest.approx(p_change(ander, een, definities()))
    assert p_change(year(2025, 0.2, 100), year(2024, 0.2, 100), definities()) == 1.0


def test_a_mark_needs_the_spread_of_everybody() -> None:
    assert 0 < p_change(year(2025, 4.5, 30, MARK), year(2024, 4.2, 30, MARK), definities()) < 1
    zonder = year(2025, 4.5, 30, MARK, None)
    assert np.isnan(p_change(zonder, year(2024, 4.2, 30, MARK), definities()))
    kaal = Cijfer(zonder.sleutel, zonder.eigen, ())
    assert np.isnan(p_change(kaal, year(2024, 4.2, 30, MARK), definities()))


def test_more_clients_make_the_same_change_surer() -> None:
    p = [p_change(year(2025, 0.3, n), year(2024, 0.2, n), definities()) for n in (20, 80, 320)]
    assert p[0] > p[1] > p[2]


@pytest.mark.parametrize(
    ("nu", "vorig"),
    [
        (year(2025, None, 5), year(2024, 0.2, 100)),
        (year(2025, 0.3, 100), year(2024, None, 5)),
        (year(2025, 0.3, 0), year(2024, 0.2, 100)),
        (year(2025, 0.3, 100), year(2024, 0.2, None)),
        (year(2025, 0.3, 100), year(2023, 0.1, 100)),  # not the year before
    ],
    ids=["withheld now", "withheld then", "nobody now", "no number then", "two years ago"],
)
def test_a_change_from_or_to_nothing_is_no_change(nu: Cijfer, vorig: Cijfer) -> None:
    assert q(nu, vorig) == {}


def test_no_change_is_told_across_a_break_in_method() -> None:
    breuk = next(
        (code, een.eerste_jaar)
        for code, indicator in definities().indicatoren.items()
        for een in indicator.breuken
        if indicator.maten[0].soort == "aandeel" or indicator.eenheid in ("minuten", "weken")
    )
    code, jaar = breuk
    waarde = {j: year(j, 0.9 if j >= jaar else 0.1, 400, code) for j in (jaar - 1, jaar, jaar + 1)}
    bron = builders.publishable(cijfers={een.sleutel: een for een in waarde.values()}, highlights=())
    gevonden = changes(bron, list(waarde.values()), definities())
    assert waarde[jaar].sleutel not in gevonden  # its year before is on the other side
    assert waarde[jaar + 1].sleutel in gevonden
    assert waarde[jaar - 1].sleutel not in gevonden  # nothing before it


def test_the_more_changes_are_looked_at_the_less_sure_each_is() -> None:
    """Benjamini and Hochberg (1995): one p stays itself; beside three that are nothing it is four times as large."""
    codes = (SHARE, "doorverwezen", "opschalen", "afschalen")
    echt = [year(2025, 0.3, 100), year(2024, 0.2, 100)]
    alleen = q(*echt)[echt[0].sleutel]
    niets = [year(jaar, 0.2, 100, code) for code in codes[1:] for jaar in (2025, 2024)]
    assert alleen == pytest.approx(p_change(echt[0], echt[1], definities()))
    assert q(*echt, *niets)[echt[0].sleutel] == pytest.approx(min(4 * alleen, 1.0))
