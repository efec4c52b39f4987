"""The HTML of three reports, and the PDF's text, as last looked at. After a change that was meant: pytest --snapshot-update."""

import shutil
import subprocess
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from spiegelrapport.compose import AnalystTexts
from spiegelrapport.model.document import Document
from spiegelrapport.publish.pdf import render
from spiegelrapport.template_paths import templates_folder
from tests.compose.test_document import document, klein, samen


class Html(SingleFileSnapshotExtension):
    """One file per report, in tests/golden/compose."""

    file_extension = "html"
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parents[1] / "golden" / "compose" / "test_golden")


def eigen() -> Document:
    return document(teksten=AnalystTexts("Beste lezer.\n\n- eerst dit\n- dan dat", "In maart verhuisden jullie."))


@pytest.mark.parametrize("maak", [eigen, klein, samen])
def test_the_html_is_as_it_was(maak, snapshot: SnapshotAssertion) -> None:  # type: ignore[no-untyped-def]
    assert maak().html == snapshot(extension_class=Html, name=maak.__name__)


class Tekst(Html):
    """The words of a PDF in reading order, beside the HTML they came from."""

    file_extension = "txt"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext ontbreekt (poppler-utils)")
@pytest.mark.parametrize("maak", [eigen, samen])
def test_the_text_of_the_pdf_is_as_it_was(maak, snapshot: SnapshotAssertion, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pad = tmp_path / "rapport.pdf"
    pad.write_bytes(render(maak(), (templates_folder(),)).inhoud)
    tekst = subprocess.run(["pdftotext", "-raw", str(pad), "-"], capture_output=True, text=True, check=True).stdout
    assert "".join(f"{regel.strip()}\n" for regel in tekst.splitlines()) == snapshot(
        extension_class=Tekst, name=maak.__name__
    )
