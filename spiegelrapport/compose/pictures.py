"""The house style's own pictures -> data: addresses, coloured by huisstijl.toml."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

from spiegelrapport.compose.environment import render
from spiegelrapport.definitions.huisstijl import Huisstijl, find_template
from spiegelrapport.errors import SettingError

OMSLAG = "rapport/omslag.svg"
SOORTEN = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def make_beelden(sjablonen: Sequence[Path], huisstijl: Huisstijl) -> Mapping[str, str]:
    """The cover's picture and the logo; an SVG that names no colour of ours stays as it is."""
    beeldmerk = huisstijl.huis.beeldmerk
    return {
        "omslag": _address(sjablonen, OMSLAG, huisstijl),
        "beeldmerk": _address(sjablonen, f"stijl/{beeldmerk}", huisstijl) if beeldmerk else "",
    }


def _address(sjablonen: Sequence[Path], naam: str, huisstijl: Huisstijl) -> str:
    """Read anew for every report: who designs changes them, and it takes a millisecond."""
    achtervoegsel = Path(naam).suffix.lower()
    if achtervoegsel not in SOORTEN:
        raise SettingError(
            f"'{Path(naam).name}' is geen beeld",
            waar="huisstijl.toml, sleutel 'beeldmerk'",
            tip="neem een .svg, .png of .jpg",
        )
    if achtervoegsel == ".svg":
        inhoud = render(sjablonen, naam, {"kleuren": huisstijl.kleuren}).encode()
    else:
        inhoud = find_template(sjablonen, Path(naam)).read_bytes()
    return f"data:{SOORTEN[achtervoegsel]};base64,{b64encode(inhoud).decode()}"
