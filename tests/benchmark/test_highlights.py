"""Which figures a report lifts out: both directions, never only shortfalls, the surest first."""

import numpy as np
import pandas as pd
from scipy import stats

from spiegelrapport.benchmark.highlights import GRENS, kandidaten
from spiegelrapport.benchmark.meervoud import benjamini_hochberg
from spiegelrapport.model.cijfers import Meetwaarden
from tests.measure.builders import definities, ronde

LEEG = pd.DataFrame(columns=["agb", "indicator", "maat", "periode", "uitsplitsing", "waarde", "variantie"]).astype(
    {"waarde": float, "variantie": float}
)


def rij(indicator: str, toestand: str, q: float = 0.001, **anders: object) -> dict[str, object]:
    maat = definities().indicatoren[indicator].maten[0].code
    return {
        "agb": "06000001", "groep": "type:a", "indicator": indicator, "maat": maat, "periode": "2025",
        "uitsplitsing": "totaal", "toestand": toestand, "gebruik": "vergelijken", "betrouwbaarheid": 0.9,
        "p_waarde": q / 2, "q_waarde": q, "z": 3.0,
    } | anders  # fmt: skip


def gekozen(*rijen: dict[str, object], meetwaarden: pd.DataFrame = LEEG) -> list[tuple[str, str]]:
    uit = kandidaten(
        pd.DataFrame(list(rijen)), Meetwaarden(meetwaarden), definities(), ronde(), pd.Series({"06000001": "type:a"})
    )
    assert list(uit["volgorde"]) == list(range(1, len(uit) + 1))
    return list(zip(uit["indicator"], uit["reden"], strict=True))


def test_both_sides_take_turns_and_the_surest_begins() -> None:
    uit = gekozen(
        rij("aanmeldwachttijd", "hoger", 0.001),  # against its direction
        rij("onvolledig", "hoger", 0.002),  # against
        rij("no_show", "hoger", 0.003),  # against
        rij("cqi_rapportcijfer", "hoger", 0.02),  # along
        rij("cqi_respons", "hoger", 0.03),  # along
    )
    assert [indicator for indicator, _ in uit] == [
        "aanmeldwachttijd",
        "cqi_rapportcijfer",
        "onvolledig",
        "cqi_respons",
        "no_show",
    ]


def test_shortfalls_only_are_mixed_with_what_is_close_to_the_group() -> None:
    uit = gekozen(
        rij("aanmeldwachttijd", "hoger", 0.001),
        rij("onvolledig", "hoger", 0.002),
        rij("cqi_rapportcijfer", "binnen", 0.8, betrouwbaarheid=0.95, z=0.2),
        rij("cqi_respons", "binnen", 0.9, betrouwbaarheid=0.75, z=0.1),
    )
    assert uit == [
        ("aanmeldwachttijd", "grootste afwijking"),
        ("cqi_rapportcijfer", "dicht bij de groep"),
        ("onvolledig", "zekerste afwijking"),
        ("cqi_respons", "dicht bij de groep"),
    ]


def test_the_largest_deviation_is_named_so() -> None:
    uit = gekozen(rij("aanmeldwachttijd", "hoger", 0.001, z=3), rij("cqi_rapportcijfer", "hoger", 0.002, z=-9))
    assert uit == [("aanmeldwachttijd", "zekerste afwijking"), ("cqi_rapportcijfer", "grootste afwijking")]


def test_a_deviation_that_does_not_survive_the_number_of_figures_is_none() -> None:
    assert gekozen(rij("aanmeldwachttijd", "hoger", 0.2)) == []


def test_figures_that_are_only_described_or_belong_to_the_second_group_are_not_lifted_out() -> None:
    assert gekozen(rij("no_show", "hoger", gebruik="beschrijven"), rij("onvolledig", "hoger", groep="allen")) == []


def test_only_the_head_figure_of_the_whole_year_is_lifted_out() -> None:
    assert (
        gekozen(rij("behandelminuten", "hoger", maat="gemiddelde"), rij("no_show", "hoger", uitsplitsing="kort")) == []
    )


def test_a_change_against_last_year_comes_before_what_is_close() -> None:
    waarden = [
        {"agb": "06000001", "indicator": "cqi_respons", "maat": "waarde", "periode": jaar, "uitsplitsing": "totaal", "waarde": w, "variantie": 0.001}
        for jaar, w in (("2024", 0.30), ("2025", 0.55))
    ]  # fmt: skip
    uit = gekozen(
        rij("cqi_respons", "binnen", 0.8),
        rij("cqi_rapportcijfer", "binnen", 0.8, betrouwbaarheid=0.99),
        meetwaarden=pd.DataFrame(waarden),
    )
    assert uit == [("cqi_respons", "verandering"), ("cqi_rapportcijfer", "dicht bij de groep")]


def test_no_change_across_a_break() -> None:
    waarden = pd.DataFrame(
        [
            {"agb": "06000001", "indicator": "no_show", "maat": "waarde", "periode": str(jaar), "uitsplitsing": "totaal", "waarde": jaar - 2000.0, "variantie": 1e-6}
            for jaar in (2021, 2022)
        ]
    )  # fmt: skip
    uit = kandidaten(
        pd.DataFrame([rij("no_show", "binnen", 0.8, periode="2022")]),
        Meetwaarden(waarden),
        definities(),
        ronde(verslagjaar=2022),
        pd.Series({"06000001": "type:a"}),
    )
    assert list(uit["reden"]) == ["dicht bij de groep"]


def test_without_true_differences_hardly_any_report_lifts_out_a_deviation() -> None:
    """Benjamini-Hochberg at 10%: with nothing to find, at most one report in ten finds something."""
    rng = np.random.default_rng(21)
    rapporten, cijfers = 4000, 24
    familie = np.repeat(np.arange(rapporten), cijfers)
    q = benjamini_hochberg(rng.uniform(size=rapporten * cijfers), familie)
    gevonden = (q.reshape(rapporten, cijfers) <= GRENS).any(axis=1).mean()
    assert 0.08 <= gevonden <= 0.12


def test_of_the_deviations_found_at_most_a_tenth_is_chance() -> None:
    """Four of 24 figures truly differ, by three standard errors."""
    rng = np.random.default_rng(22)
    rapporten, cijfers = 3000, 24
    z = rng.normal(size=(rapporten, cijfers)) + np.where(np.arange(cijfers) < 4, 3.0, 0.0)
    p = 2 * stats.norm.sf(np.abs(z))
    q = benjamini_hochberg(p.ravel(), np.repeat(np.arange(rapporten), cijfers)).reshape(z.shape)
    gevonden = q <= GRENS
    vals = (gevonden[:, 4:].sum(axis=1) / np.maximum(gevonden.sum(axis=1), 1)).mean()
    assert vals <= 0.10
    assert gevonden[:, :4].mean() > 0.6
