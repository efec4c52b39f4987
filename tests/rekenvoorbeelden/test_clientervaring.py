"""Rekenvoorbeelden bij het hoofdstuk Cliëntervaring."""

import pytest

from tests.rekenvoorbeelden.tabel import cijfers


def test_schaalscore_uit_scores_in_drie_eenheden() -> None:
    """4,5 op 1-5; 90% van 5 = 90 / 20 = 4,5; minmax 75% = 1 + 4 x 0,75 = 4,0. Gemiddelde 13 / 3 = 4,333."""
    uit = cijfers(
        cqi="""
        | vragenlijst_id | eenheid    | bejegening |
        | V1             | 1-5        | 4,5        |
        | V2             | percentage | 90         |
        | V3             | minmax     | 75         |
        """
    )
    assert uit.loc[("cqi_bejegening", "waarde", "totaal"), "waarde"] == pytest.approx(13 / 3)


def test_schaalscore_uit_de_vragen() -> None:
    """Samen beslissen heeft drie vragen. V1: (4 + 5 + 3) / 3 = 4; V2: twee van drie ingevuld, (5 + 4) / 2 = 4,5; V3: een van
    drie is minder dan de helft en ontbreekt. Gemiddelde 4,25."""
    uit = cijfers(
        cqi="""
        | vragenlijst_id | samen_beslissen | samen_beslissen_1 | samen_beslissen_2 | samen_beslissen_3 |
        | V1             | -               | 4                 | 5                 | 3                 |
        | V2             | -               | 5                 | -                 | 4                 |
        | V3             | -               | -                 | -                 | 2                 |
        """
    ).loc[("cqi_samen_beslissen", "waarde", "totaal")]
    assert uit["waarde"] == 4.25
    assert (uit["n"], uit["ontbrekend"]) == (2, 1)


def test_rapportcijfer_alleen_van_versie_5_1() -> None:
    """8, 9 en 7 geven 8; t(2) = 4,302653; marge 4,302653 x 1 / wortel 3 = 2,484; de bovengrens blijft onder de 10.

    Een AMB-lijst uit 2025 hoort niet bij het jaar: uitgesloten.
    """
    uit = cijfers(
        cqi="""
        | vragenlijst_id | versie | rapportcijfer |
        | V1             | 5.1    | 8             |
        | V2             | -      | 9             |
        | V3             | 5.1    | 7             |
        | V4             | AMB    | 2             |
        """
    ).loc[("cqi_rapportcijfer", "waarde", "totaal")]
    assert (uit["waarde"], uit["n"], uit["uitgesloten"]) == (8, 3, 1)
    assert (uit["onder"], uit["boven"]) == pytest.approx((5.515862, 10.0), abs=1e-6)


def test_respons_is_ontvangen_gedeeld_door_aangeboden() -> None:
    """Vijf keer aangeboden. T1 en T2 hebben een lijst; één lijst noemt geen traject en telt ook: 3 / 5."""
    uit = cijfers(
        trajecten="""
        | traject_id | cqi_aangeboden |
        | T1         | ja             |
        | T2         | ja             |
        | T3         | ja             |
        | T4         | ja             |
        | T5         | ja             |
        | T6         | nee            |
        | T7         | -              |
        """,
        cqi="""
        | vragenlijst_id | traject_id |
        | V1             | T1         |
        | V2             | T2         |
        | V3             | -          |
        """,
    ).loc[("cqi_respons", "waarde", "totaal")]
    assert (uit["teller"], uit["noemer"], uit["waarde"]) == (3, 5, 0.6)
