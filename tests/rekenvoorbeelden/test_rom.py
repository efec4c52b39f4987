"""Rekenvoorbeelden bij de hoofdstukken over ROM: koppelen, verschil, gestandaardiseerd verschil, Jacobson-Truax, respons."""

import math

import pytest

from tests.rekenvoorbeelden.tabel import cijfers

TRAJECTEN = """
    | traject_id | begindatum | einddatum  | onvolledig |
    | T1         | 2025-01-10 | 2025-06-10 | nee        |
    | T2         | 2025-01-10 | 2025-06-10 | nee        |
    | T3         | 2025-01-10 | 2025-06-10 | nee        |
    | T4         | 2025-01-10 | 2025-06-10 | nee        |
    | T5         | 2025-01-10 | 2025-06-10 | ja         |
    """
VIJF_TRAJECTEN = "| traject_id |\n| T1 |\n| T2 |\n| T3 |\n| T4 |\n| T5 |"
METINGEN = """
    | traject_id | instrument | moment | datum      | score |
    | T1         | OQ45       | voor   | 2025-01-10 | 80    |
    | T1         | OQ45       | na     | 2025-06-10 | 50    |
    | T2         | OQ45       | voor   | 2025-01-10 | 90    |
    | T2         | OQ45       | na     | 2025-06-10 | 70    |
    | T3         | OQ45       | voor   | 2025-01-10 | 70    |
    | T3         | OQ45       | na     | 2025-06-10 | 90    |
    | T4         | OQ45       | voor   | 2025-01-10 | 60    |
    | T5         | OQ45       | voor   | 2025-01-10 | 75    |
    | T5         | OQ45       | na     | 2025-06-10 | 74    |
    """


def test_verschilscore_is_eind_min_begin() -> None:
    """T1: -30, T2: -20, T3: +20; gemiddeld -30 / 3 = -10. T4 heeft geen nameting, T5 is onvolledig.

    Spreiding van de verschillen: wortel((20² + 10² + 30²) / 2) = 26,4575; t(2) = 4,302653; marge 65,7242.
    """
    uit = cijfers(trajecten=TRAJECTEN, rom=METINGEN)
    verschil = uit.loc[("rom_oq45", "verschil", "totaal")]
    assert (verschil["waarde"], verschil["n"], verschil["teller"]) == (-10, 3, -30)
    assert (verschil["onder"], verschil["boven"]) == pytest.approx((-75.7242, 55.7242), abs=1e-3)
    assert uit.loc[("rom_oq45", "begin", "totaal"), "waarde"] == 80
    assert uit.loc[("rom_oq45", "eind", "totaal"), "waarde"] == 70


def test_gestandaardiseerd_verschil_deelt_door_de_spreiding_van_de_voormeting() -> None:
    """Beginscores 60 tot 100: spreiding wortel(1000 / 4) = 15,8114. Daling 10, 20, 10, 20, 10: gemiddeld 14.

    Verbetering is positief: 14 / 15,8114 = 0,8854. Variantie ((5,4772 / 15,8114)² + 0,8854² / 2) / 4 = 0,128.
    """
    uit = cijfers(trajecten=VIJF_TRAJECTEN, rom=_paren("OQ45", [(60, 50), (70, 50), (80, 70), (90, 70), (100, 90)]))
    standaard = uit.loc[("rom_oq45", "standaard", "totaal")]
    assert standaard["waarde"] == pytest.approx(0.885438, abs=1e-6)
    assert standaard["variantie"] == pytest.approx(0.128)


def test_onder_vijf_paren_geen_gestandaardiseerd_verschil() -> None:
    uit = cijfers(trajecten=TRAJECTEN, rom=METINGEN)["waarde"]
    assert uit["rom_oq45", "verschil", "totaal"] == -10
    assert math.isnan(uit["rom_oq45", "standaard", "totaal"])


def test_jacobson_truax_met_betrouwbare_verandering_18_en_grens_56() -> None:
    """T1: 80 -> 50, daling 30 en onder de 56: verbeterd en hersteld. T2: 90 -> 70: verbeterd. T3: 70 -> 90: verslechterd.

    Alle drie begonnen op 56 of hoger, dus hersteld is 1 van 3; verbeterd, onveranderd en verslechterd zijn samen iedereen.
    """
    uit = cijfers(trajecten=TRAJECTEN, rom=METINGEN)["waarde"]
    categorieen = ("hersteld", "verbeterd", "onveranderd", "verslechterd")
    assert [uit["rom_oq45", maat, "totaal"] for maat in categorieen] == pytest.approx([1 / 3, 2 / 3, 0, 1 / 3])


@pytest.mark.parametrize(
    ("begin", "eind", "categorie"),
    [
        (74, 56, "verbeterd"),  # daling precies 18; 56 is nog aan de klachtenkant
        (73, 55, "hersteld"),  # daling 18, van boven naar onder de grens
        (56, 38, "hersteld"),  # begon precies op de grens
        (55, 30, "verbeterd"),  # begon al onder de grens
        (70, 53, "onveranderd"),  # over de grens, maar niet betrouwbaar veranderd
        (50, 68, "verslechterd"),
    ],
)
def test_jacobson_truax_op_de_grens(begin: int, eind: int, categorie: str) -> None:
    uit = cijfers(
        trajecten="| traject_id |\n| T1 |",
        rom=f"| moment | score |\n| voor | {begin} |\n| na | {eind} |",
    )["waarde"]
    assert uit["rom_oq45", categorie, "totaal"] == 1


def test_respons_is_completers_gedeeld_door_geschikte_trajecten() -> None:
    """Drie van de vier geschikte trajecten hebben een voor- en nameting; het onvolledige traject T5 doet niet mee: 3 / 4."""
    uit = cijfers(trajecten=TRAJECTEN, rom=METINGEN).loc[("rom_respons_functioneren", "waarde", "totaal")]
    assert (uit["teller"], uit["noemer"], uit["waarde"]) == (3, 4, 0.75)


def test_bij_hoger_is_meer_kwaliteit_van_leven_is_stijging_verbetering() -> None:
    """MHQoL 8, 10, 12, 14, 16, elk 3 hoger: verschil +3, gestandaardiseerd 3 / 3,162278 = +0,948683."""
    uit = cijfers(trajecten=VIJF_TRAJECTEN, rom=_paren("MHQoL", [(8, 11), (10, 13), (12, 15), (14, 17), (16, 19)]))[
        "waarde"
    ]
    assert uit["rom_mhqol", "verschil", "totaal"] == 3
    assert uit["rom_mhqol", "standaard", "totaal"] == pytest.approx(0.948683, abs=1e-6)


def _paren(instrument: str, scores: list[tuple[int, int]]) -> str:
    regels = [
        f"| T{i} | {instrument} | {moment} | {score} |"
        for i, paar in enumerate(scores, 1)
        for moment, score in zip(("voor", "na"), paar, strict=True)
    ]
    return "\n".join(["| traject_id | instrument | moment | score |", *regels])
