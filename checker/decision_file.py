"""The decision file while a page is being reviewed: read anew for every change, and written whole or not at all.

Two reviewers, an editor and a merge may all write the same file. Nothing is kept between two changes, and a change
says what the reviewer saw, so that nobody's decision is lost unseen.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.verify.decision_merge import Wish

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Saved:
    """What the file holds after a change that was asked for, as plain values."""

    decisions: list[dict[str, str]]
    contested: tuple[str, ...]  # findings that somebody has decided otherwise; where there are any, nothing is written


class DecisionFile:
    """A decision file that may not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def rows(self) -> list[dict[str, str]]:
        """Return all decisions as plain values.

        Raises:
            UsageError: the file cannot be read or holds mistakes.
        """
        from checker.verify import decisions

        return [decisions.row_of(one) for one in decisions.read(self.path)] if self.path.exists() else []

    def change(self, asked: Any) -> Saved:
        """Write what a page asks for: `{"changes": [{"finding", "was", "now"}]}`, with a decision or null in both.

        Raises:
            UsageError: that is not what is asked, or the file cannot be read or written.
        """
        from checker.verify import decision_merge, decisions
        from checker.write.atomic import write_atomically

        wishes = _wishes(asked)
        with self._lock:
            for _ in range(_TRIES):
                before = self._bytes()
                entries, contested = decision_merge.grant(decisions.entries_of(self.rows(), str(self.path)), wishes)
                if contested:
                    return Saved(self.rows(), contested)
                if before == self._bytes():  # else somebody wrote it in between: their decisions come first
                    write_atomically(self.path, decisions.dump(entries))
                    return Saved([decisions.row_of(one) for one in entries], ())
        raise UsageError(f"{self.path}: is being written by another program; try again")

    def _bytes(self) -> bytes:
        with contextlib.suppress(FileNotFoundError):
            return self.path.read_bytes()
        return b""


def _wishes(asked: Any) -> list[Wish]:
    changes = asked.get("changes") if isinstance(asked, Mapping) else None
    if not isinstance(changes, list) or not all(isinstance(one, Mapping) for one in changes):
        raise UsageError("the page asks for no changes")
    return [_wish(one) for one in changes]


def _wish(change: Mapping[str, Any]) -> Wish:
    from checker.verify.decision_merge import Wish
    from checker.verify.decisions import entries_of

    finding = change.get("finding")
    both = [entries_of([raw], "change")[0] if raw else None for raw in (change.get("was"), change.get("now"))]
    if not isinstance(finding, str) or any(one is not None and one.finding != finding for one in both):
        raise UsageError("a change speaks of one finding and its decisions of another")
    return Wish(finding=finding, was=both[0], now=both[1])
