"""What each selected row contributes: one function per `berekening` that the definitions name."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from spiegelrapport.definitions.references import OVERIG
from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.measure.cqi import schaalscore as cqi_schaalscore
from spiegelrapport.measure.rom import STATUS
from spiegelrapport.measure.round_tables import GEEN, GROEPEN, Bools, Floats, Ints, days_between, numbers_of, years_of
from spiegelrapport.measure.selecties import Selectie

CIJFERS_AAN_HET_EINDE = re.compile(r"(\d{1,2})$")
ONVOLLEDIG = GROEPEN.index("onvolledig")


@dataclass(frozen=True)
class Contribution:
    """Per selected row its contribution `x` (NaN: missing), for ratios its denominator `y`, for standardised change its
    beginscore `y`; `geweigerd` rows are a registration error and neither count nor miss."""

    x: Floats
    y: Floats | None = None
    geweigerd: Bools | None = None
    reden: str = ""


Berekening = Callable[[Selectie, Indicator, str], Contribution]


def minuten(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """The minutes that count in this round, per traject."""
    return Contribution(selectie.waarden(selectie.bron.minuten))


def doorlooptijd_weken(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """einddatum - begindatum in weeks. An end before the begin is a registration error."""
    return _duur(selectie, "begindatum", "einddatum", "einddatum voor begindatum")


def in_prestatiegroep(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when the delivered prestatie belongs to `argument`; missing when the prestatie is unknown."""
    return Contribution(np.where(selectie.groep == GEEN, np.nan, selectie.groep == GROEPEN.index(argument)))


