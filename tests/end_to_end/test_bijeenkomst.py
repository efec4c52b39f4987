"""The papers of a spiegelbijeenkomst, from what lies on the table: their text, their size, and who is in them."""

import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from openpyxl import load_workbook

from spiegelrapport.demo import make_ronde
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.pipeline.meetings import new_meeting
from spiegelrapport.pipeline.saved_release import SavedRelease
from spiegelrapport.publish.grootboek import load_concept
from spiegelrapport.publish.pdf_text import read
from spiegelrapport.read.register import load_register
from tests.builders import definities
from tests.disclose.builders import aanval
from tests.end_to_end.conftest import Gelopen, loop

SEPTEMBER = datetime(2026, 9, 1)  # noqa: DTZ001 - Excel knows no time zone
OKTOBER = datetime(2026, 10, 1)  # noqa: DTZ001
INGEVULD = {
    "titel": "Samen kijken", "begin": "2026-09-17T13:30", "einde": "2026-09-17T16:30", "plaats": "Utrecht",
    "gespreksleider": "Marijke de Graaf", "aanmelden": "aanmelden@kibg.example", "aanmelden_tot": "2026-09-10",
}  # fmt: skip
KLEINSTE = 24.0  # points


class Meeting:
    """A copy of the round and its output with one meeting in it."""

    def __init__(self, map_: Path, uitvoer: Path, themas: list[str]) -> None:
        self.map, self.uitvoer = map_, uitvoer
        new_meeting(map_, "najaar", themas)
        pad = map_ / "bijeenkomsten" / "najaar.toml"
        tekst = pad.read_text(encoding="utf-8")
        for sleutel, waarde in INGEVULD.items():
            tekst = tekst.replace(f'{sleutel} = ""', f'{sleutel} = "{waarde}"', 1)
        pad.write_text(tekst, encoding="utf-8")
        self.ruimtes = list(tomllib.loads(tekst)["ruimtes"])
        self.register, _ = load_register(map_)

    def sign_up(self, agb: str, ruimte: str, toestemming: str = "op naam", **anders: object) -> None:
        velden = {"email": self.register[agb].email, "sinds": SEPTEMBER, "weg": None, **anders}
        pad = self.map / "bijeenkomsten" / "najaar" / "deelnemers.xlsx"
        werkmap = load_workbook(pad)
        blad = werkmap.worksheets[0]
        rij = next((r for r in range(2, blad.max_row + 1) if blad.cell(r, 1).value == agb), blad.max_row + 1)
        waarden = (agb, "Iemand", velden["email"], ruimte, "", toestemming, velden["sinds"], velden["weg"])
        for kolom, waarde in enumerate(waarden, start=1):
            blad.cell(rij, kolom).value = waarde
        werkmap.save(pad)

    def make(self) -> Gelopen:
        return loop("bijeenkomst", self.map, self.uitvoer, "maak", "najaar")

    @property
    def papieren(self) -> Path:
        return self.uitvoer / "2025" / "bijeenkomsten" / "najaar"

    def text(self, naam: str) -> str:
        return text(self.papieren / naam)


def text(pad: Path) -> str:
    return " ".join(read(pad.read_bytes()).tekst.split())


@pytest.fixture
def meeting(gebouwd: Gelopen, ronde: Path, tmp_path: Path) -> Callable[..., Meeting]:
    def maak(*themas: str) -> Meeting:
        shutil.copytree(ronde, tmp_path / "ronde")
        shutil.copytree(gebouwd.uitvoer, tmp_path / "uit")
        return Meeting(tmp_path / "ronde", tmp_path / "uit", list(themas))

    return maak


@pytest.fixture
def eigen(vrijgave: SavedRelease, ronde: Path) -> list[Keurmerkdrager]:
    """Who has an own report."""
    register, _ = load_register(ronde)
    return [drager for agb, drager in register.items() if agb in vrijgave.publishables]


