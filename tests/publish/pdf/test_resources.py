"""A page can load our own templates and nothing else."""

from pathlib import Path

import pytest

from spiegelrapport.publish.pdf.resources import BASIS, Resources
from tests.publish.pdf.builders import SJABLONEN

BUITEN = [
    "file:///etc/passwd",
    "http://localhost/x.css",
    "https://example.org/x.css",
    "ftp://example.org/x",
    BASIS + "../pyproject.toml",
    BASIS + "stijl/../../pyproject.css",
    BASIS + "%2e%2e/%2e%2e/etc/passwd.css",
    BASIS + "rapport/rapport.html",
    BASIS + "stijl/bestaat-niet.css",
    "//etc/passwd",
    "stijl/lettertypen.css",
]


@pytest.mark.parametrize("adres", BUITEN)
def test_everything_else_is_refused(adres: str) -> None:
    with pytest.raises(ValueError):
        Resources(SJABLONEN).fetch(adres)


def test_our_own_styles_and_data_are_served() -> None:
    bronnen = Resources(SJABLONEN)
    assert b"@font-face" in bronnen.fetch(BASIS + "stijl/lettertypen.css").read()
    assert bronnen.fetch("data:text/plain,ja").read() == b"ja"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    geheim = tmp_path / "geheim.css"
    geheim.write_text("x")
    map_ = tmp_path / "templates"
    map_.mkdir()
    (map_ / "mooi.css").symlink_to(geheim)
    with pytest.raises(ValueError):
        Resources((map_,)).fetch(BASIS + "mooi.css")


def test_the_project_s_own_file_wins(tmp_path: Path) -> None:
    (tmp_path / "stijl").mkdir()
    (tmp_path / "stijl" / "lettertypen.css").write_text("eigen")
    assert Resources((tmp_path, *SJABLONEN)).fetch(BASIS + "stijl/lettertypen.css").read() == b"eigen"
