"""Everything that leans on the inside of WeasyPrint to print faster, behind one switch.

Each is a small module with a `use(on=...)`; off, WeasyPrint prints by itself and gives the same bytes, only slower.
"""

from spiegelrapport.publish.pdf import box_cache, bytes_of, line_cache, paragraph_cache, style_cache

_now: bool | None = None


def use(*, on: bool) -> None:
    """For the whole process, for WeasyPrint knows one way to lay out; every memory starts empty."""
    global _now
    line_cache.use_cache(aan=on)
    style_cache.use(on=on)
    paragraph_cache.use(on=on)
    box_cache.use(on=on)
    bytes_of.use(on=on)
    _now = on


def see_to_it(*, on: bool) -> None:
    """As `use`, but memories stay when nothing changes."""
    if _now is not on:
        use(on=on)
