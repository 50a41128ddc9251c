"""Where the work runs: one file a backend, each exporting `BACKEND`, found by a scan of this folder.

`create(settings)` gives the backend that a run asks for. It takes shards and gives their results in order; it
refuses to know what a shard is. See `base.py` for the seam.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import cast

from checker import plugins
from checker.backends.base import Backend, Handling, ShardFailure
from checker.config import Settings
from checker.errors import UsageError


def names() -> tuple[str, ...]:
    """Return the names of all backends, sorted."""
    return tuple(plugins.find_members("backends", "BACKEND"))


def create(settings: Settings) -> Backend:
    """Return the backend of a run: the one named, else `local` for one job and `processes` for more.

    Raises:
        UsageError: no backend has that name, or its library is not installed (`MissingExtra`).
    """
    name = settings.backend or ("processes" if settings.jobs > 1 else "local")
    if name not in names():
        near = get_close_matches(name, names(), n=1)
        hint = f"; did you mean '{near[0]}'?" if near else f"; there are: {', '.join(names())}"
        raise UsageError(f"no backend is called '{name}'{hint}")
    return cast(Backend, plugins.find_members("backends", "BACKEND")[name](settings))


__all__ = ["Backend", "Handling", "ShardFailure", "create", "names"]
