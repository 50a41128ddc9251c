"""Statuses in words, the same in every output."""

from __future__ import annotations

from collections.abc import Mapping

from checker.records import Mention
from checker.tied import STATUSES, TieReport
from checker.write.visible import show_line
from checker.write.words import counted

LABELS: Mapping[str, str] = {
    "contradicted": "contradicted",
    "outdated": "outdated",
    "disputed": "disputed",
    "not-found": "not found",
    "not-comparable": "not comparable",
    "supported": "supported",
}
HEADS: Mapping[str, str] = {
    "contradicted": "Contradicted: the sources give another value",
    "outdated": "Outdated: a later source supersedes the value",
    "disputed": "Disputed: sources deny it, or differ",
    "not-found": "Not found: no source speaks of it",
    "not-comparable": "Not comparable: for another time or scope, or less exact",
    "supported": "Supported",
}
SIDES: Mapping[str, str] = {
    "supports": "source",
    "contradicts": "but",
    "denies": "denied",
    "supersedes": "now",
    "superseded": "before",
    "nearest": "nearest",
}


def headline(tie: TieReport) -> str:
    """Return what matters most in one sentence."""
    counts, total = tie.counts, len(tie.figures)
    if not total:
        return f"{show_line(tie.draft)} holds no figure that was read as a fact"
    wrong = [f"{counts[one]} {LABELS[one]}" for one in STATUSES[:3] if counts[one]]
    against = f"against {counted(len(tie.sources), 'source')}"
    if wrong:
        return f"{counted(total, 'figure')} {against}: {', '.join(wrong)}"
    if counts["supported"] == total:
        return (
            f"All {counted(total, 'figure')} are supported by the sources" if total > 1 else "The figure is supported"
        )
    return f"{counts['supported']} of {counted(total, 'figure')} supported {against}, none contradicted"


def counts_line(tie: TieReport) -> str:
    """Return "8 contradicted, 2 outdated, ..., 26 supported"; statuses that do not occur are left out."""
    parts = [f"{count:,} {LABELS[status]}" for status, count in tie.counts.items() if count]
    if tie.unread:
        parts.append(f"{len(tie.unread):,} not read as a fact")
    return ", ".join(parts) or "no figures"


def place_of(mention: Mention) -> str:
    """Return "file:line:column" of a figure."""
    return f"{show_line(mention.file)}:{mention.line}:{mention.column}"


def words_of(mention: Mention) -> str:
    """Return the sentence of a figure on one line; the heads above it where the sentence is the figure alone."""
    sentence = show_line(mention.sentence)
    if sentence in ("", show_line(mention.quote)) and mention.place:
        return f"[{show_line(mention.place)}]"
    return sentence
