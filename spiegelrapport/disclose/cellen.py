"""Group figures -> the cells that go out: suppressed, then rounded, each with its readers and its reason."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.audit.group_cells import ALLES, GroupCells
from spiegelrapport.audit.matrices import LINEAIR, ZONDER_SOM, Masker, Matrix
from spiegelrapport.disclose.parameters import make_parameters
from spiegelrapport.disclose.thresholds import first_rule, rules_of, veilige_besten
from spiegelrapport.figures.rounding import Getallen, round_n, round_value
from spiegelrapport.model.cijfers import DATAKWALITEIT, KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Sleutel
from spiegelrapport.model.onthulling import Maatregelen, Onderdrukking
from spiegelrapport.model.publishable import GroepCel, Reason
from spiegelrapport.model.ronde import Ronde

HEEL = ("k<minimum", "n<minimum")  # rules that take k and n away as well


def make_cellen(
    stelsel: Matrix, benchmark: Benchmark, lezers: Mapping[str, Masker], ronde: Ronde, maatregelen: Maatregelen
) -> tuple[GroupCells, tuple[Onderdrukking, ...]]:
    """`lezers`: per document and group shown (key "agb groep"), the figures in it."""
    groepen = tuple(sorted({sleutel.split(" ", 1)[1] for sleutel in lezers}))
    vorm = (len(groepen), len(stelsel.sleutels))
    telling = np.zeros(vorm, dtype=np.int64)
    for sleutel, cijfers in lezers.items():
        telling[groepen.index(sleutel.split(" ", 1)[1])] += cijfers
    exact = _exact(stelsel, benchmark, groepen)
    uit, redenen, onderdrukt = _apply(stelsel, groepen, exact, telling, ronde, maatregelen)
    exact_velden = {veld: np.where(uit[veld] | (telling == 0), np.nan, exact[veld]) for veld in ALLES}
    weg = np.isin(redenen, HEEL) | (telling == 0)
    plaatsen = np.array([opmaak.plaatsen for opmaak in stelsel.opmaken])
    velden = {v: round_value(w, plaatsen) if maatregelen.afronden else w for v, w in exact_velden.items()}
    velden, grens = _randen(velden, exact_velden, stelsel, ronde, maatregelen)
    n = round_n(exact["n"]) if maatregelen.afronden else exact["n"]
    return GroupCells(
        groepen,
        velden,
        exact_velden,
        np.where(weg, np.nan, exact["k"]),
        np.where(weg, np.nan, n),
        grens,
        redenen,
        telling,
        _lineair(stelsel, groepen, exact["gepoold"]),
        make_parameters(
            stelsel, benchmark.parameters, ronde, drempels=maatregelen.drempels, afronden=maatregelen.afronden
        ),
    ), onderdrukt


def groepcel(cellen: GroupCells, groep: int, rij: int) -> GroepCel:
    """One published cell; the same object in every report that shows it."""

    def los(waarden: Getallen) -> float | None:
        waarde = float(waarden[groep, rij])
        return None if np.isnan(waarde) else waarde

    def heel(waarden: Getallen) -> int | None:
        return None if np.isnan(waarden[groep, rij]) else int(waarden[groep, rij])

    velden = {veld: los(waarden) for veld, waarden in cellen.velden.items()}
    return GroepCel(
        groep=cellen.groepen[groep],
        k=heel(cellen.k),
        n=heel(cellen.n),
        grens=str(cellen.grens[groep, rij]) if velden["gepoold"] is not None else "",  # type: ignore[arg-type]
        reden=None if velden["gepoold"] is not None else Reason.WEGGELATEN,
        **velden,
    )


def redenen(cellen: GroupCells, stelsel: Matrix) -> dict[tuple[str, Sleutel], str]:
    """By which rule the pooled value of a cell was taken out, for the analyst only."""
    gezien = np.isnan(cellen.velden["gepoold"]) & (cellen.lezers > 0)
    return {
        (cellen.groepen[g], stelsel.sleutels[rij]): str(cellen.reden[g, rij] or "geen gegevens")
        for g, rij in zip(*np.nonzero(gezien), strict=True)
    }


def _exact(stelsel: Matrix, benchmark: Benchmark, groepen: tuple[str, ...]) -> dict[str, Getallen]:
    frame = benchmark.groepscijfers.frame
    samen = benchmark.meetwaarden.frame
    samen = samen.loc[samen["agb"].eq(KLEINE_AANBIEDERS)].assign(groep=KLEINE_AANBIEDERS, gepoold=lambda f: f["waarde"])
    frame = pd.concat([frame.loc[frame["groep"].ne(KLEINE_AANBIEDERS)], samen], ignore_index=True)
    index = pd.MultiIndex.from_tuples(stelsel.sleutels, names=SLEUTEL)
    frame = frame.assign(
        g=pd.Index(groepen).get_indexer(pd.Index(frame["groep"])),
        f=index.get_indexer(pd.MultiIndex.from_frame(frame[SLEUTEL])),
    ).query("g >= 0 and f >= 0")
    exact = {}
    for veld in (*ALLES, "k", "n"):
        matrix = np.full((len(groepen), len(index)), np.nan)
        if veld in frame:
            matrix[frame["g"], frame["f"]] = frame[veld].to_numpy(dtype=float, na_value=np.nan)
        exact[veld] = matrix
    _uit_de_sommen(exact, stelsel, groepen)
    for g, groep in enumerate(groepen):  # counted here, so that a rule never leans on somebody else's count
        aanwezig = np.isfinite(stelsel.gewicht) & stelsel.leden[groep]
        exact["k"][g] = aanwezig.sum(axis=1)
        exact["n"][g] = np.where(aanwezig, stelsel.n, 0.0).sum(axis=1)
    return exact


def _uit_de_sommen(exact: dict[str, Getallen], stelsel: Matrix, groepen: tuple[str, ...]) -> None:
    """The joint report's shares of rows, which no benchmark knows, pooled here."""
    if KLEINE_AANBIEDERS in groepen:
        g, rijen = groepen.index(KLEINE_AANBIEDERS), [s.indicator == DATAKWALITEIT for s in stelsel.sleutels]
        leden = stelsel.leden[KLEINE_AANBIEDERS]
        with np.errstate(invalid="ignore"):
            som, gewicht = (
                np.where(leden, np.nan_to_num(m[rijen]), 0.0).sum(axis=1) for m in (stelsel.som, stelsel.gewicht)
            )
            exact["gepoold"][g, rijen] = som / gewicht


