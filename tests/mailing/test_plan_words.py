"""What people read of a plan and of a mailing: totals that add up, lines to approve by, and remarks."""

from dataclasses import replace
from pathlib import Path

import pytest

from spiegelrapport.errors import DisclosureError, MailError
from spiegelrapport.mailing import approval
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing.approval import approve, load_approval, same_round
from spiegelrapport.mailing.manifest import load_manifest
from spiegelrapport.mailing.plan import Plan
from spiegelrapport.mailing.plan_sheet import recipients, totals
from tests.mailing.builders import GOEDKEURDER, NU, OPSTELLER, Kantoor, agb, kantoor, pdf


@pytest.fixture
def samen(tmp_path: Path) -> Kantoor:
    """Two with a report of their own, two that read the joint one, and one without an address."""
    bureau = kantoor(tmp_path / "2025", 2, gezamenlijk=2)
    bureau.change_reader(agb(2), naam="Instelling met een langere naam")
    return bureau


def total(plan: Plan) -> dict[str, str | int]:
    return dict(totals(plan))


def test_totals_tell_what_an_approver_counts(samen: Kantoor) -> None:
    samen.change_reader(agb(4), email="")
    telling = total(samen.plan())
    assert (telling["Mails"], telling["waarvan eigen rapport"], telling["waarvan gezamenlijk rapport"]) == (3, 2, 1)
    assert (telling["Verschillende adressen"], telling["Krijgt geen mail"]) == (3, 1)
    assert telling["Ronde"] == "Spiegelrapportage 2025, verslagjaar 2025, uitgave 1 (fictief)"
    assert telling["Vorm"] == "bijlage"
    assert telling["Opgesteld door"] == OPSTELLER
    assert telling["Opgesteld op"] == "1 september 2026, 11:00 uur"
    assert telling["Afzender"] == "KIBG <spiegelrapport@kibg.example>"


def test_a_real_round_is_not_called_fictional(samen: Kantoor) -> None:
    plan = samen.plan()
    assert total(replace(plan, ronde=replace(plan.ronde, fictief=False)))["Ronde"] == (
        "Spiegelrapportage 2025, verslagjaar 2025, uitgave 1"
    )


def test_a_shared_address_counts_once_and_the_largest_file_in_whole_kilobytes(samen: Kantoor) -> None:
    samen.change_reader(agb(1), email="samen@praktijk.example")
    samen.change_reader(agb(2), email="Samen@praktijk.example")
    plan = samen.plan(gedeeld=("samen@praktijk.example",))
    mails = tuple(replace(mail, bytes=plek * 1500 + 499) for plek, mail in enumerate(plan.mails))
    telling = total(replace(plan, mails=mails))
    assert telling["Verschillende adressen"] == 3
    assert telling["Grootste bestand (kB)"] == 5


def test_a_plan_of_nothing_has_totals_too(samen: Kantoor) -> None:
    telling = total(replace(samen.plan(), mails=()))
    assert (telling["Mails"], telling["Grootste bestand (kB)"], telling["Verschillende adressen"]) == (0, 0, 0)
    assert recipients(replace(samen.plan(), mails=())) == []


def test_recipients_stand_in_columns_in_the_order_of_sending(samen: Kantoor) -> None:
    regels = recipients(samen.plan())
    assert [regel.split("  ")[0] for regel in regels] == [agb(nummer) for nummer in (1, 2, 3, 4)]
    assert len({regel.index("kwaliteit@") for regel in regels}) == 1
    assert [regel.rsplit("  ", 1)[1] for regel in regels] == ["eigen", "eigen", "gezamenlijk", "gezamenlijk"]


@pytest.mark.parametrize(
    ("velden", "opmerking"),
    [
        ({"contactpersoon": ""}, "06000001 Praktijk 1: er is geen contactpersoon"),
        (
            {"email": "info@gmial.com"},
            "06000001 Praktijk 1: het domein van info@gmial.com lijkt op gmail.com; een tikfout?",
        ),
        ({"email": "info@praktijk.nl"}, "de ronde is fictief, maar 1 adres kan echt zijn"),
        (
            {"email": "info@xn--praktjk-kza.example"},
            "06000001 Praktijk 1: info@xn--praktjk-kza.example is info@praktîjk.example, met letters die op andere kunnen lijken; klopt het?",
        ),
    ],
)
def test_what_an_approver_should_look_at_is_remarked(samen: Kantoor, velden: dict[str, str], opmerking: str) -> None:
    samen.change_reader(agb(1), **velden)
    assert opmerking in samen.plan().opmerkingen


def test_a_plan_without_anything_odd_has_no_remarks(samen: Kantoor) -> None:
    assert samen.plan().opmerkingen == ()


def test_two_real_addresses_in_an_invented_round_are_counted(samen: Kantoor) -> None:
    for nummer in (1, 2):
        samen.change_reader(agb(nummer), email=f"info@praktijk{nummer}.nl")
    assert "de ronde is fictief, maar 2 adressen kunnen echt zijn" in samen.plan().opmerkingen


@pytest.mark.parametrize(
    ("hoe", "bericht", "tip"),
    [
        ({"door": " "}, "een goedkeuring heeft een naam nodig", "geef je naam met --door"),
        ({"door": "SANNE  DE BOER."}, "Sanne de Boer heeft het plan opgesteld", "laat een collega"),
        ({"aantal": 5}, "je noemt 5 mails, maar het plan telt er 4; er is niets goedgekeurd", "verzendplan.xlsx"),
    ],
)
def test_an_approval_that_is_none_says_why_and_writes_nothing(
    samen: Kantoor, hoe: dict[str, object], bericht: str, tip: str
) -> None:
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    velden: dict[str, object] = {"aantal": 4, "door": GOEDKEURDER} | hoe
    with pytest.raises(MailError) as fout:
        approve(plan, som, samen.proof(plan), velden["aantal"], str(velden["door"]), NU, samen.mailmap)  # type: ignore[arg-type]
    assert bericht in fout.value.bericht
    assert tip in fout.value.tip
    assert not (samen.mailmap / approval.BESTAND).exists()