def test_names_and_figures_of_a_room_are_those_of_the_reports(
    meeting: Callable[..., Meeting], eigen: list[Keurmerkdrager], gebouwd: Gelopen
) -> None:
    bijeenkomst = meeting("samen_beslissen")
    for drager in eigen:
        bijeenkomst.sign_up(drager.agb, bijeenkomst.ruimtes[0])
    gelopen = bijeenkomst.make()
    assert gelopen.slotcode == 0, gelopen.fout
    tekst = bijeenkomst.text("ruimte-samen-beslissen.pdf")
    op_volgorde = sorted(eigen, key=lambda drager: drager.naam.casefold())
    assert [tekst.index(drager.naam) for drager in op_volgorde] == sorted(tekst.index(d.naam) for d in eigen)
    assert len(eigen) >= 3
    for drager in eigen:
        rapport = text(next(pad for pad in gebouwd.rapporten() if pad.name.startswith(drager.agb)))
        rijen = re.findall(rf"{re.escape(drager.naam)} (\S+ punten) (\S+ tot \S+) (n = \S+ vragenlijsten)", tekst)
        assert rijen
        for waarde, marge, telling in rijen:
            assert f"marge {marge} {telling}" in rapport
            assert waarde in rapport
        eerste = rijen[0]
        bladzijde = bijeenkomst.text(f"voorbereiding/voorbereiding-{drager.agb}.pdf")
        assert f"{eerste[0]} marge {eerste[1]} · {eerste[2]}" in bladzijde
        zin = re.search(r"vragenlijsten(?: · [^ ]+ [^ ]+)? (\S+ punten; in de groep [^.]*\.)", bladzijde)
        assert zin
        assert zin[1] in rapport


def test_withdrawn_consent_is_nowhere_any_more_and_the_command_says_what_to_take_back(
    meeting: Callable[..., Meeting], eigen: list[Keurmerkdrager]
) -> None:
    bijeenkomst = meeting("samen_beslissen")
    for drager in eigen:
        bijeenkomst.sign_up(drager.agb, bijeenkomst.ruimtes[0])
    assert bijeenkomst.make().slotcode == 0
    weg = eigen[0]
    eerst = bijeenkomst.text("ruimte-samen-beslissen.pdf")
    marges = re.findall(rf"{re.escape(weg.naam)} \S+ punten (\S+ tot \S+) n", eerst)
    assert marges
    bijeenkomst.sign_up(weg.agb, bijeenkomst.ruimtes[0], weg=SEPTEMBER)
    gelopen = bijeenkomst.make()
    assert f"daarop stond {weg.agb}" in gelopen.uit
    assert "Haal terug: ruimte-samen-beslissen.pdf van ruimte Samen beslissen" in gelopen.uit
    papieren = sorted(bijeenkomst.papieren.rglob("*.pdf"))
    assert len(papieren) == 2 + len(eigen) - 1
    for pad in papieren:
        gelezen = read(pad.read_bytes())
        alles = " ".join([gelezen.tekst, *(tekst for _, tekst in gelezen.zaken), pad.name])
        assert weg.naam not in alles
        assert weg.agb not in alles
    assert not [marge for marge in marges if marge in bijeenkomst.text("ruimte-samen-beslissen.pdf")]
    bewaard = [pad for pad in bijeenkomst.uitvoer.rglob("bijeenkomst-*") if pad.is_file()]
    assert bewaard
    assert all(weg.naam not in pad.read_text(encoding="utf-8") for pad in bewaard)


