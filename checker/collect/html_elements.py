"""What elements of a page are: blocks, parts beside the content, what is never seen, what closes what."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache

from checker import resources

SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "object", "iframe", "select", "option", "button",
     "textarea", "canvas", "audio", "video"}
)  # fmt: skip
ASIDE = frozenset({"nav", "aside", "footer", "header", "menu", "dialog"})
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "tr", "ul"}
)  # fmt: skip
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
CLOSED_BY = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"caption", "tr", "td", "th"}, {"table"}),
    "td": ({"caption", "td", "th"}, {"table", "tr"}),
    "th": ({"caption", "td", "th"}, {"table", "tr"}),
    "tbody": ({"caption", "tbody", "thead", "tfoot", "tr", "td", "th"}, {"table"}),
    "tfoot": ({"caption", "tbody", "thead", "tfoot", "tr", "td", "th"}, {"table"}),
    "thead": ({"caption", "tbody", "thead", "tfoot", "tr", "td", "th"}, {"table"}),
}  # what a start tag closes, and what it does not reach through
STRUCK = frozenset({"del", "s", "strike"})
_NO_ROLE = frozenset({"html", "body", "main", "article", "td", "th", "tr", "table", "tbody", "thead"})
_ASIDE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar",
     "toolbar"}
)  # fmt: skip


@cache
def _aside_names() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return class and id names of page parts that are no content: whole names, and beginnings of names."""
    with resources.package_file("collect", "html_asides.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    return frozenset(n for n in names if n[-1] != "*"), tuple(n[:-1] for n in names if n[-1] == "*")


def role_of(tag: str, values: dict[str, str], above: str, names: Collection[str], by_name: bool) -> str:
    """Return what an element holds: "boilerplate", "example", or "" where it says nothing of it.

    Args:
        tag: its name.
        values: its attributes.
        above: what the element around it holds.
        names: of the elements around it.
        by_name: whether its class and id count.
    """
    if above or tag in _NO_ROLE:
        return above
    if tag == "pre":
        return "example"
    if tag in ASIDE and not (tag == "header" and ("article" in names or "main" in names)):
        return "boilerplate"
    if values.get("role", "").lower() in _ASIDE_ROLES or values.get("aria-modal") == "true":
        return "boilerplate"
    return "boilerplate" if by_name and _is_named_aside(values) else ""


def is_hidden(values: dict[str, str]) -> bool:
    """Say whether an element is not shown."""
    style = values.get("style", "").lower().replace(" ", "")
    return "hidden" in values or values.get("aria-hidden") == "true" or "display:none" in style


def _is_named_aside(values: dict[str, str]) -> bool:
    whole, beginnings = _aside_names()
    names = [*values.get("class", "")[:500].lower().split(), values.get("id", "")[:100].lower()]
    plain = [name.replace("_", "-") for name in names if name]
    return any(name in whole or name.startswith(beginnings) for name in plain)