def onvolledig(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return Contribution((selectie.groep == ONVOLLEDIG).astype(np.float64))


def binnen_norm(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when the minutes are at or under the indicative norm of prestatie group `argument`."""
    norm = next(
        p.norm_minuten for p in selectie.bron.definities.prestaties.values() if p.groep == argument and p.norm_minuten
    )
    tijd = selectie.waarden(selectie.bron.minuten)
    return Contribution(np.where(np.isnan(tijd), np.nan, tijd <= norm))


def ehealth_deel(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """eHealth minutes over all minutes of the same traject."""
    return Contribution(_getallen(selectie, "minuten_ehealth"), selectie.waarden(selectie.bron.minuten))


def met_ehealth(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    tijd = _getallen(selectie, "minuten_ehealth")
    return Contribution(np.where(np.isnan(tijd), np.nan, tijd > 0))


def zwaarder_dan_verwacht(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when delivered is heavier than expected: kort < middel < intensief < chronisch."""
    return _op_of_af(selectie, 1)


def lichter_dan_verwacht(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return _op_of_af(selectie, -1)


def met_reden(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when the traject was closed for reason `argument`; missing when no reason is given."""
    reden = selectie.kolommen("reden_sluiten")["reden_sluiten"]
    return Contribution(np.where(reden.isna(), np.nan, (reden == argument).fillna(False)).astype(np.float64))


def aanmeldwacht_weken(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return _duur(selectie, "aanmelddatum", "intakedatum")


def behandelwacht_weken(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return _duur(selectie, "intakedatum", "behandelstart")


def aanmeldwacht_binnen(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when the wait for the intake is at most `argument` weeks."""
    return _binnen(aanmeldwacht_weken(selectie, indicator, argument), float(argument))


def behandelwacht_binnen(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return _binnen(behandelwacht_weken(selectie, indicator, argument), float(argument))


def no_show_deel(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return Contribution(_getallen(selectie, "afspraken_no_show"), _getallen(selectie, "afspraken_gepland"))


def cqi_ingevuld(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when a form of this traject came back.

    Forms that name no known traject are credited to offered trajecten without a form, in row order, per zorgaanbieder
    and year of filling in, and never more than were offered: otherwise a levering without traject numbers has no response.
    """
    bron, traject = selectie.bron, selectie.bron.traject_van("cqi")
    terug = np.zeros(len(bron.rijen.trajecten), bool)
    terug[traject[traject != GEEN]] = True
    x = selectie.waarden(terug)
    los = traject == GEEN
    over = _per_cel(bron.agb["cqi"][los], years_of(bron.rijen.cqi["datum"])[los])
    leeg = np.flatnonzero(x == 0)
    cel = selectie.agb[leeg] * 10_000 + selectie.jaar[leeg]
    volgnummer = _volgnummer(cel)
    tegoed = np.array([over.get(int(c), 0) for c in np.unique(cel)])[np.unique(cel, return_inverse=True)[1]]
    x[leeg[volgnummer < tegoed]] = 1
    return Contribution(x)


def in_leeftijdsgroep(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return _in_klasse(selectie.kolommen("leeftijdsgroep")["leeftijdsgroep"], indicator, argument)


def in_diagnosehoofdstuk(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when the main diagnosis stands in DSM-5 chapter `argument`: 'D5_4', 'DSM5-4' and '4' are all chapter 4."""
    hoofdstuk = selectie.kolommen("diagnosehoofdstuk")["diagnosehoofdstuk"]
    codes, uniek = pd.factorize(hoofdstuk)
    nummers = [deel[0].lstrip("0") if (deel := CIJFERS_AAN_HET_EINDE.findall(str(code))) else None for code in uniek]
    return _in_klasse(pd.Series(np.array([*nummers, None], object)[codes]), indicator, argument)


def in_zorgvraagtype(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return _in_klasse(selectie.kolommen("zorgvraagtype")["zorgvraagtype"], indicator, argument)


def _in_klasse(klassen: "pd.Series[str]", indicator: Indicator, argument: str) -> Contribution:
    """1 when the class is among the words of `argument`, for 'overig' when no maat of the indicator names it.

    Missing when the class is unknown.
    """
    genoemd = [woord for maat in indicator.maten for woord in maat.argument.split()]
    erin = ~klassen.isin(genoemd) if argument == OVERIG else klassen.isin(argument.split())
    return Contribution(np.where(klassen.isna(), np.nan, erin).astype(np.float64))


def schaalscore(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """The CQi scale `argument`, 1-5."""
    rijen = selectie.rijen
    return Contribution(cqi_schaalscore(rijen, argument, selectie.bron.ronde.drempels.cqi_deel_items))


def rapportcijfer(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return Contribution(_getallen(selectie, "rapportcijfer"))


def completer(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when the traject has a voor- and nameting with the same instrument in the indicator's meetdomein."""
    status = selectie.koppeling.status(indicator.hoofdstuk)
    return Contribution(selectie.waarden(status == STATUS.index("completer")))


def verschilscore(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """eind - begin, in the instrument's own direction."""
    return Contribution(_eind(selectie) - _begin(selectie))


def beginscore(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return Contribution(_begin(selectie))


def eindscore(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    return Contribution(_eind(selectie))


def gestandaardiseerd(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """The change with improvement positive, and the beginscore by whose spreiding it will be divided."""
    teken = 1 if selectie.bron.definities.instrumenten[indicator.instrument].richting == "hoger" else -1
    return Contribution(teken * (_eind(selectie) - _begin(selectie)), _begin(selectie))


def veranderingscategorie(selectie: Selectie, indicator: Indicator, argument: str) -> Contribution:
    """1 when the pair is in Jacobson-Truax category `argument`.

    verbeterd: reliable improvement; verslechterd: reliable worsening; onveranderd: the rest. hersteld: reliable improvement
    and from the clinical side of the cut-off to the other: a part of verbeterd, and told of those who began on the
    clinical side. A change equal to the reliable change is reliable; a score equal to the cut-off is on the clinical side.
    Source: Jacobson and Truax (1991).
    """
    instrument = selectie.bron.definities.instrumenten[indicator.instrument]
    if instrument.reliable_change is None or instrument.grenswaarde is None:
        raise ValueError(f"{instrument.code} heeft geen grenzen volgens Jacobson-Truax")
    teken = 1 if instrument.richting == "hoger" else -1
    begin, eind, grens = teken * _begin(selectie), teken * _eind(selectie), teken * instrument.grenswaarde
    beter, slechter = eind - begin >= instrument.reliable_change, begin - eind >= instrument.reliable_change
    hersteld = beter & (begin <= grens) & (eind > grens)
    per_categorie = {
        "hersteld": hersteld,
        "verbeterd": beter,
        "verslechterd": slechter,
        "onveranderd": ~beter & ~slechter,
    }
    return Contribution(per_categorie[argument].astype(np.float64))


def _begin(selectie: Selectie) -> Floats:
    return selectie.extra["begin"].to_numpy(np.float64)


def _eind(selectie: Selectie) -> Floats:
    return selectie.extra["eind"].to_numpy(np.float64)


def _getallen(selectie: Selectie, kolom: str) -> Floats:
    return numbers_of(selectie.kolommen(kolom), kolom)


def _duur(selectie: Selectie, van: str, tot: str, reden: str = "negatieve wachttijd") -> Contribution:
    weken = days_between(selectie.kolommen(van, tot), van, tot) / 7
    return Contribution(np.where(weken < 0, np.nan, weken), geweigerd=weken < 0, reden=reden)


def _binnen(duur: Contribution, grens: float) -> Contribution:
    x = np.where(np.isnan(duur.x), np.nan, duur.x <= grens)
    return Contribution(x, geweigerd=duur.geweigerd, reden=duur.reden)


def _op_of_af(selectie: Selectie, kant: int) -> Contribution:
    verwacht = selectie.waarden(selectie.bron.groep_verwacht)
    bekend = (verwacht != GEEN) & (verwacht != ONVOLLEDIG) & (selectie.groep != GEEN) & (selectie.groep != ONVOLLEDIG)
    return Contribution(np.where(bekend, kant * (selectie.groep - verwacht) > 0, np.nan))


def _per_cel(agb: Ints, jaar: Ints) -> dict[int, int]:
    cellen, aantallen = np.unique(agb * 10_000 + jaar, return_counts=True)
    return dict(zip(cellen.tolist(), aantallen.tolist(), strict=True))


def _volgnummer(cel: Ints) -> Ints:
    """0, 1, 2, ... within each cell, in the order of the rows."""
    orde = np.argsort(cel, kind="stable")
    begin = np.searchsorted(cel[orde], cel[orde], side="left")
    nummer = np.empty(len(cel), np.int64)
    nummer[orde] = np.arange(len(cel)) - begin
    return nummer


BEREKENINGEN: dict[str, Berekening] = {
    functie.__name__: functie
    for functie in (
        minuten, doorlooptijd_weken, in_prestatiegroep, onvolledig, binnen_norm, ehealth_deel, met_ehealth,
        zwaarder_dan_verwacht, lichter_dan_verwacht, met_reden, aanmeldwacht_weken, behandelwacht_weken,
        aanmeldwacht_binnen, behandelwacht_binnen, no_show_deel, cqi_ingevuld, schaalscore, rapportcijfer, completer,
        in_leeftijdsgroep, in_diagnosehoofdstuk, in_zorgvraagtype, verschilscore, beginscore, eindscore, gestandaardiseerd, veranderingscategorie,
    )
}  # fmt: skip
