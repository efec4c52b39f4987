"""Stage 4: meetwaarden -> the benchmarkgroepen, their figures, and what everybody's figures have in common."""

from spiegelrapport.group.choice import choose, make_groepen
from spiegelrapport.group.group import group

__all__ = ["choose", "group", "make_groepen"]
