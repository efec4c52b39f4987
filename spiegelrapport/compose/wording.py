"""Figures -> sentences: every number comes from a published cell, and no sentence says more than its numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.compose.lezing import Figuur
from spiegelrapport.model.publishable import Cel, GroepUitleg, Highlight, Meervoud, Vergelijking
from spiegelrapport.model.ronde import Drempels

OORDEELWOORDEN = (
    *("goed", "goede", "beter", "betere", "best", "beste", "slecht", "slechte", "slechter", "slechtst", "slechtste"),
    *("matig", "matige", "onvoldoende", "uitstekend", "uitstekende", "zwak", "zwakke", "ondermaats", "tekortschiet"),
    *("ranglijst", "rangorde", "koploper", "achterblijver", "achterblijft", "winnaar", "presteert", "prestatieniveau"),
    *("zorgwekkend", "alarmerend", "helaas", "gelukkig", "knap"),
)
# the answers that questionnaires themselves offer: quoted, not said by the report
ANTWOORDEN = (
    *("slechtst denkbare", "best denkbare", "slechtst denkbaar", "best denkbaar"),
    *("niet, matig of erg", "matig (2)", "tussen matig en erg"),
)
REDEN_HIGHLIGHT = {
    "grootste afwijking": "naar verhouding het grootste verschil met de groep",
    "zekerste afwijking": "het verschil waarbij toeval het minst waarschijnlijk is",
    "verandering": "een verandering ten opzichte van vorig jaar",
    "dicht bij de groep": "betrouwbaar, en in de middelste helft van de groep",
}
GETAL = re.compile(r"[+−]?\d+(?:\.\d{3})*(?:,\d+)?")
GRENSWOORD = {"<": "minder dan ", ">": "meer dan ", "": ""}
GEEN_GEGEVENS = "geen gegevens aangeleverd"
HERKENBAAR = "weggelaten, zodat niemand herkenbaar wordt"  # whichever rule it was: the reason itself would tell


@dataclass(frozen=True, slots=True)
class Aanspreking:
    """How the document names whose figures it shows."""

    label: str  # above a figure
    wie: str
    cijfer: str
    aantal: str


EIGEN = Aanspreking("Jouw organisatie", "jouw organisatie", "jouw cijfer", "jouw aantal")
SAMEN = Aanspreking("Kleine aanbieders", "de kleine aanbieders samen", "het gezamenlijke cijfer", "dit aantal")


def judgements(tekst: str) -> frozenset[str]:
    """The judging words in a text, apart from those that a questionnaire offers as an answer."""
    tekst = tekst.lower()
    for antwoord in ANTWOORDEN:
        tekst = tekst.replace(antwoord, "")
    return frozenset(re.findall(r"[a-zà-ÿ]+", tekst)) & frozenset(OORDEELWOORDEN)


def reden_leeg(reden: str | None, drempels: Drempels) -> str:
    """Why a figure is not there."""
    if reden is None:
        return "niet getoond"
    if reden.startswith("n<"):
        return f"minder dan {drempels.clienten_per_cijfer} waarnemingen"
    return GEEN_GEGEVENS if reden == "geen gegevens" else HERKENBAAR


def groepstekst(figuur: Figuur, id_: str) -> str | None:
    """The group's value as printed: a group's 0% and 100% only as 'minder dan' and 'meer dan'."""
    waarde, groep = figuur.groepswaarde(id_), figuur.groep(id_)
    if waarde is None or groep is None:
        return None
    return GRENSWOORD[groep.grens] + figuur.weergave.getal(waarde)


def eigen_tekst(figuur: Figuur) -> str:
    """The own value with its unit; in the joint report a share may only be known as under or over a limit."""
    if figuur.eigen.waarde is None:
        return ""
    return GRENSWOORD[figuur.eigen.grens] + figuur.weergave.met_eenheid(figuur.eigen.waarde)


def kaartzin(figuur: Figuur, groepen: Sequence[GroepUitleg], aanspreking: Aanspreking, alt: str = "") -> str:
    """One or two sentences that set the own value beside the first of `groepen` that has the figure.

    `alt`: the words of the chart beside it. The sentence names no group figure that the chart does not show.
    """
    met_cijfer = [groep for groep in groepen if figuur.groepswaarde(groep.id) is not None]
    if not met_cijfer:
        return f"Van de benchmarkgroep is hier geen cijfer te tonen: {HERKENBAAR}."
    met_cijfer = [groep for groep in met_cijfer if _shown(alt, groepstekst(figuur, groep.id))]
    if not met_cijfer:
        return "Wat van de groep te tonen is, staat in de tabel; een vergelijking met toeval is hier niet te tonen."
    uitleg = met_cijfer[0]
    vergelijking = figuur.vergelijking(uitleg.id)
    if vergelijking is not None and _unreliable(vergelijking):
        return f"{_opening(figuur, uitleg)}. {_alleen_beschrijven(figuur, aanspreking)}"
    if vergelijking is not None and vergelijking.toestand is not None:
        opening = _opening(figuur, uitleg)
        zin = _toestandzin(figuur, opening, vergelijking, aanspreking, alt)
        return zin + _voorbehoud(vergelijking, alt)
    return _spreiding(figuur, met_cijfer, aanspreking, alt)


def _unreliable(vergelijking: Vergelijking) -> bool:
    """Known to be too unreliable; where the reliability itself is withheld, the state is told with caution."""
    return vergelijking.gebruik == "beschrijven" and vergelijking.betrouwbaarheid is not None


def _shown(alt: str, *teksten: str | None) -> bool:
    """Whether all numbers in `teksten` stand in the chart's words, or there is no chart."""
    getallen = {getal for tekst in teksten for getal in GETAL.findall(tekst or "")}
    return not alt or getallen <= set(GETAL.findall(alt))


