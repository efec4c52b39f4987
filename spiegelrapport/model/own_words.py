"""What passes from composing to the last look at a finished report: what a report says by itself, and where names stand."""

from dataclasses import dataclass
from typing import NamedTuple

GAT = "\ue001"  # stands in a text for something variable, such as a year


class NamePlace(NamedTuple):
    """A place where the reader's name is printed: the fixed words before and after it, with GAT among them.

    "" is no condition. `los`: these words stand in other blocks of the page, before and after it.
    """

    voor: str
    na: str
    los: bool = False


@dataclass(frozen=True, slots=True)
class OwnWords:
    """`teksten`: runs of fixed text, each as far as the next variable part or the end of its block."""

    teksten: tuple[str, ...] = ()
    plekken: tuple[NamePlace, ...] = ()
