"""Walks the tags of a page and notes drafts, with the exact place of every character.

`html.parser` gives the place of each tag and text. Unclosed elements are closed as browsers do; inline elements are
only counted, so that sloppy markup does not nest.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from checker.collect.draft import Draft, Piece
from checker.collect.html_elements import BLOCKS, CLOSED_BY, SKIPPED, STRUCK, VOID, is_hidden, role_of
from checker.collect.html_head import PageData, take_head
from checker.collect.html_tables import OpenTable, together
from checker.collect.inline import POWER, raised
from checker.collect.layout import find_caption
from checker.collect.table import place
from checker.config import Limits
from checker.errors import UnreadableDocument

_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,12}|[A-Za-z][A-Za-z0-9]{0,31});?")


COMMENT_END = re.compile(r"--!?\s*+>")
_SECTION = re.compile(r"(?i)<!\[\s*+(?:temp|cdata|ignore|include|rcdata)\b")
_SECTION_END = re.compile(r"\]\s*+>"), re.compile(r"\]\s*+\]\s*+>")  # those that are kept as text end with two


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    name: str
    is_skipped: bool = False  # nothing in it is seen
    role: str = ""  # what is in it: boilerplate, example; "" as outside


class Page(HTMLParser):
    """Walks one page or fragment and notes drafts; offsets count in the text it was cut from."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        limits: Limits,
        by_name: bool = True,
        before: Sequence[Draft] = (),
        tables: int = 0,
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.base, self.limits, self.by_name = text, start, limits, by_name
        self.line_starts = [start, *(match.end() for match in re.finditer("\n", text[start:end]))]
        self.line_starts[1:] = [start + place for place in self.line_starts[1:]]
        self.drafts: list[Draft] = []
        self.sinks: list[list[Draft]] = [self.drafts]
        self.main: set[int] = set()  # ids of drafts inside <main> or <article>
        self.has_main = False
        self.stack: list[_Open] = []
        self.items: list[Draft | None] = []
        self.term: Draft | None = None
        self.tables: list[OpenTable] = []
        self.table_count = tables
        self.before = before
        self.page = PageData()
        self.ends: dict[tuple[int, re.Pattern[str]], int] = {}  # by how much is left to parse
        self.pieces: list[Piece] = []
        self.letters = self.linked = self.bold = self.links = 0
        self.in_link = self.in_bold = self.in_sup = 0
        self.leads_away = self.begins_away = False  # the link that is open, and the first words of the block
        self.reading = ""  # "title" or "json" inside those elements
        self._parse(text[start:end])
        while self.tables:
            self._end_table()
        self._flush()
        while len(self.sinks) > 1:  # cells that were never closed
            rest = self.sinks.pop()
            self.sinks[-1].extend(rest)

    # --- the parser ---------------------------------------------------------------------------------------

    def _parse(self, part: str) -> None:
        """Parse markup in a time that grows as its length does.

        Behind the last ">" nothing can be a tag: every "<" there is text. The parser would search from each of them
        to the end.
        """
        cut = part.rfind(">") + 1
        self.feed(part[:cut])
        self.close()
        for number, piece in enumerate(part[cut:].split("<") if not self.cdata_elem else ()):
            if number:
                self.handle_data("<")
                self.offset += 1
            self.feed(piece)
            self.close()

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Find the end of a comment; searched for only where there is one, and so for marked sections below."""
        return super().parse_comment(i, report) if self._last_end(COMMENT_END) >= i else -1

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Find the end of "<![CDATA[" and its kin."""
        is_kept = _SECTION.match(self.rawdata, i) is not None
        return super().parse_marked_section(i, report) if self._last_end(_SECTION_END[is_kept]) >= i else -1

    def _last_end(self, sign: re.Pattern[str]) -> int:
        """Return where the last of these signs begins in what is left to parse; -1 where there is none."""
        key = len(self.rawdata), sign
        if key not in self.ends:
            self.ends[key] = max((match.start() for match in sign.finditer(self.rawdata)), default=-1)
        return self.ends[key]

    # --- places -------------------------------------------------------------------------------------------

    def _place(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    # --- events of the parser -----------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = {name: value or "" for name, value in attrs}
        self.reading = take_head(self.page, tag, values) or self.reading
        if self.stack and self.stack[-1].is_skipped:
            if tag == self.stack[-1].name and tag not in VOID:
                self._push(_Open(tag, is_skipped=True))
            return
        if tag in SKIPPED or tag in STRUCK or is_hidden(values):
            if tag in BLOCKS:
                self._flush()
            if tag not in VOID:
                self._push(_Open(tag, is_skipped=True))
        elif tag in BLOCKS:
            self._start_block(tag, values)
        elif tag == "br":
            self._break()
        else:
            self._count_inline(tag, 1)
            self._note_link(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element that closes itself; one that may not is left open, as browsers do."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag in ("script", "style", "iframe", "svg", "a", "span"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in ("title", "script"):
            self.reading = ""
        if self.stack and self.stack[-1].is_skipped:
            if self.stack[-1].name == tag:
                self.stack.pop()
        elif tag in BLOCKS:
            self._end_block(tag)
        else:
            self._count_inline(tag, -1)

    def handle_data(self, data: str) -> None:
        """Take a stretch of text where it is seen."""
        if self.reading == "title":
            self.page.title += data[:1000]
        elif self.reading == "json":
            self.page.json_ld += data[:200_000]
        elif not self._is_skipped() and not self._is_table_gap():
            self._see(data, self._place())

    def handle_entityref(self, name: str) -> None:
        """Take a named character."""
        self._see_entity()

    def handle_charref(self, name: str) -> None:
        """Take a numbered character."""
        self._see_entity()

    # --- text ---------------------------------------------------------------------------------------------

    def _is_skipped(self) -> bool:
        return bool(self.stack) and self.stack[-1].is_skipped

    def _is_table_gap(self) -> bool:
        return bool(self.stack) and self.stack[-1].name in ("table", "tr", "tbody", "thead", "tfoot")

    def _see(self, data: str, place: int) -> None:
        ink = len(data) - data.count(" ")
        bare = data.strip()
        if self.in_sup and (self.in_link or re.fullmatch(r"\[\w{1,4}\]", bare)):
            return  # a footnote mark
        if self.in_sup and POWER.fullmatch(bare):
            at = place + data.index(bare)
            shown = raised(self._last_words(), bare)
            self.pieces += [Piece(at + i, at + i + 1, mark) for i, mark in enumerate(shown)]
        else:
            self.pieces.append(Piece(place, place + len(data)))
        if bare:
            self.begins_away = self.leads_away if not self.letters else self.begins_away
            self.letters += ink
            self.linked += ink if self.in_link else 0
            self.bold += ink if self.in_bold else 0

    def _last_words(self) -> str:
        piece = self.pieces[-1] if self.pieces else Piece(0, 0)
        return self.text[max(piece.start, piece.end - 40) : piece.end] if piece.shown is None else piece.shown

    def _see_entity(self) -> None:
        place = self._place()
        match = _ENTITY.match(self.text, place)
        raw = match[0] if match else "&"
        shown = entities.unescape(raw)
        if self.reading == "title":
            self.page.title += shown
        elif not self._is_skipped() and not self._is_table_gap():
            same = shown == raw
            self.pieces.append(Piece(place, place + len(raw), None if same else shown))
            self.letters += 1

    def _break(self) -> None:
        place = self._place()
        if self.pieces and self.pieces[-1].shown == " " and self.text[self.pieces[-1].start] == "<":
            self._flush()  # two line breaks part paragraphs
        else:
            self.pieces.append(Piece(place, place + 1, " "))

    def _count_inline(self, tag: str, step: int) -> None:
        if tag == "a":
            self.in_link = max(0, self.in_link + step)
            self.leads_away = self.leads_away and self.in_link > 0
        elif tag in ("b", "strong"):
            self.in_bold = max(0, self.in_bold + step)
        elif tag == "sup":
            self.in_sup = max(0, self.in_sup + step)
        elif tag == "span" or tag in VOID:
            return

    def _note_link(self, tag: str, values: dict[str, str]) -> None:
        """Note whether a link leads to another page; one to a place on this page leads nowhere."""
        if tag == "a":
            self.leads_away = not values.get("href", "#").strip().startswith("#")
            self.links += self.leads_away

    # --- blocks -------------------------------------------------------------------------------------------

    def _push(self, element: _Open) -> None:
        self.stack.append(element)
        if len(self.stack) > self.limits.markup_depth:
            raise UnreadableDocument("too-deep", f"more than {self.limits.markup_depth} elements inside one another")

    def _start_block(self, tag: str, values: dict[str, str]) -> None:
        self._flush()
        self._close_implied(tag)
        if tag in VOID:
            return
        above, names = self.stack[-1].role if self.stack else "", {one.name for one in self.stack}
        role = role_of(tag, values, above, names, self.by_name)
        self._push(_Open(tag, role=role))
        self.has_main = self.has_main or tag in ("main", "article")
        if tag in ("li", "dt", "dd"):
            self.items.append(None)
        elif tag == "table":
            self.tables.append(OpenTable(is_layout=values.get("role") in ("presentation", "none")))
            for table in self.tables[:-1]:
                table.is_layout = True
        elif self.tables and tag in ("tr", "td", "th", "thead", "caption"):
            self._start_in_table(tag, values)

    def _close_implied(self, tag: str) -> None:
        if any(one.name == "p" for one in self.stack[-2:]):
            while self.stack and self.stack[-1].name == "p":
                self.stack.pop()
        closes, stops = CLOSED_BY.get(tag, (set(), set()))
        for depth in range(len(self.stack) - 1, -1, -1):
            name = self.stack[depth].name
            if name in stops:
                break
            if name in closes:
                self._pop_to(depth)

    def _end_block(self, tag: str) -> None:
        self._flush()
        for depth in range(len(self.stack) - 1, -1, -1):
            name = self.stack[depth].name
            if name == tag:
                self._pop_to(depth)
                return
            if name in ("td", "th", "table") and tag not in ("table", "tr", "tbody", "thead"):
                return  # an end tag never reaches out of a cell

    def _pop_to(self, depth: int) -> None:
        self._flush()
        while len(self.stack) > depth:
            name = self.stack.pop().name
            if name in ("li", "dt", "dd"):
                self.items.pop()
            elif name in ("td", "th", "caption") and self.tables and len(self.sinks) > 1:
                self._end_cell(name)
            elif name == "thead" and self.tables:
                self.tables[-1].in_head = False
            elif name == "table" and self.tables:
                self._end_table()

    # --- tables -------------------------------------------------------------------------------------------

    def _start_in_table(self, tag: str, values: dict[str, str]) -> None:
        table = self.tables[-1]
        if tag == "thead":
            table.in_head = True
        elif tag == "tr" or (tag in ("td", "th") and not table.rows):
            table.start_row()
        if tag in ("td", "th"):
            table.start_cell(tag, values)
            self.sinks.append([])
        elif tag == "caption":
            self.sinks.append([])

    def _end_cell(self, name: str) -> None:
        content = self.sinks.pop()
        table = self.tables[-1]
        if name == "caption":
            if content:
                content[0].kind = "caption"
                content[0].pieces = together(content)
                table.caption = content[0]
                self.sinks[-1].append(content[0])
            return
        table.end_cell(content)

    def _end_table(self) -> None:
        if len(self.sinks) > 1 + len(self.tables) - 1 and self.stack and self.stack[-1].name in ("td", "th"):
            self._end_cell(self.stack.pop().name)
        opened = self.tables.pop()
        sink = self.sinks[-1]
        if opened.is_layout or opened.is_one_column or opened.is_page:
            sink.extend(draft for content in opened.contents for draft in content)
            return
        table = opened.to_table(opened.caption or find_caption(self.text, sink or self.before))
        cells = place(self.text, table, self.table_count)
        self.table_count += 1
        self._note_main(cells)
        sink.extend(cells)

    # --- drafts -------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """End the block that is being read, if there is one."""
        pieces, letters = self.pieces, self.letters
        is_link, is_bold = letters > 0 and self.linked >= 0.9 * letters, letters > 0 and self.bold >= 0.95 * letters
        links, is_away = self.links, self.begins_away
        self.pieces, self.letters, self.linked, self.bold = [], 0, 0, 0
        self.links, self.begins_away = int(self.leads_away), False
        if not letters:
            self.links = max(self.links, links)
            return
        draft = Draft("paragraph", pieces, is_link=is_link, is_bold=is_bold, is_away=is_away, links=links)
        draft.role = (self.stack[-1].role if self.stack else "") or "body"
        self._set_kind(draft)
        self._note_main([draft])
        self.sinks[-1].append(draft)

    def _set_kind(self, draft: Draft) -> None:
        names = [one.name for one in reversed(self.stack)]
        for name in names:
            if len(name) == 2 and name[0] == "h" and name[1].isdigit():
                draft.kind, draft.level = "heading", int(name[1])
                draft.is_away = draft.is_away and draft.is_link
                return
            if name == "figcaption":
                draft.kind, draft.role = "caption", "boilerplate"
                return
            if name in ("li", "dt", "dd") and self.items:
                self._set_item(draft, name)
                return
            if name in ("td", "th", "table"):
                return

    def _set_item(self, draft: Draft, name: str) -> None:
        if self.items[-1] is not None:
            draft.parent = self.items[-1]
            return
        self.items[-1] = draft
        draft.kind, draft.level = "item", len(self.items)
        draft.parent = next((item for item in reversed(self.items[:-1]) if item is not None), None)
        if name == "dt":
            self.term = draft
        elif name == "dd" and self.term is not None:
            draft.parent, draft.level = self.term, self.term.level + 1

    def _note_main(self, drafts: Sequence[Draft]) -> None:
        if any(one.name in ("main", "article") for one in self.stack):
            self.main.update(id(draft) for draft in drafts)
