"""Rekenvoorbeelden bij het hoofdstuk Behandeling: een handvol rijen en het cijfer, met de hand na te rekenen."""

import pytest

from tests.measure.builders import ronde
from tests.rekenvoorbeelden.tabel import cijfers


def test_aandeel_onvolledige_trajecten() -> None:
    """Drie van de acht afgesloten trajecten zijn onvolledig: 3 / 8 = 37,5%. Een lopend traject telt niet mee.

    Wilson, z = 1,959964: midden (0,375 + z²/16) / (1 + z²/8) = 0,415551; marge 0,278705 -> 13,7% tot 69,4%.
    """
    uit = cijfers(
        trajecten="""
        | traject_id | einddatum  | prestatie_geleverd | onvolledig |
        |------------|------------|--------------------|------------|
        | T1         | 2025-03-01 | GBG02              | nee        |
        | T2         | 2025-03-01 | GBG02              | ja         |
        | T3         | 2025-03-01 | GBG03              | ja         |
        | T4         | 2025-03-01 | 180005             | nee        |
        | T5         | 2025-03-01 | GBG03              | nee        |
        | T6         | 2025-03-01 | GBG04              | -          |
        | T7         | 2025-03-01 | GBG04              | nee        |
        | T8         | 2025-03-01 | GBG05              | nee        |
        | T9         | -          | GBG02              | ja         |
        """
    ).loc[("onvolledig", "waarde", "totaal")]
    assert (uit["teller"], uit["noemer"], uit["n"]) == (3, 8, 8)
    assert uit["waarde"] == 0.375
    assert uit["onder"] == pytest.approx(0.136846, abs=1e-5)
    assert uit["boven"] == pytest.approx(0.694256, abs=1e-5)


def test_gemiddelde_en_mediaan_van_de_behandelminuten() -> None:
    """Direct + indirect: 120, 240, 300, 300, 420, 540, 900. Som 2820, gemiddelde 2820 / 7 = 402,857; mediaan (4e) 300.

    Spreiding 256,236; t(6) = 2,446912; marge 2,446912 x 256,236 / wortel 7 = 236,978. De mediaan heeft bij zeven rijen
    als 95%-interval de kleinste tot de grootste waarde (P = 98,4%). Vanaf 2022 telt een lege indirecte tijd als 0.
    """
    uit = cijfers(
        ronde(minuten="direct + indirect"),
        trajecten="""
        | traject_id | minuten_direct | minuten_indirect |
        | T1         | 100            | 20               |
        | T2         | 200            | 40               |
        | T3         | 250            | 50               |
        | T4         | 300            | -                |
        | T5         | 350            | 70               |
        | T6         | 450            | 90               |
        | T7         | 700            | 200              |
        | T8         | -              | 60               |
        """,
    )
    gemiddelde, mediaan = (uit.loc[("behandelminuten", maat, "totaal")] for maat in ("gemiddelde", "mediaan"))
    assert gemiddelde["waarde"] == pytest.approx(2820 / 7)
    assert gemiddelde["sd"] == pytest.approx(256.2365, abs=1e-4)
    assert (gemiddelde["onder"], gemiddelde["boven"]) == pytest.approx((165.878, 639.836), abs=1e-3)
    assert (mediaan["waarde"], mediaan["onder"], mediaan["boven"]) == (300, 120, 900)
    assert gemiddelde["ontbrekend"] == 1


def test_alleen_directe_minuten_als_de_ronde_dat_zegt() -> None:
    uit = cijfers(
        ronde(minuten="direct"),
        trajecten="""
        | traject_id | minuten_direct | minuten_indirect |
        | T1         | 100            | 20               |
        | T2         | 200            | 40               |
        """,
    )
    assert uit.loc[("behandelminuten", "gemiddelde", "totaal"), "waarde"] == 150


def test_doorlooptijd_in_weken() -> None:
    """14, 28 en 70 dagen zijn 2, 4 en 10 weken: gemiddelde 16 / 3, mediaan 4. Een einddatum voor het begin telt niet mee."""
    uit = cijfers(
        trajecten="""
        | traject_id | begindatum | einddatum  |
        | T1         | 2025-01-01 | 2025-01-15 |
        | T2         | 2025-01-01 | 2025-01-29 |
        | T3         | 2025-01-01 | 2025-03-12 |
        | T4         | 2025-03-01 | 2025-02-01 |
        """
    )
    assert uit.loc[("doorlooptijd", "gemiddelde", "totaal"), "waarde"] == pytest.approx(16 / 3)
    assert uit.loc[("doorlooptijd", "mediaan", "totaal"), "waarde"] == 4
    assert uit.loc[("doorlooptijd", "mediaan", "totaal"), ["n", "uitgesloten"]].tolist() == [3, 1]


def test_verhouding_ehealth_in_de_minuten() -> None:
    """Som eHealth 60 + 0 + 40 = 100; som minuten 200 + 400 + 400 = 1000; 100 / 1000 = 10%, niet het gemiddelde van 30%, 0% en 10%.

    Resten x - 0,1 y: 40, -40, 0; variantie 3/2 x 3200 / 1000² = 0,0048; t(2) = 4,302653; marge 0,298096; ondergrens 0.
    """
    uit = cijfers(
        ronde(minuten="direct"),
        trajecten="""
        | traject_id | minuten_direct | minuten_ehealth |
        | T1         | 200            | 60              |
        | T2         | 400            | 0               |
        | T3         | 400            | 40              |
        | T4         | 300            | -               |
        """,
    ).loc[("ehealth_minuten", "waarde", "totaal")]
    assert (uit["teller"], uit["noemer"], uit["waarde"]) == (100, 1000, 0.1)
    assert uit["variantie"] == pytest.approx(0.0048)
    assert (uit["onder"], uit["boven"]) == pytest.approx((0, 0.398096), abs=1e-6)
    assert uit["ontbrekend"] == 1


