"""A synthetic round of any size, and the empty workbook, made from the same declarations that read a real levering."""

from spiegelrapport.demo.ronde import maak_ronde
from spiegelrapport.demo.sjabloon import schrijf_sjabloon

__all__ = ["maak_ronde", "schrijf_sjabloon"]
