"""Cards fill their pages; what has no figure has no card but is named with its reason."""

from dataclasses import replace
from itertools import pairwise

from spiegelrapport.compose.bladzijden import KOP_MM, make_bladzijden
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken, not_shown
from spiegelrapport.compose.verantwoording import definition_rows
from spiegelrapport.figures.report_figures import ReportFigures
from tests import builders as alles
from tests.compose.builders import lezing, zonder


def test_cards_follow_each_other_over_the_chapters_and_no_page_takes_more_than_it_has_room_for() -> None:
    groot = ReportFigures(alles.publishable(), alles.definities())
    hoofdstukken = make_hoofdstukken(groot, {})
    bladen = make_bladzijden(hoofdstukken)
    plaatsen = [plaats for blad in bladen for plaats in blad.plaatsen]
    assert [plaats.kaart for plaats in plaatsen] == [kaart for blok in hoofdstukken for kaart in blok.kaarten]
    assert sum(plaats.opent for plaats in plaatsen) == 5
    assert all(blad.over_mm >= 0 for blad in bladen)
    for blad, volgende in pairwise(bladen):  # nothing that still fits goes to the next page
        assert blad.over_mm < volgende.plaatsen[0].kaart.hoogte_mm + KOP_MM


def test_a_card_with_more_to_say_takes_more_of_the_page() -> None:
    groot = make_hoofdstukken(ReportFigures(alles.publishable(), alles.definities()), {})
    kaart = next(kaart for blok in groot for kaart in blok.kaarten if len(kaart.regels) > 1 and kaart.vragen)
    assert replace(kaart, zin=kaart.zin * 3).hoogte_mm > kaart.hoogte_mm
    assert replace(kaart, regels=()).hoogte_mm < kaart.hoogte_mm
    assert replace(kaart, vragen=()).hoogte_mm < kaart.hoogte_mm


def test_a_chapter_opens_with_its_response_and_has_no_card_for_it() -> None:
    [blok] = make_hoofdstukken(lezing(), {})
    assert blok.opening == ("Respons: 13% (vergelijkbaar 12%, alle 12%)",)
    assert [kaart.code for kaart in blok.kaarten] == ["minuten", "no_show"]


def test_a_withheld_figure_has_no_card_and_its_reason_is_named() -> None:
    heel = lezing()
    half = replace(
        heel, publishable=replace(heel.publishable, cijfers=zonder(dict(heel.publishable.cijfers), "no_show"))
    )
    blokken = make_hoofdstukken(half, {})
    assert [kaart.code for blok in blokken for kaart in blok.kaarten] == ["minuten"]
    assert not_shown(half, blokken) == (("minder dan 10 waarnemingen", ("No-show",)),)


def test_a_chapter_without_any_figure_is_left_out_and_its_indicators_named() -> None:
    leeg = emptied(lezing(), "no_show", "minuten", "respons", reden={"minuten": "weggelaten"})
    assert make_hoofdstukken(leeg, {}) == ()
    assert dict(not_shown(leeg, ())) == {
        "weggelaten, zodat niemand herkenbaar wordt": ("Behandelminuten",),
        "minder dan 10 waarnemingen": ("No-show",),
    }


def test_where_a_chapter_has_only_its_response_to_show_that_is_a_card() -> None:
    [blok] = make_hoofdstukken(emptied(lezing(), "no_show", "minuten"), {})
    assert (blok.code, blok.naam, blok.opening) == ("gemeten", "Hoe vaak er is gemeten", ())
    assert [kaart.code for kaart in blok.kaarten] == ["respons"]


def test_the_response_of_several_lists_is_one_card_with_the_chapters_as_rows() -> None:
    heel = ReportFigures(alles.publishable(), alles.definities())
    rom = [code for code, een in heel.definities.indicatoren.items() if een.instrument]
    zonder_rom = emptied(heel, *rom)
    blok = next(blok for blok in make_hoofdstukken(zonder_rom, {}) if blok.code == "gemeten")
    [kaart] = blok.kaarten
    assert kaart.code == "rom_respons_klachten"
    assert [regel.naam for regel in kaart.regels] == [
        "Respons ROM: functioneren",
        "Respons ROM: kwaliteit van leven",
    ]
    namen = {regel.naam for regel in definition_rows(zonder_rom, make_hoofdstukken(zonder_rom, {}))}
    assert {kaart.naam, *(regel.naam for regel in kaart.regels)} <= namen


def emptied(heel: ReportFigures, *codes: str, reden: dict[str, str] | None = None) -> ReportFigures:
    """The same with the figures of these indicators withheld."""
    cijfers = dict(heel.publishable.cijfers)
    for code in codes:
        cijfers = zonder(cijfers, code, (reden or {}).get(code, "n<minimum"))
    return replace(heel, publishable=replace(heel.publishable, cijfers=cijfers))


def test_an_instrument_that_was_never_used_is_not_missed() -> None:
    groot = ReportFigures(alles.publishable(), alles.definities())
    assert not_shown(groot, make_hoofdstukken(groot, {})) == ()


def test_indicators_that_share_a_card_stand_in_its_table() -> None:
    groot = ReportFigures(alles.publishable(), alles.definities())
    kaarten = {kaart.code: kaart for blok in make_hoofdstukken(groot, {}) for kaart in blok.kaarten}
    assert "afschalen" not in kaarten
    assert "Afschalen" in [regel.naam for regel in kaarten["opschalen"].regels]
