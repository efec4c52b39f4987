"""The same reports made the obvious way, beside ours, in one run: CPU seconds a report.

Naive: for every chart a new pyplot figure, as SVG in a data: address, and HTML(string=...).write_pdf() that remembers nothing.
Chromium prints our page (`--html`) as it is, without page numbers in the contents and without attachments.

usage: python -m benchmarks.naief [number] [path of Chromium]
"""

import io
import os
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot as plt
from matplotlib.patches import PathPatch
from matplotlib.path import Path as MplPath

from benchmarks.rapport import SJABLONEN, reports
from spiegelrapport.compose import report
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.draw.drawing_parts import Outline, Word
from spiegelrapport.model.document import Document
from spiegelrapport.publish.html import to_html
from spiegelrapport.publish.pdf import render
from spiegelrapport.publish.pdf.resources import BASIS, Resources
from spiegelrapport.publish.pdf.weasyprint_pin import weasyprint
from tests.builders import definities

CODES = {"M": MplPath.MOVETO, "L": MplPath.LINETO, "C": MplPath.CURVE4, "Z": MplPath.CLOSEPOLY}
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def compose(publishable: Any) -> Document:
    grafieken = draw(publishable, definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    return report(publishable, grafieken, definities(), SJABLONEN)


def naive(document: Document) -> bytes:
    html = document.html
    for grafiek in document.grafieken:
        svg = b64encode(_with_pyplot(grafiek.beeld)).decode()
        html = html.replace(f'src="{grafiek.url}"', f'src="data:image/svg+xml;base64,{svg}"')
    page = weasyprint.HTML(string=html, base_url=BASIS, url_fetcher=Resources(SJABLONEN))
    inhoud: bytes = page.write_pdf(pdf_variant="pdf/a-3a")
    return inhoud


def _with_pyplot(beeld: Any) -> bytes:
    """The same lines and words by a new figure."""
    tekening = beeld.tekening
    fig, ax = plt.subplots(figsize=(tekening.breedte / 72, tekening.hoogte / 72))
    ax.set(xlim=(0, tekening.breedte), ylim=(0, tekening.hoogte))
    ax.axis("off")
    for laag in tekening.lagen:
        for deel in laag.delen:
            if isinstance(deel, Outline):
                _add_outline(ax, deel)
            elif isinstance(deel, Word):
                ax.text(deel.x, deel.y, deel.tekst, fontsize=deel.grootte, color=deel.kleur)
    svg = io.BytesIO()
    fig.savefig(svg, format="svg")
    plt.close(fig)
    return svg.getvalue()


def _add_outline(ax: Any, deel: Outline) -> None:
    punten: list[tuple[float, float]] = []
    codes: list[Any] = []
    for soort, getallen in deel.stappen:
        paren = list(zip(getallen[::2], getallen[1::2], strict=True)) or [(0.0, 0.0)]
        punten += paren
        codes += [CODES[soort]] * len(paren)
    vulling, lijn = deel.vulling or "none", deel.lijn or "none"
    ax.add_patch(PathPatch(MplPath(punten, codes), facecolor=vulling, edgecolor=lijn, linewidth=deel.dikte))


def chromium(program: str, document: Document, folder: Path) -> None:
    page = folder / "page.html"
    page.write_bytes(to_html(document, SJABLONEN))
    with tempfile.TemporaryDirectory() as own:
        subprocess.run(
            [program, *FLAGS, f"--user-data-dir={own}", f"--print-to-pdf={folder / 'page.pdf'}", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=300,
        )


def cost(doe: Callable[[Any], object], items: list[Any]) -> float:
    """CPU seconds each, programs that are called included."""
    begin = _spent()
    for item in items:
        doe(item)
    return (_spent() - begin) / len(items)


def _spent() -> float:
    t = os.times()
    return time.process_time() + t.children_user + t.children_system


def main(aantal: int, program: str) -> None:
    bron = list(reports(aantal + 2))
    for stuk in bron[:2]:
        render(compose(stuk), SJABLONEN)
    uitkomst = {"ours": cost(lambda stuk: render(compose(stuk), SJABLONEN), bron[2:])}
    documenten = [compose(stuk) for stuk in bron[2:]]
    if Path(program).exists():
        with tempfile.TemporaryDirectory() as map_:
            uitkomst["Chromium"] = cost(lambda stuk: chromium(program, stuk, Path(map_)), documenten)
    uitkomst["without acceleration"] = cost(lambda stuk: render(stuk, SJABLONEN, versneld=False), documenten)
    uitkomst["naive"] = cost(naive, documenten)
    for wie, seconden in uitkomst.items():
        print(f"{wie:22} {seconden:6.2f} CPU s a report, {seconden / uitkomst['ours']:5.1f} x ours")


if __name__ == "__main__":
    getal = next((int(woord) for woord in sys.argv[1:] if woord.isdigit()), 3)
    main(getal, next((woord for woord in sys.argv[1:] if not woord.isdigit()), CHROMIUM))
