"""What goes out -> the verdict: whether anybody can be derived from it, and what had to be taken out; or who could at a table."""

from spiegelrapport.audit.certificate import PrintedCells, Verdict, audit
from spiegelrapport.audit.meeting_audit import OpenTable, open_table

__all__ = ["OpenTable", "PrintedCells", "Verdict", "audit", "open_table"]
