"""The providers of a round are as skewed, as different and as fictional as they should be."""

from itertools import permutations

import numpy as np
import pytest

from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.demo import names
from spiegelrapport.demo.aanbieders import make_aanbieders
from spiegelrapport.demo.ronde import SJABLOON
from spiegelrapport.errors import SettingError
from spiegelrapport.model.ronde import Ronde

RONDE = build(Ronde, load_toml(SJABLOON), "ronde.toml")


def test_a_round_of_180_is_as_large_and_as_skewed_as_the_field() -> None:
    per_jaar = np.array([p.volumes[2025] for p in make_aanbieders(180, 1, RONDE)])
    assert 42_000 < per_jaar.sum() < 52_000
    assert 65 < np.median(per_jaar) < 95
    assert 4_500 < per_jaar.max() < 7_500


def test_a_round_of_thirty_has_small_and_large_providers_and_every_kind_of_group() -> None:
    praktijken = make_aanbieders(30, 1, RONDE)
    klein = [p for p in praktijken if p.volumes[2024] + p.volumes[2025] < RONDE.drempels.trajecten_rapport]
    sectoren = [p.sector for p in praktijken]
    assert 5 <= len(klein) <= 15
    assert sectoren.count("verslavingszorg") >= RONDE.drempels.zorgaanbieders_per_groep
    assert 0 < sectoren.count("ouderen") < RONDE.drempels.zorgaanbieders_per_groep  # so that a fallback occurs
    assert {p.type for p in praktijken} == {"instelling", "vrijgevestigd"}
    assert any(p.volumes[2020] == 0 for p in praktijken)  # began later: a trend with missing years


@pytest.mark.parametrize(
    ("trek", "laag", "hoog"), [("effect", 0.17, 0.28), ("samen", 0.07, 0.13), ("tempo", 0.14, 0.26)]
)
def test_providers_differ_by_what_the_literature_finds_and_a_few_stand_out(trek: str, laag: float, hoog: float) -> None:
    waarden = np.array([getattr(p, trek) for p in make_aanbieders(400, 1, RONDE)])
    afstand = np.abs(waarden - np.median(waarden)) / (np.quantile(waarden, 0.84) - np.quantile(waarden, 0.16)) * 2
    assert laag < waarden.std() < hoog
    assert 2 <= (afstand > 3.5).sum() <= 20


def test_no_name_holds_another_and_codes_are_unique() -> None:
    praktijken = make_aanbieders(400, 3, RONDE)
    assert not [(a.naam, b.naam) for a, b in permutations(praktijken, 2) if a.naam.lower() in b.naam.lower()]
    assert len({p.agb for p in praktijken}) == 400
    assert all(len(p.agb) == 8 and p.agb.isdigit() for p in praktijken)


def test_place_names_are_unique_up_to_the_limit_and_refused_beyond() -> None:
    stammen = [names.stam(nummer).lower() for nummer in range(names.MEEST)]
    assert len(set(stammen)) == names.MEEST
    with pytest.raises(SettingError, match="ten hoogste"):
        names.stam(names.MEEST)


def test_addresses_can_never_be_delivered() -> None:
    assert all(names.email(nummer).endswith(".example") for nummer in range(50))
