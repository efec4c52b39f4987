"""Remembers whole paragraphs between reports: the same words in the same styles at the same width break into the same lines.

This wraps one inner function of the pinned version; the result is the same bytes, which tests hold it to, and `use(on=False)`
takes it out. It stands on shared styles (style_cache): a style's identity says how its words look.

A paragraph is laid out at the top of an empty page and moved from there, also the first time: moved from wherever it was met
first, it would lie a billionth of a point elsewhere, and a float that it just misses would push it aside in one order of
reports and not in another.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import block

AT_MOST = 30_000  # paragraphs; some 2 kB each. Full means start anew
SOME_ELEMENT = Element("span")  # of words, WeasyPrint only asks whether they came from an element; its document may go

_layout = block.iter_line_boxes
_paragraphs: dict[Any, "Paragraph"] = {}


class Paragraph(NamedTuple):
    """Lines as laid out at y = 0, free of the document that they came from."""

    lines: tuple[tuple[Any, Any], ...]  # line box, where the next one begins
    styles: tuple[Any, ...]  # held, so that no other style gets their identity


def use(*, on: bool) -> None:
    """Switch the memory on or off; either way it starts empty."""
    block.iter_line_boxes = iter_line_boxes if on else _layout
    _paragraphs.clear()


def iter_line_boxes(
    context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, containing_block: Any,
    absolute_boxes: list[Any], fixed_boxes: list[Any], first_letter_style: Any, first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:  # fmt: skip
    """As WeasyPrint's, but a paragraph that was laid out before is placed again."""
    rest = (
        bottom_space,
        skip_stack,
        containing_block,
        absolute_boxes,
        fixed_boxes,
        first_letter_style,
        first_line_style,
    )
    styles: list[Any] = []
    key = None
    if not (context.excluded_shapes or context.footnotes or skip_stack or first_letter_style or first_line_style):
        key = _key(box, containing_block, styles)
    if key is None:
        yield from _layout(context, box, position_y, *rest)
        return
    y = position_y
    for line, resume_at in _lines(key, styles, _layout, (context, box, 0.0, *rest)):
        _move(line, y - line.position_y)
        line.position_y = y  # exactly, as WeasyPrint sees to it
        y += line.height
        yield line, resume_at


def _lines(key: Any, styles: list[Any], layout: Any, arguments: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """The paragraph's lines at y = 0, to be moved by whoever asked: made now, or a copy of those made before."""
    known = _paragraphs.get(key)
    if known is not None:
        return [(_copied(line), resume_at) for line, resume_at in known.lines]
    lines = list(layout(*arguments))
    if len(_paragraphs) >= AT_MOST:
        _paragraphs.clear()
    _paragraphs[key] = Paragraph(tuple([(_kept(line), resume_at) for line, resume_at in lines]), tuple(styles))
    return lines


def _key(box: Any, containing_block: Any, styles: list[Any]) -> Any:
    """What decides how a paragraph breaks; None when there is more in it than words."""
    words = _signature(box, styles)
    if words is None:
        return None
    styles.append(containing_block.style)
    return (words, box.position_x, containing_block.content_box_x(), containing_block.width, id(containing_block.style))


def _signature(box: Any, styles: list[Any]) -> Any:
    if not _plain(box):
        return None
    styles.append(box.style)
    about = (id(box.style), box.element is None, box.leading_collapsible_space, box.trailing_collapsible_space)
    if type(box) is TextBox:
        return (*about, box.text)
    children = []
    for child in box.children:
        signature = _signature(child, styles)
        if signature is None:
            return None
        children.append(signature)
    return (*about, box.element_tag, *children)


def _plain(box: Any) -> bool:
    """Words only: nothing that is linked to, counted, quoted in a margin or placed by itself."""
    return (
        type(box) in (LineBox, InlineBox, TextBox)
        and not (box.is_leader or box.bookmark_label or box.string_set or box.footnote or box.note)
        and not (box.link or box.missing_link or box.first_letter_style or box.first_line_style)
        and (type(box) is TextBox or not box.style["anchor"])
    )


def _kept(box: Any) -> Any:
    """A copy of a box and all in it, without its document."""
    kept = box.copy()
    kept.element = None if box.element is None else SOME_ELEMENT
    if type(box) is not TextBox:
        kept.children = [_kept(child) for child in box.children]
    return kept


def _copied(box: Any) -> Any:
    """A copy of a box and all in it."""
    copied = box.copy()
    if type(box) is not TextBox:
        copied.children = [_copied(child) for child in box.children]
    return copied


def _move(box: Any, dy: float) -> None:
    """Move a box and all in it down."""
    box.position_y += dy
    if type(box) is not TextBox:
        for child in box.children:
            _move(child, dy)
