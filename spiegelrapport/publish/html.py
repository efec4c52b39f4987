"""A composed document -> one self-contained, accessible HTML page: styles, fonts, charts and attachments inside."""

import base64
import mimetypes
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from pathlib import Path

from spiegelrapport.definitions.fonts import Font, load_letters
from spiegelrapport.model.document import Bijlage, Document, Grafiek
from spiegelrapport.publish.pdf.missing_glyphs import replace_missing
from spiegelrapport.publish.pdf.page_gate import PrintError
from spiegelrapport.publish.pdf.renderer import STIJLBLAD
from spiegelrapport.publish.pdf.resources import Resources
from spiegelrapport.publish.web_fonts import font_faces

# Latin and the signs of our own sentences: nearly every page needs no others, so fonts are cut once for all
GEWOON = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset("‘’“”„–—…•−≥≤→←□")
BEELD = re.compile(r"<img\b[^>]*?\bsrc=\"([^\"]*)\"[^>]*>")
KENMERK = re.compile(r"\b(alt|class|style)=\"([^\"]*)\"")
LETTERS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
ADRES = re.compile(r"url\([\"']?(?!data:)([^\"')]+)[\"']?\)")
# the page may show what it carries, and load or run nothing
BELEID = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def to_html(document: Document, sjablonen: Sequence[Path]) -> bytes:
    """The page as UTF-8; the same document gives the same bytes. PrintError for a chart or style that is not there."""
    letters = load_letters(sjablonen)
    bronnen = Resources(sjablonen)
    html = replace_missing(document.html, letters)
    html = embed_styles(html, bronnen)
    grafieken = {grafiek.url: grafiek for grafiek in document.grafieken}
    html = BEELD.sub(lambda gevonden: _picture(gevonden, grafieken, bronnen), html)
    html = html.replace("</body>", _attachments(document.bijlagen) + "</body>")
    hoofd = f'<meta http-equiv="Content-Security-Policy" content="{BELEID}">\n<style>{fonts(letters, html)}</style>\n'
    return html.replace("</head>", hoofd + "</head>", 1).encode()


def embed_styles(html: str, bronnen: Resources) -> str:
    """The page with its style sheets in it."""
    return STIJLBLAD.sub(
        lambda gevonden: _style(gevonden["adres"], bronnen) if gevonden["adres"] else gevonden[0], html
    )


def fonts(letters: tuple[Font, ...], html: str) -> str:
    """The @font-face rules with the characters that the page may use."""
    return _faces(letters, "".join(sorted(GEWOON | set(unescape(html)))))


@lru_cache(maxsize=64)
def _faces(letters: tuple[Font, ...], tekens: str) -> str:
    return font_faces(letters, tekens)


def _style(adres: str, bronnen: Resources) -> str:
    css = LETTERS.sub("", _file(adres, bronnen).decode())
    map_ = adres.rpartition("/")[0]
    css = ADRES.sub(lambda gevonden: f"url({_data(f'{map_}/{gevonden[1]}', bronnen)})", css)
    return f"<style>\n{css}</style>"


def _picture(gevonden: re.Match[str], grafieken: Mapping[str, Grafiek], bronnen: Resources) -> str:
    adres = unescape(gevonden[1])
    if not adres.startswith("grafiek:"):
        return gevonden[0].replace(f'src="{gevonden[1]}"', f'src="{_data(adres, bronnen)}"')
    if adres not in grafieken:
        raise PrintError(f"de grafiek '{adres}' is er niet", waar=adres)
    kenmerken = dict(KENMERK.findall(gevonden[0]))
    return _inline(grafieken[adres], kenmerken)


def _inline(grafiek: Grafiek, kenmerken: Mapping[str, str]) -> str:
    """The SVG itself, one picture to a screen reader: inside <img> it could not use the page's fonts."""
    stijl = f"max-width: 100%; width: {grafiek.breedte_mm}mm; height: auto"
    begin = (
        f'<svg role="img" aria-label="{kenmerken.get("alt") or escape(grafiek.alt)}" '
        f'class="{kenmerken.get("class", "")}" style="{stijl}" '
    )
    return grafiek.beeld.svg().strip().replace("<svg ", begin, 1)


def _data(adres: str, bronnen: Resources) -> str:
    if adres.startswith("data:"):
        return adres
    return _data_url(_file(adres, bronnen), adres)


def _data_url(inhoud: bytes, naam: str) -> str:
    soort = mimetypes.guess_type(naam)[0] or "application/octet-stream"
    return f"data:{soort};base64,{base64.b64encode(inhoud).decode('ascii')}"


def _file(adres: str, bronnen: Resources) -> bytes:
    try:
        return bronnen.find(adres).read_bytes()
    except ValueError as fout:
        raise PrintError(str(fout), waar=adres) from fout


def _attachments(bijlagen: Sequence[Bijlage]) -> str:
    """The own figures, to save: what the PDF carries as attachments."""
    if not bijlagen:
        return ""
    regels = "".join(
        f'<li><a download="{escape(bijlage.naam)}" href="{_data_url(bijlage.inhoud, bijlage.naam)}">'
        f"{escape(bijlage.naam)}</a>: {escape(bijlage.omschrijving)}</li>"
        for bijlage in bijlagen
    )
    return f'<section class="bijlagen" id="bijlagen"><h2>Bijlagen</h2><ul>{regels}</ul></section>'
