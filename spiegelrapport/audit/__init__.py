"""What goes out -> the verdict: whether anybody can be derived from it, and what had to be taken out."""

from spiegelrapport.audit.certificate import PrintedCells, Verdict, audit

__all__ = ["PrintedCells", "Verdict", "audit"]
