"""A finished PDF or dashboard -> proof that nothing in it is somebody else's: names, addresses, AGB-codes, unrounded figures.

Searched are the text as drawn (through each font's own table), every string (alternative texts, bookmarks, properties),
the metadata, the attachments with their names, and every decoded stream. The commonest disaster in a batch of reports is
silent: everybody gets the last one's chart. So this runs on every file, before it gets its final name. That name and those
of the attachments are seen by whoever sees the file go by: they say whose report it is, and nothing else at all.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from spiegelrapport.errors import DisclosureError
from spiegelrapport.model.cijfers import Meetwaarden
from spiegelrapport.model.own_words import OwnWords
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.publish.html_text import read_page
from spiegelrapport.publish.language import Language
from spiegelrapport.publish.name_search import Needle, find, make_needles
from spiegelrapport.publish.needle_index import NeedleIndex
from spiegelrapport.publish.pdf_text import PdfText, read
from spiegelrapport.publish.searchable_text import SearchableText
from spiegelrapport.spelling import letters, slug

PDF = b"%PDF"
DECIMALEN_TEKST = 4  # nothing is printed with so many
CIJFERS_TEKST = 5  # significant digits: a coarse 0,0025 is no unrounded figure
CIJFERS_STROOM = 10  # significant digits: more than a coordinate has, fewer than an unrounded figure
CODE = re.compile(r"(?<![0-9A-Za-z.,])\d{7,8}(?![0-9A-Za-z]|[.,]\d)")
GETAL_TEKST = re.compile(rf"(?<![\d.,])-?\d+[.,]\d{{{DECIMALEN_TEKST},}}")
GETAL_STROOM = re.compile(rb"(?<![\d.])-?\d*\.\d{5,}")


@dataclass(frozen=True)
class LeakSearch:
    """What nobody may find in another's report. Made once per run; `keur` is called for every finished file."""

    register: Mapping[str, Keurmerkdrager]
    meetwaarden: Meetwaarden
    verslagjaar: int
    woorden: OwnWords = field(default_factory=OwnWords)

    def inspect(self, inhoud: bytes, agb: str, bestandsnaam: str, geschreven: Sequence[str] = ()) -> None:
        """DisclosureError when the file of `agb`, or the name it is to get, holds anything of another.

        `geschreven`: what the analyst wrote in it, in which an ordinary word may be somebody's name.
        """
        gevonden = (*self._vreemde_namen([bestandsnaam], agb), *self.search(inhoud, agb, geschreven))
        if gevonden:
            raise DisclosureError(
                f"in het rapport van {agb} staat iets van een ander: {gevonden[0]}",
                waar=f"{len(gevonden)} vondst(en): " + "; ".join(gevonden[:5]),
                tip="dit rapport is niet vrijgegeven; meld het met dit bericht aan wie het programma beheert",
            )

    def inspect_shared(self, inhoud: bytes, agbs: Collection[str], bestandsnaam: str) -> None:
        """DisclosureError when a paper for several readers holds anything of one who is not among `agbs`."""
        gevonden = self.search(inhoud, agbs)
        if gevonden:
            raise DisclosureError(
                f"in {bestandsnaam} staat iets van wie daar niet mag staan: {gevonden[0]}",
                waar=f"{len(gevonden)} vondst(en): " + "; ".join(gevonden[:5]),
                tip="dit papier is niet gemaakt; meld het met dit bericht aan wie het programma beheert",
            )

    def search(self, inhoud: bytes, van: str | Collection[str], geschreven: Sequence[str] = ()) -> tuple[str, ...]:
        """Everything found of others than `van`, one AGB-code or several, in words for the analyst."""
        agb = frozenset([van]) if isinstance(van, str) else frozenset(van)
        gelezen = read(inhoud) if inhoud.startswith(PDF) else read_page(inhoud)
        van_analist = Language(OwnWords(tuple(geschreven)))
        woorden = [("tekst", gelezen.tekst), *((f"{soort}", tekst) for soort, tekst in gelezen.zaken)]
        vondsten = self._vreemde_namen(gelezen.bijlagen, van) if isinstance(van, str) else []
        for waar, tekst in woorden:
            vondsten += [f"{wat} ({waar})" for wat in self._namen(SearchableText(tekst), agb, van_analist)]
            vondsten += [f"AGB-code {code} ({waar})" for code in self._codes(tekst, agb)]
            vondsten += [f"onafgerond cijfer {g} ({waar})" for g in self._getallen(_uit_tekst(tekst), agb)]
        vondsten += [f"onafgerond cijfer {g} (tekening)" for g in self._getallen(_uit_stromen(gelezen), agb)]
        return tuple(dict.fromkeys(vondsten))

    @property
    def gewone_woorden(self) -> tuple[str, ...]:
        """Names, addresses and contacts in the register that reports say by themselves, so that their place decides."""
        return tuple(dict.fromkeys(naald.tekst for naald in self._naalden if naald.van_ons))

    @cached_property
    def stempel(self) -> str:
        """Hash of everything that is looked for: while it is the same, a file that passed need not be read again."""
        som = hashlib.sha256(repr((sorted(self._naalden, key=repr), self.verslagjaar)).encode())
        waarden, wie = self._alle_cijfers
        som.update(waarden.tobytes() + "\0".join(wie).encode())
        return som.hexdigest()

    def _vreemde_namen(self, namen: Iterable[str], agb: str) -> list[str]:
        """File names that are not exactly the reader's: a rank, a number of clients or another's name would be more."""
        eigen_naam = slug(self.register[agb].naam) if agb in self.register else ""
        stam = agb if eigen_naam in ("", agb) else f"{agb}-{eigen_naam}"
        bijlage = f"cijfers-{stam}-{self.verslagjaar}"
        eigen = {f"{stam}.pdf", f"{stam}.html", f"{bijlage}.csv", f"{bijlage}.xlsx"}
        eigen.add(f"dashboard-{stam}-{self.verslagjaar}.html")
        return [f"de bestandsnaam '{naam}' zegt meer dan van wie het rapport is" for naam in namen if naam not in eigen]

    def _namen(self, tekst: SearchableText, agbs: frozenset[str], geschreven: Language) -> list[str]:
        """Names of others; a name within the reader's own is not one."""
        eigen = (
            *(letters(agb) for agb in sorted(agbs)),
            *(naald.plat for naald in self._naalden if naald.agb in agbs),
        )  # the joint report's is its code
        anderen = (naald for naald in self._index.possible(tekst.plat) if naald.agb not in agbs)
        return [naald.tekst for naald in anderen if find(tekst, naald, self._taal, eigen, geschreven)]

    @cached_property
    def _taal(self) -> Language:
        return Language(self.woorden)

    @cached_property
    def _naalden(self) -> tuple[Needle, ...]:
        return make_needles(self.register, self._taal)

    @cached_property
    def _index(self) -> NeedleIndex:
        return NeedleIndex(self._naalden)

    def _codes(self, tekst: str, agbs: frozenset[str]) -> list[str]:
        """AGB-codes of others, also with a leading zero eaten."""
        return sorted({code.zfill(8) for code in CODE.findall(tekst)} & (self._agbs - agbs))

    @cached_property
    def _agbs(self) -> frozenset[str]:
        return frozenset(self.register)

    def _getallen(self, getallen: Iterable[str], agbs: frozenset[str]) -> list[str]:
        """Numbers that are somebody else's unrounded figure, to all digits they show."""
        teksten = sorted(set(getallen))
        if not teksten:
            return []
        waarden = np.array([float(tekst) for tekst in teksten])
        marge = np.array([0.51 * 10.0 ** -len(tekst.split(".")[1]) for tekst in teksten])
        anderen, eigen = self._cijfers(agbs)
        raak = _dichtbij(anderen, waarden, marge) & ~_dichtbij(eigen, waarden, marge)
        return [tekst for tekst, is_raak in zip(teksten, raak, strict=True) if is_raak]

    def _cijfers(self, agbs: frozenset[str]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        waarden, wie = self._alle_cijfers
        eigen = np.isin(wie, sorted(agbs))
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


def _uit_tekst(tekst: str) -> Iterable[str]:
    for getal in GETAL_TEKST.findall(tekst.replace("\N{MINUS SIGN}", "-")):
        if len(getal.lstrip("-0.,").replace(".", "").replace(",", "")) >= CIJFERS_TEKST:
            yield getal.replace(",", ".")


def _uit_stromen(gelezen: PdfText) -> Iterable[str]:
    for stroom in gelezen.stromen:
        for getal in GETAL_STROOM.findall(stroom):
            if len(getal.lstrip(b"-0.").replace(b".", b"")) >= CIJFERS_STROOM:
                yield getal.decode()
