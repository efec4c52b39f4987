"""Who stood on which paper: what must be taken back, and what a room knows already."""

from pathlib import Path

import pytest

from spiegelrapport.errors import OutputError
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Toestemming
from spiegelrapport.pipeline.paper_record import NamedIn, at_table, read_record, take_back, write_record

TOEN = NamedIn("06000001", "ruimte-een.pdf", "Een", "2026-09-10")


def participant(agb: str, ruimte: str, toestemming: Toestemming = "op naam") -> Deelnemer:
    return Deelnemer(agb, "", "", ruimte, "", toestemming, 2)


def test_the_record_is_read_back_and_grows(tmp_path: Path) -> None:
    pad = tmp_path / "record.json"
    assert read_record(pad) == ()
    write_record(pad, (), [TOEN])
    later = NamedIn("06000002", "ruimte-een.pdf", "Een", "2026-09-11")
    write_record(pad, read_record(pad), [later, TOEN])
    assert read_record(pad) == (TOEN, later)


def test_a_damaged_record_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text("[{")
    with pytest.raises(OutputError, match="beschadigd"):
        read_record(tmp_path / "record.json")


def test_withdrawn_moved_and_gone_are_taken_back_and_who_still_stands_there_is_not() -> None:
    def lines(*wie: Deelnemer) -> list[str]:
        return list(take_back([TOEN], wie))

    assert lines(participant("06000001", "Een")) == []
    for anders in ([participant("06000001", "Een", "niet")], [participant("06000001", "Twee")], []):
        assert lines(*anders) == [
            "Haal terug: ruimte-een.pdf van ruimte Een, gemaakt op 10 september 2026: daarop stond 06000001, die daar niet "
            "(meer) op naam mag staan."
        ]


def test_a_room_still_knows_who_stood_there_and_withdrew() -> None:
    wie = [participant("06000002", "Een"), participant("06000003", "Twee")]
    assert at_table(wie, [TOEN], "Een") == {"06000001", "06000002"}
    assert at_table(wie, [TOEN], "Twee") == {"06000003"}
