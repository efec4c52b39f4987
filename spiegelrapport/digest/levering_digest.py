"""A levering as read -> judged, answered and measured by itself; what is handed over are figures, not rows."""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.digest.digest_bytes import Digest, to_bytes
from spiegelrapport.digest.round_figures import by_agb
from spiegelrapport.measure import kleine_aanbieders, kwaliteit, measure
from spiegelrapport.model.cijfers import Kwaliteitstelling, Meetwaarden
from spiegelrapport.model.leveringen import AfgekeurdeLevering, CheckedLevering, IngenomenLevering, Levering, Rijen
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.publish.answer_workbook import answer_files
from spiegelrapport.validate import collect, judge, key_figures, make_antwoord, without_answer


@dataclass(frozen=True, slots=True)
class Digested:
    """What comes out of the process that read one levering.

    `inhoud` is the Digest and its figures, as bytes. `antwoord` are the files for the zorgaanbieder, by name. `rijen`
    come along only of whoever shares the joint report: a small levering, measured once more together with the others.
    """

    inhoud: bytes
    antwoord: Mapping[str, bytes]
    rijen: Rijen | None = None
    spoor: str = ""  # why the answer could not be written, for the log


@dataclass(frozen=True, slots=True)
class Measurement:
    """One zorgaanbieder, measured; its rows when it shares the joint report."""

    cijfers: Meetwaarden
    kwaliteit: Kwaliteitstelling
    rijen: Rijen | None


@dataclass(frozen=True, slots=True)
class Digester:
    """What is done with the leveringen of a round, a batch at a time; it is sent to the reading processes once."""

    register: Mapping[str, Keurmerkdrager]
    definities: Definities
    ronde: Ronde
    vorige: Mapping[str, Mapping[str, float]]  # last year's key figures
    antwoorden: bool = True

    def __call__(self, leveringen: list[Levering]) -> list[Digested]:
        oordelen = [self._judged(levering) for levering in leveringen]
        gemeten = self._measured([een for een in oordelen if isinstance(een, CheckedLevering) and een.akkoord])
        return [
            self._digested(levering, oordeel, gemeten.get(levering.bestand))
            for levering, oordeel in zip(leveringen, oordelen, strict=True)
        ]

    def _judged(self, levering: Levering) -> CheckedLevering | AfgekeurdeLevering | None:
        """Nothing about a file of somebody who is not in the register."""
        if levering.agb not in self.register:
            return None
        return judge(levering, self.register, self.definities, self.ronde, self.vorige.get(levering.agb or ""))

    def _measured(self, mee: Sequence[CheckedLevering]) -> dict[str, Measurement]:
        """All at once, which is cheaper; but never two files of one zorgaanbieder as if they were one."""
        samen = list({levering.agb: levering for levering in reversed(mee)}.values())[::-1]
        if not samen:
            return {}
        rijen = collect(samen)
        gelezen = {levering.agb: levering.rijen_gelezen for levering in samen}
        kleine = kleine_aanbieders(rijen, self.ronde)
        cijfers = by_agb(measure(rijen, self.definities, self.ronde))
        oordelen = kwaliteit(rijen, gelezen, self.definities, self.ronde)
        gemeten = {
            levering.bestand: Measurement(
                cijfers[levering.agb],
                oordelen[levering.agb],
                collect([levering]) if levering.agb in kleine else None,
            )
            for levering in samen
        }
        return gemeten | self._measured([levering for levering in mee if levering.bestand not in gemeten])

    def _digested(
        self,
        levering: Levering,
        oordeel: CheckedLevering | AfgekeurdeLevering | None,
        gemeten: Measurement | None,
    ) -> Digested:
        los = Digest(levering.bestand, levering.agb, levering.findings, levering.rijen_gelezen)
        if oordeel is None:
            return Digested(to_bytes(los, None), {})
        if isinstance(oordeel, AfgekeurdeLevering):
            return Digested(to_bytes(replace(los, afgekeurd=oordeel.findings), None), {})
        brief, antwoord, spoor = self._answered(oordeel)
        digest = replace(los, findings=(), ingenomen=without_rows(oordeel, self.ronde, brief))
        if gemeten is None:
            return Digested(to_bytes(digest, None), antwoord, spoor=spoor)
        digest = replace(digest, klein=gemeten.rijen is not None, kwaliteit=gemeten.kwaliteit)
        return Digested(to_bytes(digest, gemeten.cijfers), antwoord, gemeten.rijen, spoor)

    def _answered(self, levering: CheckedLevering) -> tuple[str, Mapping[str, bytes], str]:
        """The mail text, both files, and what went wrong: a mistake of ours met in one answer keeps no other from theirs."""
        drager = self.register[levering.agb]
        spoor = ""
        try:
            antwoord = make_antwoord(levering, self.ronde, drager.naam, drager.contactpersoon)
            bestanden = answer_files(antwoord) if self.antwoorden else {}
        except Exception as fout:
            spoor = traceback.format_exc()
            leeg = without_answer(levering, fout)
            antwoord = make_antwoord(leeg, self.ronde, drager.naam, drager.contactpersoon)
            bestanden = answer_files(antwoord)
        return antwoord.tekst, bestanden, spoor


def without_rows(levering: CheckedLevering, ronde: Ronde, brief: str) -> IngenomenLevering:
    """What the round keeps of a checked levering."""
    return IngenomenLevering(
        levering.agb,
        levering.bestand,
        tuple(replace(finding, rijen=finding.rijen[:1]) for finding in levering.findings),
        levering.rijen_gelezen,
        levering.akkoord,
        sum(len(tabel) for tabel in levering.tabellen.values()),
        len(levering.uitgesloten),
        key_figures(levering.tabellen, ronde.verslagjaar),
        brief,
    )
