"""Rules about ROM measurements: ranges, scoring conventions, and what pairing will make of them."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Instrument
from spiegelrapport.dutch import getal
from spiegelrapport.model.client_numbers import numbers_differ, other_client
from spiegelrapport.model.findings import Ernst
from spiegelrapport.validate.rule import Hit, Mask, RuleInput, copies, holds, is_in, rule
from spiegelrapport.validate.scoring import choice_for, fits_other_scale
from spiegelrapport.validate.trajecten import VROEGSTE_JAAR

VOOR_EN_NA = ("voor", "na")
METING = ["traject_id", "instrument", "moment"]


@rule(
    "R200", "rom", "score", Ernst.VRAAG,
    gevolg="uitsluiten",
    reden="scoring onduidelijk",
    bericht="De scores van {instrument} passen niet bij de schaal {eigen}, maar wel bij een andere manier van scoren ({andere}). Ze tellen niet mee tot dit duidelijk is.",
    herstel="Laat ons weten op welke manier de lijst is gescoord.",
    besluit="Zet het antwoord in ronde.toml: [[scoring]] met agb, instrument = \"{instrument}\" en schaal = \"andere\" of \"eigen\".",
)  # fmt: skip
def andere_scoring(rom: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    for code, instrument in _aanwezig(rom, invoer):
        deze = holds(rom["instrument"] == code)
        if deze.any() and fits_other_scale(rom.loc[deze, "score"], instrument) and not choice_for(invoer, code):
            andere = instrument.andere_schaal or (0, 0)
            woorden = {"instrument": code, "eigen": _schaal(instrument.schaal), "andere": _schaal(andere)}
            yield Hit(deze, woorden)


@rule(
    "R201", "rom", "score", Ernst.UITGESLOTEN,
    reden="score buiten bereik",
    bericht="De score ligt buiten de schaal van {instrument} ({schaal}).",
    herstel="Controleer de score en het instrument.",
)  # fmt: skip
def score_buiten_bereik(rom: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    for code, instrument in _aanwezig(rom, invoer):
        deze = holds(rom["instrument"] == code)
        onder, boven = instrument.schaal
        buiten = deze & holds((rom["score"] < onder) | (rom["score"] > boven))
        vraag = not choice_for(invoer, code) and fits_other_scale(rom.loc[deze, "score"], instrument)
        if buiten.any() and not vraag:
            yield Hit(buiten, {"instrument": code, "schaal": _schaal(instrument.schaal)})


@rule(
    "R202", "rom", "datum", Ernst.UITGESLOTEN,
    reden="meetdatum buiten bereik",
    bericht=f"De meetdatum ligt voor {VROEGSTE_JAAR} of na de peildatum.",
    herstel="Controleer het jaartal.",
)  # fmt: skip
def meting_buiten_bereik(rom: pd.DataFrame, invoer: RuleInput) -> Mask:
    datum = rom["datum"]
    return holds((datum.dt.year < VROEGSTE_JAAR) | (datum > pd.Timestamp(invoer.ronde.peildatum)))


@rule(
    "R203", "rom", "traject_id", Ernst.UITGESLOTEN,
    reden="meting zonder traject",
    bericht="Dit trajectnummer staat niet op het blad Behandeltrajecten.",
    herstel="Gebruik op beide bladen hetzelfde trajectnummer.",
)  # fmt: skip
def meting_zonder_traject(rom: pd.DataFrame, invoer: RuleInput) -> Mask:
    bekend = invoer.tabellen["trajecten"]["traject_id"]
    return rom["traject_id"].notna().to_numpy() & ~is_in(rom["traject_id"], bekend)


@rule(
    "R211", "rom", "client_id", Ernst.UITGESLOTEN,
    reden="meting van een andere cliënt",
    bericht="Bij dit trajectnummer hoort op het blad Behandeltrajecten een andere cliënt; bij wie de meting hoort is niet zeker.",
    herstel="Controleer het trajectnummer en het cliëntnummer op beide bladen.",
)  # fmt: skip
def meting_van_andere_client(rom: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    anders, vergeleken = other_client(rom, invoer.tabellen["trajecten"])
    if not numbers_differ(anders, vergeleken):
        yield Hit(anders)


@rule(
    "R212", "rom", "client_id", Ernst.VRAAG,
    bericht="Op dit blad hebben de cliënten andere nummers dan op het blad Behandeltrajecten. De metingen zijn aan de trajecten gekoppeld met het trajectnummer.",
    herstel="Klopt het dat elk blad eigen cliëntnummers heeft? Gebruik anders op beide bladen hetzelfde nummer.",
)  # fmt: skip
def andere_nummers_dan_trajecten(rom: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    anders, vergeleken = other_client(rom, invoer.tabellen["trajecten"])
    if numbers_differ(anders, vergeleken):
        yield Hit(anders)


@rule(
    "R204", "rom", "datum", Ernst.LET_OP,
    bericht="Deze metingen liggen meer dan {dagen} dagen van het begin (voormeting) of einde (nameting) van het traject; ze tellen niet mee in paren.",
    herstel="Controleer de meetdatum en het meetmoment.",
)  # fmt: skip
def meting_buiten_marge(rom: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    marge = invoer.ronde.drempels.marge_meting_dagen
    trajecten = invoer.tabellen["trajecten"].dropna(subset="traject_id").drop_duplicates("traject_id")
    erbij = trajecten.set_index("traject_id")[["begindatum", "einddatum"]].reindex(rom["traject_id"])
    erbij.index = rom.index
    ijkpunt = erbij["begindatum"].where(rom["moment"] == "voor", erbij["einddatum"])
    afstand = (rom["datum"] - ijkpunt).dt.days.abs()
    yield Hit(holds(rom["moment"].isin(VOOR_EN_NA) & (afstand > marge)), {"dagen": marge})


@rule(
    "R205", "rom", "moment", Ernst.UITGESLOTEN,
    reden="dubbele rij",
    bericht="Deze rijen zijn gelijk aan een eerdere rij.",
    herstel="Verwijder de dubbele rijen.",
)  # fmt: skip
def dubbele_meting(rom: pd.DataFrame, _: RuleInput) -> Mask:
    return copies(rom, METING)


@rule(
    "R206", "rom", "moment", Ernst.LET_OP,
    bericht="Dit traject heeft met hetzelfde instrument meer dan één {moment}meting; alleen de meting het dichtst bij begin of einde telt.",
    herstel="Noem een meting halverwege 'tussen'.",
)  # fmt: skip
def twee_metingen(rom: pd.DataFrame, _: RuleInput) -> Iterator[Hit]:
    telt = ~copies(rom, METING) & rom["traject_id"].notna().to_numpy()
    dubbel = np.zeros(len(rom), dtype=bool)
    dubbel[telt] = rom.loc[telt].duplicated(METING, keep=False).to_numpy()
    for moment in VOOR_EN_NA:
        yield Hit(dubbel & holds(rom["moment"] == moment), {"moment": moment})


@rule(
    "R207", "rom", "instrument", Ernst.LET_OP,
    bericht="Bij dit traject zijn de voor- en nameting met verschillende instrumenten gedaan; zij vormen geen paar.",
    herstel="Gebruik voor en na hetzelfde instrument.",
)  # fmt: skip
def ander_instrument_na(rom: pd.DataFrame, _: RuleInput) -> Mask:
    """Trajecten with a voormeting and a nameting, but with no instrument that has both."""
    sleutel = ["traject_id", "instrument"]
    telt = rom["moment"].isin(VOOR_EN_NA) & rom["traject_id"].notna()
    metingen = rom.loc[telt, [*sleutel, "moment"]].drop_duplicates()
    beide = metingen.drop_duplicates(["traject_id", "moment"])["traject_id"]
    met_beide = beide[beide.duplicated()]
    met_paar = metingen.loc[metingen.duplicated(sleutel), "traject_id"]
    return holds(telt) & is_in(rom["traject_id"], met_beide) & ~is_in(rom["traject_id"], met_paar)


@rule(
    "R208", "rom", "datum", Ernst.VRAAG,
    bericht="De nameting ligt voor de voormeting.",
    herstel="Klopt dit? Vaak zijn meetmoment of datum verwisseld.",
)  # fmt: skip
def na_voor_voor(rom: pd.DataFrame, _: RuleInput) -> Mask:
    sleutel = ["traject_id", "instrument"]
    voor = rom[rom["moment"] == "voor"].groupby(sleutel)["datum"].min()
    na = rom[rom["moment"] == "na"].groupby(sleutel)["datum"].max()
    samen = pd.concat([voor.rename("voor"), na.rename("na")], axis=1, join="inner")
    fout = samen.index[(samen["na"] < samen["voor"]).to_numpy()]
    if not len(fout):
        return np.zeros(len(rom), dtype=bool)
    hier = pd.MultiIndex.from_frame(rom[sleutel])
    return np.asarray(hier.isin(fout)) & holds(rom["moment"] == "na")


@rule(
    "R209", "rom", "score", Ernst.VRAAG,
    bericht="De scores van {instrument} zijn gehele getallen; hier staan cijfers achter de komma.",
    herstel="Klopt dit? Misschien is een gemiddelde of een andere schaal geleverd.",
)  # fmt: skip
def gebroken_score(rom: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    for code, instrument in _aanwezig(rom, invoer):
        if instrument.gehele_scores and choice_for(invoer, code) != "andere":
            yield Hit(holds((rom["instrument"] == code) & (rom["score"] % 1 > 0)), {"instrument": code})


def _aanwezig(rom: pd.DataFrame, invoer: RuleInput) -> list[tuple[str, Instrument]]:
    """The instruments that this levering uses, in order of code."""
    codes = sorted(map(str, rom["instrument"].dropna().unique()))
    return [(code, invoer.definities.instrumenten[code]) for code in codes if code in invoer.definities.instrumenten]


def _schaal(schaal: tuple[float, float]) -> str:
    return f"{getal(schaal[0])} tot {getal(schaal[1])}"
