"""Settings files: found from the checked folder upwards, read, and every mistake named at once."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from checker.errors import SettingsError, UsageError
from checker.settings.keys import OWN_WORD, PATHS, Key, keys, refuse, to_field
from checker.settings.places import Place, find_places

NAME = "tieout.toml"
_PROJECT = "pyproject.toml"
_MOST_BYTES = 1_000_000
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """A settings file that was read."""

    path: Path
    name: str  # as messages call it: relative to the current folder where it lies below
    values: Mapping[str, Any]  # by field, as the records hold them
    lines: Mapping[str, int]  # by field


def find_file(paths: Sequence[str]) -> Path | None:
    """Return the settings file of some paths: in their common folder or the nearest one above it.

    `tieout.toml` goes before `pyproject.toml`, which counts only where it has a table `tool.tieout`.
    """
    start = checked_folder(paths)
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
        if _has_table(folder / _PROJECT):
            return folder / _PROJECT
    return None


def checked_folder(paths: Sequence[str]) -> Path:
    """Return the folder that holds all paths, without following links; the current one where there are none."""
    folders = [os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path)) for path in paths if path != "-"]  # noqa: PTH100, PTH112, PTH120
    folders = [re.split(r"[*?\[]", folder)[0] for folder in folders]  # the part of a glob before its first sign
    try:
        return Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # two drives of Windows have nothing in common
        return Path(folders[0])


def _has_table(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        tool = tomllib.loads(_text(path)).get("tool")
    except (UsageError, ValueError, RecursionError):
        return "[tool.tieout" in path.read_text(encoding="utf-8", errors="replace")  # to be refused with its mistake
    return isinstance(tool, dict) and "tieout" in tool


def read_file(path: Path, checked: Path | None = None) -> SettingsFile:
    """Return what a settings file sets.

    Args:
        path: `tieout.toml`, `pyproject.toml`, or any other name for the first of them.
        checked: the folder of documents, where the file was found rather than named; what makes foreign code run is
            then refused from a file inside it.

    Raises:
        SettingsError: the file cannot be read or holds mistakes, each as `file:line:column: message`.
    """
    name = shown_path(path)
    text = _text(path)
    try:
        data: Any = tomllib.loads(text)
    except ValueError as error:
        raise SettingsError((_syntax(name, str(error)),)) from error
    except RecursionError as error:
        raise SettingsError((f"{name}: is nested too deep",)) from error
    root = ("tool", "tieout") if path.name == _PROJECT else ()
    for part in root:
        data = data.get(part, {}) if isinstance(data, dict) else data
    places = find_places(text)
    if not isinstance(data, dict):
        raise SettingsError((f"{name}: tool.tieout must be a table",))
    is_inside = checked is not None and path.parent.is_relative_to(checked)
    reader = _Reader(name=name, folder=path.parent, root=root, places=places, is_inside=is_inside)
    return reader.read(path, data)


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the keys of one file and gathers its mistakes."""

    name: str
    folder: Path
    root: tuple[str, ...]
    places: Mapping[tuple[str, ...], Place]
    is_inside: bool

    def read(self, path: Path, data: Mapping[str, Any]) -> SettingsFile:
        mistakes: list[tuple[int, int, str]] = []
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        known = {key.name: key for key in keys().values()}
        for parts, value in _flat(data):
            name = ".".join(parts)
            place = self.places.get((*self.root, *parts), Place(1, 1, 1, 1))
            if (key := known.get(name)) is None:
                mistakes.append((place.line, place.column, _unknown(name, known)))
                continue
            found = value.isoformat() if isinstance(value, date) and key.sort == "text" else value
            wrong = refuse(key, found) or self._forbidden(key)
            if wrong:
                mistakes.append((place.value_line, place.value_column, wrong))
                continue
            values[key.field] = self._placed(key, to_field(key, found))
            lines[key.field] = place.line
        if mistakes:
            raise SettingsError(
                tuple(f"{self.name}:{line}:{column}: {text}" for line, column, text in sorted(mistakes))
            )
        return SettingsFile(path=path, name=self.name, values=values, lines=lines)

    def _forbidden(self, key: Key) -> str:
        if key.field not in OWN_WORD or not self.is_inside:
            return ""
        return (
            f"{key.name} lets code run with your rights, so a file inside the checked folder cannot set it; "
            f"trust it with --config {self.name}, or set {key.variable}"
        )

    def _placed(self, key: Key, value: Any) -> Any:
        """Make paths that count from the file's folder count from the current one."""
        if key.field not in PATHS:
            return value
        if isinstance(value, tuple):
            return tuple(self._place(item) for item in value)
        return self._place(value) if value else value

    def _place(self, item: str) -> str:
        whole = self.folder / item
        is_pack = not whole.exists() and "/" not in item and not item.endswith((".yaml", ".yml", ".json", ".csv"))
        return item if is_pack else shown_path(whole)  # the name of a shipped pack is no path


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give every setting with its path; the tables of limits are opened, those that are values are not."""
    for name, value in data.items():
        if name == "limits" and isinstance(value, dict):
            yield from (((name, inner), item) for inner, item in value.items())
        else:
            yield (name,), value


def _unknown(name: str, known: Mapping[str, Key]) -> str:
    plain = name.replace("_", "-").lower()
    near = [plain] if plain in known else get_close_matches(plain, list(known), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "`tieout config show` names all of them"
    return f"unknown setting '{name}'; {hint}"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SettingsError((f"{shown_path(path)}: is larger than a settings file can be",))
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise SettingsError((f"{shown_path(path)}: cannot be read: {error.strerror or error}",)) from error
    except UnicodeDecodeError as error:
        raise SettingsError((f"{shown_path(path)}: is not UTF-8 at byte {error.start}; save it as UTF-8",)) from error


def _syntax(name: str, message: str) -> str:
    match = _AT.search(message)
    words = _AT.sub("", message)
    place = f"{match[1]}:{match[2]}" if match and match[1] else "1:1"
    end = "; the file ends too early" if match and not match[1] else ""
    return f"{name}:{place}: is not TOML: {words}{end}"


def shown_path(path: Path) -> str:
    """Return a path as messages call it: relative to the current folder where it lies below."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
