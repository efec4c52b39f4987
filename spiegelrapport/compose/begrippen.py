"""A report's words -> the terms that its glossary explains: those that it uses, and no others."""

import re
from collections.abc import Mapping

ALTERNATIEF = re.compile(r'\salt="([^"]*)"')  # what a chart says is read too
LABEL = re.compile(r"<style>.*?</style>|<[^<>]*>", re.DOTALL)


def used(begrippen: Mapping[str, str], html: str) -> dict[str, str]:
    """`html`: the report without its glossary. Inflected counts: 'onvolledige trajecten' uses 'onvolledig traject'."""
    tekst = " ".join([LABEL.sub(" ", html), *ALTERNATIEF.findall(html)]).lower()
    return {woord: uitleg for woord, uitleg in begrippen.items() if _pattern(woord).search(tekst)}


def _pattern(woord: str) -> re.Pattern[str]:
    return re.compile(r"\b" + r"e?\s+".join(re.escape(deel) for deel in woord.lower().split()))
