"""Every report of a built round, held against itself: what is printed was computed once, from what is printed.

usage: python benchmarks/referee.py [output/<verslagjaar>; default output/demo/2025]

Per report, from the PDF: every comparison in its attachment again by plain arithmetic; the counts and highlights of its first page
from the attachment; the words of its cards, overview and conversation against each other, and looked for in the PDF's text.
"""

import sys
from datetime import date
from pathlib import Path

HUIS = Path(__file__).parents[1]
sys.path.insert(0, str(HUIS))  # for the tests' referee

from spiegelrapport.definitions.load import load_definities  # noqa: E402
from tests.compare.account import hold_all, tell  # noqa: E402


def main(jaar: Path) -> int:
    if not (jaar / "manifest.json").is_file():
        print(f"geen rapporten in {jaar}; maak ze eerst, bijvoorbeeld met make demo")
        return 0
    account = hold_all(jaar, load_definities(date.min))
    print("\n".join(tell(account)))
    return int(bool(account.fouten))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HUIS / "output/demo/2025"))
