"""The dashboard in a real browser, from file://: every control by mouse and by keyboard, no request, no error, no barrier."""

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.end_to_end.conftest import Gelopen
from tests.end_to_end.page_reading import Page

api = pytest.importorskip("playwright.sync_api", reason="playwright ontbreekt (make test-zwaar zet het op)")
axe_python = pytest.importorskip("axe_playwright_python", reason="axe ontbreekt (make test-zwaar zet het op)")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.zwaar,
    pytest.mark.skipif(BROWSER is None, reason="geen Chromium of Chrome op deze computer (apt-get install chromium)"),
]
PLACES = (
    "#overzicht", "#no_show", "#open=cijfers&keuze=doorlooptijd.0.2025.totaal&vorm=tabel",
    "#open=vergelijken&l=no_show.0.2025.totaal&r=thema-behandeling.0.2025.totaal", "#gesprek", "#uitleg",
)  # fmt: skip
SWITCH_MS = 100


@pytest.fixture(scope="module")
def pad(getoond: Gelopen) -> Path:
    """The dashboard with most to choose."""
    return max((getoond.map / "dashboards").glob("*.html"), key=lambda een: een.stat().st_size)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with api.sync_playwright() as p:
        # the program's own fonts-only setting would leave a browser without the fonts of its windows
        around = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")}
        started = p.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"], env=around)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any, pad: Path) -> Iterator[Callable[..., Any]]:
    """Opens the page in a fresh profile; whatever it asked for or complained of fails the test."""
    wrong: list[str] = []
    contexts: list[Any] = []

    def go(place: str = "", file: Path = pad, width: int = 1440, **settings: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda one: wrong.append(str(one)))
        page.on(
            "request", lambda one: None if one.url.startswith(("file:", "data:", "blob:")) else wrong.append(one.url)
        )
        page.goto(f"file://{file}{place}")
        if settings.get("java_script_enabled", True) and file == pad:
            page.wait_for_selector("html[data-klaar]")
        return page

    yield go
    for context in contexts:
        context.close()
    assert not wrong


def axe(page: Any) -> list[str]:
    """Violations, with the page's own policy set aside for the one who looks."""
    bron = next(Path(axe_python.__file__).parent.rglob("axe.min.js")).read_text()
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    page.wait_for_timeout(200)
    page.add_script_tag(content=bron)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "settings", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"width": 320}], ids=str
)
def test_axe_finds_nothing(visit: Callable[..., Any], place: str, settings: dict[str, Any]) -> None:
    assert axe(visit(place, **settings)) == []


def test_axe_finds_nothing_without_script(visit: Callable[..., Any], pad: Path, tmp_path: Path) -> None:
    """The page as a browser without script builds it: axe itself would not run there."""
    bare = re.sub(r"<script\b.*?</script>|</?noscript>", "", pad.read_text(), flags=re.DOTALL)
    (tmp_path / "kaal.html").write_text(bare)
    page = visit(file=tmp_path / "kaal.html")
    assert page.locator(".melding").first.is_visible()
    assert axe(page) == []


def test_who_asked_for_less_motion_gets_none(visit: Callable[..., Any]) -> None:
    """No smooth scrolling, no transition, no animation; and a jump to a figure is there at once."""
    moving = "[...document.querySelectorAll('*')].filter(e => ['transitionDuration', 'animationDuration'].some(p => parseFloat(getComputedStyle(e)[p]) > 0)).length"
    scroll = "getComputedStyle(document.documentElement).scrollBehavior"
    calm, other = visit("#overzicht", reduced_motion="reduce"), visit("#overzicht", reduced_motion="no-preference")
    assert (calm.evaluate(scroll), calm.evaluate(moving)) == ("auto", 0)
    assert other.evaluate(scroll) == "smooth"
    assert calm.evaluate("(document.getElementById('gesprek').scrollIntoView(), scrollY)") == calm.evaluate("scrollY")


def test_a_dashboard_without_figures_stands_as_it_does_without_script(
    visit: Callable[..., Any], getoond: Gelopen
) -> None:
    regel = next(r for r in getoond.manifest["keurmerkdragers"] if r["status"] == "gezamenlijk")
    page = visit("#gesprek", file=getoond.map / regel["dashboard"])
    page.wait_for_selector("html[data-klaar]")
    assert page.locator("article.cijfer").count() == 0
    assert page.locator("#uitleg").is_visible()
    assert page.locator("#keuze").is_hidden()


