"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path

from checker.errors import UsageError

LEFT_S = 60.0  # age of a temporary file; another machine may write to the same folder, and its processes are unknown


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`: a temporary file beside it, flushed to disk, then put in its place.

    A link is followed, so that its target is replaced, with the rights that it had; a device or pipe is written to
    directly. Whoever is killed in between leaves a hidden temporary file, which the next write to `path` takes away.

    Raises:
        UsageError: the file cannot be written; what stood there before still stands.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            _write_special(target, data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error


def _replace(target: Path, data: bytes) -> None:
    stem = f".{os.fsdecode(os.fsencode(target.name)[:150])}."  # a name has at most 255 bytes
    _tidy(target.parent, stem)
    temporary = target.with_name(f"{stem}{os.getpid()}.tmp")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()  # left by a process of the same number that was killed
    try:
        with temporary.open("xb") as file:
            _keep_rights(target, file.fileno())
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)  # noqa: PTH105 - the call whose promise this function is about
    except BaseException:  # an interrupt too must leave no temporary file behind
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _keep_rights(target: Path, handle: int) -> None:
    """Give the new file the rights of the one that it replaces; a report may be private."""
    with contextlib.suppress(OSError, AttributeError):  # there is none, or the system knows no such rights
        os.fchmod(handle, stat.S_IMODE(target.stat().st_mode))


def _tidy(folder: Path, stem: str) -> None:
    """Take away temporary files for this target that killed processes left a while ago."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for one in list(entries):
            number = one.name.removeprefix(stem).removesuffix(".tmp")
            if one.name == f"{stem}{number}.tmp" and number.isdecimal() and _is_left(one, int(number)):
                os.unlink(one.path)  # noqa: PTH108


def _is_left(entry: os.DirEntry[str], process: int) -> bool:
    if os.name != "posix" or time.time() - entry.stat(follow_symlinks=False).st_mtime < LEFT_S:
        return False
    try:
        os.kill(process, 0)  # asks, and sends nothing
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last; systems that cannot open folders do without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_special(target: Path, data: bytes) -> None:
    if stat.S_ISDIR(target.stat().st_mode):
        raise UsageError(f"{target.name}: is a folder; name a file in it")
    with target.open("wb", buffering=0) as file:
        file.write(data)
