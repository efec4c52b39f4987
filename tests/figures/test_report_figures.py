"""A page asks for a figure by what it is; what is not there is None, never an error or another figure."""

from dataclasses import replace

import pytest

from spiegelrapport.figures.head import head_figures
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, Mix, Vergelijking
from tests.builders import definities, publishable

CODE = "doorlooptijd"
MAAT = definities().indicatoren[CODE].maten[0].code
SLEUTEL = Sleutel(CODE, MAAT, "2025", TOTAAL)
BEIDE = (GroepCel("type:instelling", 14, 3600, 20.0, p50=21.0), GroepCel("allen", 180, 46000, None, p50=22.0))


def figures(cijfer: Cijfer | None = None, **anders: object) -> ReportFigures:
    bron = publishable(highlights=(), **anders)
    return ReportFigures(bron if cijfer is None else replace(bron, cijfers={cijfer.sleutel: cijfer}), definities())


def own(**anders: object) -> Cijfer:
    velden: dict[str, object] = {"sleutel": SLEUTEL, "eigen": Cel(18.0, 16.0, 20.0, 60), "groepen": BEIDE}
    return Cijfer(**(velden | anders))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sleutel",
    [
        SLEUTEL._replace(indicator="bestaat_niet"),
        SLEUTEL._replace(maat="bestaat_niet"),
        SLEUTEL._replace(periode="1999"),
        SLEUTEL._replace(uitsplitsing="bestaat niet"),
    ],
)
def test_what_is_not_in_the_document_is_nothing(sleutel: Sleutel) -> None:
    assert figures().figuur(SLEUTEL) is not None
    assert figures().figuur(sleutel) is None


def test_a_maat_that_a_definition_no_longer_has_is_nothing() -> None:
    oud = SLEUTEL._replace(maat="van vroeger")
    assert figures(own(sleutel=oud)).figuur(oud) is None


def test_the_card_shows_the_first_maat_over_the_reporting_year() -> None:
    figuur = figures().hoofd(CODE)
    assert figuur is not None
    assert figuur.cijfer.sleutel == SLEUTEL
    assert figuur.is_hoofd
    assert figuur.jaren == (2025,)
    assert not figuur.verruimd


def test_another_maat_is_not_the_head() -> None:
    code, indicator = next(
        (c, i) for c, i in definities().indicatoren.items() if len(i.maten) > 1 and c.startswith("rom_oq45")
    )
    tweede = figures().maat(code, indicator.maten[1].code)
    assert tweede is not None
    assert not tweede.is_hoofd


def test_beside_the_own_value_stands_the_pooled_one_and_without_it_the_median() -> None:
    figuur = figures(own()).figuur(SLEUTEL)
    assert figuur is not None
    assert (figuur.groepswaarde("type:instelling"), figuur.alleen_mediaan("type:instelling")) == (20.0, False)
    assert (figuur.groepswaarde("allen"), figuur.alleen_mediaan("allen")) == (22.0, True)
    assert (figuur.groep("elders"), figuur.groepswaarde("elders"), figuur.alleen_mediaan("elders")) == (
        None,
        None,
        False,
    )
    assert figuur.vergelijking("allen") is None


def test_every_page_sets_a_figure_beside_the_group_that_it_is_compared_with() -> None:
    naast = Vergelijking("allen", 22.0, -4.0, -6.0, -2.0, chance="meer", usual="binnen", gebruik="vergelijken")
    bron = figures(own(vergelijkingen=(naast,)))
    figuur = bron.figuur(SLEUTEL)
    assert figuur is not None
    groep = bron.groep_naast(figuur)
    assert groep is not None
    assert groep.id == (figuur.cijfer.naast.groep if figuur.cijfer.naast else None) == "allen"
    assert figuur.vergelijking("allen") is naast


def test_without_a_comparison_it_is_the_best_fitting_group_that_has_a_value() -> None:
    zonder = GroepCel("type:instelling", 14, 3600, None)
    bron = figures(own(groepen=(zonder, BEIDE[1])))
    figuur = bron.figuur(SLEUTEL)
    assert figuur is not None
    groep = bron.groep_naast(figuur)
    assert groep is not None
    assert groep.id == "allen"


