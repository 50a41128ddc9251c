"""Rows of bytes by key in one SQLite file; least recently used out first.

Each call opens the file, does its work in one short transaction and closes it, so that two runs can share it and a run
that is killed leaves the old rows or the new ones. Writers begin with an immediate transaction and wait for one
another; who waits too long goes without. A file that is damaged, of another program or of a later format is moved
aside and made anew. Source: sqlite.org/howtocorrupt.html, sqlite.org/lang_transaction.html.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)

FILE = "readings.sqlite3"
APPLICATION = 0x7469656F  # "tieo", in the head of the file: it is ours
FORMAT = 1
MOST_BYTES = 1_000_000_000
KEEP_SHARE = 0.8  # of that, after the oldest rows have been taken out
WAIT_S = 5.0  # for another run to finish its write
_ASK = 500  # keys in one query; SQLite allows 999 variables everywhere
_COMPANIONS = ("", "-journal", "-wal", "-shm")
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of tieout; it can be deleted.\n"

_MAKE = """
CREATE TABLE entry (key BLOB PRIMARY KEY, kind TEXT NOT NULL, used INTEGER NOT NULL, size INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE content (key BLOB PRIMARY KEY, crc INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE counter (run INTEGER NOT NULL);
INSERT INTO counter VALUES (0);
"""


# what no new file would mend: a lock, a full or read-only disk, rights, memory
_PASSING = frozenset({"BUSY", "LOCKED", "FULL", "READONLY", "CANTOPEN", "IOERR", "PERM", "AUTH", "NOMEM", "INTERRUPT"})


class ForeignFile(Exception):
    """The file is of another program, or of another format of this one."""


class EmptyFile(Exception):
    """Nothing has been kept yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What a cache holds."""

    path: Path
    file_bytes: int
    kinds: Mapping[str, tuple[int, int]]  # kind -> rows, bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value to keep."""

    key: bytes
    kind: str  # reading | report | output
    data: bytes


class Store:
    """The rows of one cache folder; every method gives nothing, and says so once, where the file cannot be used."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.path = folder / FILE
        self.most_bytes = most_bytes
        self.is_usable = True
        self.is_writable = True
        self._is_counted = False  # this run, in the file

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values of those keys that are there."""
        if not keys or not self.path.exists():
            return {}
        none: dict[bytes, bytes] = {}
        return self._attempt(lambda base: _find(base, keys), none)

    def touch(self, keys: Sequence[bytes]) -> None:
        """Mark rows as used by this run, as far as they are there; the first call counts the run."""
        if self.is_writable and self.path.exists():
            is_first, self._is_counted = not self._is_counted, True
            self._attempt(lambda base: _touch(base, keys, is_first), None, is_write=True)

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep values, and take out the least recently used rows beyond the bound."""
        fitting = [row for row in rows if len(row.data) <= self.most_bytes // 4]
        if fitting and self.is_writable:
            self._attempt(lambda base: _keep(base, fitting, self.most_bytes), None, is_write=True)

    def info(self) -> Info:
        """Return what the cache holds."""
        size = sum(_size(Path(f"{self.path}{end}")) for end in _COMPANIONS)
        none: dict[str, tuple[int, int]] = {}
        return Info(path=self.path, file_bytes=size, kinds=self._attempt(_count, none) if self.path.exists() else none)

    def clear(self) -> int:
        """Delete the cache and what was moved aside, and return how many bytes that were.

        Raises:
            OSError: a file cannot be deleted.
        """
        freed = 0
        for aside in ("", ".bad"):
            for end in _COMPANIONS:
                path = Path(f"{self.path}{aside}{end}")
                freed += _size(path)
                path.unlink(missing_ok=True)
        return freed

    # --- opening, and what to do when that fails ---

    def _attempt(self, work: Callable[[sqlite3.Connection], T], without: T, is_write: bool = False) -> T:
        """Return what `work` gives in one transaction; `without` where the cache cannot be used."""
        if not self.is_usable:
            return without
        for is_last in (False, True):
            try:
                with self._opened(is_write) as base:
                    return work(base)
            except EmptyFile:
                return without
            except (sqlite3.Error, ForeignFile, OSError) as error:
                if is_last or _is_passing(error) or not self._move_aside(error):
                    self._go_without(error, is_write)
                    return without
        return without

    @contextlib.contextmanager
    def _opened(self, is_write: bool) -> Iterator[sqlite3.Connection]:
        if is_write:
            self._prepare()
        # a run that was killed may have left a journal, and who may not write cannot undo what it was about
        mode = "rw" if os.access(self.path, os.W_OK) else "ro"
        base = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={mode}", WAIT_S, uri=True, isolation_level=None)
        try:
            if is_write:
                base.execute("PRAGMA auto_vacuum = INCREMENTAL")  # counts before the first table is made
                base.execute("PRAGMA synchronous = NORMAL")
                base.execute("BEGIN IMMEDIATE")
            else:
                base.execute("BEGIN")
            _look(base, is_write)
            yield base
            base.execute("COMMIT")
        finally:
            base.close()  # rolls back what was not committed

    def _prepare(self) -> None:
        """Make folder and file so that only the user can read them: they hold the text of documents."""
        if self.path.exists():
            return
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        tag = self.path.parent / "CACHEDIR.TAG"  # back-up programs leave such folders out
        with contextlib.suppress(FileExistsError), tag.open("x", encoding="ascii") as file:
            file.write(_TAG)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))

    def _move_aside(self, error: Exception) -> bool:
        """Move the file and its companions out of the way; say whether that went well."""
        log.warning("the cache %s is made anew: %s", self.path, error)
        try:
            for end in reversed(_COMPANIONS):  # a journal must never meet another file than its own
                path = Path(f"{self.path}{end}")
                if path.exists():
                    os.replace(path, f"{self.path}.bad{end}")  # noqa: PTH105
        except OSError:
            return False
        return True

    def _go_without(self, error: Exception, is_write: bool) -> None:
        if is_write and self.is_writable:
            self.is_writable = False  # what is there can still be read
            log.warning("the cache %s cannot be written (%s); the run goes on without", self.path, error)
        elif not is_write and self.path.exists():
            self.is_usable = False
            log.warning("the cache %s cannot be read (%s); the run goes on without", self.path, error)


# --- the work inside a transaction -------------------------------------------------------------------------------


def _look(base: sqlite3.Connection, is_write: bool) -> None:
    """Make the tables of an empty file; refuse one that is not ours."""
    (application,) = base.execute("PRAGMA application_id").fetchone()
    (form,) = base.execute("PRAGMA user_version").fetchone()
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not application and not form:
        if is_write:
            for statement in _MAKE.split(";"):
                base.execute(statement)
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute(f"PRAGMA user_version = {FORMAT}")
            return
        raise EmptyFile
    if application != APPLICATION:
        raise ForeignFile("it is a database of another program")
    if form != FORMAT:
        raise ForeignFile(f"it has format {form}; this version reads {FORMAT}")


def _find(base: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    found = {}
    for part in _parts(keys):
        marks = ",".join("?" * len(part))
        for key, crc, data in base.execute(f"SELECT key, crc, data FROM content WHERE key IN ({marks})", part):
            if isinstance(data, bytes) and zlib.crc32(data) == crc:  # else it is read anew, and replaced
                found[bytes(key)] = data
    return found


def _touch(base: sqlite3.Connection, keys: Sequence[bytes], is_first: bool) -> None:
    if is_first:
        base.execute("UPDATE counter SET run = run + 1")
    for part in _parts(keys):
        marks = ",".join("?" * len(part))
        base.execute(f"UPDATE entry SET used = (SELECT run FROM counter) WHERE key IN ({marks})", part)


def _keep(base: sqlite3.Connection, rows: Sequence[Row], most_bytes: int) -> None:
    (run,) = base.execute("SELECT run FROM counter").fetchone()
    base.executemany(
        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", [(row.key, row.kind, run, len(row.data)) for row in rows]
    )
    base.executemany(
        "INSERT OR REPLACE INTO content VALUES (?, ?, ?)", [(row.key, zlib.crc32(row.data), row.data) for row in rows]
    )
    (size,) = base.execute("SELECT total(size) FROM entry").fetchone()
    if size > most_bytes:
        _prune(base, int(size - KEEP_SHARE * most_bytes))


def _prune(base: sqlite3.Connection, surplus: int) -> None:
    """Take out the least recently used rows until `surplus` bytes are free."""
    gone = []
    for key, size in base.execute("SELECT key, size FROM entry ORDER BY used, size DESC, key"):
        if surplus <= 0:
            break
        gone.append((key,))
        surplus -= size
    base.executemany("DELETE FROM content WHERE key = ?", gone)
    base.executemany("DELETE FROM entry WHERE key = ?", gone)
    base.execute("PRAGMA incremental_vacuum").fetchall()  # gives the pages back to the disk


def _count(base: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    rows = base.execute("SELECT kind, count(*), total(size) FROM entry GROUP BY kind ORDER BY kind")
    return {kind: (count, int(size)) for kind, count, size in rows}


def _is_passing(error: Exception) -> bool:
    """Whether the trouble is not with the file itself, so that making it anew would lose good rows for nothing."""
    if isinstance(error, OSError):
        return True
    name = getattr(error, "sqlite_errorname", "")  # such as SQLITE_READONLY_DIRECTORY
    return name.removeprefix("SQLITE_").split("_")[0] in _PASSING


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[at : at + _ASK] for at in range(0, len(keys), _ASK))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
