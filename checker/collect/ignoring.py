"""Which paths are left out: `.gitignore`, `.tieoutignore`, `exclude` and hidden names.

As in git, the last pattern that fits decides, a pattern with "!" brings a path back, and a file in a folder counts
there and below. `.tieoutignore` goes after `.gitignore` of its folder; `exclude` goes after all and cannot be undone.
Ignore files above the checked folder count up to the root of the project: the nearest folder with `.git`, else the
nearest with `tieout.toml`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.config import Settings
from checker.errors import UsageError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".tieoutignore")
_ROOTS = (".git", "tieout.toml")
_MOST_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Ignore:
    """The patterns of one ignore file."""

    folder: str  # where the patterns count from
    spec: GitIgnoreSpec
    name: str  # as a report shows it


def left_out(path: str, ignores: Sequence[Ignore], is_folder: bool) -> str:
    """Return why a path inside a folder is passed over, or nothing."""
    if os.path.basename(path).startswith("."):  # noqa: PTH119
        return "hidden"
    reason = ""
    for ignore in ignores:
        inside = os.path.relpath(path, ignore.folder).replace(os.sep, "/") + ("/" if is_folder else "")
        verdict = ignore.spec.check_file(inside).include
        if verdict:
            reason = f"left out by {ignore.name}"
            if ignore.name == "exclude":
                return reason
        elif verdict is False:
            reason = ""
    return reason


def excluded(settings: Settings, root: str) -> tuple[Ignore, ...]:
    """Return the patterns of the settings; they count from the checked folder.

    Raises:
        UsageError: one is no pattern.
    """
    patterns = (*settings.exclude, *settings.extend_exclude)
    bad = [pattern for pattern in patterns if not _is_pattern(pattern)]
    if bad:
        raise UsageError(f"exclude has '{bad[0]}', which is no pattern of .gitignore, such as archive/ or *.draft.md")
    return (Ignore(root, _to_spec(patterns), "exclude"),) if patterns else ()


def above(folder: str, settings: Settings) -> tuple[Ignore, ...]:
    """Return the ignore files of the folders above one, from the root of the project down."""
    if not settings.ignore_files:
        return ()
    parents = [str(parent) for parent in Path(folder).parents]
    here = [folder, *parents]
    for mark in _ROOTS:
        found = next((at for at, one in enumerate(here) if os.path.lexists(Path(one) / mark)), None)
        if found is not None:
            chain = reversed(here[1 : found + 1])
            return tuple(ignore for one in chain for ignore in in_folder(one, IGNORE_FILES, settings))
    return ()


def in_folder(folder: str, names: Sequence[str], settings: Settings) -> tuple[Ignore, ...]:
    """Return the ignore files of one folder, among the names that lie in it."""
    if not settings.ignore_files:
        return ()
    found = []
    for name in IGNORE_FILES:
        path = Path(folder) / name
        if name not in names or path.is_symlink() or not path.is_file():
            continue
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[:_MOST_LINES]
            found.append(Ignore(folder, _to_spec([line for line in lines if _is_pattern(line)]), name))
        except (OSError, ValueError):
            continue
    return tuple(found)


def _is_pattern(line: str) -> bool:
    """Whether a line can be read; git passes over those that cannot."""
    try:
        _to_spec([line])
    except ValueError:
        return False
    return True


def _to_spec(lines: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
