"""Figures of each levering by itself -> those of the round, in the order in which measuring all at once gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Meetwaarden
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Ronde


def joint(rijen: Mapping[str, Rijen], definities: Definities, ronde: Ronde) -> Meetwaarden:
    """The figures of the joint report, from the rows of everybody who shares it."""
    samen = measure(_together([rijen[agb] for agb in sorted(rijen)]), definities, ronde, frozenset(rijen))
    return by_agb(samen)[KLEINE_AANBIEDERS]


def by_agb(meetwaarden: Meetwaarden) -> dict[str, Meetwaarden]:
    """The figures of each by itself."""
    frame, verdelingen, strata = (
        _split(frame) for frame in (meetwaarden.frame, meetwaarden.verdelingen, meetwaarden.strata)
    )
    return {
        agb: Meetwaarden(
            deel, verdelingen.get(agb, meetwaarden.verdelingen[:0]), strata.get(agb, meetwaarden.strata[:0])
        )
        for agb, deel in frame.items()
    }


def _split(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(agb): deel.reset_index(drop=True) for agb, deel in frame.groupby("agb", sort=False)}


def join(delen: Mapping[str, Meetwaarden], definities: Definities) -> Meetwaarden:
    """All under each other: per maat in order of AGB-code, the joint report last."""
    wie = sorted(delen, key=lambda agb: (agb == KLEINE_AANBIEDERS, agb))
    maten = [
        (code, maat.code) for code, indicator in sorted(definities.indicatoren.items()) for maat in indicator.maten
    ]
    plaats = pd.MultiIndex.from_tuples(maten)
    return Meetwaarden(
        _joined([delen[agb].frame for agb in wie], plaats),
        _joined([delen[agb].verdelingen for agb in wie], plaats),
        _joined([delen[agb].strata for agb in wie], plaats),
    )


def _together(rijen: Sequence[Rijen]) -> Rijen:
    return Rijen(*(_under([getattr(een, veld.name) for een in rijen]) for veld in fields(Rijen)))


def _under(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([frame for frame in frames if len(frame)] or list(frames[:1]), ignore_index=True)


def _joined(frames: Sequence[pd.DataFrame], maten: pd.MultiIndex) -> pd.DataFrame:
    """Every frame is in order of its maten already, and so keeps its own order within each."""
    alles = _under(frames)
    orde = np.argsort(maten.get_indexer(pd.MultiIndex.from_frame(alles[["indicator", "maat"]])), kind="stable")
    return alles.iloc[orde].reset_index(drop=True)
