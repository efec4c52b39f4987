"""The right side of begin and end: the categories of change, or the change itself, never what is withheld."""

import pytest

from spiegelrapport.definitions.schema import Indicator, Maat
from spiegelrapport.draw import verandering
from spiegelrapport.draw.drawing_parts import Outline, Word
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea
from spiegelrapport.model.publishable import Cel, GroepCel
from tests.draw.builders import bron, cijfer, eigen, groep, indicator, stijl

CATEGORIEEN = tuple(
    Maat(code, "aandeel", code.capitalize(), eenheid="%", decimalen=0, schaal=(0.0, 1.0))
    for code in verandering.CATEGORIEEN
)
ROM = indicator(
    "rom", naam="OQ-45", eenheid="punten", decimalen=1, schaal=(0.0, 180.0),
    maten=(Maat("verschil", "verschil", "Verschil"), *CATEGORIEEN),
)  # fmt: skip
ALLEEN = indicator("rom", naam="OQ-45", eenheid="punten", decimalen=1, schaal=(0.0, 180.0), maten=ROM.maten[:1])
GEHEEL = (0.4, 0.6, 0.35, 0.05)


def side(*delen: Cel, groepen: tuple[GroepCel, ...] = (), soort: Indicator = ROM) -> verandering.Kant:
    codes = verandering.CATEGORIEEN[: len(delen)]
    cijfers = [
        cijfer("rom", code, cel=cel, groepen=groepen, vergelijkingen=()) for code, cel in zip(codes, delen, strict=True)
    ]
    verschil = cijfer("rom", "verschil", cel=Cel(-18.5, -22.0, -15.0, 60), groepen=groepen, vergelijkingen=())
    return verandering.make(bron(verschil, *cijfers, indicatoren=(soort,)), soort)


def drawn(kant: verandering.Kant) -> list[str]:
    pen = Pen(stijl(), (0, 400))
    kant.teken(pen, PlotArea(200, 0, 160, 110), stijl())
    return [deel.tekst for deel in pen.laag().delen if isinstance(deel, Word)]


def test_categories_are_told_and_drawn_and_recovery_says_of_whom() -> None:
    kant = side(*(eigen(w, 0.02) for w in GEHEEL))
    assert kant.alt == (
        "Verandering bij jouw organisatie: hersteld (van boven de grens) 40%, verbeterd 60%, onveranderd 35% en verslechterd 5%."
    )
    woorden = drawn(kant)
    assert [woord for woord in woorden if woord.endswith("%")] == ["40%", "60%", "35%", "5%"]
    assert "van boven de grens" in woorden
    assert "van de groep zijn geen aandelen te tonen" in woorden


def test_the_group_is_told_beside_with_its_limits() -> None:
    kant = side(*(eigen(w, 0.02) for w in GEHEEL), groepen=(groep(gepoold=0.01, grens="<"),))
    assert kant.alt.endswith(
        "Zelfde type: instelling: hersteld (van boven de grens) minder dan 1%, verbeterd minder dan 1%, "
        "onveranderd minder dan 1% en verslechterd minder dan 1%."
    )
    assert drawn(kant).count("< 1%") == 4
    assert "kleur: jouw organisatie; grijs: groep" in drawn(kant)


def test_a_withheld_category_is_named_as_not_shown() -> None:
    kant = side(eigen(None), *(eigen(w, 0.02) for w in GEHEEL[1:]))
    assert "hersteld niet getoond" in kant.alt
    assert "niet getoond" in drawn(kant)


def test_a_group_that_may_show_none_makes_room_for_the_next() -> None:
    groepen = (groep(gepoold=None), groep("allen", gepoold=0.3))
    assert (
        "Alle keurmerkdragers: hersteld (van boven de grens) 30%"
        in side(*(eigen(w, 0.02) for w in GEHEEL), groepen=groepen).alt
    )


def test_where_every_category_is_withheld_the_change_is_shown() -> None:
    kant = side(*[eigen(None)] * 4)
    assert kant.rijen == ()
    assert kant.alt.startswith(
        "Verschil (eindscore min beginscore), jouw organisatie: −18,5\xa0punten (95%-interval −22,0 tot −15,0"
    )
    assert "Verschil: eindscore min beginscore" in drawn(kant)
    assert "−18,5\xa0punten" in drawn(kant)


def test_a_list_without_limits_has_no_categories() -> None:
    assert side(soort=ALLEEN).rijen == ()
    assert side(soort=ALLEEN).verschil is not None


@pytest.mark.parametrize(
    ("groepen", "woord"),
    [
        ((GroepCel("type:instelling", 9, 90, -20.0),), "groep −20,0"),
        ((GroepCel("type:instelling", 9, 90, None, p50=-20.0),), "mediaan −20,0"),
    ],
)
def test_the_change_of_the_group_is_its_mean_or_its_median(groepen: tuple[GroepCel, ...], woord: str) -> None:
    kant = side(soort=ALLEEN, groepen=groepen)
    assert woord in drawn(kant)
    assert woord.split(" ")[1] in kant.alt


def test_zero_is_always_on_the_axis_of_a_change() -> None:
    assert "0" in drawn(side(soort=ALLEEN))


def test_a_bar_is_as_long_as_its_share() -> None:
    pen = Pen(stijl(), (0, 400))
    side(*(eigen(w, 0.02) for w in GEHEEL)).teken(pen, PlotArea(200, 0, 160, 110), stijl())
    lengtes = []
    for deel in pen.laag().delen:
        if isinstance(deel, Outline) and deel.vulling == stijl().kleuren.eigen:
            xs = [getallen[0] for _, getallen in deel.stappen if getallen]
            lengtes.append(max(xs) - min(xs))
    assert [lengte / lengtes[1] for lengte in lengtes] == pytest.approx([w / GEHEEL[1] for w in GEHEEL])
