"""The backend that works in the caller's own process: no start-up, no isolation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from checker.backends.base import STAGE, Handling, Key, Progress, R, Row, S, ShardFailure, describe, group_rows
from checker.config import Settings
from checker.errors import UsageError


class Local:
    """Runs one shard after the other; a task that raises fails alone, one that hangs or exits takes the run along."""

    name = "local"
    is_isolated = False

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
        results: list[R | ShardFailure] = []
        for done, shard in enumerate(shards):
            if on_progress:
                on_progress(STAGE, done, len(shards))
            result: R | ShardFailure = _run(function, shard, handling)
            results.append(result)
            if handling is not None and handling.on_result:
                handling.on_result(shard, result)
        if on_progress:
            on_progress(STAGE, len(shards), len(shards))
        return results

    def repartition(self, rows: Iterable[Row], key: Callable[[Row], Key]) -> list[tuple[Key, list[Row]]]:
        """Return the rows of each key together; see `Backend.repartition`."""
        return group_rows(rows, key)


def _run(function: Callable[[S], R], shard: S, handling: Handling[S, R] | None) -> R | ShardFailure:
    result = _attempt(function, shard)
    if not isinstance(result, ShardFailure) or handling is None:
        return result
    parts = handling.split(shard)
    if len(parts) < 2:
        return result
    return handling.join(parts, [_attempt(function, part) for part in parts])


def _attempt(function: Callable[[S], R], shard: S) -> R | ShardFailure:
    try:
        return function(shard)
    except UsageError:
        raise
    except Exception as error:  # the border of a shard: its failure is a result
        return describe(error)


BACKEND = Local
