"""What a build keeps comes back as it was, and nothing else ever comes out of that file."""

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Literal, NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiegelrapport.codec import codec, fingerprint
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.saved_release import SavedRelease, from_bytes, to_bytes
from tests.builders import keurmerkdrager, publishable

st.register_type_strategy(float, st.floats(allow_nan=False))
NAMEN = ("Praktijk De Wilg", 'Aan "het" water\n\\', "Zó — 😀 \u2028")


class Kleur(Enum):
    ROOD = 1
    BLAUW = "b"


class Plek(NamedTuple):
    x: int
    y: float | None


@dataclass(frozen=True, slots=True)
class Alles:
    """One field of every kind."""

    plek: Plek
    kleur: Kleur
    keuze: Literal["", "<", ">", 2]
    dagen: tuple[date, ...]
    paar: tuple[str, int] | None
    per_plek: Mapping[Plek, tuple[bool, ...]]
    codes: frozenset[str]
    leeg: None = None


def release() -> SavedRelease:
    inhoud = {
        naam: publishable(n, naam=naam, lezer=keurmerkdrager(naam=naam, kenmerken={"kring": naam}))
        for n, naam in enumerate(NAMEN)
    }
    redenen = {("allen", next(iter(inhoud[NAMEN[0]].cijfers))): "k<minimum"}
    inhoud["klein"] = publishable(4, lezer=None)
    return SavedRelease(inhoud, frozenset(["06000002", "06000001"]), {"a": "b.xlsx"}, redenen)


def through_json(soort: Any, waarde: Any) -> Any:
    return codec(soort).decode(json.loads(json.dumps(codec(soort).encode(waarde))))


def test_a_release_comes_back_as_it_was() -> None:
    eerst = release()
    gelezen = from_bytes(to_bytes(eerst, "sleutel"))
    assert gelezen is not None
    assert gelezen == ("sleutel", eerst)
    assert repr(gelezen[1].publishables) == repr(
        dict(eerst.publishables)
    )  # reports are compared by it: to the last digit


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.from_type(Publishable))
def test_every_publishable_that_can_be_made_comes_back(een: Publishable) -> None:
    assert through_json(Publishable, een) == een


@given(st.from_type(Alles))
def test_every_kind_of_field_comes_back(een: Alles) -> None:
    assert through_json(Alles, een) == een


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda deel: st.lists(deel, max_size=8) | st.dictionaries(st.text(max_size=2), deel, max_size=2),
)


@given(JSON, st.lists(st.integers(0, 7), max_size=3))
def test_what_is_not_exactly_of_the_type_is_refused(vals: Any, plek: list[int]) -> None:
    """Any value anywhere in the tree: what is read either encodes to the very same tree, or is not read."""
    boom: Any = [
        [vals] if not plek else [1, 2.5],
        "ROOD",
        "<",
        ["2025-01-01"],
        ["a", 1],
        [[[1, None], [True]]],
        ["a"],
        None,
    ]
    boom[plek[0] if plek else 0] = vals
    try:
        gelezen = codec(Alles).decode(boom)
    except ValueError:
        return
    assert isinstance(gelezen, Alles)
    assert through_json(Alles, gelezen) == gelezen


def test_numpys_numbers_are_written_as_numbers() -> None:
    een = publishable()
    sleutel, cijfer = next((s, c) for s, c in een.cijfers.items() if c.eigen.waarde is not None)
    eigen = replace(cijfer.eigen, waarde=np.float64(0.25), n=np.int64(7))  # type: ignore[arg-type]
    gelezen = through_json(Publishable, replace(een, cijfers={sleutel: replace(cijfer, eigen=eigen)}))
    assert (gelezen.cijfers[sleutel].eigen.waarde, gelezen.cijfers[sleutel].eigen.n) == (0.25, 7)


@pytest.mark.parametrize("plek", [0, 40, 200, -40, -1])
def test_a_damaged_file_is_no_release(plek: int) -> None:
    heel = bytearray(to_bytes(release(), "sleutel"))
    heel[plek] ^= 1
    assert from_bytes(bytes(heel)) is None
    assert from_bytes(bytes(heel[:plek])) is None
    assert from_bytes(b"") is None


class Kwaad:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return pytest.fail, ("a file ran code",)


def test_reading_runs_nothing() -> None:
    assert from_bytes(pickle.dumps(("sleutel", Kwaad()))) is None
    assert "pickle" not in vars(saved_release)


def test_another_version_of_a_type_is_another_file() -> None:
    @dataclass(frozen=True)
    class Eerst:
        naam: str

    @dataclass(frozen=True)
    class Daarna:
        titel: str

    assert len({fingerprint(soort) for soort in (Eerst, Daarna, Alles, Publishable)}) == 4


@pytest.mark.parametrize("soort", [object, int | tuple[int, ...] | Plek, list[int]])
def test_a_type_that_cannot_be_told_from_its_json_has_no_codec(soort: Any) -> None:
    with pytest.raises(TypeError, match="no codec"):
        codec(soort)
