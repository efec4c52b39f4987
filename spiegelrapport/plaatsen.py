"""Where the program's own templates are: beside the package in a checkout, inside it once installed."""

from pathlib import Path

PAKKET = Path(__file__).parent
INGEPAKT = PAKKET / "sjablonen"  # the wheel's copy of templates/
WERKBOOM = PAKKET.parent / "templates"


def sjablonen_map() -> Path:
    """The templates that came with this copy of the program."""
    return INGEPAKT if INGEPAKT.is_dir() else WERKBOOM


def sjablonen_zoekpad(project: Path) -> tuple[Path, ...]:
    """Folders to search, first match wins: the project folder's own templates/, then the program's."""
    eigen, mee = (project / "templates").resolve(), sjablonen_map()
    return (eigen, mee) if eigen.is_dir() and eigen != mee.resolve() else (mee,)
