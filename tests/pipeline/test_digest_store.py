"""What is kept of leveringen: used when it still holds, made again when anything is wrong with it, and never a value that may not stay."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pytest

import spiegelrapport
from spiegelrapport import pipeline
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from spiegelrapport.digest import Digester, from_bytes, opened
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.pipeline import digest_store
from spiegelrapport.pipeline.request import Request
from tests.builders import PEILDATUM
from tests.read.boek import TRAJECTEN, als_xlsx
from tests.read.schade import BSNS
from tests.read.test_privacy import GEHEIM, geplant_boek
from tests.validate.builders import DEFINITIES, REGISTER, RONDE, levering

AANTAL = 5
VAST = {"build.log", "overzicht.html", "overzicht.json"}  # these say when they were made


class Teller:
    """Counts the leveringen that are read."""

    def __init__(self) -> None:
        self.gelezen: list[str] = []

    def zeg(self, regel: str) -> None:
        pass

    @contextmanager
    def fase(self, naam: str, totaal: int) -> Iterator[Callable[[str], None]]:
        yield self.gelezen.append


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round with its first check behind it: most of it shares the joint report."""
    map_ = tmp_path_factory.mktemp("bewaard")
    make_ronde(map_ / "ronde", AANTAL, 4, definities=load_definities(PEILDATUM))
    assert len(check(map_)) == AANTAL
    return map_


@pytest.fixture
def map_(basis: Path, tmp_path: Path) -> Path:
    shutil.copytree(basis, tmp_path / "kopie")
    return tmp_path / "kopie"


def check(map_: Path, naam: str = "uit", *, opnieuw: bool = False) -> list[str]:
    teller = Teller()
    pipeline.check(Request(map_ / "ronde", map_ / naam, jobs=2, opnieuw=opnieuw), teller)
    return teller.gelezen


def kept(map_: Path) -> list[Path]:
    return sorted((map_ / "uit").glob("*/.staat/leveringen/*"))


def written(map_: Path, naam: str) -> dict[str, bytes]:
    uit = map_ / naam
    return {
        pad.relative_to(uit).as_posix(): pad.read_bytes()
        for pad in uit.rglob("*")
        if pad.is_file() and pad.name not in VAST
    }


def assert_as_from_nothing(map_: Path) -> None:
    """Answers, key figures, summary, and what is kept: the same bytes as a check that knows nothing."""
    check(map_, "vers")
    assert written(map_, "uit") == written(map_, "vers")


def leveringen(map_: Path) -> list[Path]:
    return sorted((map_ / "ronde" / "leveringen").iterdir())


def change(pad: Path) -> None:
    boek = openpyxl.load_workbook(pad)
    boek[TRAJECTEN].delete_rows(boek[TRAJECTEN].max_row - 3)
    boek.save(pad)


def test_what_has_not_changed_is_not_read_again(map_: Path) -> None:
    voor = written(map_, "uit")
    assert len(kept(map_)) == AANTAL + 1  # and the joint report's figures
    assert {pad.stat().st_mode & 0o777 for pad in kept(map_)} == {0o600}
    assert check(map_) == []
    assert written(map_, "uit") == voor
    assert len(check(map_, opnieuw=True)) == AANTAL
    assert written(map_, "uit") == voor


def test_of_a_levering_that_changed_only_that_one_is_read(map_: Path) -> None:
    pad = leveringen(map_)[2]
    change(pad)
    assert check(map_) == [pad.name]
    assert_as_from_nothing(map_)


def test_what_is_no_longer_delivered_is_not_kept(map_: Path) -> None:
    leveringen(map_)[0].unlink()
    assert check(map_) == []
    assert len(kept(map_)) == AANTAL
    assert_as_from_nothing(map_)


