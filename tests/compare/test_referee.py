"""What a report prints of own against group follows from what it prints: done again from its attachment, without the program."""

from dataclasses import astuple
from functools import cache

import pytest

from spiegelrapport.compare import compare
from spiegelrapport.compose.bijlagen import make_bijlagen
from spiegelrapport.disclose import disclose
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.group import group
from spiegelrapport.measure import measure
from spiegelrapport.model.onthulling import Grootboek
from spiegelrapport.model.publishable import Publishable
from tests.compare.referee import counts, differences, heads, highlights
from tests.group.builders import GROEPEN, agb, register, willekeurige_ronde
from tests.measure.builders import definities, ronde

KLEIN = frozenset(agb(i) for i in range(1, 7))


@cache
def documents() -> dict[str, Publishable]:
    """Fourteen organisations that differ, six of them in one joint report."""
    instelling = ronde(benchmarkgroepen=GROEPEN)
    gemeten = measure(willekeurige_ronde(14, [*[40] * 6, *[90] * 8], seed=4), definities(), instelling, KLEIN)
    bron = group(gemeten, register(14), definities(), instelling)
    uit = disclose(bron, register(14), {}, definities(), instelling, Grootboek(), KLEIN)
    return {wie: compare(een, definities()) for wie, een in uit.publishables.items()}


def attachment(document: Publishable) -> bytes:
    return make_bijlagen(ReportFigures(document, definities()), "cijfers")[0].inhoud


def test_every_limit_state_reliability_and_estimate_follows_from_the_attachment() -> None:
    samen = 0
    for document in documents().values():
        done, wrong = differences(attachment(document), definities())
        assert wrong == []
        samen += done
    assert samen > 5000


def test_the_counts_of_the_first_page_follow_from_the_attachment() -> None:
    for document in documents().values():
        found = heads(attachment(document), definities(), document.ronde.periode, document.ronde.verruimd)
        assert counts(found) == astuple(document.meervoud)
    assert max(document.meervoud.usual for document in documents().values()) > 1


def test_what_opens_the_report_follows_from_the_attachment() -> None:
    gekozen = 0
    for document in documents().values():
        again = highlights(attachment(document), definities(), document.ronde.periode, document.ronde.verruimd)
        assert again == [(h.sleutel.indicator, h.reden) for h in document.highlights]
        gekozen += len(again)
    assert gekozen > 5


def test_a_changed_number_in_the_attachment_is_noticed() -> None:
    """The referee can fail: another tau gives other limits."""
    wie = next(iter(documents()))
    regels = attachment(documents()[wie]).decode("utf-8-sig").splitlines()
    plaats = regels[0].split(";").index("spreiding tussen organisaties")
    ander = [
        ";".join("0,5" if i == plaats and cel else cel for i, cel in enumerate(regel.split(";")))
        for regel in regels[1:]
    ]
    _, wrong = differences("\n".join([regels[0], *ander]).encode("utf-8-sig"), definities())
    assert len(wrong) > 50


@pytest.mark.parametrize("wie", ["kleine-aanbieders"])
def test_the_joint_report_is_compared_too(wie: str) -> None:
    assert documents()[wie].meervoud.chance > 0
