"""Markdown by the analyst -> safe HTML for a page: headings fall under the page's own, nothing but text survives."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

LABELS = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "br", "h3", "h4"}
KOPPEN = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}


def to_html(tekst: str) -> Markup:
    """Paragraphs, emphasis, lists and headings; raw HTML stays visible as text, links keep their words only."""
    lezer = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "hr"])
    tokens = lezer.parse(tekst)
    diep, in_lijst = 3, 0
    for token in tokens:
        in_lijst += token.nesting if token.type.startswith("list_item") else 0
        if token.tag in KOPPEN:
            token.tag = _kop(token.tag, diep)
            diep = 4 if token.type == "heading_close" and token.tag == "h3" else diep
        if in_lijst > 0 and token.tag in ("p", "blockquote"):
            token.tag = "span"  # a tagged PDF wants inline content in a list item; the cleaning drops the span
    html = lezer.renderer.render(tokens, lezer.options, {})
    return Markup(nh3.clean(html, tags=LABELS, attributes={}))  # noqa: S704 - sanitised


def _kop(niveau: str, diep: int) -> str:
    """A deeper heading counts as h3 until there is one above it: no level is skipped."""
    return "h3" if diep == 3 else KOPPEN[niveau]