def _apply(
    stelsel: Matrix,
    groepen: tuple[str, ...],
    exact: Mapping[str, Getallen],
    lezers: npt.NDArray[np.int64],
    ronde: Ronde,
    maatregelen: Maatregelen,
) -> tuple[dict[str, Masker], npt.NDArray[np.object_], tuple[Onderdrukking, ...]]:
    """The rules over all groups: the fields they take out, the first reason, and a line for the certificate."""
    vorm = lezers.shape
    uit = {veld: np.zeros(vorm, dtype=bool) for veld in ALLES}
    redenen = np.full(vorm, None, dtype=object)
    lijst: list[Onderdrukking] = []
    for g, groep in enumerate(groepen if maatregelen.drempels else ()):
        leden = stelsel.leden[groep]
        onveilig = ~veilige_besten(stelsel, leden, exact["haalbaar"][g], ronde)
        toegepast = {**rules_of(stelsel, leden, lezers[g] > 0, ronde), "haalbaar": (("haalbaar",), onveilig)}
        for veld, waar in first_rule(toegepast, vorm[1]).items():
            uit[veld][g] = waar
        gezien = {veld: np.isfinite(exact[veld][g]) & (lezers[g] > 0) for veld in ALLES}
        for regel, (velden, waar) in toegepast.items():
            if "gepoold" in velden:
                redenen[g][waar & (redenen[g] == None)] = regel  # noqa: E711
            for rij in np.flatnonzero(waar & (lezers[g] > 0)):
                weg = tuple(veld for veld in velden if gezien[veld][rij])
                lijst += [Onderdrukking(groep, stelsel.sleutels[rij], weg, regel, int(lezers[g, rij]))] if weg else []
                for veld in weg:
                    gezien[veld][rij] = False
    return uit, redenen, tuple(lijst)