@pytest.mark.parametrize(
    ("oud", "nieuw", "gelezen"),
    [
        (r"cqi_deel_items *= *\S+", "cqi_deel_items = 0.9", AANTAL),
        (r"verslagjaar *= *2025", "verslagjaar = 2024", AANTAL),
        (r"groepen_per_lezer *= *\S+", "groepen_per_lezer = 3", 0),
    ],
)
def test_a_setting_makes_again_what_depends_on_it(map_: Path, oud: str, nieuw: str, gelezen: int) -> None:
    ronde = map_ / "ronde" / "ronde.toml"
    tekst, keer = re.subn(rf"(?m)^#? *{oud}", nieuw, ronde.read_text())
    assert keer == 1, "the demo's ronde.toml has this setting"
    ronde.write_text(tekst)
    assert len(check(map_)) == gelezen


def test_another_program_reads_everything_again(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_store, "source_hash", lambda: "another version")
    assert len(check(map_)) == AANTAL


@pytest.mark.parametrize(
    "soort", ["empty", "cut off", "one byte", "no heading", "another's", "a folder's worth of noise"]
)
def test_a_damaged_file_is_noticed_and_made_again(map_: Path, soort: str) -> None:
    een, ander, *_ = [pad for pad in kept(map_) if pad.suffix]
    heel = een.read_bytes()
    midden = len(heel) // 2
    kapot = {
        "empty": b"",
        "cut off": heel[:midden],
        "one byte": heel[:midden] + bytes([heel[midden] ^ 1]) + heel[midden + 1 :],
        "no heading": heel.partition(b"\n")[2],
        "another's": ander.read_bytes(),
        "a folder's worth of noise": b"\xff\x00[1,2]\n" * 999,
    }[soort]
    een.write_bytes(kapot)
    assert len(check(map_)) == 1
    assert een.read_bytes() == heel
    assert_as_from_nothing(map_)


def test_damaged_figures_of_the_joint_report_are_made_again(map_: Path) -> None:
    (samen,) = [pad for pad in kept(map_) if pad.name == digest_store.SAMEN]
    heel = samen.read_bytes()
    for kapot in (b"", heel[:-9], heel[:200], heel.replace(heel[:4], b"0000", 1)):
        samen.write_bytes(kapot)
        assert check(map_) == []
        assert samen.read_bytes() == heel


def test_an_answer_that_was_changed_or_taken_away_is_written_again(map_: Path) -> None:
    werkmap, brief = (
        sorted((map_ / "uit").glob("*/bevindingen/*.xlsx"))[0],
        sorted((map_ / "uit").glob("*/bevindingen/*.txt"))[1],
    )
    heel = werkmap.read_bytes()
    werkmap.write_bytes(b"niets")
    brief.unlink()
    assert len(check(map_)) == 2
    assert werkmap.read_bytes() == heel
    assert brief.is_file()


def test_killed_in_the_middle_the_next_run_takes_what_is_whole(map_: Path) -> None:
    shutil.rmtree(map_ / "uit")
    opdracht = ["check", "--ronde", str(map_ / "ronde"), "--uitvoer", str(map_ / "uit"), "--jobs", "1"]
    proces = subprocess.Popen(
        [sys.executable, "-c", "from spiegelrapport.start import main; main()", *opdracht], stdout=subprocess.DEVNULL
    )
    einde = time.monotonic() + 120
    while not kept(map_) and time.monotonic() < einde:
        time.sleep(0.005)
    proces.send_signal(signal.SIGKILL)
    proces.wait()
    assert kept(map_)
    half = kept(map_)[0].parent / f".{kept(map_)[0].name}.x.deel"
    half.write_bytes(b"half")
    check(map_)
    assert not half.exists()
    assert_as_from_nothing(map_)


def with_planted(map_: Path, inhoud: bytes) -> Path:
    """The first levering replaced; whose it is stays."""
    pad = leveringen(map_)[0]
    pad.write_bytes(inhoud)
    return pad


