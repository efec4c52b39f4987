"""Tables to findings, and the rows that may count."""

from spiegelrapport.validate.antwoord import maak_antwoord
from spiegelrapport.validate.jumps import kengetallen
from spiegelrapport.validate.levering_check import check
from spiegelrapport.validate.round_check import check_alle, verzamel, without_answer
from spiegelrapport.validate.weight import blocking, by_weight, leaks

__all__ = [
    "blocking",
    "by_weight",
    "check",
    "check_alle",
    "kengetallen",
    "leaks",
    "maak_antwoord",
    "verzamel",
    "without_answer",
]
