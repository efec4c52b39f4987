"""What a file that is no export turns out to be, and what its sender can do about it."""

from types import MappingProxyType

EXPORT = "Lever het Excel- of CSV-bestand aan dat je EPD exporteert."
UITPAKKEN = "Pak het archief uit en lever het Excel-bestand aan dat erin zit."
BIJLAGE = "Open de mail, sla de bijlage op en lever die zelf aan."
OVERZETTEN = "Kies in Numbers voor Archief, Exporteer naar, Excel, en lever dat bestand aan."
KOPIEREN = "Zet de tabel in een Excel-bestand, met de koppen uit het sjabloon, en lever dat aan."

HULP = MappingProxyType(
    {
        "een Word-document": KOPIEREN,
        "een presentatie": KOPIEREN,
        "een tekstdocument": KOPIEREN,
        "een PDF": EXPORT,
        "een bewaarde mail": BIJLAGE,
        "een zip-archief": UITPAKKEN,
        "een RAR-archief": UITPAKKEN,
        "een 7-Zip-archief": UITPAKKEN,
        "een gzip-archief": UITPAKKEN,
        "een Numbers-bestand": OVERZETTEN,
    }
)

MERKEN = (  # how such a file begins
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"Rar!", "een RAR-archief"),
    (b"7z\xbc\xaf", "een 7-Zip-archief"),
    (b"\x1f\x8b", "een gzip-archief"),
    (b"SQLite", "een database"),
    (b"\x7fELF", "een programma"),
    (b"MZ", "een programma"),
    (b"{\\rtf", "een tekstdocument"),
)
STROMEN = (  # what an OLE file of another Office program holds
    ("WordDocument", "een Word-document"),
    ("PowerPoint Document", "een presentatie"),
    ("__properties_version1.0", "een bewaarde mail"),
)
DELEN = (  # and what a zipped one does, in lower case
    ("word/document.xml", "een Word-document"),
    ("ppt/presentation.xml", "een presentatie"),
    ("index/document.iwa", "een Numbers-bestand"),
)
TEKSTDOCUMENT = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.presentation")
MAILKOPPEN = ("received:", "return-path:", "mime-version:", "message-id:", "delivered-to:", "x-mozilla-status:")


def hulp(wat: str) -> str:
    """What the sender can do about a file that is `wat`."""
    return HULP.get(wat, EXPORT)
