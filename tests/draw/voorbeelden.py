"""One worked example per kind of chart, for the goldens and for the rules that hold for every chart."""

from collections.abc import Callable

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.draw import mix, profiel, spreiding, trend, voor_na, wachttijd
from spiegelrapport.draw.chart_source import Chart
from tests.draw.builders import ZPM, bron, cijfer, eigen, groep, indicator, vergelijking

JAREN = dict(zip(range(2020, 2026), (0.52, 0.55, 0.58, 0.57, 0.6, 0.62), strict=True))
DELEN = {"kort": 0.41, "middel": 0.33, "intensief": 0.17, "chronisch": 0.02, "onvolledig": 0.07}
CATEGORIEEN = {"hersteld": 0.38, "verbeterd": 0.22, "onveranderd": 0.34, "verslechterd": 0.06}


def een_spreiding() -> Chart | None:
    return spreiding.make(bron(cijfer()), indicator())


def een_geschatte_spreiding() -> Chart | None:
    """The best fitting group is too small for quantiles: its middle 80% comes from how all organisations differ."""
    klein = groep(p10=None, p25=None, p50=None, p75=None, p90=None, k=7)
    naast = (vergelijking(midden80=(0.49, 0.63)), vergelijking("allen", 0.54))
    return spreiding.make(bron(cijfer(groepen=(klein, groep("allen", 0.53)), vergelijkingen=naast)), indicator())


def een_trend() -> Chart | None:
    cijfers = [cijfer(periode=str(jaar), cel=eigen(waarde)) for jaar, waarde in JAREN.items()]
    return trend.make(bron(*cijfers), indicator(breuken=(ZPM,)))


def een_voor_na() -> Chart | None:
    maten = [
        Maat("verschil", "verschil", "Verschil"),
        Maat("begin", "gemiddelde", "Begin", schaal=(0.0, 180.0)),
        Maat("eind", "gemiddelde", "Eind", schaal=(0.0, 180.0)),
        *(Maat(code, "aandeel", code, eenheid="%", decimalen=0, schaal=(0.0, 1.0)) for code in CATEGORIEEN),
    ]
    oq = indicator("oq", naam="OQ-45", eenheid="punten", decimalen=1, schaal=(-180.0, 180.0), maten=tuple(maten))
    cijfers = [
        cijfer("oq", "begin", cel=eigen(74.2, 3.0), groepen=(groep(midden=78.0, stap=2.0),)),
        cijfer("oq", "eind", cel=eigen(51.3, 3.0), groepen=(groep(midden=54.0, stap=2.0),)),
        *(
            cijfer("oq", code, cel=eigen(deel, 0.03), groepen=(groep(midden=deel),))
            for code, deel in CATEGORIEEN.items()
        ),
    ]
    return voor_na.make(bron(*cijfers, indicatoren=(oq,)), oq)


def een_voor_na_zonder_categorieen() -> Chart | None:
    maten = (
        Maat("verschil", "verschil", "Verschil"),
        Maat("begin", "gemiddelde", "Begin", schaal=(0.0, 4.0)),
        Maat("eind", "gemiddelde", "Eind", schaal=(0.0, 4.0)),
    )
    bsi = indicator("bsi", naam="BSI", eenheid="punten", decimalen=2, schaal=(-4.0, 4.0), maten=maten)
    cijfers = [
        cijfer("bsi", "begin", cel=eigen(1.31, 0.1), groepen=(groep(midden=1.4),)),
        cijfer("bsi", "eind", cel=eigen(0.62, 0.1), groepen=(groep(midden=0.7),)),
        cijfer("bsi", "verschil", cel=eigen(-0.69, 0.12), groepen=(groep(midden=-0.7),)),
    ]
    return voor_na.make(bron(*cijfers, indicatoren=(bsi,)), bsi)


def een_mix() -> Chart | None:
    maten = tuple(Maat(code, "aandeel", code.capitalize()) for code in DELEN)
    soorten = indicator("mix", naam="Soorten trajecten", maten=maten)
    cijfers = [
        cijfer("mix", code, cel=eigen(deel, 0.03), groepen=(groep(midden=deel, stap=0.01),))
        for code, deel in DELEN.items()
    ]
    return mix.make(bron(*cijfers, indicatoren=(soorten,)), soorten)


def een_wachttijd() -> Chart | None:
    wacht = indicator(
        "wacht", naam="Aanmeldwachttijd", eenheid="weken", decimalen=1, schaal=(0.0, 520.0), binnen="binnen"
    )
    binnen = indicator("binnen", berekening="wacht_binnen", maten=(Maat("waarde", "aandeel", "", argument="4"),))
    cijfers = [
        cijfer("wacht", cel=eigen(3.8, 0.9), groepen=(groep(midden=4.1, stap=1.2),)),
        cijfer("binnen", cel=eigen(0.71)),
    ]
    return wachttijd.make(bron(*cijfers, indicatoren=(wacht, binnen)), wacht)


def een_profiel() -> Chart | None:
    indicatoren = tuple(indicator(f"i{nummer}", naam=f"Indicator {nummer}") for nummer in range(5))
    waarden = (0.55, 0.62, 0.48, 0.85, 0.2)
    cijfers = [
        cijfer(
            een.code,
            cel=eigen(waarde),
            vergelijkingen=(vergelijking(usual="binnen" if abs(waarde - 0.56) < 0.05 else "hoger"),),
        )
        for een, waarde in zip(indicatoren, waarden, strict=True)
    ]
    return profiel.make(bron(*cijfers, indicatoren=indicatoren))


VOORBEELDEN: dict[str, Callable[[], Chart | None]] = {
    "spreiding": een_spreiding,
    "spreiding_geschat": een_geschatte_spreiding,
    "trend": een_trend,
    "voor_na": een_voor_na,
    "voor_na_zonder_categorieen": een_voor_na_zonder_categorieen,
    "mix": een_mix,
    "wachttijd": een_wachttijd,
    "profiel": een_profiel,
}
