"""When a process that reads other people's files has had its time: by what it computed, not by the clock alone.

On a machine that many share, a minute by the clock may be ten seconds of computing. A process is late once it has
computed for as long as it may, or once the clock has gone round a few times as far, whichever comes first. Where the
system does not tell what another process computed (Linux does), the clock decides alone.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

PATIENCE = 6  # times as long by the clock as by computing: beyond that it waits for something that never comes
_LEAST_S = 0.05  # between two looks at a process that is nearly late: ticks of the system are a fifth of that


class Deadline:
    """The end of the time that one task of a process may take, from now on.

    Args:
        process: id of the process that works.
        allowed_s: that the task itself may take.
        extra_s: for what comes before it, such as loading libraries.
    """

    def __init__(self, process: int, allowed_s: float, extra_s: float = 0.0) -> None:
        self.process = process
        self.allowed_s = allowed_s + extra_s
        now = time.monotonic()
        self.at = now + self.allowed_s  # by the monotonic clock: when to look next
        self._last = now + PATIENCE * allowed_s + extra_s
        self._before_s = processor_s(process) or 0.0

    def left_s(self) -> float:
        """Return how long to wait before the next look."""
        return max(self.at - time.monotonic(), 0.0)

    def is_over(self) -> bool:
        """Say whether the time is up; where it is not, `at` is the next moment at which it may be."""
        now = time.monotonic()
        if now < self.at:
            return False
        spent = processor_s(self.process)
        left = self.allowed_s - (spent - self._before_s) if spent is not None else 0.0
        if left <= 0.0 or now >= self._last:
            return True
        self.at = min(now + max(left, _LEAST_S), self._last)
        return False


def processor_s(process: int) -> float | None:
    """Return the seconds that a process has computed in all its threads; None where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/stat").read_bytes()
        fields = status.rpartition(b")")[2].split()  # its name, which may hold anything, ends with the last bracket
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None
