"""What passes from composing to mailing: the words of one mail."""

from dataclasses import dataclass
from typing import Literal

MailVariant = Literal["bijlage", "versleuteld", "portaal"]
DashboardWay = Literal["geen", "bijlage", "zip", "portaal"]  # how a reader gets the dashboard
MeetingMail = Literal["uitnodiging", "bevestiging", "dank"]  # before, at signing up, afterwards


@dataclass(frozen=True, slots=True)
class Bericht:
    """One mail as its reader will see it. `agenda` is an iCalendar file, or "" without a meeting."""

    onderwerp: str
    tekst: str
    html: str
    agenda: str = ""
