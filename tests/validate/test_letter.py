"""The mail text to a zorgaanbieder, word for word: what leaked, what blocks, what was read, what is asked."""

from dataclasses import replace

import pandas as pd
import pytest

from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import UITGESLOTEN, AfgekeurdeLevering, CheckedLevering
from spiegelrapport.validate.letter import UITLEG_ERNST, letter
from tests.validate.builders import AGB, RONDE

BLOKKEERT = Finding("K001", Ernst.BLOKKEREND, "Er ontbreekt een kolom.", "Voeg haar toe.", "x.xlsx", "ROM")
VRAAG = Finding("R401", Ernst.VRAAG, "Het zijn er meer dan vorig jaar.", "Klopt dit?", "x.xlsx")
LET_OP = Finding(
    "W001", Ernst.LET_OP, "Dit is geen datum.", "Vul een datum in.", "x.xlsx", "ROM", "Meetdatum", (4, 5), 2
)
LEK = Finding("P001", Ernst.LET_OP, "Namen.", "Verwijder ze.", "x.xlsx", "ROM", "Achternaam")
ONS = Finding("L032", Ernst.BLOKKEREND, "Er ging iets mis.", "Je hoeft niets te doen.", "x.xlsx")


def checked(*findings: Finding, akkoord: bool = True) -> CheckedLevering:
    leeg = pd.DataFrame(columns=list(UITGESLOTEN))
    return CheckedLevering(AGB, "x.xlsx", {}, leeg, findings, {}, akkoord)


def refused(*findings: Finding) -> AfgekeurdeLevering:
    return AfgekeurdeLevering("x.xlsx", AGB, AGB, findings, {})


def text(
    levering: CheckedLevering | AfgekeurdeLevering, wie: tuple[str, str] = ("Praktijk Toets", "Jan"), **anders: object
) -> str:
    tellingen = [("ROM", 1200, 1100, 100)]
    return letter(levering, levering.findings, tellingen, replace(RONDE, **anders), *wie)  # type: ignore[arg-type]


def test_a_good_levering_is_thanked_for_and_asked_nothing() -> None:
    assert text(checked()) == (
        "Onderwerp: je levering voor het spiegelrapport 2025 (Praktijk Toets)\n\nBeste Jan,\n\n"
        "Dank voor je levering (x.xlsx). We kunnen er het rapport van maken.\n\n"
        "Wat we hebben gelezen (aantallen rijen):\n- ROM: 1.200 gelezen, 1.100 bruikbaar, 100 uitgesloten\n\n"
        "Met vriendelijke groet,\nKIBG\n"
    )


def test_who_is_not_known_by_name_is_a_colleague() -> None:
    gezegd = text(checked(), ("", ""))
    assert gezegd.startswith("Onderwerp: je levering voor het spiegelrapport 2025\n\nBeste collega,")


def test_what_was_found_stands_with_its_place_and_what_to_do() -> None:
    gezegd = text(checked(LET_OP, VRAAG))
    assert "We kunnen er het rapport van maken. Hieronder staat wat ons opviel." in gezegd
    assert (
        f"Let op ({UITLEG_ERNST[Ernst.LET_OP]}):\n- Blad ROM, kolom Meetdatum, 2 rijen: Dit is geen datum. Vul een datum in.\n"
        in gezegd
    )
    assert f"Vraag ({UITLEG_ERNST[Ernst.VRAAG]}):\n- Het zijn er meer dan vorig jaar. Klopt dit?\n" in gezegd
    assert "Wil je op de vragen antwoorden?" in gezegd
    assert "opnieuw aanleveren" not in gezegd


@pytest.mark.parametrize("levering", [checked(BLOKKEERT, akkoord=False), refused(BLOKKEERT)], ids=["waits", "refused"])
def test_what_blocks_comes_before_what_was_read_and_asks_for_a_better_file(
    levering: CheckedLevering | AfgekeurdeLevering,
) -> None:
    gezegd = text(levering)
    assert gezegd.index("Blokkerend (zonder dit kan het rapport niet gemaakt worden)") < gezegd.index(
        "Wat we hebben gelezen"
    )
    assert "- Blad ROM: Er ontbreekt een kolom. Voeg haar toe." in gezegd
    assert "Wil je het bestand herstellen en opnieuw aanleveren?" in gezegd
    assert ("nog niet gebruiken" in gezegd) is isinstance(levering, AfgekeurdeLevering)


def test_what_was_agreed_on_is_no_longer_asked_for() -> None:
    gezegd = text(checked(BLOKKEERT, akkoord=True))
    assert "Blokkerend (afgesproken is dat het rapport doorgaat zonder wat hier staat):" in gezegd
    assert "opnieuw aanleveren" not in gezegd


def test_our_own_mistake_asks_for_nothing() -> None:
    assert "opnieuw aanleveren" not in text(refused(ONS))
    assert "opnieuw aanleveren" in text(refused(ONS, BLOKKEERT))


def test_a_leak_comes_first_and_is_told_without_a_value() -> None:
    gezegd = text(checked(LEK, LET_OP))
    assert gezegd.startswith("Onderwerp: persoonsgegevens in je levering voor het spiegelrapport 2025")
    assert gezegd.index("Dit is een datalek.") < gezegd.index("Dank voor je levering")
    assert "- Blad ROM, kolom Achternaam\n" in gezegd
    assert "het datalek melden volgens je eigen procedure" in gezegd
    assert gezegd.count("Achternaam") == 1  # it is not listed again among the rest


def test_the_sender_signs_as_the_round_says() -> None:
    afzender = replace(RONDE.afzender, ondertekening="Het KIBG-team")
    assert text(checked(), afzender=afzender).endswith("Met vriendelijke groet,\nHet KIBG-team\n")
