"""All leveringen of the round: whose they are, who delivered twice, who delivered nothing."""

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal, opsomming
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import AfgekeurdeLevering, CheckedLevering, Intake, Levering, Rijen
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.spelling import slug
from spiegelrapport.validate.levering_check import check

L = TypeVar("L")


def check_alle(
    leveringen: Iterable[Levering],
    register: Mapping[str, Keurmerkdrager],
    definities: Definities,
    ronde: Ronde,
    vorige: Mapping[str, Mapping[str, float]] | None = None,
) -> Intake[CheckedLevering]:
    """Every file judged. Files without a known owner, and all files of an owner with several, are refused."""
    return sort_out(
        leveringen,
        register,
        lambda levering: judge(levering, register, definities, ronde, (vorige or {}).get(levering.agb or "")),
    )


def judge(
    levering: Levering,
    register: Mapping[str, Keurmerkdrager],
    definities: Definities,
    ronde: Ronde,
    vorige: Mapping[str, float] | None = None,
) -> CheckedLevering | AfgekeurdeLevering:
    """The levering of a known keurmerkdrager. A mistake of ours met in one levering must not stop the others."""
    try:
        return check(levering, register, definities, ronde, vorige)
    except Exception as fout:
        return refuse(levering, _onvoorzien(levering, fout))


def sort_out(
    leveringen: Iterable[Levering],
    register: Mapping[str, Keurmerkdrager],
    oordeel: Callable[[Levering], L | AfgekeurdeLevering],
) -> Intake[L]:
    """Whose each file is. `oordeel` is asked only about the one levering of a known owner."""
    per_agb: defaultdict[str, list[Levering]] = defaultdict(list)
    afgekeurd: list[AfgekeurdeLevering] = []
    for levering in leveringen:
        if levering.agb is None:
            afgekeurd.append(refuse(levering))
        elif levering.agb not in register:
            afgekeurd.append(refuse(levering, _onbekend(levering, register)))
        else:
            per_agb[levering.agb].append(levering)
    goed: dict[str, L] = {}
    for agb, delen in sorted(per_agb.items()):
        if len(delen) > 1:
            afgekeurd += [refuse(deel, _dubbel(deel, delen)) for deel in delen]
        elif isinstance(uitkomst := oordeel(delen[0]), AfgekeurdeLevering):
            afgekeurd.append(uitkomst)
        else:
            goed[agb] = uitkomst
    zonder = tuple(sorted(set(register) - set(per_agb)))
    return Intake(tuple(goed.values()), tuple(_met_eigen_namen(afgekeurd, set(goed))), zonder)


def collect(checked: Sequence[CheckedLevering]) -> Rijen:
    """The rows of all leveringen under each other, with agb, blad and the Excel row."""

    def samen(tabel: str) -> pd.DataFrame:
        frames = [levering.tabellen[tabel].assign(agb=levering.agb).reset_index() for levering in checked]
        return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)

    uitgesloten = [levering.uitgesloten.assign(agb=levering.agb) for levering in checked]
    return Rijen(
        trajecten=samen("trajecten"),
        rom=samen("rom"),
        cqi=samen("cqi"),
        uitgesloten=pd.concat([f for f in uitgesloten if len(f)] or uitgesloten[:1], ignore_index=True),
    )


def refuse(levering: Levering, *extra: Finding) -> AfgekeurdeLevering:
    """What is said of a file that cannot be used."""
    return AfgekeurdeLevering(
        bestand=levering.bestand,
        naam=levering.agb or safe_name(levering.bestand),
        agb=levering.agb,
        findings=(*levering.findings, *extra),
        rijen_gelezen=levering.rijen_gelezen,
    )


def safe_name(bestand: str) -> str:
    """'Export Jansen (2).xlsx' -> 'export-jansen-2': letters, digits and hyphens."""
    return slug(bestand.rsplit(".", 1)[0], 80) or "levering"


