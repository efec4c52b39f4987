"""Axes serve again; nothing of the drawing before is left on them."""

from spiegelrapport.draw.plot_area import PlotArea, axes, figure
from spiegelrapport.draw.recorder import record
from tests.draw.builders import stijl

STIJL = stijl()


def drawn(vlak: PlotArea, waarden: tuple[float, ...]) -> bytes:
    fig = figure((200.0, 80.0))
    ax = axes(fig, vlak)
    ax.plot(range(len(waarden)), waarden, color="#102030", linewidth=1, marker="s", clip_on=False)
    fig.text(0.1, 0.1, "9", font=STIJL.gewoon, fontsize=8, color="#102030", parse_math=False)
    return record(fig, STIJL).pdf


def test_a_drawing_is_the_same_whatever_was_drawn_before() -> None:
    een = PlotArea(10, 10, 150, 60, (0, 4), (0, 10))
    ander = PlotArea(30, 5, 100, 50, (2020, 2025), (-1, 1))
    eerst = drawn(een, (1, 5, 3))
    assert drawn(ander, (0.5, 0.1)) != eerst
    assert drawn(een, (1, 5, 3)) == eerst
