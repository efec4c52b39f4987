"""The answer to one zorgaanbieder: what was delivered, what was found, what was used; as rows and as a mail text."""

from collections.abc import Mapping, Sequence
from itertools import islice

from spiegelrapport.model.antwoord import Antwoord, Cel
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.leveringen import TABELNAMEN, AfgekeurdeLevering, CheckedLevering
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.validate.letter import letter
from spiegelrapport.validate.weight import VOLGORDE, by_weight, leaks

MEESTE_RIJEN = 40  # row numbers written out in one cell; runs are shortened
MEESTE_REGELS = 50_000  # lines on the sheet that names every row


def make_antwoord(
    levering: CheckedLevering | AfgekeurdeLevering, ronde: Ronde, organisatie: str = "", contactpersoon: str = ""
) -> Antwoord:
    """The same input gives the same answer; findings are in order of severity, sheet and first row."""
    findings = by_weight(levering.findings)
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
    samenvatting += [("Datalek", "ja: er zijn persoonsgegevens aangeleverd")] if leaks(findings) else []
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
        tekst=letter(levering, findings, gebruikt, ronde, organisatie, contactpersoon),
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


def _rijen(findings: Sequence[Finding]) -> tuple[tuple[Cel, ...], ...]:
    alle = ((f.code, f.blad or "", f.kolom or "", rij, f.bericht) for f in findings for rij in f.rijen)
    return tuple(islice(alle, MEESTE_REGELS))


def _status(levering: CheckedLevering | AfgekeurdeLevering) -> str:
    if isinstance(levering, AfgekeurdeLevering):
        return "niet bruikbaar"
    if not levering.akkoord:
        return "wacht op herstel of antwoord"
    return "bruikbaar, met bevindingen" if levering.findings else "bruikbaar, zonder bevindingen"


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
