"""Rules about CQi questionnaires: units, ranges, versions, items against scale scores."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from spiegelrapport.model.findings import Ernst
from spiegelrapport.validate.rule import Hit, Mask, RuleInput, holds, is_in, rule
from spiegelrapport.validate.scoring import CQI, CQI_SCHALEN, choice_for, looks_like_percentage
from spiegelrapport.validate.trajecten import VROEGSTE_JAAR

ONDER, BOVEN = 1.0, 5.0
VERSCHIL = 0.05  # between a scale score and the mean of its items
MINSTENS_VOOR_VERSIE = 5


@rule(
    "R300", "cqi", "bejegening", Ernst.VRAAG,
    gevolg="uitsluiten",
    reden="eenheid onduidelijk",
    bericht="De schaalscores lijken percentages, maar de eenheid staat er niet bij. Ze tellen niet mee tot dit duidelijk is.",
    herstel="Laat ons weten of 5 gelijk is aan 100% en 1 aan 20%, of 1 aan 0%. Of vul dit in de kolom Eenheid in: 'percentage' (1 is 20%) of 'minmax' (1 is 0%).",
    besluit="Zet het antwoord in ronde.toml: [[scoring]] met agb, instrument = \"CQI\" en schaal = \"percentage\" of \"minmax\".",
)  # fmt: skip
def percentage_zonder_eenheid(cqi: pd.DataFrame, invoer: RuleInput) -> Mask:
    zonder = cqi["eenheid"].isna()
    if choice_for(invoer, CQI) or not looks_like_percentage(cqi.loc[holds(zonder), list(CQI_SCHALEN)]):
        return np.zeros(len(cqi), dtype=bool)
    return holds(zonder & cqi[list(CQI_SCHALEN)].notna().any(axis=1))


@rule(
    "R301", "cqi", "bejegening", Ernst.LET_OP,
    gevolg="wissen",
    bericht="De schaalscore ligt buiten 1 tot 5 en telt als niet ingevuld.",
    herstel="Controleer de score en de eenheid.",
)  # fmt: skip
def schaal_buiten_bereik(cqi: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    vraag = percentage_zonder_eenheid.treffers(cqi, invoer)
    open_ = vraag[0].masker if vraag else np.zeros(len(cqi), dtype=bool)
    for schaal in CQI_SCHALEN:
        buiten = holds((cqi[schaal] < ONDER - 1e-9) | (cqi[schaal] > BOVEN + 1e-9)) & ~open_
        yield Hit(buiten, {}, schaal)


@rule(
    "R302", "cqi", "rapportcijfer", Ernst.LET_OP,
    gevolg="wissen",
    bericht="Dit antwoord ligt buiten het mogelijke bereik en telt als niet ingevuld.",
    herstel="Controleer het antwoord.",
)  # fmt: skip
def antwoord_buiten_bereik(cqi: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    for kolom in invoer.definities.exports["cqi"].kolommen:
        if kolom.bereik and kolom.naam in cqi:
            onder, boven = kolom.bereik
            yield Hit(holds((cqi[kolom.naam] < onder) | (cqi[kolom.naam] > boven)), {}, kolom.naam)


@rule(
    "R303", "cqi", "rapportcijfer", Ernst.VRAAG,
    bericht="Het rapportcijfer is 0.",
    herstel="Klopt dit, of betekent 0 hier 'niet ingevuld'?",
)  # fmt: skip
def cijfer_nul(cqi: pd.DataFrame, _: RuleInput) -> Mask:
    return holds(cqi["rapportcijfer"] == 0)


@rule(
    "R304", "cqi", "bejegening", Ernst.VRAAG,
    bericht="De schaalscore is niet het gemiddelde van de antwoorden op dezelfde rij.",
    herstel="Klopt dit? Lever de antwoorden of de schaalscore aan, niet allebei.",
)  # fmt: skip
def schaal_tegen_antwoorden(cqi: pd.DataFrame, _: RuleInput) -> Iterator[Hit]:
    for schaal in CQI_SCHALEN:
        vragen = [naam for naam in cqi.columns if naam.rpartition("_")[0] == schaal and naam[-1].isdigit()]
        if vragen:
            verschil = (cqi[schaal] - cqi[vragen].mean(axis=1)).abs()
            yield Hit(holds((verschil > VERSCHIL) & cqi[vragen].notna().all(axis=1)), {}, schaal)


@rule(
    "R305", "cqi", "versie", Ernst.VRAAG,
    bericht="De versie is AMB, maar er zijn scores voor informatie behandeling; die schaal bestaat alleen in versie 5.1.",
    herstel="Klopt de versie? Zo niet, vul dan 5.1 in.",
)  # fmt: skip
def amb_met_informatie(cqi: pd.DataFrame, _: RuleInput) -> Mask:
    return holds((cqi["versie"] == "AMB") & cqi["informatie"].notna())


@rule(
    "R306", "cqi", "versie", Ernst.VRAAG,
    bericht="In {jaar} heeft geen enkele vragenlijst van versie 5.1 een score voor informatie behandeling; dat lijkt op versie AMB.",
    herstel="Klopt de versie? Scores van AMB en 5.1 zijn niet vergelijkbaar.",
)  # fmt: skip
def versie_zonder_informatie(cqi: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    """Per year: questionnaires called 5.1 that all lack the scale that only 5.1 has, and its items."""
    nieuw = cqi["versie"].fillna("5.1") == "5.1"
    informatie = [naam for naam in cqi.columns if naam.startswith("informatie")]
    heeft = cqi[informatie].notna().any(axis=1)
    ingevuld = cqi[[*CQI_SCHALEN]].notna().any(axis=1)
    jaren = cqi["datum"].dt.year
    for jaar in sorted(jaren[jaren >= invoer.definities.breuken["cqi"].eerste_jaar].unique()):
        deze = nieuw & ingevuld & (jaren == jaar)
        if deze.sum() >= MINSTENS_VOOR_VERSIE and not (heeft & deze).any():
            yield Hit(holds(deze), {"jaar": int(jaar)})


@rule(
    "R307", "cqi", "datum", Ernst.UITGESLOTEN,
    reden="invuldatum buiten bereik",
    bericht=f"De invuldatum ligt voor {VROEGSTE_JAAR} of na de peildatum.",
    herstel="Controleer het jaartal.",
)  # fmt: skip
def invuldatum_buiten_bereik(cqi: pd.DataFrame, invoer: RuleInput) -> Mask:
    datum = cqi["datum"]
    return holds((datum.dt.year < VROEGSTE_JAAR) | (datum > pd.Timestamp(invoer.ronde.peildatum)))


@rule(
    "R308", "cqi", "vragenlijst_id", Ernst.UITGESLOTEN,
    reden="dubbele rij",
    bericht="Deze vragenlijst staat er al: dezelfde rij of hetzelfde vragenlijstnummer.",
    herstel="Verwijder de dubbele rijen.",
)  # fmt: skip
def dubbele_vragenlijst(cqi: pd.DataFrame, _: RuleInput) -> Mask:
    zelfde_nummer = cqi["vragenlijst_id"].notna() & cqi["vragenlijst_id"].duplicated()
    zonder_nummer = cqi["vragenlijst_id"].isna() & cqi["traject_id"].notna()
    return holds(zelfde_nummer | (zonder_nummer & cqi.drop(columns="blad").duplicated()))


@rule(
    "R309", "cqi", "bejegening", Ernst.UITGESLOTEN,
    reden="vragenlijst zonder antwoorden",
    bericht="Deze vragenlijst bevat geen enkel antwoord.",
    herstel="Lever alleen ingevulde vragenlijsten aan; wie de lijst kreeg staat op het blad Behandeltrajecten.",
)  # fmt: skip
def zonder_antwoorden(cqi: pd.DataFrame, invoer: RuleInput) -> Mask:
    antwoorden = [k.naam for k in invoer.definities.exports["cqi"].kolommen if k.type in ("getal", "geheel")]
    return holds(cqi[antwoorden].isna().all(axis=1))


@rule(
    "R310", "cqi", "traject_id", Ernst.LET_OP,
    bericht="Dit trajectnummer staat niet op het blad Behandeltrajecten; de vragenlijst telt mee, maar niet per prestatie.",
    herstel="Gebruik op beide bladen hetzelfde trajectnummer, of laat het leeg.",
)  # fmt: skip
def vragenlijst_zonder_traject(cqi: pd.DataFrame, invoer: RuleInput) -> Mask:
    bekend = invoer.tabellen["trajecten"]["traject_id"]
    return cqi["traject_id"].notna().to_numpy() & ~is_in(cqi["traject_id"], bekend)
