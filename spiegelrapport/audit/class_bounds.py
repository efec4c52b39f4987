"""Proves with the rest: what membership of a group that cuts a figure into classes tells of everybody's own value."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from spiegelrapport.audit.linear_program import Condition
from spiegelrapport.audit.matrices import Grenzen
from spiegelrapport.audit.relations import GELIJK, Block, per_lid
from spiegelrapport.figures.rounding import Getallen

VER = 1e6  # beyond any scale: no program multiplies with infinity


def within_bands(blok: Block, banden: Mapping[int, Grenzen]) -> Block:
    """The block with what membership of groups tells: bounds on everybody's own value of the figures that rules cut.

    Of figures that are a base figure by themselves; of the others see `bands_of_parts`. A bound itself belongs to the class above it.
    """
    gesneden = [(rij, basis) for rij in blok.cijfers if rij in banden for basis in _own_bases(blok, rij)]
    if not gesneden:
        return blok
    onder, boven = (np.broadcast_to(per_lid(rand), blok.gewicht.shape).copy() for rand in (blok.onder, blok.boven))
    for rij, basis in gesneden:
        gewicht, som = blok.gewicht[basis], blok.som[basis]
        telt = gewicht > 0
        laag, hoog = (
            np.where(telt, rand, 0.0) * gewicht
            for rand in (np.maximum(banden[rij][0], onder[basis]), np.minimum(banden[rij][1], boven[basis]))
        )
        if blok.geheel:
            laag, hoog = (
                np.ceil(laag - GELIJK),
                np.where(banden[rij][1] <= boven[basis], np.ceil(hoog - GELIJK) - 1, hoog),
            )
        onder[basis, telt] = (np.minimum(laag, som) / np.where(telt, gewicht, 1.0))[telt]
        boven[basis, telt] = (np.maximum(hoog, som) / np.where(telt, gewicht, 1.0))[telt]
    return replace(blok, onder=onder, boven=boven)


def bands_of_parts(blok: Block, banden: Mapping[int, Grenzen], gewicht: Mapping[int, Getallen]) -> list[Condition]:
    """The same of figures that are sums of parts: bounds on none of the parts, so a condition about each member."""
    uit = []
    for rij, band in banden.items():
        if rij not in blok.cijfers or _own_bases(blok, rij):
            continue
        for wie in np.flatnonzero((gewicht[rij] > 0) & np.isfinite(band).any(axis=0)):
            laag, hoog = (float(np.clip(rand[wie], -VER, VER) * gewicht[rij][wie]) for rand in band)
            if blok.geheel and np.isfinite(band[1][wie]):
                hoog = float(np.ceil(hoog - GELIJK) - 1)
            uit.append(Condition(rij, np.arange(len(gewicht[rij])) == wie, laag, hoog))
    return uit


def _own_bases(blok: Block, rij: int) -> list[int]:
    """The base figures of a figure that nobody has two of; none when it is made of several parts."""
    bases = list(blok.cijfers[rij])
    enkel = all(factor == 1.0 for factor in blok.cijfers[rij].values())
    return bases if enkel and ((blok.gewicht[bases] > 0).sum(axis=0) <= 1).all() else []
