"""Reading in child processes: order, limits, crashes, folders, links."""

import os
import pickle
import resource
import time
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from spiegelrapport.model.leveringen import Levering
from spiegelrapport.read import Kolommen, read_each, read_leveringen
from spiegelrapport.read.file import ReadRequest
from spiegelrapport.read.leveringen import batches
from spiegelrapport.read.limits import Limits
from tests.read.boek import AGB, CQI, ROM, TRAJECTEN, Boek, als_csv, als_xlsx, schoon_boek, schrijf, serie
from tests.read.test_schade import DEFINITIES, RONDE, assert_conserved


def test_leveringen_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    paden = [schrijf(tmp_path, als_xlsx(schoon_boek()), f"{i}.xlsx") for i in (3, 1, 2)]
    gemeld: list[str] = []
    uit = list(
        read_leveringen(paden, DEFINITIES, RONDE, Kolommen(), 2, lambda levering: gemeld.append(levering.bestand))
    )
    assert [levering.bestand for levering in uit] == ["3.xlsx", "1.xlsx", "2.xlsx"] == gemeld
    assert all(levering.agb == AGB for levering in uit)


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    groot = schoon_boek()
    groot.bladen[ROM] += groot.bladen[ROM][1:] * 400
    pad = schrijf(tmp_path, als_xlsx(groot), "groot.xlsx")
    (traag,) = read_leveringen([pad], DEFINITIES, RONDE, grenzen=Limits(seconden=0.02))
    assert [finding.code for finding in traag.findings] == ["L007"]


def test_after_a_reader_that_hangs_the_next_one_works() -> None:
    from spiegelrapport.read import child

    def hangt(_: object) -> bytes:
        time.sleep(600)
        return b""

    assert child._in_eigen_proces(hangt, Limits(seconden=0.2)) == pickle.dumps((child.TE_TRAAG, None))
    assert child._in_eigen_proces(lambda _: b"goed", Limits()) == b"goed"


def test_a_reader_that_works_too_long_is_stopped_by_its_processor_time() -> None:
    from spiegelrapport.read import child

    def rekent(_: object) -> bytes:
        while True:
            sum(range(1000))

    assert child._in_eigen_proces(rekent, Limits(rekenseconden=1)) == pickle.dumps((child.TE_TRAAG, None))


def test_a_file_that_takes_too_much_memory_is_stopped_and_the_next_is_read(tmp_path: Path) -> None:
    groot = schoon_boek()
    groot.bladen[ROM] += groot.bladen[ROM][1:] * 1000
    paden = [schrijf(tmp_path, als_xlsx(groot), "groot.xlsx"), schrijf(tmp_path, als_xlsx(schoon_boek()), "klein.xlsx")]
    groot_uit, goed = read_leveringen(paden, DEFINITIES, RONDE, grenzen=Limits(megabytes=24))
    assert [finding.code for finding in groot_uit.findings] == ["L008"]
    assert goed.agb == AGB


def test_a_file_that_stops_its_batch_costs_that_file_only(tmp_path: Path) -> None:
    """Eight files for one reader are two at a time: whoever shares a batch with the bad one is read by itself."""
    groot = schoon_boek()
    groot.bladen[ROM] += groot.bladen[ROM][1:] * 1000
    boeken = [als_xlsx(groot if i == 2 else schoon_boek()) for i in range(8)]
    paden = [schrijf(tmp_path, boek, f"{i}.xlsx") for i, boek in enumerate(boeken)]
    assert max(map(len, batches([(pad, pad.name) for pad in paden], 1))) == 2
    uit = list(read_leveringen(paden, DEFINITIES, RONDE, grenzen=Limits(megabytes=24)))
    assert [levering.bestand for levering in uit] == [pad.name for pad in paden]
    assert [levering.agb is None for levering in uit] == [i == 2 for i in range(8)]
    assert [finding.code for finding in uit[2].findings] == ["L008"]


@pytest.mark.parametrize(
    ("bestanden", "jobs", "grootste"), [(1, 2, 1), (12, 2, 1), (30, 2, 3), (180, 2, 15), (2000, 8, 15)]
)
def test_every_file_is_in_one_batch_and_every_reader_gets_several(bestanden: int, jobs: int, grootste: int) -> None:
    alle = [(Path(f"{i}.xlsx"), f"{i}.xlsx") for i in range(bestanden)]
    keren = batches(alle, jobs)
    assert [bestand for keer in keren for bestand in keer] == alle
    assert max(map(len, keren)) == grootste
    assert len(keren) >= min(bestanden, 4 * jobs)


