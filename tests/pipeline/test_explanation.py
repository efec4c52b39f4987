"""What uitleg prints about one figure: who, when, which rows, the steps, and what is on paper."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from spiegelrapport.compare.highlights import REGEL
from spiegelrapport.errors import InputError, SettingError
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.publishable import (
    Cel,
    Cijfer,
    GroepCel,
    Highlight,
    Parameters,
    Publishable,
    Reason,
    Vergelijking,
)
from spiegelrapport.pipeline.explanation import MEESTE_RIJEN, Question, tell
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.pipeline.saved_release import SavedRelease
from spiegelrapport.publish.output_folder import OutputFolder
from tests.builders import definities, publishable, ronde
from tests.measure.builders import AGB, rijen, traject

CODE = "doorverwezen"  # a share
MAAT = definities().indicatoren[CODE].maten[0].code
SLEUTEL = Sleutel(CODE, MAAT, "2025", TOTAAL)
ALLEN = GroepCel("allen", 40, 4000, 0.3, p50=0.28)


def context() -> RoundContext:
    return RoundContext(Path(), ronde(), {}, (), definities(), (), OutputFolder(Path()), Path(), {})


def figure(**anders: Any) -> Cijfer:
    velden: dict[str, Any] = {"sleutel": SLEUTEL, "eigen": Cel(0.4, 0.35, 0.45, 60), "groepen": (ALLEN,)}
    return Cijfer(**(velden | anders))


def rows(aantal: int = 5, doorverwezen: int = 2, zonder: int = 0) -> Rijen:
    redenen = ["doorverwezen_sggz"] * doorverwezen + [None] * zonder
    redenen += ["regulier"] * (aantal - len(redenen))
    return rijen([traject(traject_id=f"T{nummer}", reden_sluiten=reden) for nummer, reden in enumerate(redenen)])


def lines(
    *cijfers: Cijfer,
    vraag: Question | None = None,
    bron: Rijen | None = None,
    kleine: frozenset[str] = frozenset(),
    redenen: Mapping[tuple[str, Sleutel], str] | None = None,
    **anders: Any,
) -> list[str]:
    document: Publishable = publishable(
        cijfers={een.sleutel: een for een in cijfers}, highlights=anders.pop("highlights", ()), **anders
    )
    wie = KLEINE_AANBIEDERS if kleine else document.agb
    vrijgave = SavedRelease({wie: document}, kleine, {}, redenen or {})
    return list(tell(context(), vraag or Question(AGB, CODE), vrijgave, bron or rows()))


def test_it_names_the_figure_the_reader_and_the_period_and_counts_the_rows() -> None:
    regels = lines(figure())
    indicator = definities().indicatoren[CODE]
    assert regels[0].startswith(indicator.naam)
    assert regels[0].endswith(", Praktijk De Wilg, 2025, totaal")
    assert regels[1] == f"Definitie: {indicator.definitie}"
    assert regels[2] == "Geteld: 5 rijen"
    assert regels[3] == f"  {AGB} blad Behandeltrajecten, rij 2: bijdrage 1"
    assert "Niet geteld: 0 rijen" in regels
    assert "  tel de rijen met ja: teller = 2 = 2" in regels
    assert "  deel: 2 / 5 = 0,4" in regels


def test_a_row_without_a_value_is_told_with_why_and_where() -> None:
    regels = lines(figure(), bron=rows(6, 2, 1))
    plek = regels.index("Niet geteld: 1 rij")
    assert regels[plek + 1] == "  geen waarde ingevuld: blad Behandeltrajecten, rij 4"


@pytest.mark.parametrize("alle", [False, True])
def test_many_rows_are_cut_unless_all_are_asked_for(alle: bool) -> None:
    regels = lines(figure(), bron=rows(MEESTE_RIJEN + 3), vraag=Question(AGB, CODE, alle_rijen=alle))
    genoemd = [regel for regel in regels if "bijdrage" in regel]
    assert len(genoemd) == MEESTE_RIJEN + (3 if alle else 0)
    assert ("  ... en nog 3; toon alles met --alle-rijen" in regels) is not alle


def test_the_printed_figure_stands_beside_its_group() -> None:
    regels = lines(figure(parameters=Parameters(40, 0.048, None)))
    assert "In het rapport, afgerond: 40% (marge 35% tot 45%)" in regels
    assert "Groep Alle keurmerkdragers: 30% over 40 zorgaanbieders, midden 28%" in regels
    assert (
        "Van alle 40 zorgaanbieders: spreiding tussen organisaties (τ) 0,048, binnen organisaties (σ²) bestaat niet"
        in regels
    )


def test_what_is_only_a_limit_on_paper_is_a_limit_here() -> None:
    regels = lines(
        figure(eigen=Cel(0.95, None, None, 60, grens=">"), groepen=(replace(ALLEN, gepoold=0.01, grens="<"),))
    )
    assert "In het rapport, afgerond: > 95% (marge niet getoond tot niet getoond)" in regels
    assert "Groep Alle keurmerkdragers: < 1% over 40 zorgaanbieders, midden 28%" in regels


def test_a_comparison_is_told_with_both_its_statements() -> None:
    naast = Vergelijking(
        "allen", 0.3, 0.1, 0.05, 0.15, "meer", (0.25, 0.35), 0.0012, "hoger", (0.22, 0.38), 2.4, 0.82, "vergelijken"
    )
    regels = lines(figure(vergelijkingen=(naast,)))
    plek = regels.index("Verschil met Alle keurmerkdragers: 10% (5% tot 15%)")
    assert regels[plek + 1] == "  toeval alleen: 25% tot 35%; p = 0,0012; uitspraak: meer"
    assert regels[plek + 2] == (
        "  gewoon tussen organisaties: 22% tot 38%; afstand 2,4; uitspraak: hoger; betrouwbaarheid 0,82 (vergelijken)"
    )


def test_a_comparison_that_says_nothing_says_that() -> None:
    regels = lines(figure(vergelijkingen=(Vergelijking("allen", 0.3, 0.1, None, None),)))
    plek = regels.index("Verschil met Alle keurmerkdragers: 10% (niet getoond tot niet getoond)")
    assert regels[plek + 1] == "  toeval alleen: bestaat niet; p = bestaat niet; uitspraak: geen"


def test_a_withheld_figure_names_its_rule_to_the_analyst_and_to_nobody_else() -> None:
    dicht = figure(eigen=Cel(None, None, None, None, reden=Reason.WEGGELATEN))
    assert lines(dicht)[-1] == "In het rapport: niet getoond (weggelaten)."
    regel = lines(dicht, redenen={(AGB, SLEUTEL): "p%"})[-1]
    assert regel == "In het rapport: niet getoond (de p%-regel op gepoolde sommen)."


def test_a_withheld_group_names_its_rule() -> None:
    dicht = figure(groepen=(GroepCel("allen", 40, 4000, None, reden=Reason.WEGGELATEN),))
    regels = lines(dicht, redenen={("allen", SLEUTEL): "dominantie"})
    assert "Groep Alle keurmerkdragers: niet getoond (één zorgaanbieder is te groot in de gepoolde waarde)" in regels


def test_a_figure_that_is_not_in_the_report_is_explained_all_the_same() -> None:
    regels = lines()
    assert "  deel: 2 / 5 = 0,4" in regels
    assert regels[-1] == "In het rapport: dit cijfer staat er niet in."


def test_why_it_opens_the_report_is_told_with_the_written_rule() -> None:
    regels = lines(figure(), highlights=(Highlight(SLEUTEL, "allen", "hoger", "ongewoon", 0.013),))
    assert regels[-2:] == ["In één oogopslag: gekozen als 'ongewoon' (toestand: hoger, q = 0,013)", f"  regel: {REGEL}"]
    zonder = lines(figure(), highlights=(Highlight(SLEUTEL, "allen", "binnen", "dicht bij de groep"),))
    assert zonder[-2] == "In één oogopslag: gekozen als 'dicht bij de groep' (toestand: binnen)"


def test_a_small_provider_reads_the_joint_figure_and_is_told_so() -> None:
    regels = lines(
        figure(),
        kleine=frozenset({AGB, "06000009"}),
        agb=KLEINE_AANBIEDERS,
        naam="Kleine aanbieders",
        soort="kleine aanbieders",
    )
    assert regels[0] == f"{AGB} staat in het gezamenlijke rapport van 2 aanbieders."
    assert "Kleine aanbieders" in regels[1]


def test_a_figure_over_two_years_says_what_the_year_alone_has() -> None:
    nu = figure(eigen=Cel(None, None, None, 6, reden=Reason.TE_WEINIG))
    ruim = figure(sleutel=SLEUTEL._replace(periode="2024-2025"))
    regels = lines(nu, ruim)
    assert regels[0].endswith(", 2024-2025, totaal")
    assert regels[1] == "Periode: 2024 en 2025 samen; 2025 alleen: minder cliënten dan het minimum"
    leeg = lines(figure(groepen=(replace(ALLEN, gepoold=None, p50=None),)), ruim)
    assert leeg[1] == "Periode: 2024 en 2025 samen; 2025 alleen: geen groepscijfer om mee te vergelijken"


def test_another_year_or_part_can_be_asked_for_and_an_unknown_one_is_refused() -> None:
    eerder = figure(sleutel=SLEUTEL._replace(periode="2024"))
    assert lines(figure(), eerder, vraag=Question(AGB, CODE, periode="2024"))[0].endswith(", 2024, totaal")
    assert lines(figure(), vraag=Question(AGB, CODE, uitsplitsing="kort"))[0].endswith(", 2025, kort")
    with pytest.raises(SettingError) as fout:
        lines(figure(), vraag=Question(AGB, CODE, periode="1999"))
    assert fout.value.bericht == "onbekende periode '1999'"
    assert fout.value.tip == "bekend zijn: 2020, 2021, 2022, 2023, 2024, 2025, 2024-2025"


def test_without_a_report_there_is_nothing_to_explain() -> None:
    with pytest.raises(InputError) as fout:
        lines(figure(), vraag=Question("06000099", CODE))
    assert fout.value.bericht == "voor 06000099 is er geen rapport"
    assert "samenvatting.xlsx" in fout.value.tip
