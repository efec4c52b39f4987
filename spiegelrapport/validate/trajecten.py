"""Rules about trajecten: order and period of dates, doubles, minutes, prestaties."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.dutch import getal
from spiegelrapport.model.findings import Ernst
from spiegelrapport.validate.rule import Hit, Mask, RuleInput, copies, holds, rule

VROEGSTE_JAAR = 1995
KEER_DE_NORM = 8  # minutes over this many times the indicative minutes are asked about

OVERIG = ["afspraken_gepland", "afspraken_no_show", "minuten_ehealth"]


@rule(
    "R101", "trajecten", "einddatum", Ernst.UITGESLOTEN,
    reden="einde voor begin",
    bericht="De einddatum ligt voor de begindatum.",
    herstel="Controleer beide datums; vaak zijn ze verwisseld of is een jaartal verkeerd.",
)  # fmt: skip
def einde_voor_begin(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    return holds(trajecten["einddatum"] < trajecten["begindatum"])


@rule(
    "R102", "trajecten", "begindatum", Ernst.UITGESLOTEN,
    reden="begindatum buiten bereik",
    bericht=f"De begindatum ligt voor {VROEGSTE_JAAR} of na de peildatum.",
    herstel="Controleer het jaartal.",
)  # fmt: skip
def begin_buiten_bereik(trajecten: pd.DataFrame, invoer: RuleInput) -> Mask:
    begin = trajecten["begindatum"]
    return holds((begin.dt.year < VROEGSTE_JAAR) | (begin > pd.Timestamp(invoer.ronde.peildatum)))


@rule(
    "R103", "trajecten", "einddatum", Ernst.UITGESLOTEN,
    reden="afgesloten na de peildatum",
    bericht="De einddatum ligt na de peildatum.",
    herstel="Laat de einddatum leeg zolang het traject loopt.",
)  # fmt: skip
def einde_na_peildatum(trajecten: pd.DataFrame, invoer: RuleInput) -> Mask:
    return holds(trajecten["einddatum"] > pd.Timestamp(invoer.ronde.peildatum))


@rule(
    "R104", "trajecten", "einddatum", Ernst.UITGESLOTEN,
    reden="afgesloten voor de periode",
    bericht="Dit traject is afgesloten voor de periode waarover wordt gerapporteerd ({jaar} en later).",
    herstel="Je hoeft niets te doen: dit traject hoort niet bij deze periode. Is de einddatum verkeerd, vul dan de goede in.",
)  # fmt: skip
def einde_voor_periode(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    jaar = invoer.ronde.eerste_jaar
    yield Hit(holds(trajecten["einddatum"].dt.year < jaar), {"jaar": jaar})


@rule(
    "R105", "trajecten", "einddatum", Ernst.LET_OP,
    bericht="Dit traject is afgesloten na {jaar}; het telt nog niet mee als afgesloten traject.",
    herstel="Je hoeft niets te doen: het telt mee in de volgende ronde.",
)  # fmt: skip
def einde_na_verslagjaar(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    einde, jaar = trajecten["einddatum"], invoer.ronde.verslagjaar
    yield Hit(holds((einde.dt.year > jaar) & (einde <= pd.Timestamp(invoer.ronde.peildatum))), {"jaar": jaar})


@rule(
    "R110", "trajecten", "traject_id", Ernst.UITGESLOTEN,
    reden="dubbele rij",
    bericht="Deze rijen zijn gelijk aan een eerdere rij.",
    herstel="Verwijder de dubbele rijen.",
)  # fmt: skip
def dubbele_rij(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    return copies(trajecten, ["traject_id"])


@rule(
    "R111", "trajecten", "traject_id", Ernst.UITGESLOTEN,
    reden="traject komt meer keer voor",
    bericht="Dit trajectnummer komt op meer rijen voor, met verschillende gegevens; welke rij geldt is niet zeker.",
    herstel="Lever per traject één rij aan, met de totale minuten. Rijen per afspraak horen op een blad Agenda.",
)  # fmt: skip
def traject_meermaals(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    """Rows of one traject that are not copies of each other: none of them counts."""
    anders = trajecten.loc[~copies(trajecten, ["traject_id"]), "traject_id"]
    meermaals = anders[anders.duplicated(keep=False) & anders.notna()]
    return trajecten["traject_id"].isin(meermaals).to_numpy()


@rule(
    "R120", "trajecten", "intakedatum", Ernst.LET_OP,
    bericht="De intake ligt voor de aanmelding; de aanmeldwachttijd van deze rijen telt niet mee.",
    herstel="Controleer beide datums.",
)  # fmt: skip
def intake_voor_aanmelding(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    return holds(trajecten["intakedatum"] < trajecten["aanmelddatum"])


@rule(
    "R121", "trajecten", "behandelstart", Ernst.LET_OP,
    bericht="De behandeling begint voor de intake; de behandelwachttijd van deze rijen telt niet mee.",
    herstel="Controleer beide datums.",
)  # fmt: skip
def behandeling_voor_intake(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    return holds(trajecten["behandelstart"] < trajecten["intakedatum"])


@rule(
    "R130", "trajecten", "minuten_direct", Ernst.UITGESLOTEN,
    reden="minuten buiten bereik",
    bericht="Het aantal minuten ligt buiten het mogelijke bereik ({onder} tot {boven}).",
    herstel="Vul het totaal aantal minuten van het traject in.",
)  # fmt: skip
def minuten_buiten_bereik(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    for kolom in _kolommen(invoer):
        if kolom.naam in ("minuten_direct", "minuten_indirect") and kolom.bereik:
            yield Hit(_buiten(trajecten, kolom), _grenzen(kolom), kolom.naam)


@rule(
    "R131", "trajecten", "afspraken_gepland", Ernst.LET_OP,
    gevolg="wissen",
    bericht="Deze waarde ligt buiten het mogelijke bereik ({onder} tot {boven}) en telt als niet ingevuld.",
    herstel="Controleer de waarde.",
)  # fmt: skip
def waarde_buiten_bereik(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    for kolom in _kolommen(invoer):
        if kolom.naam in OVERIG and kolom.bereik:
            yield Hit(_buiten(trajecten, kolom), _grenzen(kolom), kolom.naam)


@rule(
    "R132", "trajecten", "minuten_direct", Ernst.VRAAG,
    bericht=f"Het aantal minuten is meer dan {KEER_DE_NORM} keer de norm van de prestatie {{prestatie}} ({{norm}} minuten).",
    herstel="Klopt dit? Controleer of er geen minuten van een ander traject bij zitten.",
)  # fmt: skip
def minuten_ver_boven_norm(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    minuten = trajecten["minuten_direct"] + trajecten["minuten_indirect"].fillna(0)
    for prestatie in invoer.definities.prestaties.values():
        if prestatie.norm_minuten:
            deze = trajecten["prestatie_geleverd"] == prestatie.code
            teveel = minuten > KEER_DE_NORM * prestatie.norm_minuten
            woorden = {"prestatie": prestatie.code, "norm": getal(prestatie.norm_minuten)}
            yield Hit(holds(deze & teveel), woorden)


@rule(
    "R133", "trajecten", "minuten_direct", Ernst.VRAAG,
    bericht="Dit afgesloten traject heeft geen directe minuten.",
    herstel="Klopt dit? Zo niet, vul de minuten in.",
)  # fmt: skip
def afgesloten_zonder_minuten(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    onvolledig = (trajecten["prestatie_geleverd"] == "180005") | trajecten["onvolledig"].fillna(False).astype(bool)
    return holds((trajecten["minuten_direct"] == 0) & trajecten["einddatum"].notna() & ~onvolledig)


@rule(
    "R134", "trajecten", "minuten_ehealth", Ernst.LET_OP,
    gevolg="wissen",
    bericht="Er zijn meer eHealth-minuten dan minuten in totaal; de eHealth-minuten tellen als niet ingevuld.",
    herstel="Vul bij eHealth het deel van de minuten in dat via eHealth is geleverd.",
)  # fmt: skip
def meer_ehealth_dan_minuten(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    totaal = trajecten["minuten_direct"] + trajecten["minuten_indirect"].fillna(0)
    return holds(trajecten["minuten_ehealth"] > totaal)


@rule(
    "R135", "trajecten", "afspraken_no_show", Ernst.LET_OP,
    gevolg="wissen",
    bericht="Er zijn meer no-shows dan geplande afspraken; de no-shows tellen als niet ingevuld.",
    herstel="Tel de niet nagekomen afspraken mee bij de geplande afspraken.",
)  # fmt: skip
def meer_no_show_dan_gepland(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    return holds(trajecten["afspraken_no_show"] > trajecten["afspraken_gepland"])


@rule(
    "R140", "trajecten", "prestatie_geleverd", Ernst.LET_OP,
    bericht="Dit afgesloten traject heeft geen geleverde prestatie; het telt niet mee in cijfers per prestatie.",
    herstel="Vul de prestatiecode of het profiel in.",
)  # fmt: skip
def afgesloten_zonder_prestatie(trajecten: pd.DataFrame, _: RuleInput) -> Mask:
    return holds(trajecten["prestatie_geleverd"].isna() & trajecten["einddatum"].notna())


@rule(
    "R141", "trajecten", "prestatie_geleverd", Ernst.VRAAG,
    bericht="Deze prestatiecode past niet bij het jaar: profielen (GBG) bestaan vanaf {eerste}, prestaties (18000x) tot en met {laatste}.",
    herstel="Klopt dit? Controleer de code en de datums.",
)  # fmt: skip
def prestatie_past_niet_bij_jaar(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    eerste = invoer.definities.breuken["zorgprestatiemodel"].eerste_jaar
    zpm = [code for code, prestatie in invoer.definities.prestaties.items() if prestatie.stelsel == "zpm"]
    dbc = [code for code, prestatie in invoer.definities.prestaties.items() if prestatie.stelsel == "dbc"]
    te_vroeg = trajecten["prestatie_geleverd"].isin(zpm) & (trajecten["einddatum"].dt.year < eerste)
    te_laat = trajecten["prestatie_geleverd"].isin(dbc) & (trajecten["begindatum"].dt.year >= eerste)
    yield Hit(holds(te_vroeg | te_laat), {"eerste": eerste, "laatste": eerste - 1})


def _kolommen(invoer: RuleInput) -> tuple[Kolom, ...]:
    return invoer.definities.exports["trajecten"].kolommen


def _buiten(trajecten: pd.DataFrame, kolom: Kolom) -> Mask:
    onder, boven = kolom.bereik or (-np.inf, np.inf)
    return holds((trajecten[kolom.naam] < onder) | (trajecten[kolom.naam] > boven))


def _grenzen(kolom: Kolom) -> dict[str, object]:
    onder, boven = kolom.bereik or (0, 0)
    return {"onder": getal(onder), "boven": getal(boven)}
