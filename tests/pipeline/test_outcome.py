"""What the analyst reads at the end of a run."""

from dataclasses import replace
from datetime import date

from spiegelrapport.pipeline.outcome import not_mailed, overdue
from tests.builders import definities, keurmerkdrager


def test_the_analyst_reads_which_definitions_wait_for_a_new_review() -> None:
    verlopen = {"indicatoren/no_show.toml": date(2026, 11, 1), "instrumenten/OQ45.toml": date(2025, 3, 1)}
    assert overdue(replace(definities(), verlopen=verlopen)) == (
        "2 definities wachten op een nieuwe beoordeling:",
        "  definitions/instrumenten/OQ45.toml: opnieuw te bekijken voor 1 maart 2025",
        "  definitions/indicatoren/no_show.toml: opnieuw te bekijken voor 1 november 2026",
    )


def test_nothing_is_said_while_every_definition_is_up_to_date() -> None:
    assert overdue(replace(definities(), verlopen={})) == ()


def test_what_will_be_in_the_way_of_a_mail_is_said_while_there_is_time_to_mend_it() -> None:
    adressen = ["", "a@b.nl; c@d.nl", "info@praktijk", "Samen@praktijk.nl", "samen@praktijk.nl", "goed@praktijk.nl"]
    dragers = [
        keurmerkdrager(f"0600000{n}", naam=f"Praktijk {n}", email=adres, rij=n + 1) for n, adres in enumerate(adressen)
    ]
    regels = not_mailed({drager.agb: drager for drager in dragers})
    assert len(regels) == 5
    for regel, naam, reden in zip(
        regels,
        ("rij 1: Praktijk 0", "rij 2: Praktijk 1", "rij 3: Praktijk 2", "rij 4: Praktijk 3", "rij 5: Praktijk 4"),
        ("er is geen e-mailadres", "meer adressen in één cel", "geen e-mailadres van de vorm", *["staat bij 2"] * 2),
        strict=True,
    ):
        assert f"{naam} kan straks geen mail krijgen: " in regel
        assert reden in regel