def korte_naam(uitleg: GroepUitleg) -> str:
    """The group's name without what stands between brackets: the leeswijzer says the rest."""
    return re.sub(r"\s*\([^()]*\)$", "", uitleg.naam)


def _opening(figuur: Figuur, uitleg: GroepUitleg) -> str:
    wat = "de mediaan" if figuur.alleen_mediaan(uitleg.id) else "het"
    if figuur.andere_mediaan(uitleg.id):  # the chart shows the organisations' median: say that this is something else
        wat = "het over alle cliënten"
    return f"In de groep ‘{korte_naam(uitleg)}’ is {wat} {groepstekst(figuur, uitleg.id)}"


def _spreiding(figuur: Figuur, groepen: Sequence[GroepUitleg], aanspreking: Aanspreking, alt: str) -> str:
    """Where chance cannot be spoken of: where the middle half of the organisations lies, and the own value to it."""
    opening = _opening(figuur, groepen[0])
    for plek, uitleg in enumerate(groepen):
        cel, eigen = figuur.groep(uitleg.id), figuur.eigen.waarde
        if cel is not None and cel.p25 is not None and cel.p75 is not None and eigen is not None:
            onder, boven = figuur.weergave.getal(cel.p25), figuur.weergave.getal(cel.p75)
            if not _shown(alt, onder, boven):
                continue
            van = "" if plek == 0 else f" van ‘{korte_naam(uitleg)}’"
            waar = "erboven" if eigen > cel.p75 else "eronder" if eigen < cel.p25 else "erbinnen"
            return f"{opening}; de middelste helft{van} ligt tussen {onder} en {boven}. {_hoofdletter(aanspreking.cijfer)} ligt {waar}."
    return f"{opening}. Een vergelijking met toeval is hier niet te tonen."


def _alleen_beschrijven(figuur: Figuur, aanspreking: Aanspreking) -> str:
    aantal = _hoofdletter(_bij_aantal(figuur, aanspreking))
    return f"{aantal} is een verschil tussen organisaties niet van toeval te onderscheiden: kijk vooral naar de marge."


