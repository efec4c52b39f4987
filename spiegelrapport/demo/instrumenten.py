"""Which measuring lists providers use together: the demo round's choice, in codes of definitions/instrumenten."""

PAKKETTEN: tuple[tuple[str, ...], ...] = (
    ("oq45", "oq45_sd"),
    ("sq48", "honos12"),
    ("bsi", "mate7"),
    ("core_p", "core_f"),
    ("scl90", "honos12"),
    ("dass21", "oq45"),
    ("dass42", "honos12"),
    ("hads_a", "hads_d", "honos12"),
    ("phq9", "gad7", "oq45"),
)
PER_SECTOR = {
    "basis-ggz": (40, 20, 12, 6, 5, 5, 4, 2, 6),
    "verslavingszorg": (8, 5, 70, 0, 5, 4, 4, 2, 2),
    "ouderen": (20, 10, 5, 2, 2, 2, 2, 50, 7),
}
WELZIJN: tuple[tuple[tuple[str, ...], float], ...] = (
    (("eq5d_vas", "eq5d_angst"), 0.45),
    (("mansa",), 0.22),
    (("mhqol", "mhqol_vas"), 0.18),
    (("iroc",), 0.15),
)
