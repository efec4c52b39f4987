"""Where things stand: one mapping, steps that people count in, words that fit, and lanes that do not touch."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.draw import voor_na
from spiegelrapport.draw.axis_range import STAPPEN, nice_step, show_range, ticks
from spiegelrapport.draw.chart_source import Chart, centre, headline, title, values
from spiegelrapport.draw.chart_words import aantal_zorgaanbieders, group_in_words, own_in_words, telling
from spiegelrapport.draw.drawing_parts import Word
from spiegelrapport.draw.lanes import AS, LABEL, RAND, lane_area, lanes
from spiegelrapport.draw.plot_area import PlotArea, axes, figure, points
from spiegelrapport.draw.text_layout import WEGLATING, break_lines, lay_out, shorten, width_of
from spiegelrapport.draw.trend import area, runs, spread
from spiegelrapport.figures.unit import unit_of
from spiegelrapport.model.publishable import Cel, GroepCel, Reason
from tests.draw.builders import GROEP, bron, cijfer, eigen, groep, indicator, stijl

RUSTIG = settings(deadline=None)
VLAK = PlotArea(30, 10, 200, 100, (0.0, 50.0), (2.0, 4.0))
GEWOON = stijl().gewoon
LOS = st.text(alphabet="abcdefghij KLMNé,:-", min_size=1, max_size=40)
NAMEN = st.one_of(LOS, st.tuples(LOS, LOS).map(lambda delen: f"{delen[0]} ({delen[1]})"))


def test_a_value_stands_where_its_part_of_the_range_says() -> None:
    assert (VLAK.x(0), VLAK.x(50), VLAK.x(25)) == (30, 230, 130)
    assert (VLAK.y(2), VLAK.y(4), VLAK.y(3)) == (10, 110, 60)
    assert (VLAK.rechts, VLAK.boven) == (230, 110)


def test_a_value_outside_the_range_stands_outside_the_area() -> None:
    assert VLAK.x(-5) < VLAK.links
    assert VLAK.y(4.1) > VLAK.boven


def test_matplotlib_maps_as_the_pen_does() -> None:
    fig = figure((260, 130))
    ax = axes(fig, VLAK)
    for x, y in ((0.0, 2.0), (50.0, 4.0), (12.5, 3.25)):
        assert ax.transData.transform((x, y)) == pytest.approx((VLAK.x(x), VLAK.y(y)))


def test_an_inch_is_25_4_millimetres_and_72_points() -> None:
    assert points((25.4, 50.8)) == pytest.approx((72, 144))
    assert figure((144, 72)).get_size_inches().tolist() == [2, 1]


@RUSTIG
@given(st.floats(1e-6, 1e6), st.integers(1, 12))
def test_a_step_is_one_that_people_count_in_and_cuts_into_few_enough_parts(lengte: float, hoogstens: int) -> None:
    stap = nice_step(lengte, hoogstens)
    macht = 10.0 ** math.floor(math.log10(stap) + 1e-9)
    assert any(stap / macht == pytest.approx(goed) for goed in STAPPEN)
    assert lengte / stap <= hoogstens * (1 + 1e-6)
    assert lengte / stap > hoogstens / 2.6  # the next smaller step would have been too many


@RUSTIG
@given(st.lists(st.floats(0, 1).map(lambda x: round(x, 2)), min_size=1, max_size=6), st.floats(0.05, 0.5))
def test_a_range_is_never_shorter_than_asked_and_stays_on_the_scale(waarden: list[float], minstens: float) -> None:
    laag, hoog = show_range(waarden, None, (0.0, 1.0), minstens)
    assert 0.0 <= laag <= min(waarden)
    assert max(waarden) <= hoog <= 1.0
    assert hoog - laag >= minstens / 2 - 1e-9  # half of it may fall off an end of the scale


@pytest.mark.parametrize(
    ("waarden", "leesbaar", "schaal", "bereik"),
    [
        ([], (3.5, 5.0), (1.0, 5.0), (3.5, 5.0)),
        ([None, None], None, (1.0, 5.0), (1.0, 5.0)),
        ([3.4], (3.5, 5.0), (1.0, 5.0), (3.4, 5.0)),
        ([0.0], None, (0.0, 1.0), (0.0, 1.0)),
        ([5.3], (3.5, 5.0), (1.0, 5.0), (3.5, 5.3)),  # an interval out of the scale is shown, no round number beyond it
        ([-4.0, 4.0], None, (-60.0, 60.0), (-6.0, 6.0)),
    ],
)
def test_ranges_by_hand(
    waarden: list[float | None],
    leesbaar: tuple[float, float] | None,
    schaal: tuple[float, float],
    bereik: tuple[float, float],
) -> None:
    laag, hoog = show_range(waarden, leesbaar, schaal)
    assert laag <= bereik[0]
    assert hoog >= bereik[1]
    assert (laag, hoog) == pytest.approx(bereik, abs=0.11 * (bereik[1] - bereik[0]))


@pytest.mark.parametrize(
    ("bereik", "hoogstens", "streepjes"),
    [
        ((0.0, 100.0), 4, (0, 25, 50, 75, 100)),
        ((-6.0, 6.0), 4, (-5, 0, 5)),
        ((4.1, 4.3), 3, (4.1, 4.2, 4.3)),
        ((0.0, 1.0), 2, (0, 0.5, 1)),
        ((1990.0, 2010.0), 4, (1990, 1995, 2000, 2005, 2010)),
    ],
)
def test_ticks_by_hand(bereik: tuple[float, float], hoogstens: int, streepjes: tuple[float, ...]) -> None:
    assert ticks(bereik, hoogstens) == pytest.approx(streepjes)


def test_zero_on_an_axis_has_no_minus() -> None:
    assert [math.copysign(1, streepje) for streepje in ticks((-1.0, 1.0)) if streepje == 0] == [1]


@RUSTIG
@given(NAMEN, st.floats(20, 160))
def test_a_shortened_name_fits_and_never_leaves_a_bracket_open(naam: str, ruimte: float) -> None:
    kort = shorten(naam, GEWOON, 8, ruimte)
    if width_of(naam, GEWOON, 8) <= ruimte:
        assert kort == naam
    else:
        assert kort.endswith(WEGLATING)
        assert naam.startswith(kort[:-1])
        assert width_of(kort, GEWOON, 8) <= ruimte or kort == WEGLATING
        assert kort.count("(") - kort.count(")") <= max(0, naam.count("(") - naam.count(")"))
        assert kort[-2:-1] not in set(" (,:")


@RUSTIG
@given(NAMEN, st.floats(40, 160), st.integers(1, 3))
def test_broken_lines_hold_the_words_in_their_order(naam: str, ruimte: float, hoogstens: int) -> None:
    regels = break_lines(naam, GEWOON, 8, ruimte, hoogstens)
    assert 1 <= len(regels) <= hoogstens
    heel = "".join(regels).replace(" ", "")
    if WEGLATING not in heel:
        assert heel == naam.replace(" ", "")
    assert all(width_of(regel, GEWOON, 8) <= ruimte or regel == WEGLATING for regel in regels)


def test_nothing_to_write_takes_no_room() -> None:
    assert lay_out("", GEWOON).breedte == 0
    assert width_of("", GEWOON, 8) == 0
    assert list(break_lines("", GEWOON, 8, 50, 2)) == [""]


def test_twice_as_large_is_twice_as_wide() -> None:
    assert width_of("Wachttijd", GEWOON, 16) == pytest.approx(2 * width_of("Wachttijd", GEWOON, 8))


@pytest.mark.parametrize("aantal", [1, 2, 3])
def test_lanes_lie_under_each_other_and_inside_the_plot(aantal: int) -> None:
    zelf, banen = lanes(aantal, 90.0)
    assert len(banen) == aantal
    hoogten = [zelf, *banen]
    assert hoogten == sorted(hoogten, reverse=True)
    assert banen[-1] > 0
    assert zelf < 90
    stappen = [a - b for a, b in itertools.pairwise(hoogten)]
    assert stappen == pytest.approx([stappen[0]] * aantal)


def test_the_lane_area_leaves_room_for_names_and_the_axis() -> None:
    vlak = lane_area((300.0, 120.0), (0.0, 1.0))
    assert (vlak.links, vlak.onder) == (LABEL, AS)
    assert (vlak.rechts, vlak.boven) == (300 - RAND, 120)
    assert vlak.y(vlak.hoogte) == vlak.boven


@RUSTIG
@given(st.lists(st.floats(-50, 150), min_size=1, max_size=2), st.floats(5, 30))
def test_names_at_line_ends_are_apart_inside_and_moved_no_further_than_needed(
    plaatsen: list[float], afstand: float
) -> None:
    gespreid = spread(plaatsen, afstand, 0.0, 100.0)
    assert len(gespreid) == len(plaatsen)
    if len(plaatsen) == 2 and abs(plaatsen[0] - plaatsen[1]) < afstand:
        assert abs(gespreid[0] - gespreid[1]) == pytest.approx(afstand)
        assert all(-1e-9 <= plaats <= 100 + 1e-9 for plaats in gespreid)
    else:
        assert gespreid == [min(max(plaats, 0.0), 100.0) for plaats in plaatsen]


@RUSTIG
@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=9), st.sets(st.integers(2020, 2028)))
def test_lines_hold_every_year_once_and_join_only_neighbours(waarden: list[int | None], breuken: set[int]) -> None:
    jaren = range(2020, 2020 + len(waarden))
    stukken = list(runs(jaren, waarden, [(jaar, "breuk") for jaar in breuken]))
    assert [punt for stuk in stukken for punt in stuk] == [
        (j, w) for j, w in zip(jaren, waarden, strict=True) if w is not None
    ]
    for stuk in stukken:
        assert [jaar for jaar, _ in stuk] == list(range(stuk[0][0], stuk[0][0] + len(stuk)))
        assert not breuken & {jaar for jaar, _ in stuk[1:]}


def test_a_trend_has_more_air_above_it_where_breaks_are_named() -> None:
    from spiegelrapport.draw.trend import GroupLine

    vast = GroupLine(
        "", "", (2020, 2021), (None, None), (), (0.0, 1.0), unit_of(indicator(), indicator().maten[0]), ("", "")
    )
    met = GroupLine("", "", (2020, 2021), (None, None), ((2021, "x"),), (0.0, 1.0), vast.maatstaf, ("", ""))
    assert area((200, 80), vast).hoogte - area((200, 80), met).hoogte == 8
    assert area((200, 80), vast).x_bereik == (2019.7, 2021.3)


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        (eigen(0.62, 0.06, 240), "Wij: 62% (95%-interval 56% tot 68%; 240 trajecten)."),
        (Cel(0.62, None, None, 240), "Wij: 62% (240 trajecten)."),
        (Cel(0.62, None, 0.7, None), "Wij: 62%."),
        (Cel(0.95, None, None, None, grens=">"), "Wij: meer dan 95%."),
        (Cel(0.62, 0.5, 0.7, None), "Wij: 62% (95%-interval 50% tot 70%)."),
        (Cel(None, None, None, 4, reden=Reason.TE_WEINIG), "Wij: te weinig gegevens om te tonen."),
    ],
)
def test_the_own_figure_in_words(cel: Cel, tekst: str) -> None:
    assert own_in_words("Wij", cel, unit_of(indicator(), indicator().maten[0]), "trajecten") == tekst


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        (
            groep(),
            "Groep (14 zorgaanbieders): gemiddeld 56%, mediaan 55%, middelste helft 50% tot 60%, middelste 80% 45% tot 65%.",
        ),
        (groep(p10=None, p25=None), "Groep (14 zorgaanbieders): gemiddeld 56%, mediaan 55%."),
        (groep(k=None, p50=None, p25=None, p90=None), "Groep: gemiddeld 56%."),
        (
            groep(gepoold=0.01, grens="<", p50=None, p10=None, p25=None, k=1),
            "Groep (1 zorgaanbieder): gemiddeld minder dan 1%.",
        ),
        (
            GroepCel("g", 5, 50, None, reden=Reason.WEGGELATEN),
            "Groep (5 zorgaanbieders): weggelaten, zodat niemand herkenbaar wordt.",
        ),
    ],
)
def test_a_group_in_words(cel: GroepCel, tekst: str) -> None:
    assert group_in_words("Groep", cel, maatstaf=unit_of(indicator(), indicator().maten[0])) == tekst


def test_an_estimate_is_called_one() -> None:
    kaal = GroepCel("g", 7, 50, 0.5)
    tekst = group_in_words("Groep", kaal, (0.4, 0.6), maatstaf=unit_of(indicator(), indicator().maten[0]))
    assert tekst == "Groep (7 zorgaanbieders): gemiddeld 50%, geschatte middelste 80% 40% tot 60%."


def test_counts_in_words() -> None:
    assert telling(None, "trajecten") == ""
    assert telling(1240, "trajecten") == "1.240 trajecten"
    assert aantal_zorgaanbieders(GroepCel("g", None, None, None)) == ""


def test_a_part_of_a_whole_is_named_in_the_title_and_a_whole_is_not() -> None:
    deel = (Maat("kort", "aandeel", "Kort"), Maat("middel", "aandeel", "Middel"))
    assert title(indicator(naam="Soorten trajecten", maten=deel)) == "Soorten trajecten: kort"
    assert title(indicator()) == "Respons"
    assert title(indicator(maten=(Maat("a", "gemiddelde", "A"), Maat("b", "mediaan", "B")))) == "Respons"
    assert headline(indicator(maten=deel))[0].code == "kort"


def test_the_middle_of_a_group_is_its_pooled_value_or_its_median() -> None:
    assert centre(groep(), "gemiddeld") == 0.56
    assert centre(groep(), "mediaan") == 0.55
    assert list(values(groep(p25=None))) == [0.56, 0.45, None, 0.55, 0.6, 0.65]


def test_the_group_of_the_card_comes_first_in_every_chart() -> None:
    tweede = cijfer(vergelijkingen=(cijfer().vergelijkingen[1],))
    assert [een.id for een in bron(tweede).groepen("respons")] == ["allen", GROEP.id]
    assert [een.id for een in bron(cijfer()).groepen("respons")] == [GROEP.id, "allen"]
    assert [een.id for een in bron().groepen("respons")] == [GROEP.id, "allen"]
    assert bron().groepsnaam(groep("weg")) == "weg"


PAAR = (
    Maat("begin", "gemiddelde", "Begin"),
    Maat("eind", "gemiddelde", "Eind"),
    Maat("verschil", "verschil", "Verschil"),
)
ROM = indicator("rom", eenheid="punten", decimalen=1, schaal=(0.0, 180.0), maten=PAAR, grafiek="voor_na")


def slope(begin: Cel, eind: Cel, *, groepen: tuple[GroepCel, ...] = ()) -> Chart | None:
    delen = [
        cijfer("rom", maat, cel=cel, groepen=groepen, vergelijkingen=())
        for maat, cel in (("begin", begin), ("eind", eind))
    ]
    return voor_na.make(bron(*delen, indicatoren=(ROM,)), ROM)


def test_begin_and_end_are_told_with_their_unit() -> None:
    prent = slope(eigen(80.0, 5.0), eigen(60.5, 5.0))
    assert prent is not None
    assert "Jouw organisatie: bij het begin 80,0\xa0punten, bij het einde 60,5\xa0punten." in prent.alt


@pytest.mark.parametrize("weg", ["begin", "eind"])
def test_when_either_end_is_withheld_the_reason_is_told(weg: str) -> None:
    dicht = eigen(None, n=6)
    prent = slope(dicht, eigen(60.5)) if weg == "begin" else slope(eigen(80.0), dicht)
    assert prent is not None
    assert "Jouw organisatie: te weinig gegevens om te tonen." in prent.alt


def test_a_group_needs_both_its_ends() -> None:
    alleen = (GroepCel("type:instelling", 14, 900, 75.0), GroepCel("allen", 180, 9000, None, p50=70.0))
    prent = slope(eigen(80.0), eigen(60.5), groepen=alleen)
    assert prent is not None
    assert "Zelfde type: instelling, gemiddeld: bij het begin 75,0\xa0punten" in prent.alt
    mediaan = slope(eigen(80.0), eigen(60.5), groepen=alleen[1:])
    assert mediaan is not None
    assert "Alle keurmerkdragers, mediaan: bij het begin 70,0\xa0punten" in mediaan.alt
    assert "mediaan 70,0" in [
        deel.tekst for laag in mediaan.teken().lagen for deel in laag.delen if isinstance(deel, Word)
    ]


def test_without_a_begin_there_is_no_slope() -> None:
    assert voor_na.make(bron(cijfer("rom", "eind"), indicatoren=(ROM,)), ROM) is None
