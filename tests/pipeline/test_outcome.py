"""What the analyst reads at the end of a run."""

from dataclasses import replace
from datetime import date

from spiegelrapport.pipeline.outcome import overdue
from tests.builders import definities


def test_the_analyst_reads_which_definitions_wait_for_a_new_review() -> None:
    verlopen = {"indicatoren/no_show.toml": date(2026, 11, 1), "instrumenten/OQ45.toml": date(2025, 3, 1)}
    assert overdue(replace(definities(), verlopen=verlopen)) == (
        "2 definities wachten op een nieuwe beoordeling:",
        "  definitions/instrumenten/OQ45.toml: opnieuw te bekijken voor 1 maart 2025",
        "  definitions/indicatoren/no_show.toml: opnieuw te bekijken voor 1 november 2026",
    )


def test_nothing_is_said_while_every_definition_is_up_to_date() -> None:
    assert overdue(replace(definities(), verlopen={})) == ()
