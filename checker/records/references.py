"""What a run says of reference facts: figures that the user vouches for."""

from __future__ import annotations

from dataclasses import dataclass

from checker.records.findings import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceResult:
    """One reference fact with what the documents say of it."""

    fact: str  # fact id
    mention: Mention  # the row of the reference file, or the sentence of a document that is the authority
    subject: str
    attribute: str
    status: str  # contradicted outdated confirmed not-found: the gravest that holds
    confirmed: tuple[Mention, ...] = ()
    contradicted: tuple[Mention, ...] = ()
    outdated: tuple[Mention, ...] = ()  # documents of an earlier time
    note: str = ""
