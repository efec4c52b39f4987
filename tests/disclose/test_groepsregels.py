"""A report that compares with a merged group says so, and its rule in words is that of the merged group."""

from dataclasses import replace
from functools import cache

import pytest

from spiegelrapport.disclose import disclose
from spiegelrapport.disclose.publishables import in_words
from spiegelrapport.group import group
from spiegelrapport.measure import measure
from spiegelrapport.model.onthulling import Grootboek
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.model.ronde import Drempels, Groep, Groepsregel
from tests.builders import definities, ronde
from tests.group.builders import agb, keurmerkdrager, willekeurige_ronde

REGIO = Groepsregel("regio", "Regio {waarde}", "kolom", kolom="regio")
OMVANG = Groepsregel("omvang", "{waarde} trajecten", "banden", cijfer="trajecten", grenzen=(20, 30))
ALLEN = Groepsregel("allen", "Alle zorgaanbieders", "allen")
REGIOS = ["Noord"] * 4 + ["Oost"] * 3 + ["Zuid"] * 7
DELEN = (Groep("x:1", "x", "", frozenset("a")), Groep("x:2", "x", "", frozenset("b")))


@cache
def documenten() -> dict[str, Publishable]:
    """Real figures of fourteen zorgaanbieders, compared and disclosed."""
    register = {agb(i): keurmerkdrager(i, regio=regio) for i, regio in enumerate(REGIOS, start=1)}
    instelling = ronde(benchmarkgroepen=(REGIO, ALLEN), drempels=Drempels(aandeel_grootste=0.5), eerste_jaar=2024)
    meetwaarden = measure(willekeurige_ronde(14, 40), definities(), instelling, frozenset())
    vergeleken = group(meetwaarden, register, definities(), instelling)
    onthulling = disclose(vergeleken, register, {}, definities(), instelling, Grootboek(), frozenset())
    assert onthulling.geslaagd
    return dict(onthulling.publishables)


def test_a_report_compares_with_its_merged_group_and_says_so() -> None:
    papier = documenten()
    mijn = papier[agb(5)].groepen[0]
    assert (mijn.id, mijn.naam, mijn.k) == ("regio:Noord+Oost", "Regio Noord en Oost", 7)
    assert mijn.regel == (
        "Keurmerkdragers met een van deze waarden van het kenmerk ‘regio’; samengevoegd uit 2 groepen, omdat er te kleine "
        "bij waren"
    )
    assert mijn.terugval is not None
    assert "De groep ‘Regio Oost’ telt minder dan 5 zorgaanbieders." in mijn.terugval
    getoond = {
        cel.groep for cijfer in papier[agb(5)].cijfers.values() for cel in cijfer.groepen if cel.gepoold is not None
    }
    assert getoond == {"regio:Noord+Oost", "allen"}


def test_no_report_shows_a_part_beside_the_whole() -> None:
    """A part within its whole would leave the rest of it between two printed groups."""
    papier = documenten()
    getoond = {cel.groep for document in papier.values() for c in document.cijfers.values() for cel in c.groepen}
    assert getoond == {"regio:Noord+Oost", "regio:Zuid", "allen"}
    assert all(groep.terugval is None for groep in papier[agb(9)].groepen)


@pytest.mark.parametrize(
    ("regel", "delen", "woorden"),
    [
        (REGIO, (), "Keurmerkdragers waarvan het kenmerk ‘regio’ hetzelfde is"),
        (
            REGIO,
            DELEN,
            "Keurmerkdragers met een van deze waarden van het kenmerk ‘regio’; samengevoegd uit 2 groepen, ",
        ),
        (OMVANG, (), "Keurmerkdragers met ongeveer evenveel afgesloten trajecten"),
        (OMVANG, DELEN, "Keurmerkdragers met ongeveer evenveel afgesloten trajecten; samengevoegd uit 2 groepen, "),
        (
            replace(OMVANG, cijfer="mix.chronisch"),
            (),
            "Keurmerkdragers met een vergelijkbaar cijfer",
        ),
        (Groepsregel("kring", "Leerkring", "lijst"), (), "Een vooraf samengestelde groep"),
        (ALLEN, (), "Alle keurmerkdragers met gegevens in deze ronde"),
        (None, (), "Alle keurmerkdragers met gegevens in deze ronde"),
    ],
)
def test_the_rule_of_a_group_in_words(regel: Groepsregel | None, delen: tuple[Groep, ...], woorden: str) -> None:
    """The page ends the sentence: '...; 7 organisaties.'"""
    tekst = in_words(regel, Groep("x", "x", "naam", frozenset("ab"), delen))
    assert tekst.startswith(woorden) if woorden.endswith(" ") else tekst == woorden
    assert not tekst.endswith(".")
