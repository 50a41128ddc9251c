"""Files, folders and globs -> sources, in byte order of their names. Every path that is met gets an entry.

Links are not followed below what the user named, nothing is opened but regular files, and hidden or ignored
paths are listed with the reason (`ignoring.py`).
"""

from __future__ import annotations

import fnmatch
import glob
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from checker import resources
from checker.collect.ignoring import Ignore, above, excluded, in_folder, left_out
from checker.collect.own_files import is_own_file
from checker.config import Settings
from checker.errors import UsageError
from checker.plugins import find_members
from checker.records import Source

OWN_OUTPUT = "written by tieout"
OF_A_PROGRAM = "a file that programs keep for themselves; name it to read it"
SAVE_AS = {
    ".doc": ".docx", ".dot": ".docx", ".wpd": ".docx", ".pages": ".docx", ".xls": ".xlsx", ".xlsb": ".xlsx",
    ".numbers": ".xlsx", ".ppt": ".pptx", ".pps": ".pptx", ".key": ".pptx", ".msg": ".eml",
}  # fmt: skip
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


def find_sources(
    paths: Sequence[str | Path], settings: Settings, texts: Mapping[str, str] | None = None
) -> tuple[Source, ...]:
    """Return a source for every path below files, folders and globs, in byte order of `file`.

    Args:
        paths: what the user named; `file` is relative to the one folder, or to the common root of several paths.
        settings: `exclude` holds patterns in the manner of .gitignore; limits of size count.
        texts: by path, texts that stand for files; one that is among the paths is not opened.

    Raises:
        UsageError: a path does not exist, or a glob matches nothing.
    """
    targets = [target for path in paths for target in _expand(os.fspath(path))]
    root = _common_root(targets)
    found: dict[str, Source] = {}
    for path, text in (texts or {}).items():
        whole = _absolute(path)
        file = _relative(whole, root) if root and Path(whole).is_relative_to(root) else show_name(path)
        found[whole] = Source(file=file, path="", size=len(text), text=text)
    for target in targets:
        for source in _walk(target, root, settings):
            found.setdefault(source.path, source)
    return tuple(
        source for _, source in sorted(found.items(), key=lambda item: os.fsencode(item[0].removeprefix(root)))
    )


def sources_of_texts(texts: Mapping[str, str]) -> tuple[Source, ...]:
    """Return sources of texts that are held in memory, keyed by file name, in byte order of the names."""
    return tuple(
        Source(file=show_name(name), path="", size=len(text), text=text)
        for name, text in sorted(texts.items(), key=lambda item: item[0].encode("utf-8", "surrogatepass"))
    )


def prefix_of(sources: Sequence[Source]) -> str:
    """Return the folder that the names of sources count from, as seen from the working folder: "docs/annual/".

    It is "" for the working folder itself, for one that is not below it, and for texts: no path of the machine is
    ever part of it. Tools that look for files in a repository need it.
    """
    here = show_name(os.getcwd())  # noqa: PTH109
    for source in sources:
        path = show_name(source.path)
        if path.endswith(f"/{source.file}"):
            folder = path.removesuffix(source.file)
            return folder.removeprefix(f"{here}/") if folder.startswith(f"{here}/") else ""
    return ""


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


def _walk(target: str, root: str, settings: Settings) -> Iterator[Source]:
    """Give a source for each path from `target` down, without recursion: folders may be nested very deep."""
    last = excluded(settings, root)
    if not os.path.isdir(target):  # noqa: PTH112
        yield _judge(target, root, settings, (), is_named=True)
        return
    folders = [(target, above(target, settings))]
    while folders:
        folder, outer = folders.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield _skipped(folder, root, "unreadable", error.strerror or "")
            continue
        own = in_folder(folder, [entry.name for entry in inside], settings)
        rules = (*outer, *own)
        for entry in inside:
            if not entry.is_dir(follow_symlinks=False):
                yield _judge(entry.path, root, settings, (*rules, *last))
            elif reason := left_out(entry.path, (*rules, *last), is_folder=True):
                yield _skipped(entry.path, root, "not-a-document", reason)
            else:
                folders.append((entry.path, rules))


def _judge(path: str, root: str, settings: Settings, ignores: tuple[Ignore, ...], is_named: bool = False) -> Source:
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
    if not is_named and name.endswith(".json") and _is_of_a_program(name):
        return replace(
            source, reason="not-a-document", detail="a file that programs keep for themselves; name it to read it"
        )
    if not is_named and (why := left_out(path, ignores, is_folder=False)):
        return replace(source, reason="not-a-document", detail=why)
    if status.st_size <= settings.limits.file_bytes and is_own_file(path):
        return replace(source, reason="not-a-document", detail=OWN_OUTPUT)
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
    if suffix not in suffixes():
        return replace(source, reason="unsupported", detail=_no_reader(suffix))
    if status.st_size > settings.limits.file_bytes:
        limit = settings.limits.file_bytes
        return replace(
            source, reason="too-large", detail=f"{status.st_size:,} bytes; the limit is {limit:,} (limits.file_bytes)"
        )
    return source


@cache
def _no_reader(suffix: str) -> str:
    """Return why a suffix is not read, with what to do where somebody can do something."""
    if suffix in SAVE_AS:
        return f"no reader for '{suffix}'; save it as {SAVE_AS[suffix]}"
    return f"no reader for '{suffix}'" if suffix else "no suffix"


@cache
def _program_files() -> tuple[str, ...]:
    lines = resources.package_file("collect", "program_files.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _is_of_a_program(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in _program_files())


def suffixes() -> frozenset[str]:
    """Return the suffixes that some reader answers to."""
    readers = find_members("collect", "READER").values()
    return frozenset(suffix for reader in readers for suffix in reader.suffixes)


def _skipped(path: str, root: str, reason: str, detail: str) -> Source:
    return Source(file=_relative(path, root), path=path, reason=reason, detail=detail)


def _relative(path: str, root: str) -> str:
    return show_name(os.path.relpath(path, root) if root else path.lstrip("/\\"))
