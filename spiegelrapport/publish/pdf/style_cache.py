"""Shares computed styles between reports: the same rules under the same parent give the same style, once per process.

WeasyPrint computes a style anew for every document, and for every element also the styles of six footnote pseudo-elements
that our pages do not have. This wraps three inner functions of the pinned version; the result is the same bytes, which tests
hold it to, and `use(on=False)` takes it out.
"""

import copy
from collections.abc import Iterator
from typing import Any

import cssselect2
import weasyprint.css as cascade
from weasyprint import HTML

AT_MOST = 20_000  # styles; a style holds some 4 kB. Full means start anew
UNUSED = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
OVERFLOWING = frozenset({"html", "body"})  # WeasyPrint moves their overflow to the page, in the style itself

_find, _expand = cascade.find_style_attributes, cascade.preprocess_declarations
_compute = cascade.StyleFor.set_computed_styles
_styles: dict[Any, Any] = {}
_attributes: dict[Any, tuple[Any, ...]] = {}
_expanded: dict[Any, tuple[Any, ...]] = {}
_page_sizes: dict[str, Any] = {"box": None, "area": None}


def use(*, on: bool) -> None:
    """Switch the sharing on or off; either way it starts empty."""
    cascade.find_style_attributes = find_style_attributes if on else _find
    cascade.preprocess_declarations = preprocess_declarations if on else _expand
    cascade.StyleFor.set_computed_styles = set_computed_styles if on else _compute
    _clear()


def without_footnotes(sheet: Any) -> Any:
    """The browser's style sheet without the pseudo-elements of footnotes, which match every element."""
    kept = copy.copy(sheet)
    kept.matcher = cssselect2.Matcher()
    vars(kept.matcher).update(vars(sheet.matcher))
    kept.matcher.other_selectors = [entry for entry in sheet.matcher.other_selectors if entry[3] not in UNUSED]
    return kept


def merged(sheets: list[Any]) -> Any:
    """Style sheets of one origin as one, in their order: every element is matched once instead of once per sheet."""
    if any(sheet.layers for sheet in sheets):
        raise ValueError("cascade layers are named per style sheet and cannot be merged")
    whole = copy.copy(sheets[0])
    whole.matcher, whole.page_rules = cssselect2.Matcher(), [rule for sheet in sheets for rule in sheet.page_rules]
    for sheet in sheets:
        _add(whole.matcher, sheet.matcher)
    return whole


def _add(whole: Any, part: Any) -> None:
    """All selectors of a matcher after those that are there already."""
    for name, known in vars(whole).items():
        more = getattr(part, name)
        if isinstance(known, list):
            known.extend(_later(more, whole.order))
        elif isinstance(known, dict):
            for key, entries in more.items():
                known.setdefault(key, []).extend(_later(entries, whole.order))
    whole.order += part.order


def _later(entries: list[Any], steps: int) -> list[Any]:
    return [(test, specificity, order + steps, *rest) for test, specificity, order, *rest in entries]


class Page(HTML):  # type: ignore[misc]
    """A page in which nothing is a footnote."""

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [without_footnotes(sheet) for sheet in super()._ua_stylesheets(forms)]


def find_style_attributes(tree: Any, presentational_hints: bool = False, base_url: Any = None) -> Iterator[Any]:
    """As WeasyPrint's; what an attribute was parsed into before is given again, as the same object."""
    for specificity, element, declarations, base in _find(tree, presentational_hints, base_url):
        key = (specificity, tuple((node.type, getattr(node, "name", ""), node.serialize()) for node in declarations))
        yield specificity, element, _attributes.setdefault(key, tuple(declarations)), base


def preprocess_declarations(base_url: Any, declarations: Any, prelude: Any = None) -> Any:
    """As WeasyPrint's; the declarations of an attribute are expanded once."""
    if prelude is not None or not isinstance(declarations, tuple):
        return _expand(base_url, declarations, prelude)
    key = (base_url, *map(id, declarations))
    if key not in _expanded:
        _expanded[key] = (
            declarations,
            tuple(_expand(base_url, declarations)),
        )  # held, so that no other gets their identity
    return _expanded[key][1]


def set_computed_styles(
    self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, base_url: Any = None,
    target_collector: Any = None,
) -> None:  # fmt: skip
    """As WeasyPrint's, but a style that was computed before is shared. Styles of pages, which change, are not."""
    if not hasattr(element, "tag"):
        _compute(self, element, parent, root, pseudo_type, base_url, target_collector)
        return
    computed = self.get_computed_styles()
    cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
    key = _key(self, computed, cascaded, element, parent, root, pseudo_type, base_url)
    style = _styles.get(key)
    if style is None:
        self.initial_page_sizes = _page_sizes
        _compute(self, element, parent, root, pseudo_type, base_url, target_collector)
        _remember(key, computed[element, pseudo_type])
        return
    if element.tag in OVERFLOWING:
        style.pop("overflow", None)
    computed[element, pseudo_type] = style
    if target_collector and style["anchor"]:
        target_collector.collect_anchor(style["anchor"])


def _key(
    style_for: Any, computed: Any, cascaded: Any, element: Any, parent: Any, root: Any, pseudo: Any, base_url: Any
) -> Any:
    """Values come from style sheets and remembered attributes, which stay: their identity says what they are."""
    above = id(style_for.font_config) if element is root and pseudo is None else id(computed[parent, None])
    return (above, pseudo, base_url, tuple([(name, id(value), weight) for name, (value, weight) in cascaded.items()]))


def _remember(key: Any, style: Any) -> None:
    if len(_styles) >= AT_MOST:
        _clear()
    _styles[key] = style


def _clear() -> None:
    _styles.clear()
    _attributes.clear()
    _expanded.clear()
