"""Work without Python's search for cycles of objects that nothing else holds.

Linking makes millions of small records and not one cycle, so the search finds nothing there; it looks through all that
is kept again and again, and costs a sixth of the time and more as the run grows.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the search for cycles off inside a `with`; what was switched off before stays so."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
