"""The seam between what is worked on and where the work runs.

A backend maps a function over shards and brings rows of one key together; nothing else. Work that can hang, crash
or eat memory stays on the far side: what comes back for a shard is its result or a `ShardFailure`, and the call
itself raises only for a mistake of the user (`UsageError`) or an interrupt.

Tasks live in a module, never in `__main__` and never inside a function, because workers find them by name. Shards
and results are records or plain JSON values: they travel in the form of `checker.codec`, whatever the backend.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

S = TypeVar("S")
R = TypeVar("R")
Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)

Progress = Callable[[str, int, int], None]

STAGE = "read"  # what a map reports as its stage


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardFailure:
    """Why a shard has no result; a reason code of the contract and a line for the reader of the report."""

    reason: str  # timeout crashed memory
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling(Generic[S, R]):
    """How the shards of one map are cut smaller after a failure, and how long each may take.

    A shard that fails is split, each part runs once more alone, and `join` makes one result of what they gave, so
    that one bad document never costs another its result.
    """

    split: Callable[[S], Sequence[S]]  # the smallest parts, in order; one part where it cannot be cut
    join: Callable[[Sequence[S], Sequence[R | ShardFailure]], R]  # parts and what each gave, in the same order
    deadline_s: Callable[[S], float] | None = None  # seconds a shard may take; the backend's own limit where None
    on_result: Callable[[S, R | ShardFailure], None] | None = None  # told of each shard as soon as it is done
    is_light: Callable[[S], bool] | None = None  # so small that its size bounds what it can cost; all are where None


class Backend(Protocol):
    """Where the work runs."""

    name: str
    is_isolated: bool  # a task that hangs, exits or eats memory cannot hurt the caller

    def map(
        self,
        function: Callable[[S], R],
        shards: Sequence[S],
        *,
        on_progress: Progress | None = None,
        handling: Handling[S, R] | None = None,
    ) -> list[R | ShardFailure]:
        """Return what `function` gives for each shard, in the order of the shards.

        Raises:
            UsageError: a task met a mistake of the user, such as a model that is not installed.
        """

    def repartition(self, rows: Iterable[Row], key: Callable[[Row], Key]) -> list[tuple[Key, list[Row]]]:
        """Return the rows of each key together: keys sorted, rows of a key in their first order."""


def group_rows(rows: Iterable[Row], key: Callable[[Row], Key]) -> list[tuple[Key, list[Row]]]:
    """Return rows grouped by key in memory: keys sorted, rows of a key in the order they came."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return sorted(groups.items(), key=lambda group: group[0])  # type: ignore[arg-type, return-value]


def is_failure(result: object) -> bool:
    """Whether a map gave no result for a shard."""
    return isinstance(result, ShardFailure)


def describe(error: BaseException) -> ShardFailure:
    """Return the failure that an exception of a task stands for."""
    if isinstance(error, MemoryError):
        return ShardFailure(reason="memory", detail="the memory limit was reached")
    text = " ".join(str(error).split())[:300]
    return ShardFailure(reason="crashed", detail=f"{type(error).__name__}: {text}" if text else type(error).__name__)
