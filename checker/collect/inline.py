"""Markdown inside a block: which characters a reader sees.

Nothing is rewritten: the result is the pieces of the raw text that remain when emphasis marks, link targets, images,
escapes, tags and anchors are out. Struck-out words and pictures are not read. `10<sup>6</sup>` is seen as "10⁶",
never as "106". Every repeat is bounded, so that no input takes more than linear time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from checker import resources
from checker.collect.draft import Piece

_TOKEN = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<code>(?<!`)(?P<tick>`{1,3})(?!`)[^`]{1,2000}+(?P=tick)(?!`))
    |(?P<footnote>\[\^[^\]\s]{1,50}\])
    |(?P<open>!?\[)
    |(?P<link>\]\(\s{0,3}(?:<[^<>\n]{0,1000}+>|(?:[^\s()]|\([^\s()]{0,300}+\)){0,1000}+)
        (?:\s{1,3}(?:"[^"]{0,300}+"|'[^']{0,300}+'))?\s{0,3}\))
    |(?P<reference>\]\[(?P<label>[^\[\]\n]{0,200}+)\])
    |(?P<close>\])
    |(?P<autolink><(?:https?://|mailto:|ftp://)[^<>\s]{1,1000}+>)
    |(?P<comment><!--(?:[^-]|-(?!->)){0,5000}+-->)
    |(?P<tag><(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,30})(?:\s[^<>]{0,1000}+)?/?>)
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<mark>\*\*|\*|__|_|~~)""",
    re.VERBOSE,
)
_STRUCK = frozenset({"del", "s", "strike"})
_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "hr", "tr", "td"})
SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
POWER = re.compile(r"[0-9+\-−]{1,4}")
_TEN = re.compile(r"(?<![\d.,])(?:10|2)$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,40}>|[*_]{1,3}$")
_LENGTHS = re.compile(
    r"(?i)(?:[mkcdµμn]?m|[kcdm]?(?:met(?:er|re)s?)|kilomet(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|feet|foot"
    r"|inch(?:es)?|miles?|yards?|sec|min|mol|rad|kgm|nmi)"
)


@dataclass(slots=True)
class Inline:
    """The visible pieces of a block, and what the whole of it is."""

    pieces: list[Piece]
    is_link: bool = False
    is_bold: bool = False


@dataclass(slots=True)
class _Scan:
    """What has been met so far in the joined lines of a block."""

    joined: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)  # what is out, and what is shown instead
    links: list[tuple[int, int]] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)  # opening brackets that are still open
    marks: dict[str, list[int]] = field(default_factory=dict)
    struck: list[int] = field(default_factory=list)
    raised: int = -1  # end of an open <sup> tag

    def drop(self, start: int, end: int, shown: str = "") -> None:
        self.edits.append((start, end, shown))


def read_inline(text: str, lines: Sequence[tuple[int, int]], references: frozenset[str] = frozenset()) -> Inline:
    """Return what is seen of the lines of one block, given as spans of `text`.

    Args:
        text: the raw document.
        lines: spans without list markers, quote marks and line breaks.
        references: labels that the document defines links for, in lower case.
    """
    scan = _Scan("\n".join(text[start:end] for start, end in lines))
    for match in _TOKEN.finditer(scan.joined):
        _read_token(scan, match, references)
    bare_start = len(scan.joined) - len(scan.joined.lstrip())
    bare_end = len(scan.joined.rstrip().rstrip(":").rstrip())
    return Inline(
        pieces=list(_pieces(scan, lines)),
        is_link=_covers(scan.links, bare_start, len(scan.joined.rstrip())),
        is_bold=any(start <= bare_start and end >= bare_end for start, end in scan.bold),
    )


def _covers(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start + 1 and last >= end - 1 for first, last in spans)


def _read_token(scan: _Scan, match: re.Match[str], references: frozenset[str]) -> None:
    start, end = match.span()
    sort = match.lastgroup
    if match["escape"]:
        scan.drop(start, start + 1)
    elif match["code"]:
        ticks = len(match["tick"])
        scan.drop(start, start + ticks)
        scan.drop(end - ticks, end)
    elif match["open"]:
        scan.brackets.append((start, end))
    elif match["mark"]:
        _read_mark(scan, match["mark"], start, end)
    elif match["tag"]:
        _read_tag(scan, match["name"].lower(), bool(match["end"]), start, end)
    elif match["entity"]:
        shown = html.unescape(match[0])
        if shown != match[0]:
            scan.drop(start, end, shown)
    elif sort in ("footnote", "autolink", "comment"):
        scan.drop(start, end)
    else:
        _close_bracket(scan, match, references)


