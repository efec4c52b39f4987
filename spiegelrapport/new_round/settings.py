"""A reporting year, and perhaps last year's ronde.toml -> this year's, explanations included."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import tomlkit
from tomlkit.exceptions import TOMLKitError

from spiegelrapport.dutch import aantal, datum
from spiegelrapport.errors import InputError

EXAMPLE = Path(__file__).with_name("ronde.toml")
BACK = 5  # years of trend before the reporting year
ONE_YEAR_ONLY = {"geaccepteerd": "akkoord met uitsluiting", "deel": "deelnemers die hun cijfers delen"}
DATES = ("peildatum", "sluitdatum")
MEETING = re.compile(r"^\[bijeenkomst\].*?(?=^\s*$)", re.DOTALL | re.MULTILINE)


class Settings(NamedTuple):
    """The text of ronde.toml, and what in it deserves a look (Dutch, one sentence each)."""

    text: str
    remarks: tuple[str, ...]


def example(jaar: int, *, meeting: bool = False) -> Settings:
    """The settings with their defaults and explanations; without `meeting` the invitation is shown as a comment."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for mark, year in (("@JAAR@", jaar), ("@EERSTE@", jaar - BACK), ("@VOLGEND@", jaar + 1)):
        text = text.replace(mark, str(year))
    if not meeting:
        text = MEETING.sub(lambda found: re.sub("^(?=.)", "# ", found[0], flags=re.MULTILINE), text)
    return Settings(text, ("Vul in ronde.toml de afzender in, en kies de benchmarkgroepen voordat je cijfers ziet.",))


def carried_over(pad: Path, jaar: int) -> Settings:
    """Last round's own text, moved to `jaar`: limits, groups and sender stay, what held for one year only goes."""
    try:
        inhoud = tomlkit.parse(pad.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, TOMLKitError) as fout:
        raise InputError(
            f"de vorige ronde is niet te lezen: {fout}", waar=str(pad), tip="wijs met --van de map van een ronde aan"
        ) from None
    remarks = tuple(_move(inhoud, jaar))
    return Settings(tomlkit.dumps(inhoud), remarks)


def _move(inhoud: Any, jaar: int) -> Iterator[str]:
    """Change the settings that depend on the year; say which."""
    stap = jaar - int(inhoud.get("verslagjaar", jaar - 1))
    vorig = str(inhoud.get("verslagjaar", ""))
    inhoud["naam"] = str(inhoud.get("naam", "")).replace(vorig, str(jaar)) if vorig else f"Spiegelrapportage {jaar}"
    inhoud["verslagjaar"], inhoud["versie"] = jaar, "1"
    inhoud["eerste_jaar"] = int(inhoud.get("eerste_jaar", jaar - stap - BACK)) + stap
    yield f"De trends beginnen nu in {inhoud['eerste_jaar']}: klopt dat met de jaren die worden aangeleverd?"
    for naam in DATES:
        if isinstance(inhoud.get(naam), date):
            inhoud[naam] = _years_later(inhoud[naam], stap)
            yield f"De {naam} staat op {datum(inhoud[naam])}."
    yield from _leave_out(inhoud)
    yield from _ask_about(inhoud)


def _leave_out(inhoud: Any) -> Iterator[str]:
    """What held for one round only."""
    for naam, wat in ONE_YEAR_ONLY.items():
        if inhoud.get(naam):
            yield f"Niet meegenomen, want die gold voor één ronde: {wat} ({aantal(len(inhoud[naam]), 'AGB-code', 'AGB-codes')})."
            inhoud[naam] = []
    if "bijeenkomst" in inhoud:
        del inhoud["bijeenkomst"]
        yield "De uitnodiging voor de spiegelbijeenkomst is weggelaten: zet [bijeenkomst] erin als er weer een is."


def _ask_about(inhoud: Any) -> Iterator[str]:
    """What came along and may have changed."""
    if antwoorden := inhoud.get("scoring"):
        yield f"{aantal(len(antwoorden), 'antwoord', 'antwoorden')} over scoringsschalen meegenomen: geldt dat ook dit jaar?"
    if inhoud.get("fictief"):
        yield "De vorige ronde had fictieve gegevens (fictief = true): zet dat op false als deze ronde echt is."
    if any(regel.get("leden") for regel in inhoud.get("benchmarkgroepen", [])):
        yield "Groepen met een vaste lijst zijn meegenomen: is wie erin staat nog hetzelfde?"


def _years_later(dag: date, stap: int) -> date:
    """The same day in another year; 29 February becomes the 28th."""
    try:
        return date(dag.year + stap, dag.month, dag.day)
    except ValueError:
        return date(dag.year + stap, dag.month, 28)
