"""Excel and CSV to tables with our own column names: one Levering per file."""

from spiegelrapport.read.kolommen import Kolommen, load_kolommen
from spiegelrapport.read.leveringen import read_leveringen

__all__ = ["Kolommen", "load_kolommen", "read_leveringen"]