def test_a_shared_dashboard_asks_whose_the_goals_are(visit: Callable[..., Any], pad: Path, tmp_path: Path) -> None:
    """The field of the small ones' page, on the page of this round with most to choose."""
    alone, place = pad.read_text(), '<div id="afspraken"'
    field = '<label>AGB-code <input type="text" id="eigen-agb" maxlength="8" pattern="[0-9]{8}"></label>'
    (tmp_path / "samen.html").write_text(alone.replace(place, field + place))
    page = visit("#gesprek", file=tmp_path / "samen.html")
    page.wait_for_selector("html[data-klaar]")
    own = page.evaluate("document.body.dataset.agb")
    for typed, owner in (("06000007", "06000007"), ("123", own)):
        page.locator("#eigen-agb").fill(typed)
        with page.expect_download() as came:
            page.locator("#bewaar-notities").click()
        came.value.save_as(tmp_path / "n.json")
        assert json.loads((tmp_path / "n.json").read_text())["agb"] == owner


def test_axe_finds_nothing_on_the_analyst_s_pages(visit: Callable[..., Any], getoond: Gelopen) -> None:
    for bestand in ("dashboard-kibg.html", "overzicht.html"):
        assert axe(visit(file=getoond.map / bestand)) == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_scrolls_sideways_but_tables_and_charts(visit: Callable[..., Any], place: str, width: int) -> None:
    assert visit(place, width=width).evaluate("document.documentElement.scrollWidth") <= width


def test_every_number_of_the_file_stands_on_the_page_without_script(visit: Callable[..., Any], pad: Path) -> None:
    page = visit(java_script_enabled=False)
    seen = page.locator("article.cijfer").all_inner_texts()
    assert len(seen) > 20
    flat = "".join(seen).replace("\xa0", " ")
    for table in Page(pad.read_text()).tables:
        for cell in (cell for row in table.rijen for cell in row if re.search(r"\d", cell)):
            assert cell.replace("\xa0", " ") in flat
    assert page.locator("#keuze").is_hidden()


@pytest.mark.parametrize("place", ["#no_show", "#doorlooptijd", "#gesprek"])
def test_a_bookmark_opens_at_its_beginning(visit: Callable[..., Any], place: str) -> None:
    page = visit(place)
    page.wait_for_timeout(400)
    heading = "document.querySelector('article[data-open] h4') ?? document.querySelector('.deel[data-open] h2')"
    assert 0 <= page.evaluate(f"({heading}).getBoundingClientRect().top") < 600  # of the window's 900


def test_a_figure_is_one_click_from_the_overview(visit: Callable[..., Any]) -> None:
    page = visit("#overzicht")
    page.locator('#overzicht a[href="#no_show"]').last.click()
    assert page.locator("article[data-open]").get_attribute("id") == "no_show"
    assert page.evaluate("document.activeElement.tagName") == "H4"


@pytest.mark.parametrize("hand", ["muis", "toetsen"])
def test_every_choice_changes_the_figure_the_address_and_what_is_said(visit: Callable[..., Any], hand: str) -> None:
    page = visit("#doorlooptijd")
    for choice in ("kies-groep", "kies-jaar", "kies-deel"):
        page.goto(page.url.split("#")[0] + "#doorlooptijd")
        page.wait_for_timeout(50)
        options = page.eval_on_selector_all(
            f"#{choice} option", "all => all.filter(o => !o.disabled).map(o => o.value)"
        )
        other = next(value for value in options if value != page.locator(f"#{choice}").input_value())
        before = page.locator("article[data-open] .weergave").inner_html()
        if hand == "muis":
            page.locator(f"#{choice}").select_option(other)
        else:
            page.locator(f"#{choice}").focus()
            down = options.index(other) > options.index(page.locator(f"#{choice}").input_value())
            page.keyboard.press("ArrowDown" if down else "ArrowUp")
        page.wait_for_timeout(100)
        assert page.locator("article[data-open] .weergave").inner_html() != before
        assert "keuze=doorlooptijd." in page.url
        assert "Doorlooptijd" in page.locator("#melding").inner_text()
        kept = page.locator("article[data-open] .weergave").inner_html()
        page.reload()
        page.wait_for_selector("html[data-klaar]")
        assert page.locator("article[data-open] .weergave").inner_html() == kept


