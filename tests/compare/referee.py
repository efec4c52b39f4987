"""Does every comparison of a report again from the numbers in its own attachment: plain arithmetic, nothing of the program's.

Only the definitions are read with the program: what kind a figure is, how it is printed, and which figures belong together.
"""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist

from spiegelrapport.definitions.schema import Definities, Indicator, Maat, Richting

NORMAL = NormalDist()
Z95, Z80 = NORMAL.inv_cdf(0.975), NORMAL.inv_cdf(0.90)
SLACK = 1e-9
Pair = tuple[float, float]


@dataclass
class Figure:
    """One figure as the attachment prints it: the own row, and the rows of the groups."""

    indicator: Indicator
    maat: Maat
    periode: str
    uitsplitsing: str
    own: Mapping[str, str]
    groups: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.indicator.code, self.maat.code, self.periode, self.uitsplitsing


def figures(content: bytes, definities: Definities) -> list[Figure]:
    """The rows of the CSV, own row first, in their order."""
    names = {(i.naam, m.naam): (i, m) for i in definities.indicatoren.values() for m in i.maten}
    found: list[Figure] = []
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
        indicator, maat = names[row["indicator"], row["maat"]]
        if row["van wie"] in ("jouw organisatie", "kleine aanbieders samen"):
            found.append(Figure(indicator, maat, row["periode"], row["uitsplitsing"], row))
        else:
            found[-1].groups.append(row)
    return found


def number(row: Mapping[str, str], name: str) -> float | None:
    return float(row[name].replace(",", ".")) if row[name] else None


@dataclass(frozen=True)
class Kind:
    """How a figure is compared and printed; shares in percent, as they stand in the attachment."""

    arcsine: bool
    cube: bool
    share: bool
    low: float
    high: float
    places: int
    percent: float  # 100 where the attachment prints percent of a part

    @classmethod
    def of(cls, indicator: Indicator, maat: Maat) -> "Kind":
        unit = maat.eenheid or indicator.eenheid
        low, high = maat.schaal or indicator.schaal
        cube = maat.soort != "verschil" and (unit in ("minuten", "weken") or maat.soort == "telling")
        places = indicator.decimalen if maat.decimalen is None else maat.decimalen
        percent = 100.0 if unit == "%" else 1.0
        arcsine = maat.soort != "verschil" and not cube
        return cls(arcsine, cube, maat.soort == "aandeel", low, high, places + (2 if unit == "%" else 0), percent)

    def printed(self, value: float) -> float:
        """Half away from zero."""
        scale = 10.0**self.places
        return math.copysign(math.floor(abs(value) * scale + 0.5 + SLACK), value) / scale

    def held(self, pair: Pair) -> Pair:
        low, high = (self.printed(min(max(each, self.low), self.high)) for each in pair)
        return low, high


@dataclass(frozen=True)
class Verdict:
    """What follows from the printed numbers."""

    chance: str = ""
    chance95: Pair | None = None
    p: float | None = None
    usual: str = ""
    usual95: Pair | None = None
    distance: float | None = None
    reliability: float | None = None
    use: str = "beschrijven"
    careful: float | None = None
    mix: str = ""


def _beside_mix(
    figure: Figure, kind: Kind, value: float, n: float, mix: float, margin: tuple[float | None, float | None]
) -> str:
    """The statement about chance, with what the own case mix leads to expect as the target."""
    unit = mix * (1 - mix) if kind.share else number(figure.own, "spreiding binnen organisaties")
    return _chance(value, mix, margin, Test(kind, value, n, mix, unit).chance_limits())


def judge(figure: Figure, group: Mapping[str, str]) -> Verdict | None:
    """None where there is nothing to compare with."""
    kind = Kind.of(figure.indicator, figure.maat)

    def part(row: Mapping[str, str], name: str) -> float | None:
        value = number(row, name)
        return None if value is None else value / kind.percent

    value, n = part(figure.own, "waarde"), number(figure.own, "n")
    target = part(group, "waarde") if group["waarde"] else part(group, "mediaan")
    if (
        value is None
        or target is None
        or n is None
        or "waarde" in group["opmerking"]
        or "waarde" in figure.own["opmerking"]
    ):
        return None
    if "beschrijft:" in figure.own["opmerking"]:
        return Verdict()
    margin = part(figure.own, "onder"), part(figure.own, "boven")
    unit = target * (1 - target) if kind.share else number(figure.own, "spreiding binnen organisaties")
    tau = number(figure.own, "spreiding tussen organisaties")
    test = Test(kind, value, n, target, unit)
    chance95 = test.chance_limits()
    chance = _chance(value, target, margin, chance95)
    usual95, distance, reliability = test.usual(tau, chance95) if tau is not None and unit is not None else (None,) * 3
    use = _use(reliability)
    band = part(group, "10%-grens"), part(group, "90%-grens")
    usual = "" if use == "beschrijven" or not chance else _usual(value, usual95, chance, band)
    careful = None if reliability is None else kind.printed(test.pulled(tau or 0.0))
    if careful is None or None in margin or not margin[0] - SLACK <= careful <= margin[1] + SLACK:  # type: ignore[operator]
        careful = None
    mix = part(group, "verwacht")
    return Verdict(
        chance, chance95, test.p(), usual, usual95, distance, reliability, use, careful,
        "" if mix is None else _beside_mix(figure, kind, value, n, mix, margin),
    )  # fmt: skip


