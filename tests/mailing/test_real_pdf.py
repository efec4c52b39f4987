"""The PDF as publish makes it says whose it is, and still does behind a password."""

import io

import pikepdf
import pytest

from spiegelrapport.mailing.encryption import encrypt, new_password
from spiegelrapport.mailing.right_reader import HeldBack, codes_in_pdf
from spiegelrapport.publish.pdf.renderer import Renderer
from tests.publish.pdf.builders import SJABLONEN, document


@pytest.fixture(scope="module")
def gedrukt() -> bytes:
    woorden = ("spiegelrapport", "2025", "agb:06000001")
    return Renderer(SJABLONEN).render(document(trefwoorden=woorden)).inhoud


def test_a_printed_report_names_its_reader(gedrukt: bytes) -> None:
    assert codes_in_pdf(gedrukt) == {"06000001"}


def test_an_encrypted_report_opens_with_its_password_and_keeps_tags_and_attachments(gedrukt: bytes) -> None:
    woord = new_password()
    geheim = encrypt(gedrukt, woord)
    assert codes_in_pdf(geheim, woord) == {"06000001"}
    for verkeerd in ("", woord.upper(), "x"):
        with pytest.raises(HeldBack, match="opent de PDF niet"):
            codes_in_pdf(geheim, verkeerd)
    assert b"06000001" not in geheim
    with pikepdf.open(io.BytesIO(geheim), password=woord) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.allow.accessibility
        assert "/StructTreeRoot" in pdf.Root
        assert list(pdf.attachments) == ["cijfers.csv"]


def test_an_encrypted_report_no_longer_claims_to_be_an_archive_and_still_claims_to_be_accessible(
    gedrukt: bytes,
) -> None:
    for inhoud, woord, archief in ((gedrukt, "", True), (encrypt(gedrukt, "abc"), "abc", False)):
        with pikepdf.open(io.BytesIO(inhoud), password=woord) as pdf:
            sleutels = set(pdf.open_metadata())
            assert any("/pdfa/ns/id/" in sleutel for sleutel in sleutels) == archief
            assert any("/pdfua/ns/id/" in sleutel for sleutel in sleutels)
            assert pdf.open_metadata()["dc:title"].startswith("Spiegelrapport 2025")
