"""Which measuring lists providers use together: the demo round's choice, in codes of definitions/instrumenten."""

PAKKETTEN: tuple[tuple[str, ...], ...] = (
    ("OQ45", "OQ45-sd"),
    ("SQ48", "HoNOS12"),
    ("BSI", "MATE7"),
    ("CORE-P", "CORE-F"),
    ("SCL90", "HoNOS12"),
    ("DASS21", "OQ45"),
    ("DASS42", "HoNOS12"),
    ("HADS-A", "HADS-D", "HoNOS12"),
    ("PHQ9", "GAD7", "OQ45"),
)
PER_SECTOR = {
    "basis-ggz": (40, 20, 12, 6, 5, 5, 4, 2, 6),
    "verslavingszorg": (8, 5, 70, 0, 5, 4, 4, 2, 2),
    "ouderen": (20, 10, 5, 2, 2, 2, 2, 50, 7),
}
WELZIJN: tuple[tuple[tuple[str, ...], float], ...] = (
    (("EQ5D-VAS", "EQ5D-angst"), 0.45),
    (("MANSA",), 0.22),
    (("MHQoL", "MHQoL-VAS"), 0.18),
    (("iROC",), 0.15),
)
