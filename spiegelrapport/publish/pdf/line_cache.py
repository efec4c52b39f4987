"""Remembers shaped lines between reports: the same words in the same style are laid out and drawn once per process.

Numbers and prose repeat from report to report, and most of WeasyPrint's time goes to shaping them. This wraps two inner
functions of the pinned version; the result is the same bytes, which tests hold it to, and `gebruik(aan=False)` takes it out.
"""

from typing import Any

from weasyprint.draw import text as tekenen
from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import Layout

HOOGSTENS = 60_000  # lines; some 40 MB. Full means start anew
LETTERKENMERKEN = (
    "font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "direction", "letter_spacing", "word_spacing", "white_space", "overflow_wrap", "word_break", "hyphens",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "tab_size", "text_decoration_line",
)  # fmt: skip

_split, _draw = inline.split_first_line, tekenen.draw_first_line
_regels: dict[Any, Any] = {}
_getekend: dict[Any, Any] = {}


def use_cache(*, aan: bool) -> None:
    """Switch the memory on or off; either way it starts empty."""
    for module in (inline, preferred):
        module.split_first_line = split_first_line if aan else _split
    tekenen.draw_first_line = draw_first_line if aan else _draw
    _regels.clear()
    _getekend.clear()


def split_first_line(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: float, is_line_start: bool = True,
    minimum: bool = False,
) -> Any:  # fmt: skip
    """As WeasyPrint's, but a line that was split before comes from memory, with a layout of its own."""
    sleutel = (text, max_width, justification_spacing, is_line_start, minimum, letters_of(style))
    bekend = _regels.get(sleutel)
    if bekend is None:
        uitkomst = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        _remember(_regels, sleutel, (vars(uitkomst[0]).copy(), uitkomst[1:]))
        return uitkomst
    toestand, rest = bekend
    layout = Layout.__new__(Layout)
    vars(layout).update(toestand)
    return (layout, *rest)


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
    """As WeasyPrint's, but a line that was drawn before is written out again from memory."""
    if text_overflow != "clip" or block_ellipsis != "none" or not textbox.text.strip():
        return _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    layout = textbox.pango_layout
    sleutel = (layout.text, layout.justification_spacing, letters_of(textbox.style))
    bekend = _getekend.get(sleutel)
    if bekend is not None and all(font in stream._fonts for font, _, _ in bekend.letters):
        bekend.replay(stream, matrix)
        return []
    opname = LineRecording(stream)
    emojis = _draw(opname, textbox, text_overflow, block_ellipsis, matrix)
    if not emojis and opname.sluit():
        _remember(_getekend, sleutel, opname)
    return emojis


def letters_of(style: Any) -> tuple[Any, ...]:
    """What of a style decides how its words are shaped; kept with the style, which WeasyPrint never changes."""
    try:
        sleutel: tuple[Any, ...] = style.letterkenmerken
    except AttributeError:
        sleutel = style.letterkenmerken = (id(style.font_config), *(_hashable(style[naam]) for naam in LETTERKENMERKEN))
    return sleutel


class OwnFont:
    """Stands for a font while one line is drawn: keeps that line's glyphs apart, in their order."""

    def __init__(self, letter: Any) -> None:
        self._letter = letter
        self.to_unicode: dict[int, str] = {}
        self.widths: dict[int, int] = {}

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._letter, naam)


class LineRecording:
    """A stream that passes everything on and writes down what a line consists of."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._stappen: list[tuple[str, tuple[Any, ...]]] = []
        self._eigen: dict[int, OwnFont] = {}
        self.letters: list[tuple[Any, dict[int, str], dict[int, int]]] = []

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._stream, naam)

    def add_font(self, pango_font: Any) -> tuple[OwnFont, float]:
        letter, grootte = self._stream.add_font(pango_font)
        return self._eigen.setdefault(id(letter), OwnFont(letter)), grootte

    def set_text_matrix(self, *waarden: float) -> None:
        self._stream.set_text_matrix(*waarden)

    def set_font_size(self, naam: str, grootte: float) -> None:
        self._log("set_font_size", naam, grootte)

    def show_text(self, tekst: str) -> None:
        self._log("show_text", tekst)

    def set_text_rise(self, hoogte: float) -> None:
        self._log("set_text_rise", hoogte)

    def _log(self, naam: str, *waarden: Any) -> None:
        self._stappen.append((naam, waarden))
        getattr(self._stream, naam)(*waarden)

    def sluit(self) -> bool:
        """Hand the glyphs to the real fonts; False when one is missing, which must be warned of every time."""
        sleutels = {id(letter): sleutel for sleutel, letter in self._stream._fonts.items()}
        for nummer, eigen in self._eigen.items():
            self.letters.append((sleutels[nummer], eigen.to_unicode, eigen.widths))
        self._add_glyphs(self._stream)
        heel = not any(eigen.missing for eigen in self._eigen.values())
        del self._stream, self._eigen
        return heel

    def replay(self, stream: Any, matrix: Any) -> None:
        stream.set_text_matrix(*matrix.values)
        for naam, waarden in self._stappen:
            getattr(stream, naam)(*waarden)
        self._add_glyphs(stream)

    def _add_glyphs(self, stream: Any) -> None:
        for sleutel, tekens, breedtes in self.letters:
            letter = stream._fonts[sleutel]
            for nummer, teken in tekens.items():
                letter.to_unicode.setdefault(nummer, teken)
            for nummer, breedte in breedtes.items():
                letter.widths.setdefault(nummer, breedte)


def _remember(geheugen: dict[Any, Any], sleutel: Any, waarde: Any) -> None:
    if len(geheugen) >= HOOGSTENS:
        geheugen.clear()
    geheugen[sleutel] = waarde


def _hashable(waarde: Any) -> Any:
    if isinstance(waarde, set):
        return frozenset(waarde)
    return tuple(waarde) if isinstance(waarde, list) else waarde
