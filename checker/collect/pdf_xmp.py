"""What a pdf says of itself in its metadata stream: title, publisher, and when it was published, made and changed.

Newer programs write it instead of the older dictionary of document information. Source: ISO 16684-1 (XMP), the
namespaces of Dublin Core and PRISM. What is no well-formed XML says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.collect.xml_tree import Node, tree
from checker.config import Limits
from checker.errors import UnreadableDocument

MOST_BYTES = 1_000_000  # larger ones hold pictures and histories; no date is worth that


@dataclass(frozen=True, slots=True, kw_only=True)
class Xmp:
    """The words of a metadata stream, each empty where it does not say it; dates begin as ISO 8601 writes them."""

    title: str = ""
    publisher: str = ""
    published: str = ""  # somebody's own statement, of a publisher's system
    issued: str = ""
    made: str = ""
    changed: str = ""


def read_xmp(data: bytes, limits: Limits) -> Xmp:
    """Return what a metadata stream says."""
    if not data.strip() or len(data) > MOST_BYTES:
        return Xmp()
    try:
        root = tree([data], limits)
    except UnreadableDocument:
        return Xmp()
    said: dict[str, str] = {}
    for node in root.walk():
        if node.name == "rdf:Description":
            for name, value in node.attributes.items():
                said.setdefault(name, " ".join(value.split())[:300])
            for child in node.children:
                said.setdefault(child.name, _words(child))
    return Xmp(
        title=said.get("dc:title", ""),
        publisher=said.get("dc:publisher", ""),
        published=said.get("prism:publicationDate", ""),
        issued=said.get("dc:date", ""),
        made=said.get("xmp:CreateDate", ""),
        changed=said.get("xmp:ModifyDate", ""),
    )


def _words(node: Node) -> str:
    """Return the text of a property; of several values, the first."""
    item = next((one for one in node.walk() if one.name == "rdf:li"), node)
    return " ".join(item.text().split())[:300]
