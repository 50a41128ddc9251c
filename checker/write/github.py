"""GitHub workflow commands: lines on standard output that become annotations of a pull request.

A step shows ten annotations of each level; what is beyond is counted in a notice. Source: workflow commands as GitHub
documents them; data escapes `%`, CR and LF, properties `:` and `,` too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from checker.records import Finding
from checker.write.base import Writer
from checker.write.ci import has_line, in_repository, message, open_findings, source_lines, verdict
from checker.write.visible import replace_surrogates, show, show_line
from checker.write.words import counted

if TYPE_CHECKING:
    from checker.report import Report

MOST = 10  # annotations of one level that a step shows
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
TITLE = "Tieout"  # how each title begins


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the open findings as workflow commands, one a line, the gravest first."""
    return {name: "".join(f"{line}\n" for line in _lines(report)).encode()}


def _lines(report: Report) -> Iterator[str]:
    findings = open_findings(report)
    groups = {
        command: [one for one in findings if COMMANDS.get(one.severity, "notice") == command]
        for command in COMMANDS.values()
    }
    room = {"error": MOST, "warning": MOST, "notice": MOST - 1}  # one notice is kept for the count
    for command, group in groups.items():
        for finding in group[: room[command]]:
            yield _annotation(report, finding, command)
    left = {command: len(group) - room[command] for command, group in groups.items() if len(group) > room[command]}
    if left:
        told = ", ".join(counted(number, f"more {command}") for command, number in left.items())
        words = f"{told} not shown here; an HTML or text report has them all"
        yield f"::notice title={property_value(TITLE)}::{data(words)}"


def _annotation(report: Report, finding: Finding, command: str) -> str:
    properties = {"title": f"{TITLE} {show_line(finding.rule)} {verdict(finding)}"}
    for first in finding.mentions[:1]:
        properties["file"] = show_line(in_repository(report, first.file))
        if has_line(first):
            properties |= {"line": str(first.line), "col": str(first.column)}
        if has_line(first) and "\n" not in first.quote:
            properties["endColumn"] = str(first.column + first.end - first.start)
    others = finding.mentions[1:]
    told = ",".join(f"{name}={property_value(value)}" for name, value in properties.items())
    also = ["also:", *source_lines(others)] if others else []
    return f"::{command} {told}::{data(chr(10).join([message(finding), *also]))}"


def data(text: str) -> str:
    """Return text fit to stand behind the second `::`; nothing in it can begin a command of its own."""
    shown = replace_surrogates(show(text))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_value(text: str) -> str:
    """Return text fit to be the value of a property."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


WRITER = Writer(name="github", suffixes=(), render=render, about="workflow commands of GitHub: annotations in the log")
