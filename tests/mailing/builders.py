"""Small rounds on disk, ready to be mailed: real PDFs, a manifest, a register and an approved plan."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pikepdf

from spiegelrapport.files import sha256
from spiegelrapport.mailing import encryption
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing.approval import approve
from spiegelrapport.mailing.log import Log, MailState
from spiegelrapport.mailing.mail_server import Smtp
from spiegelrapport.mailing.manifest import load_manifest
from spiegelrapport.mailing.plan import Mail, Plan
from spiegelrapport.mailing.planning import Draft, make_plan
from spiegelrapport.mailing.right_reader import Evidence
from spiegelrapport.mailing.sender import Sending, Tempo
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.mail import Bericht, MailVariant
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.publish import grootboek
from spiegelrapport.publish.grootboek import write_concept
from spiegelrapport.workbook import workbook
from tests import builders

NU = datetime(2026, 9, 1, 9, tzinfo=UTC)
OPSTELLER, GOEDKEURDER = "Sanne de Boer", "Joris Bakker"


def pdf(agb: str, tekst: str = "") -> bytes:
    """A one-page PDF that says it is for `agb`."""
    uit = io.BytesIO()
    with pikepdf.new() as nieuw:
        nieuw.add_blank_page()
        nieuw.docinfo["/Keywords"] = f"spiegelrapport, agb:{agb}"
        nieuw.docinfo["/Title"] = f"{agb} {tekst}"
        nieuw.save(uit, deterministic_id=True)
    return uit.getvalue()


def agb(nummer: int) -> str:
    return f"{6_000_000 + nummer:08d}"


def words(lezer: Keurmerkdrager, gezamenlijk: bool) -> Bericht:
    return Bericht(
        "Jouw spiegelrapport 2025 – cliëntervaring", f"Beste {lezer.contactpersoon},\n\n.punt\n", "<p>Beste lezer</p>\n"
    )


@dataclass
class Kantoor:
    """One round's folders and people, with one thing changed at a time."""

    map: Path
    ronde: Ronde
    register: dict[str, Keurmerkdrager]
    regels: list[dict[str, object]]
    vingerafdruk: str = "v1"
    audit: bool = True
    woorden: Callable[[Keurmerkdrager, bool], Bericht] = field(default=words)

    @property
    def mailmap(self) -> Path:
        return self.map / "mail"

    def write_manifest(self) -> None:
        ronde = self.ronde
        velden = {naam: getattr(ronde, naam) for naam in ("naam", "verslagjaar", "versie", "fictief")}
        inhoud = {
            "schema": 1,
            "ronde": {**velden, "vingerafdruk": self.vingerafdruk},
            "programma": "0",
            "definities": "0",
            "audit": {"geslaagd": self.audit},
            "keurmerkdragers": self.regels,
        }
        (self.map / "manifest.json").write_text(json.dumps(inhoud))

    def change_report(self, code: str, inhoud: bytes, *, in_manifest: bool = False) -> None:
        """Other bytes under the same name; with `in_manifest` as the build itself would."""
        regel = next(regel for regel in self.regels if regel["agb"] == code)
        (self.map / str(regel["bestand"])).write_bytes(inhoud)
        if in_manifest:
            regel["sha256"] = sha256(inhoud)
            self.write_manifest()

    def change_reader(self, code: str, **anders: str) -> None:
        self.register[code] = replace(self.register[code], **anders)  # type: ignore[arg-type]

    def plan(self, variant: MailVariant = "bijlage", *, gedeeld: tuple[str, ...] = (), door: str = OPSTELLER) -> Plan:
        plan = make_plan(
            Draft(
                self.ronde,
                self.register,
                load_manifest(self.map),
                self.map,
                self.mailmap,
                variant,
                self.woorden,
                door,
                NU,
                frozenset(gedeeld),
            )
        )
        plannen.save(plan, self.mailmap)
        return plan

    def proof(self, plan: Plan) -> Evidence:
        return Evidence(plan, load_manifest(self.map), self.register, self.map, encryption.load_passwords(self.mailmap))

    def approved(self, variant: MailVariant = "bijlage") -> Plan:
        self.plan(variant)
        plan, som = plannen.load(self.mailmap)
        approve(plan, som, self.proof(plan), len(plan.mails), GOEDKEURDER, NU, self.mailmap)
        return plan

    def send(self, smtp: Smtp, **tempo: object) -> dict[str, MailState]:
        """One run over the plan on disk; agb -> state after it."""
        plan, _ = plannen.load(self.mailmap)
        instelling: Mapping[str, object] = {"pauze": 0.0, "wachttijden": (0.01, 0.01)} | tempo
        with Log(self.mailmap) as log:
            try:
                Sending(lambda: self.proof(plan), log, smtp, lambda: "token", Tempo(**instelling), Stil()).run()  # type: ignore[arg-type]
            finally:
                self.stand = {r.agb: r.toestand for r in log.latest(plan.ronde.sleutel).values()}
        return self.stand

    def history(self, code: str) -> list[MailState]:
        plan, _ = plannen.load(self.mailmap)
        with Log(self.mailmap) as log:
            return log.history(plan.ronde.sleutel, code)


