"""The outcome of disclosure control -> the certificate for the analyst: JSON in full, and a document to read."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spiegelrapport.compose.environment import render
from spiegelrapport.compose.wording import hoofdletter
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal, getal, procent
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.document import Document
from spiegelrapport.model.onthulling import Certificaat, Interval
from spiegelrapport.model.ronde import Ronde

SJABLOON = "onthulling/onthulling.html"
SMALSTE = 40  # intervals on paper; all of them are in the JSON
PER_GROEP = 40
NIET_BEWEZEN = "NIET BEWEZEN: "
VELDEN = {
    "gepoold": "gemiddelde of aandeel",
    "p10": "10%-grens",
    "p25": "25%-grens",
    "p50": "mediaan",
    "p75": "75%-grens",
    "p90": "90%-grens",
    "haalbaar": "haalbare waarde",
}
ONDERDELEN = {  # from which numbers somebody would derive it
    "lineair": "uit gemiddelden en aandelen",
    "kwantielen": "uit de spreiding van een groep",
    "samen": "uit spreiding en groepscijfer samen",
    "medianen": "uit medianen",
}
RUIM = "gunstigst voor wie wil afleiden"
AANVALLERS = {"coalitie, behoudend": RUIM, "behoudend": RUIM}  # whom the audit need not name: anybody, at their best
REGELS = {
    "k<minimum": "minder zorgaanbieders dan de groepsdrempel",
    "n<minimum": "minder cliënten dan het minimum",
    "n<verschil": "na aftrek van de getoonde jaren blijven minder cliënten over dan het minimum",
    "verschil": "na aftrek van de getoonde jaren blijft te veel van één zorgaanbieder over",
    "mediaan over jaren": "een gepoolde mediaan over meer jaren gaat niet naar buiten",
    "k<mediaan": "te weinig zorgaanbieders met genoeg cliënten voor een mediaan",
    "k<kwantielen": "te weinig zorgaanbieders voor kwantielen buiten de mediaan",
    "dominantie": "één zorgaanbieder is te groot in de gepoolde waarde",
    "p%": "de p%-regel op gepoolde sommen",
    "haalbaar": "haalbare waarde van te weinig of te grote zorgaanbieders",
    "onthulling": "aanvullend weggelaten na de controle",
}


def certificate_document(
    bewijs: Certificaat, ronde: Ronde, definities: Definities, sjablonen: Sequence[Path]
) -> tuple[bytes, Document]:
    """onthulling.json (UTF-8) and the document for onthulling.pdf; the same certificate gives the same bytes."""
    titel = f"Onthullingscontrole {bewijs.verslagjaar}"
    gegevens = {
        "titel": titel,
        "c": bewijs,
        "ronde": ronde,
        "kern": _kern(bewijs, ronde),
        "niet_bewezen": [hoofdletter(zin.removeprefix(NIET_BEWEZEN)) for zin in bewijs.aannames if _unproven(zin)],
        "aannames": [zin for zin in bewijs.aannames if not _unproven(zin)],
        "tellingen": _tellingen(bewijs),
        "verlies": _verlies(bewijs),
        "smalste": [_interval(i, definities) for i in bewijs.smalste[:SMALSTE]],
        "meer": max(0, len(bewijs.smalste) - SMALSTE),
        "tekort": [(_interval(t.interval, definities), t.herstel) for t in bewijs.tekort],
        "eerder": [_interval(i, definities) for i in bewijs.eerder_bekend[:SMALSTE]],
        "weggelaten": _weggelaten(bewijs, ronde),
        "huisstijl": load_huisstijl(sjablonen),
    }
    document = Document(
        agb="",
        bestandsnaam="onthulling",
        titel=titel,
        html=render(sjablonen, SJABLOON, gegevens),
        grafieken=(),
        onderwerp=f"Bewijs bij de spiegelrapporten over {bewijs.verslagjaar}",
        auteur=ronde.afzender.naam,
        datum=ronde.peildatum,
    )
    return to_json(bewijs), document


def to_json(bewijs: Certificaat) -> bytes:
    """Everything that was checked and taken out, sorted keys, for whoever wants to compute with it."""
    inhoud = _kaal(asdict(bewijs)) | {"vorm": "spiegelrapport-onthulling-1"}
    return (json.dumps(inhoud, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _kaal(ding: Any) -> Any:
    if isinstance(ding, dict):
        return {sleutel: _kaal(waarde) for sleutel, waarde in ding.items()}
    if isinstance(ding, Sleutel):
        return ding._asdict()
    if isinstance(ding, list | tuple):
        return [_kaal(waarde) for waarde in ding]
    return round(ding, 9) if isinstance(ding, float) else ding


def _unproven(zin: str) -> bool:
    return zin.startswith(NIET_BEWEZEN)


def _kern(bewijs: Certificaat, ronde: Ronde) -> list[str]:
    """In five lines what follows from the proof, and no more."""
    d, t = ronde.drempels, bewijs.telling
    anderen = "één andere keurmerkdrager" if d.coalitie == 1 else f"{getal(d.coalitie)} andere keurmerkdragers samen"
    return [
        "Een eigen cijfer staat alleen in het rapport van de eigen lezer. Alle groepscijfers gelden als bij iedereen bekend.",
        f"Elk groepscijfer telt ten minste {d.minimum_k(len(ronde.deel))} organisaties en {d.clienten_per_cijfer} cliënten.",
        f"Ook {anderen}, met de eigen cijfers en alle uitgaven naast elkaar, kan een gemiddelde of aandeel van een "
        f"ander niet nauwer bepalen dan {procent(d.bescherming)} van de schaal (minuten en weken: {getal(d.p_procent)}% "
        "van de mediaan).",
        f"Dat is voor elke organisatie en elk cijfer nagerekend: {getal(t.doelen)} keer, over {getal(t.groepscellen)} "
        f"getallen van groepen{f', met {getal(t.eerder)} van eerdere uitgaven' if t.eerder else ''}.",
        "Wat niet is bewezen, staat hieronder apart. Meer dan hier staat, mag je er niet uit afleiden.",
    ]


def _tellingen(bewijs: Certificaat) -> list[tuple[str, str]]:
    t = bewijs.telling
    return [
        ("Documenten", getal(bewijs.documenten)),
        ("Zorgaanbieders", getal(t.zorgaanbieders)),
        ("Cijfers die een groep tonen", getal(t.cijfers)),
        ("Getallen in groepscellen", getal(t.groepscellen)),
        ("Intervallen berekend (zorgaanbieder × cijfer)", getal(t.doelen)),
        ("Lineaire programma's opgelost", getal(t.programmas)),
        ("Geheeltallige programma's opgelost", getal(t.geheeltallig)),
        ("Cellen van eerdere uitgaven meegerekend", getal(t.eerder)),
        ("Keren gecontroleerd tot alles klopte (hoogste per cijfer)", getal(t.ronden)),
    ]


def _verlies(bewijs: Certificaat) -> list[Mapping[str, str]]:
    return [
        {"regel": REGELS.get(v.regel, v.regel), "waarden": getal(v.waarden), "aandeel": procent(v.aandeel, 1)}
        for v in bewijs.verlies
    ]


def _interval(interval: Interval, definities: Definities) -> Mapping[str, str]:
    return {
        "cijfer": _naam(interval.sleutel, definities),
        "breedte": getal(interval.breedte, 3),
        "nodig": getal(interval.nodig, 3),
        "verhouding": getal(min(interval.breedte / interval.nodig, 999) if interval.nodig else 0, 1),
        "agb": interval.agb,
        "onderdeel": ONDERDELEN.get(interval.onderdeel, interval.onderdeel),
        "aanvaller": AANVALLERS.get(interval.aanvaller, interval.aanvaller),
    }


def _naam(sleutel: Sleutel, definities: Definities) -> str:
    indicator = definities.indicatoren.get(sleutel.indicator)
    maat = (
        next((m.naam for m in indicator.maten if m.code == sleutel.maat), sleutel.maat) if indicator else sleutel.maat
    )
    naam = indicator.naam if indicator else sleutel.indicator
    deel = "" if sleutel.uitsplitsing == TOTAAL else f", {sleutel.uitsplitsing}"
    return f"{naam}: {maat.lower()}, {sleutel.periode}{deel}" if maat != naam else f"{naam}, {sleutel.periode}{deel}"


def _weggelaten(bewijs: Certificaat, ronde: Ronde) -> list[Mapping[str, str]]:
    """What the audit took out, per group and kind of number; the rest is in the JSON."""
    telling: Counter[tuple[str, str]] = Counter()
    voor: dict[tuple[str, str], set[str]] = {}
    for regel in bewijs.onderdrukt:
        if regel.regel == "onthulling":
            plaats = regel.groep, ", ".join(VELDEN.get(veld, veld) for veld in regel.velden)
            telling[plaats] += 1
            voor.setdefault(plaats, set()).update(regel.voor)
    return [
        {
            "groep": _groepsnaam(groep, ronde),
            "velden": velden,
            "cijfers": getal(keren),
            "voor": aantal(len(voor[groep, velden]), "zorgaanbieder", "zorgaanbieders"),
        }
        for (groep, velden), keren in sorted(telling.items(), key=lambda paar: (-paar[1], paar[0]))[:PER_GROEP]
    ]


def _groepsnaam(id_: str, ronde: Ronde) -> str:
    """'omvang:2' -> 'Vergelijkbare omvang: 120 tot 300'; a rule that ronde.toml does not name stays a code."""
    code, _, deel = id_.partition(":")
    regel = next((regel for regel in ronde.benchmarkgroepen if regel.code == code), None)
    if regel is None:
        return id_
    naam = regel.kort or regel.naam.replace(" {waarde}", "").replace(" ({waarde})", "")
    if regel.regel == "banden" and deel:
        return f"{naam}: {_band(regel.grenzen, deel)}"
    return f"{naam}: {deel}" if deel else naam


def _band(grenzen: tuple[float, ...], deel: str) -> str:
    """'2' or '3-4', bands counted from 0, as the limits between which they lie."""
    eerste, _, laatste = deel.partition("-")
    van, tot = int(eerste), int(laatste or eerste)
    onder, boven = grenzen[van - 1] if van else None, grenzen[tot] if tot < len(grenzen) else None
    if onder is None:
        return f"onder {getal(boven or 0.0, _decimalen(grenzen))}"
    if boven is None:
        return f"{getal(onder, _decimalen(grenzen))} of meer"
    return f"{getal(onder, _decimalen(grenzen))} tot {getal(boven, _decimalen(grenzen))}"


def _decimalen(grenzen: tuple[float, ...]) -> int:
    return 0 if all(grens == int(grens) for grens in grenzen) else 2
