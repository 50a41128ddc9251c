"""The outputs of `tieout tie`: formats of its own in this folder, and every format of `check` for its findings.

A module here that exports `WRITER` is a format of its own; its `render(tie, name)` gives files as a writer of a report
does. Any other format of `write/` takes the tie as a report whose findings are what is wrong with the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from checker.plugins import find_members
from checker.write.base import find_writers, parse_target, put

if TYPE_CHECKING:
    from checker.tied import TieReport

__all__ = ["TieWriter", "find_tie_writers", "write_tie"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWriter:
    """A format for ties; named as the format of `check` whose suffixes it shares."""

    name: str
    render: Callable[[TieReport, str], Mapping[str, bytes]]
    about: str = ""


@cache
def find_tie_writers() -> Mapping[str, TieWriter]:
    """Return the formats of their own by name."""
    return {writer.name: writer for writer in find_members("write.tie", "WRITER").values()}


def write_tie(tie: TieReport, target: str) -> None:
    """Write a tie to `tie.html`, `tie.csv`, `json:any.name`, `sarif:-` ...; whole or not at all.

    Raises:
        UsageError: the format is unknown or a file cannot be written.
    """
    writer, path = parse_target(target)
    name = PurePath(path).name
    own = find_tie_writers().get(writer.name)
    if own is not None:
        put(own.render(tie, name), path)
        return
    from checker.write.tie.findings import as_report

    put(find_writers()[writer.name].render(as_report(tie), name), path)