@dataclass(frozen=True)
class Test:
    """Own value and number against a target, with the spread of one client."""

    __test__ = False  # nothing for the test runner
    kind: Kind
    value: float
    n: float
    target: float
    unit: float | None

    @property
    def count(self) -> float:
        """Yes-or-no answers that tell as much as the own number."""
        width = self.kind.high - self.kind.low
        share = (self.target - self.kind.low) / width
        each = share * (1 - share) * width**2 / self.unit if self.unit else 0.0
        return self.n * (each or 1.0)

    def centre(self) -> float:
        if self.kind.arcsine:
            share = (self.target - self.kind.low) / (self.kind.high - self.kind.low)
            return math.asin(math.sqrt(min(max(share, 0.0), 1.0)))
        return math.cbrt(self.target) if self.kind.cube else self.target

    def forward(self) -> float:
        if self.kind.arcsine:
            share = min(max((self.value - self.kind.low) / (self.kind.high - self.kind.low), 0.0), 1.0)
            return math.asin(math.sqrt((share * self.count + 3 / 8) / (self.count + 3 / 4)))
        return math.cbrt(self.value) if self.kind.cube else self.value

    def back(self, y: float) -> float:
        if self.kind.arcsine:
            angle = math.sin(min(max(y, 0.0), math.pi / 2)) ** 2
            share = (angle * (self.count + 3 / 4) - 3 / 8) / self.count
            return self.kind.low + min(max(share, 0.0), 1.0) * (self.kind.high - self.kind.low)
        return max(y, 0.0) ** 3 if self.kind.cube else y

    def variance(self) -> float:
        if self.kind.arcsine:
            return 1 / (4 * self.count)
        assert self.unit is not None
        return self.unit / self.n / (9 * math.cbrt(self.target) ** 4 if self.kind.cube else 1.0)

    def raw_limits(self) -> Pair | None:
        if self.unit is None:
            return None
        half = Z95 * math.sqrt(self.unit / self.n)
        plain = self.target - half, self.target + half
        if self.kind.share or not (self.kind.arcsine or self.kind.cube):
            return plain
        steady = tuple(self.back(self.centre() + sign * Z95 * math.sqrt(self.variance())) for sign in (-1, 1))
        if self.kind.cube:
            return steady[0], steady[1]
        return min(plain[0], steady[0]), max(plain[1], steady[1])

    def chance_limits(self) -> Pair | None:
        raw = self.raw_limits()
        return None if raw is None else self.kind.held(raw)

    def p(self) -> float | None:
        if self.unit is None:
            return None
        if abs(self.value - self.target) <= SLACK:
            return 1.0
        apart = [(self.value - self.target) / math.sqrt(self.unit / self.n)] if self.unit else [math.inf]
        steady = (self.forward() - self.centre()) / math.sqrt(self.variance()) if self.variance() else math.inf
        if self.kind.cube:
            apart = [steady]
        elif self.kind.arcsine and not self.kind.share:
            apart.append(steady)
        return 2 * NORMAL.cdf(-min(abs(z) for z in apart))

    def total(self, tau: float) -> float:
        return tau**2 + self.variance() * (1 - 4 * tau**2 if self.kind.arcsine else 1.0)

    def usual(self, tau: float, chance95: Pair | None) -> tuple[Pair | None, float | None, float | None]:
        raw = self.raw_limits()
        if raw is None:
            return None, None, None
        half = Z95 * math.sqrt(self.total(tau))
        low, high = (self.back(self.centre() + sign * half) for sign in (-1, 1))
        limits = self.kind.held((min(low, raw[0]), max(high, raw[1])))
        if self.total(tau) == 0:
            return limits, 0.0 if self.value == self.target else None, 0.0
        near = abs(self.value - self.target) <= SLACK
        distance = 0.0 if near else (self.forward() - self.centre()) / math.sqrt(self.total(tau))
        return limits, distance, tau**2 / self.total(tau)

    def pulled(self, tau: float) -> float:
        part = tau**2 / self.total(tau) if self.total(tau) else 0.0
        return part * self.value + (1 - part) * self.target


