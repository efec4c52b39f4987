"""The program's entry: listens for Ctrl-C before anything that takes time is loaded."""

from spiegelrapport.interrupt import listen


def main() -> None:
    listen()
    from spiegelrapport.cli import main as command

    command()
