"""Figures of leveringen measured apart are those of the round measured at once, to the last bit; and bytes that were touched are refused."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from spiegelrapport.digest import Digest, Digested, Digester, from_bytes, join, joint, opened, to_bytes
from spiegelrapport.measure import kleine_aanbieders, kwaliteit, measure
from spiegelrapport.model.antwoord import Antwoord
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Meetwaarden
from spiegelrapport.model.leveringen import CheckedLevering, Levering
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import RoundContext, load_round_context
from spiegelrapport.publish.answer_workbook import answer_files
from spiegelrapport.read import read_leveringen
from spiegelrapport.validate import check_alle, collect
from tests.read.test_privacy import GEHEIM
from tests.validate.builders import AGB, DEFINITIES, REGISTER, RONDE, levering, traject

FRAMES = ("frame", "verdelingen", "strata")


@pytest.fixture(scope="module")
def kader(tmp_path_factory: pytest.TempPathFactory) -> RoundContext:
    map_ = tmp_path_factory.mktemp("digest")
    kader = load_round_context(Request(make_and_go(map_), map_ / "uit"))
    hoog = replace(kader.ronde.drempels, trajecten_rapport=150)  # so that several share the joint report
    return replace(kader, ronde=replace(kader.ronde, drempels=hoog))


def make_and_go(map_: Path) -> Path:
    make_ronde(map_ / "ronde", 8, 3, definities=load_definities(RONDE.peildatum))
    return map_ / "ronde"


@pytest.fixture(scope="module")
def gelezen(kader: RoundContext) -> list[Levering]:
    paden = sorted((kader.ronde_map / "leveringen").iterdir())
    return list(read_leveringen(paden, kader.definities, kader.ronde, jobs=2))


@pytest.fixture(scope="module")
def mee(kader: RoundContext, gelezen: list[Levering]) -> list[CheckedLevering]:
    alle = check_alle(gelezen, kader.register, kader.definities, kader.ronde).gecontroleerd
    return [een for een in alle if een.akkoord]


def digested(kader: RoundContext, gelezen: list[Levering], per_keer: int) -> list[Digested]:
    digester = Digester(kader.register, kader.definities, kader.ronde, {})
    keren = [gelezen[i : i + per_keer] for i in range(0, len(gelezen), per_keer)]
    return [een for keer in keren for een in digester(keer)]


@pytest.mark.parametrize("per_keer", [1, 3, 100])
def test_batches_of_any_size_give_the_figures_of_the_round_measured_at_once(
    kader: RoundContext, gelezen: list[Levering], mee: list[CheckedLevering], per_keer: int
) -> None:
    uit = digested(kader, gelezen, per_keer)
    paren = [(digest, cijfers, een.rijen) for een in uit for digest, cijfers in [opened(een.inhoud)]]
    cijfers = {digest.agb or "": gemeten for digest, gemeten, _ in paren if gemeten}
    kleine = {digest.agb or "": rijen for digest, _, rijen in paren if rijen}
    assert len(kleine) > 1
    cijfers[KLEINE_AANBIEDERS] = joint(kleine, kader.definities, kader.ronde)

    rijen = collect(mee)
    assert frozenset(kleine) == kleine_aanbieders(rijen, kader.ronde)
    assert_equal(join(cijfers, kader.definities), measure(rijen, kader.definities, kader.ronde, frozenset(kleine)))
    per_agb = {een.agb: een.rijen_gelezen for een in mee}
    oordelen = {digest.agb: digest.kwaliteit for digest, _, _ in paren if digest.kwaliteit}
    assert oordelen == kwaliteit(rijen, per_agb, kader.definities, kader.ronde)


def assert_equal(een: Meetwaarden, ander: Meetwaarden) -> None:
    for naam in FRAMES:
        assert len(getattr(ander, naam))
        pd.testing.assert_frame_equal(getattr(een, naam), getattr(ander, naam), check_exact=True)


def test_what_the_round_keeps_holds_no_row(kader: RoundContext, gelezen: list[Levering]) -> None:
    """No client or traject number of the leveringen is in what is handed over about those that get their own report."""
    for een, uit in zip(gelezen, digested(kader, gelezen, 3), strict=True):
        digest, cijfers = opened(uit.inhoud)
        assert digest.ingenomen
        assert cijfers
        alles = f"{digest}" + "".join(getattr(cijfers, naam).to_csv() for naam in FRAMES)
        assert not [geheim for geheim in GEHEIM if geheim in alles]
        nummers = een.tabellen["trajecten"]["client_id"].dropna().unique()
        assert len(nummers) > 20
        assert not [nummer for nummer in nummers if f"{nummer}" in alles and len(f"{nummer}") > 4]
        assert (uit.rijen is not None) == digest.klein


def test_two_files_of_one_zorgaanbieder_in_one_batch_are_never_measured_as_one() -> None:
    digester = Digester(REGISTER, DEFINITIES, RONDE, {})
    twee = [levering(), levering([traject(traject_id=f"T{i}", client_id=f"C{i}") for i in range(3)], bestand="b.xlsx")]
    alleen = [digester([een])[0].inhoud for een in twee]
    assert [een.inhoud for een in digester(twee)] == alleen


def test_a_levering_that_takes_no_part_has_findings_and_no_figures() -> None:
    digester = Digester(REGISTER, DEFINITIES, RONDE, {})
    vreemd, leeg = digester([levering(agb="06099999"), levering([])])
    digest, cijfers = opened(vreemd.inhoud)
    assert (digest.ingenomen, cijfers, vreemd.antwoord) == (None, None, {})
    digest, cijfers = opened(leeg.inhoud)
    assert digest.ingenomen
    assert not digest.ingenomen.akkoord
    assert cijfers is None
    assert set(leeg.antwoord) == {f"{AGB}.xlsx", f"{AGB}.txt"}


def test_a_mistake_of_ours_in_one_answer_keeps_nobody_from_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    waar = "spiegelrapport.digest.levering_digest.answer_files"

    def breek_eerst(antwoord: Antwoord) -> dict[str, bytes]:
        monkeypatch.setattr(waar, answer_files)
        raise ValueError("stuk")

    monkeypatch.setattr(waar, breek_eerst)
    (uit,) = Digester(REGISTER, DEFINITIES, RONDE, {})([levering()])
    assert "ValueError: stuk" in uit.spoor
    assert b"ValueError" in uit.antwoord[f"{AGB}.txt"]
    assert opened(uit.inhoud)[1] is not None


def test_bytes_that_were_cut_off_or_touched_are_refused() -> None:
    digest = Digest("x.xlsx", None, (), {"trajecten": 3})
    (uit,) = Digester(REGISTER, DEFINITIES, RONDE, {})([levering()])
    assert from_bytes(to_bytes(digest, None)) == (digest, None)
    assert from_bytes(uit.inhoud)
    for stuk in (b"", uit.inhoud[:-1], uit.inhoud[:200], b"{}\n", uit.inhoud[:-3] + b"xyz", b"\xff" * 99):
        assert from_bytes(stuk) is None