def _met_eigen_namen(afgekeurd: Sequence[AfgekeurdeLevering], bezet: set[str]) -> list[AfgekeurdeLevering]:
    """No two files ever share an answer; `bezet` are the answers of those that were not refused."""
    gebruikt = set(bezet)
    uit = []
    for levering in afgekeurd:
        naam, nummer = levering.naam, 1
        while naam in gebruikt:
            nummer += 1
            naam = f"{levering.naam}-{nummer}"
        gebruikt.add(naam)
        uit.append(replace(levering, naam=naam))
    return uit


def _onbekend(levering: Levering, register: Mapping[str, Keurmerkdrager]) -> Finding:
    return Finding(
        "L030",
        Ernst.BLOKKEREND,
        f"AGB-code {levering.agb} staat niet in het register van keurmerkdragers.",
        "Controleer de AGB-code in het bestand.",
        levering.bestand,
        besluit=f"Klopt de code, voeg de keurmerkdrager dan toe aan keurmerkdragers.xlsx.{_lijkt_op(levering.agb, register)}",
    )


def _lijkt_op(agb: str | None, register: Mapping[str, Keurmerkdrager]) -> str:
    """A code that differs by one digit or by two that changed places: what a hand mistypes."""
    nabij = [bekend for bekend in register if agb and _een_tikfout(agb, bekend)]
    namen = opsomming([f"{bekend} ({register[bekend].naam})" for bekend in nabij])
    return f" Deze code lijkt op {namen}." if nabij else ""


def _een_tikfout(een: str, ander: str) -> bool:
    anders = [i for i, (a, b) in enumerate(zip(een, ander, strict=False)) if a != b]
    verwisseld = len(anders) == 2 and een[anders[0]] == ander[anders[1]] and een[anders[1]] == ander[anders[0]]
    return len(een) == len(ander) and (len(anders) == 1 or verwisseld)


def _onvoorzien(levering: Levering | CheckedLevering | AfgekeurdeLevering, fout: Exception) -> Finding:
    """The kind of error and its place; never its message, which could quote a cell."""
    plaats = traceback.extract_tb(fout.__traceback__)[-1]
    waar = f"{type(fout).__name__}, {PurePath(plaats.filename).name}:{plaats.lineno}"
    return Finding(
        "L032",
        Ernst.BLOKKEREND,
        f"Bij het controleren ging iets mis dat het programma niet kent ({waar}).",
        "Je hoeft niets te doen: aan het bestand hoeft niets te mankeren. Wij zoeken het uit.",
        levering.bestand,
        besluit="Meld dit bij de beheerder van het programma, met het bestand build.log.",
    )


def without_answer(levering: CheckedLevering | AfgekeurdeLevering, fout: Exception) -> AfgekeurdeLevering:
    """What the answer falls back on when the answer itself could not be written: that, and nothing else."""
    naam = levering.naam if isinstance(levering, AfgekeurdeLevering) else levering.agb
    return AfgekeurdeLevering(levering.bestand, naam, levering.agb, (_onvoorzien(levering, fout),), {})


def _dubbel(levering: Levering, delen: Sequence[Levering]) -> Finding:
    """Two files for one AGB: which one counts is not for us to guess. Says whether they share clients."""
    anderen = [deel for deel in delen if deel is not levering]
    namen = opsomming(sorted(deel.bestand for deel in anderen))
    samen = sum(_gedeeld(levering, deel) for deel in anderen)
    gedeeld = (
        f" {aantal(samen, 'traject staat', 'trajecten staan')} bij cliënten die in meer bestanden voorkomen."
        if samen
        else " Ze delen geen cliënten."
    )
    return Finding(
        "L031",
        Ernst.BLOKKEREND,
        f"Voor AGB-code {levering.agb} is er meer dan één levering: ook {namen}.{gedeeld}",
        "Laat ons weten welk bestand geldt, of dat ze elkaar aanvullen.",
        levering.bestand,
        aantal=samen,
        besluit="Laat het goede bestand staan en haal het andere weg. Vullen ze elkaar aan, zet ze dan samen in één map binnen leveringen.",
    )


def _gedeeld(een: Levering, ander: Levering) -> int:
    if "trajecten" not in een.tabellen or "trajecten" not in ander.tabellen:
        return 0
    clienten = een.tabellen["trajecten"]["client_id"].dropna()
    return int(clienten.isin(ander.tabellen["trajecten"]["client_id"].dropna()).sum())