def test_the_deck_names_nobody_and_can_be_read_from_the_back(
    meeting: Callable[..., Meeting], eigen: list[Keurmerkdrager]
) -> None:
    themas = (
        "samen_beslissen",
        "behandelminuten",
        "onvolledig_en_ehealth",
        "kortdurend_behandelen",
        "op_en_afschalen",
        "verslavingszorg",
    )
    bijeenkomst = meeting(*themas)
    for drager in eigen:
        bijeenkomst.sign_up(drager.agb, bijeenkomst.ruimtes[1])
    assert bijeenkomst.make().slotcode == 0
    tekst = bijeenkomst.text("plenair.pdf")
    assert not [drager.naam for drager in bijeenkomst.register.values() if drager.naam in tekst]
    pdf = pypdfium2.PdfDocument(bijeenkomst.papieren / "plenair.pdf")
    assert len(pdf) == 3 + 6 * len(themas) + 2  # one message a slide, and none runs over to the next
    maten = [size for bladzijde in pdf for size in letter_sizes(bladzijde)]
    assert len(maten) > 200
    assert min(maten) >= KLEINSTE - 0.2
    breedte, hoogte = pdf[0].get_size()
    assert breedte / hoogte == pytest.approx(16 / 9, abs=0.001)


def letter_sizes(bladzijde: pypdfium2.PdfPage) -> list[float]:
    """Of every figure 0 to 9 on the page, in points; charts included, whose text is scaled with them."""
    tekst = bladzijde.get_textpage()
    alles = tekst.get_text_range()
    vakken = [tekst.get_charbox(i, loose=True) for i, teken in enumerate(alles) if teken.isdecimal()]
    return [(boven - onder) / LOS for _, onder, _, boven in vakken]


LOS = 1.325  # a glyph's loose box of Source Sans 3 in units of its type size: ascent and descent of the font


@pytest.mark.parametrize("papier", ["plenair.pdf", "ruimte-samen-beslissen.pdf"])
def test_papers_are_accessible_and_the_same_bytes_every_time(
    meeting: Callable[..., Meeting], eigen: list[Keurmerkdrager], papier: str
) -> None:
    bijeenkomst = meeting("samen_beslissen")
    for drager in eigen:
        bijeenkomst.sign_up(drager.agb, bijeenkomst.ruimtes[0])
    assert bijeenkomst.make().slotcode == 0
    eerst = (bijeenkomst.papieren / papier).read_bytes()
    assert bijeenkomst.make().slotcode == 0
    assert (bijeenkomst.papieren / papier).read_bytes() == eerst
    with pikepdf.open(bijeenkomst.papieren / papier) as pdf:
        assert pdf.Root.Lang == "nl"
        assert pdf.Root.MarkInfo.Marked
    for bladzijde in (bijeenkomst.papieren / "voorbereiding").glob("*.pdf"):
        assert len(pypdfium2.PdfDocument(bladzijde)) == 1


def test_what_does_not_count_is_said_and_the_rest_is_made(
    meeting: Callable[..., Meeting], eigen: list[Keurmerkdrager], vrijgave: SavedRelease
) -> None:
    bijeenkomst = meeting("samen_beslissen", "behandelminuten")
    samen, minuten = bijeenkomst.ruimtes
    klein = sorted(vrijgave.kleine)[0]
    bijeenkomst.sign_up(eigen[0].agb, samen, email="geen adres")
    bijeenkomst.sign_up(eigen[1].agb, samen, sinds=OKTOBER)
    bijeenkomst.sign_up(eigen[2].agb, samen, "zonder naam")
    bijeenkomst.sign_up(klein, minuten)
    gelopen = bijeenkomst.make()
    assert gelopen.slotcode == 0, gelopen.fout
    assert (
        "'geen adres' is geen e-mailadres; de papieren worden wel gemaakt (deelnemers.xlsx, rij 2, E-mail)"
        in gelopen.uit
    )
    assert "de toestemming is van na de bijeenkomst" in gelopen.uit
    assert f"{klein} deelt een gezamenlijk rapport" in gelopen.uit
    assert "Minder dan 3 deelnemers staan hier op naam" in bijeenkomst.text("ruimte-samen-beslissen.pdf")
    assert "minder dan 3 deelnemers: er staan geen namen" in bijeenkomst.text(
        "ruimte-gemiddeld-aantal-behandelminuten.pdf"
    )
    for drager in bijeenkomst.register.values():
        assert drager.naam not in bijeenkomst.text("ruimte-samen-beslissen.pdf")
    assert "gezamenlijke rapport" in bijeenkomst.text(f"voorbereiding/voorbereiding-{klein}.pdf")
    notities = (bijeenkomst.map / "bijeenkomsten" / "najaar" / "notities" / "samen-beslissen.md").read_text()
    assert [kop for kop in ("## Inzicht", "## Context", "## Afspraak") if kop not in notities] == []


