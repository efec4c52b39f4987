"""A provider's hidden truth, told by the generator itself: its rows had it treated a great many clients in the reporting year."""

from dataclasses import replace

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Breuk, Definities
from spiegelrapport.demo.aanbieders import Praktijk
from spiegelrapport.demo.cqi import make_cqi
from spiegelrapport.demo.rom import make_rom
from spiegelrapport.demo.trajecten import make_trajecten
from spiegelrapport.model.ronde import Ronde

STROOM = 2  # of chance: the rows of a round
STROOM_WAARHEID = 4
Tabellen = dict[str, pd.DataFrame]


def make_tables(praktijk: Praktijk, ronde: Ronde, definities: Definities, seed: int) -> Tabellen:
    """The rows that one provider delivers; its own random stream, so that no other provider changes it."""
    return _tables(praktijk, ronde, definities, np.random.default_rng([seed, STROOM, praktijk.nummer]))


def make_truth(
    praktijk: Praktijk, ronde: Ronde, definities: Definities, seed: int, trajecten: int = 20_000
) -> Tabellen:
    """The same provider with so many trajecten that its figures are all but what they truly are. Other years stay empty."""
    volumes = {jaar: trajecten if jaar == ronde.verslagjaar else 0 for jaar in praktijk.volumes}
    kans = np.random.default_rng([seed, STROOM_WAARHEID, praktijk.nummer])
    return _tables(replace(praktijk, volumes=volumes), ronde, definities, kans)


def _tables(praktijk: Praktijk, ronde: Ronde, definities: Definities, kans: np.random.Generator) -> Tabellen:
    trajecten = make_trajecten(praktijk, ronde, kans, first_day(definities.breuken["zorgprestatiemodel"]))
    return {
        "trajecten": trajecten,
        "rom": make_rom(trajecten, praktijk, definities.instrumenten, ronde.peildatum, kans),
        "cqi": make_cqi(trajecten, praktijk, kans, first_day(definities.breuken["cqi"])),
    }


def first_day(breuk: Breuk) -> np.datetime64:
    """From this day on the new way holds."""
    return np.datetime64(f"{breuk.eerste_jaar}-01-01")
