"""The judgement on a figure in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from checker.records import Mention

_REASONS = {
    "period": "speaks of another time",
    "scope": "speaks of another part, place or group",
    "role": "gives it as something else: a change, a share or a former value",
    "modality": "gives it as planned, proposed or possible, or the draft does",
    "dimension": "gives another kind of figure",
    "currency": "gives it in another currency",
    "subject": "speaks of another event",
    "precision": "is less exact than the draft",
    "bound": "gives a value that fits the bound, and not the bound",
    "zone": "names no time zone",
}


def because(status: str, reason: str, evidence: Sequence[Mention], figure: Mention) -> str:
    """Return why a figure has its status; the values as the sources write them."""
    by_side: dict[str, list[Mention]] = {}
    for mention in evidence:
        by_side.setdefault(mention.side, []).append(mention)
    if status == "supported":
        return _supported(by_side["supports"], figure)
    if status == "contradicted":
        return f"sources say {_who(by_side['contradicts'])}"
    if status == "outdated":
        old, new = by_side["superseded"][0], by_side["supersedes"]
        return f"now {_who(new)}; {_dated(old)} still had {old.shown}"
    if status == "disputed":
        return _disputed(by_side)
    nearest = next(iter(by_side.get("nearest", [])), None)
    if nearest is None:
        return "no source speaks of it"
    if status == "not-comparable":
        return f"{_dated(nearest)} {_REASONS.get(reason, 'cannot be compared')}: {nearest.shown}"
    return f"no source gives it; nearest is {nearest.shown} ({_dated(nearest)})"


def _supported(supports: Sequence[Mention], figure: Mention) -> str:
    first = supports[0]
    files = list(dict.fromkeys(one.file for one in supports))
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    same = "" if first.shown == figure.shown else f" as {first.shown}"
    return f"in {first.file}{more}{same}"


def _disputed(by_side: dict[str, list[Mention]]) -> str:
    parts = []
    if "supports" in by_side:
        parts.append(f"{_dated(by_side['supports'][0])} says it")
    if "denies" in by_side:
        one = by_side["denies"][0]
        parts.append(f"{one.speaker or _dated(one)} denies it")
    if "contradicts" in by_side:
        parts.append(_who(by_side["contradicts"]))
    return ", ".join(parts)


def _who(found: Sequence[Mention]) -> str:
    """Return "1,340 people (report.md) / 1,350 (brief.md)": each value once, with the first that gives it."""
    values: dict[tuple[float | None, float | None], Mention] = {}
    for one in found:
        values.setdefault((one.low, one.high), one)
    return " / ".join(f"{one.shown} ({_dated(one)})" for one in values.values())


def _dated(mention: Mention) -> str:
    return f"{mention.file}, {mention.as_of}" if mention.as_of else mention.file
