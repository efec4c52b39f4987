"""The example report is made again when something changes, and no mistake ends the watching."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spiegelrapport.errors import SettingError
from spiegelrapport.publish.watch import follow

Stap = Callable[[], object]


def sleeper(*stappen: Stap) -> Callable[[float], None]:
    """A clock whose every tick takes the next step, and then presses Ctrl-C."""
    rest = list(stappen)

    def slaap(_: float) -> None:
        if not rest:
            raise KeyboardInterrupt
        rest.pop(0)()

    return slaap


def run(map_: Path, maak: Callable[[], Path], *stappen: Stap) -> list[str]:
    meldingen: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        follow([map_], maak, meldingen.append, slaap=sleeper(*stappen))
    return meldingen


def test_it_is_made_at_once_and_again_after_every_change(tmp_path: Path) -> None:
    sjabloon = tmp_path / "a.html"
    sjabloon.write_text("een")
    keren: list[int] = []

    def maak() -> Path:
        keren.append(1)
        return Path("rapport.pdf")

    meldingen = run(tmp_path, maak, lambda: None, lambda: sjabloon.write_text("twee!"), lambda: None, sjabloon.unlink)
    assert len(keren) == 3
    assert meldingen.count("Veranderd: a.html") == 2
    assert meldingen[0].endswith("s: rapport.pdf")


def test_other_files_do_not_matter(tmp_path: Path) -> None:
    meldingen = run(tmp_path, lambda: Path("x.pdf"), lambda: (tmp_path / "x.pdf").write_text("klaar"))
    assert not any(melding.startswith("Veranderd") for melding in meldingen)


def test_a_mistake_is_told_and_the_next_save_tries_again(tmp_path: Path) -> None:
    uitkomsten = iter([SettingError("onbekende sleutel", waar="x.toml"), KeyError("oeps"), None])

    def maak() -> Path:
        fout = next(uitkomsten)
        if fout:
            raise fout
        return Path("rapport.pdf")

    save = [lambda i=i: (tmp_path / "a.css").write_text("x" * i) for i in (1, 2)]
    meldingen = run(tmp_path, maak, *save)
    assert meldingen[0].startswith("Fout: onbekende sleutel")
    assert any(melding.startswith("Fout: KeyError") for melding in meldingen)
    assert any(melding.endswith("s: rapport.pdf") for melding in meldingen)


def test_a_logo_or_a_font_of_any_kind_counts_as_a_change(tmp_path: Path) -> None:
    namen = ("logo.png", "foto.jpg", "letter.woff2", "letter.otf", "voorwoord.md", "ronde.toml")
    save = [lambda naam=naam: (tmp_path / naam).write_text("nieuw") for naam in namen]
    meldingen = run(tmp_path, lambda: Path("x.pdf"), *save)
    assert [m for m in meldingen if m.startswith("Veranderd")] == [f"Veranderd: {naam}" for naam in namen]
