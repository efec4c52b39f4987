"""Whoever asks where a figure comes from need not know its code."""

from pathlib import Path

import click
import pytest

from spiegelrapport.cli import completion
from spiegelrapport.cli.uitleg import uitleg as opdracht
from spiegelrapport.compose.onthulling import REGELS
from spiegelrapport.errors import SettingError
from spiegelrapport.pipeline.explanation import in_words
from spiegelrapport.pipeline.listing import all_indicators, indicator_meant
from tests.builders import definities
from tests.test_register import RIJ, register

INDICATOREN = definities().indicatoren


@pytest.mark.parametrize("code", INDICATOREN)
def test_code_name_and_question_of_a_card_mean_the_same(code: str) -> None:
    indicator = INDICATOREN[code]
    for tekst in (code, code.upper(), indicator.naam, f" {indicator.vraag.lower()} "):
        gevonden = INDICATOREN[indicator_meant(tekst, definities())]
        assert code == gevonden.code or tekst.strip().lower() in (gevonden.naam.lower(), gevonden.vraag.lower())


def test_an_unknown_word_gets_the_nearest_and_where_all_are() -> None:
    with pytest.raises(SettingError, match="onbekende indicator 'doorlooptyd'") as fout:
        indicator_meant("doorlooptyd", definities())
    assert "bedoel je 'doorlooptijd'?" in fout.value.tip
    assert "spiegelrapport uitleg" in fout.value.tip


def test_every_indicator_is_listed_once() -> None:
    codes = [regel.split()[0] for regel in all_indicators(definities()) if regel.startswith("  ")]
    assert len(codes) == len(set(codes))
    assert set(codes) == {code for hoofdstuk in definities().hoofdstukken for code in hoofdstuk.indicatoren}


def test_every_rule_that_withholds_a_figure_has_words() -> None:
    assert all(in_words(regel) == woorden for regel, woorden in REGELS.items())
    assert "dominantie" not in in_words("dominantie")


def test_tab_completes_codes_of_the_round_that_was_named(tmp_path: Path) -> None:
    register(tmp_path, RIJ)
    context = click.Context(opdracht)
    context.params["ronde_map"] = tmp_path
    [gevonden] = completion.agbs(context, opdracht.params[0], "0600")
    assert (gevonden.value, gevonden.help) == (RIJ[0], RIJ[1])
    assert completion.agbs(context, opdracht.params[0], "07") == []
    context.params["ronde_map"] = tmp_path / "weg"
    assert completion.agbs(context, opdracht.params[0], "06") == []


def test_tab_completes_indicators() -> None:
    gevonden = completion.indicatoren(click.Context(opdracht), opdracht.params[1], "doorl")
    assert [item.value for item in gevonden] == ["doorlooptijd"]
