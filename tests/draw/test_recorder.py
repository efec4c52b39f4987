"""The recorder against matplotlib's renderer contract (matplotlib is pinned for it)."""

import pytest
from matplotlib.patches import Circle, Rectangle

from spiegelrapport.draw.drawing_parts import Outline, Word
from spiegelrapport.draw.plot_area import PlotArea, axes, figure
from spiegelrapport.draw.recorder import record
from tests.draw.builders import stijl

VLAK = PlotArea(10, 20, 100, 50, (0.0, 10.0), (0.0, 5.0))


def test_a_path_lands_where_the_mapping_says() -> None:
    fig = figure((120, 80))
    axes(fig, VLAK).plot([0, 10], [0, 5], color="#112233", linewidth=2, dashes=(3, 1))
    [pad] = record(fig, stijl()).delen
    assert isinstance(pad, Outline)
    assert [stap[0] for stap in pad.stappen] == ["M", "L"]
    assert pad.stappen[0][1] == pytest.approx((VLAK.x(0), VLAK.y(0)))
    assert pad.stappen[1][1] == pytest.approx((VLAK.x(10), VLAK.y(5)))
    assert (pad.lijn, pad.dikte, pad.streep) == ("#112233", 2, (6, 2))  # matplotlib counts dashes in line widths


def test_a_filled_shape_keeps_its_curves() -> None:
    fig = figure((120, 80))
    ax = axes(fig, VLAK)
    ax.add_patch(Circle((5, 2), 1, facecolor="#445566", linewidth=0))
    ax.add_patch(Rectangle((0, 0), 1, 1, facecolor="#778899", linewidth=0))
    rond, recht = record(fig, stijl()).delen
    assert isinstance(rond, Outline)
    assert isinstance(recht, Outline)
    assert "C" in {stap[0] for stap in rond.stappen}
    assert (rond.vulling, rond.lijn) == ("#445566", None)
    assert recht.stappen[-1] == ("Z", ())


def test_words_stay_words() -> None:
    fig = figure((120, 80))
    axes(fig, VLAK).text(5, 2, "65% $ 1.200", font=stijl().halfvet, fontsize=8, color="#000000", parse_math=False)
    [woord] = record(fig, stijl()).delen
    assert isinstance(woord, Word)
    assert (woord.tekst, woord.gewicht, woord.grootte) == ("65% $ 1.200", 600, 8)
    assert "".join(glief.teken for glief in woord.zetsel.glieven) == woord.tekst


def test_images_are_refused() -> None:
    fig = figure((120, 80))
    axes(fig, VLAK).imshow([[0, 1], [1, 0]])
    with pytest.raises(NotImplementedError):
        record(fig, stijl())
