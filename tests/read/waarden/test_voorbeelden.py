"""Every parser does with each of its documented examples what the example says."""

from types import ModuleType

import pytest

from spiegelrapport.read.waarden import (
    agb,
    code,
    datum,
    geheel,
    getal,
    ident,
    ja_nee,
    minuten,
    percentage,
    tekst,
)

MODULES = [agb, datum, geheel, getal, ident, ja_nee, minuten, percentage, tekst]
GEVALLEN = [
    pytest.param(module, waarde, verwacht, id=f"{module.__name__.rsplit('.', 1)[1]}-{waarde!r}")
    for module in MODULES
    for waarde, verwacht in module.VOORBEELDEN
]


@pytest.mark.parametrize(("module", "waarde", "verwacht"), GEVALLEN)
def test_an_example_reads_as_documented(module: ModuleType, waarde: object, verwacht: object) -> None:
    if isinstance(verwacht, float):
        verwacht = pytest.approx(verwacht)
    elif module is agb and isinstance(verwacht, int):
        verwacht = str(verwacht)
    assert module.read(waarde) == verwacht


@pytest.mark.parametrize(("waarde", "verwacht"), code.VOORBEELDEN)
def test_a_code_example_reads_as_documented(waarde: object, verwacht: object) -> None:
    assert code.read(waarde, code.spellings(code.WAARDEN_VOORBEELD)) == verwacht