class Stil:
    """Is told everything and says nothing."""

    def mail(self, mail: Mail, toestand: MailState, uitleg: str) -> None: ...

    def wacht(self, seconden: float, aantal: int, reden: str) -> None: ...


def kantoor(map_: Path, aantal: int = 3, gezamenlijk: int = 0) -> Kantoor:
    """A round with `aantal` own reports and `gezamenlijk` readers of one joint report."""
    (map_ / "rapporten").mkdir(parents=True)
    ronde, register, regels = builders.ronde(), {}, []
    for nummer in range(1, aantal + gezamenlijk + 1):
        eigen = nummer <= aantal
        bestand = f"rapporten/{agb(nummer)}.pdf" if eigen else "rapporten/kleine-aanbieders.pdf"
        inhoud = pdf(agb(nummer) if eigen else KLEINE_AANBIEDERS)
        (map_ / bestand).write_bytes(inhoud)
        naam = f"Praktijk {nummer}"
        register[agb(nummer)] = builders.keurmerkdrager(agb(nummer), naam=naam)
        regels.append(
            {
                "agb": agb(nummer),
                "naam": naam,
                "status": "gemaakt" if eigen else "gezamenlijk",
                "reden": "",
                "bestand": bestand,
                "sha256": sha256(inhoud),
            }
        )
    nieuw = Kantoor(map_, ronde, register, regels)
    nieuw.write_manifest()
    return nieuw


def write_input(bureau: Kantoor, map_: Path) -> Path:
    """ronde.toml and keurmerkdragers.xlsx as an analyst has them, so that the real command can be run."""
    map_.mkdir()
    ronde = bureau.ronde
    (map_ / "ronde.toml").write_text(
        f'naam = "{ronde.naam}"\nverslagjaar = {ronde.verslagjaar}\neerste_jaar = {ronde.eerste_jaar}\n'
        f"peildatum = {ronde.peildatum}\nfictief = true\nsluitdatum = 2026-10-01\n"
        '[[benchmarkgroepen]]\ncode = "allen"\nnaam = "Alle keurmerkdragers"\nregel = "allen"\n'
        '[bijeenkomst]\ntitel = "Samen beslissen"\nbegin = "2026-09-08T14:00"\neinde = "2026-09-08T17:00"\nplaats = "Utrecht"\n'
    )
    write_register(bureau, map_)
    write_concept(bureau.map.parent / grootboek.MAP, pd.DataFrame({"soort": ["cel"], "waarde": [1.0]}))
    return map_


def write_register(bureau: Kantoor, map_: Path) -> None:
    koppen = ["AGB-code", "Naam", "Contactpersoon", "E-mail", "Type", "Sector", "Regio"]
    velden = ("agb", "naam", "contactpersoon", "email", "type", "sector", "regio")
    rijen = [[getattr(drager, veld) for veld in velden] for drager in bureau.register.values()]
    (map_ / "keurmerkdragers.xlsx").write_bytes(workbook({"Keurmerkdragers": (koppen, rijen)}))
