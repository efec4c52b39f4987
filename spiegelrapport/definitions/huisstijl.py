"""templates/stijl/huisstijl.toml -> Huisstijl: name, colours and fonts, written once for pages and charts alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.errors import SettingError

PLAATS = Path("stijl") / "huisstijl.toml"


@dataclass(frozen=True, slots=True)
class Huis:
    """Who publishes."""

    naam: str
    volledige_naam: str
    website: str = ""
    beeldmerk: str = ""  # an SVG file beside huisstijl.toml


@dataclass(frozen=True, slots=True)
class Kleuren:
    """Colours named for meaning, as #rrggbb."""

    tekst: str
    tekst_zacht: str
    lijn: str
    vlak: str
    papier: str
    eigen: str
    eigen_midden: str
    eigen_licht: str
    eigen_vlak: str
    groep: str
    groep_midden: str
    groep_licht: str
    alle: str


@dataclass(frozen=True, slots=True)
class Lettertypen:
    """The font families; their files are declared in stijl/lettertypen.css."""

    tekst: str
    titels: str  # the text face at display size
    cijfers: str


@dataclass(frozen=True, slots=True)
class Formaten:
    """Width and height of the charts in mm, as the pages keep room for them."""

    kaart: tuple[float, float]
    trend: tuple[float, float]
    profiel: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Huisstijl:
    """The whole house style."""

    huis: Huis
    kleuren: Kleuren
    lettertypen: Lettertypen
    formaten: Formaten


def load_huisstijl(sjablonen: Sequence[Path]) -> Huisstijl:
    """The house style of the first template folder that holds one."""
    pad = find_template(sjablonen, PLAATS)
    gegevens: Mapping[str, object] = load_toml(pad)
    return build(Huisstijl, gegevens, str(PLAATS))


def find_template(sjablonen: Sequence[Path], naam: Path) -> Path:
    """The first existing file of that name: a project folder's own templates win over the package's."""
    for map_ in sjablonen:
        if (map_ / naam).is_file():
            return map_ / naam
    raise SettingError(f"het sjabloon {naam} ontbreekt", waar=", ".join(str(map_) for map_ in sjablonen))
