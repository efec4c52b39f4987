"""The embedded round of thirty brings about what the report must be able to show."""

from pathlib import Path

import pytest

from spiegelrapport import measure, read, validate
from spiegelrapport.group import group
from spiegelrapport.read.register import load_register, load_ronde
from tests.demo.builders import definities, ronde


@pytest.mark.zwaar
def test_the_embedded_round_has_every_kind_of_group_fallback_and_scarcity(tmp_path: Path) -> None:
    map_ = ronde(tmp_path / "ronde", zorgaanbieders=30)
    instellingen, (register, _) = load_ronde(map_), load_register(map_)
    leveringen = read.read_leveringen(sorted((map_ / "leveringen").iterdir()), definities(), instellingen, jobs=2)
    intake = validate.check_alle(leveringen, register, definities(), instellingen)
    rijen = validate.collect(intake.gecontroleerd)
    kleine = measure.kleine_aanbieders(rijen, instellingen)
    meetwaarden = measure.measure(rijen, definities(), instellingen, kleine)
    uitkomst = group(meetwaarden, register, definities(), instellingen)

    assert len(intake.gecontroleerd) == 30
    assert all(levering.akkoord for levering in intake.gecontroleerd)
    assert any(levering.findings for levering in intake.gecontroleerd)
    groepen, regels = (
        {groep.id: groep for groep in uitkomst.groepen},
        {r.code: r for r in instellingen.benchmarkgroepen},
    )
    gekozen = [groepen[keuze.groepen[0]] for agb, keuze in uitkomst.keuzes.items() if agb in register]
    assert {regels[groep.code].regel for groep in gekozen} >= {"lijst", "kolom", "banden"}
    assert any(groep.delen for groep in gekozen)
    terugvallen = " ".join(keuze.terugval or "" for keuze in uitkomst.keuzes.values())
    assert "lijkt meer op jouw organisatie" in terugvallen
    assert "samengevoegd" in terugvallen
    assert len(kleine) >= instellingen.drempels.zorgaanbieders_per_groep  # a joint report exists
    dit_jaar = meetwaarden.frame.query("periode == @instellingen.periode and uitsplitsing == 'totaal'")
    assert (dit_jaar["n"] < instellingen.drempels.clienten_per_cijfer).any()  # some figures are withheld
    ontbreekt = set(definities().indicatoren) - set(dit_jaar["indicator"])
    gebruikt = set(rijen.rom["instrument"].dropna())  # a rare list may be used by nobody; whatever is used has figures
    ongebruikt = {i.code for i in definities().indicatoren.values() if i.instrument and i.instrument not in gebruikt}
    assert ontbreekt == ongebruikt
    assert len(ontbreekt) <= 2
