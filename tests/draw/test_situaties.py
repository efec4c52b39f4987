"""Charts of what is withheld, missing, extreme or long."""

import pytest

from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Maat
from spiegelrapport.draw import draw, mix, profiel, spreiding, verandering
from spiegelrapport.draw.drawing_parts import Word
from spiegelrapport.draw.layer import Drawing
from spiegelrapport.model.document import GrafiekSleutel
from spiegelrapport.model.publishable import Cel
from tests.draw.builders import (
    SJABLONEN,
    bron,
    cijfer,
    definities,
    eigen,
    groep,
    indicator,
    letters,
    publishable,
    vergelijking,
)


def words(tekening: Drawing) -> str:
    return " ".join(deel.tekst for laag in tekening.lagen for deel in laag.delen if isinstance(deel, Word))


def test_a_withheld_own_figure_says_why_and_shows_the_group() -> None:
    prent = spreiding.make(bron(cijfer(cel=eigen(None, n=6))), indicator())
    assert prent is not None
    assert "Jouw organisatie: te weinig gegevens om te tonen." in prent.alt
    assert "te weinig gegevens om te tonen" in words(prent.teken())
    assert "groep 56%" in words(prent.teken())


def test_a_withheld_group_says_why() -> None:
    niets = groep(gepoold=None, p10=None, p25=None, p50=None, p75=None, p90=None, reden="weggelaten")
    prent = spreiding.make(bron(cijfer(groepen=(niets,))), indicator())
    assert prent is not None
    assert "weggelaten, zodat niemand herkenbaar wordt" in prent.alt
    assert "weggelaten, zodat niemand herkenbaar wordt" in words(prent.teken())


def test_a_group_whose_middle_is_withheld_shows_its_band_and_nothing_over_it() -> None:
    zonder_midden = groep(gepoold=None, p25=None, p50=None, p75=None, reden="weggelaten")
    prent = spreiding.make(bron(cijfer(groepen=(zonder_midden,))), indicator())
    assert prent is not None
    assert "middelste 80%" in prent.alt
    assert "midden weggelaten" in words(prent.teken())
    assert "zodat niemand" not in words(prent.teken())


def test_a_group_too_small_for_quantiles_shows_its_median_alone() -> None:
    klein = groep(k=7, gepoold=None, p10=None, p25=None, p75=None, p90=None)
    prent = spreiding.make(bron(cijfer(groepen=(klein,))), indicator())
    assert prent is not None
    assert "middelste" not in prent.alt
    assert "mediaan 55%" in words(prent.teken())


def test_a_share_that_may_not_be_exact_is_told_as_a_limit() -> None:
    grens = groep(gepoold=0.99, grens=">", p10=None, p25=None, p50=None, p75=None, p90=None)
    prent = spreiding.make(bron(cijfer(groepen=(grens,))), indicator())
    assert prent is not None
    assert "gemiddeld meer dan 99%" in prent.alt
    assert "> 99%" in words(prent.teken())


def test_a_figure_that_is_not_there_has_no_chart() -> None:
    assert spreiding.make(bron(), indicator()) is None
    assert mix.make(bron(), indicator()) is None
    assert profiel.make(bron()) is None


def test_a_long_group_name_keeps_its_number_of_members() -> None:
    lang = publishable(cijfer()).groepen[0]
    naam = "Zelfde sector en vergelijkbare omvang: verslavingszorg en dubbele diagnostiek"
    van = bron(cijfer(), groepen=(type(lang)(lang.id, naam, lang.k, lang.regel),))
    prent = spreiding.make(van, indicator())
    assert prent is not None
    assert "14 zorgaanbieders" in words(prent.teken())
    assert naam in prent.alt


def test_the_joint_report_is_not_called_your_organisation() -> None:
    prent = spreiding.make(bron(cijfer(), soort="kleine aanbieders"), indicator())
    assert prent is not None
    assert "Jouw organisatie" not in prent.alt + words(prent.teken())


def test_a_withheld_part_of_a_mix_is_named_without_a_bar() -> None:
    maten = (Maat("kort", "aandeel", "Kort"), Maat("lang", "aandeel", "Lang"))
    soorten = indicator("mix", maten=maten)
    van = bron(cijfer("mix", "kort", cel=eigen(0.7)), cijfer("mix", "lang", cel=eigen(None)), indicatoren=(soorten,))
    prent = mix.make(van, soorten)
    assert prent is not None
    assert "kort 70% en lang niet getoond" in prent.alt
    assert "70%" in words(prent.teken())
    assert "–" in words(prent.teken())


def test_what_lies_off_the_profile_is_told_with_its_number_not_hidden() -> None:
    van = bron(cijfer(cel=eigen(0.99)))
    prent = profiel.make(van)
    assert prent is not None
    assert "99%" in words(prent.teken())


def test_an_indicator_gets_its_own_kind_and_trend() -> None:
    cijfers = [cijfer(periode=str(jaar)) for jaar in range(2020, 2026)]
    grafieken = draw(publishable(*cijfers), definities(indicator()), load_huisstijl(SJABLONEN), letters())
    assert set(grafieken) == {
        GrafiekSleutel("profiel", ""),
        GrafiekSleutel("spreiding", "respons"),
        GrafiekSleutel("trend", "respons"),
    }


