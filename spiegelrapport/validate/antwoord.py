"""The answer to one zorgaanbieder: what was delivered, what was found, what was used; as rows and as a mail text."""

from collections.abc import Mapping
from itertools import islice

from spiegelrapport.dutch import aantal, getal
from spiegelrapport.model.antwoord import Antwoord, Cel
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import AfgekeurdeLevering, CheckedLevering
from spiegelrapport.model.ronde import Ronde

MEESTE_RIJEN = 40  # row numbers written out in one cell; runs are shortened
MEESTE_REGELS = 50_000  # lines on the sheet that names every row
VOLGORDE = tuple(Ernst)
DATALEK = frozenset(["P001", "P002"])
DATALEKTEKST = (
    "Belangrijk: in het bestand staan persoonsgegevens die niet aangeleverd mogen worden. Dit is een datalek. Wij hebben die "
    "kolommen niet gelezen. Welke het zijn staat hieronder; verwijder ze, vernietig het verzonden bestand en lever opnieuw aan."
)
TABELNAMEN = {"trajecten": "Behandeltrajecten", "rom": "ROM", "cqi": "CQi", "sessies": "Afspraken"}
UITLEG_ERNST = {
    Ernst.BLOKKEREND: "eerst herstellen: zonder dit kan het rapport niet gemaakt worden",
    Ernst.UITGESLOTEN: "deze rijen tellen niet mee",
    Ernst.LET_OP: "de gegevens zijn gebruikt; kijk er even naar",
    Ernst.VRAAG: "laat ons weten of dit klopt",
}


def make_antwoord(
    levering: CheckedLevering | AfgekeurdeLevering, ronde: Ronde, organisatie: str = "", contactpersoon: str = ""
) -> Antwoord:
    """The same input gives the same answer; findings are in order of severity, sheet and first row."""
    findings = sorted(levering.findings, key=_plaats)
    gebruikt, redenen = _gebruik(levering)
    status = _status(levering)
    tellingen = {ernst: sum(f.ernst is ernst for f in findings) for ernst in VOLGORDE}
    naam = levering.naam if isinstance(levering, AfgekeurdeLevering) else levering.agb
    samenvatting: list[tuple[str, Cel]] = [
        ("Levering", levering.bestand),
        ("Zorgaanbieder", organisatie or levering.agb or "onbekend"),
        ("AGB-code", levering.agb or "niet gevonden"),
        ("Ronde", ronde.naam),
        ("Verslagjaar", str(ronde.verslagjaar)),
        ("Uitkomst", status),
    ]
    samenvatting += [("Datalek", "ja: er zijn persoonsgegevens aangeleverd")] if _is_datalek(findings) else []
    samenvatting += [(f"Bevindingen: {ernst.value}", tellingen[ernst]) for ernst in VOLGORDE]
    return Antwoord(
        naam=naam,
        bestand=levering.bestand,
        status=status,
        samenvatting=tuple(samenvatting),
        bevindingen=tuple(_rij(finding) for finding in findings),
        gebruikt=gebruikt,
        redenen=redenen,
        rijen=_rijen(findings),
        tekst=_tekst(levering, findings, gebruikt, ronde, organisatie, contactpersoon),
    )


def row_ranges(rijen: tuple[int, ...]) -> str:
    """(3, 4, 5, 9) -> '3-5, 9'; long lists end in '…'."""
    reeksen: list[list[int]] = []
    for rij in sorted(set(rijen)):
        if reeksen and rij == reeksen[-1][1] + 1:
            reeksen[-1][1] = rij
        else:
            reeksen.append([rij, rij])
    tekst = [str(a) if a == b else f"{a}-{b}" for a, b in reeksen[:MEESTE_RIJEN]]
    return ", ".join(tekst) + (", …" if len(reeksen) > MEESTE_RIJEN else "")


def _is_datalek(findings: list[Finding]) -> bool:
    return any(finding.code in DATALEK for finding in findings)


def _plaats(finding: Finding) -> tuple[int, str, int, str]:
    return VOLGORDE.index(finding.ernst), finding.blad or "", finding.rijen[0] if finding.rijen else 0, finding.code


def _rij(finding: Finding) -> tuple[Cel, ...]:
    return (
        finding.ernst.value,
        finding.code,
        finding.blad or "",
        finding.kolom or "",
        row_ranges(finding.rijen),
        finding.aantal,
        finding.bericht,
        finding.herstel,
    )


def _rijen(findings: list[Finding]) -> tuple[tuple[Cel, ...], ...]:
    alle = ((f.code, f.blad or "", f.kolom or "", rij, f.bericht) for f in findings for rij in f.rijen)
    return tuple(islice(alle, MEESTE_REGELS))


