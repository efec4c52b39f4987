"""Labels above the parts of a bar."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from spiegelrapport.draw.mix import LUCHT, place
from spiegelrapport.draw.tinten import contrast, contrast_text, tints
from tests.draw.builders import stijl


@given(st.lists(st.floats(100, 300), min_size=1, max_size=5))
def test_labels_never_overlap_and_stay_in_their_room(plekken: list[float]) -> None:
    lengtes = [34.0] * len(plekken)
    midden = place([(plek, 34.0) for plek in sorted(plekken)], (90.0, 320.0))
    for een, ander in pairwise(midden):
        assert ander - een >= 34 + LUCHT - 1e-6
    assert midden[0] - lengtes[0] / 2 >= 90 - 1e-6
    assert midden[-1] + lengtes[-1] / 2 <= 320 + 1e-6


def test_a_label_with_room_stands_over_its_part() -> None:
    assert place([(150.0, 20.0), (250.0, 20.0)], (90.0, 320.0)) == [150.0, 250.0]


def test_words_on_every_tint_can_be_read() -> None:
    kleuren = stijl().kleuren
    for kleur in (kleuren.eigen, kleuren.groep):
        for tint in tints(kleur, 5, kleuren):
            assert contrast(contrast_text(tint, kleuren), tint) >= 4.5


def test_neighbouring_tints_differ_in_greyscale() -> None:
    kleuren = stijl().kleuren
    for kleur in (kleuren.eigen, kleuren.groep):
        delen = tints(kleur, 5, kleuren)
        assert all(contrast(een, ander) > 1.2 for een, ander in pairwise(delen))