def test_every_control_can_be_reached_and_used_by_keyboard(visit: Callable[..., Any]) -> None:
    page = visit("#doorlooptijd")
    wanted = set(page.eval_on_selector_all(
        "a[href], button, select, input, textarea, summary, [tabindex='0']",
        "all => all.filter(e => e.checkVisibility() && !e.disabled).map(e => e.id || e.outerHTML.slice(0, 60))",
    ))  # fmt: skip
    reached = set()
    for _ in range(len(wanted) + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.outerHTML.slice(0, 60)"))
        assert page.evaluate(
            "document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none' || document.activeElement.matches('input')"
        )
    radios = {one for one in wanted if "radio" in one}  # one stop for the group; arrows do the rest
    assert wanted - reached <= radios
    page.locator("input[value=grafiek]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("article[data-open] .tabellen").is_visible()
    page.locator("#volgende").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.locator("article[data-open]").get_attribute("id") != "doorlooptijd"
    page.locator("#vorige").focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(100)
    assert page.locator("article[data-open]").get_attribute("id") == "doorlooptijd"


def test_two_things_stand_beside_each_other_as_the_address_says(visit: Callable[..., Any]) -> None:
    page = visit("#no_show")
    page.locator("#ernaast").click()
    page.wait_for_timeout(100)
    assert page.locator("[data-kant=l] h3").inner_text() == "No-show"
    page.locator("[data-kant=r] [data-keuze=cijfer]").select_option("thema-behandeling")
    page.locator("[data-kant=l] [data-keuze=jaar]").select_option("2024")
    assert page.locator("[data-kant=r] tbody tr").count() > 5
    again = visit("#" + page.url.split("#")[1])
    assert (
        again.locator("#vergelijken .beeld").all_inner_texts() == page.locator("#vergelijken .beeld").all_inner_texts()
    )


def test_own_goals_are_kept_leave_as_a_file_and_come_back(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit("#no_show")
    page.locator("#doel").fill("Onder de 4% <b>")
    page.locator("#wie").fill("Sanne")
    page.locator("#no_show [data-stap=proberen] input").check()
    page.reload()
    page.wait_for_selector("html[data-klaar]")
    assert page.locator("#doel").input_value() == "Onder de 4% <b>"
    page.goto(page.url.split("#")[0] + "#gesprek")
    assert "Onder de 4% <b>" in page.locator("#afspraken").inner_text()
    with page.expect_download() as came:
        page.locator("#bewaar-notities").click()
    came.value.save_as(tmp_path / "n.json")
    file = json.loads((tmp_path / "n.json").read_text())
    assert file["cijfers"]["no_show"]["stappen"] == ["proberen"]
    fresh = visit("#gesprek")
    assert "nog geen notities" in fresh.locator("#afspraken").inner_text()
    fresh.locator("#lees-notities").set_input_files(tmp_path / "n.json")
    fresh.wait_for_selector(".afspraak")
    assert "Sanne" in fresh.locator("#afspraken").inner_text()
    fresh.goto(fresh.url.split("#")[0] + "#overzicht")
    assert "Ons doel: Onder de 4% <b>" in fresh.locator("#overzicht").inner_text()
    (tmp_path / "anders.json").write_text(json.dumps(file | {"agb": "06999999"}))
    fresh.goto(fresh.url.split("#")[0] + "#gesprek")
    fresh.locator("#lees-notities").set_input_files(tmp_path / "anders.json")
    api.expect(fresh.locator("#melding")).to_contain_text("hoort niet bij")


def test_a_table_and_a_chart_are_saved_as_they_stand(visit: Callable[..., Any], pad: Path, tmp_path: Path) -> None:
    page = visit("#no_show")
    page.locator("summary", has_text="Bewaren").click()
    with page.expect_download() as came:
        page.locator("#bewaar-csv").click()
    came.value.save_as(tmp_path / "t.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig")), delimiter=";"))
    table = next(t for t in Page(pad.read_text()).tables if t.figuur == "No-show")
    assert rows[0] == table.koppen
    assert len(rows) == 1 + len(table.rijen)
    with page.expect_download() as came:
        page.locator("#bewaar-svg").click()
    came.value.save_as(tmp_path / "g.svg")
    assert (
        page.locator("article[data-open] .weergave svg").first.get_attribute("aria-label")
        in (tmp_path / "g.svg").read_text()
    )


@pytest.mark.parametrize("place", ["#no_show", "#gesprek"])
def test_a_view_prints_on_one_page(visit: Callable[..., Any], place: str) -> None:
    page = visit(place)
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert len(pdf.pages) == 1


def test_another_group_is_there_at_once(visit: Callable[..., Any]) -> None:
    page = visit("#doorlooptijd")
    page.wait_for_timeout(300)
    took = page.evaluate(
        """async () => {
          const select = document.getElementById("kies-groep"), times = [];
          for (const option of [...select.options, ...select.options].filter((one) => !one.disabled)) {
            const begin = performance.now();
            select.value = option.value;
            select.dispatchEvent(new Event("change", {bubbles: true}));
            document.body.getBoundingClientRect();
            times.push(performance.now() - begin);
          }
          return Math.max(...times);
        }"""
    )
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    print(f"andere groep {took:.0f} ms, eerste beeld {paint:.0f} ms")
    assert took < SWITCH_MS
