"""The figures that open a report are chosen from print, both directions in turn, never shortfalls only."""

from spiegelrapport.disclose.oogopslag import kies_highlights, toets
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, Vergelijking
from tests.builders import definities

CODES = ("opschalen", "afschalen", "no_show", "terug_huisarts", "doorverwezen", "onvolledig", "kortdurend")


def cijfer(code: str, verschil: float, toestand: str | None) -> Cijfer:
    sleutel = Sleutel(code, definities().indicatoren[code].maten[0].code, "2025", "totaal")
    kans = (0.25, 0.35), (0.20, 0.40)
    v = Vergelijking("allen", verschil, None, None, *kans, toestand, 0.8, "vergelijken")  # type: ignore[arg-type]
    return Cijfer(sleutel, Cel(round(0.30 + verschil, 2), None, None, 100), (), (v,))


def kies(*cijfers: Cijfer):
    meervoud, q_waarden = toets(cijfers)
    return meervoud, kies_highlights(cijfers, q_waarden, {}, definities())


def test_the_two_directions_take_turns_and_the_surest_comes_first() -> None:
    meervoud, gekozen = kies(
        *(cijfer(code, 0.10 + i / 100, "hoger") for i, code in enumerate(CODES[:5])), cijfer(CODES[5], -0.30, "lager")
    )
    assert (meervoud.vergeleken, meervoud.buiten95, meervoud.verwacht_door_toeval) == (6, 6, 0.3)
    assert gekozen[0].sleutel.indicator == CODES[5]
    assert gekozen[0].reden == "grootste afwijking"
    assert {h.toestand for h in gekozen} == {"hoger", "lager"}


def test_without_deviations_reliable_figures_close_to_the_group_open_the_report() -> None:
    _, gekozen = kies(*(cijfer(code, 0.01, "binnen") for code in CODES))
    assert len(gekozen) == 5
    assert {h.reden for h in gekozen} == {"dicht bij de groep"}


def test_what_is_only_described_is_not_a_highlight() -> None:
    meervoud, gekozen = kies(*(cijfer(code, 0.2, None) for code in CODES))
    assert (meervoud.vergeleken, gekozen) == (0, ())
