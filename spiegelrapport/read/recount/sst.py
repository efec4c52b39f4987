"""The table of shared texts of an Excel 97 workbook: which of them are empty. [MS-XLS] 2.4.265, 2.5.293."""

import struct
from collections.abc import Sequence

WIDE, PHONETIC, RICH = 1, 4, 8


def empty_strings(stukken: Sequence[bytes]) -> frozenset[int]:
    """`stukken`: the contents of the SST record and of the CONTINUE records behind it."""
    if not stukken:
        return frozenset()
    lezer = _Reader(stukken)
    lezer.skip(4)
    aantal = struct.unpack("<I", lezer.take(4))[0]
    leeg = set()
    for nummer in range(aantal):
        if not lezer.text():
            leeg.add(nummer)
    return frozenset(leeg)


class _Reader:
    """Bytes over several records. A text that goes on in the next one repeats its byte of flags there."""

    def __init__(self, stukken: Sequence[bytes]) -> None:
        self.stukken, self.stuk, self.plaats = stukken, 0, 0

    def take(self, lengte: int) -> bytes:
        uit = b""
        while len(uit) < lengte:
            deel = self.stukken[self.stuk][self.plaats : self.plaats + lengte - len(uit)]
            self.plaats += len(deel)
            uit += deel
            if len(uit) < lengte:
                self.stuk, self.plaats = self.stuk + 1, 0
        return uit

    def skip(self, lengte: int) -> None:
        self.take(lengte)

    def text(self) -> int:
        """Walks past one text; its number of characters."""
        lengte, vlaggen = struct.unpack("<HB", self.take(3))
        opmaak = struct.unpack("<H", self.take(2))[0] if vlaggen & RICH else 0
        klank = struct.unpack("<I", self.take(4))[0] if vlaggen & PHONETIC else 0
        over = int(lengte)
        while over:
            breedte = 2 if vlaggen & WIDE else 1
            hier = min(over, (len(self.stukken[self.stuk]) - self.plaats) // breedte)
            self.plaats += hier * breedte
            over -= hier
            if over:
                self.stuk, self.plaats = self.stuk + 1, 1
                vlaggen = self.stukken[self.stuk][0]
        self.skip(4 * opmaak + klank)
        return int(lengte)
