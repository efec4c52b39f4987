"""A synthetic round of any size, and the empty workbook, made from the same declarations that read a real levering."""

from spiegelrapport.demo.ronde import make_ronde
from spiegelrapport.demo.sjabloon import write_sjabloon

__all__ = ["make_ronde", "write_sjabloon"]
