"""Why a whole file or table cannot be read; caught at the door and turned into a finding."""

from typing import Any


class Objection(Exception):
    """Carries the code of a melding and the words that fill it."""

    def __init__(self, code: str, **woorden: Any) -> None:
        super().__init__(code)
        self.code, self.woorden = code, woorden
