"""The analyst's page is complete in one file, links to what is there, and is read without script."""

import re

from spiegelrapport.compose.overview import overview_page
from spiegelrapport.model.overview import Overview, OverviewRow
from tests.compose.builders import SJABLONEN

RIJEN = (
    OverviewRow("06000001", "Praktijk <De> Wilg", "gemaakt", True, "Bekijk het rapport.", trajecten=1234, gelezen=5000,
                rapport="rapporten/06000001.pdf", werkmap="bevindingen/06000001.xlsx", mail="verzonden",
                veranderd="1 eigen cijfer (Doorlooptijd)"),
    OverviewRow("06000002", "Praktijk Oever", "wacht op akkoord", False, "Besluit.", ergste="Veel rijen zijn uitgesloten.",
                brief="Onderwerp: levering\n\nBeste collega"),
)  # fmt: skip
OVERVIEW = Overview("Spiegelrapportage 2025", 2025, True, "1 april 2026 om 9.05 uur", ("1 levering wacht.",),
                    (("gemaakt", 1), ("wacht op akkoord", 1)), RIJEN, ("x.xlsx: van niemand",), "Mail: 1 mail in het plan")  # fmt: skip


def page() -> str:
    return overview_page(OVERVIEW, SJABLONEN)


def test_every_keurmerkdrager_stands_there_with_status_step_and_links() -> None:
    html = page()
    for wat in (
        "Praktijk &lt;De&gt; Wilg",
        "06000002",
        "wacht op akkoord",
        "Veel rijen zijn uitgesloten.",
        "1.234",
        "mail: verzonden",
    ):
        assert wat in html
    assert 'href="rapporten/06000001.pdf"' in html
    assert "Beste collega</textarea>" in html


def test_nothing_is_fetched() -> None:
    html = page()
    assert not re.search(r"(?:src|@import|url\()\s*=?", re.sub(r"default-src|style-src|script-src", "", html))
    assert "default-src 'none'" in html
    assert not re.search(r'href="(?!rapporten/|bevindingen/|#)', html)


def test_controls_that_need_the_script_are_hidden_without_it() -> None:
    html = page()
    assert '<form class="zoeken" hidden>' in html
    assert re.search(r'<button type="button" class="kopieer" hidden>', html)


def test_what_the_round_waits_for_comes_first() -> None:
    html = page()
    assert html.index("1 levering wacht.") < html.index("<table>")
