"""A mistake in a template names its file and line, in Dutch."""

from pathlib import Path

import pytest

from spiegelrapport.compose.environment import render
from spiegelrapport.errors import SettingError


@pytest.mark.parametrize(
    ("inhoud", "melding", "regel"),
    [
        ("een\n{{ niets }}", "'niets' bestaat niet", 2),
        ("{{ ding.niets }}", "'niets' bestaat daar niet", 1),
        ("een\ntwee\n{% fi %}", "de opdracht 'fi' bestaat niet, of staat niet waar hij hoort", 3),
        ("{% if ding %}\nnooit dicht", "een blok, zoals {% if %} of {% for %}, is niet gesloten", 2),
        ("{{ ding | mooi }}", "het filter 'mooi' bestaat niet", 1),
        ("{{ ding ", "{{ of {% wordt niet gesloten", 1),
        ("{{ + }}", "hoort hier niet", 1),
    ],
)
def test_it_says_what_is_wrong_and_where(tmp_path: Path, inhoud: str, melding: str, regel: int) -> None:
    (tmp_path / "blad.html").write_text(inhoud)
    with pytest.raises(SettingError) as fout:
        render([tmp_path], "blad.html", {"ding": "tekst"})
    assert melding in str(fout.value)
    assert f"blad.html, regel {regel}" in str(fout.value)
