"""WeasyPrint never sees the machine's own fonts, whichever module is asked for first."""

import os
import subprocess
import sys

import pytest

from spiegelrapport.publish.pdf import weasyprint_pin

ZEGT = "; import os; print(os.environ['FONTCONFIG_FILE'])"


@pytest.mark.parametrize("module", ["pipeline", "publish.pdf", "publish.pdf.line_cache", "publish.pdf.chart_image"])
@pytest.mark.parametrize("al_gezet", [False, True])
def test_the_fonts_are_chosen_before_weasyprint_is_loaded(module: str, al_gezet: bool) -> None:
    eigen = os.environ["FONTCONFIG_FILE"]
    assert eigen.endswith("fontconfig.xml")
    omgeving = {**os.environ, "FONTCONFIG_FILE": eigen if al_gezet else ""}
    opdracht = [sys.executable, "-W", "error::UserWarning", "-c", f"import spiegelrapport.{module}{ZEGT}"]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=False)
    assert klaar.stderr == ""
    assert klaar.stdout.strip() == eigen
    assert weasyprint_pin.weasyprint.__version__ == weasyprint_pin.VERSIE
