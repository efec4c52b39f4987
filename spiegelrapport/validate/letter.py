"""The mail text to one zorgaanbieder about its levering: what leaked, what blocks, what was read, what was found."""

from collections.abc import Sequence

from spiegelrapport.dutch import aantal, getal
from spiegelrapport.model.antwoord import Cel
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import AfgekeurdeLevering, CheckedLevering
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.validate.weight import NIET_OVER_HET_BESTAND, VOLGORDE, blocking, leaks

UITLEG_ERNST = {
    Ernst.BLOKKEREND: "zonder dit kan het rapport niet gemaakt worden",
    Ernst.UITGESLOTEN: "deze rijen tellen niet mee",
    Ernst.LET_OP: "dit houdt het rapport niet tegen; kijk er even naar",
    Ernst.VRAAG: "laat ons weten of dit klopt",
}
AFGESPROKEN = "afgesproken is dat het rapport doorgaat zonder wat hier staat"


def letter(
    levering: CheckedLevering | AfgekeurdeLevering,
    findings: Sequence[Finding],
    tellingen: Sequence[Sequence[Cel]],
    ronde: Ronde,
    organisatie: str,
    contactpersoon: str,
) -> str:
    """A mail text that the analyst can send as it stands; `findings` in the order in which they are shown."""
    lek = leaks(findings)
    wat = "persoonsgegevens in je levering" if lek else "je levering"
    van = f" ({organisatie})" if organisatie else ""
    regels = [f"Onderwerp: {wat} voor het spiegelrapport {ronde.verslagjaar}{van}", ""]
    regels += [f"Beste {contactpersoon or 'collega'},", ""]
    regels += _datalek(lek)
    regels += [f"Dank voor je levering ({levering.bestand}). {_uitkomst(levering)}", ""]
    gewoon = [finding for finding in findings if finding not in lek]
    regels += _groep(levering, gewoon, Ernst.BLOKKEREND)
    regels += _tellingen(tellingen)
    for ernst in VOLGORDE[1:]:
        regels += _groep(levering, gewoon, ernst)
    regels += _slot(levering, findings, ronde)
    return "\n".join(regels) + "\n"


def _datalek(lek: Sequence[Finding]) -> list[str]:
    if not lek:
        return []
    return [
        "Belangrijk: in het bestand staan persoonsgegevens die niet aangeleverd mogen worden. Dit is een datalek. "
        "Deze kolommen hebben we niet gelezen:",
        *[f"- {_plek(finding).removesuffix(': ')}" for finding in lek],
        "",
        "Wil je de kolommen verwijderen, het verzonden bestand vernietigen, het datalek melden volgens je eigen "
        "procedure, en opnieuw aanleveren?",
        "",
    ]


def _uitkomst(levering: CheckedLevering | AfgekeurdeLevering) -> str:
    if isinstance(levering, AfgekeurdeLevering):
        return "We kunnen het bestand nog niet gebruiken."
    if not levering.akkoord:
        return "We kunnen er nog geen rapport van maken: eerst is hieronder iets nodig."
    return "We kunnen er het rapport van maken." + (" Hieronder staat wat ons opviel." if levering.findings else "")


def _tellingen(tellingen: Sequence[Sequence[Cel]]) -> list[str]:
    if not tellingen:
        return []
    regels = [
        f"- {tabel}: {getal(int(gelezen))} gelezen, {getal(int(telt))} bruikbaar, {getal(int(weg))} uitgesloten"
        for tabel, gelezen, telt, weg in tellingen
    ]
    return ["Wat we hebben gelezen (aantallen rijen):", *regels, ""]


def _groep(levering: CheckedLevering | AfgekeurdeLevering, findings: Sequence[Finding], ernst: Ernst) -> list[str]:
    deze = [finding for finding in findings if finding.ernst is ernst]
    if not deze:
        return []
    gaat_door = isinstance(levering, CheckedLevering) and levering.akkoord
    uitleg = AFGESPROKEN if gaat_door and ernst is Ernst.BLOKKEREND else UITLEG_ERNST[ernst]
    regels = [f"- {_plek(finding)}{finding.bericht} {finding.herstel}" for finding in deze]
    return [f"{ernst.value.capitalize()} ({uitleg}):", *regels, ""]


def _plek(finding: Finding) -> str:
    delen = [f"blad {finding.blad}"] if finding.blad else []
    delen += [f"kolom {finding.kolom}"] if finding.kolom else []
    delen += [aantal(finding.aantal, "rij", "rijen")] if finding.rijen else []
    plek = ", ".join(delen)
    return f"{plek[0].upper()}{plek[1:]}: " if plek else ""


def _slot(levering: CheckedLevering | AfgekeurdeLevering, findings: Sequence[Finding], ronde: Ronde) -> list[str]:
    ondertekening = ronde.afzender.ondertekening or ronde.afzender.naam
    slot = ["Alle bevindingen, met de rijen waar het om gaat, staan in het bijgevoegde Excel-bestand."]
    slot += ["Wil je het bestand herstellen en opnieuw aanleveren?"] if _opnieuw(levering, findings) else []
    vraag = any(finding.ernst is Ernst.VRAAG for finding in findings)
    slot += ["Wil je op de vragen antwoorden?"] if vraag else []
    return [*([" ".join(slot), ""] if findings else []), "Met vriendelijke groet,", ondertekening]


def _opnieuw(levering: CheckedLevering | AfgekeurdeLevering, findings: Sequence[Finding]) -> bool:
    """Whether a better file is asked for: not when all that blocks is for us to find out."""
    wacht = isinstance(levering, AfgekeurdeLevering) or not levering.akkoord
    return wacht and {finding.code for finding in blocking(findings)} - NIET_OVER_HET_BESTAND != set()
