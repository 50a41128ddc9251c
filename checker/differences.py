"""What differs between two runs: findings and facts that are new, gone, changed or as they were.

A finding is the same where its id is, which hashes what was found and no place. What is left on both sides is paired
where it speaks of one subject and attribute in documents that overlap: such a finding has changed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.records import FindingChange

if TYPE_CHECKING:
    from checker.report import Report

MOST_NAMED = 3  # documents in a reason
STATES = ("new", "changed", "gone", "unchanged")
_NO_RUN = "is neither a run file (-o run:PATH) nor findings.json (-o json:PATH)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """What of a finding is compared and shown."""

    id: str
    rule: str
    kind: str
    severity: str
    subject: str
    attribute: str
    message: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """What of a fact is compared and shown; its place in the document is neither."""

    file: str
    subject: str
    attribute: str
    quote: str
    qualifiers: tuple[str, ...]  # scope, role, modality, polarity, speaker, as-of
    value: tuple[str, ...]  # comparator, low, high, base unit

    @property
    def question(self) -> tuple[Hashable, ...]:
        """What the fact answers: all but its value."""
        return self.file, self.subject, self.attribute, self.qualifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two runs."""

    findings: tuple[FindingRow, ...]
    facts: tuple[FactRow, ...] | None  # None where the file holds none
    documents: Mapping[str, str] = field(default_factory=dict)  # hash of its content, by file
    rules: frozenset[str] = frozenset()  # codes of those that ran; empty where the file does not say
    made_with: str = ""  # version, settings, packs and tables, as one text to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One finding or fact on both sides."""

    state: str
    old: FindingRow | FactRow | None
    new: FindingRow | FactRow | None


# --- reading -------------------------------------------------------------------------------------------------


