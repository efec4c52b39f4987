"""The glossary explains the words that the report uses."""

import re
from dataclasses import replace

from spiegelrapport.compose import report
from spiegelrapport.compose.begrippen import used
from tests.builders import definities, publishable
from tests.compose.builders import SJABLONEN

BEGRIPPEN = {"marge": "a", "onvolledig traject": "b", "gewone spreiding": "c"}


def test_a_word_counts_however_it_is_inflected_and_in_a_charts_words() -> None:
    html = '<style>.marge {}</style><p class="marge">Onvolledige trajecten</p><img alt="in gewone spreiding">'
    assert used(BEGRIPPEN, html) == {"onvolledig traject": "b", "gewone spreiding": "c"}


def test_a_report_explains_no_word_that_it_does_not_use() -> None:
    gegeven = definities()
    met_vreemd = replace(gegeven, begrippen={**gegeven.begrippen, "casemix": "Wordt hier nergens genoemd."})
    html = report(publishable(), {}, met_vreemd, SJABLONEN).html
    assert "Wordt hier nergens genoemd" not in html
    assert re.search(r"<strong>[^<]+</strong>: ", html.split("<h3>Begrippen</h3>")[1])
