"""What came in, what became of it and what changed -> overzicht.html, the page that says what to do next."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from spiegelrapport.compose.overview import overview_page
from spiegelrapport.dutch import aantal, tijdstip
from spiegelrapport.files import write_whole
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing import status
from spiegelrapport.mailing.log import Log, sender_is_running
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import AfgekeurdeLevering, IngenomenLevering, Intake
from spiegelrapport.model.overview import Overview, OverviewRow
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.pipeline.standing import RoundStatus
from spiegelrapport.publish.manifest import GELUKT, ManifestEntry, Status
from spiegelrapport.publish.output_folder import OutputFolder
from spiegelrapport.validate import by_weight, leaks, make_antwoord

ASKS = (Ernst.BLOKKEREND, Ernst.VRAAG)
PAGE, KEPT = "overzicht.html", "overzicht.json"
STEPS = {
    "bruikbaar": "Klaar voor spiegelrapport build.",
    "gemaakt": "Bekijk het rapport.",
    "gezamenlijk": "Leest het gezamenlijke rapport.",
    "overgeslagen": "Niet gevraagd in de laatste build.",
    "geen levering": "Vraag om de levering.",
    "afgekeurd": "Stuur de bevindingen terug en vraag een nieuwe levering.",
    "wacht op akkoord": "Besluit: Ja onder 'Akkoord met uitsluiting' in het register, of vraag een nieuwe levering.",
    "niet vrijgegeven": "Er is geen cijfer dat naar buiten mag; laat dat weten.",
    "mislukt": "Kijk in build.log, en draai de build opnieuw.",
}
WAITING: tuple[tuple[Status, str, str], ...] = (  # most pressing first: status, one, several
    ("mislukt", "rapport is mislukt: kijk in build.log", "rapporten zijn mislukt: kijk in build.log"),
    ("wacht op akkoord", "levering wacht op jouw besluit", "leveringen wachten op jouw besluit"),
    (
        "afgekeurd",
        "levering is niet te gebruiken: stuur de bevindingen terug",
        "leveringen zijn niet te gebruiken: stuur de bevindingen terug",
    ),
    ("geen levering", "keurmerkdrager heeft nog niet geleverd", "keurmerkdragers hebben nog niet geleverd"),
    ("bruikbaar", "levering is klaar voor spiegelrapport build", "leveringen zijn klaar voor spiegelrapport build"),
    ("niet vrijgegeven", "rapport kan niet worden gemaakt", "rapporten kunnen niet worden gemaakt"),
)


def write_overview(
    kader: RoundContext,
    stand: RoundStatus,
    intake: Intake[IngenomenLevering],
    nu: datetime,
    veranderd: Mapping[str, str] | None = None,
) -> Path:
    """Beside samenvatting.xlsx. `nu`: this moment, with its time zone; `veranderd`: per AGB-code, since the build before."""
    rijen = tuple(_rows(kader, stand, intake, veranderd or {}))
    los = tuple(f"{regel.levering}: {regel.reden} {regel.stap}".rstrip() for regel in stand.losse)
    ronde = kader.ronde
    overview = Overview(
        ronde.naam,
        ronde.verslagjaar,
        ronde.fictief,
        tijdstip(nu),
        tuple(_waiting(stand, los)),
        _totals(stand),
        rijen,
        los,
    )
    write_whole(kader.uitvoer.staat / KEPT, json.dumps(asdict(overview), ensure_ascii=False, indent=1).encode())
    return refresh(kader.uitvoer, kader.sjablonen)


def refresh(uitvoer: OutputFolder, sjablonen: tuple[Path, ...]) -> Path:
    """The page again from what was kept, with the mailing as it stands now."""
    kept = json.loads((uitvoer.staat / KEPT).read_bytes())
    rijen = tuple(OverviewRow(**rij) for rij in kept.pop("rijen"))
    overview = Overview(**{**kept, **{naam: tuple(kept[naam]) for naam in ("wacht", "los")}, "rijen": rijen})
    overview = replace(overview, totalen=tuple((status_, n) for status_, n in overview.totalen))
    page = overview_page(_with_mail(overview, uitvoer.map / "mail"), sjablonen)
    write_whole(uitvoer.map / PAGE, page.encode())
    return uitvoer.map / PAGE


def _rows(
    kader: RoundContext, stand: RoundStatus, intake: Intake[IngenomenLevering], veranderd: Mapping[str, str]
) -> Iterator[OverviewRow]:
    leveringen: dict[str, IngenomenLevering | AfgekeurdeLevering] = {
        levering.agb: levering for levering in intake.afgekeurd if levering.agb
    }
    leveringen |= {levering.agb: levering for levering in intake.gecontroleerd}
    eerder = _earlier_reports(kader.uitvoer)
    for regel in stand.regels:
        levering = leveringen.get(regel.agb)
        rij = OverviewRow(
            regel.agb,
            regel.naam,
            regel.status,
            regel.status in ("gemaakt", "gezamenlijk", "overgeslagen"),
            _step(regel),
            rapport=regel.bestand or eerder.get(regel.agb, ""),
            dashboard=regel.dashboard or "",
            veranderd=veranderd.get(regel.agb, ""),
        )
        yield _delivered(rij, regel, levering, kader) if levering else replace(rij, brief=_reminder(kader, regel))


def _step(regel: ManifestEntry) -> str:
    """What is wrong with this levering goes before what holds for everybody of its status."""
    if regel.status in GELUKT:
        return f"{regel.stap} {STEPS[regel.status]}".strip()
    return regel.stap or STEPS[regel.status]


def _earlier_reports(uitvoer: OutputFolder) -> dict[str, str]:
    """The reports that the page named before and that are still there: a check makes none, but takes none away."""
    if not (uitvoer.staat / KEPT).is_file():
        return {}
    rijen = json.loads((uitvoer.staat / KEPT).read_bytes())["rijen"]
    return {rij["agb"]: rij["rapport"] for rij in rijen if rij["rapport"] and (uitvoer.map / rij["rapport"]).is_file()}


def _delivered(
    rij: OverviewRow, regel: ManifestEntry, levering: IngenomenLevering | AfgekeurdeLevering, kader: RoundContext
) -> OverviewRow:
    drager = kader.register[regel.agb]
    goed = isinstance(levering, IngenomenLevering)
    naam, brief = (
        (levering.agb, levering.brief)
        if isinstance(levering, IngenomenLevering)
        else (levering.naam, make_antwoord(levering, kader.ronde, drager.naam, drager.contactpersoon).tekst)
    )
    ergste = next(iter(by_weight(levering.findings)), None)
    return replace(
        rij,
        levering=levering.bestand,
        gelezen=regel.gelezen,
        uitgesloten=regel.uitgesloten,
        trajecten=regel.n,
        bevindingen=regel.bevindingen,
        ergste=_sentence(ergste) if ergste and (not goed or leaks([ergste]) or ergste.ernst in ASKS) else "",
        werkmap=f"{kader.uitvoer.bevindingen.name}/{naam}.xlsx",
        brief=brief if levering.findings else "",
    )


def _sentence(finding: Finding) -> str:
    return finding.bericht[:1].upper() + finding.bericht[1:]


def _reminder(kader: RoundContext, regel: ManifestEntry) -> str:
    ronde, drager = kader.ronde, kader.register[regel.agb]
    return (
        f"Onderwerp: je levering voor het spiegelrapport {ronde.verslagjaar} ({drager.naam})\n\n"
        f"Beste {drager.contactpersoon or 'collega'},\n\n"
        f"We hebben je levering voor het spiegelrapport over {ronde.verslagjaar} nog niet ontvangen. Wil je die sturen, of laten "
        "weten wanneer we haar kunnen verwachten?\n\n"
        f"Met vriendelijke groet,\n{ronde.afzender.ondertekening or ronde.afzender.naam}\n"
    )


def _waiting(stand: RoundStatus, los: tuple[str, ...]) -> Iterator[str]:
    hoeveel = Counter(regel.status for regel in stand.regels)
    if los:
        yield f"{aantal(len(los), 'bestand hoort', 'bestanden horen')} bij niemand in het register: zie hieronder."
    for status_, een, meer in WAITING:
        if hoeveel[status_]:
            yield f"{aantal(hoeveel[status_], een, meer)}."
    if hoeveel["gemaakt"] + hoeveel["gezamenlijk"] and all(regel.status in GELUKT for regel in stand.regels):
        yield "Bekijk een groot, een klein en het gezamenlijke rapport, en maak dan het verzendplan: spiegelrapport mail plan."


def _totals(stand: RoundStatus) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(regel.status for regel in stand.regels).items()))


def _with_mail(overview: Overview, mailmap: Path) -> Overview:
    """Per keurmerkdrager where its mail is; nothing as long as there is no plan."""
    if not (mailmap / plannen.PLAN_JSON).is_file():
        return overview
    plan, _ = plannen.load(mailmap)
    with Log(mailmap) as log:
        nu = status.mail_status(plan, log, sender_is_running(mailmap))
    toestanden = {een.mail.agb: str(een.toestand) for een in nu.mails}
    rijen = tuple(replace(rij, mail=toestanden.get(rij.agb, "")) for rij in overview.rijen)
    return replace(overview, rijen=rijen, mailing=f"Mail: {status.tell(plan, nu)[0]}.")
