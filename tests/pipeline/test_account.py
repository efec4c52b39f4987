"""What became of everybody, on the screen and in the account: each ending by hand."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.pipeline.outcome import after_reports, per_levering, retire_others, summary, write_summary
from spiegelrapport.pipeline.overview import STEPS, _step, _waiting
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.pipeline.standing import RoundStatus
from spiegelrapport.publish.manifest import GELUKT, ManifestEntry
from spiegelrapport.publish.output_folder import Made, OutputFolder
from spiegelrapport.worker_pool import Failed
from tests.builders import definities, keurmerkdrager, publishable, ronde
from tests.publish.workbooks import book

MADE = Made("rapporten/06000001-de-wilg.pdf", "abc", 24, "v1")


class Release:
    """As much of an Onthulling as the account looks at."""

    def __init__(self, *documenten: str, niet_gemaakt: Mapping[str, str] | None = None) -> None:
        self.publishables = {agb: publishable() for agb in documenten}
        self.niet_gemaakt = niet_gemaakt or {}


def context(map_: Path, **anders: object) -> RoundContext:
    register = {agb: keurmerkdrager(agb, naam=f"Praktijk {agb[-1]}") for agb in ("06000001", "06000002")}
    dicht = replace(definities(), verlopen={})
    kader = RoundContext(map_, ronde(), register, (), dicht, (), OutputFolder(map_ / "2025"), map_, {})
    return replace(kader, **anders)  # type: ignore[arg-type]


def entry(agb: str = "06000001", status: str = "bruikbaar", **anders: object) -> ManifestEntry:
    return ManifestEntry(agb, f"Praktijk {agb[-1:]}", status, **({"reden": ""} | anders))  # type: ignore[arg-type]


def ended(
    release: Release,
    gemaakt: Mapping[str, Made | Failed],
    kleine: frozenset[str] = frozenset(),
    status: str = "bruikbaar",
) -> ManifestEntry:
    onthulling: Onthulling = release  # type: ignore[assignment]
    [regel] = after_reports(RoundStatus((entry(status=status),)), onthulling, kleine, gemaakt).regels
    return regel


def test_a_report_that_was_made_is_named_with_its_file_and_group() -> None:
    regel = ended(Release("06000001"), {"06000001": MADE})
    assert (regel.status, regel.reden, regel.bestand) == ("gemaakt", "", MADE.bestand)
    assert (regel.sha256, regel.paginas, regel.groep) == ("abc", 24, "type:instelling")


def test_a_small_provider_shares_the_joint_report() -> None:
    regel = ended(Release(KLEINE_AANBIEDERS), {KLEINE_AANBIEDERS: MADE}, frozenset({"06000001"}))
    assert (regel.status, regel.reden) == ("gezamenlijk", "minder trajecten dan de drempel: gezamenlijk rapport")
    assert regel.bestand == MADE.bestand


@pytest.mark.parametrize(
    ("release", "gemaakt", "status", "reden"),
    [
        (Release("06000001"), {}, "overgeslagen", "niet gevraagd (--alleen)"),
        (
            Release("06000001"),
            {"06000001": Failed("ValueError in kaart.py", "spoor")},
            "mislukt",
            "ValueError in kaart.py",
        ),
        (Release(), {}, "niet vrijgegeven", "er is geen cijfer dat mag worden gepubliceerd"),
        (Release(niet_gemaakt={"06000001": "te weinig"}), {}, "niet vrijgegeven", "te weinig"),
    ],
)
def test_a_report_that_was_not_made_says_why(
    release: Release, gemaakt: Mapping[str, Made | Failed], status: str, reden: str
) -> None:
    regel = ended(release, gemaakt)
    assert (regel.status, regel.reden, regel.bestand) == (status, reden, None)


@pytest.mark.parametrize("status", ["geen levering", "afgekeurd", "wacht op akkoord"])
def test_who_had_no_usable_levering_stays_where_it_was(status: str) -> None:
    assert ended(Release("06000001"), {"06000001": MADE}, status=status) == entry(status=status)


@pytest.mark.parametrize("aantal", [0, 1, 2])
def test_what_the_round_no_longer_makes_is_put_away_and_named(tmp_path: Path, aantal: int) -> None:
    kader = context(tmp_path)
    kader.uitvoer.store("06000001", MADE.bestand, b"%PDF", 24, "v1")
    kader.uitvoer.store("h", MADE.bestand.replace(".pdf", ".html"), b"<html>", 1, "v1")
    for nummer in range(aantal):
        kader.uitvoer.store(f"o{nummer}", f"rapporten/oud-{nummer}.pdf", b"%PDF", 20, "v0")
    gezegd = retire_others(kader, RoundStatus((entry(bestand=MADE.bestand, status="gemaakt"),)))
    kop = ["", "1 bestand was met andere gegevens of instellingen gemaakt en staat nu in vervallen/:"]
    kop.append("2 bestanden waren met andere gegevens of instellingen gemaakt en staan nu in vervallen/:")
    assert list(gezegd) == ([kop[aantal]] if aantal else []) + [f"  oud-{nummer}.pdf" for nummer in range(aantal)]
    assert (kader.uitvoer.map / MADE.bestand).exists()
    assert (kader.uitvoer.map / MADE.bestand.replace(".pdf", ".html")).exists()  # the same report as a page


def test_each_levering_is_a_line_in_columns() -> None:
    regels = per_levering(
        RoundStatus(
            (
                entry(n=1234, gelezen=20000, uitgesloten=12, bevindingen=1),
                entry("06000002", "geen levering", bevindingen=0),
                entry("06000003", "wacht op akkoord", n=9, bevindingen=12, let_op=("Datalek.",)),
            )
        )
    )
    assert regels[0].split() == [
        "06000001",
        "bruikbaar",
        "1.234",
        "afgesloten",
        "20.000",
        "gelezen",
        "12",
        "uitgesloten",
        "1",
        "bevinding",
        "Praktijk",
        "1",
    ]
    assert " - afgesloten" in regels[1]
    assert regels[2].endswith("! Praktijk 3")
    assert len({regel.index("Praktijk") for regel in regels}) == 1


def test_the_summary_adds_up_and_names_who_needs_attention_and_what_to_do(tmp_path: Path) -> None:
    bij = Finding("L020", Ernst.LET_OP, "De AGB-code is aangevuld.", "", "keurmerkdragers.xlsx", rijen=(4,))
    stand = RoundStatus(
        (
            entry(status="gemaakt"),
            entry("06000002", "gemaakt", let_op=("Datalek: er zijn persoonsgegevens aangeleverd.",), stap="Meld het."),
            entry("06000003", "afgekeurd", reden="Er is geen AGB-code."),
        ),
        (ManifestEntry("", "", "afgekeurd", "Van niemand.", levering="los.xlsx", stap="Zoek uit."),),
    )
    regels = summary(context(tmp_path, bij_register=(bij,), register={}), stand)
    assert regels[0] == "3 keurmerkdragers: 1 afgekeurd, 2 gemaakt."
    assert regels[1:-1] == (
        "  06000002 Praktijk 2: gemaakt. Datalek: er zijn persoonsgegevens aangeleverd.",
        "    doe: Meld het.",
        "  06000003 Praktijk 3: afgekeurd. Er is geen AGB-code.",
        "  los.xlsx: afgekeurd. Van niemand.",
        "    doe: Zoek uit.",
        "  keurmerkdragers.xlsx, rij 4: De AGB-code is aangevuld.",
    )
    assert regels[-1].startswith(f"Alles staat in {tmp_path / '2025'};")


def test_a_check_keeps_the_link_to_the_report_of_the_last_build(tmp_path: Path) -> None:
    kader = context(tmp_path)
    kader.uitvoer.map.mkdir()
    eerder = [{"agb": "06000001", "bestand": MADE.bestand, "paginas": 24, "groep": "allen"}]
    (kader.uitvoer.map / "manifest.json").write_text(json.dumps({"keurmerkdragers": eerder}))
    write_summary(kader, RoundStatus((entry(), entry("06000002", "afgekeurd"))))
    blad = book((kader.uitvoer.map / "samenvatting.xlsx").read_bytes())["Zorgaanbieders"]
    assert [sum("HYPERLINK" in str(cel.value) for cel in blad[rij]) for rij in (2, 3)] == [1, 0]


@pytest.mark.parametrize(
    ("statussen", "los", "slotcode"),
    [
        (("gemaakt", "geen levering"), False, 0),
        (("gemaakt", "mislukt"), False, 1),
        (("gemaakt",), True, 1),
        ((), False, 0),
    ],
)
def test_the_exit_code_is_0_when_everything_that_came_in_leads_to_a_report(
    statussen: tuple[str, ...], los: bool, slotcode: int
) -> None:
    losse = (entry(status="afgekeurd"),) if los else ()
    assert RoundStatus(tuple(entry(status=status) for status in statussen), losse).slotcode == slotcode


@pytest.mark.parametrize("status", sorted(STEPS))
def test_what_is_wrong_here_goes_before_what_holds_for_all(status: str) -> None:
    eigen = _step(entry(status=status, stap="Meld het datalek."))
    assert eigen == (f"Meld het datalek. {STEPS[status]}" if status in GELUKT else "Meld het datalek.")
    assert _step(entry(status=status)) == STEPS[status]


@pytest.mark.parametrize(
    ("statussen", "los", "eerste"),
    [
        (("mislukt", "afgekeurd"), (), "1 rapport is mislukt: kijk in build.log."),
        (
            ("afgekeurd", "afgekeurd", "geen levering"),
            (),
            "2 leveringen zijn niet te gebruiken: stuur de bevindingen terug.",
        ),
        (("gemaakt",), ("los.xlsx: x",), "1 bestand hoort bij niemand in het register: zie hieronder."),
        (
            ("gemaakt", "gezamenlijk"),
            (),
            "Bekijk een groot, een klein en het gezamenlijke rapport, en maak dan het verzendplan: spiegelrapport mail plan.",
        ),
        (("wacht op akkoord", "bruikbaar"), (), "1 levering wacht op jouw besluit."),
    ],
)
def test_the_most_pressing_comes_first(statussen: tuple[str, ...], los: tuple[str, ...], eerste: str) -> None:
    stand = RoundStatus(tuple(entry(status=status) for status in statussen))
    assert next(iter(_waiting(stand, los))) == eerste


def test_while_anything_fails_no_mail_plan_is_proposed() -> None:
    gezegd = list(_waiting(RoundStatus((entry(status="gemaakt"), entry(status="mislukt"))), ()))
    assert not any("mail plan" in zin for zin in gezegd)
    assert list(_waiting(RoundStatus(()), ())) == []
