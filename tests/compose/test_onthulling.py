"""The certificate says what was assumed, checked and taken out, in words and in JSON."""

import json

import numpy as np

from spiegelrapport.audit.matrices import make_stelsel
from spiegelrapport.compose.onthulling import AANVALLERS, ONDERDELEN, REGELS, certificate_document
from spiegelrapport.disclose.thresholds import rules_of
from spiegelrapport.model.cijfers import Benchmark
from spiegelrapport.model.onthulling import Maatregelen
from spiegelrapport.template_paths import templates_path
from tests.builders import definities
from tests.disclose.builders import SCORE, benchmark, figuur, onthul, ronde, soepel, zonder_kwantielen

GROEPEN = {"type:a": 12, "allen": 13}


def bewijs(maatregelen: Maatregelen = Maatregelen()):  # noqa: B008
    waarden = figuur([3.0, 3.2, 3.4, 3.6, 3.8, 4.0, 4.1, 4.2, 4.3, 4.4, 4.5, 4.6, 2.0])
    groepen = {naam: list(waarden)[:k] for naam, k in GROEPEN.items()}
    instelling = ronde(soepel(bescherming=0.07))
    return onthul(zonder_kwantielen(benchmark({SCORE: waarden}, groepen)), instelling, maatregelen).certificaat


def document(inhoud, tmp_path):
    return certificate_document(inhoud, ronde(), definities(), templates_path(tmp_path))


def test_a_passed_audit_says_so_and_what_it_took_out(tmp_path) -> None:
    tekst, papier = document(bewijs(), tmp_path)
    assert "Geslaagd." in papier.html
    assert "aanvullend weggelaten" in papier.html
    gelezen = json.loads(tekst)
    assert gelezen["geslaagd"] is True
    assert gelezen["onderdrukt"][0]["voor"] == ["06000013"]
    assert gelezen["smalste"][0]["sleutel"]["indicator"] == SCORE.indicator


def test_a_failed_audit_says_what_would_make_it_pass(tmp_path) -> None:
    tekst, papier = document(bewijs(Maatregelen(aanvullend=False)), tmp_path)
    assert "Niet geslaagd." in papier.html
    assert "voeg de kleinste benchmarkgroepen samen" in papier.html
    assert "niet voor vrijgave bedoeld" in papier.html
    assert json.loads(tekst)["tekort"][0]["interval"]["agb"] == "06000013"


def test_the_same_certificate_gives_the_same_bytes(tmp_path) -> None:
    assert document(bewijs(), tmp_path) == document(bewijs(), tmp_path)


def test_the_paper_has_words_where_the_json_has_codes(tmp_path) -> None:
    tekst, papier = document(bewijs(), tmp_path)
    codes = {regel for een in json.loads(tekst)["smalste"] for regel in (een["onderdeel"], een["aanvaller"])}
    bekend = ONDERDELEN.keys() | AANVALLERS.keys()
    assert codes & bekend
    assert not any(f"{code}<" in papier.html or f"{code}," in papier.html for code in codes & bekend)
    alle = rules_of(
        stelsel := make_stelsel(leeg(), definities(), ()), stelsel.leden["allen"], np.ones(1, bool), ronde()
    )
    assert {*alle, "haalbaar", "onthulling"} == REGELS.keys()


def leeg() -> Benchmark:
    return benchmark({SCORE: figuur([3.0] * 5)}, {"allen": ["06000001"]})
