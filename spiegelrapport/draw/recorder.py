"""A matplotlib Figure -> a layer: a renderer that records paths and words instead of painting them."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path as MplPath

from spiegelrapport.draw.drawing_parts import Deel, Outline, Stap, Word
from spiegelrapport.draw.drawing_style import DrawingStyle
from spiegelrapport.draw.layer import Layer
from spiegelrapport.draw.text_layout import lay_out, width_of

KAPITAAL = 0.66  # height of capitals and figures, by which words are aligned
SOORT = {MplPath.MOVETO: "M", MplPath.LINETO: "L", MplPath.CURVE4: "C", MplPath.CLOSEPOLY: "Z"}


def record(figuur: Figure, stijl: DrawingStyle) -> Layer:
    """What the figure shows. Its dpi must be 72, so that a pixel is a point; nothing in it may be clipped."""
    renderer = Recorder(figuur, stijl)
    figuur.draw(renderer)
    return Layer(tuple(renderer.delen))


class Recorder(RendererBase):
    """The part of matplotlib's renderer contract that our charts use; images and mathematics are refused."""

    def __init__(self, figuur: Figure, stijl: DrawingStyle) -> None:
        super().__init__()
        self.delen: list[Deel] = []
        self._stijl = stijl
        self._maat = figuur.bbox.width, figuur.bbox.height

    def draw_path(self, gc: GraphicsContextBase, path: MplPath, transform: Any, rgbFace: Any = None) -> None:
        lijn = to_hex(gc.get_rgb()) if gc.get_linewidth() and gc.get_rgb()[3] else None
        vulling = to_hex(rgbFace) if rgbFace is not None and (len(rgbFace) == 3 or rgbFace[3]) else None
        stappen = tuple(_steps(path, transform))
        if stappen and (lijn or vulling):
            _, patroon = gc.get_dashes()
            streep = tuple(map(float, np.atleast_1d(patroon))) if patroon is not None else ()
            rond = gc.get_capstyle() == "round"
            self.delen.append(Outline(stappen, vulling, lijn, gc.get_linewidth(), streep, rond))

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,  # noqa: ARG002
    ) -> None:
        if ismath:
            raise ValueError("words in charts are plain text")
        gewicht = self._stijl.gewicht(str(prop.get_file()))
        zetsel = lay_out(s, self._stijl.bestand(gewicht))
        self.delen.append(Word(s, x, y, angle, gewicht, prop.get_size_in_points(), to_hex(gc.get_rgb()), zetsel))

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        raise NotImplementedError("charts hold no images")

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:  # noqa: ARG002
        grootte = prop.get_size_in_points()
        bestand = self._stijl.bestand(self._stijl.gewicht(str(prop.get_file())))
        return width_of(s, bestand, grootte), KAPITAAL * grootte, 0.0

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._maat

    def flipy(self) -> bool:
        return False


def _steps(path: MplPath, transform: Any) -> Iterator[Stap]:
    schoon = path.cleaned(transform=transform, curves=True, simplify=False)
    hier = (0.0, 0.0)
    for punten, code in schoon.iter_segments(curves=True, simplify=False):
        getallen = tuple(map(float, punten))
        if code == MplPath.CURVE3:
            yield "C", _cubic(hier, getallen)
        elif code in SOORT:
            yield SOORT[code], () if code == MplPath.CLOSEPOLY else getallen
        hier = (getallen[-2], getallen[-1]) if getallen else hier


def _cubic(van: tuple[float, float], getallen: tuple[float, ...]) -> tuple[float, ...]:
    """A quadratic curve as a cubic one: its control points lie two thirds of the way."""
    (x0, y0), (x1, y1, x2, y2) = van, getallen
    return x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0), x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2), x2, y2
