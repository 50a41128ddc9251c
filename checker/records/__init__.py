"""The frozen records that cross a stage border.

Every record is plain data: strings, numbers, booleans, tuples and other records. `checker.codec` turns each
into JSON and back, which is the form that workers, cache and the `run:` file carry. Each record holds, or names
by id, the one it was made from, so evidence is a walk back and never a second search.

    Document (blocks) -> Claim (quantity, context) -> Measurement -> Fact -> Link, Topic -> Finding -> Report

Offsets named `start` and `end` are half-open and count code points of `Document.text`, with one exception that
says so: what `find_quantities` and `find_times` return counts in the text they were given, and
`Block.to_document` maps it.
"""

from __future__ import annotations

from checker.records.claims import AsOf, Claim, Measurement, Phrase, Quantity, TimeMention, UnitHint, UnitValue
from checker.records.dates import iso_label
from checker.records.documents import Block, Cell, Comment, Document, DocumentDate, DocumentEntry, Metadata, Source
from checker.records.facts import Comparison, Fact, Link, Merge, Resolved, Subject, Topic
from checker.records.findings import (
    Coverage,
    Decision,
    Explanation,
    Finding,
    FindingChange,
    Lapsed,
    Mention,
    NearMiss,
    Notice,
    RuleNote,
    Verdicts,
)
from checker.records.vocabulary import Named, Vocabulary

__all__ = [
    "AsOf",
    "Block",
    "Cell",
    "Claim",
    "Comment",
    "Comparison",
    "Coverage",
    "Decision",
    "Document",
    "DocumentDate",
    "DocumentEntry",
    "Explanation",
    "Fact",
    "Finding",
    "FindingChange",
    "Lapsed",
    "Link",
    "Measurement",
    "Mention",
    "Merge",
    "Metadata",
    "Named",
    "NearMiss",
    "Notice",
    "Phrase",
    "Quantity",
    "Resolved",
    "RuleNote",
    "Source",
    "Subject",
    "TimeMention",
    "Topic",
    "UnitHint",
    "UnitValue",
    "Verdicts",
    "Vocabulary",
    "iso_label",
]
