"""uitleg reproduces every figure from the rows, and says of every other row why it did not count."""

from collections.abc import Set
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from spiegelrapport.errors import SettingError
from spiegelrapport.measure import kleine_aanbieders, measure, uitleg
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Ronde
from tests.group.builders import agb, willekeurige_ronde
from tests.measure.builders import AGB, definities, meting, rijen, ronde, traject, vragenlijst


def controleer(bron: Rijen, instelling: Ronde, kleine: Set[str], cijfers: pd.DataFrame) -> None:
    """Value, interval, n, numerator and denominator of every row of `cijfers`, from rows alone."""
    for rij in cijfers.itertuples():
        sleutel = Sleutel(rij.indicator, rij.maat, rij.periode, rij.uitsplitsing)
        verhaal = uitleg(bron, definities(), instelling, rij.agb, sleutel, kleine)
        gevonden = [
            np.nan if w is None else w
            for w in (verhaal.waarde, verhaal.onder, verhaal.boven, verhaal.teller, verhaal.noemer)
        ]
        verwacht = [rij.waarde, rij.onder, rij.boven, rij.teller, rij.noemer]
        np.testing.assert_allclose(gevonden, verwacht, rtol=1e-9, atol=1e-12, err_msg=str((rij.agb, sleutel)))
        assert verhaal.n == rij.n == len(verhaal.geteld)
        if rij.soort in ("aandeel", "gemiddelde", "verschil") and rij.maat != "standaard" and rij.n:
            assert verhaal.geteld["bijdrage"].sum() == pytest.approx(rij.teller)
        if verhaal.onder is not None:
            assert verhaal.stappen[-1].uitkomst == pytest.approx(rij.boven)


def test_every_figure_of_a_zorgaanbieder_is_reproduced() -> None:
    bron = willekeurige_ronde(3, [30, 12, 6])
    kleine = frozenset([agb(2), agb(3)])
    cijfers = measure(bron, definities(), ronde(), kleine).frame
    keuze = cijfers[cijfers["agb"].isin([agb(1), KLEINE_AANBIEDERS]) & (cijfers["periode"] == "2025")]
    per_cijfer = keuze.groupby(["agb", "indicator", "maat"])
    eerste, laatste = per_cijfer.head(1), per_cijfer.tail(1)  # the total; a prestatie group where there is one
    keuze = pd.concat([eerste[eerste["agb"] == agb(1)], laatste[laatste["agb"] == KLEINE_AANBIEDERS]])
    assert keuze["indicator"].nunique() > 24
    controleer(bron, ronde(), kleine, keuze)


def test_every_instrument_is_reproduced() -> None:
    trajecten, metingen = [], []
    for code, instrument in definities().instrumenten.items():
        laag, hoog = instrument.schaal
        for i in range(5):
            wie = {"traject_id": f"{code}-{i}", "instrument": code}
            trajecten.append(traject(traject_id=f"{code}-{i}"))
            metingen.append(meting("voor", laag + (hoog - laag) * (0.5 + 0.1 * i), **wie))
            metingen.append(meting("na", laag + (hoog - laag) * (0.3 + 0.05 * i), **wie))
    bron = rijen(trajecten, metingen)
    cijfers = measure(bron, definities(), ronde(), frozenset()).frame
    keuze = cijfers[cijfers["indicator"].str.startswith("rom_") & (cijfers["uitsplitsing"] == TOTAAL)]
    assert set(keuze["indicator"]) == {code for code in definities().indicatoren if code.startswith("rom_")}
    controleer(bron, ronde(), frozenset(), keuze)


@pytest.mark.zwaar
def test_every_figure_of_the_demo_round_is_reproduced(tmp_path: Path) -> None:
    """Real workbooks: written, read, validated and measured; every indicator, maat, year and prestatie of five readers."""
    from spiegelrapport.demo import make_ronde
    from spiegelrapport.read import read_leveringen
    from spiegelrapport.read.register import load_register, load_ronde
    from spiegelrapport.validate import check_alle, collect

    make_ronde(tmp_path / "ronde", 30, 1, definities=definities())
    instelling, (register, _) = load_ronde(tmp_path / "ronde"), load_register(tmp_path / "ronde")
    leveringen = read_leveringen(sorted((tmp_path / "ronde/leveringen").iterdir()), definities(), instelling, jobs=2)
    intake = check_alle(leveringen, register, definities(), instelling)
    bron = collect([levering for levering in intake.gecontroleerd if levering.akkoord])
    kleine = kleine_aanbieders(bron, instelling)
    cijfers = measure(bron, definities(), instelling, kleine).frame
    totalen = cijfers[cijfers["n"] > 0].groupby("indicator")["agb"].agg(lambda agbs: sorted(set(agbs))[0])
    assert len(totalen) > 40  # of 46: in a round of 30 a rare instrument may have no provider
    per_indicator = cijfers[cijfers["agb"] == cijfers["indicator"].map(totalen)]
    controleer(bron, instelling, kleine, per_indicator)
    lezers = [*sorted(set(cijfers["agb"]) - {KLEINE_AANBIEDERS})[:2], KLEINE_AANBIEDERS]
    controleer(bron, instelling, kleine, cijfers[cijfers["agb"].isin(lezers)])


