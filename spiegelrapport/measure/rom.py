"""ROM measurements -> voor/na pairs per traject and instrument, the traject's status, and what each rule removed."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from spiegelrapport.measure.round_tables import GEEN, Bools, Floats, Ints, RoundTables

STATUS = ("completer", "dropout", "non-starter", "non-responder")
REDENEN = {
    "geen traject": "meting zonder bijbehorend traject",
    "geen score": "meting zonder score of datum",
    "tussenmeting": "tussenmeting of onbekend moment",
    "onvolledig": "meting bij een onvolledig of niet afgesloten traject",
    "marge": "meting buiten de marge rond begin of einde van het traject",
    "dubbel": "tweede meting van hetzelfde moment; de meting het dichtst bij begin of einde telt",
    "alleen": "voor- of nameting zonder de andere met hetzelfde instrument",
}


@dataclass(frozen=True)
class Pairing:
    """The pairs of one round.

    `paren`: traject (position in trajecten), instrument, voor and na (positions in rom), begin, eind (scores).
    `reden`: per row of rom why it is in no pair; None when it is. `status` is per meetdomein (see `Pairing.status`).
    """

    bron: RoundTables
    paren: pd.DataFrame
    reden: "pd.Series[str]"
    metingen: pd.DataFrame  # the voor- and nametingen that count: traject, instrument, na (bool), rij (in rom)

    @cached_property
    def domein(self) -> dict[str, str]:
        return {code: instrument.hoofdstuk for code, instrument in self.bron.definities.instrumenten.items()}

    def status(self, meetdomein: str) -> Ints:
        """Per traject a position in STATUS, over all instruments of the meetdomein.

        completer: a voor- and nameting with the identical instrument; dropout: a voormeting but no matching nameting;
        non-starter: only a nameting; non-responder: neither.
        """
        status = np.full(len(self.bron.rijen.trajecten), STATUS.index("non-responder"))
        metingen = self.metingen[self.metingen["instrument"].map(self.domein) == meetdomein]
        status[metingen.loc[metingen["na"], "traject"]] = STATUS.index("non-starter")
        status[metingen.loc[~metingen["na"], "traject"]] = STATUS.index("dropout")
        paren = self.paren[self.paren["instrument"].map(self.domein) == meetdomein]
        status[paren["traject"]] = STATUS.index("completer")
        return status


def pair(bron: RoundTables) -> Pairing:
    """Pair voor- and nametingen: identical instrument, each within the margin, the nearest when there are several.

    Distance is in days from the traject's begin (voor) or end (na); ties go to the earlier date, then the earlier row.
    """
    rom = bron.rijen.rom
    traject = bron.traject_van("rom")
    afstand = _afstand(bron, traject)
    reden = pd.Series(_afgewezen(bron, traject, afstand), index=rom.index, dtype=object)
    over = np.flatnonzero(reden.isna().to_numpy())
    instrument, codes = pd.factorize(rom["instrument"].iloc[over])
    na = rom["moment"].iloc[over].to_numpy() == "na"
    sleutel = (traject[over] * max(len(codes), 1) + instrument) * 2 + na
    orde = np.lexsort((over, pd.to_datetime(rom["datum"].iloc[over]).to_numpy(), afstand[over], sleutel))
    eerste = np.ones(len(orde), bool)
    eerste[1:] = np.diff(sleutel[orde]) != 0
    reden.iloc[over[orde[~eerste]]] = "dubbel"
    telt = orde[eerste]
    paar, voor, eind = np.intersect1d(
        sleutel[telt][~na[telt]] // 2, sleutel[telt][na[telt]] // 2, assume_unique=True, return_indices=True
    )
    voor, eind = over[telt[~na[telt]][voor]], over[telt[na[telt]][eind]]
    alleen = over[telt]
    reden.iloc[alleen[~np.isin(alleen, np.concatenate([voor, eind]))]] = "alleen"
    scores = rom["score"].to_numpy(np.float64, na_value=np.nan)
    namen = np.array([*codes, None], object)
    paren = pd.DataFrame(
        {
            "traject": paar // max(len(codes), 1),
            "instrument": namen[paar % max(len(codes), 1)],
            "voor": voor,
            "na": eind,
            "begin": scores[voor],
            "eind": scores[eind],
        }
    )
    metingen = pd.DataFrame(
        {"traject": traject[alleen], "instrument": namen[instrument[telt]], "na": na[telt], "rij": alleen}
    )
    return Pairing(bron, paren, reden, metingen)


def _afstand(bron: RoundTables, traject: Ints) -> Floats:
    """Days between a measurement and the begin (voor) or end (na) of its traject; NaN where either is unknown."""
    rom, trajecten = bron.rijen.rom, bron.rijen.trajecten
    if trajecten.empty:
        return np.full(len(rom), np.nan)
    na = rom["moment"].to_numpy() == "na"
    einde, begin = (pd.to_datetime(trajecten[kolom]).to_numpy()[traject] for kolom in ("einddatum", "begindatum"))
    dagen = (pd.to_datetime(rom["datum"]) - np.where(na, einde, begin)).abs().dt.days.to_numpy(np.float64)
    return np.where(traject == GEEN, np.nan, dagen)


def _afgewezen(bron: RoundTables, traject: Ints, afstand: Floats) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """Per measurement the first rule that removes it, or None."""
    rom = bron.rijen.rom
    geschikt = (bron.eindjaar > 0) & ~bron.onvolledig
    regels: list[tuple[str, Bools]] = [
        ("geen score", rom["score"].isna().to_numpy() | rom["datum"].isna().to_numpy()),
        ("geen traject", traject == GEEN),
        ("tussenmeting", ~rom["moment"].isin(["voor", "na"]).to_numpy()),
        ("onvolledig", ~np.append(geschikt, False)[traject]),
        ("marge", ~(afstand <= bron.ronde.drempels.marge_meting_dagen)),
    ]
    reden = np.full(len(rom), None, object)
    for naam, treft in reversed(regels):
        reden[treft] = naam
    return reden
