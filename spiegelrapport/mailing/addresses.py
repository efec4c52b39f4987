"""Turn what the register holds as e-mail into exactly one address, or say why it is not one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from spiegelrapport.model.ronde import Keurmerkdrager

LOKAAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADRES = re.compile(rf"(?P<lokaal>{LOKAAL})@(?P<domein>(?:{LABEL}\.)+(?:[A-Za-z]{{2,63}}|xn--[A-Za-z0-9-]{{1,59}}))")
MAXIMUM_LOKAAL, MAXIMUM_ADRES = 64, 254  # RFC 5321 4.5.3.1, RFC 3696 erratum 1690
BEKENDE_DOMEINEN = (
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "live.nl",
    "ziggo.nl",
    "kpnmail.nl",
    "xs4all.nl",
    "icloud.com",
)


GELIJKEND = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("5", "s"))


class AdresError(ValueError):
    """Why a text is not exactly one address that mail can be sent to; the message is Dutch."""


def one_address(tekst: str) -> str:
    """' Info@Praktijk.NL ' -> 'Info@praktijk.nl'. Surrounding space is dropped; anything else odd is refused."""
    adres = tekst.strip()
    if not adres:
        raise AdresError("er is geen e-mailadres")
    if adres.count("@") > 1 or re.search(r"[,;]", adres):
        raise AdresError("er staan meer adressen in één cel; een rapport gaat naar precies één adres")
    onzichtbaar = next((t for t in adres if unicodedata.category(t) in {"Cc", "Cf", "Zs", "Zl", "Zp"}), None)
    if onzichtbaar:
        raise AdresError(f"het adres bevat een spatie of onzichtbaar teken (U+{ord(onzichtbaar):04X})")
    if not adres.isascii():
        raise AdresError("het adres bevat letters die niet elke mailserver aanneemt (bijvoorbeeld met een accent)")
    gevonden = ADRES.fullmatch(adres)
    if not gevonden:
        raise AdresError("dit is geen e-mailadres van de vorm naam@organisatie.nl")
    if len(gevonden["lokaal"]) > MAXIMUM_LOKAAL or len(adres) > MAXIMUM_ADRES:
        raise AdresError("het adres is langer dan een mailadres kan zijn")
    return f"{gevonden['lokaal']}@{gevonden['domein'].lower()}"


def address_problems(register: Mapping[str, Keurmerkdrager], gedeeld: frozenset[str] = frozenset()) -> dict[str, str]:
    """agb -> why nothing can be mailed there (Dutch). `gedeeld`: addresses that more readers may share, casefolded."""
    adressen, problemen = {}, {}
    for agb, drager in register.items():
        try:
            adressen[agb] = one_address(drager.email).casefold()
        except AdresError as fout:
            problemen[agb] = str(fout)
    aantal = Counter(adressen.values())
    for agb, adres in adressen.items():
        if aantal[adres] > 1 and adres not in gedeeld:
            problemen[agb] = (
                f"het adres {adres} staat bij {aantal[adres]} keurmerkdragers; bevestig het met --gedeeld-adres,"
                " of verbeter het register"
            )
    return problemen


def domain(adres: str) -> str:
    return adres.rpartition("@")[2]


def readable(adres: str) -> str:
    """'info@xn--pk-8ja.nl' -> 'info@pîk.nl': what a punycode domain shows; any other address as it is."""
    lokaal, _, domein = adres.rpartition("@")
    if not any(label.startswith("xn--") for label in domein.split(".")):
        return adres
    try:
        return f"{lokaal}@{domein.encode('ascii').decode('idna')}"
    except UnicodeError:
        return f"{lokaal}@(geen geldig domein)"


def lookalike(adres: str, andere_domeinen: frozenset[str]) -> str | None:
    """A known domain that this address's domain differs from by one slip of the keyboard or the eye, or None."""
    eigen = domain(adres)
    if eigen in BEKENDE_DOMEINEN:
        return None
    kandidaten = sorted({*BEKENDE_DOMEINEN, *andere_domeinen} - {eigen})
    return next(
        (ander for ander in kandidaten if len(eigen) > 5 and (_one_slip(eigen, ander) or _look(eigen) == _look(ander))),
        None,
    )


def _look(domein: str) -> str:
    """What the eye makes of it: 'rn' is m, 'vv' is w, 0 is o, 1 is l."""
    for geschreven, gezien in GELIJKEND:
        domein = domein.replace(geschreven, gezien)
    return domein


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter inserted, dropped, replaced, or two neighbours swapped turns `a` into `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    kop = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[kop:], b[kop:]
    if len(a) == len(b):
        return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    return rest_a[1:] == rest_b or rest_a == rest_b[1:]
