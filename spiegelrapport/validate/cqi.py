"""Rules about CQi questionnaires: units, ranges, versions, items against scale scores."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from spiegelrapport.model.findings import Ernst
from spiegelrapport.validate.rule import Invoer, Masker, Treffer, regel, staat_in, waar
from spiegelrapport.validate.scoring import CQI, CQI_SCHALEN, keuze_voor, lijkt_percentage
from spiegelrapport.validate.trajecten import VROEGSTE_JAAR

ONDER, BOVEN = 1.0, 5.0
VERSCHIL = 0.05  # between a scale score and the mean of its items
MINSTENS_VOOR_VERSIE = 5


@regel(
    "R300", "cqi", "bejegening", Ernst.VRAAG,
    gevolg="uitsluiten",
    reden="eenheid onduidelijk",
    bericht="De schaalscores lijken percentages, maar de eenheid staat er niet bij. Ze tellen niet mee tot dit duidelijk is.",
    herstel="Laat ons weten of 5 gelijk is aan 100% en 1 aan 20%, of 1 aan 0%. Of vul dit in de kolom Eenheid in: 'percentage' (1 is 20%) of 'minmax' (1 is 0%).",
    besluit="Zet het antwoord in ronde.toml: [[scoring]] met agb, instrument = \"CQI\" en schaal = \"percentage\" of \"minmax\".",
)  # fmt: skip
def percentage_zonder_eenheid(cqi: pd.DataFrame, invoer: Invoer) -> Masker:
    zonder = cqi["eenheid"].isna()
    if keuze_voor(invoer, CQI) or not lijkt_percentage(cqi.loc[waar(zonder), list(CQI_SCHALEN)]):
        return np.zeros(len(cqi), dtype=bool)
    return waar(zonder & cqi[list(CQI_SCHALEN)].notna().any(axis=1))


@regel(
    "R301", "cqi", "bejegening", Ernst.LET_OP,
    gevolg="wissen",
    bericht="De schaalscore ligt buiten 1 tot 5 en telt als niet ingevuld.",
    herstel="Controleer de score en de eenheid.",
)  # fmt: skip
def schaal_buiten_bereik(cqi: pd.DataFrame, invoer: Invoer) -> Iterator[Treffer]:
    vraag = percentage_zonder_eenheid.treffers(cqi, invoer)
    open_ = vraag[0].masker if vraag else np.zeros(len(cqi), dtype=bool)
    for schaal in CQI_SCHALEN:
        buiten = waar((cqi[schaal] < ONDER - 1e-9) | (cqi[schaal] > BOVEN + 1e-9)) & ~open_
        yield Treffer(buiten, {}, schaal)


@regel(
    "R302", "cqi", "rapportcijfer", Ernst.LET_OP,
    gevolg="wissen",
    bericht="Dit antwoord ligt buiten het mogelijke bereik en telt als niet ingevuld.",
    herstel="Controleer het antwoord.",
)  # fmt: skip
def antwoord_buiten_bereik(cqi: pd.DataFrame, invoer: Invoer) -> Iterator[Treffer]:
    for kolom in invoer.definities.exports["cqi"].kolommen:
        if kolom.bereik and kolom.naam in cqi:
            onder, boven = kolom.bereik
            yield Treffer(waar((cqi[kolom.naam] < onder) | (cqi[kolom.naam] > boven)), {}, kolom.naam)


@regel(
    "R303", "cqi", "rapportcijfer", Ernst.VRAAG,
    bericht="Het rapportcijfer is 0.",
    herstel="Klopt dit, of betekent 0 hier 'niet ingevuld'?",
)  # fmt: skip
def cijfer_nul(cqi: pd.DataFrame, _: Invoer) -> Masker:
    return waar(cqi["rapportcijfer"] == 0)


@regel(
    "R304", "cqi", "bejegening", Ernst.VRAAG,
    bericht="De schaalscore is niet het gemiddelde van de antwoorden op dezelfde rij.",
    herstel="Klopt dit? Lever de antwoorden of de schaalscore aan, niet allebei.",
)  # fmt: skip
def schaal_tegen_antwoorden(cqi: pd.DataFrame, _: Invoer) -> Iterator[Treffer]:
    for schaal in CQI_SCHALEN:
        vragen = [naam for naam in cqi.columns if naam.rpartition("_")[0] == schaal and naam[-1].isdigit()]
        if vragen:
            verschil = (cqi[schaal] - cqi[vragen].mean(axis=1)).abs()
            yield Treffer(waar((verschil > VERSCHIL) & cqi[vragen].notna().all(axis=1)), {}, schaal)


@regel(
    "R305", "cqi", "versie", Ernst.VRAAG,
    bericht="De versie is AMB, maar er zijn scores voor informatie behandeling; die schaal bestaat alleen in versie 5.1.",
    herstel="Klopt de versie? Zo niet, vul dan 5.1 in.",
)  # fmt: skip
def amb_met_informatie(cqi: pd.DataFrame, _: Invoer) -> Masker:
    return waar((cqi["versie"] == "AMB") & cqi["informatie"].notna())


@regel(
    "R306", "cqi", "versie", Ernst.VRAAG,
    bericht="In {jaar} heeft geen enkele vragenlijst van versie 5.1 een score voor informatie behandeling; dat lijkt op versie AMB.",
    herstel="Klopt de versie? Scores van AMB en 5.1 zijn niet vergelijkbaar.",
)  # fmt: skip
def versie_zonder_informatie(cqi: pd.DataFrame, invoer: Invoer) -> Iterator[Treffer]:
    """Per year: questionnaires called 5.1 that all lack the scale that only 5.1 has, and its items."""
    nieuw = cqi["versie"].fillna("5.1") == "5.1"
    informatie = [naam for naam in cqi.columns if naam.startswith("informatie")]
    heeft = cqi[informatie].notna().any(axis=1)
    ingevuld = cqi[[*CQI_SCHALEN]].notna().any(axis=1)
    jaren = cqi["datum"].dt.year
    for jaar in sorted(jaren[jaren >= invoer.definities.breuken["cqi"].eerste_jaar].unique()):
        deze = nieuw & ingevuld & (jaren == jaar)
        if deze.sum() >= MINSTENS_VOOR_VERSIE and not (heeft & deze).any():
            yield Treffer(waar(deze), {"jaar": int(jaar)})


@regel(
    "R307", "cqi", "datum", Ernst.UITGESLOTEN,
    reden="invuldatum buiten bereik",
    bericht=f"De invuldatum ligt voor {VROEGSTE_JAAR} of na de peildatum.",
    herstel="Controleer het jaartal.",
)  # fmt: skip
def invuldatum_buiten_bereik(cqi: pd.DataFrame, invoer: Invoer) -> Masker:
    datum = cqi["datum"]
    return waar((datum.dt.year < VROEGSTE_JAAR) | (datum > pd.Timestamp(invoer.ronde.peildatum)))


@regel(
    "R308", "cqi", "vragenlijst_id", Ernst.UITGESLOTEN,
    reden="dubbele rij",
    bericht="Deze vragenlijst staat er al: dezelfde rij of hetzelfde vragenlijstnummer.",
    herstel="Verwijder de dubbele rijen.",
)  # fmt: skip
def dubbele_vragenlijst(cqi: pd.DataFrame, _: Invoer) -> Masker:
    zelfde_nummer = cqi["vragenlijst_id"].notna() & cqi["vragenlijst_id"].duplicated()
    zonder_nummer = cqi["vragenlijst_id"].isna() & cqi["traject_id"].notna()
    return waar(zelfde_nummer | (zonder_nummer & cqi.drop(columns="blad").duplicated()))


@regel(
    "R309", "cqi", "bejegening", Ernst.UITGESLOTEN,
    reden="vragenlijst zonder antwoorden",
    bericht="Deze vragenlijst bevat geen enkel antwoord.",
    herstel="Lever alleen ingevulde vragenlijsten aan; wie de lijst kreeg staat op het blad Behandeltrajecten.",
)  # fmt: skip
def zonder_antwoorden(cqi: pd.DataFrame, invoer: Invoer) -> Masker:
    antwoorden = [k.naam for k in invoer.definities.exports["cqi"].kolommen if k.type in ("getal", "geheel")]
    return waar(cqi[antwoorden].isna().all(axis=1))


@regel(
    "R310", "cqi", "traject_id", Ernst.LET_OP,
    bericht="Dit trajectnummer staat niet op het blad Behandeltrajecten; de vragenlijst telt mee, maar niet per prestatie.",
    herstel="Gebruik op beide bladen hetzelfde trajectnummer, of laat het leeg.",
)  # fmt: skip
def vragenlijst_zonder_traject(cqi: pd.DataFrame, invoer: Invoer) -> Masker:
    bekend = invoer.tabellen["trajecten"]["traject_id"]
    return cqi["traject_id"].notna().to_numpy() & ~staat_in(cqi["traject_id"], bekend)
