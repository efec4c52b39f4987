"""A finished PDF -> proof that nothing in it is somebody else's: names, addresses, AGB-codes, unrounded figures.

Searched are the text as drawn (through each font's own table), every string (alternative texts, bookmarks, properties),
the metadata, the attachments with their names, and every decoded stream. The commonest disaster in a batch of reports is
silent: everybody gets the last one's chart. So this runs on every file, before it gets its final name. That name and those
of the attachments are seen by whoever sees the file go by: they say whose report it is, and nothing else at all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from spiegelrapport.bestanden import slug
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.errors import DisclosureError
from spiegelrapport.model.cijfers import Meetwaarden
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.publish.lezen import Inhoud, lees

KORTSTE_NAAM = 6  # letters and digits; a shorter name is only found as whole words
DECIMALEN_TEKST = 4  # nothing is printed with so many
CIJFERS_TEKST = 5  # significant digits: a coarse 0,0025 is no unrounded figure
CIJFERS_STROOM = 10  # significant digits: more than a coordinate has, fewer than an unrounded figure
CODE = re.compile(r"(?<![0-9A-Za-z.,])\d{7,8}(?![0-9A-Za-z]|[.,]\d)")
GETAL_TEKST = re.compile(rf"(?<![\d.,])-?\d+[.,]\d{{{DECIMALEN_TEKST},}}")
GETAL_STROOM = re.compile(rb"(?<![\d.])-?\d*\.\d{5,}")
OVERIG = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Zoeker:
    """What nobody may find in another's report. Made once per run; `keur` is called for every finished file."""

    register: Mapping[str, Keurmerkdrager]
    meetwaarden: Meetwaarden
    definities: Definities
    verslagjaar: int
    kleine: frozenset[str] = frozenset()

    def keur(self, inhoud: bytes, agb: str, bestandsnaam: str) -> None:
        """DisclosureError when the file of `agb`, or the name it is to get, holds anything of another."""
        gevonden = (*self._vreemde_namen([bestandsnaam], agb), *self.zoek(inhoud, agb))
        if gevonden:
            raise DisclosureError(
                f"in het rapport van {agb} staat iets van een ander: {gevonden[0]}",
                waar=f"{len(gevonden)} vondst(en): " + "; ".join(gevonden[:5]),
                tip="dit rapport is niet vrijgegeven; meld het met dit bericht aan wie het programma beheert",
            )

    def zoek(self, inhoud: bytes, agb: str) -> tuple[str, ...]:
        """Everything found, in words for the analyst."""
        gelezen = lees(inhoud)
        eigen = self._eigen(agb)
        woorden = [("tekst", gelezen.tekst), *((f"{soort}", tekst) for soort, tekst in gelezen.zaken)]
        vondsten = self._vreemde_namen(gelezen.bijlagen, agb)
        for waar, tekst in woorden:
            vondsten += [f"{wat} ({waar})" for wat in self._namen(tekst, agb, eigen)]
            vondsten += [f"AGB-code {code} ({waar})" for code in self._codes(tekst, agb)]
            vondsten += [f"onafgerond cijfer {g} ({waar})" for g in self._getallen(_uit_tekst(tekst), agb)]
        vondsten += [f"onafgerond cijfer {g} (tekening)" for g in self._getallen(_uit_stromen(gelezen), agb)]
        return tuple(dict.fromkeys(vondsten))

    def _vreemde_namen(self, namen: Iterable[str], agb: str) -> list[str]:
        """File names that are not exactly the reader's: a rank, a number of clients or another's name would be more."""
        eigen_naam = slug(self.register[agb].naam) if agb in self.register else ""
        stam = agb if eigen_naam in ("", agb) else f"{agb}-{eigen_naam}"
        bijlage = f"cijfers-{stam}-{self.verslagjaar}"
        eigen = {f"{stam}.pdf", f"{stam}.html", f"{bijlage}.csv", f"{bijlage}.xlsx"}
        return [f"de bestandsnaam '{naam}' zegt meer dan van wie het rapport is" for naam in namen if naam not in eigen]

    def _eigen(self, agb: str) -> str:
        drager = self.register.get(agb)
        return " ".join((drager.naam, drager.contactpersoon, drager.email)) if drager else ""

    def _namen(self, tekst: str, agb: str, eigen: str) -> list[str]:
        """Names of others, also when broken over lines or hyphenated; a name within the own name is not one."""
        plat = _plat(tekst)
        if agb in self.register:
            plat = plat.replace(_plat(self.register[agb].naam), "\n")
        laag = tekst.casefold()
        eigen_plat = _plat(eigen)
        gevonden = []
        for code, naald, hoe in self._naalden:
            if code == agb or _plat(naald) in eigen_plat:
                continue
            raak = _plat(naald) in plat if hoe == "plat" else re.search(rf"\b{re.escape(naald)}\b", laag)
            gevonden += [naald] if raak else []
        return gevonden

    @cached_property
    def _naalden(self) -> tuple[tuple[str, str, str], ...]:
        naalden = []
        for agb, drager in sorted(self.register.items()):
            for woord in (drager.naam, drager.email, drager.contactpersoon):
                plat = _plat(woord)
                if len(plat) >= KORTSTE_NAAM and (woord is not drager.contactpersoon or " " in woord.strip()):
                    naalden.append((agb, woord.casefold(), "plat"))
                elif plat and woord is drager.naam:
                    naalden.append((agb, woord.casefold(), "woord"))
        return tuple(naalden)

    def _codes(self, tekst: str, agb: str) -> list[str]:
        """AGB-codes of others, also with a leading zero eaten."""
        return sorted({code.zfill(8) for code in CODE.findall(tekst)} & (self._agbs - {agb}))

    @cached_property
    def _agbs(self) -> frozenset[str]:
        return frozenset(self.register)

    def _getallen(self, getallen: Iterable[str], agb: str) -> list[str]:
        """Numbers that are somebody else's unrounded figure, to all digits they show."""
        teksten = sorted(set(getallen))
        if not teksten:
            return []
        waarden = np.array([float(tekst) for tekst in teksten])
        marge = np.array([0.51 * 10.0 ** -len(tekst.split(".")[1]) for tekst in teksten])
        anderen, eigen = self._cijfers(agb)
        raak = _dichtbij(anderen, waarden, marge) & ~_dichtbij(eigen, waarden, marge)
        return [tekst for tekst, is_raak in zip(teksten, raak, strict=True) if is_raak]

    def _cijfers(self, agb: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        waarden, wie = self._alle_cijfers
        eigen = wie == agb
        return waarden[~eigen], waarden[eigen]

    @cached_property
    def _alle_cijfers(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.str_]]:
        """Everybody's unrounded figures as they are and in percent, sorted; those that are short by nature left out."""
        frame = self.meetwaarden.frame
        waarden = np.concatenate([frame["waarde"], frame["onder"], frame["boven"]]).astype(float)
        wie = np.tile(frame["agb"].to_numpy(dtype=str), 3)
        waarden, wie = np.concatenate([waarden, waarden * 100]), np.tile(wie, 2)
        lang = np.isfinite(waarden) & (np.abs(waarden * 1000 - np.round(waarden * 1000)) > 1e-6)
        orde = np.argsort(waarden[lang], kind="stable")
        return waarden[lang][orde], wie[lang][orde]


def _dichtbij(
    gesorteerd: npt.NDArray[np.float64], waarden: npt.NDArray[np.float64], marge: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    onder = np.searchsorted(gesorteerd, waarden - marge, side="left")
    return np.asarray(onder < np.searchsorted(gesorteerd, waarden + marge, side="right"))


def _plat(tekst: str) -> str:
    """Letters and digits only, so that line ends, hyphens and spaces cannot hide a name."""
    return OVERIG.sub("", tekst.casefold())


def _uit_tekst(tekst: str) -> Iterable[str]:
    for getal in GETAL_TEKST.findall(tekst.replace("\N{MINUS SIGN}", "-")):
        if len(getal.lstrip("-0.,").replace(".", "").replace(",", "")) >= CIJFERS_TEKST:
            yield getal.replace(",", ".")


def _uit_stromen(gelezen: Inhoud) -> Iterable[str]:
    for stroom in gelezen.stromen:
        for getal in GETAL_STROOM.findall(stroom):
            if len(getal.lstrip(b"-0.").replace(b".", b"")) >= CIJFERS_STROOM:
                yield getal.decode()
