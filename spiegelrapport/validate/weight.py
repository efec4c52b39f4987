"""Which findings weigh most: a data leak before all, then what blocks, then the rest; the order every reader meets."""

from collections.abc import Sequence

from spiegelrapport.model.findings import Ernst, Finding

DATALEK = frozenset(["P001", "P002"])
VOLGORDE = tuple(Ernst)
NIET_OVER_HET_BESTAND = frozenset(["L010", "L032"])  # the zorgaanbieder can do nothing about these


def by_weight(findings: Sequence[Finding]) -> list[Finding]:
    """Data leaks first, then by severity, sheet and first row."""
    return sorted(findings, key=_plaats)


def leaks(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that say that personal data came along."""
    return [finding for finding in findings if finding.code in DATALEK]


def blocking(findings: Sequence[Finding]) -> list[Finding]:
    """What keeps this levering from being used, in the order in which it is shown."""
    return [finding for finding in by_weight(findings) if finding.ernst is Ernst.BLOKKEREND]


def _plaats(finding: Finding) -> tuple[bool, int, str, int, str]:
    eerste = finding.rijen[0] if finding.rijen else 0
    return finding.code not in DATALEK, VOLGORDE.index(finding.ernst), finding.blad or "", eerste, finding.code
