"""Excel and CSV to tables with our own column names: one Levering per file."""

from spiegelrapport.read.file_names import printable, printable_names
from spiegelrapport.read.kolommen import Kolommen, load_kolommen
from spiegelrapport.read.leveringen import read_leveringen

__all__ = ["Kolommen", "load_kolommen", "printable", "printable_names", "read_leveringen"]