def _close_bracket(scan: _Scan, match: re.Match[str], references: frozenset[str]) -> None:
    """A closing bracket ends a link if a target follows it or its label is defined; else both are text."""
    if not scan.brackets:
        return
    open_start, open_end = scan.brackets.pop()
    inside = scan.joined[open_end : match.start()]
    label = (match["label"] or inside).strip().lower()
    if not match["link"] and label not in references:
        return
    if scan.joined[open_start] == "!":
        scan.drop(open_start, match.end())  # a picture
        return
    scan.drop(open_start, open_end)
    scan.drop(match.start(), match.end())
    scan.links.append((open_start, match.end()))


def _read_mark(scan: _Scan, mark: str, start: int, end: int) -> None:
    """Pair emphasis marks: one opens before ink and closes after it; "2*3*4" and "snake_case_name" hold none."""
    before = scan.joined[start - 1 : start]
    after = scan.joined[end : end + 1]
    if before.isalnum() and after.isalnum() and (mark[0] == "_" or mark == "*" or before.isdigit() or after.isdigit()):
        return
    opened = scan.marks.setdefault(mark, [])
    if opened and before.strip():
        at = opened.pop()
        if mark == "~~":
            scan.drop(at, end)
            return
        scan.drop(at, at + len(mark))
        scan.drop(start, end)
        if len(mark) == 2:
            scan.bold.append((at, end))
    elif after.strip():
        opened.append(start)


def _read_tag(scan: _Scan, name: str, is_end: bool, start: int, end: int) -> None:
    if name in _STRUCK and is_end and scan.struck:
        scan.drop(scan.struck.pop(), end)
        return
    if name in _STRUCK and not is_end:
        scan.struck.append(start)
    scan.drop(start, end, " " if name in _BREAKS else "")
    if name != "sup":
        return
    if is_end and scan.raised >= 0 and POWER.fullmatch(scan.joined, scan.raised, start):
        before = scan.joined[max(0, scan.raised - 60) : scan.raised].rpartition("<")[0]
        shown = raised(_MARKUP.sub("", before), scan.joined[scan.raised : start])
        for place in range(scan.raised, start):
            scan.drop(place, place + 1, shown[place - scan.raised : place - scan.raised + 1])
    scan.raised = -1 if is_end else end


def _pieces(scan: _Scan, lines: Sequence[tuple[int, int]]) -> list[Piece]:
    """Turn what remains of the joined lines into pieces of the raw text."""
    kept: list[tuple[int, int, str | None]] = []
    place = 0
    for start, end, shown in sorted(scan.edits, key=lambda edit: (edit[0], -edit[1])):
        if start < place:
            continue
        if start > place:
            kept.append((place, start, None))
        if shown:
            kept.append((start, end, shown))
        place = end
    if place < len(scan.joined):
        kept.append((place, len(scan.joined), None))
    return _to_raw(kept, lines)


def _to_raw(kept: Sequence[tuple[int, int, str | None]], lines: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    line = 0
    base = 0  # offset of the current line in the joined text
    for start, end, shown in kept:
        while line < len(lines) - 1 and start > base + lines[line][1] - lines[line][0]:
            base += lines[line][1] - lines[line][0] + 1
            line += 1
        if shown is not None:
            raw = lines[line][0] + start - base
            pieces.append(Piece(raw, max(raw + 1, raw + min(end - start, lines[line][1] - raw)), shown))
            continue
        at = start
        while True:
            first, last = lines[line]
            line_end = base + last - first
            if at < min(end, line_end):
                pieces.append(Piece(first + at - base, first + min(end, line_end) - base))
            if end <= line_end or line == len(lines) - 1:
                break
            pieces.append(Piece(last, last + 1, " "))  # the line break
            base, line = line_end + 1, line + 1
            at = base
    return pieces


@cache
def symbol_signs() -> dict[str, str]:
    """Return what the places of the symbol font show, by their number in two hexadecimal figures."""
    lines = resources.package_file("collect", "symbol_font.csv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split(",") for line in lines)


def raised(before: str, words: str) -> str:
    """Return what raised figures add to the text before them: a power as such, the mark of a footnote nothing.

    "10⁶" and "40 m²" are powers; "150 employees²", "1,285³ t" and "the total.¹" are not.
    """
    bare = words.strip()
    if not POWER.fullmatch(bare):
        return words
    return "" if bare.isdigit() and _is_noted(before.rstrip("\u200b")) else words.translate(SUPERSCRIPTS)


def _is_noted(before: str) -> bool:
    """Say whether a raised figure after a text refers to a footnote."""
    last = before[-1:]
    if last.isdigit():
        return _TEN.search(before) is None
    if last.isalpha():
        word = _LAST_WORD.search(before[-40:])
        return word is not None and len(word[0]) > 2 and _LENGTHS.fullmatch(word[0]) is None
    return last in '.,;:!?%"”’»' and last != ""
