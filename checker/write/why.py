"""Why mentions were held to be one fact, in words: the parts of each link's weight and what was tied to each figure."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

from checker.records import Comparison, Finding, Link
from checker.resources import package_file
from checker.write.visible import show_line

MOST_LINKS = 3  # of one finding: the one that carries it, and the least sure, which a doubter asks about
LARGE_REPORT = 1000  # findings; beyond it one link of each keeps the file small enough to mail


@cache
def part_words() -> Mapping[tuple[str, str], str]:
    """Return the words for each comparison and level, from `why_words.csv`."""
    with package_file("write", "why_words.csv").open(encoding="utf-8", newline="") as file:
        return {(row["name"], row["level"]): row["words"] for row in csv.DictReader(file)}


def words_of(part: Comparison) -> str:
    """Return one comparison in words: "same subject", "wording: partly the same"; an unknown one by its names."""
    words = part_words()
    known = words.get((part.name, part.level))
    if known is not None:
        return known
    name = words.get((part.name, ""), part.name.replace("_", " "))
    return show_line(f"{name}: {words.get(('', part.level), part.level)}")


def links_of(finding: Finding, most: int = MOST_LINKS) -> list[dict[str, Any]]:
    """Return links of a finding, each with its parts as `[words, weight, detail]`.

    The first is the surest between two values that differ, which carries the finding; the others are the least
    sure. `a` and `b` are positions of mentions; a link to a fact that is no mention is left out.
    """
    at = {mention.fact: number for number, mention in enumerate(finding.mentions) if mention.fact}
    links = [link for link in finding.explanation.links if link.a in at and link.b in at and not link.veto]
    links.sort(key=lambda link: (link.probability, at[link.a], at[link.b]))
    values = [(mention.low, mention.high, mention.side) for mention in finding.mentions]
    carrying = [link for link in links if values[at[link.a]] != values[at[link.b]]] or links
    kept = [*carrying[-1:], *(link for link in links if link is not carrying[-1])]
    return [_link(link, at) for link in kept[:most]]


def _link(link: Link, at: Mapping[str, int]) -> dict[str, Any]:
    first, second = sorted((at[link.a], at[link.b]))
    parts = [_part(part) for part in link.parts if part.weight or part.detail]
    return {"a": first, "b": second, "type": show_line(link.pair_type), "p": round(link.probability, 3), "parts": parts}


def _part(part: Comparison) -> list[Any]:
    row: list[Any] = [words_of(part), round(part.weight, 2)]
    return [*row, show_line(part.detail)] if part.detail else row


def attachments_of(finding: Finding) -> dict[str, list[list[str]]]:
    """Return what was tied to each figure, by fact id, as `[what, words, how]`."""
    return {
        fact: [[show_line(phrase.label), show_line(phrase.text), show_line(phrase.how)] for phrase in phrases]
        for fact, phrases in finding.explanation.attachments
        if phrases
    }
