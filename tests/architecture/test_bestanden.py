"""What is tracked holds no trace of one machine, and no file that is made."""

import pytest

from tests.architecture.bron import WORTEL, tracked

# written in halves, so that this file does not hold what it forbids
SPOREN = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/op" + "t/pypi",
    "py" + "pi.org",
    "files.python" + "hosted",
    "index-" + "url =",
    "extra-index-" + "url",
    "registry." + "npmjs",
    "deb." + "debian.org",
]
TEKST = {".py", ".md", ".toml", ".txt", ".yml", ".yaml", ".html", ".css", ".j2", ".ambr", ".json", ".sh", ""}


@pytest.mark.parametrize("spoor", SPOREN)
def test_no_file_names_this_machine_or_a_registry(spoor: str) -> None:
    gevonden = [
        pad.relative_to(WORTEL).as_posix()
        for pad in tracked()
        if pad.suffix in TEKST and spoor in pad.read_text(encoding="utf-8", errors="ignore")
    ]
    assert not gevonden


def test_nothing_that_is_made_is_tracked() -> None:
    gemaakt = [
        pad for pad in tracked() if pad.suffix in {".pyc", ".pdf"} or "leveringen" in pad.relative_to(WORTEL).parts[:-1]
    ]
    assert [pad.name for pad in gemaakt] in ([], [".gitkeep"])
