"""From Excel to dashboard: every figure is the report's own, nobody else's, and the round accounts for it."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pikepdf

from spiegelrapport import pipeline
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.files import sha256
from spiegelrapport.pipeline.dashboards import DashboardRun
from spiegelrapport.pipeline.reports import make_report_run
from spiegelrapport.pipeline.round_context import load_round_context
from spiegelrapport.pipeline.saved_release import SavedRelease
from spiegelrapport.publish.dashboard import LARGEST, unpacked
from tests.builders import PEILDATUM
from tests.end_to_end.conftest import Gelopen, loop
from tests.end_to_end.page_reading import PARTS, Page, attachment, csv_number, number, pairs

MIXES = {
    een.vraag: f"{een.maten[0].naam}: "
    for een in load_definities(PEILDATUM).indicatoren.values()
    if een.grafiek == "mix"
}
EIGEN = ("jouw organisatie", "kleine aanbieders samen")


def pages(gelopen: Gelopen) -> list[tuple[Path, Path]]:
    """Dashboard and report of each document that has both."""
    regels = gelopen.manifest["keurmerkdragers"]
    return sorted({(gelopen.map / r["dashboard"], gelopen.map / r["bestand"]) for r in regels if r["dashboard"]})


def test_every_reader_of_a_report_has_a_dashboard_and_the_manifest_says_which(getoond: Gelopen) -> None:
    assert getoond.slotcode == 0
    for regel in getoond.manifest["keurmerkdragers"]:
        assert sha256((getoond.map / regel["dashboard"]).read_bytes()) == regel["dashboard_sha256"]
    assert len(list((getoond.map / "dashboards").iterdir())) == len(pages(getoond)) >= 4


def test_every_page_is_small_and_complete_in_itself(getoond: Gelopen) -> None:
    for pad, _ in pages(getoond):
        html = pad.read_text()
        assert len(html.encode()) < LARGEST
        assert not re.findall(r"""(?:src|href)=["']?(?:https?:|//|file:)""", html)
        assert "default-src 'none'" in html


def test_every_number_of_every_table_is_the_attachment_s(getoond: Gelopen) -> None:
    """All figures, years, prestaties and groups of the documents; what the attachment has, the page has."""
    for pad, pdf in pages(getoond)[:4]:
        bijlage = {
            (r["indicator"], r["maat"], r["periode"], r["uitsplitsing"], r["van wie"]): r for r in attachment(pdf)
        }
        gezien = set()
        for tabel in Page(pad.read_text()).tables:
            for rij in tabel.rijen:
                plek = (tabel.figuur, rij[2], rij[0].replace("\N{EN DASH}", "-"), PARTS[rij[1]])
                wie = next(wie for wie in EIGEN if (*plek, wie) in bijlage)
                [groep] = [k for k in bijlage if k[:4] == plek and tabel.label.casefold().endswith(k[4].casefold())]
                for wat, pagina, cijfer in pairs(tabel, rij, bijlage[(*plek, wie)], bijlage[groep]):
                    assert number(pagina) == csv_number(cijfer), (pad.name, plek, tabel.label, wat)
                gezien |= {(*plek, wie), groep}
        getoonde = {k[0] for k in gezien}
        assert gezien == {k for k in bijlage if k[0] in getoonde}
        assert {k[0] for k, rij in bijlage.items() if k[4] in EIGEN and rij["waarde"]} == getoonde


