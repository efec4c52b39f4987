"""A reader's dashboard -> what goes with the mail, or into the reader's folder for a portal: proven to be that reader's."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport.errors import MailError
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.mailing.manifest import MailedReport
from spiegelrapport.mailing.plan import Mail
from spiegelrapport.mailing.right_reader import Evidence, HeldBack, read_file
from spiegelrapport.model.mail import DashboardWay, MailVariant

PORTAL = "portaal"  # in the round's output folder: one folder per keurmerkdrager, to upload
FIXED = (2000, 1, 1, 0, 0, 0)
CODE_IN_PAGE = re.compile(rb'<body data-agb="([a-z0-9-]+)"')


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A second attachment."""

    naam: str
    soort: str  # the second half of its media type
    inhoud: bytes


def check_way(way: DashboardWay, variant: MailVariant) -> None:
    """A page cannot be given a password: beside an encrypted report it would lie open."""
    if variant == "versleuteld" and way in ("bijlage", "zip"):
        raise MailError(
            f"een dashboard als {way} heeft geen wachtwoord, en het rapport wel",
            tip="kies --dashboard portaal, of een andere --vorm",
        )


def planned(rapport: MailedReport, way: DashboardWay, uitvoer: Path) -> tuple[str | None, str | None]:
    """File and hash of the reader's dashboard, when the plan sends one; HeldBack when it is not there or not theirs."""
    if way == "geen":
        return None, None
    if not rapport.dashboard or not rapport.dashboard_sha256:
        raise HeldBack("er is geen dashboard; maak het met spiegelrapport build --dashboard")
    _proven(rapport.dashboard, rapport.dashboard_sha256, rapport.agb_in_pdf, uitvoer)
    return rapport.dashboard, rapport.dashboard_sha256


def enclosure(mail: Mail, bewijs: Evidence) -> Enclosure | None:
    """What is attached beside the report, read once and proven to be this reader's; None when nothing is."""
    if mail.dashboard is None or mail.dashboard_sha256 is None:
        return None
    rapport = bewijs.manifest.rapporten[mail.agb]
    if (rapport.dashboard, rapport.dashboard_sha256) != (mail.dashboard, mail.dashboard_sha256):
        raise HeldBack("het manifest noemt een ander dashboard dan het plan; maak en keur het plan opnieuw")
    inhoud = _proven(mail.dashboard, mail.dashboard_sha256, mail.agb_in_pdf, bewijs.uitvoer)
    naam = Path(mail.bijlage_naam.replace("spiegelrapport-", "spiegeldashboard-", 1)).stem
    if mail.dashboard_vorm == "bijlage":
        return Enclosure(f"{naam}.html", "html", inhoud)
    return Enclosure(f"{naam}.zip", "zip", _zipped(f"{naam}.html", inhoud)) if mail.dashboard_vorm == "zip" else None


def fill_portal(uitvoer: Path, mail: Mail, *, met_rapport: bool) -> Path:
    """The reader's own folder with what is to be uploaded."""
    map_ = uitvoer / PORTAL / mail.agb
    if met_rapport:
        write_whole(map_ / mail.bijlage_naam, read_file(uitvoer, mail.bestand))
    if mail.dashboard:
        write_whole(map_ / Path(mail.dashboard).name, read_file(uitvoer, mail.dashboard))
    return map_


def _proven(bestand: str, som: str, agb: str, uitvoer: Path) -> bytes:
    inhoud = read_file(uitvoer, bestand)
    if sha256(inhoud) != som:
        raise HeldBack(f"{bestand} is veranderd nadat het dashboard is gemaakt")
    codes = {code.decode() for code in CODE_IN_PAGE.findall(inhoud)}
    if codes != {agb}:
        raise HeldBack(f"in het dashboard staat {', '.join(sorted(codes)) or 'geen AGB-code'}, verwacht is {agb}")
    return inhoud


def _zipped(naam: str, inhoud: bytes) -> bytes:
    """The same page gives the same bytes."""
    los = io.BytesIO()
    with zipfile.ZipFile(los, "w", zipfile.ZIP_DEFLATED) as gezipt:
        gezipt.writestr(zipfile.ZipInfo(naam, FIXED), inhoud, zipfile.ZIP_DEFLATED)
    return los.getvalue()
