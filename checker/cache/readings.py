"""What one document gave, as bytes and back; and which results are worth keeping."""

from __future__ import annotations

import json
import zlib
from typing import Any

from checker import codec
from checker.records import DocumentEntry
from checker.shards import ShardResult

# what the bytes of a document decide; time, memory, crashes and trouble with the disk may not come again
_LASTING = frozenset(
    {
        None, "empty", "no-text", "binary", "corrupt", "encrypted", "too-large", "too-deep", "expands-too-much",
        "unsupported", "bad-encoding", "external-reference", "not-a-document", "language",
    }
)  # fmt: skip
LEVEL = 1  # of compression: most of the gain at a tenth of the time


def is_lasting(entry: DocumentEntry) -> bool:
    """Whether the same bytes would give this entry again."""
    return entry.reason in _LASTING


def pack(data: Any) -> bytes:
    """Return records and plain values as compressed bytes; ASCII inside, so that lone surrogates come back."""
    return zlib.compress(codec.dump(data, (",", ":")), LEVEL)


def unpack(data: bytes) -> Any:
    """Return what `pack` was given, records as plain values.

    Raises:
        ValueError: the bytes are damaged.
    """
    try:
        return json.loads(zlib.decompress(data))
    except (zlib.error, RecursionError) as error:
        raise ValueError(str(error)) from error


def pack_reading(result: ShardResult) -> bytes:
    """Return what one document gave as bytes."""
    return pack(result)


def unpack_reading(data: bytes) -> ShardResult | None:
    """Return what `pack_reading` was given; None where the bytes are not that."""
    try:
        return codec.from_json(ShardResult, unpack(data))
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
        return None
