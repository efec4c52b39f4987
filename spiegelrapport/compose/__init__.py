"""Stage 7: figures and charts -> HTML, ready to print; the words around the numbers are made here and tested."""

from spiegelrapport.compose.document import AnalystTexts, file_name, report

__all__ = ["AnalystTexts", "file_name", "report"]
