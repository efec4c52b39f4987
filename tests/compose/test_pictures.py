"""The cover and the logo follow the house style and the files of whoever designs."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from spiegelrapport.compose.pictures import make_beelden
from spiegelrapport.definitions.huisstijl import Huisstijl, load_huisstijl
from spiegelrapport.errors import SettingError
from tests.compose.builders import SJABLONEN


def house(beeldmerk: str, eigen: str = "#005f78") -> Huisstijl:
    stijl = load_huisstijl(SJABLONEN)
    return replace(stijl, huis=replace(stijl.huis, beeldmerk=beeldmerk), kleuren=replace(stijl.kleuren, eigen=eigen))


def content(adres: str) -> bytes:
    return base64.b64decode(adres.partition(",")[2])


def own(map_: Path, naam: str, inhoud: bytes) -> tuple[Path, ...]:
    (map_ / "stijl").mkdir(exist_ok=True)
    (map_ / "stijl" / naam).write_bytes(inhoud)
    return (map_, *SJABLONEN)


def test_the_covers_dot_and_the_logo_have_the_colour_of_the_house() -> None:
    beelden = make_beelden(SJABLONEN, house("beeldmerk.svg", eigen="#7a1f5c"))
    assert all(b"#7a1f5c" in content(adres) and b"#005f78" not in content(adres) for adres in beelden.values())


def test_a_changed_logo_is_seen_at_once(tmp_path: Path) -> None:
    for inhoud in (b"<svg>een</svg>", b"<svg>twee</svg>"):
        adres = make_beelden(own(tmp_path, "logo.svg", inhoud), house("logo.svg"))["beeldmerk"]
        assert content(adres) == inhoud


def test_a_photograph_or_bitmap_may_be_the_logo(tmp_path: Path) -> None:
    adres = make_beelden(own(tmp_path, "logo.png", b"\x89PNG"), house("logo.png"))["beeldmerk"]
    assert adres.startswith("data:image/png;base64,")
    assert content(adres) == b"\x89PNG"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"'logo\.pdf' is geen beeld"):
        make_beelden(own(tmp_path, "logo.pdf", b"%PDF"), house("logo.pdf"))
