"""What reviewers decided of findings, for commands: decisions applied to a report, counted and tidied."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker import console, errors
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.config import Settings
    from checker.pipeline import Run
    from checker.report import Report
    from checker.verify.decisions import Entry


def applied(report: Report, file: str, as_of: str) -> Report:
    """Return a report whose findings carry the decisions of a file; the report itself where none is named.

    Raises:
        UsageError: the file or the date cannot be read.
    """
    if not file:
        return report
    from checker.verify import decisions

    found = decisions.apply(report.findings, decisions.read(file), _day(as_of), Path(file).name)
    notices = sorted((*report.notices, *found.notices), key=lambda one: (one.code, one.file, one.message))
    return replace(report, findings=found.findings, notices=tuple(notices))


def open_only(report: Report, quiet: bool) -> Report:
    """Return a report without the findings that are decided, for the terminal, and say how many are left out."""
    if quiet:  # nothing is shown
        return report
    decided = sum(not one.is_open for one in report.findings)
    if not decided:
        return report
    counts = Counter(one.decision.state for one in report.findings if one.decision and not one.is_open)
    states = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    console.say(f"{decided} decided finding{'' if decided == 1 else 's'} not shown ({states})")
    return replace(report, findings=tuple(one for one in report.findings if one.is_open))


def enter_baseline(file: str, author: str, report: Report) -> int:
    """Enter every open error and warning of a report into the decision file; earlier decisions stay."""
    from checker.verify import decisions

    known = {entry.finding: entry for entry in _read(file)}
    findings = [one for one in report.findings if one.severity != "info" and one.is_open and one.id not in known]
    new = [decisions.entry_of(one, "baseline", author=author) for one in findings]
    _write(file, [*known.values(), *new])
    console.put_line(f"{len(new)} findings entered in {file}; {len(known)} decisions were there already")
    return errors.EXIT_CLEAN


def show_status(file: str, as_of: str, report: Report, states: set[str] | None = None) -> int:
    """Count decisions of some states (of all, where None), and name those that have expired or fit nothing."""
    from checker.verify import decisions

    counted = set(decisions.STATES) if states is None else states
    entries = decisions.read(file)
    found = decisions.apply(report.findings, entries, _day(as_of), Path(file).name)
    open_ones = [one for one in found.findings if one.is_open and one.severity != "info"]
    rows = [("open", len(open_ones))]
    rows += [(state, sum(one.state == state for one in found.used)) for state in decisions.STATES if state in counted]
    rows += [
        (word, sum(one.state in counted for one in some))
        for word, some in (("expired", found.expired), ("unused", found.unused))
    ]
    for word, count in rows:
        console.put_line(f"{count:6}  {word}")
    kept = {one.finding for one in entries if one.state in counted}
    for notice in found.notices:
        if any(name in notice.message for name in kept):
            console.put_line(f"{notice.code} {notice.message}")
    return errors.EXIT_CLEAN


def prune(file: str, report: Report, states: set[str] | None = None) -> int:
    """Take decisions of some states (of all, where None) out of the file where no finding fits them any more.

    Raises:
        UsageError: nothing was checked, or the file cannot be read or written.
    """
    from checker.verify import decisions

    entries = decisions.read(file)
    if not report.coverage.facts:
        raise UsageError("nothing was checked, so every decision would fit nothing; name the documents they are about")
    unused = decisions.apply(report.findings, entries, date.min).unused
    gone = {one.finding for one in unused if states is None or one.state in states}
    if gone:
        _write(file, [one for one in entries if one.finding not in gone])
    console.put_line(f"{len(gone)} of {len(entries)} decisions taken out of {file}")
    return errors.EXIT_CLEAN


def take_in(source: str, target: str, *, base: str = "", author: str = "", expires: str = "", prefer: str = "") -> int:
    """Merge the decisions of one file into another, say what came and what is in conflict; exit 1 for conflicts.

    Args:
        source: the file whose decisions come.
        target: the file that is written.
        base: the file they are merged with, `target` where empty.
        author, expires: for what comes and names none.
        prefer: "ours" or "theirs" settles conflicts.
    """
    from checker.verify import decision_merge, decisions

    if expires:
        _day(expires)
    coming = [
        replace(one, author=one.author or author, expires=one.expires or expires) for one in decisions.read(source)
    ]
    merged = decision_merge.merge(_read(base or target), coming, prefer)
    _write(target, list(merged.entries))
    for conflict in merged.conflicts:
        console.complain(f"conflict: {conflict}")
    count = len(merged.conflicts)
    console.put_line(
        f"{len(merged.added)} decisions added, {count} conflict{'' if count == 1 else 's'}; "
        f"{len(merged.entries)} in {target}"
    )
    return errors.EXIT_FINDINGS if merged.conflicts else errors.EXIT_CLEAN


def export_tests(file: str, target: str, run: Run, settings: Settings) -> int:
    """Write the false positives of a decision file as rule tests, and say which no small test shows."""
    from checker import false_positives, normalize, verify
    from checker.verify import decisions
    from checker.write.atomic import write_atomically

    found = decisions.apply(run.report.findings, decisions.read(file), date.min).findings
    packs = verify.load_packs(settings.rules, normalize.to_measurement, settings=settings)
    exported = false_positives.export(found, run.documents, {rule.code: rule for rule in packs.rules})
    for line in exported.left:
        console.complain(f"no small test shows it: {line}")
    if target == "-":
        console.put_line(exported.text.rstrip("\n"))
    elif exported.count:
        write_atomically(Path(target), exported.text.encode("utf-8"))
    console.say(f"{exported.count} test{'' if exported.count == 1 else 's'} written")
    return errors.EXIT_CLEAN


def _day(as_of: str) -> date:
    try:
        return date.fromisoformat(as_of) if as_of else date.today()
    except ValueError as error:
        raise UsageError(f"--as-of is '{as_of}', write a day such as 2026-03-31") from error


def _read(file: str) -> tuple[Entry, ...]:
    from checker.verify import decisions

    return decisions.read(file) if Path(file).exists() else ()


def _write(file: str, entries: list[Entry]) -> None:
    from checker.verify import decisions
    from checker.write.atomic import write_atomically

    write_atomically(Path(file), decisions.dump(entries))
