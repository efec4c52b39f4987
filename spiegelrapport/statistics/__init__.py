"""Formulas on arrays, each with its source: what measure and benchmark both calculate with."""