def _toestandzin(figuur: Figuur, opening: str, vergelijking: Vergelijking, aanspreking: Aanspreking, alt: str) -> str:
    bij, toestand = _bij_aantal(figuur, aanspreking), vergelijking.toestand
    waarde, tussen = figuur.groepswaarde(vergelijking.groep), _verschil(figuur, vergelijking, alt)
    if toestand == "binnen" and waarde is not None and figuur.weergave.gelijk(figuur.eigen.waarde or 0.0, waarde):
        return f"{opening}: vrijwel hetzelfde."
    if toestand == "binnen":
        return f"{opening}. Het verschil{tussen} past bij wat je {bij} door toeval verwacht."
    if _zelfde_kant(figuur, waarde, str(toestand)):
        return f"{opening}. {_hoofdletter(aanspreking.cijfer)} ligt {toestand}{tussen}: meer verschil dan je {bij} door toeval verwacht."
    grenzen = figuur.weergave.marge(*vergelijking.kans95) if vergelijking.kans95 is not None else ""
    tussen = f" ({grenzen})" if grenzen and _shown(alt, grenzen) else ""
    return f"{opening}. {_hoofdletter(aanspreking.cijfer)} ligt {toestand} dan je {bij} door toeval verwacht{tussen}."


def _verschil(figuur: Figuur, vergelijking: Vergelijking, alt: str) -> str:
    """The printed difference, left out when it is not that of the two printed values, or not in the chart's words."""
    eigen, waarde = figuur.eigen.waarde, figuur.groepswaarde(vergelijking.groep)
    if vergelijking.verschil is None or eigen is None or waarde is None:
        return ""
    getoond = figuur.weergave.verschil(vergelijking.verschil)
    klopt = getoond == figuur.weergave.verschil(round(eigen - waarde, 10))
    return f" ({getoond})" if klopt and _shown(alt, getoond) else ""


def _zelfde_kant(figuur: Figuur, waarde: float | None, toestand: str) -> bool:
    """Whether the printed values stand the way the state says."""
    if waarde is None or figuur.eigen.waarde is None or figuur.weergave.gelijk(figuur.eigen.waarde, waarde):
        return False
    return (figuur.eigen.waarde > waarde) == (toestand == "hoger")


def _voorbehoud(vergelijking: Vergelijking, alt: str) -> str:
    if vergelijking.gebruik == "vergelijken":
        return ""
    getal = "" if vergelijking.betrouwbaarheid is None else dutch.getal(vergelijking.betrouwbaarheid, 2)
    if not getal or not _shown(alt, getal):
        return " Lees dit met voorzichtigheid."
    return f" Betrouwbaarheid {getal}: lees dit met voorzichtigheid."


def _bij_aantal(figuur: Figuur, aanspreking: Aanspreking) -> str:
    if figuur.eigen.n is None:
        return f"bij {aanspreking.aantal} {figuur.indicator.tellen}"
    return f"bij {dutch.getal(figuur.eigen.n)} {figuur.indicator.tellen}"


def trendzin(figuur: Figuur, jaren: tuple[tuple[int, Figuur], ...], verslagjaar: int) -> str:
    """The own value in the one or two years before, within the same way of measuring; never a year that the value holds."""
    breuk = max((breuk.eerste_jaar for breuk in figuur.indicator.breuken), default=0)
    eerder = [(jaar, f) for jaar, f in jaren if breuk <= jaar < min(verslagjaar, figuur.jaren[0])][-2:]
    delen = [f"in {jaar} {f.weergave.getal(f.eigen.waarde)}" for jaar, f in eerder if f.eigen.waarde is not None]
    return f"Het was {' en '.join(delen)}." if delen else ""


def naam(figuur: Figuur) -> str:
    """'OQ-45: verschilscore' where the maat says more than its indicator, else the indicator's name."""
    if len(figuur.indicator.maten) == 1 or figuur.maat.naam.lower() == figuur.indicator.naam.lower():
        return figuur.indicator.naam
    return f"{figuur.indicator.naam}: {figuur.maat.naam[0].lower()}{figuur.maat.naam[1:]}"


def telling(cel: Cel, figuur: Figuur) -> str:
    """'n = 143 trajecten'."""
    return f"n = {dutch.getal(cel.n)} {figuur.indicator.tellen}" if cel.n is not None else ""


