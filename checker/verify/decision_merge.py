"""Two sets of decisions made into one: what both say, what one says, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.verify.decisions import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One finding of which two files say different things."""

    finding: str
    ours: Entry
    theirs: Entry

    def __str__(self) -> str:
        about = " ".join(part for part in (self.ours.rule, self.ours.message or self.theirs.message) if part)
        named = f"{self.finding} ({about})" if about else self.finding
        return f"{named}: '{_said(self.ours)}' here, '{_said(self.theirs)}' there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Decisions of two files together; where they differ, those of the first, and the conflict."""

    entries: tuple[Entry, ...]
    added: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]


def merge(ours: Iterable[Entry], theirs: Iterable[Entry], prefer: str = "") -> Merged:
    """Return two sets of decisions as one, by finding.

    Args:
        ours, theirs: one decision per finding in each.
        prefer: "ours" or "theirs" settles every conflict; "" keeps ours and names them.
    """
    known = {entry.finding: entry for entry in ours}
    added, conflicts = [], []
    for entry in sorted(theirs, key=lambda one: one.finding):
        mine = known.get(entry.finding)
        if mine is None:
            added.append(entry)
            known[entry.finding] = entry
        elif _key(mine) != _key(entry):
            if prefer == "theirs":
                known[entry.finding] = entry
            elif prefer != "ours":
                conflicts.append(Conflict(finding=entry.finding, ours=mine, theirs=entry))
    entries = tuple(known[name] for name in sorted(known))
    return Merged(entries=entries, added=tuple(added), conflicts=tuple(conflicts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reviewer wants of one finding: the decision as last seen, and as it shall be; None is no decision."""

    finding: str
    was: Entry | None
    now: Entry | None


def grant(entries: Iterable[Entry], wishes: Iterable[Wish]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return decisions with the wishes of a reviewer in them, by finding, and the findings that stand in the way.

    A finding stands in the way where somebody else has decided it otherwise since the reviewer saw it; what such a
    wish asks for is left out.
    """
    known = {entry.finding: entry for entry in entries}
    contested: list[str] = []
    for wish in wishes:
        there = known.get(wish.finding)
        if _said_of(there) not in (_said_of(wish.was), _said_of(wish.now)):
            contested.append(wish.finding)
        elif wish.now is None:
            known.pop(wish.finding, None)
        else:
            known[wish.finding] = wish.now
    return tuple(known[name] for name in sorted(known)), tuple(sorted(contested))


def _said_of(entry: Entry | None) -> tuple[str, str, str, str] | None:
    return None if entry is None else _key(entry)


def _key(entry: Entry) -> tuple[str, str, str, str]:
    """What a decision says; who said it, and the words of its finding, make no conflict."""
    return entry.state, entry.reason, entry.sort, entry.expires


def _said(entry: Entry) -> str:
    by = f" by {entry.author}" if entry.author else ""
    until = f" until {entry.expires}" if entry.expires else ""
    reason = f": {entry.reason}" if entry.reason else ""
    return f"{entry.state}{until}{by}{reason}"
