"""Made-up practices -> a made-up spiegelbijeenkomst of the demo round: settings, participants on all terms, filled-in notes."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.demo import names
from spiegelrapport.demo.aanbieders import Praktijk
from spiegelrapport.spelling import slug

MakeMeeting = Callable[[Path, str, Mapping[str, str], Sequence[Sequence[str]]], tuple[Path, Path]]

NAAM = "najaar"
LEIDER = "Sam Verzonnen"
THEMAS = ("samen_beslissen", "behandelminuten")
BLOCK = re.compile(r"^\[bijeenkomst\].*?(?=^\[)", re.MULTILINE | re.DOTALL)
SENDER = re.compile(r"^\[afzender\]", re.MULTILINE)
FILLED = {
    "titel": "Spiegelbijeenkomst: samen beslissen",
    "begin": "2026-09-17T13:30",
    "einde": "2026-09-17T16:30",
    "plaats": "Utrecht, en online",
    "gespreksleider": "Noor Fictief",
    "aanmelden": "bijeenkomst@kibg.example",
    "aanmelden_tot": "2026-09-03",
}
TERMS = ("op naam", "op naam", "op naam", "op naam", "zonder naam", "op naam", "niet")  # in turn
NOTES: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "samen_beslissen": (
        (
            "Samen beslissen gebeurt vaker dan cliënten merken: wie het moment benoemt, krijgt het terug in de vragenlijst",
            "Een tussentijdse evaluatie met een vaste vraag geeft meer gesprek dan een vragenlijst alleen",
            "Het verschil zit meer tussen behandelaren dan tussen organisaties",
        ),
        (
            "Waar de vragenlijst pas weken na het einde komt, antwoorden vooral mensen die tevreden zijn",
            "Bij een wachtlijst valt er aan het begin minder te kiezen",
        ),
    ),
    "behandelminuten": (
        (
            "Minuten zeggen pas iets naast de zwaarte van de zorgvraag",
            "Teams die het doel aan het begin opschrijven, ronden eerder af",
        ),
        ("Sommige EPD's tellen de voorbereiding mee bij direct, andere niet",),
    ),
}
PLANNED = (
    "In elk evaluatiegesprek hardop zeggen wat er te kiezen is",
    "De vragenlijst binnen een week na het einde sturen",
    "Met het team drie trajecten naast elkaar leggen die langer duurden dan verwacht",
    "",
)


def make_demo_meeting(
    map_: Path, praktijken: Sequence[Praktijk], definities: Definities, make_files: MakeMeeting
) -> None:
    """Writes bijeenkomsten/ in the round `map_` and lets ronde.toml point to it. Same practices, same bytes but for the workbook."""
    ruimtes = {code: definities.themas[code].naam for code in THEMAS}
    gekozen = praktijken[: max(8, len(praktijken) // 2)] if len(praktijken) > 8 else praktijken
    rijen = [_row(plek, praktijk, list(ruimtes.values())) for plek, praktijk in enumerate(gekozen)]
    instellingen, deelnemers = make_files(map_ / "bijeenkomsten", NAAM, ruimtes, rijen)
    tekst = instellingen.read_text(encoding="utf-8")
    for sleutel, waarde in FILLED.items():
        tekst = re.sub(rf'^{sleutel} = ""', f'{sleutel} = "{waarde}"', tekst, count=1, flags=re.MULTILINE)
    instellingen.write_text(
        tekst.replace('gespreksleider = ""', f'gespreksleider = "{LEIDER}"'), encoding="utf-8", newline="\n"
    )
    notities = deelnemers.parent / "notities"
    notities.mkdir()
    for code, naam in ruimtes.items():
        wie = [str(rij[0]) for rij in rijen if rij[3] == naam]
        (notities / f"{slug(naam)}.md").write_text(_notes(naam, code, wie), encoding="utf-8", newline="\n")
    ronde = map_ / "ronde.toml"
    zonder = BLOCK.sub("", ronde.read_text(encoding="utf-8"))
    ronde.write_text(
        SENDER.sub(f'bijeenkomst = "{NAAM}"\n\n[afzender]', zonder, count=1), encoding="utf-8", newline="\n"
    )


def _row(plek: int, praktijk: Praktijk, ruimtes: Sequence[str]) -> tuple[str, ...]:
    """As deelnemers.xlsx has its columns; the third participant withdrew its consent."""
    toestemming = TERMS[plek % len(TERMS)]
    return (
        praktijk.agb,
        names.contactpersoon(praktijk.nummer),
        names.email(praktijk.nummer),
        ruimtes[plek % len(ruimtes)],
        ruimtes[(plek // 2) % len(ruimtes)],
        toestemming,
        "20-08-2026" if toestemming != "niet" else "",
        "10-09-2026" if plek == 2 else "",
    )


def _notes(naam: str, code: str, wie: Sequence[str]) -> str:
    inzichten, context = NOTES[code]
    afspraken = [
        f"- {agb} | {PLANNED[plek % len(PLANNED)]} | terugkijken op 2027-0{1 + plek % 6}-15"
        for plek, agb in enumerate(sorted(wie))
    ]
    delen = [
        f"# Notities: {naam}\n\nGespreksleider: {LEIDER}",
        "## Inzicht",
        "\n".join(f"- {zin}" for zin in inzichten),
        "## Context",
        "\n".join(f"- {zin}" for zin in context),
        "## Afspraak",
        "\n".join(afspraken),
    ]
    return "\n\n".join(delen) + "\n"
