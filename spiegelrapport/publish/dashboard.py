"""A composed dashboard -> one self-contained HTML page that may run its own script, load nothing, and send nothing."""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from spiegelrapport.definitions.fonts import GEWOON, HALFVET, Font, load_letters
from spiegelrapport.model.document import Document
from spiegelrapport.publish.html import embed_styles, fonts
from spiegelrapport.publish.pdf.missing_glyphs import replace_missing
from spiegelrapport.publish.pdf.page_gate import PrintError
from spiegelrapport.publish.pdf.resources import Resources

LARGEST = 1_000_000  # bytes: what a mail gateway and a phone still take easily
FEWER = "geef een lezer minder benchmarkgroepen (groepen_per_lezer in ronde.toml)"
DATA = re.compile(r'(<script type="application/json" id="weergaven">)(.*?)(</script>)', re.DOTALL)
PACKED = re.compile(r'<script type="application/octet-stream" id="weergaven">([^<]*)</script>')
SCRIPT, STYLE = re.compile(r"<script>(.*?)</script>", re.DOTALL), re.compile(r"<style>(.*?)</style>", re.DOTALL)


def to_dashboard(document: Document, sjablonen: Sequence[Path], largest: int | None = LARGEST) -> bytes:
    """The page as UTF-8; the same document gives the same bytes. `largest`: bytes that it may take, when it is sent.

    What the script needs for its choices is deflated. The policy names the very script and styles of this page by their
    hashes, so that nothing else can run, whatever a name or a text holds. PrintError for a page that is too large.
    """
    letters = load_letters(sjablonen)
    html = replace_missing(document.html, letters)
    html = embed_styles(html, Resources(sjablonen))
    html = html.replace("</head>", f"<style>{fonts(used(letters), html)}</style>\n</head>", 1)
    html = DATA.sub(lambda gevonden: _packed(gevonden[2]), html)
    html = html.replace("<head>", f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy(html)}">', 1)
    inhoud = html.encode()
    if largest is not None and len(inhoud) > largest:
        te_groot = f"het dashboard is {len(inhoud)} bytes, meer dan {largest}"
        raise PrintError(te_groot, waar=document.bestandsnaam, tip=FEWER)
    return inhoud


def used(letters: tuple[Font, ...]) -> tuple[Font, ...]:
    """The faces that a page on a screen shows: upright, regular and halfbold."""
    return tuple(letter for letter in letters if not letter.cursief and letter.gewicht in (GEWOON, HALFVET))


def policy(html: str) -> str:
    """Only what the page carries: fonts, its own styles and script; no address, no form, no frame."""
    return (
        f"default-src 'none'; script-src {_hashes(SCRIPT.findall(html))}; style-src {_hashes(STYLE.findall(html))}; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hashes(stukken: Iterable[str]) -> str:
    sommen = (base64.b64encode(hashlib.sha256(stuk.encode()).digest()).decode() for stuk in stukken)
    return " ".join(f"'sha256-{som}'" for som in sommen) or "'none'"


def _packed(tekst: str) -> str:
    inhoud = base64.b64encode(zlib.compress(tekst.encode(), 9)).decode()
    return f'<script type="application/octet-stream" id="weergaven">{inhoud}</script>'


def unpacked(html: str) -> str:
    """The data of the page as JSON text; '' for a page that has none."""
    gevonden = PACKED.search(html)
    return zlib.decompress(base64.b64decode(gevonden[1])).decode() if gevonden else ""
