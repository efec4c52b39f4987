"""Which reports changed since the build before, and because of which figures."""

from dataclasses import replace

from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Sleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.changes import changed_reports
from tests.builders import definities, publishable

DOORLOOPTIJD = definities().indicatoren["doorlooptijd"].naam


def moved(stuk: Publishable, indicator: str) -> Publishable:
    """The same report with one own figure moved."""
    sleutel = next(
        sleutel for sleutel, cijfer in stuk.cijfers.items() if sleutel.indicator == indicator and cijfer.eigen.waarde
    )
    cijfer = stuk.cijfers[sleutel]
    eigen = replace(cijfer.eigen, waarde=(cijfer.eigen.waarde or 0) + 1)
    return replace(stuk, cijfers={**stuk.cijfers, sleutel: replace(cijfer, eigen=eigen)})


def changes(
    voor: dict[str, Publishable], na: dict[str, Publishable], kleine: frozenset[str] = frozenset()
) -> dict[str, str]:
    return changed_reports(voor, na, kleine, definities())


def test_the_same_figures_are_no_change() -> None:
    stuk = publishable()
    assert changes({"a": stuk}, {"a": stuk}) == {}


def test_a_moved_figure_is_named() -> None:
    stuk = publishable()
    assert changes({"a": stuk}, {"a": moved(stuk, "doorlooptijd")}) == {"a": f"1 eigen cijfer ({DOORLOOPTIJD})"}


def test_a_group_figure_is_told_apart_from_an_own_one() -> None:
    stuk = publishable()
    sleutel = next(sleutel for sleutel in stuk.cijfers if stuk.cijfers[sleutel].groepen)
    zonder = replace(stuk, cijfers={**stuk.cijfers, sleutel: replace(stuk.cijfers[sleutel], groepen=())})
    assert changes({"a": stuk}, {"a": zonder})["a"].startswith("1 groepscijfer (")


def test_a_new_report_says_so_and_the_joint_one_speaks_for_its_members() -> None:
    stuk = publishable()
    kleine = frozenset({"06000002", "06000003"})
    assert changes({}, {"a": stuk, KLEINE_AANBIEDERS: stuk}, kleine) == {
        "a": "nieuw rapport", "06000002": "nieuw rapport", "06000003": "nieuw rapport",
    }  # fmt: skip


def test_many_figures_are_counted_and_three_named() -> None:
    stuk = publishable()
    leeg = replace(stuk, cijfers={Sleutel("x", "y", "2025", "totaal"): next(iter(stuk.cijfers.values()))})
    tekst = changes({"a": stuk}, {"a": leeg})["a"]
    assert " andere" in tekst
    assert tekst.count(",") <= 6
