"""The answers in ronde.toml about single columns, held to what exists and to what can be answered."""

from collections.abc import Mapping

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.errors import SettingError, suggestion
from spiegelrapport.model.ronde import Kolomkeuze, Ronde

WHERE = "ronde.toml, [[kolomkeuze]]"
FITS: Mapping[str, frozenset[str]] = {  # an answer -> the types of column that it can be about
    "uren": frozenset(["minuten"]),
    "verwisseld": frozenset(["datum"]),
    "punt": frozenset(["minuten", "getal", "geheel", "percentage"]),
    "komma": frozenset(["minuten", "getal", "geheel", "percentage"]),
}


def known_answers(ronde: Ronde, definities: Definities) -> tuple[Kolomkeuze, ...]:
    """The round's answers; one about an unknown table or column, or that says nothing about it, is a SettingError."""
    soorten = {
        export.tabel: {kolom.naam: kolom.type for kolom in export.kolommen} for export in definities.exports.values()
    }
    for keuze in ronde.kolomkeuze:
        _known(keuze.tabel, list(soorten), "tabel")
        _known(keuze.kolom, list(soorten[keuze.tabel]), "kolom")
        soort = soorten[keuze.tabel][keuze.kolom]
        if soort not in FITS.get(keuze.keuze, {soort}):
            passend = sorted(antwoord for antwoord, types in FITS.items() if soort in types) or ["klopt"]
            raise SettingError(
                f"'{keuze.keuze}' is geen antwoord over de kolom {keuze.kolom}", waar=WHERE, tip=f"kies {passend[0]}"
            )
        if (keuze.keuze == "kop") != bool(keuze.kop):
            raise SettingError(
                'bij keuze = "kop" hoort de kop zelf, en alleen daarbij', waar=WHERE, tip='kop = "Einddatum"'
            )
    return ronde.kolomkeuze


def _known(naam: str, bekend: list[str], wat: str) -> None:
    if naam not in bekend:
        raise SettingError(f"onbekende {wat} '{naam}'", waar=WHERE, tip=suggestion(naam, bekend))
