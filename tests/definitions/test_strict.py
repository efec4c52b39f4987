"""A TOML table becomes what the program knows, or is refused with what, where and what was probably meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import pytest

from spiegelrapport.definitions.strict import build, choices, convert, load_toml
from spiegelrapport.errors import MEEST, SettingError, UserError, suggestion


@dataclass(frozen=True)
class Deel:
    naam: str
    grens: float = 1.0


@dataclass(frozen=True)
class Geheel:
    aantal: int
    dag: date | None = None
    aan: bool = False
    soort: Literal["een", "twee"] = "een"
    namen: tuple[str, ...] = ()
    paar: tuple[float, float] = (0.0, 1.0)
    deel: Deel | None = None
    delen: tuple[Deel, ...] = ()
    per_naam: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def refused(**gegevens: Any) -> SettingError:
    with pytest.raises(SettingError) as fout:
        build(Geheel, {"aantal": 1} | gegevens, "ronde.toml")
    return fout.value


def test_everything_that_fits_arrives_as_its_own_type() -> None:
    gebouwd = build(
        Geheel,
        {
            "aantal": 3,
            "dag": date(2026, 4, 1),
            "aan": True,
            "soort": "twee",
            "namen": ["a", "b"],
            "paar": [1, 2.5],
            "deel": {"naam": "x", "grens": 2},
            "delen": [{"naam": "y"}],
            "per_naam": {"k": [1, 2]},
        },
        "ronde.toml",
    )
    assert gebouwd == Geheel(
        3, date(2026, 4, 1), True, "twee", ("a", "b"), (1.0, 2.5), Deel("x", 2.0), (Deel("y"),), {"k": (1, 2)}
    )
    assert isinstance(gebouwd.paar[0], float)


def test_what_has_a_default_may_be_left_out_and_what_has_none_may_not() -> None:
    assert build(Geheel, {"aantal": 1}, "x") == Geheel(1)
    with pytest.raises(SettingError) as fout:
        build(Geheel, {}, "ronde.toml")
    assert (fout.value.bericht, fout.value.waar) == ("de sleutel 'aantal' ontbreekt", "ronde.toml")


@pytest.mark.parametrize(
    ("gegevens", "bericht", "waar"),
    [
        ({"aantal": 1.0}, "hier hoort een geheel getal, niet 1.0", "ronde.toml, sleutel 'aantal'"),
        ({"aantal": True}, "hier hoort een geheel getal, niet True", "ronde.toml, sleutel 'aantal'"),
        ({"aantal": "1"}, "hier hoort een geheel getal, niet '1'", "ronde.toml, sleutel 'aantal'"),
        ({"dag": "2026-04-01"}, "hier hoort een datum (jjjj-mm-dd), niet '2026-04-01'", "ronde.toml, sleutel 'dag'"),
        ({"aan": 1}, "hier hoort true of false, niet 1", "ronde.toml, sleutel 'aan'"),
        ({"namen": "a"}, "hier hoort een lijst, niet 'a'", "ronde.toml, sleutel 'namen'"),
        ({"namen": ["a", 2]}, "hier hoort tekst, niet 2", "ronde.toml, sleutel 'namen'"),
        ({"paar": [1.0]}, "hier hoort een lijst van 2, niet [1.0]", "ronde.toml, sleutel 'paar'"),
        ({"paar": [1.0, 2.0, 3.0]}, "hier hoort een lijst van 2, niet [1.0, 2.0, 3.0]", "ronde.toml, sleutel 'paar'"),
        ({"paar": [True, 2.0]}, "hier hoort een getal, niet True", "ronde.toml, sleutel 'paar'"),
        ({"deel": "x"}, "hier hoort een tabel, niet 'x'", "ronde.toml, sleutel 'deel'"),
        ({"deel": {"naam": 1}}, "hier hoort tekst, niet 1", "ronde.toml, sleutel 'deel', sleutel 'naam'"),
        ({"delen": [{"grens": 1.0}]}, "de sleutel 'naam' ontbreekt", "ronde.toml, sleutel 'delen'"),
        ({"per_naam": []}, "hier hoort een tabel, niet []", "ronde.toml, sleutel 'per_naam'"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(gegevens: dict[str, Any], bericht: str, waar: str) -> None:
    fout = refused(**gegevens)
    assert (fout.bericht, fout.waar) == (bericht, waar)


def test_a_moment_is_no_day() -> None:
    """TOML has both, and Python calls a moment a day as well; but a day and a moment cannot be compared."""
    fout = refused(dag=datetime(2026, 4, 1, 12, 30))  # noqa: DTZ001 - as tomllib reads one without a zone
    assert fout.bericht.startswith("hier hoort een datum (jjjj-mm-dd), niet ")


def test_an_unknown_key_or_choice_comes_with_what_was_meant() -> None:
    assert (refused(aantl=2).bericht, refused(aantl=2).tip) == ("onbekende sleutel 'aantl'", "bedoel je 'aantal'?")
    assert refused(deel={"naam": "x", "grenz": 1}).waar == "ronde.toml, sleutel 'deel'"
    fout = refused(soort="tweee")
    assert (fout.bericht, fout.tip) == ("'tweee' is geen geldige keuze", "bedoel je 'twee'?")


def test_where_nothing_is_near_the_known_words_are_listed() -> None:
    assert suggestion("xyz", ["beta", "alfa"]) == "bekend zijn: alfa, beta"
    veel = [f"woord{nummer:02d}" for nummer in range(MEEST + 2)]
    assert suggestion("xyz", veel).endswith(f"woord{MEEST - 1:02d} en 2 andere")
    assert "andere" not in suggestion("xyz", veel[:MEEST])


def test_a_choice_keeps_its_words() -> None:
    assert choices(Literal["een", "twee"]) == ("een", "twee")
    assert convert(Literal["een", "twee"], "een", "x") == "een"


@pytest.mark.parametrize(
    ("inhoud", "bericht"),
    [
        (b"a = ", "x.toml is geen geldige TOML"),
        (b"a = 1\na = 2", "x.toml is geen geldige TOML"),
        (b"\xff\xfe", "x.toml is geen geldige TOML"),
    ],
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, inhoud: bytes, bericht: str) -> None:
    (tmp_path / "x.toml").write_bytes(inhoud)
    with pytest.raises(SettingError) as fout:
        load_toml(tmp_path / "x.toml")
    assert fout.value.bericht.startswith(bericht)
    assert fout.value.waar == str(tmp_path / "x.toml")


def test_a_file_that_is_missing_is_named_and_one_with_a_mark_at_its_begin_is_read(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"het bestand y\.toml ontbreekt"):
        load_toml(tmp_path / "y.toml")
    (tmp_path / "z.toml").write_bytes(b"\xef\xbb\xbfa = 1\n")  # as Windows' editor saves it
    assert load_toml(tmp_path / "z.toml") == {"a": 1}


def test_a_mistake_is_told_in_at_most_three_lines() -> None:
    assert str(UserError("x")) == "Fout: x"
    assert str(UserError("x", tip="z")) == "Fout: x\n  tip:  z"
    assert str(UserError("x", waar="y", tip="z")) == "Fout: x\n  waar: y\n  tip:  z"
