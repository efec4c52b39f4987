"""Excel and CSV to tables with our own column names: one Levering per file."""

from spiegelrapport.read.file_names import printable, printable_names
from spiegelrapport.read.leveringen import read_each, read_leveringen
from spiegelrapport.read.round_headings import Kolommen, load_kolommen

__all__ = ["Kolommen", "load_kolommen", "printable", "printable_names", "read_each", "read_leveringen"]
