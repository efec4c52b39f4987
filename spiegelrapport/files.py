"""Bytes -> a file that is there whole or not at all, readable by its owner only."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from spiegelrapport.errors import OutputError


def write_whole(pad: Path, inhoud: bytes) -> None:
    """Write `inhoud` beside `pad`, flush it to disk, and rename: a reader sees the old file or the new one.

    Files get mode 0600, new folders 0700. A full disk, a folder that may not be written and the like are an OutputError.
    """
    try:
        make_folder(pad.parent)
        with NamedTemporaryFile(dir=pad.parent, prefix=f".{pad.name}.", suffix=".deel", delete=False) as deel:
            try:
                deel.write(inhoud)
                deel.flush()
                os.fsync(deel.fileno())
                Path(deel.name).replace(pad)
            except BaseException:
                Path(deel.name).unlink(missing_ok=True)
                raise
    except OSError as fout:
        raise OutputError(
            f"{pad.name} kan niet worden geschreven: {fout.strerror}",
            waar=str(pad.parent),
            tip="is de schijf vol, de map alleen-lezen, of het bestand nog open in Excel?",
        ) from None


def make_folder(map_: Path) -> None:
    """The folder and its parents, those that are new with mode 0700."""
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)


def remove_parts(map_: Path) -> None:
    """Take away what an interrupted run left half written below `map_`."""
    for deel in map_.rglob(".*.deel"):
        deel.unlink(missing_ok=True)


def sha256(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()
