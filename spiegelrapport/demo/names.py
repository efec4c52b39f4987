"""A number -> an invented practice: a name that is in no other, a contact person, an address, an AGB-code."""

from itertools import product

from spiegelrapport.errors import SettingError

EERSTE = [
    "Linde",
    "Berken",
    "Wilgen",
    "Hazel",
    "Meidoorn",
    "Vlier",
    "Kastanje",
    "Populier",
    "Sleedoorn",
    "Esdoorn",
    "Kamperfoelie",
    "Ooievaars",
    "Leeuwerik",
    "Zwaluw",
    "Reiger",
    "Kievits",
    "Merel",
    "Lijster",
    "Grutto",
    "Ijsvogel",
    "Zilver",
    "Morgen",
    "Avond",
    "Lente",
]
TWEEDE = [
    "veld",
    "hof",
    "oever",
    "poort",
    "erf",
    "steen",
    "bron",
    "laan",
    "weide",
    "dal",
    "kade",
    "brug",
    "tuin",
    "horst",
    "akker",
    "dijk",
]
MIDDEN = (
    "",
    *tuple(
        a + b
        for a, b in product(["kruis", "molen", "wegen", "zomer", "winter", "klok", "haven", "meer"], ("", "s", "er"))
    ),
)
SOORTEN = {
    "vrijgevestigd": (
        "Praktijk",
        "Psychologenpraktijk",
        "Praktijk voor Psychologie",
        "Therapiehuis",
        "Psychologie &",
    ),
    "instelling": ("Stichting", "GGZ-centrum", "Zorggroep", "Behandelcentrum", "Instelling voor Basis-ggz"),
}
VOORNAMEN = [
    "Anne",
    "Bram",
    "Carla",
    "Daan",
    "Elif",
    "Fenna",
    "Gijs",
    "Hanna",
    "Ilse",
    "Joost",
    "Karim",
    "Lotte",
    "Mies",
    "Noor",
    "Olaf",
    "Petra",
]
ACHTERNAMEN = "de Vries|Jansen|Bakker|Visser|Smit|Meijer|Mulder|Bos|Vos|Peters|van Dijk|Yılmaz|El Amrani|Hendriks|Kok"
MEEST = len(EERSTE) * len(TWEEDE) * len(MIDDEN)
AGB_BEGIN = {"vrijgevestigd": "9499", "instelling": "0699"}


def stam(nummer: int) -> str:
    """The invented place name of practice `nummer`: neighbours share neither first nor last part."""
    if nummer >= MEEST:
        raise SettingError(f"een demoronde heeft ten hoogste {MEEST} zorgaanbieders")
    ronde, plek = divmod(nummer, len(EERSTE) * len(TWEEDE))
    begin, slag = plek % len(EERSTE), plek // len(EERSTE)
    return EERSTE[begin] + MIDDEN[ronde] + TWEEDE[(begin + slag) % len(TWEEDE)]


def naam(nummer: int, type_: str) -> str:
    """'Psychologenpraktijk Lindeveld'. The place name is used once, so no name holds another."""
    soorten = SOORTEN[type_]
    return f"{soorten[nummer % len(soorten)]} {stam(nummer)}"


def email(nummer: int) -> str:
    """An address under .example, which can never be delivered."""
    return f"info@{stam(nummer).lower()}.example"


def contactpersoon(nummer: int) -> str:
    achternamen = ACHTERNAMEN.split("|")
    return f"{VOORNAMEN[nummer % len(VOORNAMEN)]} {achternamen[(nummer * 7) % len(achternamen)]}"


def agb(nummer: int, type_: str) -> str:
    """8 digits, not in sequence; unique up to 10.000 practices."""
    return AGB_BEGIN[type_] + f"{(nummer * 7919 + 1234) % 10_000:04d}"
