"""Nothing, or last year's round -> the folder of a new round, ready to be filled in."""

from spiegelrapport.new_round.folder import NewRound, make_round

__all__ = ["NewRound", "make_round"]
