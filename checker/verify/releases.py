"""Which release of a product a document is about: its front matter says so, or its opening lines.

"version: 3.0", "applies to Corvo 3.0", "you need Corvo 3.0". A document that names several is about none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from checker.records import Document, Fact

_OPENING = 1500  # characters in which a document says what it is about
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,2})(?![\d.]*\d)"
_FRONT = re.compile(rf"^(?:version|release):\s*[\"']?v?{_NUMBER}[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:appl(?:ies|y) to|valid for|(?:this|the) (?:page|guide|manual|document) (?:is for|covers|describes)"
    r"|needs?|requires?|documentation (?:for|of)|reference for)(?: the)? (?:[A-Z][\w+-]{1,24} ){1,3}"
    rf"(?:version |release |v)?{_NUMBER}",
    re.IGNORECASE,
)

Release = tuple[int, ...]


def release_of(document: Document | None) -> Release:
    """Return the release that a document is about, as numbers; () where it names none or several."""
    if document is None:
        return ()
    opening = document.text[:_OPENING]
    found = {match["number"] for pattern in (_FRONT, _SAID) for match in pattern.finditer(opening)}
    return tuple(int(part) for part in found.pop().split(".")) if len(found) == 1 else ()


def release_order(a: Fact, b: Fact, documents: Mapping[str, Document]) -> int | None:
    """Return -1, 0 or 1 as the document of `a` is about an older, the same or a newer release; None if unknown."""
    first, second = (release_of(documents.get(fact.document)) for fact in (a, b))
    if not first or not second or a.document == b.document:
        return None
    return (first > second) - (first < second)
