"""The program's entry: listens for Ctrl-C before anything that takes time is loaded."""

import sys

from spiegelrapport.interrupt import listen
from spiegelrapport.platform_check import refusal

UNUSABLE = 2  # exit code: nothing could be done


def main() -> None:
    if reason := refusal():
        sys.stderr.write(reason)
        sys.exit(UNUSABLE)
    listen()
    from spiegelrapport.cli import main as command

    command()
