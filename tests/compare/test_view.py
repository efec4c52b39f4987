"""A view shows part of a document: never a cell, a group or a comparison that the document does not hold."""

from dataclasses import replace

import pytest

from spiegelrapport.compare.view import beside, report_part, view
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.dashboard import ViewKey, view_keys
from spiegelrapport.model.publishable import Cijfer, GroepUitleg, Publishable
from tests.compose.builders import ALLEN, GROEP, publishable

REGIO = GroepUitleg("regio:Oost", "Regio Oost", 9, "dezelfde regio")


def three_groups() -> Publishable:
    bron = publishable()
    cijfers = {
        sleutel: replace(
            cijfer, groepen=(cijfer.groepen[0], replace(cijfer.groepen[0], groep=REGIO.id), cijfer.groepen[1])
        )
        for sleutel, cijfer in bron.cijfers.items()
    }
    return replace(bron, cijfers=cijfers, groepen=(GROEP, REGIO, ALLEN))


def cells(cijfers: list[Cijfer]) -> set[object]:
    return {(c.eigen, cel) for c in cijfers for cel in c.groepen} | {
        (c.eigen, v) for c in cijfers for v in c.vergelijkingen
    }


@pytest.mark.parametrize("key", list(view_keys(publishable())), ids=str)
def test_a_view_holds_no_cell_that_the_document_does_not(key: ViewKey) -> None:
    bron = publishable()
    deel = view(bron, key)
    assert cells(list(deel.cijfers.values())) <= cells(list(bron.cijfers.values()))
    assert {groep.id for groep in deel.groepen} == {key.groep}
    assert all(cel.groep == key.groep for cijfer in deel.cijfers.values() for cel in cijfer.groepen)
    assert all(naast.groep == key.groep for cijfer in deel.cijfers.values() for naast in cijfer.vergelijkingen)


def test_a_view_of_a_prestatie_has_its_figures_where_a_page_looks_for_the_whole() -> None:
    bron = publishable()
    deel = view(bron, ViewKey(GROEP.id, 2025, "kort"))
    kort = [(s.indicator, s.maat, s.periode) for s in bron.cijfers if s.uitsplitsing == "kort"]
    assert [(s.indicator, s.maat, s.periode) for s in deel.cijfers] == kort
    assert {s.uitsplitsing for s in deel.cijfers} == {TOTAAL}


def test_a_view_of_an_earlier_year_knows_nothing_of_later_ones_and_stands_nothing_out() -> None:
    deel = view(publishable(), ViewKey(ALLEN.id, 2024, TOTAAL))
    assert deel.ronde.verslagjaar == 2024
    assert max(sleutel.jaren[-1] for sleutel in deel.cijfers) == 2024
    assert not deel.highlights
    assert deel.meervoud.chance == 0


def test_paper_has_the_best_fitting_group_and_everybody() -> None:
    assert [groep.id for groep in report_part(three_groups()).groepen] == [GROEP.id, ALLEN.id]
    assert report_part(publishable()) == publishable()


def test_groups_keep_the_document_s_order() -> None:
    deel = beside(three_groups(), (ALLEN.id, REGIO.id))
    assert [groep.id for groep in deel.groepen] == [REGIO.id, ALLEN.id]
    assert all([cel.groep for cel in cijfer.groepen] == [REGIO.id, ALLEN.id] for cijfer in deel.cijfers.values())
