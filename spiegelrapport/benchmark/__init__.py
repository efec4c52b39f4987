"""Stage 4: meetwaarden -> place among the benchmarkgroepen."""

from spiegelrapport.benchmark.benchmark import benchmark
from spiegelrapport.benchmark.groepen import kies, maak_groepen

__all__ = ["benchmark", "kies", "maak_groepen"]
