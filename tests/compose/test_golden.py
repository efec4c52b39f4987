"""The HTML of three reports, as it was last looked at. After a change that was meant: pytest --snapshot-update."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from spiegelrapport.compose import Teksten
from spiegelrapport.model.document import Document
from tests.compose.test_document import document, klein, samen


class Html(SingleFileSnapshotExtension):
    """One file per report, in tests/golden/compose."""

    file_extension = "html"
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parents[1] / "golden" / "compose" / "test_golden")


def eigen() -> Document:
    return document(teksten=Teksten("Beste lezer.\n\n- eerst dit\n- dan dat", "In maart verhuisden jullie."))


@pytest.mark.parametrize("maak", [eigen, klein, samen])
def test_the_html_is_as_it_was(maak, snapshot: SnapshotAssertion) -> None:  # type: ignore[no-untyped-def]
    assert maak().html == snapshot(extension_class=Html, name=maak.__name__)
