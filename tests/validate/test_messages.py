"""Every message of every rule in one list, to be read as prose; and what no letter to a zorgaanbieder may say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

import pytest
from syrupy.assertion import SnapshotAssertion

from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.read.foreign import DELEN, MERKEN, STROMEN, hulp
from spiegelrapport.read.remarks import MELDINGEN, find
from spiegelrapport.validate import check_alle
from spiegelrapport.validate.all_rules import RULES
from spiegelrapport.validate.levering_check import check
from tests.validate.builders import DEFINITIES, REGISTER, RONDE, levering, traject

WOORDEN = {
    "wat": "een PDF", "seconden": 60, "blad_naam": "ROM", "aantal": 3, "codes": ": ZT99", "naam": "06012345",
    "agb": "06054321", "kop": "Einddatum", "koppen": "'Datum A', 'Datum B'", "over": " Niet herkend: 'Datum A' en 'Datum B'. Daarvan lijkt 'Datum B' er het meest op.",
    "kolom_naam": "Einddatum behandeltraject", "gekozen": "Einddatum", "kolommen": "Cliënt ID en Traject ID",
    "reden": "deze dag bestaat niet", "soort": "geboortedatum", "gevonden": "Kenmerk", "peildatum": "01-04-2026",
    "afspraken": "12 afspraken zijn", "trajecten": "3 trajecten", "instrument": "SCL90", "eigen": "90 tot 450",
    "andere": "0 tot 4", "schaal": "90 tot 450", "jaar": 2025, "vorig": 2024, "nu": "12", "toen": "80", "dagen": 90,
    "moment": "voor", "onder": "0", "boven": "20.000", "prestatie": "GBG02", "norm": "294", "eerste": 2022,
    "laatste": 2021, "bladen": "'Blad 4', 'Blad 5'", "meer": 12,
}  # fmt: skip
EIGEN: dict[str, dict[str, object]] = {  # where a word means something else
    "K004": {"wat": "3 kolommen zijn"},
    "L005": {"wat": "het archief is beschadigd"},
    "L006": {"wat": "4.096 MB in 12 delen"},
    "L008": {"wat": ": de tabel loopt door tot cel XFD9"},
    "L010": {"wat": "een verwijzing"},
    "L011": {"wat": "OpenDocument-rekenblad"},
    "L014": {"wat": "onverwachte fout KeyError, bestand.py:12"},
    "L016": {"wat": "op blad ROM 45 rijen, gelezen 35"},
    "L017": {"wat": "geen toegang"},
    "L018": {"wat": "onbekende opbouw"},
    "L021": {"codes": "06012345 en 06054321"},
    "R137": {"aantal": "40", "alle": "45", "grens": "30", "mediaan": "8,5"},
    "R104": {"jaar": 2020},
    "R401": {"wat": "ROM-metingen"},
    "R403": {"wat": "zonder minuten", "nu": "40%", "toen": "10%"},
}
ORDERS = re.compile(r"\.toml|keurmerkdragers\.xlsx|spiegelrapport \w+ |build\.log|leveringen\b|\bmap\b|beheerder", re.I)


def _velden(*teksten: str) -> set[str]:
    return {naam for tekst in teksten for _, naam, _, _ in Formatter().parse(tekst) if naam}


def of_reading() -> Iterator[Finding]:
    for code, melding in MELDINGEN.items():
        velden = _velden(melding.bericht, melding.herstel, melding.besluit)
        wat = {
            "K004": "3 kolommen zijn",
            "L011": "OpenDocument-rekenblad",
            "L008": ": de tabel loopt door tot cel XFD9",
        }
        woorden = {naam: WOORDEN[naam] for naam in velden if naam in WOORDEN} | {"wat": wat.get(code, WOORDEN["wat"])}
        yield find(code, "export.xlsx", **woorden)


def of_rules() -> Iterator[Finding]:
    for regel in RULES:
        woorden = WOORDEN | EIGEN.get(regel.code, {})
        delen = [tekst.format(**woorden) for tekst in (regel.bericht, regel.herstel, regel.besluit)]
        yield Finding(regel.code, regel.ernst, delen[0], delen[1], "export.xlsx", besluit=delen[2])


def of_the_whole() -> Iterator[Finding]:
    """The findings that no rule makes: unknown owner, two files, an unforeseen error, too much excluded."""
    los = [levering(agb="06012354"), levering(), replace(levering(), bestand="nog een.xlsx")]
    for afgekeurd in check_alle(los, REGISTER, DEFINITIES, RONDE).afgekeurd[:2]:
        yield from afgekeurd.findings
    kapot = replace(levering(), rijen_gelezen={"trajecten": 99})
    yield from check_alle([kapot], REGISTER, DEFINITIES, RONDE).afgekeurd[0].findings
    onleesbaar = find(
        "W003", "x.xlsx", blad="Behandeltrajecten", kolom="Minuten", aantal=9, reden="x", ernst=Ernst.LET_OP
    )
    koppen = {("trajecten", "minuten_direct"): "Minuten"}
    leeg = levering([traject(traject_id=f"T{i}") for i in range(10)], findings=(onleesbaar,), koppen=koppen)
    yield from (finding for finding in check(leeg, REGISTER, DEFINITIES, RONDE).findings if finding.code == "X602")
    fout = [traject(traject_id=f"T{i}", minuten_direct=-1.0) for i in range(9)]
    veel = check(levering([*fout, traject(traject_id="T99")]), REGISTER, DEFINITIES, RONDE)
    yield from (finding for finding in veel.findings if finding.code == "X601")


def alle() -> list[Finding]:
    return sorted([*of_reading(), *of_rules(), *of_the_whole()], key=lambda finding: finding.code)


def test_every_message_reads_as_prose(snapshot: SnapshotAssertion) -> None:
    tekst = [
        f"{f.code} {f.ernst.value}\n  {f.bericht}\n  > {f.herstel}" + (f"\n  analist: {f.besluit}" if f.besluit else "")
        for f in alle()
    ]
    plek = re.compile(r"\w+\.py:\d+")  # moves with our own code
    assert plek.sub("bestand.py:1", "\n".join(tekst)) == snapshot


def test_every_foreign_file_gets_a_hint_that_fits(snapshot: SnapshotAssertion) -> None:
    soorten = dict.fromkeys([wat for _, wat in (*MERKEN, *STROMEN, *DELEN)])
    assert "\n".join(f"maar {wat}. {hulp(wat)}" for wat in soorten) == snapshot


@pytest.mark.parametrize("finding", alle(), ids=lambda finding: finding.code)
def test_no_message_to_a_zorgaanbieder_holds_an_order_for_the_analyst(finding: Finding) -> None:
    assert not ORDERS.search(f"{finding.bericht} {finding.herstel}")


@pytest.mark.parametrize("finding", alle(), ids=lambda finding: finding.code)
def test_every_message_is_whole_sentences_that_say_what_and_what_to_do(finding: Finding) -> None:
    for tekst in filter(None, (finding.bericht, finding.herstel, finding.besluit)):
        assert tekst[0].isupper() or tekst[0].isdigit() or tekst[0] in "'{"
        assert tekst.rstrip('"').endswith((".", "?", "bestand}", "export.xlsx"))
        assert "  " not in tekst
    assert finding.bericht
    assert finding.herstel


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [*MELDINGEN, *(regel.code for regel in RULES)]
    assert len(codes) == len(set(codes))
