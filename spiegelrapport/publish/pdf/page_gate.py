"""The accessibility gate: anything that would make a page worse for some reader fails the report, with the reason."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import ClassVar
from xml.etree.ElementTree import Element

from spiegelrapport.errors import UserError

KOPPEN = {f"h{niveau}": niveau for niveau in range(1, 7)}
LENGTE = 400  # of a reason taken from the page


class PrintError(UserError):
    """This report cannot be printed as it should; the others can."""

    exit_code: ClassVar[int] = 1


class Listener(logging.Handler):
    """Keeps what WeasyPrint only logs, so that nobody has to read a log to see that a page is wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.meldingen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.meldingen.append(record.getMessage()[:LENGTE])


@contextmanager
def listening() -> Iterator[None]:
    """Fail when WeasyPrint warned of anything within."""
    logger, luisteraar = logging.getLogger("weasyprint"), Listener()
    stil, logger.propagate = logger.propagate, False
    logger.addHandler(luisteraar)
    try:
        yield
    finally:
        logger.removeHandler(luisteraar)
        logger.propagate = stil
    refuse(luisteraar.meldingen)


def refuse(redenen: Iterable[str]) -> None:
    """PrintError with every reason once, when there are any."""
    uniek = tuple(dict.fromkeys(redenen))
    if uniek:
        raise PrintError(
            "het rapport voldoet niet aan de eisen voor toegankelijkheid: " + "; ".join(uniek[:5]),
            tip="herstel het sjabloon of de stijl; zonder deze fout wordt het rapport wel gemaakt",
        )


def check_page(html: Element) -> None:
    """What can be seen before layout: language, title, words for every picture, headings in order."""
    refuse(_faults(html))


def _faults(html: Element) -> Iterator[str]:
    if not html.get("lang"):
        yield "de taal van de pagina ontbreekt (lang)"
    if not "".join(html.findtext("head/title") or "").strip():
        yield "de titel van de pagina ontbreekt"
    for beeld in html.iter("img"):
        if not (beeld.get("alt") or "").strip():
            yield f"het beeld '{beeld.get('src', '?')[:60]}' heeft geen tekst (alt)"
    for verwijzing in html.iter("a"):
        if verwijzing.find(".//img") is not None:
            yield f"de verwijzing naar '{verwijzing.get('href', '?')[:60]}' staat om een beeld"
    yield from _headings(html)


def _headings(html: Element) -> Iterator[str]:
    vorige = 0
    for kop in html.iter():
        niveau = KOPPEN.get(str(kop.tag))
        if niveau is None:
            continue
        tekst = " ".join("".join(kop.itertext()).split())
        if not tekst:
            yield f"een lege kop ({kop.tag})"
        if niveau > vorige + 1:
            yield f"de kop '{tekst[:60]}' ({kop.tag}) slaat een niveau over"
        vorige = niveau


def flatten_links(html: Element) -> None:
    """Take emphasis out of links: WeasyPrint tags every element inside a link as one more link, and PDF/UA refuses that."""
    for verwijzing in html.iter("a"):
        tekst = "".join(verwijzing.itertext())
        for kind in list(verwijzing):
            verwijzing.remove(kind)
        verwijzing.text = tekst
