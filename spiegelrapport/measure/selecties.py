"""Which rows may count for an indicator: one function per `selectie` that the definitions name."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.measure.cqi import valid_version
from spiegelrapport.measure.rom import Pairing
from spiegelrapport.measure.round_tables import GEEN, GROEPEN, Bools, Floats, Ints, RoundTables, years_of


@dataclass(frozen=True)
class Selectie:
    """The rows that an indicator is about, in the years of the round.

    `tabel` is the table the rows stand in and `posities` their place in it. `geweigerd`: rows that belong here but
    break a rule of measuring, with the reason. `extra` holds columns that are not in the table, aligned with `posities`.
    """

    bron: RoundTables
    koppeling: Pairing
    tabel: str
    posities: Ints
    jaar: Ints
    groep: Ints
    extra: pd.DataFrame = field(default_factory=pd.DataFrame)
    geweigerd: Bools | None = None
    reden: str = ""

    @property
    def agb(self) -> Ints:
        return self.bron.agb[self.tabel][self.posities]

    @property
    def rijen(self) -> pd.DataFrame:
        """The selected rows with all columns of their table: for explaining, not for measuring a whole round."""
        frame: pd.DataFrame = getattr(self.bron.rijen, self.tabel)
        return frame.iloc[self.posities]

    def kolommen(self, *namen: str) -> pd.DataFrame:
        """Only the named columns of the selected rows."""
        frame: pd.DataFrame = getattr(self.bron.rijen, self.tabel)
        return frame[[naam for naam in namen if naam in frame]].iloc[self.posities]

    def waarden(self, per_rij: Floats | Ints | Bools) -> Floats:
        """A whole-table array, taken at the selected rows."""
        return np.asarray(per_rij[self.posities], np.float64)


def afgesloten(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """Trajecten that ended in a year of the round."""
    return _trajecten(bron, koppeling, bron.eindjaar)


def gestart(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """Trajecten that began in a year of the round, closed or not."""
    return _trajecten(bron, koppeling, bron.beginjaar)


def cqi_aangeboden(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """Closed trajecten to which the CQi was offered."""
    aangeboden = bron.rijen.trajecten["cqi_aangeboden"] == True  # noqa: E712 - a nullable column
    return _trajecten(bron, koppeling, bron.eindjaar, aangeboden.fillna(False).to_numpy(bool))


def ingevuld(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """CQi forms by the year of filling in; a version that does not belong to its year is refused."""
    jaar = years_of(bron.rijen.cqi["datum"])
    posities = _in_ronde(bron, jaar)
    goed = valid_version(bron.rijen.cqi.iloc[posities], jaar[posities], bron.definities.breuken["cqi"].eerste_jaar)
    geen = np.full(len(posities), GEEN)
    return Selectie(
        bron, koppeling, "cqi", posities, jaar[posities], geen, geweigerd=~goed, reden="versie past niet bij het jaar"
    )


def geschikt(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """Closed trajecten that could have had a voor- and a nameting: all but the incomplete ones."""
    return _trajecten(bron, koppeling, bron.eindjaar, ~bron.onvolledig)


def paren(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """Voor/na pairs with the indicator's instrument, in the year their traject ended; rows are the nametingen."""
    eigen = koppeling.paren[(koppeling.paren["instrument"] == indicator.instrument).to_numpy()]
    jaar = bron.eindjaar[eigen["traject"]]
    binnen = np.isin(jaar, bron.ronde.jaren)
    eigen = eigen[binnen].reset_index(drop=True)
    groep = bron.groep[eigen["traject"]]
    return Selectie(bron, koppeling, "rom", eigen["na"].to_numpy(np.int64), jaar[binnen], groep, extra=eigen)


def paren_boven_grens(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """The pairs of those who began on the clinical side of the instrument's cut-off, or on it: only they can recover."""
    instrument = bron.definities.instrumenten[indicator.instrument]
    if instrument.grenswaarde is None:
        raise ValueError(f"{instrument.code} heeft geen grenswaarde")
    teken, alle = 1 if instrument.richting == "hoger" else -1, paren(bron, koppeling, indicator)
    erin = teken * alle.extra["begin"].to_numpy(np.float64) <= teken * instrument.grenswaarde
    return replace(
        alle,
        posities=alle.posities[erin],
        jaar=alle.jaar[erin],
        groep=alle.groep[erin],
        extra=alle.extra[erin].reset_index(drop=True),
    )


def alleen_voor(bron: RoundTables, koppeling: Pairing, indicator: Indicator) -> Selectie:
    """Voormetingen with the indicator's instrument that no nameting goes with, in the year their traject ended."""
    metingen = koppeling.metingen[(koppeling.metingen["instrument"] == indicator.instrument).to_numpy()]
    gepaard = koppeling.paren.loc[(koppeling.paren["instrument"] == indicator.instrument).to_numpy(), "traject"]
    los = metingen[~metingen["na"].to_numpy(bool) & ~metingen["traject"].isin(gepaard).to_numpy()]
    jaar = bron.eindjaar[los["traject"]]
    binnen = np.isin(jaar, bron.ronde.jaren)
    traject, rij = (los[kolom].to_numpy(np.int64)[binnen] for kolom in ("traject", "rij"))
    begin = bron.rijen.rom["score"].to_numpy(np.float64, na_value=np.nan)[rij]
    extra = pd.DataFrame({"traject": traject, "begin": begin})
    return Selectie(bron, koppeling, "rom", rij, jaar[binnen], bron.groep[traject], extra=extra)


def _trajecten(bron: RoundTables, koppeling: Pairing, jaar: Ints, mee: Bools | None = None) -> Selectie:
    posities = _in_ronde(bron, jaar, mee)
    return Selectie(bron, koppeling, "trajecten", posities, jaar[posities], bron.groep[posities])


def _in_ronde(bron: RoundTables, jaar: Ints, mee: Bools | None = None) -> Ints:
    binnen = np.isin(jaar, bron.ronde.jaren)
    return np.flatnonzero(binnen if mee is None else binnen & mee)


SELECTIES: dict[str, Callable[[RoundTables, Pairing, Indicator], Selectie]] = {
    functie.__name__: functie
    for functie in (
        afgesloten,
        gestart,
        cqi_aangeboden,
        ingevuld,
        geschikt,
        paren,
        paren_boven_grens,
        alleen_voor,
    )
}
UITSPLITSINGEN = GROEPEN[:4]  # an incomplete traject has no prestatie of its own
