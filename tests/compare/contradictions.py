"""Reads a report's pages as a reader does, from the words on them alone, and names what does not agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NUMBER = r"([+−]?\d+(?:\.\d{3})*(?:,\d+)?)"
GROUP = re.compile(rf"in de groep ‘(?P<naam>.+?)’ (?:is de mediaan )?{NUMBER}(?=%|[.:]|$)")
OWN = re.compile(rf"^{NUMBER}")
HIGHER, LOWER = "cijfer is hoger", "cijfer is lager"


@dataclass(frozen=True)
class Card:
    """What a card says: big number, margin, sentence, foot, the words of its chart, and the rows of its table."""

    naam: str
    waarde: str
    marge: str
    zin: str
    voet: str
    alt: str
    groep: str  # the table's number of the group that the sentence names


def compares(card: Card) -> bool:
    """Whether the sentence names a number of a group: what cannot be read cannot disagree either."""
    return GROUP.search(card.zin) is not None


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".").replace("−", "-").replace("+", "").rstrip("%"))


def pair(text: str) -> tuple[float, float]:
    low, high = text.split(" tot ")
    return number(low), number(high)


def on_card(card: Card) -> Iterator[str]:
    """Margin against sentence, sentence against table, sentence against band."""
    if re.search(r"betrouwbaarheid 0", card.voet + card.zin):
        yield "a bare reliability"
    said = GROUP.search(card.zin)
    if said is None:
        return
    doel, eigen = number(said.group(2)), number(card.waarde.lstrip("<> \xa0"))
    if card.groep and number(card.groep.lstrip("<> \xa0")) != doel:
        yield f"the table says {card.groep}, the sentence {doel}"
    own = OWN.match(card.zin)
    if own and number(own.group(1)) != eigen:
        yield f"the card says {card.waarde}, the sentence {own.group(1)}"
    yield from _margin(card, doel, eigen)
    if (HIGHER in card.zin and eigen <= doel) or (LOWER in card.zin and eigen >= doel):
        yield f"{eigen} beside {doel}, yet: {card.zin}"
    if "meestal verschillen" in card.zin and "niet geschikt" in card.voet:
        yield f"not fit to compare, yet: {card.zin}"
    yield from _band(card, said.group("naam"), eigen)


def _margin(card: Card, doel: float, eigen: float) -> Iterator[str]:
    """More than chance only where the margin leaves the group's number out, and the other way round."""
    if not card.marge:
        return
    low, high = pair(card.marge)
    holds = low <= doel <= high
    if holds and ("meer dan toeval" in card.zin or "op de grens" in card.zin):
        yield f"margin {card.marge} holds {doel}, yet: {card.zin}"
    if not holds and ("niet van toeval" in card.zin or "vrijwel hetzelfde" in card.zin) and eigen != doel:
        yield f"margin {card.marge} does not hold {doel}, yet: {card.zin}"


def _band(card: Card, groep: str, eigen: float) -> Iterator[str]:
    """Who is called unusual does not lie in the band that is drawn; who is called nearly the same lies at its middle."""
    drawn = re.search(rf"{re.escape(groep)}[^:]*:[^.]*?middelste 80% {NUMBER}%? tot {NUMBER}%?", card.alt)
    if drawn and "valt buiten" in card.zin and number(drawn.group(1)) <= eigen <= number(drawn.group(2)):
        yield f"inside the band {drawn.group(0)}, yet: {card.zin}"
    if "door toeval" in card.alt:
        yield "a chart that speaks of chance"


def on_overview(alt: str, cards: Sequence[Card]) -> Iterator[str]:
    """The overview's numbers are the cards', and it marks whom the cards call unusual."""
    marked = re.search(r"Buiten hoe organisaties meestal verschillen: (.*)\.$", alt)
    listed = re.findall(r"(?:: \d+ indicatoren\. |; )(.+?)(?: \([^)]*\))? \S+, groep ", alt)
    known = {*listed, *(card.naam for card in cards)}  # a name may hold a comma, and begin as another does
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    for card in cards:
        line = re.search(
            rf"(?:: \d+ indicatoren\. |; ){re.escape(card.naam)}(?: \([^)]*\))? (\S+), groep (\S+?)(?=[;.] | van |$)",
            alt,
        )
        said = GROUP.search(card.zin)
        if line is None or said is None:
            continue
        if number(line.group(1).lstrip("<>")) != number(card.waarde.lstrip("<> \xa0")) or number(
            line.group(2).rstrip(".")
        ) != number(said.group(2)):
            yield f"overview {line.group(0)}, card {card.waarde} beside {said.group(2)}"
        named = marked is not None and card.naam in re.findall(names, marked.group(1))
        if named != ("valt buiten" in card.zin):
            yield f"overview {'marks' if named else 'does not mark'} {card.naam}, yet: {card.zin}"


def on_page(sentences: Sequence[tuple[str, str]], cards: Sequence[Card]) -> Iterator[str]:
    """Highlights and 'ons gesprek': (name, sentence) with the group's number of the card."""
    by_name = {card.naam: card for card in cards}
    for naam, zin in sentences:
        card = by_name.get(naam.split(" (")[0]) or by_name.get(naam.split(":")[0])
        said = GROUP.search(card.zin) if card else None
        other = re.search(rf"(?:naast|dan de) {NUMBER}%? (?:in de groep|van de groep)", zin)
        if card is None or said is None or other is None:
            continue
        if number(other.group(1)) != number(said.group(2)):
            yield f"{zin} but the card: {card.zin}"
        if re.search(r", (hoger|lager) dan", zin) and "valt buiten" not in card.zin:
            yield f"{zin} but the card: {card.zin}"
