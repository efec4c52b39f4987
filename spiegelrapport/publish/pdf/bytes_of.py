"""pydyf's items -> bytes, by their kind at once: a report has a hundred thousand of them, nearly all numbers and words.

This replaces an inner function of pydyf by one that gives the same bytes; `use(on=False)` takes it out.
"""

from typing import Any

import pydyf

_to_bytes = pydyf._to_bytes


def use(*, on: bool) -> None:
    """Switch it on or off."""
    pydyf._to_bytes = to_bytes if on else _to_bytes


def to_bytes(item: Any) -> bytes:
    """As pydyf's."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is float:
        return (str(int(item)) if item.is_integer() else f"{item:f}".rstrip("0")).encode("ascii")
    if kind is int:
        return b"%d" % item
    return _to_bytes(item)  # type: ignore[no-any-return]
