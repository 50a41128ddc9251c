"""Reviewers' decisions on findings: read, checked, applied to a run, and written back in a form that merges well.

A decision is kept by the id of its finding, which hashes rule, subject, attribute, period and the documents' values:
moving a paragraph keeps it, changing a value voids it, and no count or line number can hide a swap.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.records import Decision, Finding, Lapsed, Notice

FORMAT = 1
FILE = "tieout-decisions.json"
STATES = ("to-fix", "update", "false-positive", "accepted", "baseline")
SORTS = ("extraction", "entity", "period", "unit", "rule")  # why a finding is false
NEED_REASON = frozenset({"false-positive", "accepted"})
EXPIRED, UNUSED = "T901", "T902"
MOST_BYTES = 20_000_000
_KEYS = ("finding", "rule", "subject", "attribute", "message", "state", "reason", "sort", "author", "expires")
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision of a file, with enough of its finding to read a change of the file without the report."""

    finding: str  # id
    state: str
    reason: str = ""
    sort: str = ""  # of a false positive: what was read wrongly
    author: str = ""
    expires: str = ""  # ISO date, the last day on which it holds; anything else counts as expired
    rule: str = ""
    subject: str = ""
    attribute: str = ""
    message: str = ""

    def is_expired(self, today: date) -> bool:
        """Whether the decision no longer holds on a day; a date that cannot be read has passed."""
        if not self.expires:
            return False
        try:
            return date.fromisoformat(self.expires) < today
        except ValueError:
            return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Findings with their decisions, and what has become of each entry."""

    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    used: tuple[Entry, ...]
    expired: tuple[Entry, ...]
    unused: tuple[Entry, ...]


# --- files -----------------------------------------------------------------------------------------------------


def read(path: str | Path) -> tuple[Entry, ...]:
    """Return the decisions of a file, by finding.

    Raises:
        UsageError: it cannot be read, or holds mistakes; all of them are named.
    """
    data = _data(Path(path))
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("decisions"), list):
        raise UsageError(f'{path}: is no decision file; it begins with {{"format": {FORMAT}, "decisions": [')
    return entries_of(data["decisions"], str(path))


def entries_of(rows: Sequence[Any], path: str) -> tuple[Entry, ...]:
    """Return the decisions that plain values hold, by finding.

    Args:
        rows: one mapping per decision, of any origin.
        path: what they stand in, for the messages.

    Raises:
        UsageError: some are no decisions; all mistakes are named.
    """
    mistakes: list[str] = []
    entries: dict[str, Entry] = {}
    for number, raw in enumerate(rows, 1):
        found = _mistakes(raw)
        if not found and raw["finding"] in entries:
            found = [f"the finding '{raw['finding']}' has a decision already"]
        mistakes += [f"{path}: decision {number}: {words}" for words in found]
        if not found:
            entries[raw["finding"]] = Entry(**{key: value for key, value in raw.items() if value is not None})
    if mistakes:
        raise UsageError("\n".join(mistakes))
    return _ordered(entries.values())


def _data(path: Path) -> Any:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: is larger than {MOST_BYTES:,} bytes")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not JSON: {error}") from error


def _mistakes(raw: Any) -> list[str]:
    if not isinstance(raw, dict):
        return ["is no mapping"]
    found = [f"unknown key '{key}'{_hint(key, _KEYS)}" for key in raw if key not in _KEYS]
    found += [f"'{key}' is no text" for key in _KEYS if raw.get(key) is not None and not isinstance(raw.get(key), str)]
    if found:
        return found
    if not _ID.fullmatch(raw.get("finding") or ""):
        found.append("'finding' is the id of a finding: 16 digits and letters from a to f")
    state, sort = raw.get("state") or "", raw.get("sort") or ""
    if state not in STATES:
        found.append(f"'{state}' is no state{_hint(state, STATES)}")
    if sort and (state != "false-positive" or sort not in SORTS):
        found.append(f"'{sort}' is no sort of false positive{_hint(sort, SORTS)}")
    if state in NEED_REASON and not (raw.get("reason") or "").strip():
        found.append(f"'{state}' needs a 'reason'")
    return found


def _hint(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(known)}"


def dump(entries: Iterable[Entry]) -> bytes:
    """Return a decision file: sorted by finding, one key a line, so that two reviewers' files merge."""
    rows = [row_of(entry) for entry in _ordered(entries)]
    return (json.dumps({"format": FORMAT, "decisions": rows}, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def row_of(entry: Entry) -> dict[str, str]:
    """Return a decision as a file holds it: what says nothing is left out."""
    return {key: value for key in _KEYS if (value := getattr(entry, key)) or key == "state"}


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.finding))


