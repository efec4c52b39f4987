"""Every comparison in a folder of finished reports, done again from the attachment inside each PDF by plain arithmetic.

usage: python benchmarks/referee.py [folder with PDFs; default output/demo/2025/rapporten]
"""

import sys
from datetime import date
from pathlib import Path

HUIS = Path(__file__).parents[1]
sys.path.insert(0, str(HUIS))  # for the tests' referee

import pikepdf  # noqa: E402

from spiegelrapport.definitions.load import load_definities  # noqa: E402
from tests.compare.referee import differences  # noqa: E402


def attachment(pad: Path) -> bytes:
    """The CSV with the report's cells."""
    with pikepdf.open(pad) as pdf:
        [inhoud] = [
            bijlage.get_file().read_bytes() for naam, bijlage in pdf.attachments.items() if naam.endswith(".csv")
        ]
    return inhoud


def main(map_: Path) -> int:
    definities = load_definities(date.min)
    paden = sorted(map_.glob("*.pdf"))
    if not paden:
        print(f"geen rapporten in {map_}; maak ze eerst, bijvoorbeeld met make demo")
        return 0
    alles = [(pad, *differences(attachment(pad), definities)) for pad in paden]
    for pad, _, fout in alles:
        for regel in fout[:5]:
            print(f"{pad.name}: {regel}")
    fouten = sum(len(fout) for _, _, fout in alles)
    print(
        f"{len(paden)} rapporten: {sum(gedaan for _, gedaan, _ in alles)} getallen en toestanden nagerekend, {fouten} verschillen"
    )
    return int(fouten > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HUIS / "output/demo/2025/rapporten"))
