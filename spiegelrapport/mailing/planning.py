"""Manifest, register and words -> the sending plan, with everybody who gets no mail named and told why."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from spiegelrapport.dutch import aantal
from spiegelrapport.errors import MailError
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.mailing import dashboard, encryption, right_reader
from spiegelrapport.mailing.addresses import AdresError, address_problems, domain, lookalike, one_address, readable
from spiegelrapport.mailing.manifest import VERSTUURBAAR, MailedReport, Manifest
from spiegelrapport.mailing.plan import Mail, NotPlanned, Plan, RondeKenmerk, message_id
from spiegelrapport.mailing.right_reader import HeldBack
from spiegelrapport.model.mail import Bericht, DashboardWay, MailVariant
from spiegelrapport.model.ronde import Afzender, Keurmerkdrager, Ronde
from spiegelrapport.spelling import slug

REPORT = "spiegelrapport"
Words = Callable[[Keurmerkdrager, bool], Bericht]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan is made from. `woorden` composes a mail: (reader, whether the report is the joint one)."""

    ronde: Ronde
    register: Mapping[str, Keurmerkdrager]
    manifest: Manifest
    uitvoer: Path
    mailmap: Path
    variant: MailVariant
    woorden: Words
    door: str
    nu: datetime
    gedeelde_adressen: frozenset[str] = frozenset()  # addresses that more readers may share, casefolded
    login: str = ""  # as the system knows who makes it
    dashboard: DashboardWay = "geen"
    stam: str = REPORT  # with which the names of the attachments begin


@dataclass(slots=True)
class _Collected:
    mails: list[Mail] = field(default_factory=list)
    niet: list[NotPlanned] = field(default_factory=list)
    wachtwoorden: dict[str, str] = field(default_factory=dict)


def make_plan(opstelling: Draft) -> Plan:
    """The plan, not yet approved. Writes the encrypted copies and their passwords when the variant asks for them."""
    afzender = opstelling.ronde.afzender
    _same_round(opstelling.ronde, opstelling.manifest.ronde)
    _check_sender(afzender)
    dashboard.check_way(opstelling.dashboard, opstelling.variant)
    if not opstelling.door.strip():
        raise MailError("een plan heeft een opsteller nodig", tip="geef je naam met --door")
    oogst = _Collected(wachtwoorden=encryption.load_passwords(opstelling.mailmap))
    niet_goed = address_problems(opstelling.register, opstelling.gedeelde_adressen) | _shared_files(opstelling.manifest)
    for agb in [*opstelling.register, *(set(opstelling.manifest.rapporten) - set(opstelling.register))]:
        try:
            oogst.mails.append(_mail(opstelling, agb, niet_goed, oogst.wachtwoorden))
        except (HeldBack, AdresError) as fout:
            oogst.niet.append(NotPlanned(agb, _name(opstelling, agb), str(fout)))
    if opstelling.variant == "versleuteld":
        namen = {mail.agb: (mail.naam, mail.contactpersoon) for mail in oogst.mails}
        encryption.save_passwords(opstelling.mailmap, oogst.wachtwoorden, namen)
    for mail in oogst.mails if "portaal" in (opstelling.variant, opstelling.dashboard) else ():
        dashboard.fill_portal(opstelling.uitvoer, mail, met_rapport=opstelling.variant == "portaal")
    return Plan(
        ronde=opstelling.manifest.ronde,
        variant=opstelling.variant,
        afzender_naam=afzender.naam,
        afzender_email=one_address(afzender.email),
        antwoord_aan=one_address(afzender.antwoord_aan) if afzender.antwoord_aan else "",
        opgesteld_door=" ".join(opstelling.door.split()),
        opgesteld_op=opstelling.nu.isoformat(timespec="seconds"),
        opgesteld_login=opstelling.login,
        mails=tuple(oogst.mails),
        niet_gepland=tuple(oogst.niet),
        opmerkingen=tuple(_remarks(oogst.mails, opstelling.manifest.ronde.fictief)),
    )


def _same_round(ronde: Ronde, gemaakt: RondeKenmerk) -> None:
    if (ronde.naam, ronde.verslagjaar, ronde.versie) != (gemaakt.naam, gemaakt.verslagjaar, gemaakt.versie):
        raise MailError(
            "de rapporten zijn van een andere ronde dan ronde.toml",
            waar=f"manifest: {gemaakt.naam} {gemaakt.verslagjaar} uitgave {gemaakt.versie};"
            f" ronde.toml: {ronde.naam} {ronde.verslagjaar} uitgave {ronde.versie}",
            tip="wijs met --ronde en --uitvoer dezelfde ronde aan, of maak de rapporten opnieuw",
        )


def _check_sender(afzender: Afzender) -> None:
    for sleutel, adres in (("email", afzender.email), ("antwoord_aan", afzender.antwoord_aan)):
        try:
            if adres or sleutel == "email":
                one_address(adres)
        except AdresError as fout:
            raise MailError(
                f"de afzender is niet bruikbaar: {fout}", waar=f"ronde.toml, [afzender] {sleutel}"
            ) from None


def _shared_files(manifest: Manifest) -> dict[str, str]:
    """agb -> why it may not be sent, for own reports that are one and the same file: everybody got the last one's report."""
    eigen = [rapport for rapport in manifest.rapporten.values() if rapport.agb_in_pdf == rapport.agb]
    aantal = Counter(rapport.sha256 for rapport in eigen)
    return {r.agb: "een andere keurmerkdrager heeft precies hetzelfde bestand" for r in eigen if aantal[r.sha256] > 1}