def test_nothing_is_kept_of_a_levering_with_personal_data(map_: Path) -> None:
    eigenaar = leveringen(map_)[0].stem
    pad = with_planted(map_, als_xlsx(geplant_boek().pas_toe(TRAJECTEN, "AGB-code", lambda _: eigenaar)))
    for _ in range(2):
        assert check(map_) == [pad.name]
        assert_nothing_secret(map_)
        assert len([een for een in kept(map_) if een.suffix]) == AANTAL - 1


def test_one_citizen_number_as_a_diagnosis_is_not_kept_either(map_: Path) -> None:
    """A few values are no column of them, so no finding says it."""
    pad = leveringen(map_)[0]
    boek = openpyxl.load_workbook(pad)
    kolommen = {cel.value: cel.column for cel in boek[TRAJECTEN][1]}
    for rij in range(2, boek[TRAJECTEN].max_row + 1, 9):
        boek[TRAJECTEN].cell(rij, kolommen["Diagnosehoofdstuk"]).value = BSNS[1]
    boek.save(pad)
    assert check(map_) == [pad.name]
    assert_nothing_secret(map_)


@pytest.mark.parametrize(
    ("klasse", "blijft"),
    [
        ("0 kort | 25-44 | D5_4", True),
        ("deel 3 | onbekend | 4", True),
        (f"0 kort | 25-44 | {BSNS[1]}", False),
        ("0 kort | 25-44 | Abdelkader", False),
        ("0 kort | 25-44 | 1234QX", False),
    ],
)
def test_a_class_that_is_no_code_keeps_the_whole_levering_from_being_kept(klasse: str, blijft: bool) -> None:
    """As a class in the case mix a value of one cell would come to stand on disk."""
    (uit,) = Digester(REGISTER, DEFINITIES, RONDE, {})([levering()])
    digest, cijfers = opened(uit.inhoud)
    assert cijfers
    anders = replace(cijfers, strata=cijfers.strata.head(1).assign(stratum=klasse))
    assert len(anders.strata) == 1
    bekend = frozenset({"0 kort", "25-44", "onbekend"})
    assert digest_store.may_stay(digest, anders, bekend) == blijft


def assert_nothing_secret(map_: Path) -> None:
    """Also inside what is packed."""
    for pad in kept(map_):
        _, _, inhoud = pad.read_bytes().partition(b"\n")
        uitkomst = from_bytes(inhoud)
        assert uitkomst
        digest, cijfers = uitkomst
        frames = (cijfers.frame, cijfers.verdelingen, cijfers.strata) if cijfers else ()
        alles = f"{digest}" + "".join(frame.to_csv() for frame in frames)
        assert [geheim for geheim in (*BSNS, *GEHEIM) if geheim in alles] == []


def test_the_settings_that_do_not_count_are_not_looked_at_by_whoever_reads_judges_or_measures() -> None:
    """digest_store leaves them out of its key, so they may change nothing that is kept."""
    gewist = {"benchmarkgroepen", "groepen_per_lezer"}
    assert gewist < {veld.name for veld in fields(Ronde)}
    bron = Path(spiegelrapport.__file__).parent
    kijkers = [pad for map_ in ("validate", "measure", "digest") for pad in (bron / map_).glob("*.py")]
    kijkers += [
        bron / "read" / f"{naam}.py" for naam in ("child", "leveringen", "file", "answers", "assembly", "table_reader")
    ]
    for pad in kijkers:
        woorden = set(re.findall(r"ronde\.(\w+)", pad.read_text()))
        assert not woorden & (gewist | {"deel", "dashboard", "bijeenkomst"}), pad.name


def test_one_command_takes_away_what_is_kept_and_nothing_else(map_: Path) -> None:
    voor = written(map_, "uit")
    assert (
        pipeline.vergeet(Request(map_ / "ronde", map_ / "uit"))
        == f"Verwijderd: wat er van {AANTAL} leveringen was bewaard."
    )
    assert kept(map_) == []
    assert written(map_, "uit") == {naam: inhoud for naam, inhoud in voor.items() if "/.staat/leveringen/" not in naam}
    assert len(check(map_)) == AANTAL
