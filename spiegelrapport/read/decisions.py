"""What the analyst decided per keurmerkdrager, in the register -> the round's settings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spiegelrapport.definitions.strict import choices
from spiegelrapport.errors import InputError, SettingError, suggestion
from spiegelrapport.model.ronde import Groepsregel, Keurmerkdrager, Ronde, Scoringskeuze
from spiegelrapport.read.waarden import ja_nee
from spiegelrapport.read.waarden.cleaning import key

AKKOORD, DEELT, LEERKRING, SCHAAL = "akkoord met uitsluiting", "deelt cijfers", "leerkring", "schaal"
DECISIONS = (AKKOORD, DEELT, LEERKRING, SCHAAL)
OWN_COLUMNS = ("type", "sector", "regio")
BESTAND = "keurmerkdragers.xlsx"
CQI = "CQI"
PAIR = re.compile(r"\s*([^=:;]+?)\s*[=:]\s*([^;=:]+?)\s*(?:;|$)")


def decide(ronde: Ronde, register: Mapping[str, Keurmerkdrager], instrumenten: Sequence[str]) -> Ronde:
    """The same round with the register's decisions in it, and names of columns and instruments as they are known.

    What ronde.toml and the register both decide for one keurmerkdrager is refused, also when they agree: nobody should have
    to look in two places. InputError names the row.
    """
    dragers = list(register.values())
    _not_twice(dragers, AKKOORD, ronde.geaccepteerd, "geaccepteerd")
    _not_twice(dragers, DEELT, ronde.deel, "deel")
    _not_twice(dragers, SCHAAL, [keuze.agb for keuze in ronde.scoring], "[[scoring]]")
    regels = tuple(_as_spelled(regel, dragers) for regel in ronde.benchmarkgroepen)
    return replace(
        ronde,
        geaccepteerd=(*ronde.geaccepteerd, *_yes(dragers, AKKOORD)),
        deel=(*ronde.deel, *_yes(dragers, DEELT)),
        scoring=tuple(_known(keuze, register, instrumenten) for keuze in (*ronde.scoring, *_all_scales(dragers))),
        benchmarkgroepen=tuple(_with_circle(regel, regels, dragers) for regel in regels),
    )


def _cell(drager: Keurmerkdrager, kolom: str) -> str:
    return next((waarde for naam, waarde in drager.kenmerken.items() if key(naam) == key(kolom)), "")


def _place(drager: Keurmerkdrager, kolom: str) -> str:
    return f"{BESTAND}, rij {drager.rij}, kolom {kolom.capitalize()}"


def _not_twice(dragers: Sequence[Keurmerkdrager], kolom: str, codes: Sequence[str], elders: str) -> None:
    for drager in dragers:
        if drager.agb in codes and _cell(drager, kolom):
            raise InputError(
                f"over {drager.agb} staat hetzelfde besluit in het register en in ronde.toml ({elders})",
                waar=_place(drager, kolom),
                tip=f"kies één plek: maak de cel leeg, of haal de code uit {elders}",
            )


def _yes(dragers: Sequence[Keurmerkdrager], kolom: str) -> Iterator[str]:
    for drager in dragers:
        antwoord = ja_nee.read(_cell(drager, kolom))
        if antwoord is not None and not isinstance(antwoord, bool):
            raise InputError(
                f"'{_cell(drager, kolom)}' is geen ja of nee",
                waar=_place(drager, kolom),
                tip="typ Ja of Nee, of laat de cel leeg",
            )
        if antwoord:
            yield drager.agb


def _all_scales(dragers: Sequence[Keurmerkdrager]) -> Iterator[Scoringskeuze]:
    for drager in dragers:
        yield from _scales(drager)


def _known(keuze: Scoringskeuze, register: Mapping[str, Keurmerkdrager], instrumenten: Sequence[str]) -> Scoringskeuze:
    """The instrument by its own code, however it was typed; an unknown one would be an answer that nobody hears."""
    bekend = {key(code): code for code in (*instrumenten, CQI)}
    if key(keuze.instrument) not in bekend:
        raise SettingError(
            f"onbekend instrument '{keuze.instrument}' bij de schaal van {keuze.agb}",
            waar=_place(register[keuze.agb], SCHAAL) if keuze.agb in register else "ronde.toml, [[scoring]]",
            tip=suggestion(keuze.instrument, list(bekend.values())),
        )
    return replace(keuze, instrument=bekend[key(keuze.instrument)])


def _scales(drager: Keurmerkdrager) -> Iterator[Scoringskeuze]:
    """'SCL90 = andere; CQI = percentage': one choice per instrument."""
    tekst = _cell(drager, SCHAAL)
    bekend = choices(Scoringskeuze.__annotations__["schaal"])
    rest = tekst
    for vondst in PAIR.finditer(tekst):
        rest = rest.replace(vondst[0], "", 1)
        schaal = vondst[2].casefold()
        if schaal not in bekend:
            raise InputError(
                f"onbekende schaal '{vondst[2]}'", waar=_place(drager, SCHAAL), tip=suggestion(schaal, list(bekend))
            )
        yield Scoringskeuze(drager.agb, vondst[1], schaal)  # type: ignore[arg-type]
    if rest.strip():
        raise InputError(
            f"'{tekst}' zegt niet van welk instrument de schaal is",
            waar=_place(drager, SCHAAL),
            tip="schrijf het zo: SCL90 = andere; CQI = percentage",
        )


def _with_circle(regel: Groepsregel, regels: Sequence[Groepsregel], dragers: Sequence[Keurmerkdrager]) -> Groepsregel:
    """A list of members, with those whose cell under Leerkring names it."""
    lijsten = {key(naam): een.code for een in regels if een.regel == "lijst" for naam in (een.code, een.naam)}
    erbij = []
    for drager in dragers:
        cel = _cell(drager, LEERKRING)
        if cel and key(cel) not in lijsten:
            raise InputError(
                f"er is geen benchmarkgroep '{cel}'",
                waar=_place(drager, LEERKRING),
                tip=f'maak in ronde.toml een groep met regel = "lijst"; {suggestion(cel, [een.naam for een in regels if een.regel == "lijst"])}',
            )
        if cel and lijsten[key(cel)] == regel.code and regel.regel == "lijst":
            if drager.agb in regel.leden:
                raise InputError(
                    f"over {drager.agb} staat hetzelfde besluit in het register en in ronde.toml (leden van '{regel.code}')",
                    waar=_place(drager, LEERKRING),
                    tip="kies één plek: maak de cel leeg, of haal de code uit leden",
                )
            erbij.append(drager.agb)
    return replace(regel, leden=(*regel.leden, *erbij))


def _as_spelled(regel: Groepsregel, dragers: Sequence[Keurmerkdrager]) -> Groepsregel:
    """`kolom` of ronde.toml as the register has it: capitals, spaces and hyphens make no difference."""
    if regel.regel != "kolom" or not dragers:
        return regel
    namen = {key(naam): naam for naam in (*OWN_COLUMNS, *dragers[0].kenmerken)}
    if key(regel.kolom) not in namen:
        raise SettingError(
            f"onbekende kolom '{regel.kolom}' in benchmarkgroep '{regel.code}'",
            waar="ronde.toml, benchmarkgroepen",
            tip=suggestion(regel.kolom, list(namen.values())),
        )
    return replace(regel, kolom=namen[key(regel.kolom)])
