"""Templates -> text: the one Jinja environment, in which every missing value is an error and all data is escaped."""

import re
import string
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from spiegelrapport import dutch
from spiegelrapport.errors import SettingError

LEESTEKENS = re.compile(f"[{re.escape(string.punctuation)}]")
SJABLOONSOORTEN = frozenset({".html", ".md", ".txt", ".svg"})
MELDINGEN = {  # of Jinja -> ours
    r"Encountered unknown tag '([^']+)'.*": "de opdracht '{}' bestaat niet, of staat niet waar hij hoort",
    r"Unexpected end of template.*": "het houdt te vroeg op: een blok, zoals {{% if %}} of {{% for %}}, is niet gesloten",
    r"unexpected end of template.*": "het houdt te vroeg op: {{{{ of {{% wordt niet gesloten",
    r"expected token '(.+)', got '(.+)'": "hier hoort '{}', niet '{}'",
    r"unexpected '(.+)'": "'{}' hoort hier niet",
    r"No filter named '([^']+)'\.?": "het filter '{}' bestaat niet",
    r"'([^']+)' is undefined": "'{}' bestaat niet",
    r"'.+' has no attribute '([^']+)'": "'{}' bestaat daar niet",
}
TIP = "wat een sjabloon mag gebruiken, staat in templates/README.md"


def render(sjablonen: Sequence[Path], naam: str, gegevens: Mapping[str, Any]) -> str:
    """The template `naam` of the first folder that has it, filled with `gegevens`.

    A mistake in a template is a SettingError with its file and line.
    """
    try:
        return _environment(tuple(sjablonen), naam.endswith(".md")).get_template(naam).render(gegevens)
    except TemplateNotFound as fout:
        raise SettingError(f"het sjabloon '{fout.name}' ontbreekt", waar=str(sjablonen[0])) from fout
    except TemplateSyntaxError as fout:
        waar = f"{fout.name or naam}, regel {fout.lineno}"
        raise SettingError(
            f"dit sjabloon is niet te lezen: {_in_dutch(fout.message or '')}", waar=waar, tip=TIP
        ) from fout
    except (TemplateRuntimeError, TypeError) as fout:
        raise SettingError(
            f"dit sjabloon kan niet worden ingevuld: {_in_dutch(str(fout))}", waar=_place(fout, naam), tip=TIP
        ) from fout


def _in_dutch(melding: str) -> str:
    """What Jinja says most, in the words of who designs; anything else as it says it."""
    for patroon, woorden in MELDINGEN.items():
        if gevonden := re.fullmatch(patroon, melding, re.DOTALL):
            return woorden.format(*gevonden.groups())
    return melding


def _place(fout: Exception, naam: str) -> str:
    """The template's file and line where it went wrong: the last of its own lines in the traceback."""
    plaatsen = [
        deel for deel in traceback.extract_tb(fout.__traceback__) if Path(deel.filename).suffix in SJABLOONSOORTEN
    ]
    return f"{Path(plaatsen[-1].filename).name}, regel {plaatsen[-1].lineno}" if plaatsen else naam


@lru_cache(maxsize=8)
def _environment(sjablonen: tuple[Path, ...], markdown: bool) -> Environment:
    """In Markdown data is escaped too: a name is text, whatever signs are in it."""
    omgeving = Environment(
        loader=FileSystemLoader([str(map_) for map_ in sjablonen]),
        autoescape=not markdown,  # noqa: S701 - there `finalize` escapes, and the HTML made of it has none of its own
        finalize=_as_text if markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.filters |= {
        "getal": dutch.getal,
        "procent": dutch.procent,
        "datum": dutch.datum,
        "opsomming": dutch.opsomming,
        "jaren": dutch.jaren,
        "velden": _fields,
        "laag_begin": _lower_first,
        "met_stijl": _styled,
    }
    return omgeving


def _fields(ding: object) -> list[tuple[str, Any]]:
    """A dataclass as (name-with-dashes, value) pairs: the house style as CSS variables."""
    if not is_dataclass(ding) or isinstance(ding, type):
        raise TypeError("only a dataclass has fields")
    return [(naam.replace("_", "-"), waarde) for naam, waarde in asdict(ding).items()]


def _lower_first(tekst: str) -> str:
    return tekst[:1].lower() + tekst[1:]


def _as_text(waarde: object) -> str:
    """A value as Markdown that reads back as that value, on one line: entities make no markup."""
    return LEESTEKENS.sub(lambda teken: f"&#{ord(teken[0])};", " ".join(str(waarde).split()))


def _styled(inhoud: Markup, **stijlen: str) -> Markup:
    """HTML with a style at each element named: <p> becomes <p style="...">."""
    met = re.sub(r"<([a-z0-9]+)>", lambda m: f'<{m[1]} style="{stijlen[m[1]]}">' if m[1] in stijlen else m[0], inhoud)
    return Markup(met)  # noqa: S704 - it was Markup, and the styles are the template's
