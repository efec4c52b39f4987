"""Everything published -> per figure the narrowest interval that the best-informed attacker is left with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from spiegelrapport.audit import median_audit
from spiegelrapport.audit.class_bounds import bands_of_parts, within_bands
from spiegelrapport.audit.conditions import Publication
from spiegelrapport.audit.group_cells import GroupCells
from spiegelrapport.audit.joint_audit import AuditedFigure, make_audited_figure
from spiegelrapport.audit.linear_program import Infeasible, Teller
from spiegelrapport.audit.matrices import ZONDER_SOM
from spiegelrapport.audit.median_audit import MedianCell, Tellingen
from spiegelrapport.audit.moves import Moves
from spiegelrapport.audit.pooled_audit import RUW, Attackers, PooledSearch
from spiegelrapport.audit.quantile_audit import QuantileSearch
from spiegelrapport.audit.relations import Block, make_blokken
from spiegelrapport.figures.rounding import Getallen, Rounding
from spiegelrapport.model.onthulling import Interval
from spiegelrapport.model.ronde import Drempels

LINEAIR, KWANTIELEN, SAMEN, MEDIANEN = "lineair", "kwantielen", "samen", "medianen"


@dataclass(frozen=True)
class Audit:
    """The published cells under audit. Blocks and figures are independent of each other, so each can be done again."""

    publicatie: Publication
    tellingen: Mapping[int, Tellingen]  # per figure that is a median, everybody's values
    blokken: tuple[Block, ...]
    aanvallers: Attackers
    nodig: Getallen  # the width that must stay open, per figure on its own scale
    teller: Teller = field(default_factory=Teller)
    figuren: dict[int, AuditedFigure] = field(default_factory=dict)
    zetten: dict[int, Moves] = field(default_factory=dict)

    def met(self, cellen: GroupCells) -> "Audit":
        """The same audit of other cells."""
        return replace(self, publicatie=replace(self.publicatie, cellen=cellen))

    def lineair(self, blok: Block, *, ook_nu: bool = True) -> list[Interval]:
        """The narrowest interval of every figure in a block, from all pooled values of all of them together."""
        voorwaarden = [v for rij in blok.cijfers for v in self.publicatie.lineair(rij, ook_nu=ook_nu)]
        gewicht = {rij: self.publicatie.sommen.gewicht[rij] for rij in blok.cijfers}
        nodig = {rij: float(self.nodig[rij]) for rij in blok.cijfers}
        if voorwaarden and (banden := self.publicatie.alle_banden(blok.cijfers, ook_nu=ook_nu)):
            voorwaarden += bands_of_parts(blok, banden, gewicht)
            blok = within_bands(blok, banden)
        onderzoek = PooledSearch(blok, tuple(voorwaarden), gewicht, nodig, self.aanvallers, self.teller)
        try:
            uitkomst = onderzoek.breedtes()
        except Infeasible as fout:
            return [self._onopgelost(rij, LINEAIR, str(fout)) for rij in blok.cijfers]
        return [
            interval
            for rij, breedtes in uitkomst.items()
            for interval in self._smalste(rij, breedtes.breedte, breedtes.aanvaller, LINEAIR)
        ]

    def kwantielen(self, rij: int, *, ook_nu: bool = True, van: Iterable[Interval] | None = None) -> list[Interval]:
        """The narrowest interval of one figure, from its quantiles in all groups together. `van`: of whom these are, only."""
        verdelingen = self.publicatie.verdelingen(rij, ook_nu=ook_nu)
        if not verdelingen:
            return []
        wie = None if van is None else {interval.agb for interval in van}
        alleen = None if wie is None else np.array([agb in wie for agb in self.publicatie.verleden.agbs])
        breedte = QuantileSearch(self._zetten(rij), verdelingen, self.aanvallers).breedtes(alleen)
        self.teller.doelen += int(np.isfinite(breedte).sum())
        return self._smalste(rij, breedte, [RUW] * len(breedte), KWANTIELEN)

    def _zetten(self, rij: int) -> Moves:
        """Kept, because the search for the least suppression asks for them again and again."""
        if rij not in self.zetten:
            waarden, figuur = self.publicatie.waarden(rij), self._figuur(rij)
            self.zetten.clear()
            tellingen = figuur.gewicht if figuur.geheel else None
            self.zetten[rij] = Moves(
                waarden, self.publicatie.stelsel.opmaken[rij].schaal, tellingen, self.publicatie.band(rij)
            )
        return self.zetten[rij]

    def samen(self, rij: int, *, ook_nu: bool = True) -> list[Interval]:
        """The narrowest interval of one figure, from the quantiles and pooled values of each set of members together."""
        paren = self.publicatie.paren(rij, ook_nu=ook_nu)
        breedte = self._naast_medianen(rij, ook_nu=ook_nu)
        for verdelingen, voorwaarden in paren:
            onderzoek = self._figuur(rij).onderzoek(verdelingen, voorwaarden)
            leden = verdelingen[0].leden
            self.teller.doelen += int(leden.sum())
            open_ = onderzoek.breedtes(self.aanvallers.coalitie, self.aanvallers.deel)
            breedte[leden] = np.fmin(breedte[leden], open_[leden])
        breedte = np.where(np.isinf(breedte), np.nan, breedte)
        return self._smalste(rij, breedte, [RUW] * len(breedte), SAMEN)

    def _naast_medianen(self, rij: int, *, ook_nu: bool) -> Getallen:
        """For a median over clients: nothing open where the spread of its members stands beside it and binds it."""
        breedte = np.full(len(self.publicatie.verleden.agbs), np.nan)
        medianen = self._medianen(rij) if ook_nu else []
        verdelingen = {v.leden.tobytes() for v in self.publicatie.verdelingen(rij)} if medianen else set()
        telt, tellingen = self.publicatie.sommen.gewicht[rij] > 0, self.tellingen.get(rij, {})
        for mediaan in medianen:
            leden = mediaan.leden & telt
            if leden.tobytes() in verdelingen:
                vrij = median_audit.vrij_naast(mediaan, tellingen, self.aanvallers.samen)
                breedte[leden] = np.fmin(breedte[leden], np.inf if vrij else 0.0)
        return breedte

    def _figuur(self, rij: int) -> AuditedFigure:
        if rij not in self.figuren:
            publicatie, opmaak = self.publicatie, self.publicatie.stelsel.opmaken[rij]
            self.figuren.clear()
            self.figuren[rij] = make_audited_figure(
                publicatie.sommen.gewicht[rij], publicatie.sommen.som[rij], opmaak, publicatie.band(rij)
            )
        return self.figuren[rij]

    def medianen(self, rij: int, *, ook_nu: bool = True) -> list[Interval]:
        """Whether the pooled medians of one figure leave everybody's values free: a width of the whole scale or none."""
        publicatie = self.publicatie
        gepoold = self._medianen(rij) if ook_nu else []
        if not gepoold:
            return []
        gewicht = np.round(publicatie.sommen.gewicht[rij])
        try:
            vrij = median_audit.breedtes(gewicht, self.tellingen.get(rij, {}), gepoold, self.aanvallers, self.teller)
        except Infeasible as fout:
            return [self._onopgelost(rij, MEDIANEN, str(fout))]
        schaal = publicatie.stelsel.opmaken[rij].schaal
        breedte = np.where(
            np.isnan(vrij), np.nan, np.where(vrij >= median_audit.ALLES_VRIJ, schaal[1] - schaal[0], 0.0)
        )
        return self._smalste(rij, breedte, ["behoudend"] * len(breedte), MEDIANEN)

    def _medianen(self, rij: int) -> list[MedianCell]:
        publicatie = self.publicatie
        if publicatie.stelsel.opmaken[rij].soort not in ZONDER_SOM:
            return []
        gedrukt = publicatie.cellen.velden["gepoold"][:, rij]
        nu = [
            MedianCell(publicatie.leden(int(g), rij), float(gedrukt[g]), publicatie.marge(rij))
            for g in np.flatnonzero(np.isfinite(gedrukt))
        ]
        return nu + [
            MedianCell(cel.leden, cel.gepoold, cel.marge, cel.tellingen or None)
            for cel, _ in publicatie.eerder(rij)
            if np.isfinite(cel.gepoold)
        ]

    def _smalste(self, rij: int, breedte: Getallen, aanvaller: Sequence[str], onderdeel: str) -> list[Interval]:
        """Who is too narrow, narrowest first; or else the one narrowest of all."""
        bekend = np.flatnonzero(np.isfinite(breedte))
        if len(bekend) == 0:
            return []
        volgorde = bekend[np.argsort(breedte[bekend], kind="stable")]
        te_smal = [int(i) for i in volgorde if breedte[i] < self.nodig[rij] - 1e-9]
        sleutel, agbs = self.publicatie.stelsel.sleutels[rij], self.publicatie.verleden.agbs
        return [
            Interval(sleutel, float(breedte[i]), float(self.nodig[rij]), agbs[i], onderdeel, aanvaller[i])
            for i in te_smal or [int(volgorde[0])]
        ]

    def _onopgelost(self, rij: int, onderdeel: str, fout: str) -> Interval:
        """No answer is not a pass."""
        return Interval(
            self.publicatie.stelsel.sleutels[rij], 0.0, float(self.nodig[rij]), "", onderdeel, f"geen uitkomst: {fout}"
        )


