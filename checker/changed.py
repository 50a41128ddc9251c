"""Which documents were changed: against a commit of git, or by a list; and a report of what touches them.

Everything is compared with everything; only what is reported is narrowed. Hooks and pull requests need that: a figure
is wrong because of a document that nobody touched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.report import Report

_TIMEOUT_S = 60
_HEAD = "HEAD"


def changed_paths(folder: Path, since: str = "", listed: str = "") -> frozenset[Path]:
    """Return the absolute paths of files that were changed.

    Args:
        folder: inside the work tree that is asked, where no list is named.
        since: commit, branch or tag of git to compare with; the last commit where empty. New files count.
        listed: a file with one path a line, counted from the current folder.

    Raises:
        UsageError: the list cannot be read, the folder is in no work tree, or git knows no such commit.
    """
    if listed:
        try:
            names = Path(listed).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError as error:
            raise UsageError(f"--changed-list {listed}: cannot be read: {error.strerror or error}") from error
        return frozenset(Path(os.path.abspath(name.strip())) for name in names if name.strip())  # noqa: PTH100
    top = Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
    commit = _commit(folder, since or _HEAD)
    tracked = _git(top, "diff", "--no-ext-diff", "--no-renames", "--name-only", "-z", commit, "--")
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(Path(os.path.realpath(top)) / name for name in (tracked + new).split("\0") if name)


def _commit(folder: Path, since: str) -> str:
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}").strip()
    except UsageError as error:
        what = "the repository has no commit yet" if since == _HEAD else f"git knows no commit '{since}'"
        raise UsageError(f"{what}; name one with --changed-since, or the files with --changed-list") from error


def _git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise UsageError("git is not installed; name the changed files with --changed-list FILE") from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"git gave no answer in {_TIMEOUT_S} s; name the files with --changed-list FILE") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        reason = said[0] if said else f"git {words[0]} failed"
        raise UsageError(f"{folder}: {reason}; name the changed files with --changed-list FILE")
    return os.fsdecode(done.stdout)


def only_touching(report: Report, root: Path, paths: Iterable[Path]) -> Report:
    """Return a report whose findings all have a source among some files.

    Args:
        root: the folder that the documents of the report are named from.
        paths: absolute.
    """
    real = Path(os.path.realpath(root))
    names = {os.path.relpath(path, real).replace(os.sep, "/") for path in paths}
    names |= {os.path.relpath(path, root).replace(os.sep, "/") for path in paths}
    kept = tuple(one for one in report.findings if any(mention.file in names for mention in one.mentions))
    return replace(report, findings=kept)


def summary(before: Sequence[object], after: Sequence[object]) -> str:
    """Return how many findings were left out."""
    left = len(before) - len(after)
    return f"{left} finding{'' if left == 1 else 's'} that touch no changed document not shown"