def read_side(path: str | Path) -> Side:
    """Return what a run file or findings.json holds.

    Raises:
        UsageError: the file cannot be read or is neither.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: {_NO_RUN}") from error
    if isinstance(data, dict) and "tieout_run" in data:
        from checker.write import read_run

        return side_of(read_run(path))
    if not isinstance(data, dict) or "findings" not in data or "format" not in data:
        raise UsageError(f"{path}: {_NO_RUN}")
    try:
        return Side(
            findings=tuple(_row_of_data(one) for one in data["findings"]),
            facts=None,
            documents={str(one["file"]): str(one.get("sha256") or "") for one in data.get("documents", ())},
            made_with=_made_with(data.get("run", {})),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: is a damaged findings.json ({error}); run the check again") from error


def _row_of_data(one: Mapping[str, Any]) -> FindingRow:
    words = {name: str(one[name]) for name in ("id", "rule", "kind", "severity", "subject", "attribute", "message")}
    return FindingRow(**words, files=tuple(sorted({str(mention["file"]) for mention in one["mentions"]})))


def side_of(report: Report) -> Side:
    """Return what of a report is compared."""
    findings = tuple(
        FindingRow(
            id=one.id,
            rule=one.rule,
            kind=one.kind,
            severity=one.severity,
            subject=one.subject,
            attribute=one.attribute,
            message=one.message,
            files=tuple(sorted({mention.file for mention in one.mentions})),
        )
        for one in report.findings
    )
    facts = tuple(
        FactRow(
            file=one.file,
            subject=one.subject,
            attribute=one.attribute,
            quote=" ".join(one.quote.split()),
            qualifiers=(one.scope, one.role, one.modality, one.polarity, one.speaker, one.as_of),
            value=(one.comparator, str(one.low), str(one.high), one.base_unit),
        )
        for one in report.facts
    )
    return Side(
        findings=findings,
        facts=facts,
        documents={one.file: one.sha256 for one in report.documents},
        rules=frozenset(one.code for one in report.rules),
        made_with=_made_with(report.run),
    )


def _made_with(run: Mapping[str, Any]) -> str:
    return json.dumps(
        [run.get(name) for name in ("version", "model", "packs", "data", "settings_hash")], sort_keys=True
    )


# --- comparing -----------------------------------------------------------------------------------------------


def compare_findings(old: Side, new: Side) -> tuple[Change, ...]:
    """Return every finding of two runs with its state: those of the new run in its order, then those that are gone."""
    before = {one.id: one for one in old.findings}
    now = {one.id: one for one in new.findings}
    partner = {name: one for name, one in before.items() if name in now}
    gone = [one for name, one in before.items() if name not in now]
    for same_kind in (True, False):
        for one in (one for name, one in now.items() if name not in partner):
            found = next((other for other in gone if _speaks_of(one, other, same_kind)), None)
            if found is not None:
                partner[one.id] = found
                gone.remove(found)
    changes = [
        Change(state=_state(name, name in partner, name in before), old=partner.get(name), new=one)
        for name, one in now.items()
    ]
    return (*changes, *(Change(state="gone", old=one, new=None) for one in gone))


def states_of(changes: Iterable[Change]) -> dict[str, str]:
    """Return the state of each finding of the new run, by its id."""
    return {one.new.id: one.state for one in changes if isinstance(one.new, FindingRow)}


def with_changes(report: Report, previous: Side) -> Report:
    """Return a report that tells what is new, changed or gone in it, and of each whether it is new."""
    now = side_of(report)
    return marked(report, compare_findings(previous, now), previous, now)


def marked(report: Report, changes: Sequence[Change], old: Side, new: Side) -> Report:
    """Return a report with the changes between two sides in it, those of findings that it does not hold left out."""
    ids = {one.id for one in report.findings}
    told = [_told(one, old, new) for one in changes if one.state != "unchanged"]
    return replace(
        report,
        changes={name: state for name, state in states_of(changes).items() if name in ids},
        differences=tuple(one for one in told if one.state == "gone" or one.finding in ids),
    )


def _told(change: Change, old: Side, new: Side) -> FindingChange:
    row = change.new or change.old
    assert isinstance(row, FindingRow)
    before = change.old if isinstance(change.old, FindingRow) else None
    rows = [one for one in (change.old, change.new) if isinstance(one, FindingRow)]
    files = sorted({file for one in rows for file in one.files})
    return FindingChange(
        state=change.state,
        finding=row.id,
        rule=row.rule,
        kind=row.kind,
        severity=row.severity,
        subject=row.subject,
        attribute=row.attribute,
        reason=_reason(files, row.rule, old, new),
        before=before.message if before else "",
        now=row.message if change.new else "",
    )


def _reason(files: Sequence[str], rule: str, old: Side, new: Side) -> str:
    """Return why a finding is likely not as it was: the nearest of the things that differ between two runs."""
    for word, names in _touched(files, old, new).items():
        if names:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            return f"{word}: {', '.join(names[:MOST_NAMED])}{more}"
    if old.rules and new.rules and (rule in old.rules) != (rule in new.rules):
        return f"{rule} runs now and did not then" if rule in new.rules else f"{rule} did not run this time"
    if old.made_with != new.made_with:
        return "rules, settings or the version of tieout changed"
    if old.documents != new.documents:
        return "other documents changed, and with them what is compared"
    return ""


def _touched(files: Sequence[str], old: Side, new: Side) -> dict[str, list[str]]:
    before, now = old.documents, new.documents
    return {
        "document removed": [file for file in files if file in before and file not in now],
        "document added": [file for file in files if file in now and file not in before],
        "document edited": [file for file in files if file in before and file in now and before[file] != now[file]],
    }


def _state(name: str, has_partner: bool, is_known: bool) -> str:
    return "unchanged" if is_known else "changed" if has_partner else "new"


def _speaks_of(one: FindingRow, other: FindingRow, same_kind: bool) -> bool:
    return (
        one.subject.casefold() == other.subject.casefold()
        and one.attribute.casefold() == other.attribute.casefold()
        and (one.kind == other.kind or not same_kind)
        and not set(one.files).isdisjoint(other.files)
    )


def compare_facts(old: Sequence[FactRow], new: Sequence[FactRow]) -> tuple[Change, ...]:
    """Return the facts that are new, changed or gone; facts of one question and value are the same."""
    before, now = _by_question(old), _by_question(new)
    changes: list[Change] = []
    for question in sorted({*before, *now}, key=repr):
        changes += _changes(list(before[question]), list(now[question]))
    return tuple(changes)


def _by_question(rows: Iterable[FactRow]) -> defaultdict[tuple[Hashable, ...], list[FactRow]]:
    found: defaultdict[tuple[Hashable, ...], list[FactRow]] = defaultdict(list)
    for row in rows:
        found[row.question].append(row)
    return found


def _changes(before: list[FactRow], now: list[FactRow]) -> Iterator[Change]:
    """Give what is left when facts of one value have met: first pairs of other values, then what is on one side."""
    for row in list(now):
        same = next((one for one in before if one.value == row.value), None)
        if same is not None:
            before.remove(same)
            now.remove(row)
    paired = min(len(before), len(now))
    yield from (Change(state="changed", old=a, new=b) for a, b in zip(before[:paired], now[:paired], strict=True))
    yield from (Change(state="gone", old=one, new=None) for one in before[paired:])
    yield from (Change(state="new", old=None, new=one) for one in now[paired:])


# --- showing -------------------------------------------------------------------------------------------------


def counts(changes: Sequence[Change]) -> str:
    """Return "2 new, 1 changed, 0 gone, 14 unchanged"; `unchanged` only where some are."""
    numbers = {state: sum(one.state == state for one in changes) for state in STATES}
    return ", ".join(f"{number} {state}" for state, number in numbers.items() if number or state != "unchanged")


def lines(changes: Sequence[Change]) -> Iterator[str]:
    """Give a line for each finding or fact that is not as it was, and for a changed one what it was."""
    for state in STATES[:-1]:
        for one in changes:
            if one.state == state:
                yield f"{state:<8} {_shown(one.new or one.old)}"
                if state == "changed":
                    yield f"    was  {_shown(one.old)}"


def _shown(row: FindingRow | FactRow | None) -> str:
    from checker.write.visible import show_line

    if isinstance(row, FindingRow):
        return show_line(f"{row.rule} {row.severity} {row.kind}  {row.message}  [{row.id}]")
    assert row is not None
    about = ", ".join(part for part in (row.subject, row.attribute, *row.qualifiers[:1], row.qualifiers[-1]) if part)
    return show_line(f"{row.file}: {row.quote}" + (f"  ({about})" if about else ""))


def as_data(findings: Sequence[Change], facts: Sequence[Change] | None) -> dict[str, Any]:
    """Return both comparisons as plain JSON; unchanged findings are only counted."""
    return {
        "findings": _data(findings),
        "facts": None if facts is None else _data(facts),
    }


def _data(changes: Sequence[Change]) -> dict[str, Any]:
    told = [
        {"state": one.state, "old": asdict(one.old) if one.old else None, "new": asdict(one.new) if one.new else None}
        for one in changes
        if one.state != "unchanged"
    ]
    return {"counts": {state: sum(one.state == state for one in changes) for state in STATES}, "changes": told}