def _chance(value: float, target: float, margin: tuple[float | None, float | None], limits: Pair | None) -> str:
    low, high = margin
    if low is None or high is None:
        return ""
    if low - SLACK <= target <= high + SLACK:
        return "niet"
    if limits is None:
        return ""
    return "meer" if value > limits[1] + SLACK or value < limits[0] - SLACK else "grens"


def _usual(value: float, limits: Pair | None, chance: str, band: tuple[float | None, float | None]) -> str:
    if limits is None:
        return ""
    low, high = band
    among = low is not None and high is not None and low - SLACK <= value <= high + SLACK
    if chance != "meer" or among:
        return "binnen"
    return "hoger" if value > limits[1] + SLACK else "lager" if value < limits[0] - SLACK else "binnen"


def _use(reliability: float | None) -> str:
    printed = None if reliability is None else math.floor(reliability * 1000 + 0.5 + SLACK) / 1000
    if printed is None or printed < 0.5:
        return "beschrijven"
    return "vergelijken" if printed >= 0.7 else "voorzichtig"


def differences(content: bytes, definities: Definities) -> tuple[int, list[str]]:
    """How many numbers and states were done again, and where the attachment says something else."""
    done, wrong = 0, []
    for figure in figures(content, definities):
        for group in figure.groups:
            verdict = judge(figure, group)
            for name, ours, theirs in _beside(figure, group, verdict or Verdict()):
                done += 1
                if not _same(name, ours, theirs):
                    wrong.append(f"{figure.key} {group['van wie']} {name}: {theirs} in print, {ours} again")
    return done, wrong


def _beside(figure: Figure, group: Mapping[str, str], v: Verdict) -> Iterator[tuple[str, object, str]]:
    percent = Kind.of(figure.indicator, figure.maat).percent
    for name, pair in (("toeval 95%", v.chance95), ("gewoon 95%", v.usual95)):
        for side, which in (("onder", 0), ("boven", 1)):
            yield f"{name} {side}", None if pair is None else pair[which] * percent, group[f"{name} {side}"]
    yield "toeval", v.chance, group["toeval"]
    yield "toeval bij mix", v.mix, group["toeval bij mix"]
    yield "gewoon", v.usual, group["gewoon"]
    yield "gebruik", v.use if group["gebruik"] else "", group["gebruik"]
    yield "afstand", v.distance, group["afstand"]
    yield "betrouwbaarheid", v.reliability, group["betrouwbaarheid"]
    yield "geschat", None if v.careful is None else v.careful * percent, group["getrokken naar de groep"]


def _same(name: str, ours: object, theirs: str) -> bool:
    if not isinstance(ours, float):
        return (ours or "") == theirs
    within = {"afstand": 0.0051, "betrouwbaarheid": 0.00051}.get(name, 1e-6)
    return bool(theirs) and abs(ours - float(theirs.replace(",", "."))) <= within


@dataclass(frozen=True)
class Head:
    """A head figure with its verdict, for the first page."""

    figure: Figure
    verdict: Verdict
    family: str

    @property
    def wanted(self) -> bool:
        richting: Richting = self.figure.indicator.richting
        return self.verdict.usual == ("hoger" if richting == "geen" else richting)


def heads(content: bytes, definities: Definities, year: str, wide: str) -> list[Head]:
    """The head figure of every card, beside the first group that has a target."""
    by_key = {figure.key: figure for figure in figures(content, definities)}
    found = []
    for chapter in definities.hoofdstukken:
        for code in chapter.indicatoren if chapter.soort == "kaarten" else ():
            maat = definities.indicatoren[code].maten[0].code
            now, both = by_key.get((code, maat, year, "totaal")), by_key.get((code, maat, wide, "totaal"))
            figure = both if both is not None and _stands_in(now, both) else now
            verdicts = [v for group in figure.groups if (v := judge(figure, group))] if figure else []
            if figure and verdicts and code not in chapter.opening:
                found.append(Head(figure, verdicts[0], chapter.familie_van[code]))
    return found


def _stands_in(now: Figure | None, both: Figure) -> bool:
    if not both.own["waarde"]:
        return False
    has_group = any(group["waarde"] or group["mediaan"] for group in both.groups)
    return now is None or not now.own["waarde"] or has_group


def counts(found: Sequence[Head]) -> tuple[int, int, float, int, int, float]:
    chance = [h.verdict.chance for h in found if h.verdict.chance and h.verdict.p is not None]
    usual = [h.verdict.usual for h in found if h.verdict.usual]
    outside = len(usual) - usual.count("binnen")
    return (
        len(chance), chance.count("meer"), round(0.05 * len(chance), 1),
        len(usual), outside, round(0.05 * len(usual), 1),
    )  # fmt: skip


