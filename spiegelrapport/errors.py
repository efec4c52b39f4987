"""The mistakes a user can mend: what is wrong, where, and what to do, with an exit code per kind."""

from difflib import get_close_matches
from typing import ClassVar


class UserError(Exception):
    """The run cannot go on, and the user can mend it. Shown as three lines on stderr, never as a traceback."""

    exit_code: ClassVar[int] = 2

    def __init__(self, bericht: str, *, waar: str = "", tip: str = "") -> None:
        super().__init__(bericht)
        self.bericht, self.waar, self.tip = bericht, waar, tip

    def __str__(self) -> str:
        lines = [f"Fout: {self.bericht}"]
        lines += [f"  waar: {self.waar}"] if self.waar else []
        lines += [f"  tip:  {self.tip}"] if self.tip else []
        return "\n".join(lines)


class SettingError(UserError):
    """A TOML file, register or option holds something that the program does not know."""

    exit_code = 2


class InputError(UserError):
    """The round's input is missing or unusable as a whole."""

    exit_code = 3


class OutputError(UserError):
    """The output cannot be written: locked, full, not allowed."""

    exit_code = 4


class DisclosureError(UserError):
    """The disclosure audit did not pass, so nothing may be released."""

    exit_code = 5


class MailError(UserError):
    """The mailing cannot go on without a human's word."""

    exit_code = 6


MEEST = 15  # known words in a tip


def suggestion(word: str, known: list[str]) -> str:
    """The nearest known word as a Dutch question, or the list of known words when nothing is near."""
    near = get_close_matches(word, known, n=1)
    rest = f" en {len(known) - MEEST} andere" if len(known) > MEEST else ""
    return f"bedoel je '{near[0]}'?" if near else f"bekend zijn: {', '.join(sorted(known)[:MEEST])}{rest}"