def test_a_profile_of_few_lines_is_no_higher_than_they_need() -> None:
    prent = profiel.make(bron(cijfer()))
    assert prent is not None
    assert prent.maat_mm is not None
    assert prent.maat_mm[1] < 25


def test_the_profile_sets_every_figure_beside_the_group_of_its_own_card() -> None:
    een, ander = indicator("een", naam="Een"), indicator("ander", naam="Ander")
    dichtbij = cijfer("een", vergelijkingen=(vergelijking(), vergelijking("allen", 0.54)))
    prent = profiel.make(
        bron(dichtbij, cijfer("ander", vergelijkingen=(vergelijking("allen", 0.54),)), indicatoren=(een, ander))
    )
    assert prent is not None
    assert "Een 62%, groep 56%; Ander 62%, groep 54% van Alle keurmerkdragers" in prent.alt
    getekend = words(prent.teken())
    assert "54%*" in getekend
    assert "*: naast Alle keurmerkdragers." in getekend


@pytest.mark.parametrize(("waarde", "plaats"), [(0.56, 0.0), (0.608, 1.96), (0.512, -1.96), (0.656, 3.92)])
def test_the_printed_limits_lie_at_the_edges_of_the_band(waarde: float, plaats: float) -> None:
    assert profiel.place(waarde, vergelijking()) == pytest.approx(plaats)


def test_a_figure_without_quantiles_stands_on_the_profile_too() -> None:
    kaal = groep(p10=None, p25=None, p50=None, p75=None, p90=None)
    prent = profiel.make(bron(cijfer(groepen=(kaal,), vergelijkingen=(vergelijking(),))))
    assert prent is not None
    assert "Respons 62%, groep 56%" in prent.alt


def test_a_mix_whose_group_is_withheld_says_so_once() -> None:
    maten = (Maat("kort", "aandeel", "Kort"), Maat("lang", "aandeel", "Lang"))
    soorten = indicator("mix", maten=maten)
    niets = (groep(gepoold=None, reden="weggelaten"),)
    delen = [cijfer("mix", code, cel=eigen(0.5), groepen=niets) for code in ("kort", "lang")]
    prent = mix.make(bron(*delen, indicatoren=(soorten,)), soorten)
    assert prent is not None
    assert prent.alt.count("weggelaten, zodat niemand herkenbaar wordt") == 1


def test_a_band_by_tau_is_named_as_an_estimate_and_never_drawn_beside_quantiles() -> None:
    naast = (vergelijking(midden80=(0.49, 0.63)),)
    klein = groep(p10=None, p25=None, p50=None, p75=None, p90=None)
    prent = spreiding.make(bron(cijfer(groepen=(klein,), vergelijkingen=naast)), indicator())
    assert prent is not None
    assert "geschatte middelste 80% 49% tot 63%" in prent.alt
    assert "naar schatting" in words(prent.teken())
    gewoon = spreiding.make(bron(cijfer()), indicator())
    assert gewoon is not None
    assert "schat" not in gewoon.alt + words(gewoon.teken())


def test_own_shares_of_the_joint_report_may_be_told_as_a_limit() -> None:
    grens = Cel(0.97, None, None, 40, grens=">")
    prent = spreiding.make(bron(cijfer(cel=grens), soort="kleine aanbieders"), indicator())
    assert prent is not None
    assert "Kleine aanbieders: meer dan 97%" in prent.alt
    assert "> 97%" in words(prent.teken())


def test_a_share_of_a_mix_may_be_told_as_a_limit() -> None:
    maten = (Maat("kort", "aandeel", "Kort"), Maat("lang", "aandeel", "Lang"))
    soorten = indicator("mix", maten=maten)
    klein = (groep(midden=0.0, stap=0.0, gepoold=0.02, grens="<"),)
    delen = [cijfer("mix", "kort", cel=eigen(0.9)), cijfer("mix", "lang", cel=eigen(0.1), groepen=klein)]
    prent = mix.make(bron(*delen, indicatoren=(soorten,)), soorten)
    assert prent is not None
    assert "lang minder dan 2%" in prent.alt


def test_a_mix_of_which_nothing_own_may_be_shown_is_no_chart() -> None:
    maten = (Maat("kort", "aandeel", "Kort"), Maat("lang", "aandeel", "Lang"))
    soorten = indicator("mix", maten=maten)
    delen = [cijfer("mix", code, cel=eigen(None)) for code in ("kort", "lang")]
    assert mix.make(bron(*delen, indicatoren=(soorten,)), soorten) is None


def test_change_categories_stand_beside_the_first_group_that_may_show_them() -> None:
    deel = Maat("hersteld", "aandeel", "Hersteld", eenheid="%", decimalen=0, schaal=(0.0, 1.0))
    oq = indicator("oq", maten=(Maat("verschil", "verschil", "Verschil"), deel))
    niets = groep(gepoold=None, p50=None, reden="weggelaten")
    van = bron(cijfer("oq", "hersteld", cel=eigen(0.4), groepen=(niets, groep("allen", 0.39))), indicatoren=(oq,))
    assert "Alle keurmerkdragers: hersteld (van boven de grens) 40%" in verandering.make(van, oq).alt
