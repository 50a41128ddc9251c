"""What an office file says of itself beside its text: title, dates, company; and how its parts hang together.

Programs fill in the dates by themselves when a file is made and saved, so they are the weakest of all that tell a
document's date. The date of the last change is taken before that of the making: last year's report is often the
template of this year's. No date at all are those that some writers leave in every file of theirs, and those of a file
that was made and saved in one go: a program exported it, and that says nothing of when its figures held.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from checker.collect.package import Package
from checker.collect.xml_tree import Node, tree
from checker.config import Limits
from checker.errors import UnreadableDocument

CORE, APP = "docProps/core.xml", "docProps/app.xml"
TEMPLATE_DATES = frozenset({"2013-12-23", "2013-01-27"})  # in every file of python-docx and python-pptx
_COMMENTS = frozenset({"comment", "cm"})
EXPORT_S = 60.0  # between the making and the saving of a file that a program wrote
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
    made, changed = _word(core, "dcterms:created"), _word(core, "dcterms:modified")
    return Properties(
        title=plain_title(_word(core, "dc:title")),
        date=choose_day(made, changed, _word(core, "dcterms:issued")),
        publisher=_word(core, "dc:publisher") or _word(app, "ep:Company"),
    )


def choose_day(made: str, changed: str, issued: str = "") -> str:
    """Return the day that a file gives itself, from the ISO 8601 times of its making, change and issue; "" if none."""
    if issued:
        return issued[:10]
    if _is_export(made, changed):
        return ""
    return next((time[:10] for time in (changed, made) if time and time[:10] not in TEMPLATE_DATES), "")


def _is_export(made: str, changed: str) -> bool:
    """Say whether a file was made and saved within a minute; a time at midnight was set by somebody."""
    try:
        times = [datetime.fromisoformat(time.removesuffix("Z").partition(".")[0]) for time in (made, changed)]
        seconds = abs((times[1] - times[0]).total_seconds())
    except (ValueError, TypeError):  # no times, or one of them with its zone
        return False
    return seconds <= EXPORT_S and any((time.hour, time.minute, time.second) != (0, 0, 0) for time in times)


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


def count_comments(package: Package, related: Iterable[Relation], limits: Limits) -> int:
    """Return how many comments hang on a part, given what it points to."""
    parts = {one.target for one in related if one.sort == "comments"}
    trees = (_quiet(package, part, limits) for part in parts)
    return sum(one.name.rpartition(":")[2] in _COMMENTS for root in trees if root is not None for one in root.walk())


def left_out(comments: int) -> tuple[str, ...]:
    """Return the warning that comments are no text of the document; none where there are none."""
    if not comments:
        return ()
    return (f"{comments:,} comment{'s' if comments > 1 else ''} in it {'were' if comments > 1 else 'was'} left out",)


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
