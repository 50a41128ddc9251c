"""Front matter of Markdown files: title, date and publisher from `key: value` lines between two rules.

Read line by line, never by a YAML or TOML parser: only plain values of known keys count, and no tag or alias means
anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_CHARACTERS = 20_000

_RULES = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_PAIR = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*[:=][ \t]*(.{0,500}?)[ \t]*\r?$")
_CONTINUED = re.compile(r"[ \t]+\S|[ \t]*-[ \t]|[ \t]*#|[ \t]*\r?$|[\]})]")
TITLE_KEYS = ("title", "headline", "name")
DATE_KEYS = ("date", "published", "publish_date", "publishdate", "publication_date", "pubdate", "created", "updated",
             "last_updated", "lastmod", "modified", "last_modified")  # fmt: skip
PUBLISHER_KEYS = ("publisher", "source", "outlet", "organization", "organisation", "company", "site", "author")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `end` is where the text proper begins, 0 where there is none."""

    end: int = 0
    title: str = ""
    date: str = ""
    publisher: str = ""


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter of a Markdown text; a rule at its top with prose below it is none."""
    opening = _RULES.match(text)
    if not opening:
        return FrontMatter()
    closing = re.compile(rf"^{re.escape(opening[1])}[ \t]*\r?(?:\n|\Z)|^\.\.\.[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    end = closing.search(text, opening.end(), opening.end() + MOST_CHARACTERS)
    if not end:
        return FrontMatter()
    pairs: dict[str, str] = {}
    for line in text[opening.end() : end.start()].split("\n"):
        if match := _PAIR.match(line):
            pairs.setdefault(match[1].lower().replace("-", "_"), _plain(match[2]))
        elif not _CONTINUED.match(line):
            return FrontMatter()
    if not pairs:
        return FrontMatter()
    return FrontMatter(
        end=end.end(),
        title=_first(pairs, TITLE_KEYS),
        date=_first(pairs, DATE_KEYS),
        publisher=_first(pairs, PUBLISHER_KEYS),
    )


def _plain(value: str) -> str:
    """Return a value without its quotes; tags, aliases, lists and maps are no plain values."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return "" if value[:1] in ("!", "&", "*", "[", "{", "|", ">") else value.split(" #")[0].strip()


def _first(pairs: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((pairs[key] for key in keys if pairs.get(key)), "")
