"""The document about values is the parsers' own examples."""

from pathlib import Path

from spiegelrapport.read.waarden.documentation import to_markdown

DOCUMENT = Path(__file__).parents[3] / "docs" / "waarden.md"


def test_the_document_is_up_to_date() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == to_markdown()
