"""What runs inside the process that reads risky formats: take a file, give its reading, until the pipe closes."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from typing import Any

from checker import codec, guard
from checker.collect.isolated import receive, send
from checker.config import Limits
from checker.errors import UnreadableDocument, UsageError

PROGRAM_BYTES = 300_000_000  # address space of interpreter and libraries, before any document


def serve() -> None:
    """Answer files from standard input until it closes; the entry function of the process.

    `sys.argv` holds, after the search path: the parent's process id, and "1" where a signal may end this process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends this process
    guard.end_with_parent(int(sys.argv[2]), by_signal=sys.argv[3] == "1")
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    guard.silence()
    while (header := receive(source)) is not None:
        data = source.read(header["bytes"])
        if len(data) < header["bytes"]:
            return
        send(target, _answer(header, data))
        del data
        gc.collect()


def _answer(header: dict[str, Any], data: bytes) -> dict[str, Any]:
    limits = codec.from_json(Limits, header["limits"])
    guard.limit_memory(PROGRAM_BYTES + limits.document_bytes)
    guard.limit_seconds(limits.document_s)
    try:
        read = getattr(importlib.import_module(header["module"]), header["function"])
        return {"reading": codec.to_json(read(data, limits))}
    except UnreadableDocument as error:
        return {"unreadable": [error.reason, error.detail]}
    except UsageError as error:  # a library that is not installed: the line says how to get it
        return {"unreadable": ["unsupported", str(error)]}
    except MemoryError:
        most = f"{limits.document_bytes / 1e6:,.0f} MB"
        return {"failure": "memory", "detail": f"it needs more than {most} to read (limits.document_bytes)"}
    except RecursionError:
        return {"unreadable": ["too-deep", "its parts are nested too deep"]}
    except Exception as error:  # the border of a document: whatever a library raises is about this file
        return {"unreadable": ["corrupt", f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"]}
