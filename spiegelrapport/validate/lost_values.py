"""Values of a required column that could not be read, too many to go on with: their rows still count, without them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import procent
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import Levering
from spiegelrapport.model.ronde import Ronde

LOST = frozenset(["W001", "W002", "W003", "W005", "W008", "W009", "W010", "W013"])
ENOUGH = 10  # rows under which a share says nothing
TOO_MANY = "X602"
ACCEPT = "Hoort dit zo, zet dan Ja onder 'Akkoord met uitsluiting' in keurmerkdragers.xlsx."


def lost_values(levering: Levering, findings: Sequence[Finding], definities: Definities, ronde: Ronde) -> list[Finding]:
    """A required column that loses more than the round's share of excluded rows waits for the analyst, as the rows do."""
    verplicht = _required(levering, definities)
    weg: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        sleutel = verplicht.get((finding.blad or "", finding.kolom or ""))
        if finding.code in LOST and finding.ernst is Ernst.LET_OP and sleutel:
            weg[sleutel] += finding.aantal
    uit = []
    for (tabel, kop), aantal in weg.items():
        gelezen = levering.rijen_gelezen.get(tabel, 0)
        if gelezen >= ENOUGH and aantal / gelezen > ronde.drempels.uitgesloten_maximaal:
            uit.append(_finding(levering, kop, aantal, aantal / gelezen, ronde))
    return uit


def _required(levering: Levering, definities: Definities) -> Mapping[tuple[str, str], tuple[str, str]]:
    """(sheet, heading) -> (table, heading) of the columns that must be there."""
    uit: dict[tuple[str, str], tuple[str, str]] = {}
    for export in definities.exports.values():
        frame = levering.tabellen.get(export.tabel)
        bladen = [] if frame is None else [str(blad) for blad in frame["blad"].unique()]
        for kolom in export.kolommen:
            kop = levering.koppen.get((export.tabel, kolom.naam))
            if kolom.verplicht and kop:
                uit |= {(blad, kop): (export.tabel, kop) for blad in bladen}
    return uit


def _finding(levering: Levering, kop: str, aantal: int, deel: float, ronde: Ronde) -> Finding:
    grens = ronde.drempels.uitgesloten_maximaal
    return Finding(
        TOO_MANY,
        Ernst.LET_OP if levering.agb in ronde.geaccepteerd else Ernst.BLOKKEREND,
        f"In de verplichte kolom '{kop}' is op {procent(deel)} van de rijen de waarde niet te lezen; de grens is {procent(grens)}.",
        "Herstel de waarden en lever opnieuw aan, of laat ons weten waarom dit zo hoort.",
        levering.bestand,
        kolom=kop,
        aantal=aantal,
        besluit=ACCEPT,
    )
