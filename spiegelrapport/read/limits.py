"""How much time and memory one file may take."""

from dataclasses import dataclass

MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the child process that reads one file. The largest provider's file takes some 5 s and 300 MB."""

    rekenseconden: int = 60  # of processor time
    seconden: float = 600.0  # on the clock, for what waits instead of works; a busy machine reads slowly
    megabytes: int = 2048  # beyond what the process has mapped before it opens the file


GRENZEN = Limits()
