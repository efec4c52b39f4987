"""templates/stijl/huisstijl.toml -> Huisstijl: name, colours and fonts, written once for pages and charts alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.dutch import getal
from spiegelrapport.errors import SettingError

PLAATS = Path("stijl") / "huisstijl.toml"
HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
LEESBAAR = 4.5  # contrast of words, WCAG 2 AA
WOORDEN_OP = {  # which colours words have, and what they stand on
    "tekst": ("papier", "vlak", "eigen_vlak"),
    "tekst_zacht": ("papier", "vlak"),
    "eigen": ("papier",),
}


@dataclass(frozen=True, slots=True)
class Huis:
    """Who publishes."""

    naam: str
    volledige_naam: str
    website: str = ""
    beeldmerk: str = ""  # a picture beside huisstijl.toml; an SVG may use the colours, as {{ kleuren.eigen }}


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
    huisstijl = build(Huisstijl, gegevens, str(PLAATS))
    _check_colours(asdict(huisstijl.kleuren))
    return huisstijl


def contrast(een: str, ander: str) -> float:
    """Contrast ratio of WCAG 2: 1 to 21."""
    licht, donker = sorted((_luminance(een), _luminance(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def _check_colours(kleuren: Mapping[str, str]) -> None:
    """Refuses what is no colour, and words that cannot be read on what they stand on."""
    waar = f"{PLAATS}, [kleuren]"
    for naam, kleur in kleuren.items():
        if not HEX.fullmatch(kleur):
            raise SettingError(f"'{kleur}' is geen kleur ({naam})", waar=waar, tip="schrijf een kleur als #005f78")
    for inkt, gronden in WOORDEN_OP.items():
        for grond in gronden:
            gemeten = contrast(kleuren[inkt], kleuren[grond])
            if gemeten < LEESBAAR:
                raise SettingError(
                    f"tekst in '{inkt}' ({kleuren[inkt]}) is slecht te lezen op '{grond}' ({kleuren[grond]}): "
                    f"contrast {getal(gemeten, 1)}, nodig {getal(LEESBAAR, 1)}",
                    waar=waar,
                    tip=f"maak '{inkt}' donkerder of '{grond}' lichter",
                )


def _luminance(kleur: str) -> float:
    kanalen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineair = [kanaal / 12.92 if kanaal <= 0.04045 else ((kanaal + 0.055) / 1.055) ** 2.4 for kanaal in kanalen]
    return 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]


def find_template(sjablonen: Sequence[Path], naam: Path) -> Path:
    """The first existing file of that name: a project folder's own templates win over the package's."""
    for map_ in sjablonen:
        if (map_ / naam).is_file():
            return map_ / naam
    raise SettingError(f"het sjabloon {naam} ontbreekt", waar=", ".join(str(map_) for map_ in sjablonen))