def test_the_figures_of_every_choice_are_the_attachment_s(getoond: Gelopen) -> None:
    """What the script shows for another group, year or prestatie, held against the PDF."""
    for pad, pdf in pages(getoond)[:4]:
        html = pad.read_text()
        codes = dict(re.findall(r'<article class="cijfer" id="([^"]+)" data-naam="([^"]+)"', html))
        waarden = {
            (r["indicator"], r["periode"], r["uitsplitsing"], r["maat"]): r
            for r in attachment(pdf)
            if r["van wie"] in EIGEN
        }
        for code, weergaven in json.loads(unpacked(html))["cijfers"].items():
            for sleutel, beeld in weergaven.items():
                _, jaar, deel = sleutel.split("_")
                naam = codes[code].replace("&amp;", "&")
                eigen = [
                    csv_number(r["waarde"])
                    for (indicator, periode, uitsplitsing, _), r in waarden.items()
                    if indicator == naam and periode.endswith(jaar) and uitsplitsing == deel
                ]
                assert number(beeld["waarde"]) in eigen, (pad.name, code, sleutel)


def test_the_chart_that_stands_open_is_the_report_s_own(getoond: Gelopen, ronde: Path, vrijgave: SavedRelease) -> None:
    """The same drawing, stroke for stroke, as the ink of the PDF is made of."""
    kader = load_round_context(pipeline.Request(ronde, getoond.uitvoer))
    drukgang = make_report_run(kader, vrijgave.publishables, None, html=False)
    for agb in list(vrijgave.publishables)[:3]:
        html = DashboardRun(drukgang, vrijgave.publishables).compose(agb).html
        rapport = {g.sleutel: g for g in drukgang.compose(agb).grafieken if g.sleutel.soort != "profiel"}
        assert rapport
        for grafiek in rapport.values():
            tekening = grafiek.beeld.svg().strip().split("\n", 1)[1]
            assert tekening in html, grafiek.sleutel


def test_the_ink_and_the_sentence_of_every_card_are_in_the_pdf_itself(getoond: Gelopen) -> None:
    """From what both readers hold: each line of a chart on the page is drawn in the PDF, and each sentence printed."""
    beelden = zinnen = 0
    for pad, pdf in pages(getoond)[:4]:
        inkt, tekst = ink(pdf), squeezed(printed(pdf))
        for stuk in re.findall(r"<article.*?</article>", pad.read_text(), re.DOTALL):
            vraag, zin = (field(stuk, kop) for kop in (r'<h4 tabindex="-1">', r'<p class="zin" data-veld="zin">'))
            if squeezed(vraag) not in tekst or not zin:
                continue  # the report has no card of it
            if vraag in MIXES:  # on paper a chart and a table only
                assert zin.startswith(MIXES[vraag]), zin
            else:
                zinnen += 1
                assert squeezed(zin) in tekst, (pad.name, zin)
            for lijn in re.findall(r'<path d="([^"]+)"', stuk):
                beelden += 1
                assert drawn(lijn) in inkt, (pad.name, vraag, lijn)
    assert (beelden > 400, zinnen > 40) == (True, True), (beelden, zinnen)


def field(stuk: str, kop: str) -> str:
    gevonden = re.search(kop + "(.*?)</", stuk, re.DOTALL)
    return unescape(gevonden[1]) if gevonden else ""


def squeezed(tekst: str) -> str:
    """Without what only breaks lines."""
    return re.sub(r"[\s\u00ad-]+", "", tekst)


def drawn(lijn: str) -> str:
    """An SVG path as the PDF writes it: 'M1 2L3 4Z' -> '1 2 m 3 4 l h'."""
    return " ".join(
        f"{getallen.strip()} {letter}".strip()
        for soort, getallen in re.findall(r"([MLCZ])([^MLCZ]*)", lijn)
        for letter in ("mlch"["MLCZ".index(soort)],)
    )


def ink(pdf: Path) -> str:
    """Every drawing that the PDF holds, as one line of operators."""
    with pikepdf.open(pdf) as gelezen:
        for bladzijde in gelezen.pages:
            bladzijde.contents_coalesce()
        return " ".join(" ".join(blad.Contents.read_bytes().decode("latin-1").split()) for blad in gelezen.pages)