def _status(levering: CheckedLevering | AfgekeurdeLevering) -> str:
    if isinstance(levering, AfgekeurdeLevering):
        return "niet bruikbaar: lever opnieuw aan"
    if not levering.akkoord:
        return "wacht op herstel of besluit"
    return "gebruikt, met bevindingen" if levering.findings else "gebruikt, zonder bevindingen"


def _gebruik(
    levering: CheckedLevering | AfgekeurdeLevering,
) -> tuple[tuple[tuple[Cel, ...], ...], tuple[tuple[Cel, ...], ...]]:
    """What was used in the end, per table, and why rows were not."""
    gelezen: Mapping[str, int] = levering.rijen_gelezen
    if isinstance(levering, AfgekeurdeLevering):
        return tuple((TABELNAMEN[t], n, 0, n) for t, n in gelezen.items()), ()
    weg = levering.uitgesloten.groupby("tabel").size()
    redenen = levering.uitgesloten.groupby(["tabel", "reden"], sort=True).size().reset_index(name="aantal")
    tabellen = tuple((TABELNAMEN[t], n, n - int(weg.get(t, 0)), int(weg.get(t, 0))) for t, n in gelezen.items())
    return tabellen, tuple(
        (TABELNAMEN[str(tabel)], str(reden), int(n))
        for tabel, reden, n in zip(redenen["tabel"], redenen["reden"], redenen["aantal"], strict=True)
    )


def _tekst(
    levering: CheckedLevering | AfgekeurdeLevering,
    findings: list[Finding],
    gebruikt: tuple[tuple[Cel, ...], ...],
    ronde: Ronde,
    organisatie: str,
    contactpersoon: str,
) -> str:
    """A mail text that the analyst can send as it stands."""
    regels = [
        f"Onderwerp: je levering voor het spiegelrapport {ronde.verslagjaar}"
        + (f" ({organisatie})" if organisatie else ""),
        "",
        f"Beste {contactpersoon or 'collega'},",
        "",
        f"Dank voor je levering ({levering.bestand}). {_uitkomst(levering)}",
        "",
    ]
    regels += [DATALEKTEKST, ""] if _is_datalek(findings) else []
    regels += _wat_gebruikt(gebruikt)
    for ernst in VOLGORDE:
        deze = [finding for finding in findings if finding.ernst is ernst]
        if deze:
            regels += [f"{ernst.value.capitalize()} ({UITLEG_ERNST[ernst]}):"]
            regels += [f"- {_plek(finding)}{finding.bericht} {finding.herstel}" for finding in deze]
            regels += [""]
    regels += _slot(levering, findings, ronde)
    return "\n".join(regels) + "\n"


def _uitkomst(levering: CheckedLevering | AfgekeurdeLevering) -> str:
    if isinstance(levering, AfgekeurdeLevering):
        return "We kunnen het bestand nog niet gebruiken."
    if not levering.akkoord:
        return "We kunnen er nog geen rapport van maken: eerst is hieronder iets nodig."
    return "We kunnen er het rapport van maken." + (" Hieronder staat wat ons opviel." if levering.findings else "")


def _wat_gebruikt(gebruikt: tuple[tuple[Cel, ...], ...]) -> list[str]:
    if not gebruikt:
        return []
    regels = [
        f"- {tabel}: {getal(int(gelezen))} gelezen, {getal(int(telt))} gebruikt, {getal(int(weg))} uitgesloten"
        for tabel, gelezen, telt, weg in gebruikt
    ]
    return ["Wat we hebben gelezen (aantallen rijen):", *regels, ""]


def _plek(finding: Finding) -> str:
    delen = [f"blad {finding.blad}"] if finding.blad else []
    delen += [f"kolom {finding.kolom}"] if finding.kolom else []
    delen += [aantal(finding.aantal, "rij", "rijen")] if finding.rijen else []
    plek = ", ".join(delen)
    return f"{plek[0].upper()}{plek[1:]}: " if plek else ""


def _slot(levering: CheckedLevering | AfgekeurdeLevering, findings: list[Finding], ronde: Ronde) -> list[str]:
    opnieuw = isinstance(levering, AfgekeurdeLevering) or not levering.akkoord
    vraag = any(finding.ernst is Ernst.VRAAG for finding in findings)
    slot = (
        ["Alle bevindingen, met de rijen waar het om gaat, staan in het bijgevoegde Excel-bestand."] if findings else []
    )
    slot += ["Wil je het bestand herstellen en opnieuw aanleveren?"] if opnieuw else []
    slot += ["Wil je op de vragen antwoorden?"] if vraag else []
    ondertekening = ronde.afzender.ondertekening or ronde.afzender.naam
    return (
        [" ".join(slot), "", "Met vriendelijke groet,", ondertekening]
        if slot
        else ["Met vriendelijke groet,", ondertekening]
    )
