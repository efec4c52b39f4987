"""Published cells, of this edition and earlier ones -> the conditions that every data set an attacker considers meets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isnan

import numpy as np

from spiegelrapport.audit.group_cells import KWANTIELEN, GroupCells
from spiegelrapport.audit.linear_program import Condition
from spiegelrapport.audit.matrices import ZONDER_SOM, Grenzen, Masker, Matrix
from spiegelrapport.audit.past import Earlier, Past
from spiegelrapport.audit.relations import Sums
from spiegelrapport.audit.slots import Distribution
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.onthulling import Maatregelen
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.statistics.achievable import besten

ONAFGEROND = 1e-9  # half the "rounding step" when rounding is off


@dataclass(frozen=True)
class Publication:
    """Everything that the audit holds against everybody: this edition's cells and what is already out.

    `sommen` has a column for everybody who ever took part; `nu` marks who has the figure in this edition.
    """

    stelsel: Matrix
    cellen: GroupCells
    verleden: Past
    ronde: Ronde
    maatregelen: Maatregelen
    sommen: Sums
    nu: Masker
    banden: Mapping[int, Grenzen] = field(default_factory=dict)  # figure -> what its groups tell of everybody

    def lineair(self, rij: int, *, ook_nu: bool = True) -> list[Condition]:
        """Pooled values of one figure. `ook_nu` False: only what is already out."""
        if self.stelsel.opmaken[rij].soort in ZONDER_SOM:
            return []
        groepen = range(len(self.cellen.groepen)) if ook_nu else ()
        nu = [v for g in groepen for v in (self._pooling(g, rij), self._besten(g, rij)) if v]
        eerder = [self._vroeger(*paar) for paar in self.eerder(rij) if np.isfinite(paar[0].gepoold)]
        return nu + eerder + [v for paar in self.eerder(rij) if (v := self._vroegere_besten(*paar))]

    def verdelingen(self, rij: int, *, ook_nu: bool = True) -> list[Distribution]:
        """Quantiles of one figure."""
        nu = [v for g in range(len(self.cellen.groepen)) if (v := self._verdeling(g, rij))] if ook_nu else []
        vroeger = []
        for cel, (gewicht, som) in self.eerder(rij):
            with np.errstate(invalid="ignore", divide="ignore"):
                toen = np.where(gewicht > 0, som / gewicht, np.nan)
            leden = cel.telt & np.isfinite(toen)
            zelfde = np.allclose(toen[leden], self.waarden(rij)[leden], rtol=0, atol=1e-9)
            versie = None if zelfde else toen
            vroeger += [Distribution(leden, cel.kwantielen, cel.marge, versie)] if cel.kwantielen else []
        return nu + vroeger

    def band(self, rij: int, *, ook_nu: bool = True) -> Grenzen | None:
        """Bounds on everybody's value, of who left as well, where a rule of groups cuts this figure into bands, or did.

        Of an earlier edition the values of then count; by how much everybody's changed since is known. `ook_nu` False:
        only what earlier editions told.
        """
        eerder, nu = self.verleden.banden.get(self.stelsel.sleutels[rij], ()), ook_nu and rij in self.banden
        if not nu and not eerder:
            return None
        wie = len(self.stelsel.agbs)
        laag, hoog = np.full(len(self.verleden.agbs), -np.inf), np.full(len(self.verleden.agbs), np.inf)
        if nu:
            laag[:wie], hoog[:wie] = self.banden[rij]
        for band, versie in eerder:
            onder, boven = self._since(rij, band, versie)
            laag, hoog = np.maximum(laag, onder), np.minimum(hoog, boven)
        return laag, hoog

    def _since(self, rij: int, band: Grenzen, versie: tuple[Getallen, Getallen]) -> Grenzen:
        """What bounds on somebody's value then say of the value now; nothing of who has either no more, or not yet."""
        (gewicht, som), nu = versie, self.sommen.gewicht[rij]
        beide = (gewicht > 0) & (nu > 0)
        noemer = np.where(beide, nu, 1.0)
        onder, boven = ((rand * np.where(beide, gewicht, 1.0) + self.sommen.som[rij] - som) / noemer for rand in band)
        return np.where(beide, onder, -np.inf), np.where(beide, boven, np.inf)

    def alle_banden(self, rijen: Iterable[int], *, ook_nu: bool = True) -> Mapping[int, Grenzen]:
        """The same of those of these figures that are cut."""
        return {rij: band for rij in rijen if (band := self.band(rij, ook_nu=ook_nu)) is not None}

    def paren(self, rij: int, *, ook_nu: bool = True) -> list[tuple[list[Distribution], list[Condition]]]:
        """Quantiles and pooled values of one figure about exactly the same zorgaanbieders, where there are both."""
        telt = self.sommen.gewicht[rij] > 0
        per_leden: dict[bytes, tuple[list[Distribution], list[Condition]]] = {}
        for verdeling in self.verdelingen(rij, ook_nu=ook_nu):
            per_leden.setdefault(verdeling.leden.tobytes(), ([], []))[0].append(verdeling)
        for voorwaarde in self.lineair(rij, ook_nu=ook_nu) if per_leden else ():
            paar = per_leden.get((voorwaarde.leden & telt).tobytes())
            if paar is not None:
                paar[1].append(voorwaarde)
        return [paar for paar in per_leden.values() if all(paar)]

    def leden(self, groep: int, rij: int) -> Masker:
        """Members of a group as a mask over everybody; who has the figure only in the past is not in today's cell."""
        masker = np.zeros(self.sommen.gewicht.shape[1], dtype=bool)
        masker[: len(self.stelsel.agbs)] = self.stelsel.leden[self.cellen.groepen[groep]]
        return np.asarray(masker & (self.nu[rij] | (self.sommen.gewicht[rij] == 0)))

    def waarden(self, rij: int) -> Getallen:
        with np.errstate(invalid="ignore", divide="ignore"):
            gewicht = self.sommen.gewicht[rij]
            return np.where(gewicht > 0, self.sommen.som[rij] / gewicht, np.nan)

    def marge(self, rij: int) -> float:
        return self.stelsel.opmaken[rij].stap / 2 if self.maatregelen.afronden else ONAFGEROND

    def eerder(self, rij: int) -> list[tuple[Earlier, tuple[Getallen, Getallen]]]:
        return self.verleden.per_sleutel.get(self.stelsel.sleutels[rij], [])

    def _pooling(self, groep: int, rij: int) -> Condition | None:
        gedrukt = self.cellen.velden["gepoold"][groep, rij]
        if np.isnan(gedrukt):
            return None
        leden = self.leden(groep, rij)
        gewicht, som = self.sommen.gewicht[rij, leden].sum(), self.sommen.som[rij, leden].sum()
        if not self.cellen.lineair[groep, rij]:  # e.g. a standardised difference: judged as the mean it resembles
            gedrukt = som / gewicht
        grenzen = self._interval(rij, float(gedrukt), str(self.cellen.grens[groep, rij]), self.marge(rij))
        return Condition(rij, leden, grenzen[0] * gewicht, grenzen[1] * gewicht)

    def _besten(self, groep: int, rij: int) -> Condition | None:
        """The achievable benchmark is the pooled value of some: assumed known who, their place among the rest not used."""
        gedrukt = self.cellen.velden["haalbaar"][groep, rij]
        if np.isnan(gedrukt):
            return None
        leden = self.leden(groep, rij)
        gewicht = np.where(leden, self.sommen.gewicht[rij], 0.0)
        wie = besten(gewicht, self.sommen.som[rij], float(self.cellen.exact["haalbaar"][groep, rij]))
        masker = np.zeros(len(gewicht), dtype=bool)
        masker[wie] = True
        totaal, marge = gewicht[wie].sum(), self.marge(rij)
        return Condition(rij, masker, (gedrukt - marge) * totaal, (gedrukt + marge) * totaal)

    def _vroeger(self, cel: Earlier, toen: tuple[Getallen, Getallen]) -> Condition:
        """An earlier cell in terms of today's figures: everybody's change since is known, so it moves the bounds."""
        rij = self.stelsel.sleutels.index(cel.sleutel)
        gewicht, som = toen
        onder, boven = self._interval(rij, cel.gepoold, cel.grens, cel.marge)
        sinds = (self.sommen.som[rij] - som)[cel.leden].sum()
        totaal = gewicht[cel.leden].sum()
        waar = self.sommen.som[rij, cel.leden].sum()
        onder, boven = onder * totaal + sinds, boven * totaal + sinds
        if not onder - 1e-6 <= waar <= boven + 1e-6:  # not a weighted mean then either
            onder, boven = waar - cel.marge * totaal, waar + cel.marge * totaal
        return Condition(rij, cel.leden, onder, boven)

    def _vroegere_besten(self, cel: Earlier, toen: tuple[Getallen, Getallen]) -> Condition | None:
        """An earlier achievable benchmark: of whoever were the best then, in terms of today's figures."""
        rij = self.stelsel.sleutels.index(cel.sleutel)
        gewicht, som = (np.where(cel.leden, deel, 0.0) for deel in toen)
        wie = besten(gewicht, som, cel.haalbaar, cel.marge + 1e-9) if np.isfinite(cel.haalbaar) else np.array([], int)
        if not len(wie):
            return None
        masker = np.zeros(len(gewicht), dtype=bool)
        masker[wie] = True
        sinds, totaal = (self.sommen.som[rij] - som)[wie].sum(), gewicht[wie].sum()
        onder, boven = ((cel.haalbaar + teken * cel.marge) * totaal + sinds for teken in (-1, 1))
        return Condition(rij, masker, onder, boven)

    def _interval(self, rij: int, gedrukt: float, grens: str, marge: float) -> tuple[float, float]:
        laag, hoog = self.stelsel.opmaken[rij].schaal
        rand = self.ronde.drempels.rand
        if grens == "<":
            return laag, rand
        return (1 - rand, hoog) if grens == ">" else (gedrukt - marge, gedrukt + marge)

    def _verdeling(self, groep: int, rij: int) -> Distribution | None:
        alle = {p: float(self.cellen.velden[veld][groep, rij]) for veld, p in KWANTIELEN.items()}
        gedrukt = {p: q for p, q in alle.items() if not isnan(q)}
        if not gedrukt:
            return None
        leden = self.leden(groep, rij) & (self.sommen.gewicht[rij] > 0)
        leden[: len(self.stelsel.agbs)] &= self.stelsel.in_quantiles(self.ronde.drempels.clienten_per_cijfer, rij)
        return Distribution(leden, gedrukt, self.marge(rij))


def alle_sommen(stelsel: Matrix, verleden: Past) -> tuple[Sums, Masker]:
    """Everybody's figures: as they are now, or for leavers as they were last seen; and who has them now."""
    vorm = len(stelsel.sleutels), len(verleden.agbs)
    gewicht, som = np.zeros(vorm), np.zeros(vorm)
    rijen = stelsel.rij
    for cel, (toen, toen_som) in zip(verleden.cellen, verleden.versies, strict=True):
        rij = rijen[cel.sleutel]
        gewicht[rij] = np.where(toen > 0, toen, gewicht[rij])
        som[rij] = np.where(toen > 0, toen_som, som[rij])
    aantal = len(stelsel.agbs)
    nu = np.zeros(vorm, dtype=bool)
    nu[:, :aantal] = np.isfinite(stelsel.gewicht)
    gewicht[:, :aantal] = np.where(nu[:, :aantal], stelsel.gewicht, gewicht[:, :aantal])
    som[:, :aantal] = np.where(nu[:, :aantal], stelsel.som, som[:, :aantal])
    return Sums(gewicht, som), nu
