"""Makes valid things for tests, with one thing changed: registers, rounds and whole Publishables."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import numpy as np

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Acties, Definities, Herkomst, Indicator, Maat, Stappen
from spiegelrapport.disclose.kwaliteit import eigen_kwaliteit
from spiegelrapport.model.cijfers import TOTAAL, Kwaliteitstelling, Sleutel
from spiegelrapport.model.publishable import (
    Cel,
    Cijfer,
    GroepCel,
    GroepUitleg,
    Highlight,
    Kwaliteit,
    Meervoud,
    Parameters,
    Publishable,
    Vergelijking,
)
from spiegelrapport.model.ronde import Drempels, Groepsregel, Keurmerkdrager, Ronde

PEILDATUM = date(2026, 4, 1)
PRESTATIES = ("kort", "middel", "intensief", "chronisch")
EIGEN_INSTRUMENTEN = ("OQ45", "OQ45-sd", "BSI", "MANSA")
GROEPEN = ("type:instelling", "allen")


@cache
def definities() -> Definities:
    return load_definities(PEILDATUM)


def acties(code: str = "acties") -> Acties:
    """Four steps per side; each says which it is."""
    kanten = {
        kant: Stappen(
            *(f"{stap.capitalize()} als het {kant} is." for stap in ("herken", "verklaar", "probeer", "kijk terug"))
        )
        for kant in ("hoger", "lager", "rond")
    }
    return Acties(code, **kanten, herkomst=Herkomst("test", "test", date(2026, 1, 1), date(2027, 1, 1)))


def ronde(**anders: object) -> Ronde:
    velden: dict[str, object] = {
        "naam": "Spiegelrapportage 2025",
        "verslagjaar": 2025,
        "eerste_jaar": 2020,
        "peildatum": PEILDATUM,
        "fictief": True,
        "benchmarkgroepen": (
            Groepsregel("type", "Zelfde type: {waarde}", "kolom", kolom="type"),
            Groepsregel("allen", "Alle keurmerkdragers", "allen"),
        ),
    }
    return Ronde(**(velden | anders))  # type: ignore[arg-type]


def keurmerkdrager(agb: str = "06000001", **anders: object) -> Keurmerkdrager:
    velden: dict[str, object] = {
        "naam": "Praktijk De Wilg",
        "contactpersoon": "Sanne de Boer",
        "email": f"kwaliteit@{agb}.example",
        "type": "instelling",
        "sector": "basis-ggz",
        "regio": "Utrecht",
    }
    return Keurmerkdrager(agb=agb, **(velden | anders))  # type: ignore[arg-type]


def publishable(seed: int = 1, *, n: int = 240, fictief: bool = True, **anders: object) -> Publishable:
    """A whole Publishable with every indicator of the definitions: ROM only for EIGEN_INSTRUMENTEN.

    `n` is the own number of trajecten; under about 40 many cells are withheld.
    """
    rng = np.random.default_rng(seed)
    instelling = ronde(fictief=fictief)
    cijfers: dict[Sleutel, Cijfer] = {}
    for indicator in definities().indicatoren.values():
        cijfers |= _indicator(rng, indicator, instelling, n)
    drager = keurmerkdrager()
    velden: dict[str, object] = {
        "soort": "eigen",
        "agb": drager.agb,
        "naam": drager.naam,
        "lezer": drager,
        "ronde": instelling,
        "cijfers": cijfers,
        "groepen": (
            GroepUitleg("type:instelling", "Zelfde type: instelling", 14, "keurmerkdragers van hetzelfde type"),
            GroepUitleg("allen", "Alle keurmerkdragers", 180, "alle keurmerkdragers van deze ronde"),
        ),
        "highlights": highlights(cijfers),
        "meervoud": Meervoud(28, 9, 1.4, 20, 4, 1.0),
        "kwaliteit": kwaliteit(n),
        "definitieversie": definities().versie,
    }
    return Publishable(**(velden | anders))  # type: ignore[arg-type]


def highlights(cijfers: Mapping[Sleutel, Cijfer]) -> tuple[Highlight, ...]:
    redenen = ("ongewoon", "ongewoon", "verandering", "dicht bij de groep")
    gekozen = [
        (sleutel, cijfer.vergelijkingen[0])
        for sleutel, cijfer in cijfers.items()
        if sleutel.periode == "2025"
        and sleutel.uitsplitsing == TOTAAL
        and cijfer.vergelijkingen
        and cijfer.vergelijkingen[0].usual in ("hoger", "lager")
        and sleutel.maat == definities().indicatoren[sleutel.indicator].maten[0].code
    ]
    return tuple(
        Highlight(sleutel, vergelijking.groep, vergelijking.usual or "binnen", reden, 0.01)
        for (sleutel, vergelijking), reden in zip(gekozen, redenen, strict=False)
    )


def kwaliteit(n: int) -> Kwaliteit:
    telling = Kwaliteitstelling(
        trajecten=n,
        gelezen={"trajecten": n * 6, "rom": n * 9, "cqi": n * 2},
        gebruikt={"trajecten": n * 6 - 11, "rom": n * 9 - 24, "cqi": n * 2},
        uitsluitingen={("trajecten", "einddatum voor de begindatum"): 4, ("trajecten", "dubbel traject"): 7},
        ongekoppeld={"meting buiten de marge": 24},
        rom=(61, 100),
        cqi=(34, 100),
        instrumenten=frozenset(EIGEN_INSTRUMENTEN),
    )
    return eigen_kwaliteit(telling, Drempels())


def _indicator(rng: np.random.Generator, indicator: Indicator, instelling: Ronde, n: int) -> dict[Sleutel, Cijfer]:
    if indicator.instrument and indicator.instrument not in EIGEN_INSTRUMENTEN:
        return {}
    cijfers: dict[Sleutel, Cijfer] = {}
    for maat in indicator.maten:
        midden = _midden(rng, indicator, maat)
        jaren = instelling.jaren if indicator.per_jaar else (instelling.verslagjaar,)
        for jaar in jaren:
            sleutel = Sleutel(indicator.code, maat.code, str(jaar), TOTAAL)
            cijfers[sleutel] = _cijfer(rng, indicator, maat, sleutel, midden, n)
        for groep, deel in zip(PRESTATIES if indicator.per_prestatie else (), (0.4, 0.35, 0.2, 0.05), strict=False):
            sleutel = Sleutel(indicator.code, maat.code, instelling.periode, groep)
            cijfers[sleutel] = _cijfer(rng, indicator, maat, sleutel, midden, int(n * deel))
    return cijfers


def _midden(rng: np.random.Generator, indicator: Indicator, maat: Maat) -> float:
    if maat.soort == "verschil":
        return -0.18 * (indicator.schaal[1] - indicator.schaal[0])
    if maat.code == "standaard":
        return 0.9
    laag, hoog = (0.0, 1.0) if maat.soort in ("aandeel", "verhouding") else indicator.leesbaar or indicator.schaal
    return float(laag + (hoog - laag) * rng.uniform(0.25, 0.7))


def _cijfer(
    rng: np.random.Generator, indicator: Indicator, maat: Maat, sleutel: Sleutel, midden: float, n: int
) -> Cijfer:
    breedte = max(abs(midden) * 0.1, 0.01)
    rond = (
        2 if maat.code == "standaard" else indicator.decimalen + (2 if maat.soort in ("aandeel", "verhouding") else 0)
    )
    eigen = round(midden + breedte * float(rng.normal()), rond)
    fout = round(breedte * 12 / max(n, 10) ** 0.5, rond)
    groepen = tuple(_groep(groep, midden + breedte * float(rng.normal(0, 0.2)), breedte, rond) for groep in GROEPEN)
    if n < 10:
        return Cijfer(sleutel, Cel(None, None, None, n, 0, 0, "n<minimum"), groepen, ())
    cel = Cel(eigen, round(eigen - fout, rond), round(eigen + fout, rond), n, int(n * 0.08), 3)
    naast = tuple(_vergelijking(cel, groep, fout, rond, n) for groep in groepen)
    return Cijfer(sleutel, cel, groepen, naast, Parameters(180, 0.048, 1.2))


def _groep(groep: str, midden: float, breedte: float, rond: int) -> GroepCel:
    kwantielen = [round(midden + z * breedte, rond) for z in (-1.28, -0.67, 0.0, 0.67, 1.28)]
    k = 14 if groep != "allen" else 180
    return GroepCel(groep, k, k * 260, round(midden, rond), *kwantielen)


def _vergelijking(cel: Cel, groep: GroepCel, fout: float, rond: int, n: int) -> Vergelijking:
    assert cel.waarde is not None
    assert groep.gepoold is not None
    verschil = round(cel.waarde - groep.gepoold, rond)
    betrouwbaarheid = round(n / (n + 60), 3)
    gebruik = "beschrijven" if betrouwbaarheid < 0.5 else "voorzichtig" if betrouwbaarheid < 0.7 else "vergelijken"
    meer, buiten = abs(verschil) > fout, abs(verschil) > 1.6 * fout
    usual = "binnen" if not buiten else "hoger" if verschil > 0 else "lager"
    return Vergelijking(
        groep.groep,
        groep.gepoold,
        verschil,
        round(verschil - fout, rond),
        round(verschil + fout, rond),
        chance="meer" if meer else "niet",
        chance95=(round(groep.gepoold - fout, rond), round(groep.gepoold + fout, rond)),
        p_chance=0.001 if meer else 0.4,
        usual=usual if gebruik != "beschrijven" else None,  # type: ignore[arg-type]
        usual95=(round(groep.gepoold - 1.6 * fout, rond), round(groep.gepoold + 1.6 * fout, rond)),
        afstand=round(1.2 * verschil / fout, 2) if fout else 0.0,
        betrouwbaarheid=betrouwbaarheid,
        gebruik=gebruik,  # type: ignore[arg-type]
        geschat=round(0.7 * cel.waarde + 0.3 * groep.gepoold, rond),
        positie=(40, 70),
    )
