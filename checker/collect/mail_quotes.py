"""What of a message is said in it, and what was said before: quotes, headers of forwarded messages, signatures.

A quote below a reply was said before, in a message of its own, and is no second source. What somebody passes on is
what the message is for: it is read, without the header lines above it. Mail programs mark both in much the same way;
where they do not say which, the subject does ("Fwd:").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from checker import resources

HEADERS_LEAST = 2  # lines that a header has beside its "From:"
WINDOW = 8  # lines in which they stand
WRAPPED = 3  # lines that "On Monday ... wrote:" may take

_QUOTED = re.compile(r"[ \t]{0,8}>[ \t]?")
_RULE = re.compile(r"\s{0,8}[-_*=]{3,80}\s*$")
_SIGNATURE = re.compile(r"-- ?\r?$")


class Lines(NamedTuple):
    """The lines of a text: those that are its own, and those that were said before or say nothing."""

    own: list[str]
    rest: list[str]


@cache
def _words(sort: str) -> str:
    with resources.package_file("collect", "mail_words.csv").open(encoding="utf-8", newline="") as file:
        found = {row["words"] for row in csv.DictReader(file) if row["sort"] == sort}
    return "|".join(re.escape(words) for words in sorted(found, key=lambda words: (-len(words), words)))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    forms = {
        "wrote": rf"[^\n]{{0,400}}\b(?:{_words('wrote')})\s?:\s*$",
        "on": rf"\s{{0,8}}(?:{_words('on')})\s[^\n]{{0,200}}$",
        "original": rf"\s{{0,8}}-{{3,12}}\s?(?:{_words('original')})\s?-{{3,12}}\s*$",
        "forwarded": rf"\s{{0,8}}(?:-{{3,12}}\s?)?(?:{_words('forwarded')})\s?(?:-{{3,12}}|:)\s*$",
        "passed on": rf"\s{{0,8}}(?:(?:RE|AW|SV)\s?:\s?)?\[?(?:{_words('passed on')})\s?:",
        "marks": rf"\s{{0,8}}(?:\[?(?:RE|AW|SV|VS|{_words('passed on')})(?:\s?\[\d{{1,3}}\])?\s?:\s{{0,3}}){{1,8}}",
        "from": rf"\s{{0,8}}\*?(?:{_words('from')})\s?:\*?\s?\S",
        "header": rf"\s{{0,8}}\*?(?:{_words('header')})\s?:\*?(?:\s|$)",
        "header in a line": rf"\s{{0,8}}(?:{_words('from')})\s?:\s?\S.{{1,400}}?\b(?:{_words('header')})\s?:\s"
        rf".{{1,400}}?\b(?:{_words('header')})\s?:\s",
    }
    return re.compile(forms[name], re.IGNORECASE if name in ("original", "forwarded", "passed on", "marks") else 0)


def is_passed_on(subject: str) -> bool:
    """Say whether a subject says that the message passes another one on: "Fwd: New quay"."""
    return _pattern("passed on").match(subject) is not None


def split_subject(subject: str) -> tuple[str, str]:
    """Return what programs put before a subject ("Re: Fwd: "), and the subject itself."""
    mark = _pattern("marks").match(subject)
    end = mark.end() if mark is not None and subject[mark.end() :].strip() else 0
    return subject[:end], subject[end:]


def part_lines(lines: Sequence[str], *, is_forward: bool) -> Lines:
    """Part the lines of a plain text.

    Args:
        lines: without their ends.
        is_forward: whether the message passes another one on.
    """
    own: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _pattern("forwarded").match(line):
            return _with(own, rest, _forwarded(lines[at + 1 :]))
        if _pattern("original").match(line) or _begins_header(lines, at):
            if is_forward:
                return _with(own, rest, _forwarded(lines[at:]))
            return Lines(own, [*rest, *lines[at:]])
        if _SIGNATURE.match(line):
            return Lines(own, [*rest, *lines[at:]])
        count = _attribution(lines, at)
        if count or _QUOTED.match(line):
            rest += lines[at : at + max(count, 1)]
            own += ["" for one in lines[at : at + max(count, 1)] if not one.strip("> \t")]
            at += max(count, 1)
        else:
            own.append(line)
            at += 1
    return Lines(own, rest)


def _with(own: list[str], rest: list[str], below: Lines) -> Lines:
    return Lines([*own, "", *below.own], [*rest, *below.rest])


def _forwarded(lines: Sequence[str]) -> Lines:
    """Part a message that is passed on; one level of quote marks says only that it is."""
    filled = [line for line in lines if line.strip()]
    if filled and sum(_QUOTED.match(line) is not None for line in filled) * 2 > len(filled):
        lines = [_QUOTED.sub("", line, count=1) for line in lines]
    head: list[str] = []
    at = 0
    while at < len(lines) and (not lines[at].strip() or _is_head_line(lines, at)):
        head.append(lines[at])
        at += 1
    own, rest = part_lines(lines[at:], is_forward=False)
    return Lines(own, [*(line for line in head if line.strip()), *rest])


def _is_head_line(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if _pattern("header").match(line) or _pattern("original").match(line) or _RULE.match(line):
        return True
    return at > 0 and line[:1] in " \t" and _pattern("header").match(lines[at - 1]) is not None  # a long list of names


def _begins_header(lines: Sequence[str], at: int) -> bool:
    """Say whether the header of another message begins at a line: "From:" with two more such lines below it."""
    if not _pattern("from").match(lines[at]):
        return False
    below = [line for line in lines[at + 1 : at + 1 + WINDOW] if line.strip()]
    return sum(_pattern("header").match(line) is not None for line in below[:4]) >= HEADERS_LEAST


def _attribution(lines: Sequence[str], at: int) -> int:
    """Return how many lines from here say who wrote what is quoted below; 0 where none do."""
    for count in range(1, WRAPPED + 1):
        part = lines[at : at + count]
        if len(part) < count or not part[-1].strip():
            return 0
        if _pattern("wrote").match(" ".join(part)) and (count == 1 or _pattern("on").match(part[0])):
            follows = next((line for line in lines[at + count : at + count + 3] if line.strip()), "")
            return count if _QUOTED.match(follows) else 0
    return 0


def find_quoted(texts: Sequence[str], *, is_forward: bool) -> set[int]:
    """Return the places of the blocks of a page that were said before, or are the header of what is passed on.

    Args:
        texts: of the blocks, in order.
        is_forward: whether the message passes another one on.
    """
    quoted: set[int] = set()
    for at, text in enumerate(texts):
        if _pattern("forwarded").match(text):
            is_forward = True
            quoted.add(at)
        elif _pattern("header in a line").match(text) or _begins_header(texts, at):
            head = _head_blocks(texts, at)
            if not is_forward:
                return quoted | set(range(at, len(texts)))
            quoted |= set(head)
            is_forward = False  # a second one is what the first one answers to
        elif _pattern("original").match(text) or _names_writer(text):
            if _pattern("original").match(text) and is_forward:
                quoted.add(at)
            elif any(one.strip() for one in texts[:at]):  # with nothing above, the answer stands below
                return quoted | set(range(at, len(texts)))
    return quoted


def _names_writer(text: str) -> bool:
    """Say whether a block is "On Monday Ben wrote:" or "Ben <ben@port.example> wrote:"."""
    return _pattern("wrote").match(text) is not None and ("@" in text or _pattern("on").match(text) is not None)


def _head_blocks(texts: Sequence[str], at: int) -> list[int]:
    if _pattern("header in a line").match(texts[at]):
        return [at]
    below = groupby(range(at, len(texts)), key=lambda place: _pattern("header").match(texts[place]) is not None)
    return list(next(below)[1])
