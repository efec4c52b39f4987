"""Where the program's own templates are: beside the package in a checkout, inside it once installed."""

import hashlib
from functools import cache
from pathlib import Path

PAKKET = Path(__file__).parent
INGEPAKT = PAKKET / "sjablonen"  # the wheel's copy of templates/
WERKBOOM = PAKKET.parent / "templates"


def templates_folder() -> Path:
    """The templates that came with this copy of the program."""
    return INGEPAKT if INGEPAKT.is_dir() else WERKBOOM


def templates_path(project: Path) -> tuple[Path, ...]:
    """Folders to search, first match wins: the project folder's own templates/, then the program's."""
    eigen, mee = (project / "templates").resolve(), templates_folder()
    return (eigen, mee) if eigen.is_dir() and eigen != mee.resolve() else (mee,)


@cache
def source_hash(*mappen: Path) -> str:
    """SHA-256 over the names and contents of the program's own files, and of those below `mappen`."""
    som = hashlib.sha256()
    for map_ in (PAKKET, *mappen):
        for pad in sorted(pad for pad in map_.rglob("*") if pad.is_file() and pad.suffix != ".pyc"):
            som.update(pad.relative_to(map_).as_posix().encode() + b"\0" + pad.read_bytes() + b"\0")
    return som.hexdigest()
