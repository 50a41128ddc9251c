"""What a process that reads other people's files does to itself: bounded, silent, and never longer than its parent.

Only resource limits of the system and the death of the process stop code in C; alarms and threads do not.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

PARENT_POLL_S = 0.5
_PR_SET_PDEATHSIG = 1  # Source: prctl(2)


def silence() -> None:
    """Send what libraries print to nowhere: standard output belongs to the report."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as the process
    sys.stderr = sys.stdout


def limit_memory(most_bytes: int) -> None:
    """Bound the address space, and forbid core dumps and files, where the system can."""
    for name, most in (("RLIMIT_AS", most_bytes), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        _set_limit(name, most)


def limit_seconds(most_s: float) -> None:
    """Let the system end this process once it has computed for so many seconds more, even if nobody watches it."""
    _set_limit("RLIMIT_CPU", int(time.process_time() + most_s) + 1)


def _set_limit(name: str, most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline is the only bound
        return
    kind = getattr(resource, name, None)
    if kind is None:
        return
    _, hard = resource.getrlimit(kind)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (bound, hard))
    except (ValueError, OSError):  # a system that names a limit and does not know it
        return


def end_with_parent(parent: int, *, by_signal: bool) -> None:
    """End this process when its parent ends, whatever it is doing.

    Args:
        parent: process id of the parent.
        by_signal: ask the system for a signal too, which also stops code that never lets another thread run. Only
            where the parent's main thread started this process: the signal comes when that thread ends.
    """
    if os.name != "posix":
        return
    if by_signal and sys.platform == "linux":
        _ask_for_signal()
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _ask_for_signal() -> None:
    try:
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (ImportError, OSError, AttributeError):  # a system without it has the thread below
        return


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_POLL_S)
    os._exit(1)