def highlights(content: bytes, definities: Definities, year: str, wide: str) -> list[tuple[str, str]]:
    """The figures that open the report, with the reason of each."""
    found = heads(content, definities, year, wide)
    q = _adjusted({h.figure.key: round(h.verdict.p, 4) for h in found if h.verdict.p is not None})
    mine = [h for h in found if "-" not in h.figure.periode]
    changed = _adjusted(_changes(figures(content, definities), mine))
    unusual = [h for h in mine if h.verdict.usual in ("hoger", "lager") and q.get(h.figure.key, 1.0) <= 0.10]
    moved = [h for h in mine if changed.get(h.figure.key, 1.0) <= 0.10]
    real = [
        h
        for h in mine
        if (h.verdict.usual, h.verdict.chance) == ("binnen", "meer") and q.get(h.figure.key, 1.0) <= 0.10
    ]
    real = sorted((h for h in real if abs(_distance(h)) >= 1.0), key=_furthest)[:3]
    steady = _in_turns([h for h in mine if (h.verdict.usual, h.verdict.chance) == ("binnen", "niet")])
    offered = [(h, "ongewoon") for h in _two_sided(unusual)]
    offered += [(h, "verandering") for h in sorted(moved, key=lambda h: (changed[h.figure.key], h.figure.key))]
    offered += [(h, "meer dan toeval") for h in real] + [(h, "dicht bij de groep") for h in steady]
    kept = {h.figure.indicator.tabel for h in steady} & {"cqi", "rom"}
    chosen: dict[str, tuple[Head, str]] = {}
    for head, reason in offered:
        waiting = kept - {h.figure.indicator.tabel for h, _ in chosen.values()} - {head.figure.indicator.tabel}
        if len(chosen) + len(waiting) < 5:
            chosen.setdefault(head.family, (head, reason))
    return [(h.figure.indicator.code, reason) for h, reason in chosen.values()]


Key = tuple[str, str, str, str]


def _distance(head: Head) -> float:
    return round(head.verdict.distance or 0.0, 2)


def _furthest(head: Head) -> tuple[float, Key]:
    return -abs(_distance(head)), head.figure.key


def _adjusted(p: Mapping[Key, float]) -> dict[Key, float]:
    """Benjamini-Hochberg, on p as it is kept: four decimals."""
    order = sorted(p, key=lambda key: -p[key])
    q, lowest = {}, 1.0
    for rank, key in enumerate(order):
        lowest = min(lowest, p[key] * len(order) / (len(order) - rank))
        q[key] = lowest
    return q


def _two_sided(found: list[Head]) -> Iterator[Head]:
    found = sorted(found, key=_furthest)
    sides = {side: [h for h in found if h.wanted is side] for side in (True, False)}
    side = bool(found) and found[0].wanted
    while sides[True] or sides[False]:
        if sides[side]:
            yield sides[side].pop(0)
        side = not side


def _in_turns(found: list[Head]) -> list[Head]:
    found = sorted(found, key=lambda h: (-round(h.verdict.reliability or 0.0, 3), h.figure.key))
    turn: dict[str, int] = {}
    placed = []
    for place, head in enumerate(found):
        chapter = head.figure.indicator.hoofdstuk
        placed.append((turn.get(chapter, 0), place, head))
        turn[chapter] = turn.get(chapter, 0) + 1
    return [head for _, _, head in sorted(placed, key=lambda each: each[:2])]


def _changes(alle: Sequence[Figure], mine: Sequence[Head]) -> dict[Key, float]:
    """p of the own change against the year before, on the scale of comparing, about the mean of both years."""
    by_key, p = {figure.key: figure for figure in alle}, {}
    for now in (head.figure for head in mine):
        code, maat, year, part = now.key
        before = by_key.get((code, maat, str(int(year) - 1), part))
        if before is None or not before.own["waarde"] or year in {str(b.eerste_jaar) for b in now.indicator.breuken}:
            continue
        kind = Kind.of(now.indicator, now.maat)
        (a, n), (b, m) = ((number(f.own, "waarde"), number(f.own, "n")) for f in (now, before))
        assert a is not None and b is not None and n and m  # noqa: PT018
        a, b = a / kind.percent, b / kind.percent
        middle = (a * n + b * m) / (n + m)
        unit = middle * (1 - middle) if kind.share else number(now.own, "spreiding binnen organisaties")
        if unit is not None:
            one, two = Test(kind, a, n, middle, unit), Test(kind, b, m, middle, unit)
            spread = math.sqrt(one.variance() + two.variance())
            if spread:
                p[now.key] = 2 * NORMAL.cdf(-abs(one.forward() - two.forward()) / spread)
    return p


def tells_mix(content: bytes, definities: Definities) -> bool:
    """Whether any figure of the report stands beside what the own case mix leads to expect."""
    return any(group["verwacht"] for figure in figures(content, definities) for group in figure.groups)