def entry_of(finding: Finding, state: str, reason: str = "", author: str = "") -> Entry:
    """Return a decision on a finding."""
    return Entry(
        finding=finding.id,
        state=state,
        reason=reason,
        author=author,
        rule=finding.rule,
        subject=finding.subject,
        attribute=finding.attribute,
        message=finding.message,
    )


# --- a run -----------------------------------------------------------------------------------------------------


def apply(findings: Iterable[Finding], entries: Iterable[Entry], today: date, file: str = FILE) -> Applied:
    """Return findings with the decisions that hold on a day, and a notice for each that has expired or fits nothing.

    Args:
        findings: of one run, in its order.
        entries: decisions, one per finding.
        today: the day on which expiry is judged.
        file: where the decisions stand, for the notices.
    """
    by_id = {entry.finding: entry for entry in entries}
    known = tuple(findings)
    ids = {finding.id for finding in known}
    expired = _ordered(entry for entry in by_id.values() if entry.finding in ids and entry.is_expired(today))
    unused = _ordered(entry for entry in by_id.values() if entry.finding not in ids)
    used = _ordered(entry for entry in by_id.values() if entry.finding in ids and not entry.is_expired(today))
    held = {entry.finding: _decision(entry) for entry in used}
    by_thing = {_thing(finding): finding for finding in known if finding.id not in by_id}
    lapsed = {entry.finding: _lapsed(entry, "expired") for entry in expired}
    changed = [(by_thing.get(_thing(entry)) if entry.rule else None, entry) for entry in unused]
    lapsed |= {finding.id: _lapsed(entry, "reopened") for finding, entry in changed if finding is not None}
    notices = [Notice(code=EXPIRED, message=_expired(entry), file=file) for entry in expired]
    notices += [Notice(code=UNUSED, message=_unused(entry, by_thing), file=file) for entry in unused]
    return Applied(
        findings=tuple(
            _reviewed(finding, held.get(finding.id, finding.decision), lapsed.get(finding.id)) for finding in known
        ),
        notices=tuple(notices),
        used=used,
        expired=expired,
        unused=unused,
    )


def _decision(entry: Entry) -> Decision:
    return Decision(state=entry.state, reason=entry.reason, sort=entry.sort, author=entry.author, expires=entry.expires)


def _reviewed(finding: Finding, decision: Decision | None, lapsed: Lapsed | None) -> Finding:
    """Return a finding as it is decided; a comment in its document has decided it before any file is read."""
    return replace(finding, decision=decision, lapsed=lapsed if decision is None else None)


def _lapsed(entry: Entry, why: str) -> Lapsed:
    return Lapsed(decision=_decision(entry), why=why, message=entry.message)


def _thing(one: Finding | Entry) -> tuple[str, str, str]:
    return one.rule, one.subject.casefold(), one.attribute.casefold()


def _expired(entry: Entry) -> str:
    return f"the decision '{entry.state}' on {_named(entry)} expired on {entry.expires}; the finding is open again"


def _unused(entry: Entry, by_thing: Mapping[tuple[str, str, str], Finding]) -> str:
    successor = by_thing.get(_thing(entry)) if entry.rule else None
    if successor is not None:
        return f"the values of {_named(entry)} have changed; the decision '{entry.state}' is void: see {successor.id}"
    return f"the decision '{entry.state}' on {_named(entry)} fits no finding"


def _named(entry: Entry) -> str:
    told = " ".join(part for part in (entry.rule, entry.message) if part)
    return f"{entry.finding} ({told})" if told else entry.finding
