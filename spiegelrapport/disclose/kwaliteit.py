"""Exact counts of rows and response -> cells: the reader's own as they are, the joint report's as those of a group.

What the joint report says of its rows are shares like any other figure of a group: rules, rounding, audit and ledger see
them. So they stand in the stelsel, for the small ones only, and nobody subtracts its own or last edition's from them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from spiegelrapport.audit.group_cells import GroupCells
from spiegelrapport.audit.matrices import Masker, Matrix
from spiegelrapport.disclose.cellen import groepcel
from spiegelrapport.figures.rounding import Getallen, Rounding, unrounded
from spiegelrapport.model.cijfers import DATAKWALITEIT, KLEINE_AANBIEDERS, TOTAAL, Kwaliteitstelling, Sleutel
from spiegelrapport.model.publishable import Cel, GroepCel, Kwaliteit, Reason, Rijendeel, Tabeltelling, Uitsluiting
from spiegelrapport.model.ronde import Drempels, Ronde

GEBRUIKT, ROM, CQI = "gebruikt", "rom_respons", "cqi_respons"
KOPPELING = "rom koppeling"  # rows of the ROM that count but found no traject or no second measurement
AANDEEL = Rounding("aandeel", "%", 0, (0.0, 1.0))
Tellingen = Mapping[str, Kwaliteitstelling]
Breuk = tuple[int, int]  # rows that it is about, out of how many


def met_kwaliteit(stelsel: Matrix, tellingen: Tellingen, kleine: Iterable[str], ronde: Ronde) -> Matrix:
    """The same with a figure per share that the joint report may show; only its members have them."""
    delen = {agb: _breuken(tellingen[agb]) for agb in sorted(set(kleine) & set(stelsel.agbs) & set(tellingen))}
    namen = sorted({naam for breuken in delen.values() for naam in breuken})
    for maat, tabel in namen:
        teller, noemer = np.full((2, 1, len(stelsel.agbs)), np.nan)
        for agb, breuken in delen.items():
            noemers = _noemer(tellingen[agb], tabel, maat)
            if noemers > 0:
                plek = stelsel.agbs.index(agb)
                teller[0, plek], noemer[0, plek] = breuken.get((maat, tabel), (0, 0))[0], noemers
        stelsel = _erbij(stelsel, Sleutel(DATAKWALITEIT, maat, ronde.periode, tabel), teller, noemer)
    return stelsel


def kwaliteitsrijen(stelsel: Matrix) -> Masker:
    """Which figures are about rows and response."""
    return np.array([sleutel.indicator == DATAKWALITEIT for sleutel in stelsel.sleutels], dtype=bool)


def eigen_kwaliteit(telling: Kwaliteitstelling, drempels: Drempels) -> Kwaliteit:
    """The reader's own counts: nobody else sees them."""
    redenen = [(naam, breuk) for naam, breuk in _breuken(telling).items() if naam[0] not in (GEBRUIKT, ROM, CQI)]
    op_volgorde = sorted(redenen, key=lambda paar: (-paar[1][0], _tabel(paar[0][1]), paar[0][0]))
    return Kwaliteit(
        trajecten=_aantal(telling.trajecten),
        tabellen=tuple(
            Tabeltelling(tabel, _aantal(gelezen), _deel((telling.gebruikt.get(tabel, 0), gelezen)))
            for tabel, gelezen in telling.gelezen.items()
        ),
        uitsluitingen=tuple(Uitsluiting(_tabel(tabel), maat, _deel(breuk)) for (maat, tabel), breuk in op_volgorde),
        rom_respons=_respons(telling.rom, drempels),
        cqi_respons=_respons(telling.cqi, drempels),
        instrumenten=tuple(sorted(telling.instrumenten)),
    )


