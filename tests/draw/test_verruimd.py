"""Charts of a figure over two years name them; the trend has no such point."""

from dataclasses import replace

import pytest

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.draw import CHARTS, profiel
from spiegelrapport.draw.chart_source import ChartSource
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cijfer
from tests.draw.builders import bron, cijfer, eigen, indicator

RUIM = "2024-2025"


def ruime_bron(*maten: str, grafiek: str = "spreiding", eenheid: str = "%") -> ChartSource:
    soort = indicator(
        grafiek=grafiek,
        eenheid=eenheid,
        maten=tuple(Maat(maat, "aandeel", maat.capitalize()) for maat in maten or ("waarde",)),
    )
    cijfers: list[Cijfer] = []
    for maat in maten or ("waarde",):
        cijfers.append(cijfer(maat=maat, periode=RUIM, cel=eigen(0.62, n=18)))
        cijfers.append(cijfer(maat=maat, cel=eigen(None), vergelijkingen=()))
        cijfers += [cijfer(maat=maat, periode=jaar, cel=eigen(0.55)) for jaar in ("2023", "2024")]
    return bron(*cijfers, indicatoren=(soort,))


def gezet(gemaakt: ChartSource, soort: str) -> tuple[str, str]:
    """The words in the picture, and those instead of it."""
    prent = CHARTS[soort](gemaakt, gemaakt.definities.indicatoren["respons"])
    assert prent is not None
    woorden = " ".join(deel.tekst for laag in prent.teken().lagen for deel in laag.delen if hasattr(deel, "tekst"))
    return woorden, prent.alt


@pytest.mark.parametrize("soort", ["spreiding"])
def test_the_own_lane_and_the_words_name_the_years(soort: str) -> None:
    getekend, alt = gezet(ruime_bron(), soort)
    assert "Jouw organisatie 2024–2025" in getekend
    assert "18 trajecten" in alt
    assert "18 trajecten" not in getekend  # it stands beside the chart
    assert alt.startswith("Respons, 2024 en 2025 samen. Jouw organisatie 2024–2025")


def test_begin_and_end_name_the_years() -> None:
    getekend, alt = gezet(ruime_bron("verschil", "begin", "eind", grafiek="voor_na"), "voor_na")
    assert "Jouw organisatie 2024–2025" in getekend
    assert alt.startswith("Respons, 2024 en 2025 samen. Jouw organisatie 2024–2025: bij het begin 62%")


def test_the_trend_has_single_years_only() -> None:
    getekend, alt = gezet(ruime_bron(), "trend")
    assert "2024–2025" not in getekend + alt
    assert "2023 55%, 2024 55% en 2025 te weinig gegevens om te tonen" in alt


def test_the_profile_keeps_the_years_where_it_shortens_the_name() -> None:
    gemaakt = ruime_bron()
    lang = replace(
        gemaakt.definities.indicatoren["respons"], naam="Respons op een vragenlijst met een bijzonder lange naam"
    )
    groepen = gemaakt.publishable.cijfers[Sleutel("respons", "waarde", RUIM, TOTAAL)].groepen
    assert groepen[0].p25 is not None
    prent = profiel.make(replace(gemaakt, definities=replace(gemaakt.definities, indicatoren={"respons": lang})))
    assert prent is not None
    woorden = [deel.tekst for laag in prent.teken().lagen for deel in laag.delen if hasattr(deel, "tekst")]
    assert [woord for woord in woorden if woord.startswith("Respons") and woord.endswith("… (2024–2025)")]
    assert "(2024–2025) 62%" in prent.alt


def test_a_chart_of_one_year_names_no_years() -> None:
    gewoon = bron(cijfer())
    getekend, alt = gezet(gewoon, "spreiding")
    assert "–" not in getekend
    assert alt.startswith("Respons, 2025. Jouw organisatie: ")
