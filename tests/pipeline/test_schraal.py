"""A report that may show hardly anything is named before anybody mails it."""

from dataclasses import replace

from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline.schraal import thin_reports
from tests import builders


def withheld(wat: Publishable, behalve: tuple[str, ...]) -> Publishable:
    weg = {
        sleutel: replace(cijfer, eigen=replace(cijfer.eigen, waarde=None, onder=None, boven=None, reden="weggelaten"))
        for sleutel, cijfer in wat.cijfers.items()
        if sleutel.indicator not in behalve and cijfer.eigen.waarde is not None
    }
    return replace(wat, cijfers={**wat.cijfers, **weg})


def test_a_full_report_is_not_named() -> None:
    assert list(thin_reports({"06000001": builders.publishable()}, builders.definities(), {})) == []


def test_an_own_report_and_the_joint_one_are_named_with_how_much_they_show() -> None:
    mager = withheld(builders.publishable(naam="Praktijk De Wilg"), ("no_show", "doorlooptijd"))
    regels = list(thin_reports({"06000001": mager, KLEINE_AANBIEDERS: mager}, builders.definities(), {}))
    assert len(regels) == 2
    assert regels[0].startswith("Let op: het rapport van Praktijk De Wilg mag maar 2 van de ")
    assert regels[1].startswith("Let op: het gezamenlijke rapport mag maar 2 van de ")


def test_the_round_decides_what_hardly_anything_is() -> None:
    mager = withheld(builders.publishable(), ("no_show",))
    streng = replace(mager.ronde, drempels=replace(mager.ronde.drempels, rapport_gevuld=0.0))
    assert list(thin_reports({"06000001": replace(mager, ronde=streng)}, builders.definities(), {})) == []


def test_the_joint_report_says_what_takes_most_figures_out() -> None:
    mager = withheld(builders.publishable(), ("no_show",))
    hoofd = [s for s in mager.cijfers if s.uitsplitsing == "totaal" and s.periode == mager.ronde.periode]
    redenen = {(KLEINE_AANBIEDERS, sleutel): "dominantie" for sleutel in hoofd}
    [regel] = thin_reports({KLEINE_AANBIEDERS: mager}, builders.definities(), redenen)
    assert "vooral doordat één aanbieder een te groot deel van de cijfers is." in regel
    assert "trajecten_rapport" in regel
