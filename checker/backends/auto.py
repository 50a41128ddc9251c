"""The backend that chooses: one small shard is read at once, more of them in processes that can be killed.

A single shard is at most some hundred kilobytes of text (`shards.SHARD_BYTES`, unless one file alone is larger), so
its size bounds what it can cost; it cannot be shared out, and starting a process would only add to the wait. Anything
larger is read on the far side, where a document that hangs, crashes or asks for too much memory costs only itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from checker.backends.base import Backend, Handling, Key, Progress, R, Row, S, ShardFailure, group_rows
from checker.backends.local import Local
from checker.config import Settings


class Auto:
    """Runs one light shard in the program itself, and everything else in `settings.jobs` worker processes."""

    name = "auto"
    is_isolated = False  # a light shard is not

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def map(
        self,
        function: Callable[[S], R],
        shards: Sequence[S],
        *,
        on_progress: Progress | None = None,
        handling: Handling[S, R] | None = None,
    ) -> list[R | ShardFailure]:
        """Return what `function` gives for each shard, in order; see `Backend.map`."""
        return self._choose(shards, handling).map(function, shards, on_progress=on_progress, handling=handling)

    def repartition(self, rows: Iterable[Row], key: Callable[[Row], Key]) -> list[tuple[Key, list[Row]]]:
        """Return the rows of each key together; see `Backend.repartition`."""
        return group_rows(rows, key)

    def _choose(self, shards: Sequence[S], handling: Handling[S, R] | None) -> Backend:
        from checker.backends.processes import Processes  # multiprocessing is loaded only where it is used

        is_light = len(shards) == 1 and (handling is None or handling.is_light is None or handling.is_light(shards[0]))
        return Local(self.settings) if is_light else Processes(self.settings)


BACKEND = Auto
