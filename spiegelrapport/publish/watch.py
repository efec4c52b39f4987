"""Templates, styles and definitions on disk -> one report, made again whenever one of them changes."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from spiegelrapport import dutch
from spiegelrapport.errors import UserError

PAUZE = 0.3  # seconds between two looks
ACHTERVOEGSELS = frozenset({".html", ".css", ".toml", ".svg", ".png", ".jpg", ".ttf", ".otf", ".woff2", ".md", ".txt"})

Stand = dict[Path, tuple[int, int]]


def follow(
    mappen: Sequence[Path],
    maak: Callable[[], Path],
    meld: Callable[[str], None],
    *,
    slaap: Callable[[float], None] = time.sleep,
) -> None:
    """Make the report now and after every change below `mappen`, for ever.

    A mistake in a template or definition is told and waited out: the next save tries again.
    """
    _make(maak, meld)
    for veranderd in changes(mappen, slaap):
        meld(f"Veranderd: {', '.join(sorted({pad.name for pad in veranderd}))}")
        _make(maak, meld)


def changes(mappen: Sequence[Path], slaap: Callable[[float], None]) -> Iterator[frozenset[Path]]:
    """The files that were changed, added or removed since the last look; nothing while nothing happens."""
    vorige = _look(mappen)
    while True:
        slaap(PAUZE)
        nu = _look(mappen)
        veranderd = frozenset(pad for pad in nu.keys() | vorige.keys() if nu.get(pad) != vorige.get(pad))
        vorige = nu
        if veranderd:
            yield veranderd


def _look(mappen: Sequence[Path]) -> Stand:
    stand: Stand = {}
    for map_ in mappen:
        for pad in map_.rglob("*"):
            if pad.suffix in ACHTERVOEGSELS:
                stand |= _state(pad)
    return stand


def _state(pad: Path) -> Stand:
    try:
        gegevens = pad.stat()
    except FileNotFoundError:  # an editor replaced it between listing and looking
        return {}
    return {pad: (gegevens.st_mtime_ns, gegevens.st_size)}


def _make(maak: Callable[[], Path], meld: Callable[[str], None]) -> None:
    begin = time.perf_counter()
    try:
        pad = maak()
    except UserError as fout:
        meld(str(fout))
    except Exception as fout:  # whoever designs makes mistakes of every kind; each is shown
        meld(f"Fout: {type(fout).__name__}: {fout}")
    else:
        meld(f"Gemaakt in {dutch.getal(time.perf_counter() - begin, 1)} s: {pad}")
