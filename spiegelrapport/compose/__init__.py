"""Stage 7: figures and charts -> HTML, ready to print; the words around the numbers are made here and tested."""

from spiegelrapport.compose.document import Teksten, file_name, rapport

__all__ = ["Teksten", "file_name", "rapport"]
