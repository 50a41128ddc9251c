"""The whole at a glance: which documents disagree, which subjects most, and the newest value of what was updated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from checker.records import Finding
from checker.write.visible import show_line
from checker.write.words import QUIET_KINDS

MOST_DOCUMENTS = 20  # of the matrix: those with most findings
MOST_SUBJECTS = 8
MOST_CURRENT = 200


def matrix(findings: Sequence[Finding], numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return how often each two documents disagree and agree, for the documents with the most findings.

    Args:
        findings: the findings of the run.
        numbers: document file -> its number on the page.

    Returns:
        `documents` (numbers in page order), `cells` as `[row, column, disagreements, agreements]` with positions in
        `documents` and row < column, and `left_out`, the count of documents for which there was no room.
    """
    weight: dict[str, int] = {}
    for finding in findings:
        for file in {mention.file for mention in finding.mentions if mention.file in numbers}:
            weight[file] = weight.get(file, 0) + 1
    kept = sorted(weight, key=lambda file: (-weight[file], numbers[file]))[:MOST_DOCUMENTS]
    kept.sort(key=lambda file: numbers[file])
    cells: dict[tuple[int, int], list[int]] = {}
    places = {file: place for place, file in enumerate(kept)}
    for finding in findings:
        for pair in _pairs(finding, places):
            cells.setdefault(pair, [0, 0])[finding.kind in QUIET_KINDS] += 1
    rows = [[*pair, *counts] for pair, counts in sorted(cells.items())]
    return {"documents": [numbers[file] for file in kept], "cells": rows, "left_out": len(weight) - len(kept)}


def _pairs(finding: Finding, places: Mapping[str, int]) -> set[tuple[int, int]]:
    """Return the pairs of documents that a finding is about: all of an agreement, else those with other values."""
    values: dict[int, set[tuple[Any, ...]]] = {}
    for mention in finding.mentions:
        if mention.file in places:
            values.setdefault(places[mention.file], set()).add((mention.low, mention.high, mention.side))
    everybody = finding.kind in QUIET_KINDS or finding.kind == "arithmetic"
    return {pair for pair in combinations(sorted(values), 2) if everybody or values[pair[0]] != values[pair[1]]}


def contradicted(findings: Sequence[Finding]) -> list[list[Any]]:
    """Return the subjects with the most conflicts, sums that fail and disputes, as `[subject, count]`."""
    names: dict[str, list[str]] = {}
    for finding in findings:
        if finding.kind not in QUIET_KINDS and finding.kind != "update" and finding.subject:
            names.setdefault(finding.subject.casefold(), []).append(finding.subject)
    ranked = sorted(names.values(), key=lambda spelled: (-len(spelled), min(spelled)))[:MOST_SUBJECTS]
    return [[show_line(min(spelled)), len(spelled)] for spelled in ranked]  # min prefers a capital: "Oslo" to "oslo"


def current_values(findings: Sequence[Finding]) -> list[int]:
    """Return the positions of the updates, whose newest values stand in the summary."""
    return [number for number, finding in enumerate(findings) if finding.kind == "update"][:MOST_CURRENT]