@pytest.mark.zwaar
def test_a_pack_beside_the_deck_and_all_reports_brings_nobody_nearer_than_promised(tmp_path: Path) -> None:
    """Whoever holds the pack, the deck and every report, and knows how many clients everybody has: by a program written apart."""
    make_ronde(tmp_path / "ronde", 30, 1, definities=definities())
    assert loop("build", tmp_path / "ronde", tmp_path / "uit").slotcode == 0
    bijeenkomst = Meeting(tmp_path / "ronde", tmp_path / "uit", ["behandelminuten", "samen_beslissen"])
    rapporten = [pad.name[:8] for pad in sorted((tmp_path / "uit" / "2025" / "rapporten").glob("[0-9]*.pdf"))]
    for agb in rapporten[:8]:
        bijeenkomst.sign_up(agb, bijeenkomst.ruimtes[1])
    assert bijeenkomst.make().slotcode == 0
    tekst, dias = bijeenkomst.text("ruimte-samen-beslissen.pdf"), bijeenkomst.text("plenair.pdf")
    namen = {agb: re.escape(bijeenkomst.register[agb].naam) for agb in rapporten}
    op_tafel = [agb for agb, naam in namen.items() if re.search(rf"{naam} \S+ punten \S+ tot", tekst)]
    assert op_tafel == rapporten[:8]
    regels = load_concept(tmp_path / "uit" / "grootboek")
    sleutel = Sleutel("cqi_samen_beslissen", "waarde", "2025", "totaal")
    dit = regels.loc[(regels[list(sleutel._fields)] == list(sleutel)).all(axis=1)]
    figuur = {r.agb: (r.gewicht, r.som / r.gewicht) for r in dit.loc[dit["soort"].eq("waarde")].itertuples()}
    lid = regels.loc[regels["soort"].eq("lid")]
    leden = {h: [a for a in groep if a in figuur] for h, groep in lid.groupby("leden")["agb"]}
    cellen = dit.loc[dit["soort"].eq("cel") & dit["gepoold"].notna()]
    gedrukt = [(leden[r.leden], r.gepoold, 0.005) for r in cellen.itertuples()]
    assert [waarde for _, waarde, _ in gedrukt if f"{waarde:.2f}".replace(".", ",") in dias]
    breedtes = [aanval(wie, gedrukt, figuur, op_tafel) for wie in sorted(set(figuur) - set(op_tafel))]
    assert len(breedtes) > 10
    assert min(breedtes) >= 0.05 * 4  # of a scale from 1 to 5


def test_a_paper_of_a_room_that_somebody_left_is_to_be_taken_back(
    meeting: Callable[..., Meeting], eigen: list[Keurmerkdrager]
) -> None:
    bijeenkomst = meeting("samen_beslissen", "behandelminuten")
    for drager in eigen:
        bijeenkomst.sign_up(drager.agb, bijeenkomst.ruimtes[0])
    assert "Haal terug" not in bijeenkomst.make().uit
    bijeenkomst.sign_up(eigen[0].agb, bijeenkomst.ruimtes[1])
    assert f"daarop stond {eigen[0].agb}" in bijeenkomst.make().uit


def test_without_reports_it_says_to_build_them_first(meeting: Callable[..., Meeting], tmp_path: Path) -> None:
    bijeenkomst = meeting("samen_beslissen")
    gelopen = loop("bijeenkomst", bijeenkomst.map, tmp_path / "leeg", "maak", "najaar")
    assert gelopen.slotcode == 3
    assert "bouw eerst de rapporten" in gelopen.fout
