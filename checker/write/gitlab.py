"""GitLab code quality: a JSON list that merge requests show beside the changed lines.

Source: the report format that GitLab documents for code quality, a subset of the Code Climate engine format.
Decided findings are left out, because the format has no word for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.records import Finding
from checker.write.base import Writer
from checker.write.ci import has_line, in_repository, message, open_findings, source_lines
from checker.write.json_ import encode
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.report import Report

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the open findings that ask for action, one entry each."""
    seen: dict[str, int] = {}
    return {name: encode([_entry(report, finding, seen) for finding in open_findings(report)])}


def _entry(report: Report, finding: Finding, seen: dict[str, int]) -> dict[str, Any]:
    others = finding.mentions[1:]
    also = f" (also {'; '.join(source_lines(others))})" if others else ""
    file, line = next(((one.file, one.line if has_line(one) else 1) for one in finding.mentions), ("", 1))
    return {
        "check_name": f"tieout/{show_line(finding.rule)}",
        "description": f"{message(finding)}{also}",
        "fingerprint": _fingerprint(finding, seen),
        "severity": SEVERITIES.get(finding.severity, "info"),
        "location": {"path": show_line(in_repository(report, file)), "lines": {"begin": max(1, line)}},
    }


def _fingerprint(finding: Finding, seen: dict[str, int]) -> str:
    """Return 32 hexadecimal digits that no other entry has: of entries with one fingerprint GitLab shows the first."""
    number = seen[finding.id] = seen.get(finding.id, 0) + 1
    return hashlib.sha256(f"{finding.id}#{number}".encode("utf-8", "replace")).hexdigest()[:32]


WRITER = Writer(
    name="gitlab", suffixes=(".codequality.json",), render=render, about="code quality report of GitLab, JSON"
)
