"""A spiegelbijeenkomst -> an iCalendar file that any calendar can take in."""

import hashlib
from datetime import UTC, datetime, time

from icalendar import Calendar, Event, vCalAddress

from spiegelrapport.dutch import AMSTERDAM
from spiegelrapport.errors import SettingError
from spiegelrapport.model.ronde import Bijeenkomst, Ronde


def invitation(bijeenkomst: Bijeenkomst, ronde: Ronde) -> str:
    """The .ics text, in UTC so that no calendar has to know Dutch time; the same meeting gives the same bytes."""
    agenda, afspraak = Calendar(), Event()
    agenda.add("prodid", "-//spiegelrapport//NL")
    agenda.add("version", "2.0")
    agenda.add("method", "PUBLISH")
    kenmerk = f"{ronde.naam}|{ronde.verslagjaar}|{bijeenkomst.titel}"
    domein = ronde.afzender.email.rpartition("@")[2]
    afspraak.add("uid", f"{hashlib.sha256(kenmerk.encode()).hexdigest()[:32]}@{domein}")
    afspraak.add("dtstamp", datetime.combine(ronde.peildatum, time(), UTC))
    afspraak.add("dtstart", local(bijeenkomst.begin).astimezone(UTC))
    afspraak.add("dtend", local(bijeenkomst.einde).astimezone(UTC))
    afspraak.add("summary", bijeenkomst.titel)
    afspraak.add("location", bijeenkomst.plaats)
    organisator = vCalAddress(f"mailto:{ronde.afzender.email}")
    organisator.params["cn"] = ronde.afzender.naam
    afspraak["organizer"] = organisator
    agenda.add_component(afspraak)
    return str(agenda.to_ical().decode())


def local(tijdstip: str) -> datetime:
    """'2026-09-08T14:00' as Dutch local time; anything else is a SettingError."""
    try:
        moment = datetime.fromisoformat(tijdstip)
    except ValueError:
        raise SettingError(
            f"'{tijdstip}' is geen tijdstip",
            waar="ronde.toml, [bijeenkomst]",
            tip="schrijf het als 2026-09-08T14:00",
        ) from None
    return moment.astimezone(AMSTERDAM) if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
