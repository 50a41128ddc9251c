"""Prints precision and recall of `tieout tie` by status, on the gold of `corpus/fact_check` or files named."""

from __future__ import annotations

import sys
from pathlib import Path

from checker.tying.scoring import score_ties

GOLD = Path(__file__).resolve().parents[1] / "corpus" / "fact_check" / "ties.json"


def main() -> None:
    """Score each gold file and print its table and its errors."""
    for path in sys.argv[1:] or [str(GOLD)]:
        score = score_ties(path)
        print("\n".join([*score.lines(), *score.errors]))


if __name__ == "__main__":
    main()