def test_no_page_names_another_reader(getoond: Gelopen) -> None:
    """The names of the others, in the page as it is and in what it packs."""
    regels = getoond.manifest["keurmerkdragers"]
    for regel in regels:
        html = (getoond.map / regel["dashboard"]).read_text()
        alles = html + unpacked(html)
        for ander in regels:
            if ander["dashboard"] != regel["dashboard"]:
                assert ander["naam"] not in alles
                assert not re.search(rf"(?<!\d){ander['agb']}(?!\d)", alles)


def test_kibg_s_own_page_has_everybody_by_name_and_stands_apart(getoond: Gelopen) -> None:
    html = (getoond.map / "dashboard-kibg.html").read_text()
    for regel in getoond.manifest["keurmerkdragers"]:
        if regel["status"] == "gemaakt":
            assert regel["naam"] in html
    assert not list((getoond.map / "dashboards").glob("*kibg*"))


def test_a_second_build_keeps_the_dashboards_and_one_without_them_retires_them(
    getoond: Gelopen, ronde: Path, tmp_path: Path
) -> None:
    uitvoer = tmp_path / "uit"
    shutil.copytree(getoond.uitvoer, uitvoer)
    tijden = {p.name: p.stat().st_mtime_ns for p in (uitvoer / "2025" / "dashboards").iterdir()}
    loop("build", ronde, uitvoer, "--dashboard")
    assert {p.name: p.stat().st_mtime_ns for p in (uitvoer / "2025" / "dashboards").iterdir()} == tijden
    loop("build", ronde, uitvoer)
    assert not list((uitvoer / "2025" / "dashboards").iterdir())
    assert {p.name for p in (uitvoer / "2025" / "vervallen").iterdir()} == set(tijden)


def test_what_was_noted_in_a_dashboard_stands_in_the_next_report(
    getoond: Gelopen, kopie: Callable[[], Path], tmp_path: Path
) -> None:
    """The file that the page saves, put in the next round's folder, comes out in the reader's own PDF and in no other."""
    anders = kopie()
    [regel, ander] = [r for r in getoond.manifest["keurmerkdragers"] if r["status"] == "gemaakt"][:2]
    noot = {"doel": "Onder de vier procent", "doen": "Herinnering sturen", "wie": "Sanne", "wanneer": "mei"}
    (anders / "notities").mkdir()
    inhoud = {"schema": 1, "agb": regel["agb"], "verslagjaar": 2024, "versie": "1", "cijfers": {"no_show": noot}}
    (anders / "notities" / "n.json").write_text(json.dumps(inhoud))
    wie = ("--alleen", regel["agb"], "--alleen", ander["agb"])
    gelopen = loop("build", anders, tmp_path / "uit", *wie)
    tekst = {r["agb"]: printed(gelopen.map / r["bestand"]) for r in gelopen.manifest["keurmerkdragers"] if r["bestand"]}
    for woorden in noot.values():
        assert woorden in tekst[regel["agb"]]
        assert woorden == "mei" or woorden not in tekst[ander["agb"]]


def test_goals_of_who_is_in_the_joint_report_are_printed_nowhere_and_build_says_so(
    getoond: Gelopen, kopie: Callable[[], Path], tmp_path: Path
) -> None:
    anders = kopie()
    regel = next(r for r in getoond.manifest["keurmerkdragers"] if r["status"] == "gezamenlijk")
    (anders / "notities").mkdir()
    inhoud = {"schema": 1, "agb": regel["agb"], "cijfers": {"no_show": {"doel": "Onder de vier procent"}}}
    (anders / "notities" / "n.json").write_text(json.dumps(inhoud))
    gelopen = loop("build", anders, tmp_path / "uit", "--alleen", regel["agb"])
    assert f"{regel['naam']} ({regel['agb']}) stuurde doelen mee" in gelopen.uit
    [pdf] = {r["bestand"] for r in gelopen.manifest["keurmerkdragers"] if r["bestand"]}
    assert "Onder de vier procent" not in printed(gelopen.map / pdf)


def printed(pdf: Path) -> str:
    ruw = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(ruw.split())