def test_an_empty_plan_cannot_be_approved(samen: Kantoor) -> None:
    for nummer in range(1, 5):
        samen.change_reader(agb(nummer), email="")
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    with pytest.raises(MailError, match="geen enkele mail"):
        approve(plan, som, samen.proof(plan), 0, GOEDKEURDER, NU, samen.mailmap)


def test_one_login_counts_as_two_persons_only_when_they_say_so(samen: Kantoor) -> None:
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    plan = replace(plan, opgesteld_login="kantoor")
    with pytest.raises(MailError, match="aangemeld als 'kantoor'"):
        approve(plan, som, samen.proof(plan), 4, GOEDKEURDER, NU, samen.mailmap, "kantoor")
    gedeeld = approve(plan, som, samen.proof(plan), 4, GOEDKEURDER, NU, samen.mailmap, "kantoor", zelfde_login=True)
    assert (gedeeld.login, gedeeld.zelfde_login) == ("kantoor", True)
    eigen = approve(plan, som, samen.proof(plan), 4, GOEDKEURDER, NU, samen.mailmap, "joris", zelfde_login=True)
    assert (eigen.login, eigen.zelfde_login) == ("joris", False)


def test_an_approval_is_read_back_and_its_spaces_are_one(samen: Kantoor) -> None:
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    gegeven = approve(plan, som, samen.proof(plan), 4, "  Joris   Bakker ", NU, samen.mailmap, "joris")
    assert load_approval(samen.mailmap, plan, som) == gegeven
    assert (gegeven.door, gegeven.aantal, gegeven.op) == ("Joris Bakker", 4, "2026-09-01T09:00:00+00:00")


def test_an_approval_by_the_maker_is_not_taken_from_the_disk_either(samen: Kantoor) -> None:
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    approve(plan, som, samen.proof(plan), 4, GOEDKEURDER, NU, samen.mailmap)
    with pytest.raises(MailError, match="dezelfde persoon"):
        load_approval(samen.mailmap, replace(plan, opgesteld_door="joris bakker"), som)


@pytest.mark.parametrize("inhoud", ["", "[]", '{"door": "x"}', "\ufffd{"])
def test_a_broken_approval_is_no_approval(samen: Kantoor, inhoud: str) -> None:
    samen.approved()
    plan, som = plannen.load(samen.mailmap)
    (samen.mailmap / approval.BESTAND).write_text(inhoud, encoding="utf-8")
    with pytest.raises(MailError) as fout:
        load_approval(samen.mailmap, plan, som)
    assert fout.value.bericht == "het verzendplan is niet goedgekeurd"
    assert fout.value.tip == "laat een collega doen: spiegelrapport mail goedkeur"


def test_an_approval_of_another_plan_names_who_gave_it_and_when(samen: Kantoor) -> None:
    samen.approved()
    samen.change_reader(agb(1), email="nieuw@praktijk.example")
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    with pytest.raises(MailError) as fout:
        load_approval(samen.mailmap, plan, som)
    assert fout.value.waar == "goedgekeurd door Joris Bakker, 1 september 2026, 11:00 uur"


def test_a_plan_that_is_untrue_in_three_ways_names_the_first_and_counts_the_rest(samen: Kantoor) -> None:
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    for nummer in (1, 2, 3):
        samen.change_reader(agb(nummer), email=f"ander{nummer}@praktijk.example")
    with pytest.raises(MailError) as fout:
        approve(plan, som, samen.proof(plan), 4, GOEDKEURDER, NU, samen.mailmap)
    assert fout.value.waar.startswith("06000001 Praktijk 1: het adres in het register is nu ander1@praktijk.example")
    assert fout.value.waar.endswith(" (en nog 2)")


def test_reports_made_again_after_the_plan_stop_it(samen: Kantoor) -> None:
    plan = samen.plan()
    same_round(samen.proof(plan))
    samen.vingerafdruk = "v2"
    samen.write_manifest()
    with pytest.raises(MailError, match="opnieuw gemaakt"):
        same_round(samen.proof(plan))


@pytest.mark.parametrize("geslaagd", [False, None, "ja", 1])
def test_only_a_plain_yes_of_the_audit_lets_reports_out(samen: Kantoor, geslaagd: object) -> None:
    samen.audit = geslaagd  # type: ignore[assignment]
    samen.write_manifest()
    with pytest.raises(DisclosureError, match="niet geslaagd"):
        load_manifest(samen.map)


def test_a_manifest_that_names_somebody_twice_is_not_believed(samen: Kantoor) -> None:
    samen.regels.append(dict(samen.regels[0]))
    samen.write_manifest()
    with pytest.raises(MailError, match="beschadigd of onvolledig"):
        load_manifest(samen.map)


def test_a_report_that_changes_between_plan_and_approval_is_not_approved(samen: Kantoor) -> None:
    samen.plan()
    plan, som = plannen.load(samen.mailmap)
    samen.change_report(agb(1), pdf(agb(1), "nieuwe druk"))
    with pytest.raises(MailError) as fout:
        approve(plan, som, samen.proof(plan), 4, GOEDKEURDER, NU, samen.mailmap)
    assert "veranderd sinds het plan is goedgekeurd" in fout.value.waar
