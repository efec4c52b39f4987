"""Every damage in the corpus is found where it is, or reads back as if it were not there."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.model.leveringen import Levering
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.read import read_leveringen
from spiegelrapport.read.file import make_request, read_bestand
from tests.read import schade_familie, schade_stil
from tests.read.boek import als_xlsx, schoon_boek, schrijf
from tests.read.schade import SCHADE, Schade

RONDE = Ronde("toets", 2025, 2020, date(2026, 4, 1))
DEFINITIES = load_definities(RONDE.peildatum)
OPDRACHT = make_request(DEFINITIES, DEFINITIES.exports, RONDE.peildatum)


def lees(map_: Path, inhoud: bytes, naam: str, *, in_kind: bool = False) -> Levering:
    pad = schrijf(map_, inhoud, naam)
    return next(iter(read_leveringen([pad], DEFINITIES, RONDE))) if in_kind else read_bestand(pad, OPDRACHT)


@pytest.fixture(scope="module")
def schoon(tmp_path_factory: pytest.TempPathFactory) -> Levering:
    levering = lees(tmp_path_factory.mktemp("schoon"), als_xlsx(schoon_boek()), "06012345.xlsx")
    assert levering.findings == ()
    return levering


@pytest.mark.parametrize("schade", SCHADE, ids=lambda schade: schade.naam)
def test_a_damage_is_found_or_harmless(schade: Schade, schoon: Levering, tmp_path: Path) -> None:
    levering = lees(tmp_path, schade.maak(), schade.bestandsnaam, in_kind=schade.in_kind)
    gevonden = sorted((f.code, f.blad or "", f.kolom or "") for f in levering.findings)
    assert gevonden == sorted((code, blad or "", kolom or "") for code, blad, kolom, _ in schade.verwacht)
    for code, blad, kolom, rijen in schade.verwacht:
        if rijen is not None:
            assert any((f.code, f.blad, f.kolom, f.rijen) == (code, blad, kolom, rijen) for f in levering.findings)
    assert_conserved(levering)
    if schade.gelijk:
        assert_same_rows(levering, schoon, schade.anders)


def assert_conserved(levering: Levering) -> None:
    """Every row read is in a table or in `uitgesloten`."""
    weg = levering.uitgesloten["tabel"].value_counts()
    for tabel, gelezen in levering.rijen_gelezen.items():
        assert gelezen == len(levering.tabellen.get(tabel, ())) + weg.get(tabel, 0), tabel


def assert_same_rows(levering: Levering, schoon: Levering, anders: frozenset[str]) -> None:
    assert set(levering.tabellen) == set(schoon.tabellen)
    for naam, verwacht in schoon.tabellen.items():
        weg = ["blad", *anders.intersection(verwacht.columns)]
        nummers = {"traject_id"} if any(f.code == "W012" for f in levering.findings) else set()
        weg += sorted(nummers)
        gelezen = levering.tabellen[naam].drop(columns=weg).reset_index(drop=True)
        pd.testing.assert_frame_equal(gelezen, verwacht.drop(columns=weg).reset_index(drop=True))


def test_the_corpus_holds_at_least_sixty_kinds_of_damage() -> None:
    for deel in (schade_stil, schade_familie):  # the corpus is in whole
        assert {schade.naam for schade in SCHADE} & set(vars(deel))
    assert len({schade.naam for schade in SCHADE}) == len(SCHADE) >= 150
