"""Which writer a target asks for, and writing to it."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.plugins import find_members
from checker.write.atomic import write_atomically

if TYPE_CHECKING:
    from checker.report import Report

Render = Callable[["Report", str], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One output format: what names it and what makes its files.

    `render(report, name)` gives the files by name, the one that was asked for (`name`) first; others stand
    beside it. On standard output only the first is written. What is in them never depends on how they are called.
    """

    name: str  # as in `name:PATH`
    suffixes: tuple[str, ...]  # that choose it without a name: ".html"
    render: Render
    about: str = ""  # one line for help texts


def formats() -> tuple[Writer, ...]:
    """Return every output format by name, for lists: its name, suffixes and what it is in one line."""
    return tuple(writer for _, writer in sorted(find_writers().items()))


@cache
def find_writers() -> Mapping[str, Writer]:
    """Return the writers of this package by name: every module of the folder that exports `WRITER`."""
    return {writer.name: writer for writer in find_members("write", "WRITER").values()}


def parse_target(target: str) -> tuple[Writer, str]:
    """Return the writer that `target` asks for and the path to write to, `-` for standard output.

    "report.html" -> html; "json:any.name" -> json; "-" -> text; "csv:-" -> csv.

    Raises:
        UsageError: neither a format nor a known suffix is named.
    """
    writers = find_writers()
    name, colon, rest = target.partition(":")
    if colon and name in writers:
        if not rest:
            raise UsageError(f"output {target!r} names no file; write {name}:PATH or {name}:-")
        return writers[name], rest
    if target == "-":
        return writers["text"], "-"
    ends = {suffix: writer for writer in writers.values() for suffix in writer.suffixes}
    file = PurePath(target).name.lower()
    fitting = [suffix for suffix in ends if file.endswith(suffix) and file != suffix]
    if fitting:
        return ends[max(fitting, key=len)], target  # "results.sarif.json" is SARIF
    suffix = PurePath(target).suffix
    raise UsageError(_unknown_format(target, name if colon else suffix.lstrip("."), sorted(writers)))


def render(report: Report, name: str) -> str:
    """Return what `name:-` would write to standard output.

    Raises:
        UsageError: there is no such format.
    """
    writer, _ = parse_target(f"{name}:-")
    return next(iter(writer.render(report, "-").values())).decode()


def write_report(report: Report, target: str) -> None:
    """Write `report` to `target`: `report.html`, `findings.csv`, `json:any.name`, `-`; whole or not at all.

    Raises:
        UsageError: the format is unknown or a file cannot be written.
    """
    writer, path = parse_target(target)
    name = PurePath(path).name
    files = report.outputs.find(report, writer.name, name) if report.outputs else None
    if files is None:
        files = writer.render(report, name)
        if report.outputs:
            report.outputs.keep(report, writer.name, name, files)
    put(files, path)


def put(files: Mapping[str, bytes], path: str) -> None:
    """Write files beside one another in the folder of `path`, or the first of them to standard output for `-`."""
    if path == "-":
        _write_stdout(next(iter(files.values())))
        return
    for name, data in files.items():
        write_atomically(Path(path).parent / name, data)


def _write_stdout(data: bytes) -> None:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # replaced by a caller with something that takes text only
        sys.stdout.write(data.decode())
        return
    sys.stdout.flush()
    buffer.write(data)
    buffer.flush()


def _unknown_format(target: str, named: str, names: list[str]) -> str:
    near = difflib.get_close_matches(named, names, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"output {target!r}: unknown format; {hint}known are {', '.join(names)}, as in {names[0]}:PATH"
