"""Sentences where a value is a limit, equal, missing, or the only one."""

from dataclasses import replace

import pytest

from spiegelrapport.compose import wording
from spiegelrapport.model.publishable import Highlight, Meervoud
from tests.compose.builders import GROEP, aandeel, cel, figuur, groepcel, lezing

DEEL = aandeel(decimalen=0)


def highlight(toestand: str = "hoger", reden: str = "ongewoon") -> Highlight:
    return Highlight(figuur().cijfer.sleutel, GROEP.id, toestand, reden)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("groep", "tekst"),
    [
        (groepcel(gepoold=0.12), "12%"),
        (groepcel(gepoold=0.01, grens="<"), "minder dan 1%"),
        (groepcel(gepoold=0.99, grens=">"), "meer dan 99%"),
        (groepcel(gepoold=None, p50=0.12), "12%"),
        (groepcel(gepoold=None, p50=None), None),
        (groepcel("elders", 0.12), None),
    ],
)
def test_a_groups_value_is_told_as_it_may_be(groep, tekst: str | None) -> None:  # type: ignore[no-untyped-def]
    assert wording.group_text(figuur(DEEL, cel(0.2, 0.1, 0.3), groep), GROEP.id) == tekst


def test_an_own_value_that_is_only_a_limit_is_told_as_one() -> None:
    assert wording.own_text(figuur(DEEL, replace(cel(0.95, None, None), grens=">"))) == "meer dan 95%"
    assert wording.own_text(figuur(eigen=cel(None, None, None))) == ""


@pytest.mark.parametrize(
    ("waarde", "toestand", "zin"),
    [
        (540.0, "hoger", "540\xa0minuten, hoger dan de 500 van de groep."),
        (460.0, "lager", "460\xa0minuten, lager dan de 500 van de groep."),
        (460.0, "hoger", "460\xa0minuten, naast 500 in de groep."),  # print says otherwise: the state is not repeated
        (500.2, "hoger", "500\xa0minuten, naast 500 in de groep."),
        (540.0, "binnen", "540\xa0minuten, naast 500 in de groep."),
    ],
)
def test_a_state_is_only_said_where_the_printed_values_say_it_too(waarde: float, toestand: str, zin: str) -> None:
    assert wording.highlight_sentence(figuur(eigen=cel(waarde)), GROEP, highlight(toestand)) == zin


def test_a_highlight_without_a_value_on_either_side_says_nothing() -> None:
    assert wording.highlight_sentence(figuur(eigen=cel(None)), GROEP, highlight()) == ""
    assert wording.highlight_sentence(figuur(groep=groepcel(gepoold=None, p50=None)), GROEP, highlight()) == ""


@pytest.mark.parametrize(
    ("kant", "vorige", "zin"),
    [
        ("hoger", "", "540\xa0minuten, hoger dan de 500 van de groep."),
        ("hoger", "510", "540\xa0minuten, hoger dan de 500 van de groep (vorig rapport 510)."),
        ("rond", "510", "540\xa0minuten, naast 500 in de groep (vorig rapport 510)."),
        ("lager", "", "540\xa0minuten, naast 500 in de groep."),
    ],
)
def test_a_figure_to_talk_about_stands_beside_group_and_last_report(kant: str, vorige: str, zin: str) -> None:
    assert wording.talk_sentence(figuur(), GROEP, kant, vorige) == zin


@pytest.mark.parametrize(("vorige", "zin"), [("", "540\xa0minuten."), ("510", "540\xa0minuten (vorig rapport 510).")])
def test_without_a_group_only_the_own_value_is_told(vorige: str, zin: str) -> None:
    assert wording.talk_sentence(figuur(), None, "hoger", vorige) == zin
    assert wording.talk_sentence(figuur(groep=groepcel(gepoold=None, p50=None)), GROEP, "hoger", vorige) == zin


@pytest.mark.parametrize(
    ("telling", "woorden"),
    [
        (
            Meervoud(1, 0, 0.1, 1, 0, 0.1),
            ("Van 1 cijfer naast een groep", "bij 0 meer dan toeval", "daarvan valt er geen enkel buiten"),
        ),
        (
            Meervoud(40, 12, 2.0, 30, 12, 1.5),
            (
                "Van 40 cijfers",
                "bij ongeveer 2 ook zo geweest",
                "daarvan vallen er 12 buiten",
                "zijn dat er ongeveer 2.",
            ),
        ),
    ],
)
def test_counts_are_told_in_their_own_number(telling: Meervoud, woorden: tuple[str, ...]) -> None:
    zin = wording.multiplicity_sentence(telling)
    assert [woord for woord in woorden if woord not in zin] == []


def test_without_comparable_organisations_only_chance_is_counted() -> None:
    zin = wording.multiplicity_sentence(Meervoud(9, 2, 0.4, 0, 0, 0.0))
    assert zin.endswith("Zonder enig echt verschil was dat bij minder dan 1 ook zo geweest.")
    assert "organisaties te vergelijken" not in zin


def test_what_is_steady_is_announced_only_where_it_follows() -> None:
    leeg = lezing(highlights=(), meervoud=Meervoud(9, 0, 0.4, 8, 0, 0.4)).publishable
    assert wording.nothing_stands_out(leeg).endswith("Ook dat is een uitkomst.")
    vol = replace(leeg, highlights=(highlight("binnen", "dicht bij de groep"),))
    assert wording.nothing_stands_out(vol).endswith("Dit is wel het bespreken waard:")
    assert wording.nothing_stands_out(replace(leeg, highlights=(highlight(),))) == ""


@pytest.mark.parametrize(("q", "zeker"), [(None, "vrijwel zeker"), (0.01, "vrijwel zeker"), (0.0101, "waarschijnlijk")])
def test_how_sure_it_is_follows_from_q(q: float | None, zeker: str) -> None:
    assert zeker in wording.why_highlighted(replace(highlight(), q_waarde=q))


def test_a_count_that_is_withheld_is_not_told() -> None:
    assert wording.n_text(cel(), figuur()) == "n = 240 trajecten"
    assert wording.n_text(replace(cel(), n=None), figuur()) == ""
    assert wording.hoofdletter("élan") == "Élan"
