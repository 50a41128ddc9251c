"""`tieout cache`: what is kept between runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker import chosen, console, errors, options
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.cache import Store

SECTION = "This installation"


@click.group()
def command() -> None:
    """Show or delete what is kept between runs, so that unchanged documents need no reading."""


@command.command()
@options.cache_dir
def info(cache_dir: str) -> int:
    """Say where the cache lies, how large it is and what it holds."""
    from checker.cache.store import MOST_BYTES

    found = _store(cache_dir).info()
    console.put_line(str(found.path.parent))
    console.put_line(f"{found.file_bytes:>15,}  bytes on disk; at most {MOST_BYTES:,} are kept")
    for kind, (count, size) in found.kinds.items():
        console.put_line(f"{count:>15,}  {kind}{'' if count == 1 else 's'} ({size:,} bytes)")
    return errors.EXIT_CLEAN


@command.command()
@options.cache_dir
def clear(cache_dir: str) -> int:
    """Delete the cache."""
    store = _store(cache_dir)
    try:
        freed = store.clear()
    except OSError as error:
        raise UsageError(f"{store.path}: cannot be deleted: {error.strerror or error}") from error
    console.put_line(f"{freed:,} bytes deleted in {store.path.parent}")
    return errors.EXIT_CLEAN


def _store(named: str) -> Store:
    from checker.cache import Store, folder_of

    folder = folder_of(chosen.choose({"cache_dir": named}).settings.cache)
    if folder is None:
        raise UsageError("no cache is kept here; name its folder with --cache-dir or TIEOUT_CACHE")
    return Store(folder)
