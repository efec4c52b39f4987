"""A report of sixteen pages holds its main figures; what gives way is named, and what stands out never does."""

from dataclasses import replace

from spiegelrapport.compose.bladzijden import make_bladzijden
from spiegelrapport.compose.card_choice import choose_cards
from spiegelrapport.compose.hoofdstukken import ChapterBlock, make_hoofdstukken, not_shown
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.publishable import Highlight
from tests import builders as alles


def cards(blokken: tuple[ChapterBlock, ...]) -> list[str]:
    return [kaart.code for blok in blokken for kaart in blok.kaarten]


def everything() -> ReportFigures:
    """The real definitions with a figure for everything."""
    return ReportFigures(alles.publishable(), alles.definities())


def test_all_cards_stay_where_they_fit() -> None:
    lezing = everything()
    alle = make_hoofdstukken(lezing, {})
    assert choose_cards(alle, lezing, 100) == alle


def test_no_more_pages_than_there_are_and_no_card_goes_for_nothing() -> None:
    lezing = everything()
    alle = make_hoofdstukken(lezing, {})
    blokken = choose_cards(alle, lezing, 6)
    assert len(make_bladzijden(alle)) > 6 == len(make_bladzijden(blokken))
    assert [blok.code for blok in blokken] == [blok.code for blok in alle]
    [(reden, namen)] = not_shown(lezing, blokken)
    assert reden == "alleen in de bijlage met cijfers"
    assert len(namen) == len(cards(alle)) - len(cards(blokken))


def test_an_instrument_with_the_fewest_clients_goes_first_and_supplements_after_the_instruments() -> None:
    lezing = everything()
    cijfers = {
        sleutel: replace(cijfer, eigen=replace(cijfer.eigen, n=11)) if sleutel.indicator == "rom_bsi" else cijfer
        for sleutel, cijfer in lezing.publishable.cijfers.items()
    }
    krap = replace(lezing, publishable=replace(lezing.publishable, cijfers=cijfers))
    alle = make_hoofdstukken(krap, {})
    weg = [code for code in cards(alle) if code not in cards(choose_cards(alle, krap, len(make_bladzijden(alle)) - 1))]
    assert "rom_bsi" in weg
    assert all(code.startswith("rom_") for code in weg)
    minst = choose_cards(alle, krap, 1)
    aanvullend = {code for hoofdstuk in krap.definities.hoofdstukken for code in hoofdstuk.aanvullend}
    assert aanvullend
    assert aanvullend.isdisjoint(cards(minst))
    assert all(blok.kaarten for blok in minst)


def test_what_stands_out_keeps_its_card() -> None:
    lezing = everything()
    sleutel = next(sleutel for sleutel in lezing.publishable.cijfers if sleutel.indicator == "rom_bsi")
    punt = Highlight(sleutel, lezing.publishable.groepen[0].id, "hoger", "ongewoon")
    met = replace(lezing, publishable=replace(lezing.publishable, highlights=(punt,)))
    alle = make_hoofdstukken(met, {})
    assert "rom_bsi" in cards(choose_cards(alle, met, 1))
    assert "rom_bsi" not in cards(choose_cards(alle, replace(met, publishable=lezing.publishable), 1))
