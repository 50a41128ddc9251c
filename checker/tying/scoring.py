"""How good ties are: statuses given against statuses that a careful reader gave, in the form of `corpus/fact_check`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.config import Settings
from checker.tied import STATUSES, TiedFigure
from checker.tying import tie

MISSED = "missed"  # a figure of the gold that was not listed at all


@dataclass(slots=True)
class TieScore:
    """Counts by status over some drafts."""

    given: Counter[str] = field(default_factory=Counter)  # status -> figures that got it
    right: Counter[str] = field(default_factory=Counter)  # of these, those whose gold allows it
    wanted: Counter[str] = field(default_factory=Counter)  # status -> figures whose gold it is
    found: Counter[str] = field(default_factory=Counter)  # of these, those that got it, or what else the gold allows
    errors: list[str] = field(default_factory=list)  # "draft: quote: given, not wanted"

    def precision(self, status: str) -> float:
        """Return the share of figures given a status that deserve it; 1.0 where none was given."""
        return self.right[status] / self.given[status] if self.given[status] else 1.0

    def recall(self, status: str) -> float:
        """Return the share of figures that deserve a status and got it; 1.0 where none does."""
        return self.found[status] / self.wanted[status] if self.wanted[status] else 1.0

    @property
    def accuracy(self) -> float:
        """Return the share of the gold's figures that got an allowed status, 0 to 1."""
        return sum(self.found.values()) / max(1, sum(self.wanted.values()))

    def lines(self) -> Iterator[str]:
        """Give the score as a table."""
        yield f"{'status':<15} precision        recall"
        for status in STATUSES:
            precision = f"{self.precision(status):.2f} ({self.right[status]}/{self.given[status]})"
            yield f"{status:<15} {precision:<16} {self.recall(status):.2f} ({self.found[status]}/{self.wanted[status]})"
        yield f"{sum(self.found.values())} of {sum(self.wanted.values())} figures right ({self.accuracy:.2f})"


def score_ties(gold: str | Path, settings: Settings | None = None) -> TieScore:
    """Return the score of every tie that a gold file names; its paths are relative to it."""
    folder = Path(gold).parent
    score = TieScore()
    for one in json.loads(Path(gold).read_text(encoding="utf-8"))["ties"]:
        result = tie(folder / one["draft"], [folder / source for source in one["sources"]], settings)
        _count(one["draft"], one["figures"], result.figures, score)
    return score


def _count(draft: str, gold: Sequence[dict[str, object]], figures: Sequence[TiedFigure], score: TieScore) -> None:
    """Match figures with the gold by their words, in order, and count."""
    left = list(figures)
    for one in gold:
        quote, wanted = str(one["quote"]), str(one["status"])
        also = one.get("also", [])
        allowed = {wanted, *(also if isinstance(also, list) else [])}
        match = next((figure for figure in left if figure.mention.shown == quote), None)
        status = match.status if match else MISSED
        score.wanted[wanted] += 1
        score.given[status] += 1
        if match:
            left.remove(match)
        if status in allowed:
            score.found[wanted] += 1
            score.right[status] += 1
        else:
            score.errors.append(f"{draft}: {quote}: {status}, not {wanted}")
    for figure in left:
        score.given[figure.status] += 1
        score.errors.append(f"{draft}: {figure.mention.shown}: {figure.status}, not in the gold")