def test_mix_en_kortdurend() -> None:
    """Vijf trajecten: twee kort, een middel, een chronisch, een onvolledig. Kort is 2 / 5; 294 minuten is nog binnen de norm."""
    uit = cijfers(
        ronde(minuten="direct"),
        trajecten="""
        | traject_id | prestatie_geleverd | onvolledig | minuten_direct |
        | T1         | GBG02              | nee        | 294            |
        | T2         | GBG02              | nee        | 295            |
        | T3         | GBG03              | nee        | 500            |
        | T4         | GBG05              | nee        | 900            |
        | T5         | GBG02              | ja         | 90             |
        """,
    )["waarde"]
    assert [uit["mix", maat, "totaal"] for maat in ("kort", "middel", "intensief", "chronisch", "onvolledig")] == [
        0.4, 0.2, 0, 0.2, 0.2,
    ]  # fmt: skip
    assert uit["kortdurend", "waarde", "totaal"] == 0.4
    assert uit["kortdurend", "binnen_norm", "totaal"] == 0.4  # T1 en T5


def test_op_en_afschalen() -> None:
    """Vier trajecten met beide prestaties, waarvan een zwaarder en twee lichter. Onbekend en onvolledig tellen niet mee."""
    uit = cijfers(
        trajecten="""
        | traject_id | prestatie_verwacht | prestatie_geleverd | onvolledig |
        | T1         | GBG02              | GBG03              | nee        |
        | T2         | GBG04              | GBG03              | nee        |
        | T3         | GBG05              | GBG04              | nee        |
        | T4         | GBG03              | GBG03              | nee        |
        | T5         | -                  | GBG03              | nee        |
        | T6         | GBG04              | GBG02              | ja         |
        """
    )
    assert uit.loc[("opschalen", "waarde", "totaal"), ["teller", "n", "ontbrekend"]].tolist() == [1, 4, 2]
    assert uit.loc[("afschalen", "waarde", "totaal"), "waarde"] == 0.5


def test_wachttijden_en_de_treeknorm() -> None:
    """Aanmelding tot intake: 7, 28 en 35 dagen = 1, 4 en 5 weken; 28 dagen is binnen de norm: 2 / 3.

    Een intake voor de aanmelding is een registratiefout: uitgesloten, niet 0. Geen intakedatum: ontbreekt.
    """
    uit = cijfers(
        trajecten="""
        | traject_id | aanmelddatum | intakedatum | behandelstart | begindatum |
        | T1         | 2025-01-01   | 2025-01-08  | 2025-03-19    | 2025-01-08 |
        | T2         | 2025-01-01   | 2025-01-29  | 2025-04-10    | 2025-01-29 |
        | T3         | 2025-01-01   | 2025-02-05  | 2025-02-05    | 2025-02-05 |
        | T4         | 2025-02-01   | 2025-01-20  | 2025-02-03    | 2025-01-20 |
        | T5         | 2025-02-01   | -           | -             | 2025-02-01 |
        """
    )
    wacht = uit.loc[("aanmeldwachttijd", "gemiddelde", "totaal")]
    assert wacht["waarde"] == pytest.approx(10 / 3)
    assert (wacht["n"], wacht["uitgesloten"], wacht["ontbrekend"]) == (3, 1, 1)
    assert uit.loc[("aanmeldwacht_treeknorm", "waarde", "totaal"), "waarde"] == pytest.approx(2 / 3)
    # intake tot behandeling: 70, 71, 0 en 14 dagen; 70 dagen is binnen 10 weken
    assert uit.loc[("behandelwacht_treeknorm", "waarde", "totaal"), "waarde"] == 0.75


def test_no_show_over_alle_afspraken() -> None:
    """1 + 0 + 2 no-shows op 10 + 5 + 5 afspraken: 3 / 20 = 15%."""
    uit = cijfers(
        trajecten="""
        | traject_id | afspraken_gepland | afspraken_no_show |
        | T1         | 10                | 1                 |
        | T2         | 5                 | 0                 |
        | T3         | 5                 | 2                 |
        """
    ).loc[("no_show", "waarde", "totaal")]
    assert (uit["teller"], uit["noemer"], uit["waarde"]) == (3, 20, 0.15)


def test_reden_van_sluiten() -> None:
    """Van vier trajecten met een reden een doorverwezen en twee terug naar de huisarts; zonder reden telt niet mee."""
    uit = cijfers(
        trajecten="""
        | traject_id | reden_sluiten    |
        | T1         | doorverwezen_sggz |
        | T2         | terug_huisarts   |
        | T3         | terug_huisarts   |
        | T4         | regulier         |
        | T5         | -                |
        """
    )
    assert uit.loc[("doorverwezen", "waarde", "totaal"), ["waarde", "ontbrekend"]].tolist() == [0.25, 1]
    assert uit.loc[("terug_huisarts", "waarde", "totaal"), "waarde"] == 0.5
