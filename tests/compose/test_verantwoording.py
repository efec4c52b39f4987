"""The appendix prints every setting, and each definition's words once."""

from dataclasses import fields, replace
from typing import Any

import pytest

from spiegelrapport.compose.hoofdstukken import make_hoofdstukken
from spiegelrapport.compose.verantwoording import (
    DREMPELWOORDEN,
    definition_rows,
    setting_rows,
)
from spiegelrapport.model.ronde import Drempels, Groepsregel
from tests.compose.builders import aandeel, definities, indicator, lezing


def test_every_threshold_of_the_round_is_printed() -> None:
    assert set(DREMPELWOORDEN) == {veld.name for veld in fields(Drempels)}
    waarden = {regel.naam: regel.waarde for regel in setting_rows(lezing())}
    assert waarden["Waarnemingen per eigen cijfer, vanaf"] == "10"
    assert waarden["Aandeel van één zorgaanbieder, hooguit"] == "25%"
    assert waarden["Alleen beschrijven bij betrouwbaarheid onder"] == "0,50"
    assert waarden["Behandelminuten"] == "direct + indirect"


@pytest.mark.parametrize(
    ("regels", "waarde"),
    [
        ((("kolom", True), ("banden", True), ("allen", True)), "ja"),
        ((("kolom", False), ("banden", True), ("allen", True)), "ja, niet bij kolom"),
        ((("kolom", False), ("banden", False), ("lijst", True)), "nee"),
        ((("allen", True),), "nee"),
    ],
)
def test_which_groups_are_merged_is_printed(regels: tuple[tuple[Any, bool], ...], waarde: str) -> None:
    heel = lezing()
    groepen = tuple(Groepsregel(regel, "{waarde}", regel, samenvoegen=samen) for regel, samen in regels)
    anders = replace(heel.publishable, ronde=replace(heel.publishable.ronde, benchmarkgroepen=groepen))
    waarden = {regel.naam: regel.waarde for regel in setting_rows(replace(heel, publishable=anders))}
    assert waarden["Te kleine groepen samenvoegen"] == waarde


def test_a_sentence_that_holds_for_more_indicators_is_printed_once() -> None:
    bron = definities(
        indicator(definitie="Eerst dit. Elk traject telt."), aandeel(definitie="Nu dat. Elk traject telt.")
    )
    gelezen = lezing(bron)
    regels = definition_rows(gelezen, make_hoofdstukken(gelezen, {}))
    assert [regel.definitie for regel in regels] == ["Eerst dit. Elk traject telt.", "Nu dat."]
    assert [regel.bron for regel in regels] == ["Bron: een bron.", ""]


def test_the_parameters_that_it_is_compared_by_stand_with_its_figure() -> None:
    gelezen = lezing()
    minuten, *_ = definition_rows(gelezen, make_hoofdstukken(gelezen, {}))
    assert minuten.grenzen == "τ 0,048, σ² 1200 (k = 180).".replace(" ", "\N{NO-BREAK SPACE}").replace(
        ",\N{NO-BREAK SPACE}", ", "
    ).replace("\N{NO-BREAK SPACE}(", " (")
