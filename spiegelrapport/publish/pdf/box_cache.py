"""Keeps with a style what WeasyPrint asks of it again for every box and every pass: whether it floats, what its lengths are.

A style is shared by all boxes that look the same (style_cache), and between reports. This wraps four inner functions of the
pinned version; the result is the same bytes, which tests hold it to, and `use(on=False)` takes it out.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, float, grid, inline, page, percent, table

SIDES = ("top", "right", "bottom", "left")
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    "width", "height", "min_width", "min_height", "max_width", "max_height",
)  # fmt: skip
USED = (*LENGTHS, *(f"border_{side}_width" for side in SIDES))
CALLERS = (absolute, block, column, float, grid, inline, page, percent, table)

_in_flow, _floated = boxes.Box.is_in_normal_flow, boxes.Box.is_floated
_page_values, _resolve = boxes.ParentBox.page_values, percent.resolve_percentages


def use(*, on: bool) -> None:
    """Switch it on or off. There is nothing to empty: what is kept goes with its style."""
    boxes.Box.is_in_normal_flow = is_in_normal_flow if on else _in_flow
    boxes.Box.is_floated = is_floated if on else _floated
    boxes.ParentBox.page_values = page_values if on else _page_values
    for module in CALLERS:
        module.resolve_percentages = resolve_percentages if on else _resolve


def is_in_normal_flow(box: Any) -> bool:
    """As WeasyPrint's, asked once of a style as long as its position and float are the same."""
    style = box.style
    key = (style["position"], style["float"])
    known = getattr(style, "kept_flow", None)
    if known is None or known[0] != key:
        known = style.kept_flow = (key, _in_flow(box))
    return bool(known[1])


def is_floated(box: Any) -> bool:
    """As WeasyPrint's: most boxes do not float."""
    value = box.style["float"]
    return value != "none" and value in ("left", "right", "inline-start", "inline-end")


def page_values(box: Any) -> tuple[Any, Any]:
    """As WeasyPrint's: the page names at which a box begins and ends; looks along two edges only."""
    return _edge(box, 1), _edge(box, -1)


def _edge(box: Any, step: int) -> Any:
    value = box.style["page"]
    while isinstance(box, boxes.ParentBox):
        box = next((child for child in box.children[::step] if _counts(child)), None)
        if box is None:
            break
        value = box.style["page"] or value
    return value


def _counts(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """As WeasyPrint's; a style without percentages gives every box the same lengths."""
    style = box.style
    known = getattr(style, "kept_lengths", None)
    # of a style, layout may only change these two
    if known is None or known[0] is not style["width"] or known[1] is not style["height"]:
        known = style.kept_lengths = (style["width"], style["height"], {} if _is_fixed(style) else None)
    values: dict[str, Any] | None = known[2]
    if values is None:
        _resolve(box, containing_block)
    elif values:
        vars(box).update(values)
    else:
        _resolve(box, containing_block)
        values.update({name: getattr(box, name) for name in USED})


def _is_fixed(style: Any) -> bool:
    """Whether no length depends on what is around the box."""
    if style["border_collapse"] == "collapse":
        return False
    return all(style[name] == "auto" or getattr(style[name], "unit", None) == "px" for name in LENGTHS)
