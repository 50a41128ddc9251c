"""`tieout baseline` and `tieout decisions`: what reviewers said of findings, from run to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker import console, errors
from checker.errors import UsageError
from checker.verify import decisions

if TYPE_CHECKING:
    from checker.report import Report

Check = Callable[[dict[str, Any]], "Report"]
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_file = click.option(
    "--decisions",
    "file",
    default=decisions.FILE,
    metavar="FILE",
    help=f"Decision file.  [default: {decisions.FILE}]",
)
_as_of = click.option("--as-of", default="", metavar="DATE", help="Day on which expiry is judged.  [default: today]")
for_check = [
    click.option("--decisions", default="", metavar="FILE", help="What reviewers decided on findings."),
    _as_of,
]


def applied(report: Report, file: str, as_of: str) -> Report:
    """Return a report whose findings carry the decisions of a file; the report itself where none is named.

    Raises:
        UsageError: the file or the date cannot be read.
    """
    if not file:
        return report
    found = decisions.apply(report.findings, decisions.read(file), _day(as_of), Path(file).name)
    notices = sorted((*report.notices, *found.notices), key=lambda one: (one.code, one.file, one.message))
    return replace(report, findings=found.findings, notices=tuple(notices))


def open_only(report: Report, quiet: bool) -> Report:
    """Return a report without the findings that are decided, for the terminal, and say how many are left out."""
    decided = sum(not one.is_open for one in report.findings)
    if decided and not quiet:
        console.say(f"{decided} decided finding{'' if decided == 1 else 's'} not shown")
    return replace(report, findings=tuple(one for one in report.findings if one.is_open))


def _day(as_of: str) -> date:
    try:
        return date.fromisoformat(as_of) if as_of else date.today()
    except ValueError as error:
        raise UsageError(f"--as-of is '{as_of}', write a day such as 2026-03-31") from error


def add_to(group: click.Group, options: Decorator, check: Check) -> None:
    """Add the groups `baseline` and `decisions` to the whole command.

    Args:
        options: the options of a check.
        check: runs a check with such options.
    """
    group.add_command(_baseline(options, check))
    group.add_command(_decisions(options, check))


def _baseline(options: Decorator, check: Check) -> click.Group:
    @click.group()
    def baseline() -> None:
        """Adopt Tieout on documents with known problems: only what is new counts from then on."""

    @baseline.command()
    @_file
    @click.option("--author", default="", metavar="NAME", help="Who sets the baseline.")
    @options
    def create(file: str, author: str, **given: Any) -> int:
        """Enter every open error and warning of a check into the decision file; earlier decisions stay."""
        known = {entry.finding: entry for entry in _read(file)}
        findings = [one for one in check(given).findings if one.severity != "info" and one.id not in known]
        new = [decisions.entry_of(one, "baseline", author=author) for one in findings]
        _write(file, [*known.values(), *new])
        console.put_line(f"{len(new)} findings entered in {file}; {len(known)} decisions were there already")
        return errors.EXIT_CLEAN

    @baseline.command()
    @_file
    @_as_of
    @options
    def status(file: str, as_of: str, **given: Any) -> int:
        """Count what is new, what the baseline holds, and which of its entries fit nothing any more."""
        return _status(file, as_of, check(given), {"baseline"})

    @baseline.command()
    @_file
    @options
    def prune(file: str, **given: Any) -> int:
        """Take entries out of the baseline that no finding fits any more."""
        return _prune(file, check(given), {"baseline"})

    return baseline


def _decisions(options: Decorator, check: Check) -> click.Group:
    @click.group(name="decisions")
    def group() -> None:
        """See and tidy the decisions of reviewers."""

    @group.command()
    @_file
    @_as_of
    @options
    def status(file: str, as_of: str, **given: Any) -> int:
        """Count decisions by state, and name those that have expired or fit nothing."""
        return _status(file, as_of, check(given), set(decisions.STATES))

    @group.command()
    @_file
    @options
    def prune(file: str, **given: Any) -> int:
        """Take decisions out of the file that no finding fits any more."""
        return _prune(file, check(given), set(decisions.STATES))

    return group


def _status(file: str, as_of: str, report: Report, states: set[str]) -> int:
    entries = decisions.read(file)
    found = decisions.apply(report.findings, entries, _day(as_of), Path(file).name)
    open_ones = [one for one in found.findings if one.is_open and one.severity != "info"]
    rows = [("open", len(open_ones))]
    rows += [(state, sum(one.state == state for one in found.used)) for state in decisions.STATES if state in states]
    rows += [
        (word, sum(one.state in states for one in some))
        for word, some in (("expired", found.expired), ("unused", found.unused))
    ]
    for word, count in rows:
        console.put_line(f"{count:6}  {word}")
    kept = {one.finding for one in entries if one.state in states}
    for notice in found.notices:
        if any(name in notice.message for name in kept):
            console.put_line(f"{notice.code} {notice.message}")
    return errors.EXIT_CLEAN


def _prune(file: str, report: Report, states: set[str]) -> int:
    entries = decisions.read(file)
    if not report.coverage.facts:
        raise UsageError("nothing was checked, so every decision would fit nothing; name the documents they are about")
    unused = decisions.apply(report.findings, entries, date.min).unused
    gone = {one.finding for one in unused if one.state in states}
    if gone:
        _write(file, [one for one in entries if one.finding not in gone])
    console.put_line(f"{len(gone)} of {len(entries)} decisions taken out of {file}")
    return errors.EXIT_CLEAN


def _read(file: str) -> tuple[decisions.Entry, ...]:
    return decisions.read(file) if Path(file).exists() else ()


def _write(file: str, entries: list[decisions.Entry]) -> None:
    from checker.write.atomic import write_atomically

    write_atomically(Path(file), decisions.dump(entries))
