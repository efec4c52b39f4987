"""Tints that can be told apart and written on."""

from itertools import pairwise

from spiegelrapport.draw.tinten import contrast, contrast_text, tints
from tests.draw.builders import stijl


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
