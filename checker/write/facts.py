"""`tieout facts`: every fact of a run as CSV or JSON lines, whether or not it is part of a finding."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.write.base import put
from checker.write.csv_ import dump_table
from checker.write.rows import table_rows
from checker.write.visible import escape_invisible, replace_surrogates

if TYPE_CHECKING:
    from checker.report import Report


def write_facts(report: Report, target: str) -> None:
    """Write all facts to `facts.csv`, `facts.jsonl`, `csv:any.name` or `-` (CSV on standard output).

    Raises:
        UsageError: the format is neither CSV nor JSON lines, or the file cannot be written.
    """
    name, path = _parse(target)
    put({PurePath(path).name: FORMATS[name](report)}, path)


def stream_facts(reports: Iterable[Report]) -> Iterator[Report]:
    """Write the facts of each report to standard output as CSV when it comes, under one head; yield the reports on."""
    for number, report in enumerate(reports):
        data = facts_csv(report)
        put({"facts.csv": data if number == 0 else data.partition(b"\n")[2]}, "-")
        yield report


def facts_csv(report: Report) -> bytes:
    """Return all facts as CSV; a written range fills `value` and `value_to`."""
    return dump_table(*table_rows(report, "facts"))


def facts_jsonl(report: Report) -> bytes:
    """Return all facts as JSON, one to a line; `value` is a number, `[low, high]` or an ISO date."""
    lines = [
        json.dumps(dataclasses.asdict(row), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        for row in report.facts
    ]
    return "".join(escape_invisible(replace_surrogates(line)) + "\n" for line in lines).encode()


def _parse(target: str) -> tuple[str, str]:
    name, colon, rest = target.partition(":")
    if colon and name in FORMATS and rest:
        return name, rest
    if target == "-":
        return "csv", "-"
    suffix = PurePath(target).suffix.lower().lstrip(".")
    if suffix in FORMATS:
        return suffix, target
    raise UsageError(f"output {target!r}: facts are written as {' or '.join(sorted(FORMATS))}, as in csv:PATH")


FORMATS: Mapping[str, Callable[[Report], bytes]] = {"csv": facts_csv, "jsonl": facts_jsonl}
