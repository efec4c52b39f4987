"""A card over two years says so everywhere, and says why."""

import csv
import io
from dataclasses import replace

import pytest

from spiegelrapport.compose import report
from spiegelrapport.compose.bijlagen import make_bijlagen
from spiegelrapport.compose.gesprek import make_gesprekken
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken
from spiegelrapport.compose.kaart import Kaart, make_kaart, response_row
from spiegelrapport.compose.kaarttabel import main_row
from spiegelrapport.compose.oogopslag import reading_example
from spiegelrapport.compose.verantwoording import setting_rows
from spiegelrapport.compose.wording import judgements
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.ronde import Drempels
from tests import builders
from tests.compose.builders import SJABLONEN, definities, grafieken, lezing, verruimd, woorden

RUIM = Sleutel("minuten", "mediaan", "2024-2025", TOTAAL)


def ruime_lezing(code: str = "minuten", reden: str | None = "n<minimum", **anders: object) -> ReportFigures:
    heel = lezing(**anders)
    publishable = replace(heel.publishable, cijfers=verruimd(dict(heel.publishable.cijfers), code, reden))
    return replace(heel, publishable=publishable)


def kaart(gelezen: ReportFigures, samen: tuple[str, ...] = ()) -> Kaart:
    gemaakt = make_kaart("minuten", samen, gelezen, grafieken(gelezen.definities))
    assert gemaakt is not None
    return gemaakt


@pytest.mark.parametrize(
    ("reden", "zin"),
    [
        ("n<minimum", "In 2025 waren er minder dan 10 trajecten. Daarom staan hier 2024 en 2025 samen."),
        ("weggelaten", "In 2025 was het gezamenlijke cijfer niet te tonen. Daarom staan hier 2024 en 2025 samen."),
        (
            None,
            "In 2025 had de groep te weinig gegevens om mee te vergelijken. Daarom staan hier 2024 en 2025 samen.",
        ),
    ],
)
def test_the_card_says_which_years_and_why(reden: str | None, zin: str) -> None:
    gemaakt = kaart(ruime_lezing(reden=reden))
    assert (gemaakt.waarde, gemaakt.samen) == ("540", "2024 en 2025 samen")
    assert gemaakt.waarom_samen == zin
    assert gemaakt.voet.startswith("Periode 2024–2025 · ")
    assert not judgements(zin)


def test_a_card_of_one_year_says_nothing_of_it() -> None:
    gemaakt = kaart(lezing())
    assert (gemaakt.samen, gemaakt.waarom_samen) == ("", "")
    assert gemaakt.voet.startswith("Periode 2025 · ")


def test_three_years_are_named_from_first_to_last() -> None:
    gelezen = lezing()
    cijfers = verruimd(dict(gelezen.publishable.cijfers), "minuten")
    drie = {s._replace(periode="2023-2025") if s.verruimd else s: c for s, c in cijfers.items()}
    drie = {s: replace(c, sleutel=s) for s, c in drie.items()}
    ronde = builders.ronde(drempels=Drempels(verruimen_jaren=3))
    gemaakt = kaart(replace(gelezen, publishable=replace(gelezen.publishable, cijfers=drie, ronde=ronde)))
    assert gemaakt.samen == "2023 tot en met 2025 samen"


def test_it_gives_way_when_it_adds_nothing_after_all() -> None:
    """The audit took its groups out, and the year has an own figure: then the year stands on the card."""
    gelezen = ruime_lezing(reden=None)
    cijfers = dict(gelezen.publishable.cijfers)
    leeg = tuple(
        replace(c, gepoold=None, p25=None, p50=None, p75=None, reden="weggelaten") for c in cijfers[RUIM].groepen
    )
    cijfers[RUIM] = replace(cijfers[RUIM], groepen=leeg, vergelijkingen=())
    assert kaart(replace(gelezen, publishable=replace(gelezen.publishable, cijfers=cijfers))).samen == ""


def test_the_table_holds_one_period_or_names_the_other() -> None:
    """Rows of its own are over the same years, prestaties are not shown; an indicator that shares the card says its year."""
    regels = kaart(ruime_lezing(), samen=("no_show",)).regels
    namen = [regel.naam for regel in regels]
    assert "No-show (2025)" in namen
    assert not [regel for regel in regels if regel.soort == "prestatie"]
    andersom = kaart(ruime_lezing("no_show"), samen=("no_show",)).regels
    assert "No-show (2024–2025)" in [regel.naam for regel in andersom]
    assert [regel.naam for regel in andersom if regel.soort == "prestatie"] == ["Kort", "Middel"]


