"""The declarations -> the words of the sjabloon's explanation sheet and of the input documentation."""

from collections.abc import Sequence
from dataclasses import dataclass

from spiegelrapport.definitions.schema import Definities, Export, Instrument, Kolom
from spiegelrapport.dutch import getal

SOORT = {
    "agb": "8 cijfers, als tekst",
    "id": "nummer of code",
    "code": "keuze uit de lijst",
    "datum": "datum",
    "getal": "getal",
    "geheel": "geheel getal",
    "minuten": "minuten",
    "percentage": "percentage",
    "ja_nee": "Ja of Nee",
    "tekst": "tekst",
}
RICHTING = {"lager": "lager is minder last", "hoger": "hoger is gunstiger voor de cliënt"}
ZINNEN = (
    "Eén bestand per zorgaanbieder. Vul de bladen Behandeltrajecten, ROM en CQi; laat de koppen in rij 1 staan.",
    "Gekleurde koppen zijn verplicht; in de lijst hieronder staat welke in elke rij gevuld moeten zijn. Wat je niet weet, laat je leeg: een lege cel telt als ontbrekend, nooit als nul.",
    "Zet er nooit namen, BSN, geboortedatums, postcodes, verzekeringsnummers of vrije tekst in. "
    "Gebruik voor cliënten en trajecten betekenisloze nummers.",
    "De AGB-code staat in elke rij van Behandeltrajecten en is overal dezelfde. De bestandsnaam doet er niet toe.",
    "Elke cel toont bij het invullen wat erin hoort. De volledige lijst staat hieronder.",
)


@dataclass(frozen=True, slots=True)
class ExplanationSheet:
    """A title, sentences, and tables as (name, headings, rows)."""

    titel: str
    zinnen: tuple[str, ...]
    tabellen: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]


def make_uitleg(exports: Sequence[Export], definities: Definities) -> ExplanationSheet:
    kolommen = tuple((export.blad, *describe(kolom)) for export in exports for kolom in export.kolommen)
    bladen = tuple((export.blad, export.toelichting) for export in exports)
    instrumenten = tuple(_instrument(instrument) for instrument in definities.instrumenten.values())
    prestaties = tuple(
        (p.code, p.naam, "tot en met 2021" if p.stelsel == "dbc" else "vanaf 2022")
        for p in definities.prestaties.values()
    )
    return ExplanationSheet(
        "Aanleveren voor het spiegelrapport",
        ZINNEN,
        (
            ("Bladen", ("Blad", "Wat erop staat"), bladen),
            ("Kolommen", ("Blad", "Kolom", "Verplicht", "Wat je invult", "Waarden", "Voorbeeld"), kolommen),
            ("Meetinstrumenten", ("Instrument", "Naam", "", "Scoring", "Schaal", "Richting"), instrumenten),
            ("Prestaties en profielen", ("Code", "Naam", "Geldig"), prestaties),
        ),
    )


def describe(kolom: Kolom) -> tuple[str, str, str, str, str]:
    """Heading, whether the column or each of its cells is required, explanation, values, example."""
    plicht = "ja, in elke rij" if kolom.gevuld else "ja" if kolom.verplicht else ""
    return kolom.kop, plicht, kolom.toelichting, _waarden(kolom), kolom.voorbeeld


def _waarden(kolom: Kolom) -> str:
    if kolom.waarden:
        return ", ".join(kolom.waarden)
    if kolom.bereik:
        return f"{SOORT[kolom.type]}, {schaal(kolom.bereik)}"
    return SOORT[kolom.type]


def schaal(bereik: tuple[float, float]) -> str:
    """(0.0, 4.0) -> '0 tot en met 4'."""
    laag, hoog = (getal(grens, 0 if grens == int(grens) else 1) for grens in bereik)
    return f"{laag} tot en met {hoog}"


def _instrument(instrument: Instrument) -> tuple[str, ...]:
    return (
        instrument.code,
        instrument.naam,
        "",
        instrument.scoring,
        schaal(instrument.schaal),
        RICHTING[instrument.richting],
    )
