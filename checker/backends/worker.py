"""What runs inside a worker process: take a shard, give its result, until the pipe closes.

Messages are bytes of JSON. To the worker: `{"task": "module:name", "shard": ...}`. From it: `{"ready": true}` once,
then per shard `{"result": ...}`, `{"failure": {"reason", "detail"}}` or `{"usage": "text"}`.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import os
import signal
import typing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from checker import codec, guard
from checker.backends.base import describe
from checker.errors import UsageError

PROGRAM_BYTES = 1_500_000_000  # address space of interpreter, libraries and language model, before any document


def serve(pipe: Connection, document_bytes: int) -> None:
    """Answer shards from `pipe` until it closes; the entry function of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends its workers
    guard.end_with_parent(os.getppid(), by_signal=True)
    guard.silence()
    guard.limit_memory(PROGRAM_BYTES + document_bytes)
    pipe.send_bytes(b'{"ready": true}')
    while True:
        try:
            message = json.loads(pipe.recv_bytes())
        except (EOFError, OSError):  # the parent is gone
            return
        pipe.send_bytes(_answer(message))


def _answer(message: dict[str, Any]) -> bytes:
    try:
        function = find_task(message["task"])
        result = function(read_shard(function, message["shard"]))
        return dump({"result": result})
    except UsageError as error:
        return dump({"usage": str(error)})
    except Exception as error:  # the border of a shard: its failure is a result
        return dump({"failure": codec.to_json(describe(error))})


def dump(value: object) -> bytes:
    """Return a message of records and plain values as bytes of JSON."""
    return codec.dump(value)


def name_task(function: Callable[..., object]) -> str:
    """Return the name under which a worker finds a function.

    Raises:
        TypeError: the function has no place in a module that a worker can import.
    """
    if function.__module__ == "__main__" or "<" in function.__qualname__:
        raise TypeError(f"{function.__qualname__} must stand at the top of an importable module")
    return f"{function.__module__}:{function.__qualname__}"


def find_task(name: str) -> Callable[[Any], Any]:
    """Return the function that `name_task` named."""
    module, _, function = name.partition(":")
    return typing.cast(Callable[[Any], Any], getattr(importlib.import_module(module), function))


def read_shard(function: Callable[[Any], Any], data: Any) -> Any:
    """Return a shard as the record that the function's one parameter is annotated with."""
    kinds = typing.get_type_hints(function)
    kinds.pop("return", None)
    return _read(next(iter(kinds.values()), None), data)


def read_result(function: Callable[..., Any], data: Any) -> Any:
    """Return a result as the record that the function is annotated to return."""
    return _read(typing.get_type_hints(function).get("return"), data)


def _read(kind: Any, data: Any) -> Any:
    return codec.from_json(kind, data) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else data
