"""What opens a report: what is unusual and no chance, both directions in turn, one per subject, never the response."""

from spiegelrapport.compare.highlights import choose, count
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, Meervoud, Parameters, Publishable, Vergelijking
from tests import builders
from tests.builders import definities

ONDERWERPEN = ("behandelminuten", "no_show", "opschalen", "kortdurend", "ehealth_minuten", "aanmeldwachttijd")


def cijfer(code: str, usual: str | None, afstand: float = 3.0, **anders: object) -> Cijfer:
    sleutel = Sleutel(code, definities().indicatoren[code].maten[0].code, "2025", "totaal")
    velden: dict[str, object] = {
        "chance": "niet" if usual == "binnen" else "meer",
        "p_chance": 0.4 if usual == "binnen" else 0.001,
        "usual": usual,
        "afstand": afstand,
        "betrouwbaarheid": 0.8,
        "gebruik": "vergelijken",
    }
    naast = Vergelijking("allen", 0.3, 0.1, None, None, **(velden | anders))  # type: ignore[arg-type]
    groep = GroepCel("allen", 40, 4000, 0.3)
    return Cijfer(sleutel, Cel(0.4, 0.35, 0.45, 100), (groep,), (naast,), Parameters(40, 0.05, 0.01))


def document(*cijfers: Cijfer) -> Publishable:
    return builders.publishable(cijfers={een.sleutel: een for een in cijfers}, highlights=())


def chosen(*cijfers: Cijfer) -> list[tuple[str, str]]:
    return [(h.sleutel.indicator, h.reden) for h in choose(document(*cijfers), definities())]


def test_the_two_directions_take_turns_and_the_furthest_comes_first() -> None:
    """For no-show lower is wished, for the share short higher is neither."""
    gekozen = chosen(
        cijfer("no_show", "hoger", 3.0), cijfer("onvolledig", "hoger", 6.0), cijfer("aanmeldwachttijd", "lager", 2.5)
    )
    assert [code for code, _ in gekozen] == ["onvolledig", "aanmeldwachttijd", "no_show"]


def test_one_subject_stands_out_once() -> None:
    wachten = ("aanmeldwachttijd", "aanmeldwacht_treeknorm", "behandelwachttijd", "behandelwacht_treeknorm")
    assert len(chosen(*(cijfer(code, "hoger", 3 + i) for i, code in enumerate(wachten)))) == 1


def test_the_response_belongs_to_the_data_and_never_stands_out() -> None:
    assert chosen(cijfer("cqi_respons", "lager", 9.0), cijfer("rom_respons_klachten", "lager", 8.0)) == []


def test_cqi_and_rom_keep_a_place_when_they_carry() -> None:
    gekozen = chosen(
        *(cijfer(code, "hoger", 3 + i) for i, code in enumerate(ONDERWERPEN)),
        cijfer("cqi_bejegening", "binnen"),
        cijfer("rom_oq45", "binnen"),
    )
    assert len(gekozen) == 5
    assert {("cqi_bejegening", "dicht bij de groep"), ("rom_oq45", "dicht bij de groep")} <= set(gekozen)


def test_what_does_not_carry_keeps_no_place() -> None:
    gekozen = chosen(
        *(cijfer(code, "hoger", 3 + i) for i, code in enumerate(ONDERWERPEN)),
        cijfer("cqi_bejegening", None, gebruik="beschrijven"),
    )
    assert [reden for _, reden in gekozen] == ["ongewoon"] * 5


def test_without_anything_unusual_the_steady_figures_open_the_report() -> None:
    gekozen = chosen(*(cijfer(code, "binnen") for code in ONDERWERPEN))
    assert len(gekozen) == 5
    assert {reden for _, reden in gekozen} == {"dicht bij de groep"}


def test_differences_that_are_real_and_usual_come_before_what_is_steady() -> None:
    echt = [cijfer(code, "binnen", 1.5, chance="meer", p_chance=0.001) for code in ONDERWERPEN[:4]]
    dichtbij = cijfer(ONDERWERPEN[4], "binnen", 0.5, chance="meer", p_chance=0.001)
    redenen = [reden for _, reden in chosen(*echt, dichtbij, cijfer("cqi_bejegening", "binnen"))]
    assert redenen == ["meer dan toeval"] * 3 + ["dicht bij de groep"]


def test_what_is_unusual_by_chance_at_this_number_of_figures_is_not_chosen() -> None:
    onzeker = cijfer("no_show", "hoger", p_chance=0.04)
    rest = [cijfer(code, "binnen", p_chance=0.5) for code in ONDERWERPEN if code != "no_show"]
    assert ("no_show", "ongewoon") not in chosen(onzeker, *rest)
    assert ("no_show", "ongewoon") in chosen(onzeker)


def test_a_change_against_last_year_is_seen_through_the_pooled_spread() -> None:
    nu = cijfer("no_show", "binnen")
    vorig = Cijfer(nu.sleutel._replace(periode="2024"), Cel(0.9, 0.9, 0.9, 100), nu.groepen, parameters=nu.parameters)
    assert chosen(nu, vorig) == [("no_show", "verandering")]
    bijna = Cijfer(vorig.sleutel, Cel(0.41, 0.41, 0.41, 100), nu.groepen, parameters=nu.parameters)
    assert chosen(nu, bijna) == [("no_show", "dicht bij de groep")]


def test_each_statement_is_counted_over_the_figures_it_is_made_of() -> None:
    heel = document(
        cijfer("no_show", "hoger"),
        cijfer("onvolledig", "binnen"),
        cijfer("opschalen", None, gebruik="beschrijven"),
        cijfer("cqi_respons", "hoger"),
    )
    assert count(heel, definities()) == Meervoud(3, 2, 0.2, 2, 1, 0.1)
