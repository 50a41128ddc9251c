"""Counts and kinds in words, the same in every output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from checker.records import DocumentEntry

KINDS = ("conflict", "arithmetic", "disputed", "update", "compatible", "agreement")  # what needs a person first
QUIET_KINDS = ("compatible", "agreement")
SEVERITIES = ("error", "warning", "info")

_PLURAL = {
    "conflict": "conflicts",
    "arithmetic": "sums that do not hold",
    "disputed": "disputed claims",
    "update": "updates",
    "compatible": "compatible values",
    "agreement": "agreements",
}
_SINGULAR = {"arithmetic": "sum that does not hold", "disputed": "disputed claim", "compatible": "compatible value"}


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return "1 document", "1,204 documents"; `plural` where it is not formed by an s."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def clip(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, with a dot-dot-dot where it is cut."""
    return text if len(text) <= most else text[: max(0, most - 1)].rstrip() + "…"


def counted_kind(number: int, kind: str) -> str:
    """Return "2 conflicts", "1 sum that does not hold"."""
    return counted(number, _SINGULAR.get(kind, kind), _PLURAL.get(kind, ""))


def plural_kind(kind: str) -> str:
    """Return "conflicts", "sums that do not hold"; a kind that is not known as it is."""
    return _PLURAL.get(kind, kind)


def kind_counts(kinds: Iterable[str]) -> dict[str, int]:
    """Return how often each kind occurs, in the order of `KINDS`, those that do not occur left out."""
    counts: dict[str, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    order = {kind: number for number, kind in enumerate(KINDS)}
    return dict(sorted(counts.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def read_count(documents: Iterable[DocumentEntry]) -> int:
    """Return how many documents were read, wholly or in part."""
    return sum(1 for entry in documents if entry.status in {"ok", "partial"})


def unread_documents(documents: Iterable[DocumentEntry]) -> list[DocumentEntry]:
    """Return the documents that were not read in full; manifests, settings and our own files are no documents."""
    return [entry for entry in documents if entry.status != "ok" and entry.reason != "not-a-document"]


def rule_count(run: Mapping[str, Any]) -> int:
    """Return how many rules ran: `run["rules"]`, or the sum over its packs; 0 where the run does not say."""
    if isinstance(rules := run.get("rules"), int):
        return rules
    packs = run.get("packs")
    entries = packs.values() if isinstance(packs, Mapping) else packs if isinstance(packs, list | tuple) else ()
    return sum(_rules_of(entry) for entry in entries)


def _rules_of(entry: object) -> int:
    rules = entry.get("rules", 0) if isinstance(entry, Mapping) else 0
    if isinstance(rules, int):
        return rules
    return len(rules) if isinstance(rules, list | tuple | Mapping) else 0
