"""`findings.jsonl`: one finding a line, each as `findings.json` has it, for `jq`, logs and loaders of data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from checker.write.base import Writer
from checker.write.json_ import encode, finding_data

if TYPE_CHECKING:
    from checker.report import Report


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return one line for each finding, in the order of the report."""
    rows = (finding_data(finding, report.changes.get(finding.id, "")) for finding in report.findings)
    return {name: b"".join(encode(row, indent=None) for row in rows)}


WRITER = Writer(name="jsonl", suffixes=(".jsonl", ".ndjson"), render=render, about="one finding a line, as JSON")
