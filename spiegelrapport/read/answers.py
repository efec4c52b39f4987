"""The answers in ronde.toml about single columns, held to what exists and to what can be answered."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.errors import SettingError, suggestion
from spiegelrapport.model.ronde import Kolomkeuze, Ronde

WHERE = "ronde.toml, [[kolomkeuze]]"
ALL = "alle"
FITS: Mapping[str, frozenset[str]] = {  # an answer -> the types of column that it can be about
    "klopt": frozenset(["minuten", "datum"]),
    "uren": frozenset(["minuten"]),
    "verwisseld": frozenset(["datum"]),
    "punt": frozenset(["minuten", "getal", "geheel", "percentage"]),
    "komma": frozenset(["minuten", "getal", "geheel", "percentage"]),
}


def known_answers(ronde: Ronde, definities: Definities) -> tuple[Kolomkeuze, ...]:
    """The round's answers, one per column: one about ALL columns of a table stands for those that it can be about.

    An unknown table or column, and an answer that says nothing about its column, is a SettingError.
    """
    soorten: dict[str, dict[str, str]] = {
        str(export.tabel): {kolom.naam: kolom.type for kolom in export.kolommen}
        for export in definities.exports.values()
    }
    for keuze in ronde.kolomkeuze:
        _known(keuze.tabel, list(soorten), "tabel")
        _demand_fit(keuze, soorten[keuze.tabel])
    ruim = [los for keuze in ronde.kolomkeuze if keuze.kolom == ALL for los in _spread(keuze, soorten[keuze.tabel])]
    return (*ruim, *(keuze for keuze in ronde.kolomkeuze if keuze.kolom != ALL))  # the last one counts


def _spread(keuze: Kolomkeuze, soorten: Mapping[str, str]) -> Iterator[Kolomkeuze]:
    return (replace(keuze, kolom=naam) for naam, soort in soorten.items() if soort in FITS[keuze.keuze])


def _demand_fit(keuze: Kolomkeuze, soorten: Mapping[str, str]) -> None:
    if (keuze.keuze == "kop") != bool(keuze.kop):
        raise SettingError(
            'bij keuze = "kop" hoort de kop zelf, en alleen daarbij', waar=WHERE, tip='bijvoorbeeld kop = "Einddatum"'
        )
    if keuze.kolom == ALL and keuze.keuze in FITS:
        return
    _known(keuze.kolom, list(soorten), "kolom")
    soort = soorten[keuze.kolom]
    if soort not in FITS.get(keuze.keuze, {soort}):
        passend = sorted(antwoord for antwoord, types in FITS.items() if soort in types)
        tip = f"mogelijk: {', '.join(passend)}" if passend else ""
        raise SettingError(f"'{keuze.keuze}' is geen antwoord over de kolom {keuze.kolom}", waar=WHERE, tip=tip)


def _known(naam: str, bekend: list[str], wat: str) -> None:
    if naam not in bekend:
        raise SettingError(f"onbekende {wat} '{naam}'", waar=WHERE, tip=suggestion(naam, bekend))
