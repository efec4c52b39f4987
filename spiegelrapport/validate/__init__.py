"""Tables to findings, and the rows that may count."""

from spiegelrapport.validate.alle import check_alle, verzamel, without_answer
from spiegelrapport.validate.antwoord import maak_antwoord
from spiegelrapport.validate.controle import check
from spiegelrapport.validate.sprongen import kengetallen
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
