"""The small parts of a page by themselves: rows of a card's table, pages of cards, terms, years, talk and invitation."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.compose.agenda import invitation, local
from spiegelrapport.compose.begrippen import used
from spiegelrapport.compose.bladzijden import HOOGTE_MM, KOP_MM, MEEST_TUSSEN_MM, TUSSEN_MM, make_bladzijden
from spiegelrapport.compose.gesprek import MEESTE_GESPREKKEN, make_gesprekken, make_vragen, side_of
from spiegelrapport.compose.hoofdstukken import ChapterBlock
from spiegelrapport.compose.kaarttabel import (
    NIETS,
    TableRow,
    beside_a_group,
    group_cell,
    group_names,
    heading,
    main_row,
    make_regels,
)
from spiegelrapport.compose.several_years import why_together, with_years, years_together
from spiegelrapport.errors import SettingError
from spiegelrapport.figures.report_figures import ReportFigure
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cel, Reason
from spiegelrapport.model.ronde import Afzender, Bijeenkomst
from tests.builders import ronde
from tests.compose.builders import (
    ALLEN,
    GROEP,
    aandeel,
    cel,
    definities,
    figuur,
    groepcel,
    lezing,
    publishable,
    vergelijking,
    verruimd,
)

DAG = Bijeenkomst("Samen kijken", "2026-09-08T14:00", "2026-09-08T17:00", "Utrecht")


def event(dag: Bijeenkomst = DAG, **anders: object) -> Any:
    return icalendar.Calendar.from_ical(invitation(dag, ronde(**anders))).events[0]


@pytest.mark.parametrize(
    ("begin", "uur"), [("2026-09-08T14:00", 12), ("2026-01-08T14:00", 13), ("2026-09-08T14:00+00:00", 14)]
)
def test_a_meeting_is_told_in_the_time_of_the_world(begin: str, uur: int) -> None:
    moment = event(replace(DAG, begin=begin)).decoded("dtstart")
    assert moment == datetime.fromisoformat(f"{begin[:10]}T{uur}:00").replace(tzinfo=UTC)


def test_the_same_meeting_keeps_its_mark_when_it_moves_and_another_has_its_own() -> None:
    uid = event()["uid"]
    assert event(replace(DAG, begin="2026-09-09T14:00", plaats="Zwolle"))["uid"] == uid
    assert event(replace(DAG, titel="Nog eens"))["uid"] != uid
    assert event(verslagjaar=2026)["uid"] != uid
    assert uid.endswith("@kibg.example")


def test_a_calendar_shows_what_where_and_who() -> None:
    afspraak = event(replace(DAG, titel="Kijken; samen, nu"), afzender=Afzender("De, Wilg", "post@wilg.example"))
    assert (str(afspraak["summary"]), str(afspraak["location"])) == ("Kijken; samen, nu", "Utrecht")
    assert str(afspraak["organizer"]) == "mailto:post@wilg.example"
    assert afspraak["organizer"].params["cn"] == "De, Wilg"


@pytest.mark.parametrize("tekst", ["morgen", "2026-13-01T14:00", "08-09-2026 14:00", ""])
def test_a_moment_that_is_none_is_refused_with_how_to_write_it(tekst: str) -> None:
    with pytest.raises(SettingError) as fout:
        local(tekst)
    assert fout.value.bericht == f"'{tekst}' is geen tijdstip"
    assert (fout.value.waar, fout.value.tip) == ("ronde.toml, [bijeenkomst]", "schrijf het als 2026-09-08T14:00")


@pytest.mark.parametrize(
    ("html", "gebruikt"),
    [
        ("<p>De mediaan is 4.</p>", {"mediaan"}),
        ("<p>Mediaan</p>", {"mediaan"}),
        ("<p>onvolledige   trajecten</p>", {"onvolledig traject"}),
        ('<img alt="de mediaan">', {"mediaan"}),
        ('<p class="mediaan">vier</p>', set()),
        ("<style>.mediaan{}</style>", set()),
        ("<p>paramediaan</p>", set()),
        ("<p>onvolledig <b>traject</b></p>", {"onvolledig traject"}),
    ],
)
def test_a_glossary_explains_what_is_read_and_nothing_else(html: str, gebruikt: set[str]) -> None:
    assert set(used({"mediaan": "a", "onvolledig traject": "b"}, html)) == gebruikt


@dataclass(frozen=True)
class Card:
    code: str
    hoogte_mm: float


def chapters(*hoogten: list[float]) -> tuple[ChapterBlock, ...]:
    @dataclass(frozen=True)
    class Block:
        code: str
        kaarten: tuple[Card, ...]

    blokken = [
        Block(str(h), tuple(Card(f"{h}-{k}", hoog) for k, hoog in enumerate(delen))) for h, delen in enumerate(hoogten)
    ]
    return cast("tuple[ChapterBlock, ...]", tuple(blokken))


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(30, 120), min_size=1, max_size=8), min_size=1, max_size=4))
def test_every_card_stands_once_in_order_and_no_page_is_overfull(hoogten: list[list[float]]) -> None:
    bladen = make_bladzijden(chapters(*hoogten))
    codes = [plaats.kaart.code for blad in bladen for plaats in blad.plaatsen]
    assert codes == [f"{h}-{k}" for h, delen in enumerate(hoogten) for k in range(len(delen))]
    for blad in bladen:
        assert blad.over_mm >= -0.1
        assert TUSSEN_MM <= blad.tussen_mm <= MEEST_TUSSEN_MM
        vol = (
            sum(plaats.kaart.hoogte_mm for plaats in blad.plaatsen)
            + blad.tussen_mm * (len(blad.plaatsen) - 1)
            + blad.over_mm
        )
        assert vol <= HOOGTE_MM + 0.1 * len(blad.plaatsen)
    openers = [plaats.kaart.code for blad in bladen for plaats in blad.plaatsen if plaats.opent]
    assert openers == [f"{h}-0" for h in range(len(hoogten))]


def test_a_page_of_one_card_keeps_its_white_at_the_foot() -> None:
    (blad,) = make_bladzijden(chapters([100.0]))
    assert (blad.tussen_mm, blad.over_mm) == (TUSSEN_MM, round(HOOGTE_MM - 100 - KOP_MM, 1))


@pytest.mark.parametrize(
    ("usual", "kant"), [("hoger", "hoger"), ("lager", "lager"), ("binnen", "rond"), (None, "rond")]
)
def test_the_steps_are_those_of_the_side_that_is_printed(usual: str | None, kant: str) -> None:
    assert side_of(figuur(naast=vergelijking(usual=usual))) == kant


def test_without_a_comparison_a_figure_lies_among_the_others() -> None:
    alleen = figuur()
    assert (
        side_of(ReportFigure(replace(alleen.cijfer, vergelijkingen=()), alleen.indicator, alleen.maat, alleen.weergave))
        == "rond"
    )


def test_what_stands_out_is_talked_about_first_and_no_steps_twice() -> None:
    gesprekken = make_gesprekken(lezing(), (), "vol")
    assert len(gesprekken) == 1  # the small report has one figure that stands out, and one set of steps
    assert gesprekken[0].naam == "Behandelminuten: mediaan"
    assert "als het hoger is" in str(gesprekken[0].stappen)
    assert len(gesprekken) <= min(MEESTE_GESPREKKEN.values())


def test_a_talk_names_the_figure_of_the_last_edition() -> None:
    sleutel = Sleutel("minuten", "mediaan", "2025", TOTAAL)
    eerder = lezing(vorige={sleutel._replace(periode="2024"): cel(510.0)}, vorige_periode="2024")
    assert make_gesprekken(eerder, (), "half")[0].zin.endswith("(vorig rapport 510).")
    leeg = lezing(vorige={sleutel._replace(periode="2024"): Cel(None, None, None, 3)}, vorige_periode="2024")
    assert "vorig rapport" not in make_gesprekken(leeg, (), "half")[0].zin


def test_where_no_figure_may_be_shown_there_is_still_something_to_ask() -> None:
    (vragen,) = make_vragen(lezing(), ())
    assert (vragen.naam, vragen.vragen) == ("Behandeling", ("Wat herkennen jullie?",))


@pytest.mark.parametrize(
    ("reden", "zin"),
    [
        ("n<minimum", "In 2025 waren er minder dan 10 trajecten. Daarom staan hier 2024 en 2025 samen."),
        ("weggelaten", "In 2025 was het gezamenlijke cijfer niet te tonen. Daarom staan hier 2024 en 2025 samen."),
        (None, "In 2025 had de groep te weinig gegevens om mee te vergelijken. Daarom staan hier 2024 en 2025 samen."),
    ],
)
def test_why_years_stand_together_is_said_by_what_the_year_alone_has(reden: str | None, zin: str) -> None:
    ruim = lezing(cijfers=verruimd(dict(publishable().cijfers), "minuten", reden))
    hoofd = ruim.hoofd("minuten")
    assert hoofd is not None
    assert why_together(hoofd, ruim) == zin
    assert years_together(hoofd) == "2024 en 2025 samen"
    assert with_years("Minuten", hoofd) == "Minuten (2024–2025)"
    assert with_years("Minuten", hoofd, hoofd) == "Minuten"
    assert with_years("Minuten", figuur(), hoofd) == "Minuten (2025)"


def test_one_year_says_nothing_about_years() -> None:
    assert (why_together(figuur(), lezing()), years_together(figuur()), with_years("x", figuur())) == ("", "", "x")


@pytest.mark.parametrize(
    ("groep", "tekst"),
    [
        (groepcel(gepoold=0.01, grens="<"), "<\xa01%"),
        (groepcel(gepoold=0.12), "12%"),
        (groepcel(gepoold=None, p50=None), NIETS),
        (groepcel("weg"), NIETS),
    ],
)
def test_a_group_in_a_table_is_a_number_a_limit_or_a_dash(groep, tekst: str) -> None:  # type: ignore[no-untyped-def]
    assert group_cell(figuur(aandeel(decimalen=0), cel(0.1, 0.05, 0.2), groep), GROEP) == tekst


def test_a_row_in_one_line_has_its_unit_and_both_groups() -> None:
    bron = lezing()
    hoofd = bron.hoofd("minuten")
    assert hoofd is not None
    regel = main_row(hoofd, bron)
    assert regel == TableRow("Behandelminuten (minuten)", "540", "240", ("500", "500"), "hoofd")
    deel = bron.hoofd("no_show")
    assert deel is not None
    assert main_row(deel, bron).naam == "No-show"  # the number says percent already


def test_a_card_s_table_has_its_companions_and_prestaties_and_no_empty_row() -> None:
    bron = lezing()
    hoofd = bron.hoofd("minuten")
    assert hoofd is not None
    assert [(regel.naam, regel.soort) for regel in make_regels(hoofd, ("no_show",), bron)] == [
        ("Kort", "prestatie"), ("Middel", "prestatie"), ("Gemiddelde", "cijfer"), ("No-show", "cijfer"),
    ]  # fmt: skip
    assert heading(make_regels(hoofd, ("no_show",), bron)) == "Per soort traject"
    assert (heading(()), heading((TableRow("x", "1", "", ("2",)),))) == ("Ook", "Ook")
    assert beside_a_group((TableRow("x", "1", "", (NIETS,)), TableRow("y", "1", "", ("2",))))
    assert not beside_a_group(
        (TableRow("x", "1", "", (NIETS,)), TableRow("y", "1", "", ("",)), TableRow("z", "1", "", ()))
    )
    assert TableRow("x", NIETS, "", (NIETS, "")).leeg
    assert not TableRow("x", NIETS, "", ("500",)).leeg


def test_what_the_mix_expects_is_a_row_unless_a_sentence_tells_it() -> None:
    bron = publishable()
    sleutel = Sleutel("minuten", "mediaan", "2025", TOTAAL)
    met = replace(bron.cijfers[sleutel], verwacht={GROEP.id: 512.0})
    lees = lezing(cijfers={**bron.cijfers, sleutel: met})
    hoofd = lees.hoofd("minuten")
    assert hoofd is not None
    assert TableRow("verwacht bij deze cliënten", "", "", ("512",), "verwacht") in make_regels(hoofd, (), lees)


@pytest.mark.parametrize(
    ("groepen", "namen"), [((GROEP, ALLEN), ("vergelijkbaar", "alle")), ((ALLEN,), ("alle",)), ((), ())]
)
def test_columns_are_headed_by_what_is_left(groepen: tuple[object, ...], namen: tuple[str, ...]) -> None:
    assert group_names(lezing(groepen=groepen)) == namen


def test_reasons_that_leave_the_house_are_three() -> None:
    assert {reden.value for reden in Reason} == {"n<minimum", "geen gegevens", "weggelaten"}
    assert definities().begrippen == {"mediaan": "De middelste waarde."}
