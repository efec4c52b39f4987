"""Stage 6: published cells and parameters -> what a report says of own beside group, by one function."""

from spiegelrapport.compare.report import compare

__all__ = ["compare"]
