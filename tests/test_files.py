"""A file is there whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from spiegelrapport.errors import OutputError
from spiegelrapport.files import remove_parts, write_whole


def test_a_file_is_for_its_owner_only(tmp_path: Path) -> None:
    write_whole(tmp_path / "nieuw" / "a.txt", b"inhoud")
    assert (tmp_path / "nieuw" / "a.txt").read_bytes() == b"inhoud"
    assert stat.S_IMODE((tmp_path / "nieuw" / "a.txt").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "nieuw").stat().st_mode) == 0o700


def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a.txt", b"oud")

    def vol(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", vol)
    with pytest.raises(OutputError, match=r"a\.txt kan niet worden geschreven") as fout:
        write_whole(tmp_path / "a.txt", b"nieuw")
    assert "schijf vol" in fout.value.tip
    assert (tmp_path / "a.txt").read_bytes() == b"oud"
    assert [pad.name for pad in tmp_path.iterdir()] == ["a.txt"]


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / ".a.pdf.1234.deel").write_bytes(b"half")
    (tmp_path / "x" / "a.pdf").write_bytes(b"heel")
    remove_parts(tmp_path)
    assert [pad.name for pad in (tmp_path / "x").iterdir()] == ["a.pdf"]
