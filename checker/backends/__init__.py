"""Where the work runs: one file a backend, each exporting `BACKEND`, found by a scan of this folder.

`create(settings)` gives the backend that a run asks for. It takes shards and gives their results in order; it
refuses to know what a shard is. See `base.py` for the seam.
"""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from typing import cast

from checker.backends.base import Backend, Handling, ShardFailure
from checker.config import Settings
from checker.errors import UsageError

_NOT_BACKENDS = frozenset({"base", "worker"})


def names() -> tuple[str, ...]:
    """Return the names of all backends, sorted."""
    return tuple(sorted({module.name for module in pkgutil.iter_modules(__path__)} - _NOT_BACKENDS))


def create(settings: Settings) -> Backend:
    """Return the backend of a run: the one named, else `local` for one job and `processes` for more.

    Raises:
        UsageError: no backend has that name, or its library is not installed (`MissingExtra`).
    """
    name = settings.backend or ("processes" if settings.jobs > 1 else "local")
    known = names()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else f"; there are: {', '.join(known)}"
        raise UsageError(f"no backend is called '{name}'{hint}")
    return cast(Backend, importlib.import_module(f"checker.backends.{name}").BACKEND(settings))


__all__ = ["Backend", "Handling", "ShardFailure", "create", "names"]
