"""Files, folders and globs -> sources, in byte order of their names. Every path that is met gets an entry.

Links are not followed below what the user named, nothing is opened but regular files, and hidden or ignored
paths are listed with the reason. `.gitignore` and `.tieoutignore` count in the folder they stand in and below.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.collect.own_files import is_own_file
from checker.config import Settings
from checker.errors import UsageError
from checker.plugins import find_members
from checker.records import Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".tieoutignore")
NOT_DOCUMENTS = frozenset(
    {
        "manifest.json",
        "gold.json",
        "gold.src.json",  # what gold.json is made from, in the sample corpora
        "entities.yaml",
        "entities.yml",
        "tieout.toml",
        "pyproject.toml",
        "tieout-decisions.json",
    }
)


@dataclass(frozen=True, slots=True)
class _Ignore:
    folder: str  # where the patterns count from
    spec: GitIgnoreSpec
    name: str


def find_sources(paths: Sequence[str | Path], settings: Settings) -> tuple[Source, ...]:
    """Return a source for every path below files, folders and globs, in byte order of `file`.

    Args:
        paths: what the user named; `file` is relative to the one folder, or to the common root of several paths.
        settings: `exclude` holds patterns in the manner of .gitignore; limits of size count.

    Raises:
        UsageError: a path does not exist, or a glob matches nothing.
    """
    targets = [target for path in paths for target in _expand(os.fspath(path))]
    root = _common_root(targets)
    ignores = _excluded(settings, root)
    found: dict[str, Source] = {}
    for target in targets:
        for source in _walk(target, root, settings, ignores):
            found.setdefault(source.path, source)
    return tuple(sorted(found.values(), key=lambda source: os.fsencode(source.path.removeprefix(root))))


def sources_of_texts(texts: Mapping[str, str]) -> tuple[Source, ...]:
    """Return sources of texts that are held in memory, keyed by file name, in byte order of the names."""
    return tuple(
        Source(file=show_name(name), path="", size=len(text), text=text)
        for name, text in sorted(texts.items(), key=lambda item: item[0].encode("utf-8", "surrogatepass"))
    )


def show_name(path: str) -> str:
    """Return a path as outputs show it: with "/", and bytes that are not UTF-8 as `\\xNN`."""
    slashed = path.replace(os.sep, "/")
    return slashed.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _expand(path: str) -> list[str]:
    """Return the absolute paths that an argument names; an existing path is never read as a glob."""
    if "\x00" not in path and os.path.lexists(path):
        return [_absolute(path)]
    if glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True), key=os.fsencode)  # noqa: PTH207
        if matches:
            return [_absolute(match) for match in matches]
        raise UsageError(f"{show_name(path)}: no file matches")
    raise UsageError(f"{show_name(path)}: no such file or folder")


def _absolute(path: str) -> str:
    """Make a path absolute; a link that the user named is followed, its own name is kept for files."""
    whole = os.path.abspath(path)  # noqa: PTH100 (keeps links, and names that are not UTF-8)
    return os.path.realpath(whole) if os.path.islink(whole) else whole  # noqa: PTH114


def _common_root(targets: Sequence[str]) -> str:
    folders = sorted({target if os.path.isdir(target) else os.path.dirname(target) for target in targets})  # noqa: PTH112, PTH120
    if not folders:
        return ""
    try:
        return os.path.commonpath(folders)
    except ValueError:  # two drives of Windows have nothing in common
        return ""


def _walk(target: str, root: str, settings: Settings, ignores: tuple[_Ignore, ...]) -> Iterator[Source]:
    """Give a source for each path from `target` down, without recursion: folders may be nested very deep."""
    if not os.path.isdir(target):  # noqa: PTH112
        yield _judge(target, root, settings, (), is_named=True)
        return
    folders = [(target, ignores)]
    while folders:
        folder, above = folders.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield _skipped(folder, root, "unreadable", error.strerror or "")
            continue
        rules = (*above, *_ignore_files(folder, inside))
        for entry in inside:
            if not entry.is_dir(follow_symlinks=False):
                yield _judge(entry.path, root, settings, rules)
            elif reason := _left_out(entry.path, root, rules, is_folder=True):
                yield _skipped(entry.path, root, "not-a-document", reason)
            else:
                folders.append((entry.path, rules))


def _judge(path: str, root: str, settings: Settings, ignores: tuple[_Ignore, ...], is_named: bool = False) -> Source:
    """Return the source of one path that is no folder, with the reason if it is not to be read."""
    try:
        status = os.lstat(path)
    except OSError as error:
        return _skipped(path, root, "unreadable", error.strerror or "")
    source = Source(file=_relative(path, root), path=path, size=status.st_size)
    if stat.S_ISLNK(status.st_mode):
        return replace(source, size=0, reason="link", detail="links are not followed")
    if not stat.S_ISREG(status.st_mode):
        return replace(source, size=0, reason="not-a-regular-file")
    name = os.path.basename(path)  # noqa: PTH119
    if name in NOT_DOCUMENTS:
        return replace(source, reason="not-a-document")
    if not is_named and (left_out := _left_out(path, root, ignores, is_folder=False)):
        return replace(source, reason="not-a-document", detail=left_out)
    if status.st_size <= settings.limits.file_bytes and is_own_file(path):
        return replace(source, reason="not-a-document", detail="written by tieout")
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
    if suffix not in suffixes():
        return replace(source, reason="unsupported", detail=f"no reader for '{suffix}'" if suffix else "no suffix")
    if status.st_size > settings.limits.file_bytes:
        limit = settings.limits.file_bytes
        return replace(source, reason="too-large", detail=f"{status.st_size:,} bytes; the limit is {limit:,}")
    return source


def suffixes() -> frozenset[str]:
    """Return the suffixes that some reader answers to."""
    readers = find_members("collect", "READER").values()
    return frozenset(suffix for reader in readers for suffix in reader.suffixes)


def _left_out(path: str, root: str, ignores: tuple[_Ignore, ...], is_folder: bool) -> str:
    """Return why a path inside a folder is passed over, or nothing."""
    if os.path.basename(path).startswith("."):  # noqa: PTH119
        return "hidden"
    for ignore in ignores:
        inside = os.path.relpath(path, ignore.folder).replace(os.sep, "/") + ("/" if is_folder else "")
        if ignore.spec.match_file(inside):
            return f"left out by {ignore.name}"
    return ""


def _ignore_files(folder: str, entries: Sequence[os.DirEntry[str]]) -> Iterator[_Ignore]:
    for entry in entries:
        if entry.name in IGNORE_FILES and entry.is_file(follow_symlinks=False):
            try:
                lines = Path(entry.path).read_text(encoding="utf-8", errors="replace").splitlines()[:10_000]
                yield _Ignore(folder, _to_spec(lines), entry.name)
            except (OSError, ValueError):
                continue


def _excluded(settings: Settings, root: str) -> tuple[_Ignore, ...]:
    return (_Ignore(root, _to_spec(settings.exclude), "exclude"),) if settings.exclude else ()


def _to_spec(lines: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _skipped(path: str, root: str, reason: str, detail: str) -> Source:
    return Source(file=_relative(path, root), path=path, reason=reason, detail=detail)


def _relative(path: str, root: str) -> str:
    return show_name(os.path.relpath(path, root) if root else path.lstrip("/\\"))
