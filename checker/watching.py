"""`tieout check --watch`: looks whether anything that the check reads has changed, and checks again when it has.

The folder is looked at again and again, with no service of the operating system, so that it works on every disk. What
was read before comes from the cache: only documents that changed are read anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker import cache, collect, decision_place
from checker.config import Settings
from checker.errors import CheckerError
from checker.gather import names_file
from checker.settings.files import find_file
from checker.settings.merge import Chosen

State = Mapping[str, tuple[int, int, int]]  # of every file: time of change, size, inode

POLL_S = 0.5  # between two looks
LOOKING_SHARE = 0.1  # of the time at most: a large folder is looked at less often
MOST_NAMED = 3  # files that a message names


def watch(look: Callable[[], State], check: Callable[[], object], tell: Callable[[str], object]) -> None:
    """Check, and check again after every change, until somebody interrupts.

    Args:
        look: what is there now.
        check: what is to be done about it.
        tell: is told what has changed.
    """
    seen = look()
    check()
    while True:
        now = _settled(look, seen)
        tell(f"changed: {_named(changes(seen, now))}")
        seen = now
        check()


def _settled(look: Callable[[], State], seen: State) -> State:
    """Return what is there once it differs from what was seen and has stayed the same for one look.

    An editor writes a file in several steps, and a branch that is checked out changes many files.
    """
    before = seen
    while True:
        start = time.perf_counter()
        now = look()
        if now != seen and now == before:
            return now
        before = now
        time.sleep(max(POLL_S, (time.perf_counter() - start) / LOOKING_SHARE))


def changes(before: State, after: State) -> list[str]:
    """Return the paths that are new, gone or different, in order."""
    paths = before.keys() | after.keys()
    return sorted(path for path in paths if before.get(path) != after.get(path))


def _named(paths: Sequence[str]) -> str:
    more = len(paths) - MOST_NAMED
    named = ", ".join(os.path.relpath(path) for path in paths[:MOST_NAMED])
    return f"{named} and {more:,} more" if more > 0 else named


def state_of(options: Mapping[str, Any], asked: Chosen, outputs: Iterable[str]) -> State:
    """Return when everything that a check reads was changed; nothing of a path that cannot be looked at.

    Args:
        options: of the command; the paths count, and where the settings and decisions are.
        asked: what holds for it, or held while the settings could still be read.
        outputs: files that the check itself writes.
    """
    own = {os.path.realpath(path) for path in outputs}
    kept = cache.folder_of(asked.settings.cache)
    inside = f"{os.path.realpath(kept)}{os.sep}" if kept else ""
    state: dict[str, tuple[int, int, int]] = {}
    for path in _paths(options, asked):
        real = os.path.realpath(path)
        if real in own or (inside and real.startswith(inside)):
            continue
        try:
            status = os.lstat(path)
        except (OSError, ValueError):
            continue
        state[path] = status.st_mtime_ns, status.st_size, status.st_ino
    return state


def _paths(options: Mapping[str, Any], asked: Chosen) -> Iterator[str]:
    config = options.get("config") or ("" if options.get("isolated") else find_file(options["paths"]))
    if config:
        yield os.path.abspath(config)  # noqa: PTH100
    if decisions := decision_place.find_decisions(options, asked.preferences.decisions):
        yield os.path.abspath(decisions)  # noqa: PTH100
    yield from _named_files(options["paths"], asked.settings, asked.preferences.references)
    try:
        found = collect.find_sources(options["paths"], asked.settings)
    except CheckerError:  # a path is gone, and may come back
        return
    yield from (one.path for one in found if one.detail != collect.OWN_OUTPUT)


def _named_files(paths: Sequence[str], settings: Settings, references: Sequence[str]) -> Iterator[str]:
    """Give the files that settings and options name, and what lies in the folders among them."""
    names = names_file(list(paths), settings)
    for file in (*settings.rules, *references, *((str(names),) if names else ())):
        path = Path(file)
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (os.path.abspath(one) for one in below)  # noqa: PTH100
