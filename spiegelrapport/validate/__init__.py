"""Tables to findings, and the rows that may count."""

from spiegelrapport.validate.antwoord import make_antwoord
from spiegelrapport.validate.jumps import key_figures
from spiegelrapport.validate.levering_check import check
from spiegelrapport.validate.round_check import check_alle, collect, judge, refuse, sort_out, without_answer
from spiegelrapport.validate.weight import blocking, by_weight, leaks

__all__ = [
    "blocking",
    "by_weight",
    "check",
    "check_alle",
    "collect",
    "judge",
    "key_figures",
    "leaks",
    "make_antwoord",
    "refuse",
    "sort_out",
    "without_answer",
]