def _name(opstelling: Draft, agb: str) -> str:
    bron: Mapping[str, Keurmerkdrager | MailedReport] = {**opstelling.manifest.rapporten, **opstelling.register}
    return bron[agb].naam


def _mail(opstelling: Draft, agb: str, niet_goed: Mapping[str, str], wachtwoorden: dict[str, str]) -> Mail:
    drager, rapport = opstelling.register.get(agb), opstelling.manifest.rapporten.get(agb)
    if drager is None:
        raise HeldBack("staat in het manifest, maar niet (meer) in het register")
    if rapport is None:
        raise HeldBack("staat in het register, maar niet in het manifest; maak de rapporten opnieuw")
    if rapport.status not in VERSTUURBAAR or not rapport.bestand or not rapport.sha256:
        waarom = f"{rapport.status}{f' ({rapport.reden})' if rapport.reden else ''}"
        raise HeldBack(
            f"er is geen rapport: {waarom}" if opstelling.stam == REPORT else f"er is geen {opstelling.stam}: {waarom}"
        )
    if agb in niet_goed:
        raise HeldBack(niet_goed[agb])
    adres = one_address(drager.email)
    inhoud = _report(opstelling, rapport)
    pagina, pagina_som = dashboard.planned(rapport, opstelling.dashboard, opstelling.uitvoer)
    bijlage, som = _attachment(opstelling, rapport, inhoud, wachtwoorden)
    gezamenlijk = rapport.status == "gezamenlijk"
    bericht = opstelling.woorden(drager, gezamenlijk)
    kenmerk = opstelling.manifest.ronde
    return Mail(
        agb=agb,
        naam=drager.naam,
        contactpersoon=drager.contactpersoon,
        adres=adres,
        agb_in_pdf=rapport.agb_in_pdf,
        bestand=rapport.bestand,
        sha256=rapport.sha256,
        bytes=len(inhoud),
        bijlage=bijlage,
        bijlage_sha256=som,
        bijlage_naam=_attached_as(opstelling, rapport, drager),
        onderwerp=bericht.onderwerp,
        message_id=message_id(kenmerk, agb, adres, rapport.sha256, opstelling.ronde.afzender.email.strip()),
        tekst=bericht.tekst,
        html=bericht.html,
        agenda=bericht.agenda,
        dashboard=pagina,
        dashboard_sha256=pagina_som,
        dashboard_vorm=opstelling.dashboard,
    )


def _attached_as(opstelling: Draft, rapport: MailedReport, drager: Keurmerkdrager) -> str:
    """Whose it is; nobody's name on what everybody gets."""
    wie = slug(drager.naam) if rapport.agb_in_pdf == rapport.agb else rapport.agb_in_pdf
    return f"{opstelling.stam}-{opstelling.manifest.ronde.verslagjaar}-{wie}.pdf"


def _report(opstelling: Draft, rapport: MailedReport) -> bytes:
    """The report's bytes, when they are still those of the manifest and name this reader."""
    inhoud = right_reader.read_file(opstelling.uitvoer, str(rapport.bestand))
    if sha256(inhoud) != rapport.sha256:
        raise HeldBack(f"{rapport.bestand} is veranderd nadat het rapport is gemaakt")
    codes = right_reader.codes_in_pdf(inhoud)
    if codes != {rapport.agb_in_pdf}:
        raise HeldBack(
            f"in de PDF staat {', '.join(sorted(codes)) or 'geen AGB-code'}, verwacht is {rapport.agb_in_pdf}"
        )
    return inhoud


def _attachment(
    opstelling: Draft, rapport: MailedReport, inhoud: bytes, wachtwoorden: dict[str, str]
) -> tuple[str | None, str | None]:
    """What is attached and its hash. A reader keeps the password it was once given."""
    if opstelling.variant == "portaal":
        return None, None
    if opstelling.variant == "bijlage":
        return rapport.bestand, rapport.sha256
    woord = wachtwoorden.setdefault(rapport.agb, encryption.new_password())
    geheim = encryption.encrypt(inhoud, woord)
    pad = opstelling.mailmap / encryption.MAP / f"{slug(rapport.agb)}.pdf"
    write_whole(pad, geheim)
    return str(pad.resolve().relative_to(opstelling.uitvoer.resolve())), sha256(geheim)


def _remarks(mails: Sequence[Mail], fictief: bool) -> list[str]:
    """What an approver should look at, though nothing forbids it."""
    domeinen = Counter(domain(mail.adres) for mail in mails)
    vaker = frozenset(domein for domein, keer in domeinen.items() if keer > 1)
    opmerkingen = [
        f"{mail.agb} {mail.naam}: het domein van {mail.adres} lijkt op {ander}; een tikfout?"
        for mail in mails
        if domeinen[domain(mail.adres)] == 1 and (ander := lookalike(mail.adres, vaker))
    ]
    opmerkingen += [
        f"{mail.agb} {mail.naam}: {mail.adres} is {leesbaar}, met letters die op andere kunnen lijken; klopt het?"
        for mail in mails
        if (leesbaar := readable(mail.adres)) != mail.adres
    ]
    opmerkingen += [f"{mail.agb} {mail.naam}: er is geen contactpersoon" for mail in mails if not mail.contactpersoon]
    gedeeld = Counter(mail.adres.casefold() for mail in mails)
    opmerkingen += [f"{adres} ontvangt {keer} rapporten (bevestigd)" for adres, keer in gedeeld.items() if keer > 1]
    buiten = [m for m in mails if m.adres.rpartition(".")[2] not in ("example", "test", "invalid")] if fictief else []
    echt = aantal(len(buiten), "adres kan", "adressen kunnen")
    return [*opmerkingen, *([f"de ronde is fictief, maar {echt} echt zijn"] if buiten else [])]