def highlightzin(figuur: Figuur, uitleg: GroepUitleg, highlight: Highlight) -> str:
    """What stands out, in the same words as on the card."""
    tekst, waarde = groepstekst(figuur, uitleg.id), figuur.groepswaarde(uitleg.id)
    if tekst is None or figuur.eigen.waarde is None:
        return ""
    eigen = eigen_tekst(figuur)
    if highlight.toestand == "binnen" or not _zelfde_kant(figuur, waarde, highlight.toestand):
        return f"{eigen}, naast {tekst} in de groep."
    return f"{eigen}, {highlight.toestand} dan de {tekst} van de groep."


def gesprekszin(figuur: Figuur, uitleg: GroepUitleg | None, kant: str, vorige: str) -> str:
    """The figure beside its group, and in the last edition: '11,1 weken, hoger dan de 5,4 van de groep (vorige editie 10,2)'."""
    eigen, tekst = eigen_tekst(figuur), groepstekst(figuur, uitleg.id) if uitleg else None
    toen = f" (vorige editie {vorige})" if vorige else ""
    if tekst is None or uitleg is None:
        return f"{eigen}{toen}."
    if kant == "rond" or not _zelfde_kant(figuur, figuur.groepswaarde(uitleg.id), kant):
        return f"{eigen}, naast {tekst} in de groep{toen}."
    return f"{eigen}, {kant} dan de {tekst} van de groep{toen}."


def reden_highlight(highlight: Highlight, figuur: Figuur) -> str:
    """Why this figure was chosen; a reason that the printed state contradicts gives way to the state."""
    binnen = highlight.toestand == "binnen"
    dichtbij = highlight.reden == "dicht bij de groep"
    ver = dichtbij and not _in_middle_half(figuur, highlight.groep)
    if (binnen != dichtbij or ver) and highlight.reden != "verandering":
        return "een verschil dat bij toeval past" if binnen else "een verschil dat niet bij toeval past"
    return REDEN_HIGHLIGHT.get(highlight.reden, highlight.reden)


def _in_middle_half(figuur: Figuur, id_: str) -> bool:
    """Whether a reader sees the own value among the middle half of the organisations, or equal to the group's."""
    cel, eigen, waarde = figuur.groep(id_), figuur.eigen.waarde, figuur.groepswaarde(id_)
    if cel is None or eigen is None or waarde is None:
        return False
    if cel.p25 is not None and cel.p75 is not None:
        return cel.p25 <= eigen <= cel.p75
    return figuur.weergave.gelijk(eigen, waarde)


def niets_opvallend(meervoud: Meervoud) -> str:
    """What the place of the highlights says when there are none."""
    if meervoud.vergeleken == 0:
        return "Zonder vergelijking is er niets uit te lichten. Kijk in de hoofdstukken welke cijfers je herkent."
    return (
        "Geen van de cijfers verschilt zo van de groep dat toeval onwaarschijnlijk is. "
        "Ook dat is een uitkomst: kijk in de hoofdstukken wat je herkent."
    )


def meervoudzin(meervoud: Meervoud, aanspreking: Aanspreking) -> str:
    """How many figures are compared, and what chance alone would do."""
    if meervoud.vergeleken == 0:
        return (
            "Geen van de cijfers kon met een benchmarkgroep worden vergeleken zonder dat een ander herkenbaar wordt. "
            "Waar het kan, staat de spreiding van de groep naast het cijfer."
        )
    buiten = "geen enkel cijfer" if meervoud.buiten95 == 0 else dutch.aantal(meervoud.buiten95, "cijfer", "cijfers")
    ligt = "liggen" if meervoud.buiten95 > 1 else "ligt"
    return (
        f"Dit rapport vergelijkt {dutch.aantal(meervoud.vergeleken, 'cijfer', 'cijfers')} met een benchmarkgroep. "
        f"Ook als {aanspreking.wie} in niets van de groep verschilde, zouden er door toeval "
        f"ongeveer {dutch.getal(meervoud.verwacht_door_toeval, 1)} buiten de grenzen vallen. "
        f"In werkelijkheid {ligt} er {buiten} buiten."
    )


def _hoofdletter(tekst: str) -> str:
    return tekst[0].upper() + tekst[1:]