def test_rows_that_did_not_count_say_why() -> None:
    weg = [
        {
            "agb": AGB,
            "tabel": "trajecten",
            "blad": "Behandeltrajecten",
            "rij": 99,
            "code": "R1",
            "reden": "dubbel traject",
            "jaar": 2025,
        }
    ]
    bron = rijen(
        [traject(), traject(intakedatum=None), traject(aanmelddatum="2025-03-01"), traject(begindatum="2024-01-20")],
        uitgesloten=weg,
    )
    verhaal = uitleg(bron, definities(), ronde(), AGB, Sleutel("aanmeldwachttijd", "gemiddelde", "2025", TOTAAL))
    assert verhaal.geteld[["rij", "bijdrage"]].to_numpy().tolist() == [[2, 2.0]]
    assert verhaal.niet_geteld[["rij", "reden"]].to_numpy().tolist() == [
        [3, "geen waarde ingevuld"],
        [4, "negatieve wachttijd"],
        [99, "dubbel traject"],
    ]


def test_a_figure_over_two_years_is_reproduced_from_the_rows_of_both() -> None:
    bron = willekeurige_ronde(3, [30, 12, 6])
    kleine = frozenset([agb(2), agb(3)])
    cijfers = measure(bron, definities(), ronde(), kleine).frame
    keuze = cijfers[cijfers["agb"].isin([agb(1), KLEINE_AANBIEDERS]) & (cijfers["periode"] == "2024-2025")]
    assert keuze["indicator"].nunique() > 24
    controleer(bron, ronde(), kleine, keuze)


def test_over_two_years_the_rows_that_did_not_count_are_of_both() -> None:
    """The last is of 2023: not a row of this figure."""
    uit = [
        {"agb": AGB, "tabel": "trajecten", "blad": "Behandeltrajecten", "rij": 90 + jaar % 10, "code": "R1",
         "reden": "dubbel traject", "jaar": jaar}
        for jaar in (2023, 2024, 2025)
    ]  # fmt: skip
    sleutel = Sleutel("rom_oq45", "verschil", "2024-2025", TOTAAL)
    trajecten = [traject(), traject(traject_id="T2", begindatum="2024-01-20", einddatum="2024-06-09")]
    metingen = [meting(), meting(datum="2024-01-20", traject_id="T2"), meting(datum="2023-01-20", traject_id="T9")]
    los = uitleg(rijen(trajecten, metingen), definities(), ronde(), AGB, sleutel).niet_geteld
    assert los["rij"].tolist() == [2, 3]
    bron = rijen(trajecten, uitgesloten=uit)
    verhaal = uitleg(bron, definities(), ronde(), AGB, sleutel._replace(indicator="onvolledig", maat="waarde"))
    assert verhaal.geteld["rij"].tolist() == [2, 3]
    assert verhaal.niet_geteld["rij"].tolist() == [94, 95]


def test_a_form_of_the_wrong_version_says_so() -> None:
    bron = rijen(cqi=[vragenlijst(), vragenlijst(versie="AMB")])
    verhaal = uitleg(bron, definities(), ronde(), AGB, Sleutel("cqi_rapportcijfer", "waarde", "2025", TOTAAL))
    assert verhaal.niet_geteld["reden"].tolist() == ["versie past niet bij het jaar"]


def test_a_rom_figure_names_both_rows_of_a_pair_and_the_measurements_without_one() -> None:
    bron = rijen([traject(), traject(traject_id="T2")], [meting(), meting("na", 50), meting(traject_id="T2")])
    verhaal = uitleg(bron, definities(), ronde(), AGB, Sleutel("rom_oq45", "verschil", "2025", TOTAAL))
    assert verhaal.geteld[["rij", "rij_voormeting", "begin", "eind", "bijdrage"]].to_numpy().tolist() == [
        [3, 2, 70, 50, -20]
    ]
    assert verhaal.niet_geteld[["rij", "reden"]].to_numpy().tolist() == [
        [4, "voor- of nameting zonder de andere met hetzelfde instrument"]
    ]


def test_no_rows_is_no_figure_and_the_steps_say_so() -> None:
    verhaal = uitleg(rijen([traject()]), definities(), ronde(), AGB, Sleutel("rom_oq45", "verschil", "2025", TOTAAL))
    assert (verhaal.waarde, verhaal.n) == (None, 0)
    assert [stap.wat for stap in verhaal.stappen] == ["tel de rijen die meetellen", "zonder rijen is er geen cijfer"]


def test_the_steps_show_the_numbers() -> None:
    bron = rijen([traject(onvolledig=i < 3, traject_id=f"T{i}") for i in range(8)])
    verhaal = uitleg(bron, definities(), ronde(), AGB, Sleutel("onvolledig", "waarde", "2025", TOTAAL))
    assert [(stap.formule, stap.uitkomst) for stap in verhaal.stappen[:3]] == [
        ("n = 8", 8),
        ("teller = 3", 3),
        ("3 / 8", 0.375),
    ]


@pytest.mark.parametrize(
    ("indicator", "maat", "tip"),
    [("doorloptijd", "mediaan", "bedoel je 'doorlooptijd'?"), ("doorlooptijd", "gemidelde", "bedoel je 'gemiddelde'?")],
)
def test_an_unknown_figure_is_refused_with_a_suggestion(indicator: str, maat: str, tip: str) -> None:
    with pytest.raises(SettingError) as fout:
        uitleg(rijen(), definities(), ronde(), AGB, Sleutel(indicator, maat, "2025", TOTAAL))
    assert fout.value.tip == tip
