"""Which machine this is -> where its libraries are, and one clear sentence where the program cannot run."""

import sys
from collections.abc import Mapping
from pathlib import Path

WINDOWS = (
    "Fout: onder Windows draait spiegelrapport in WSL (Windows Subsystem for Linux)\n"
    "  tip:  open PowerShell als beheerder, typ wsl --install, en ga verder zoals docs/windows.md beschrijft\n"
)
HOMEBREW = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
FALLBACK = "DYLD_FALLBACK_LIBRARY_PATH"


def refusal(platform: str = sys.platform) -> str:
    """Why the program cannot run here, or nothing."""
    return WINDOWS if platform == "win32" else ""


def library_path(environment: Mapping[str, str], platform: str = sys.platform) -> dict[str, str]:
    """What to add to the environment so that Homebrew's libraries are found on macOS; nothing elsewhere.

    macOS takes DYLD_* away from programs that it starts itself, so setting it beforehand does not help. Python's own search
    (ctypes, which cffi falls back on) reads it at the moment of looking.
    """
    if platform != "darwin":
        return {}
    known = [deel for deel in environment.get(FALLBACK, "").split(":") if deel]
    more = [map_ for map_ in HOMEBREW if Path(map_).is_dir() and map_ not in known]
    return {FALLBACK: ":".join([*known, *more, "/usr/lib"])} if more else {}
