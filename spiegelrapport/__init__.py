"""One Excel export per zorgaanbieder in, one PDF per keurmerkdrager out."""

__version__ = "0.1.0"
