"""A synthetic round of any size, made from the same declarations that read a real one."""

from spiegelrapport.demo.ronde import maak_ronde

__all__ = ["maak_ronde"]
