"""What disclosure control decides and proves: the release, its certificate, and the ledger of what is already out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Publishable


@dataclass(frozen=True, slots=True)
class GrootboekRonde:
    """One edition in the ledger, as read back from its Parquet file.

    `regels` is one long frame; column `soort` says what a row is, columns that a kind does not use are empty:

    "cel"     a published group cell: groep, leden (hash of the member set), SLEUTEL, velden, k, n, gepoold, grens,
              p10 ... p90, haalbaar, decimalen, eenheid, documenten (space-separated AGB-codes of the readers)
    "parameters"  what everybody's figures have in common, as published: SLEUTEL, k, tau, binnen
    "lid"     a member of a group: leden, agb
    "waarde"  what one member's figure was at that time: agb, SLEUTEL, gewicht, som (internal, full precision)
    "verdeling"  for a median, how often a value of one member occurred then: agb, SLEUTEL, waarde, gewicht (internal)
    "band"    between which values a group's rule said that one member's figure was: agb, SLEUTEL, onder, boven (internal)
    "eigen"   an own cell as printed: document (agb), SLEUTEL, waarde, onder, boven, n, grens, reden
    """

    verslagjaar: int
    versie: str
    volgnummer: int
    hash: str  # SHA-256 of the file
    vorige: str  # hash of the file before it; "" for the first
    regels: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Grootboek:
    """Every edition that is out, oldest first; the hash chain has been verified while reading."""

    rondes: tuple[GrootboekRonde, ...] = ()

    @property
    def kop(self) -> str:
        """The hash of the newest file: who keeps it elsewhere can prove that nothing was taken away."""
        return self.rondes[-1].hash if self.rondes else ""


@dataclass(frozen=True, slots=True)
class Maatregelen:
    """Which protections are on. All of them, except in tests that show what happens without."""

    drempels: bool = True
    afronden: bool = True
    aanvullend: bool = True  # suppress further until the audit passes


@dataclass(frozen=True, slots=True)
class Interval:
    """What the best-informed attacker can still not tell apart: the narrowest feasible interval of one figure.

    `breedte` is on the figure's own scale; `nodig` the width that must stay open; `agb` whose value it is (never printed
    outside the certificate); `aanvaller` which scenario left so little.
    """

    sleutel: Sleutel
    breedte: float
    nodig: float
    agb: str
    onderdeel: str  # "lineair", "kwantielen" or "medianen"
    aanvaller: str

    @property
    def voldoende(self) -> bool:
        return self.breedte >= self.nodig


@dataclass(frozen=True, slots=True)
class Onderdrukking:
    """One cell (or part of one) that was taken out, by which rule, and for whose protection."""

    groep: str
    sleutel: Sleutel
    velden: tuple[str, ...]
    regel: str  # "k<minimum", "n<minimum", "dominantie", "p%", "onthulling", ...
    lezers: int  # documents that would have shown it
    voor: tuple[str, ...] = ()  # AGB-codes that it protects; empty for the rules that protect all


@dataclass(frozen=True, slots=True)
class Verlies:
    """What one rule cost."""

    regel: str
    waarden: int  # published numbers taken out
    aandeel: float  # of all numbers that could have been published


@dataclass(frozen=True, slots=True)
class Tekort:
    """A figure that would be derivable, and what would mend that."""

    interval: Interval
    herstel: str


@dataclass(frozen=True, slots=True)
class Telling:
    """How much was checked."""

    cijfers: int
    groepscellen: int
    zorgaanbieders: int
    programmas: int  # linear programs solved
    geheeltallig: int  # integer programs solved
    doelen: int  # zorgaanbieder x figure intervals computed
    eerder: int  # published cells of earlier editions that took part
    ronden: int  # times the audit ran until it passed


@dataclass(frozen=True, slots=True)
class Certificaat:
    """The proof for the analyst. Confidential: it names whose figure was protected."""

    ronde: str
    verslagjaar: int
    versie: str
    definitieversie: str
    geslaagd: bool
    aannames: tuple[str, ...]
    telling: Telling
    smalste: tuple[Interval, ...]  # per figure, narrowest first relative to what is needed
    onderdrukt: tuple[Onderdrukking, ...]
    verlies: tuple[Verlies, ...]
    tekort: tuple[Tekort, ...]
    eerder_bekend: tuple[Interval, ...]  # derivable from what is already out, whatever this edition shows
    documenten: int
    grootboek_kop: str


@dataclass(frozen=True, slots=True)
class Onthulling:
    """The outcome of disclosure control for a round."""

    publishables: Mapping[str, Publishable]
    certificaat: Certificaat
    grootboekregels: pd.DataFrame  # this edition's rows for the ledger
    niet_gemaakt: Mapping[str, str] = field(
        default_factory=dict
    )  # document that there would have been -> why it is not
    redenen: Mapping[tuple[str, Sleutel], str] = field(default_factory=dict)  # group value withheld -> by which rule
    voorstellen: tuple[str, ...] = ()  # what the analyst may change so that more can be shown
    ruim: Mapping[str, Publishable] = field(default_factory=dict)  # each document beside all groups of its reader

    @property
    def geslaagd(self) -> bool:
        """Whether anything may be released at all."""
        return self.certificaat.geslaagd