def test_the_trend_sentence_names_no_year_that_the_value_holds() -> None:
    gelezen = ruime_lezing()
    cijfers = dict(gelezen.publishable.cijfers)
    cijfers[RUIM._replace(periode="2023")] = replace(cijfers[RUIM], sleutel=RUIM._replace(periode="2023"))
    met = replace(gelezen, publishable=replace(gelezen.publishable, cijfers=cijfers))
    assert kaart(met).trendzin == "In 2023 was het 540."
    assert [jaar for jaar, _ in met.jaren("minuten")] == [2021, 2023, 2024]


def test_wherever_the_figure_is_named_its_years_are() -> None:
    gelezen = ruime_lezing()
    figuur = gelezen.hoofd("minuten")
    assert figuur is not None
    assert main_row(figuur, gelezen).naam == "Behandelminuten (2024–2025) (minuten)"
    hoofdstukken = make_hoofdstukken(gelezen, grafieken(gelezen.definities))
    assert "(2024–2025)" in make_gesprekken(gelezen, hoofdstukken, "vol")[0].naam
    respons = ruime_lezing("respons")
    assert response_row(respons.definities.indicatoren["respons"], respons).startswith("Respons (2024–2025): ")


def test_the_reading_example_is_a_card_of_one_year() -> None:
    gelezen = ruime_lezing()
    voorbeeld = reading_example(gelezen, make_hoofdstukken(gelezen, grafieken(gelezen.definities)))
    assert voorbeeld is not None
    assert voorbeeld.kaart.code == "no_show"


def test_the_attachment_tells_its_rows_apart() -> None:
    csv_bijlage = make_bijlagen(ruime_lezing(), "cijfers")[0]
    rijen = list(csv.DictReader(io.StringIO(csv_bijlage.inhoud.decode("utf-8-sig")), delimiter=";"))
    ruim = [rij for rij in rijen if rij["periode"] == "2024-2025"]
    assert {rij["van wie"] for rij in ruim} == {"jouw organisatie", "Instellingen", "Alle keurmerkdragers"}
    assert {rij["opmerking"] for rij in ruim} == {"2024 en 2025 samen"}
    assert all("samen" not in rij["opmerking"] for rij in rijen if rij["periode"] != "2024-2025")


def test_the_page_shows_the_years_beside_the_value_and_the_reason_after_the_sentence() -> None:
    gelezen = ruime_lezing()
    html = report(gelezen.publishable, grafieken(gelezen.definities), definities(), SJABLONEN).html
    tekst = woorden(html)
    assert "2024 en 2025 samen 540 minuten marge 520 tot 560" in tekst
    assert tekst.index("540 minuten; in de groep") < tekst.index(
        "Daarom staan hier 2024 en 2025 samen. Jouw organisatie"
    )
    assert "Jaren samen. Heeft 2025 te weinig" in tekst


def test_the_joint_report_says_it_too() -> None:
    gelezen = ruime_lezing(
        reden="weggelaten", soort="kleine aanbieders", agb="kleine-aanbieders", naam="Kleine aanbieders", deelnemers=23
    )
    tekst = woorden(report(gelezen.publishable, grafieken(gelezen.definities), definities(), SJABLONEN).html)
    assert "Kleine aanbieders: mediaan 2024 en 2025 samen 540 minuten" in tekst
    assert "In 2025 was het gezamenlijke cijfer niet te tonen." in tekst


@pytest.mark.parametrize(("jaren", "gedrukt"), [(2, "2"), (0, "nooit"), (1, "nooit")])
def test_the_setting_is_printed(jaren: int, gedrukt: str) -> None:
    gelezen = lezing(ronde=builders.ronde(drempels=Drempels(verruimen_jaren=jaren)))
    waarden = {regel.naam: regel.waarde for regel in setting_rows(gelezen)}
    assert waarden["Jaren samen als het verslagjaar te weinig heeft"] == gedrukt
    tekst = woorden(report(gelezen.publishable, grafieken(gelezen.definities), definities(), SJABLONEN).html)
    assert ("Jaren samen. Heeft 2025" in tekst) is (jaren == 2)