def make_audit(publicatie: Publication, tellingen: Mapping[int, Tellingen]) -> Audit:
    stelsel, ronde = publicatie.stelsel, publicatie.ronde
    lineair = np.array([opmaak.soort not in ZONDER_SOM for opmaak in stelsel.opmaken])
    return Audit(
        publicatie,
        tellingen,
        make_blokken(stelsel, publicatie.sommen, lineair),
        Attackers(ronde.drempels.coalitie, np.isin(publicatie.verleden.agbs, ronde.deel)),
        np.array([nodige_breedte(publicatie, rij) for rij in range(len(stelsel.sleutels))]),
    )


def nodige_breedte(publicatie: Publication, rij: int) -> float:
    """A share of the scale; of open-ended scales (minutes, weeks) a share of the usual value."""
    return needed_width(publicatie.stelsel.opmaken[rij], publicatie.waarden(rij), publicatie.ronde.drempels)


def needed_width(opmaak: Rounding, waarden: Getallen, drempels: Drempels) -> float:
    """The same from a figure's own values; NaN for who has none."""
    breed = opmaak.schaal[1] - opmaak.schaal[0]
    if opmaak.open:
        gangbaar = float(np.median(waarden[np.isfinite(waarden)])) if np.isfinite(waarden).any() else 0.0
        return min(drempels.bescherming * breed, drempels.p_procent / 100 * abs(gangbaar))
    return drempels.bescherming * (breed / 2 if opmaak.soort == "verschil" else breed)