def _randen(
    velden: Mapping[str, Getallen],
    exact: Mapping[str, Getallen],
    stelsel: Matrix,
    ronde: Ronde,
    maatregelen: Maatregelen,
) -> tuple[dict[str, Getallen], npt.NDArray[np.str_]]:
    """Pooled shares near 0% and 100% say only that they are."""
    grens = np.full(velden["gepoold"].shape, "", dtype="<U1")
    if not maatregelen.drempels:
        return dict(velden), grens
    rand = ronde.drempels.rand
    aandeel = np.array([opmaak.begrensd_aandeel for opmaak in stelsel.opmaken])
    gepoold, haalbaar = velden["gepoold"], velden["haalbaar"]
    laag, hoog = aandeel & (exact["gepoold"] < rand), aandeel & (exact["gepoold"] > 1 - rand)
    grens[laag], grens[hoog] = "<", ">"
    gepoold = np.where(laag, rand, np.where(hoog, 1 - rand, gepoold))
    uiterst = aandeel & ((haalbaar < rand) | (haalbaar > 1 - rand))
    return dict(velden) | {"gepoold": gepoold, "haalbaar": np.where(uiterst, np.nan, haalbaar)}, grens


def _lineair(stelsel: Matrix, groepen: tuple[str, ...], gepoold: Getallen) -> Masker:
    """Judged by kind and by the numbers themselves: a pooled median is not a weighted mean even when it equals it."""
    vorm = np.array([opmaak.soort not in ZONDER_SOM for opmaak in stelsel.opmaken])
    schaal = np.array([opmaak.schaal[1] - opmaak.schaal[0] for opmaak in stelsel.opmaken])
    uitkomst = np.zeros(gepoold.shape, dtype=bool)
    for g, groep in enumerate(groepen):
        leden = stelsel.leden[groep]
        gewicht = np.where(leden, stelsel.gewicht, np.nan)
        som = np.nansum(np.where(leden, stelsel.som, np.nan), axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            gelijk = np.abs(som / np.nansum(gewicht, axis=1) - gepoold[g]) <= LINEAIR * schaal
        uitkomst[g] = vorm & (gelijk | np.isnan(gepoold[g]))
    return uitkomst


def readers_of(
    stelsel: Matrix, benchmark: Benchmark, documenten: Mapping[str, tuple[str, ...]], ruim: Mapping[str, Masker]
) -> tuple[dict[str, Masker], dict[str, Masker]]:
    """Which figures stand in which document: those the reader has, and the other years of the ones it has.

    `ruim`: per agb the widened figures that stand in for the reporting year; no others are shown. Beside one of these the
    joint report shows no earlier year that is in it: the difference of the two is a group's figure. Returns the mask per
    "agb groep" and per agb.
    """
    rij = stelsel.rij
    familie = pd.factorize(pd.Series([f"{s.indicator} {s.maat} {s.uitsplitsing}" for s in stelsel.sleutels]))[0]
    een_jaar = np.array([not sleutel.verruimd for sleutel in stelsel.sleutels])
    frame = benchmark.meetwaarden.frame
    frame = frame.loc[frame["n"].gt(0) & frame["agb"].isin(list(documenten))]
    per_agb: dict[str, Masker] = {}
    for agb, eigen in frame.groupby("agb", sort=True):
        heeft = np.zeros(len(familie), dtype=bool)
        heeft[[rij[Sleutel(*s)] for s in eigen[SLEUTEL].itertuples(index=False, name=None)]] = True
        per_agb[str(agb)] = np.isin(familie, familie[heeft]) & (een_jaar | ruim[str(agb)])
    if KLEINE_AANBIEDERS in per_agb:
        per_agb[KLEINE_AANBIEDERS] = per_agb[KLEINE_AANBIEDERS] & ~_inside(stelsel, ruim[KLEINE_AANBIEDERS])
    per_groep = {
        f"{agb} {groep}": per_agb[agb] for agb, groepen in documenten.items() if agb in per_agb for groep in groepen
    }
    if KLEINE_AANBIEDERS in per_agb:
        per_groep[f"{KLEINE_AANBIEDERS} {KLEINE_AANBIEDERS}"] = per_agb[KLEINE_AANBIEDERS]
    return per_groep, per_agb


def _inside(stelsel: Matrix, ruim: Masker) -> Masker:
    """The earlier years that these widened figures hold."""
    binnen = np.zeros(len(ruim), dtype=bool)
    for rij, jaren in stelsel.jaren.items():
        laatste = str(stelsel.sleutels[rij].jaren[-1])
        binnen[[jaar for jaar in jaren if ruim[rij] and stelsel.sleutels[jaar].periode != laatste]] = True
    return binnen
