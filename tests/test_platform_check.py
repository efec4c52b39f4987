"""Where the program cannot run it says so in a sentence; nothing that only Unix has is needed to start it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spiegelrapport import platform_check, start
from spiegelrapport.platform_check import library_path, refusal

WITHOUT_UNIX = """
import os, sys
for name in ("fcntl", "resource", "pwd", "grp"):
    sys.modules[name] = None
del os.fork
import warnings; warnings.simplefilter("ignore")  # filelock says that it makes do
import spiegelrapport
from spiegelrapport.cli import OPDRACHTEN, run
sys.exit(max(run([]) if naam is None else run([*naam.split(), "--help"]) for naam in ("", *OPDRACHTEN)))
"""


def test_every_help_text_shows_without_what_only_unix_has() -> None:
    klaar = subprocess.run([sys.executable, "-c", WITHOUT_UNIX], capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "Gebruik: spiegelrapport build" in klaar.stdout


def test_native_windows_gets_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "refusal", lambda: refusal("win32"))
    with pytest.raises(SystemExit) as einde:
        start.main()
    assert einde.value.code == 2
    fout = capsys.readouterr().err
    assert "wsl --install" in fout
    assert "docs/windows.md" in fout
    assert (Path(__file__).parents[1] / "docs" / "windows.md").is_file()


def test_other_systems_are_not_refused() -> None:
    assert not refusal("linux")
    assert not refusal("darwin")


def test_macos_finds_what_homebrew_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "libpango-1.0.dylib").touch()
    monkeypatch.setattr(platform_check, "HOMEBREW", (str(tmp_path), str(tmp_path / "elders")))
    omgeving = {**os.environ, **library_path({"DYLD_FALLBACK_LIBRARY_PATH": "/eigen"}, "darwin")}
    assert omgeving["DYLD_FALLBACK_LIBRARY_PATH"] == f"/eigen:{tmp_path}:/usr/lib"
    dyld = pytest.importorskip(
        "ctypes.macholib.dyld", reason="Debian's own Python leaves out how macOS looks for libraries"
    )
    assert dyld.dyld_find("libpango-1.0.dylib", env=omgeving) == str(tmp_path / "libpango-1.0.dylib")


def test_elsewhere_nothing_is_added() -> None:
    assert library_path(os.environ, "linux") == {}