def test_where_no_group_has_a_value_it_is_the_best_fitting_one_and_without_groups_none() -> None:
    leeg = own(groepen=(GroepCel("type:instelling", 14, 3600, None),))
    bron = figures(leeg)
    figuur = bron.figuur(SLEUTEL)
    assert figuur is not None
    assert bron.groep_naast(figuur) == bron.eerste_groep == bron.publishable.groepen[0]
    alleen = ReportFigures(replace(bron.publishable, groepen=()), definities())
    assert alleen.eerste_groep is None
    assert alleen.groep_naast(figuur) is None


@pytest.mark.parametrize(
    ("mix", "vertelt"),
    [(None, False), (Mix(21.0, -3.0, -5.0, -1.0, None), False), (Mix(21.0, -3.0, -5.0, -1.0, "meer"), True)],
)
def test_the_case_mix_is_told_where_its_comparison_says_something(mix: Mix | None, vertelt: bool) -> None:
    naast = Vergelijking("allen", 22.0, -4.0, -6.0, -2.0, chance="meer", usual="binnen", gebruik="vergelijken", mix=mix)
    figuur = figures(own(vergelijkingen=(naast,))).figuur(SLEUTEL)
    assert figuur is not None
    assert figuur.tells_mix is vertelt


def test_a_figure_without_a_comparison_tells_no_mix() -> None:
    figuur = figures(own()).figuur(SLEUTEL)
    assert figuur is not None
    assert not figuur.tells_mix


@pytest.mark.parametrize(("soort", "samen"), [("eigen", False), ("kleine aanbieders", True)])
def test_a_joint_report_knows_that_it_is_one(soort: str, samen: bool) -> None:
    assert figures(soort=soort).samen is samen


def test_head_figures_come_in_the_order_of_the_chapters_and_never_from_an_opening() -> None:
    codes = [indicator.code for indicator, _ in head_figures(publishable(), definities())]
    kaarten = [h for h in definities().hoofdstukken if h.soort == "kaarten"]
    verwacht = [code for h in kaarten for code in h.indicatoren if code not in h.opening]
    assert codes == [code for code in verwacht if code in set(codes)]
    assert len(codes) == len(set(codes)) > 20
    openingen = {code for h in kaarten for code in h.opening}
    assert openingen
    assert not openingen & set(codes)


def test_a_head_figure_is_the_whole_over_the_reporting_year() -> None:
    for indicator, cijfer in head_figures(publishable(), definities()):
        sleutel = cijfer.sleutel
        assert (sleutel.maat, sleutel.periode, sleutel.uitsplitsing) == (indicator.maten[0].code, "2025", TOTAAL)


def test_prestaties_come_from_light_to_heavy_and_only_those_that_were_published() -> None:
    bron = publishable(highlights=())
    delen = [groep for groep, _ in ReportFigures(bron, definities()).prestaties(CODE)]
    assert delen == ["kort", "middel", "intensief", "chronisch"]
    zonder = {s: c for s, c in bron.cijfers.items() if s.uitsplitsing != "middel"}
    minder = ReportFigures(replace(bron, cijfers=zonder), definities()).prestaties(CODE)
    assert [groep for groep, _ in minder] == ["kort", "intensief", "chronisch"]
    assert all(figuur.cijfer.sleutel == SLEUTEL._replace(uitsplitsing=groep) for groep, figuur in minder)


def test_a_card_of_several_years_has_no_prestaties() -> None:
    dicht = own(eigen=Cel(None, None, None, 4))
    ruim = own(sleutel=SLEUTEL._replace(periode="2024-2025"))
    deel = own(sleutel=SLEUTEL._replace(uitsplitsing="kort"))
    bron = replace(publishable(highlights=()), cijfers={c.sleutel: c for c in (dicht, ruim, deel)})
    lees = ReportFigures(bron, definities())
    assert lees.periode(CODE) == "2024-2025"
    assert lees.prestaties(CODE) == ()
    hoofd = lees.hoofd(CODE)
    assert hoofd is not None
    assert (hoofd.verruimd, hoofd.jaren) == (True, (2024, 2025))


def test_years_are_those_with_an_own_value_oldest_first() -> None:
    jaren = [own(sleutel=SLEUTEL._replace(periode=str(jaar))) for jaar in (2025, 2022, 2024)]
    dicht = own(sleutel=SLEUTEL._replace(periode="2023"), eigen=Cel(None, None, None, 4))
    bron = replace(publishable(highlights=()), cijfers={c.sleutel: c for c in (*jaren, dicht)})
    assert [jaar for jaar, _ in ReportFigures(bron, definities()).jaren(CODE)] == [2022, 2024, 2025]
