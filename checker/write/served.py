"""Reports that were written earlier, as `tieout review` serves them again: one page, or all pages of one report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote

from checker.errors import UsageError
from checker.write.html import page_again
from checker.write.islands import view_in
from checker.write.view import PAGE

NOT_SERVED = frozenset({"link", "others"})  # the server gives no documents, and decisions come from their file


def served_pages(path: str | Path) -> tuple[str, Mapping[str, str], tuple[str, ...]]:
    """Return a page of a report, the other pages of that report by file name, and the names that are not there.

    The pages lie beside one another, as `--split` writes them. Each is made anew around its data, so that no script of
    a file is ever run.

    Raises:
        UsageError: one of them cannot be read, is no report, or one of another version.
    """
    view = _view_in(path)
    names = _names_of_parts(view)
    found = {name: _part(Path(path).with_name(name), names) for name in names}
    there = {name: part for name, part in found.items() if part is not None}
    if len(there) < 2:
        alone = {name: value for name, value in view.items() if name not in ("parts", "part")}
        return _served(path, alone), {}, tuple(name for name in names if name not in there)
    pages = {name: _served(name, _with_parts(part, there)) for name, part in there.items()}
    return _served(path, _with_parts(view, there)), pages, tuple(name for name in names if name not in there)


def _part(file: Path, names: list[str]) -> Mapping[str, Any] | None:
    """Return the view of another page; None where it is not there, or belongs to a report of other pages."""
    view = _view_in(file) if file.is_file() else {}
    return view if _names_of_parts(view) == names else None


def _with_parts(view: Mapping[str, Any], there: Collection[str]) -> Mapping[str, Any]:
    """Return a view that leads only to pages that are there."""
    return {**view, "parts": [part for part in view["parts"] if _name_of(part) in there]}


def _names_of_parts(view: Mapping[str, Any]) -> list[str]:
    """Return the files of a report's pages; what is no bare file name is none."""
    parts = view.get("parts", ())
    names = [_name_of(part) for part in parts] if isinstance(parts, list) else []
    return [name for name in names if name]


def _name_of(part: Any) -> str:
    href = part.get("href", "") if isinstance(part, dict) else ""
    name = unquote(href.removeprefix("./")) if isinstance(href, str) else ""
    return name if name and PurePath(name).name == name and not {"/", "\\", "\0"} & set(name) else ""


def _served(path: str | Path, view: Mapping[str, Any]) -> str:
    return page_again({name: value for name, value in view.items() if name not in NOT_SERVED}, path)


def _view_in(path: str | Path) -> Mapping[str, Any]:
    try:
        text = Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        view = view_in(text)
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise UsageError(f"{path}: is a damaged report ({error}); write it again") from error
    if view is None:
        raise UsageError(f"{path}: is no report of tieout; write one with: tieout check FOLDER -o report.html")
    if not isinstance(view, dict) or view.get("page") != PAGE:
        raise UsageError(f"{path}: was written by another version of tieout; write it again, or name the folder")
    return view