def test_the_limits_of_reading_do_not_hold_for_what_is_done_with_the_rows(tmp_path: Path) -> None:
    (uit,) = read_each([schrijf(tmp_path, als_xlsx(schoon_boek()))], limits_now, DEFINITIES, RONDE)
    assert uit == resource.getrlimit(resource.RLIMIT_AS)[1:] + resource.getrlimit(resource.RLIMIT_CPU)[1:]


def limits_now(leveringen: list[Levering]) -> list[tuple[int, int]]:
    return [(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])]


def test_a_folder_is_one_levering(tmp_path: Path) -> None:
    map_ = tmp_path / AGB
    map_.mkdir()
    for naam in (TRAJECTEN, ROM, CQI):
        schrijf(map_, als_csv(schoon_boek().bladen[naam]), f"{naam}.csv")
    (levering,) = read_leveringen([map_], DEFINITIES, RONDE)
    assert levering.findings == ()
    assert {naam: len(frame) for naam, frame in levering.tabellen.items()} == {"cqi": 8, "rom": 24, "trajecten": 12}
    assert_conserved(levering)


def test_a_1904_workbook_in_a_folder_keeps_its_own_days(tmp_path: Path) -> None:
    map_ = tmp_path / AGB
    map_.mkdir()
    boek, gewoon = schoon_boek(), schoon_boek()
    boek.pas_toe(TRAJECTEN, "Begindatum behandeltraject", lambda dag: (dag - date(1904, 1, 1)).days)
    schrijf(map_, als_xlsx(Boek({TRAJECTEN: boek.bladen[TRAJECTEN]}, vanaf_1904=True)), "trajecten.xlsx")
    schrijf(map_, als_xlsx(Boek({ROM: gewoon.pas_toe(ROM, "Meetdatum", serie).bladen[ROM]})), "rom.xlsx")
    schrijf(map_, als_csv(gewoon.bladen[CQI]), "CQi.csv")
    (levering,) = read_leveringen([map_], DEFINITIES, RONDE)
    assert levering.findings == ()
    assert levering.tabellen["trajecten"]["begindatum"].iloc[0].date() == schoon_boek().bladen[TRAJECTEN][1][6]
    assert levering.tabellen["rom"]["datum"].iloc[0].date() == schoon_boek().bladen[ROM][1][4]


def test_a_finding_about_one_of_several_workbooks_names_it(tmp_path: Path) -> None:
    map_ = tmp_path / AGB
    map_.mkdir()
    for naam, rijen in (("een", slice(1, 7)), ("twee", slice(7, 99))):
        boek = schoon_boek()
        boek.bladen = {blad: [alle[0], *alle[rijen]] for blad, alle in boek.bladen.items()}
        schrijf(map_, als_xlsx(boek.zet(TRAJECTEN, "Directe minuten", 3, "#VERW!")), f"{naam}.xlsx")
    (levering,) = read_leveringen([map_], DEFINITIES, RONDE)
    fouten = {(f.blad, f.rijen) for f in levering.findings if f.code == "W009"}
    assert fouten == {("Behandeltrajecten in een.xlsx", (3,)), ("Behandeltrajecten in twee.xlsx", (3,))}
    assert_conserved(levering)


def test_a_link_and_a_pipe_are_not_followed(tmp_path: Path) -> None:
    doel = schrijf(tmp_path, als_xlsx(schoon_boek()), "doel.xlsx")
    (tmp_path / "link.xlsx").symlink_to(doel)
    os.mkfifo(tmp_path / "pijp.xlsx")
    uit = read_leveringen([tmp_path / "link.xlsx", tmp_path / "pijp.xlsx"], DEFINITIES, RONDE)
    assert [levering.findings[0].code for levering in uit] == ["L010", "L010"]


def test_an_unforeseen_error_shows_its_place_and_never_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spiegelrapport.read import child

    def breek(pad: Path, opdracht: ReadRequest, naam: str) -> Levering:
        raise ValueError("Jansen, 12-03-1980")

    monkeypatch.setattr(child, "read_bestand", breek)
    (finding,) = child._read_one(tmp_path, None, "x").findings  # type: ignore[arg-type]
    assert "Jansen" not in str(finding)
    assert "ValueError, test_leveringen.py" in finding.bericht


def test_who_stops_listening_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    paden = [schrijf(tmp_path, als_xlsx(schoon_boek()), f"{i:02}.xlsx") for i in range(12)]
    gelezen: list[str] = []
    stroom = read_leveringen(paden, DEFINITIES, RONDE, meld=lambda levering: gelezen.append(levering.bestand))
    next(stroom)
    assert isinstance(stroom, Generator)
    stroom.close()
    assert gelezen == ["00.xlsx"]


def test_no_levering_at_all_reads_nothing() -> None:
    assert list(read_leveringen([], DEFINITIES, RONDE)) == []
