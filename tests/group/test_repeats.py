"""A register column that is a figure in disguise is told to the analyst; an ordinary one is not."""

from dataclasses import replace

import numpy as np

from spiegelrapport.group import group
from spiegelrapport.group.repeats import repeated_figures
from spiegelrapport.measure import measure
from spiegelrapport.model.ronde import Groepsregel
from tests.group.builders import GROEPEN, register, willekeurige_ronde
from tests.measure.builders import definities, ronde

REGEL = Groepsregel("klasse", "Klasse {waarde}", "kolom", kolom="klasse")


def told(klassen: dict[str, str]) -> list[str]:
    """The lines for a round whose register has this column."""
    instelling = ronde(benchmarkgroepen=(REGEL, *GROEPEN))
    dragers = {agb: replace(d, kenmerken={"klasse": klassen[agb]}) for agb, d in register(24).items()}
    gemeten = measure(willekeurige_ronde(24, [60] * 24, seed=3), definities(), instelling, frozenset())
    return list(repeated_figures(group(gemeten, dragers, definities(), instelling), instelling))


def no_show() -> dict[str, float]:
    gemeten = measure(willekeurige_ronde(24, [60] * 24, seed=3), definities(), ronde(), frozenset()).frame
    eigen = gemeten[
        (gemeten["indicator"] == "onvolledig") & (gemeten["periode"] == "2025") & (gemeten["uitsplitsing"] == "totaal")
    ]
    return dict(zip(eigen["agb"], eigen["waarde"], strict=True))


def test_a_column_that_follows_a_figure_is_named_with_what_to_do() -> None:
    waarden = no_show()
    midden = float(np.median(list(waarden.values())))
    [regel] = told({agb: "hoog" if waarde > midden else "laag" for agb, waarde in waarden.items()})
    assert (
        "de kolom 'klasse' van benchmarkgroep 'klasse' deelt iedereen in naar mix.onvolledig" in regel
    )  # the same figure
    assert 'regel = "banden" en cijfer = "mix.onvolledig"' in regel


def test_one_who_is_elsewhere_is_enough_to_make_it_an_ordinary_column() -> None:
    waarden = no_show()
    midden, hoogste = float(np.median(list(waarden.values()))), max(waarden, key=lambda agb: waarden[agb])
    klassen = {agb: "hoog" if waarde > midden else "laag" for agb, waarde in waarden.items()}
    assert told(klassen | {hoogste: "laag"}) == []


def test_a_column_that_has_nothing_to_do_with_figures_is_not_named() -> None:
    assert told({agb: "ab"[plek % 2] for plek, agb in enumerate(register(24))}) == []


def test_two_that_happen_to_lie_apart_prove_nothing() -> None:
    waarden = no_show()
    hoogste = sorted(waarden, key=lambda agb: -waarden[agb])[:1]
    assert told({agb: "apart" if agb in hoogste else "rest" for agb in waarden}) == []
