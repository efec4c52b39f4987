"""PDF bytes -> everything in it that could be read: drawn text, strings, metadata, attachments, decoded streams."""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf

OPDRACHT = re.compile(rb"/([^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf|<([0-9A-Fa-f]+)>|\(((?:\\.|[^\\()])*)\)|\b(ET)\b")
BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
BLOKKEN = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
GETALLEN = ("/ID", "/CheckSum")  # strings of bytes that spell nothing
DIEPST = 8  # objects within objects
GLYPH = struct.Struct(">H")
TAG = re.compile(rb"<[^>]*>")
Tabel = dict[int, str]


@dataclass(frozen=True, slots=True)
class PdfText:
    """`zaken`: (kind, text) of everything that is not drawn; `stromen`: the decoded operators; `bijlagen`: all their names."""

    tekst: str
    zaken: tuple[tuple[str, str], ...]
    stromen: tuple[bytes, ...]
    bijlagen: tuple[str, ...]


def read(inhoud: bytes) -> PdfText:
    """Everything readable. Fonts and images themselves are not searched."""
    with pikepdf.open(io.BytesIO(inhoud)) as pdf:
        tabellen: dict[tuple[int, int], Tabel] = {}
        getekend, stromen = [], []
        for bron, middelen in _tekeningen(pdf):
            stromen.append(bron)
            letters = {naam[1:].encode(): _tabel(letter, tabellen) for naam, letter in _letters(middelen)}
            getekend.append(_tekst(bron, letters))
        zaken = [("eigenschappen en alternatieve teksten", "\n".join(_strings(pdf)))]
        zaken += [(f"bijlage {naam}", tekst) for naam, tekst in _bijlagen(pdf)]
        if "/Metadata" in pdf.Root:
            zaken.append(("metadata", pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")))
        return PdfText("\n".join(getekend), tuple(zaken), tuple(stromen), tuple(_bijlagenamen(pdf)))


def _tekeningen(pdf: pikepdf.Pdf) -> Iterator[tuple[bytes, object]]:
    """Operators with their resources: pages and forms."""
    for pagina in pdf.pages:
        bron = pagina.obj.get("/Contents")
        delen = list(bron) if isinstance(bron, pikepdf.Array) else [bron]
        yield b"\n".join(deel.read_bytes() for deel in delen if deel is not None), pagina.obj.get("/Resources")
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Stream) and str(obj.get("/Subtype", "")) == "/Form":
            yield obj.read_bytes(), obj.get("/Resources")


def _letters(middelen: object) -> list[tuple[str, pikepdf.Object]]:
    letters = middelen.get("/Font") if isinstance(middelen, pikepdf.Dictionary) else None
    return list(letters.items()) if isinstance(letters, pikepdf.Dictionary) else []


def _tabel(letter: pikepdf.Object, bekend: dict[tuple[int, int], Tabel]) -> Tabel:
    """Glyph number -> characters, from the font's ToUnicode table."""
    naar = letter.get("/ToUnicode")
    if not isinstance(naar, pikepdf.Stream):
        return {}
    if naar.objgen not in bekend:
        tabel: Tabel = {}
        for soort, blok in BLOKKEN.findall(naar.read_bytes()):
            if soort == b"bfchar":
                tabel |= {int(glyph, 16): _unicode(teken) for glyph, teken in BFCHAR.findall(blok)}
            for van, tot, teken in BFRANGE.findall(blok) if soort == b"bfrange" else ():
                eerste = int(teken, 16)
                tabel |= {int(van, 16) + i: chr(eerste + i) for i in range(int(tot, 16) - int(van, 16) + 1)}
        bekend[naar.objgen] = tabel
    return bekend[naar.objgen]


def _unicode(teken: bytes) -> str:
    return bytes.fromhex(teken.decode()).decode("utf-16-be", "replace")


def _tekst(bron: bytes, letters: dict[bytes, Tabel]) -> str:
    """The characters that are drawn; a new line after every text object."""
    uit: list[str] = []
    tabel: Tabel = {}
    for naam, hexa, haakjes, einde in OPDRACHT.findall(bron):
        if naam:
            tabel = letters.get(naam, {})
        elif hexa:
            uit += [tabel.get(nummer, "") for nummer in _glyphs(hexa)]
        elif haakjes:
            uit.append(haakjes.decode("latin-1"))
        elif einde:
            uit.append("\n")
    return "".join(uit)


def _glyphs(hexa: bytes) -> Iterable[int]:
    """The numbers of four digits each; a last one that is cut short too."""
    if len(hexa) % 4:
        return [int(hexa[i : i + 4], 16) for i in range(0, len(hexa), 4)]
    return [nummer for (nummer,) in GLYPH.iter_unpack(bytes.fromhex(hexa.decode()))]


def _strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every text string of every object: alternative texts, bookmarks, properties, names."""
    for obj in (*pdf.objects, pdf.trailer):
        yield from _in_object(obj, 0)


def _in_object(obj: object, diepte: int) -> Iterator[str]:
    """The strings in one object and what it holds directly; what it refers to is an object of its own."""
    if isinstance(obj, pikepdf.String):
        yield str(obj)
    elif diepte < DIEPST:
        for waarde in _delen(obj):
            if isinstance(waarde, pikepdf.String) or _direct(waarde):
                yield from _in_object(waarde, diepte + 1)


def _delen(obj: object) -> Iterable[object]:
    if isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
        return (waarde for sleutel, waarde in obj.items() if sleutel not in GETALLEN)
    return obj if isinstance(obj, pikepdf.Array) else ()


def _direct(waarde: object) -> bool:
    return isinstance(waarde, pikepdf.Dictionary | pikepdf.Array) and not waarde.is_indirect


def _bijlagen(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    for naam, bijlage in pdf.attachments.items():
        yield naam, naam
        yield naam, attachment_text(bijlage.get_file().read_bytes())


def _bijlagenamen(pdf: pikepdf.Pdf) -> list[str]:
    """By every name a viewer may show or save them: in the list of attachments, and with each file itself."""
    namen = set(pdf.attachments)
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary) and "/EF" in obj:
            namen |= {str(obj[sleutel]) for sleutel in ("/F", "/UF") if sleutel in obj}
    return sorted(namen)


def attachment_text(inhoud: bytes) -> str:
    """A workbook's parts without their tags; anything else as text."""
    if not inhoud.startswith(b"PK"):
        return inhoud.decode("utf-8-sig", "replace")
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return "\n".join(
            f"{naam}\n" + TAG.sub(b" ", archief.read(naam)).decode("utf-8", "replace") for naam in archief.namelist()
        )
