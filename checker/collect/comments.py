"""Comments of Markdown and HTML documents that speak to this program: `<!-- tieout: ignore T110 -- reason -->`.

They are parsed, not searched: what stands in code, in a script or in prose about such comments is no comment. Other
formats have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from checker.records import Comment

MOST = 10_000  # comments of one document
_MARK = "tieout:"
_TICKS = re.compile(r"`+")
_AROUND = " \t\r\n>|*+-"  # what may stand beside a comment that is alone on its line: quote, list and table marks


def find_comments(text: str, reader: str) -> tuple[Comment, ...]:
    """Return the comments of a document that begin with "tieout:", in order.

    Args:
        text: the document as it was decoded; lines count in it.
        reader: "markdown" or "html"; any other gives none.
    """
    if reader not in ("markdown", "html") or _MARK not in text or "<!--" not in text:
        return ()
    lines = text.split("\n")
    found = _in_markdown(text, lines) if reader == "markdown" else _in_html(text, 1)
    told = [(line, body) for line, body in found if body.strip().startswith(_MARK)][:MOST]
    return tuple(_comment(line, body, lines) for line, body in sorted(told))


def _comment(line: int, body: str, lines: list[str]) -> Comment:
    last = min(line + body.count("\n"), len(lines))
    beside = "\n".join(lines[line - 1 : last]).replace(f"<!--{body}-->", "", 1)
    return Comment(
        line=line,
        end_line=last,
        text=" ".join(body.strip().removeprefix(_MARK).split()),
        is_alone=not beside.strip(_AROUND),
    )


class _Scanner(HTMLParser):
    """Notes comments with their lines; what scripts and styles hold is none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []

    def handle_comment(self, data: str) -> None:
        self.found.append((self.getpos()[0], data))


def _in_html(text: str, first: int) -> Iterator[tuple[int, str]]:
    scanner = _Scanner()
    scanner.feed(text)
    scanner.close()
    yield from ((line + first - 1, body) for line, body in scanner.found)


def _in_markdown(text: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the comments of HTML blocks and of the text of other blocks, code left aside."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.core.ruler.enableOnly(["normalize", "block"])
    for token in parser.parse(text):
        if token.map is None or _MARK not in token.content:
            continue
        if token.type == "html_block":
            yield from _in_html("\n".join(lines[token.map[0] : token.map[1]]), token.map[0] + 1)
        elif token.type == "inline":
            yield from _in_line(token.content, token.map[0] + 1)


def _in_line(content: str, first: int) -> Iterator[tuple[int, str]]:
    """Yield the comments of a block's text; code spans and escaped brackets hold none."""
    at = 0
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(content):
        runs.setdefault(len(run[0]), []).append(run.start())
    while at < len(content):
        if content[at] == "\\":
            at += 2
        elif content[at] == "`":
            width = len(_TICKS.match(content, at)[0])  # type: ignore[index]
            closing = next((start for start in runs.get(width, ()) if start > at), -1)
            at = closing + width if closing >= 0 else at + width
        elif content.startswith("<!--", at):
            end = content.find("-->", at + 4)
            if end < 0:
                return
            yield first + content.count("\n", 0, at), content[at + 4 : end]
            at = end + 3
        else:
            at += 1
