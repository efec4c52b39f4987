"""Published cells + one reader's own rows -> Publishable, the only thing that may reach paper."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from spiegelrapport.audit.group_cells import GroupCells
from spiegelrapport.audit.matrices import Masker, Matrix
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.disclose.casemix import expected
from spiegelrapport.disclose.cellen import groepcel
from spiegelrapport.disclose.kwaliteit import eigen_kwaliteit, gezamenlijke_kwaliteit
from spiegelrapport.disclose.own_cells import joint_cell, own_cell
from spiegelrapport.disclose.respons import describes
from spiegelrapport.figures.rounding import unrounded
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, TOTAAL, Benchmark, Kwaliteitstelling, Sleutel
from spiegelrapport.model.publishable import (
    GEEN_CEL,
    Cel,
    Cijfer,
    GroepCel,
    GroepUitleg,
    Kwaliteit,
    Publishable,
)
from spiegelrapport.model.ronde import Groep, Groepsregel, Keurmerkdrager, Ronde

TELLER_TRAJECTEN = ("onvolledig", "waarde")  # the figure whose n counts every closed traject
NAAM_KLEINE = "Kleine aanbieders"
GEEN_TELLING = Kwaliteitstelling(0, {}, {}, {}, {}, (0, 0), (0, 0), frozenset())
Rij = dict[str, float]


@dataclass(frozen=True)
class PublishableMaker:
    """Everything that documents are made from; makes one document at a time."""

    stelsel: Matrix
    cellen: GroupCells
    benchmark: Benchmark
    register: Mapping[str, Keurmerkdrager]
    kwaliteit: Mapping[str, Kwaliteitstelling]
    definities: Definities
    ronde: Ronde
    kleine: frozenset[str]
    getoond: Mapping[str, Masker]
    vorige: Mapping[str, tuple[str, Mapping[Sleutel, Cel]]]
    streng: bool = True

    def publishable(self, agb: str, groepen: tuple[str, ...]) -> Publishable:
        """The document of `agb` (or the joint one) beside `groepen`, best fitting first; nothing is compared yet."""
        periode, vorige = self.vorige.get(agb, (None, {}))
        return Publishable(
            soort="kleine aanbieders" if agb == KLEINE_AANBIEDERS else "eigen",
            agb=agb,
            naam=NAAM_KLEINE if agb == KLEINE_AANBIEDERS else self.register[agb].naam,
            lezer=self.register.get(agb),
            ronde=self.ronde,
            cijfers=self._cijfers(agb, groepen),
            groepen=tuple(self._uitleg(agb, groep) for groep in groepen),
            kwaliteit=self._kwaliteit(agb),
            definitieversie=self.definities.versie,
            deelnemers=len(self.kleine) if agb == KLEINE_AANBIEDERS else None,
            vorige=vorige,
            vorige_periode=periode,
        )

    def _kwaliteit(self, agb: str) -> Kwaliteit:
        if agb != KLEINE_AANBIEDERS:
            return eigen_kwaliteit(self.kwaliteit.get(agb, GEEN_TELLING), self.ronde.drempels)
        trajecten = self.stelsel.rij.get(Sleutel(*TELLER_TRAJECTEN, self.ronde.periode, TOTAAL))
        cel = None if trajecten is None else self._groepcel(agb, trajecten)
        return gezamenlijke_kwaliteit(self.stelsel, self.cellen, self.kwaliteit, self.kleine, self.ronde, cel)

    def _cijfers(self, agb: str, groepen: tuple[str, ...]) -> dict[Sleutel, Cijfer]:
        rijen = self._eigen_rijen.get(agb, {})
        cijfers = {
            self.stelsel.sleutels[rij]: self._cijfer(agb, int(rij), rijen.get(self.stelsel.sleutels[rij]), groepen)
            for rij in np.flatnonzero(self.getoond[agb])
        }
        return {
            sleutel: replace(cijfer, beschrijft=describes(sleutel, cijfers, self.definities, self.ronde))
            for sleutel, cijfer in cijfers.items()
        }

    def _cijfer(self, agb: str, rij: int, eigen: Rij | None, groepen: tuple[str, ...]) -> Cijfer:
        verwacht = {groep: self._verwacht(agb, rij, groep) for groep in groepen if eigen}
        return Cijfer(
            self.stelsel.sleutels[rij],
            self._eigen_cel(agb, rij, eigen),
            tuple(self._groepcel(groep, rij) for groep in groepen),
            parameters=self.cellen.parameters.get(rij),
            verwacht={groep: waarde for groep, waarde in verwacht.items() if waarde is not None},
        )

    def _eigen_cel(self, agb: str, rij: int, eigen: Rij | None) -> Cel:
        opmaak = self.stelsel.opmaken[rij]
        if eigen is None:
            return GEEN_CEL
        if agb == KLEINE_AANBIEDERS:
            gedeeld = self.cellen.parameters.get(rij)
            return joint_cell(self._groepcel(KLEINE_AANBIEDERS, rij), gedeeld, opmaak, self.ronde.drempels)
        return own_cell(eigen, opmaak, self.ronde.drempels, self.streng)

    def _groepcel(self, groep: str, rij: int) -> GroepCel:
        plaats = (groep, rij)
        if plaats not in self._gemaakt:
            self._gemaakt[plaats] = groepcel(self.cellen, self.cellen.index(groep), rij)
        return self._gemaakt[plaats]

    @cached_property
    def _gemaakt(self) -> dict[tuple[str, int], GroepCel]:
        return {}

    def _verwacht(self, agb: str, rij: int, groep: str) -> float | None:
        """The expected value only where the case mix behind it hides everybody, and beside a group value in full.

        For who has the group's own mix it is the group's value: where that is withheld or only bounded, so is this.
        """
        cel = self._groepcel(groep, rij)
        if cel.gepoold is None or cel.grens:
            return None
        waarde = self._verwachte.get((agb, groep, self.stelsel.sleutels[rij]))
        return unrounded(waarde, self.stelsel.opmaken[rij].plaatsen)

    @cached_property
    def _verwachte(self) -> dict[tuple[str, str, Sleutel], float]:
        return expected(self.benchmark, self.ronde, self.stelsel)

    @cached_property
    def _eigen_rijen(self) -> dict[str, dict[Sleutel, Rij]]:
        velden = ["n", "waarde", "onder", "boven", "variantie", "ontbrekend", "uitgesloten"]
        frame = self.benchmark.meetwaarden.frame
        getallen = frame[velden].to_numpy(dtype=float, na_value=np.nan)
        rijen: dict[str, dict[Sleutel, Rij]] = {}
        for agb, sleutel, waarden in zip(frame["agb"], _sleutels(frame), getallen.tolist(), strict=True):
            rijen.setdefault(agb, {})[sleutel] = dict(zip(velden, waarden, strict=True))
        return rijen

    def _uitleg(self, agb: str, groep_id: str) -> GroepUitleg:
        groep = next(groep for groep in self.benchmark.groepen if groep.id == groep_id)
        regel = next((regel for regel in self.ronde.benchmarkgroepen if regel.code == groep.code), None)
        keuze = self.benchmark.keuzes.get(agb)
        eerste = keuze is not None and keuze.groepen[:1] == (groep_id,)
        terugval = keuze.terugval if keuze is not None and eerste else None
        kort = regel.kort if regel else ""
        return GroepUitleg(groep.id, groep.naam, len(groep.leden), in_words(regel, groep), terugval, kort)


def in_words(regel: Groepsregel | None, groep: Groep) -> str:
    """The rule of a group in plain Dutch, without a full stop: what makes somebody a member, never who is."""
    if regel is None or regel.regel == "allen":
        return "Alle keurmerkdragers met gegevens in deze ronde"
    if regel.regel == "kolom":
        return f"{_same(groep, regel.kolom)}{_waarom(groep)}"
    if regel.regel == "banden":
        wat = (
            "met ongeveer evenveel afgesloten trajecten"
            if regel.cijfer == "trajecten"
            else "met een vergelijkbaar cijfer"
        )
        return f"Keurmerkdragers {wat}{_waarom(groep)}"
    return "Een vooraf samengestelde groep"


def _same(groep: Groep, kolom: str) -> str:
    if groep.delen:
        return f"Keurmerkdragers met een van deze waarden van het kenmerk ‘{kolom}’"
    return f"Keurmerkdragers waarvan het kenmerk ‘{kolom}’ hetzelfde is"


def _waarom(groep: Groep) -> str:
    if not groep.delen:
        return ""
    return f"; samengevoegd uit {len(groep.delen)} groepen, omdat er te kleine bij waren"


def _sleutels(frame: pd.DataFrame) -> list[Sleutel]:
    return [Sleutel(*rij) for rij in frame[SLEUTEL].itertuples(index=False, name=None)]
