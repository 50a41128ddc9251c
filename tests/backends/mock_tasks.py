"""Tasks that do to a worker what hostile documents do; they stand in a module so that workers find them."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from checker.backends import ShardFailure
from checker.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A shard of mock documents, each named after what reading it does."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a batch gives: a line for each document."""

    lines: tuple[str, ...]


def read(batch: Batch) -> Read:
    """Return a line for each name; some names misbehave on the way."""
    return Read(lines=tuple(_line(name) for name in batch.names))


def _line(name: str) -> str:
    match name:
        case "raise":
            raise ValueError("the page tree has no root")
        case "exit":
            os._exit(3)
        case "loop":
            re.match(r"(a+)+$", "a" * 64 + "b")  # holds the interpreter lock: no thread or alarm could stop it
        case "allocate":
            return str(len(bytearray(1 << 62)))
        case "grow":
            return str(len(bytearray(4_000_000_000)))  # there on most machines, above the bound of a worker
        case "wait":
            time.sleep(1.4)  # by the clock, and next to nothing of computing
        case "print":
            print("spill")
            os.write(1, b"spill\n")
        case "usage":
            raise UsageError("the language model 'xx' is not installed")
        case "big":
            return "x" * 20_000_000
        case "surrogate":
            return "\ud800"
    return f"read {name}"


def split(batch: Batch) -> Sequence[Batch]:
    """Return a batch for each document."""
    return [Batch(names=(name,)) for name in batch.names]


def join(parts: Sequence[Batch], results: Sequence[Read | ShardFailure]) -> Read:
    """Return the lines of all parts, a failed one as its reason."""
    return Read(
        lines=tuple(
            line
            for result in results
            for line in ([f"failed: {result.reason}"] if isinstance(result, ShardFailure) else result.lines)
        )
    )


def double(number: int) -> int:
    """Return twice the number."""
    return 2 * number
