"""A printed page -> what is wrong with it, measured by PDFium from the file that a reader opens."""

from tests.bladmaat.lezen import Blad, Woord, read_pages
from tests.bladmaat.meten import Fout, measure, numbers_per_page

__all__ = ["Blad", "Fout", "Woord", "measure", "numbers_per_page", "read_pages"]
