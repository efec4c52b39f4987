"""Rekenvoorbeelden bij 'wie onze cliënten zijn': aandelen van de afgesloten trajecten, met de hand na te rekenen."""

import pytest

from tests.rekenvoorbeelden.tabel import cijfers


def test_wie_de_clienten_zijn() -> None:
    """Vijf trajecten. Leeftijd: vier bekend, twee van 25-44. Diagnose: hoofdstuk 4 in drie schrijfwijzen, hoofdstuk 12 is
    overig. Zorgvraag: ZT02 twee keer, ZT11 is overig, twee onbekend.
    """
    uit = cijfers(
        trajecten="""
        | traject_id | leeftijdsgroep | diagnosehoofdstuk | zorgvraagtype |
        | T1         | 25-44          | D5_4              | ZT02          |
        | T2         | 25-44          | DSM5_4            | ZT02          |
        | T3         | 65+            | 04                | ZT11          |
        | T4         | 18-24          | D5_12             | -             |
        | T5         | -              | -                 | -             |
        """
    )
    aandeel = uit["waarde"]
    assert [aandeel["leeftijd", maat, "totaal"] for maat in ("18_24", "25_44", "45_64", "65_plus")] == [
        0.25,
        0.5,
        0,
        0.25,
    ]
    assert aandeel["diagnose", "depressie", "totaal"] == 0.75
    assert aandeel["diagnose", "overig", "totaal"] == 0.25
    assert aandeel["zorgvraag", "licht", "totaal"] == pytest.approx(2 / 3)
    assert aandeel["zorgvraag", "overig", "totaal"] == pytest.approx(1 / 3)
    assert uit.loc[("zorgvraag", "overig", "totaal"), ["n", "ontbrekend"]].tolist() == [3, 2]
