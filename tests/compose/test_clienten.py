"""Who the clients are stands before the figures, own beside group, and nothing of it is compared."""

from dataclasses import replace

from spiegelrapport.compose import AnalystTexts, report
from spiegelrapport.compose.clienten import make_clienten
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.document import Grafieken
from spiegelrapport.model.publishable import Publishable
from tests import builders
from tests.compose.builders import SJABLONEN, woorden

KENMERKEN = ("leeftijd", "diagnose", "zorgvraag", "mix")


def charts(wat: Publishable) -> Grafieken:
    return draw(wat, builders.definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))


def withhold(wat: Publishable, *codes: str) -> Publishable:
    leeg = {
        sleutel: replace(cijfer, eigen=replace(cijfer.eigen, waarde=None, reden="n<minimum"))
        for sleutel, cijfer in wat.cijfers.items()
        if sleutel.indicator in codes or (sleutel.maat == "begin" and "begin" in codes)
    }
    return replace(wat, cijfers={**wat.cijfers, **leeg})


def test_the_page_stands_before_the_first_card_and_shows_every_kenmerk() -> None:
    wat = builders.publishable()
    tekst = woorden(report(wat, charts(wat), builders.definities(), SJABLONEN, AnalystTexts()).html)
    pagina = tekst[tekst.rindex("Wie onze cliënten zijn Cijfers") : tekst.index("1 Cliëntervaring")]
    for kop in ("Leeftijd", "Diagnose", "Zorgvraagtype", "Soort traject", "Ernst bij de start", "Om over te praten"):
        assert kop in pagina


def test_no_kenmerk_has_a_card_or_a_line_in_the_profile() -> None:
    wat = builders.publishable()
    grafieken = charts(wat)
    html = report(wat, grafieken, builders.definities(), SJABLONEN, AnalystTexts()).html
    assert not [code for code in KENMERKEN if f'<article class="kaart" id="{code}"' in html]
    profiel = next(grafiek for sleutel, grafiek in grafieken.items() if sleutel.soort == "profiel")
    assert "Leeftijd" not in profiel.alt
    assert "Soort traject" not in profiel.alt


def test_a_withheld_kenmerk_leaves_the_page_and_without_any_the_page_is_gone() -> None:
    wat = withhold(builders.publishable(), "diagnose")
    pagina = make_clienten(ReportFigures(wat, builders.definities()), charts(wat))
    assert pagina is not None
    assert {kenmerk.naam for kenmerk in (*pagina.links, *pagina.rechts)} == {
        "Leeftijd",
        "Zorgvraagtype",
        "Soort traject",
    }
    niets = withhold(wat, *KENMERKEN, "begin")
    assert make_clienten(ReportFigures(niets, builders.definities()), charts(niets)) is None


def test_the_score_at_the_start_names_the_instruments_with_most_clients_first() -> None:
    wat = builders.publishable()
    pagina = make_clienten(ReportFigures(wat, builders.definities()), charts(wat))
    assert pagina is not None
    assert {regel.naam for regel in pagina.ernst} >= {"MANSA", "BSI (Brief Symptom Inventory)"}
    assert all(len(regel.groepen) == len(wat.groepen) for regel in pagina.ernst)


def test_a_group_without_any_score_at_the_start_has_no_column_of_dashes() -> None:
    wat = builders.publishable()
    eerste = wat.groepen[0].id
    leeg = {
        sleutel: replace(
            cijfer,
            groepen=tuple(
                replace(cel, gepoold=None, p50=None) if sleutel.maat == "begin" and cel.groep == eerste else cel
                for cel in cijfer.groepen
            ),
        )
        for sleutel, cijfer in wat.cijfers.items()
    }
    pagina = make_clienten(ReportFigures(replace(wat, cijfers=leeg), builders.definities()), {})
    assert pagina is not None
    assert pagina.groepnamen == ("alle",)
    assert all(len(regel.groepen) == 1 for regel in pagina.ernst)