def gezamenlijke_kwaliteit(
    stelsel: Matrix,
    cellen: GroupCells,
    tellingen: Tellingen,
    kleine: Iterable[str],
    ronde: Ronde,
    trajecten: GroepCel | None,
) -> Kwaliteit:
    """What is printed of everybody's figures together; a reason that too few rows have is not named at all.

    `trajecten`: the group cell whose n counts the closed trajecten.
    """
    mee = sorted(set(kleine) & set(stelsel.agbs) & set(tellingen))
    groep = cellen.index(KLEINE_AANBIEDERS)
    gedrukt = {
        (s.maat, s.uitsplitsing): groepcel(cellen, groep, rij)
        for rij, s in enumerate(stelsel.sleutels)
        if s.indicator == DATAKWALITEIT and s.periode == ronde.periode
    }
    genoemd = [
        (naam, cel)
        for naam, cel in gedrukt.items()
        if naam[0] not in (GEBRUIKT, ROM, CQI) and cel.gepoold is not None and cel.grens != "<"
    ]
    op_volgorde = sorted(genoemd, key=lambda paar: (-(paar[1].gepoold or 0.0), _tabel(paar[0][1]), paar[0][0]))
    tabellen = {tabel: gedrukt[GEBRUIKT, tabel] for maat, tabel in gedrukt if maat == GEBRUIKT}
    return Kwaliteit(
        trajecten=_n(trajecten),
        tabellen=tuple(
            Tabeltelling(tabel, _n(tabellen[tabel]), Rijendeel(_weg(), _cel(tabellen[tabel])))
            for tabel in _tabellen(tellingen, mee)
            if tabel in tabellen
        ),
        uitsluitingen=tuple(
            Uitsluiting(_tabel(tabel), maat, Rijendeel(_weg(), _cel(cel))) for (maat, tabel), cel in op_volgorde
        ),
        rom_respons=_cel(gedrukt.get((ROM, TOTAAL))),
        cqi_respons=_cel(gedrukt.get((CQI, TOTAAL))),
        instrumenten=_gedeelde_instrumenten(tellingen, mee, ronde),
    )


def _gedeelde_instrumenten(tellingen: Tellingen, mee: list[str], ronde: Ronde) -> tuple[str, ...]:
    """Those that as many use as a group figure needs: a rarer one says whose it is."""
    namen = sorted(frozenset[str]().union(*(tellingen[agb].instrumenten for agb in mee)))
    wie = {naam: [agb for agb in mee if naam in tellingen[agb].instrumenten] for naam in namen}
    return tuple(naam for naam in namen if len(wie[naam]) >= ronde.minimum_k(wie[naam]))


def _breuken(telling: Kwaliteitstelling) -> dict[tuple[str, str], Breuk]:
    """Every share of one levering, by what it is and the table."""
    per_tabel = {(GEBRUIKT, tabel): telling.gebruikt.get(tabel, 0) for tabel in telling.gelezen}
    redenen = {(reden, tabel): rijen for (tabel, reden), rijen in telling.uitsluitingen.items()}
    koppeling = {(reden, KOPPELING): rijen for reden, rijen in telling.ongekoppeld.items()}
    breuken = {
        (maat, tabel): (rijen, _noemer(telling, tabel, maat))
        for (maat, tabel), rijen in {**per_tabel, **redenen, **koppeling}.items()
    }
    return {**breuken, (ROM, TOTAAL): telling.rom, (CQI, TOTAAL): telling.cqi}


def _noemer(telling: Kwaliteitstelling, tabel: str, maat: str) -> int:
    if tabel == TOTAAL:
        return (telling.rom if maat == ROM else telling.cqi)[1]
    return telling.gelezen.get(_tabel(tabel), 0)


def _tabel(tabel: str) -> str:
    return "rom" if tabel == KOPPELING else tabel


def _tabellen(tellingen: Tellingen, mee: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tabel for agb in mee for tabel in tellingen[agb].gelezen))


def _erbij(stelsel: Matrix, sleutel: Sleutel, teller: Getallen, noemer: Getallen) -> Matrix:
    return replace(
        stelsel,
        sleutels=(*stelsel.sleutels, sleutel),
        opmaken=(*stelsel.opmaken, AANDEEL),
        n=np.vstack([stelsel.n, noemer]),
        gewicht=np.vstack([stelsel.gewicht, noemer]),
        som=np.vstack([stelsel.som, teller]),
        waarde=np.vstack([stelsel.waarde, teller / noemer]),
    )


def _aantal(aantal: int) -> Cel:
    return Cel(float(aantal), None, None, None)


def _deel(breuk: Breuk) -> Rijendeel:
    teller, noemer = breuk
    aandeel = unrounded(teller / noemer, AANDEEL.plaatsen) if noemer else None
    return Rijendeel(_aantal(teller), Cel(aandeel, None, None, noemer, reden=None if noemer else Reason.GEEN_GEGEVENS))


def _respons(breuk: Breuk, drempels: Drempels) -> Cel:
    """About clients: as many as any own figure needs."""
    if 0 < breuk[1] < drempels.clienten_per_cijfer:
        return Cel(None, None, None, None, reden=Reason.TE_WEINIG)
    return _deel(breuk).aandeel


def _cel(cel: GroepCel | None) -> Cel:
    if cel is None or cel.gepoold is None:
        return _weg()
    return Cel(cel.gepoold, None, None, cel.n, grens=cel.grens)


def _n(cel: GroepCel | None) -> Cel:
    return _weg() if cel is None or cel.n is None else _aantal(cel.n)


def _weg() -> Cel:
    return Cel(None, None, None, None, reden=Reason.WEGGELATEN)
