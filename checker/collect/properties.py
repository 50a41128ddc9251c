"""What an office file says of itself beside its text: title, dates, company; and how its parts hang together.

Programs fill in the dates by themselves when a file is made and saved, so they are the weakest of all that tell a
document's date. The date of the last change is taken before that of the making: last year's report is often the
template of this year's. Dates that writers of such files leave in every file of theirs are left out.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from checker.collect.package import Package
from checker.collect.xml_tree import Node, tree
from checker.config import Limits
from checker.errors import UnreadableDocument

CORE, APP = "docProps/core.xml", "docProps/app.xml"
TEMPLATE_DATES = frozenset({"2013-12-23", "2013-01-27"})  # in every file of python-docx and python-pptx
_NO_TITLE = re.compile(r"(?i)(?:microsoft \w+ - |powerpoint presentation$|(?:untitled|document|presentation|book|slide) ?\d*$|.*\.(?:docx?|xlsx?|pptx?|od[tsp]|pdf)$)")  # fmt: skip  # noqa: E501


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """Title, date and publisher of a file; empty where it does not say."""

    title: str = ""
    date: str = ""
    publisher: str = ""


NO_PROPERTIES = Properties()


def read_properties(package: Package, limits: Limits) -> Properties:
    """Return what the properties of an Office Open XML file say; damaged ones say nothing."""
    core, app = _quiet(package, CORE, limits), _quiet(package, APP, limits)
    dates = [_word(core, name)[:10] for name in ("dcterms:issued", "dcterms:modified", "dcterms:created")]
    return Properties(
        title=plain_title(_word(core, "dc:title")),
        date=choose_day(dates),
        publisher=_word(core, "dc:publisher") or _word(app, "ep:Company"),
    )


def choose_day(days: list[str]) -> str:
    """Return the first day that says something."""
    return next((day for day in days if day and day not in TEMPLATE_DATES), "")


def plain_title(title: str) -> str:
    """Return a title that somebody gave, and nothing for one that a program made up."""
    bare = " ".join(title.split())[:300]
    return "" if _NO_TITLE.match(bare) else bare


def _word(node: Node | None, name: str) -> str:
    found = node.find(name) if node is not None else None
    return " ".join(found.text().split())[:300] if found is not None else ""


def _quiet(package: Package, name: str, limits: Limits) -> Node | None:
    if not package.has(name):
        return None
    try:
        return tree(package.chunks(name), limits)
    except UnreadableDocument:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a part points to: the sort of it, and the name of the part."""

    sort: str  # last word of the relation's type: "header", "image", "slide"
    target: str


def relations(package: Package, part: str, limits: Limits) -> dict[str, Relation]:
    """Return what a part points to inside the package, by id; what lies outside is never looked at."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(listed):
        return {}
    found: dict[str, Relation] = {}
    for node in tree(package.chunks(listed), limits).children:
        if node.get("TargetMode") == "External":
            continue
        target = node.get("Target").replace("\\", "/")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[node.get("Id")] = Relation(sort=node.get("Type").rpartition("/")[2], target=whole)
    return found


def main_part(package: Package, usual: str, limits: Limits) -> str:
    """Return the name of the part that holds the document itself.

    Raises:
        UnreadableDocument: the package has none.
    """
    named = [one.target for one in relations(package, "", limits).values() if one.sort == "officeDocument"]
    part = next((name for name in (*named, usual) if package.has(name)), "")
    if not part:
        raise UnreadableDocument("corrupt", f"the package lacks its part {posixpath.basename(usual)}")
    return part


def is_on(node: Node | None, value: str = "w:val") -> bool:
    """Say whether a switch such as <w:b/> is there and not set to off."""
    return node is not None and node.get(value, "true") not in ("0", "false", "off", "none")
