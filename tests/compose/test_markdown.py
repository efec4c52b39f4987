"""The analyst's Markdown becomes plain, safe, accessible HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegelrapport.compose.markdown import to_html


def test_emphasis_lists_and_headings_are_kept() -> None:
    html = to_html("## Kop\n\nEen *woord* en **nog een**.\n\n- een\n- twee")
    assert html == (
        "<h3>Kop</h3>\n<p>Een <em>woord</em> en <strong>nog een</strong>.</p>\n<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n"
    )


def test_html_and_template_code_stay_visible_as_text() -> None:
    html = to_html("<script>alert(1)</script> {{7*7}} {% include 'x' %}")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "{{7*7}}" in html


@pytest.mark.parametrize(
    "bron", ["![foto](http://a.example/x.png)", "[klik](javascript:alert(1))", "<img src=x onerror=y>"]
)
def test_nothing_is_fetched_or_run(bron: str) -> None:
    html = to_html(bron)
    assert "<img" not in html
    assert "<a" not in html


def test_no_heading_level_is_skipped() -> None:
    html = to_html("#### Diep\n\n##### Dieper\n\n# Hoog")
    assert html == "<h3>Diep</h3>\n<h4>Dieper</h4>\n<h3>Hoog</h3>\n"


def test_a_list_item_holds_inline_content_only() -> None:
    html = to_html("- een\n\n  tweede alinea\n\n- twee")
    assert "<p>" not in html
    assert "tweede alinea" in html


def test_no_text_gives_no_html() -> None:
    assert to_html("") == ""


@given(st.text(max_size=200))
def test_no_text_whatever_brings_in_another_element(bron: str) -> None:
    html = to_html(bron)
    for verboden in ("<script", "<a ", "<img", "<style", "<iframe", "<svg", " onclick", " style="):
        assert verboden not in html.replace("&lt;", "")
