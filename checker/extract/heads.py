"""What stands over a figure in a table or list: row and column heads, caption, list parents, and their time.

| Price (EUR)  | Free | Team |        row head measures, column narrows; the unit is no word of either
| Reach | Length (km) | Width (m) |   a column with a unit of its own measures, the row says of what
| 2024 | 2023 | Change |              a change, of the newer of the years left of it
| Nine months ended |                 with the day below: a period
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from checker.extract import wordlists
from checker.extract.asof import as_of_phrase
from checker.extract.hints import find_unit_hint
from checker.extract.passages import Reading
from checker.extract.sentences import cut_sentences
from checker.extract.times import find_times
from checker.extract.words import label_words
from checker.records import AsOf, Block, Phrase, TimeMention

_NEAR = 12  # items before and after an item that may share their time with it
_HEAD_WORDS = 14  # of a head; what follows explains
_LABEL_WORDS = 6  # of a list's parent that labels its items; a longer one with a verb leads up to them
_MARK = re.compile(r"[*_`#]+")
_NOTE = re.compile(r"\b(?:NOTE|Note|N\.B\.|NB)\s?:")
_NUMBERED = re.compile(r"\A(?:Table|Figure|Exhibit|Slide|Tab\.|Fig\.)\s\d{1,3}(?:[.:]|\s[-–—])?\s", re.IGNORECASE)
_MEASURE_END = re.compile(r",?\s(?:by|per)\s")
_TOTAL = re.compile(r"(?:sub-?|grand\s)?totals?\b|all\b|overall\b|sum\b|whole\b|together\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s?[(\[][^()\[\]]{1,60}[)\]]")
_VAGUE = frozenset({"rate", "value", "level", "limit", "maximum", "minimum", "size", "count", "sum", "total", "share"})
_DATELINE = re.compile(r"[A-Z][^:]{3,80}?\d{4}[^:]{0,20}?\s(?:--|[-–—])\s(?:\([^()]{1,40}\)\s(?:--|[-–—])\s)?")
_LEAD_IN = re.compile(r"(?:[,:/]|\b(?:in|of))?\s*\Z")
_PERIOD_HEAD = re.compile(
    r"\b(?:months?|weeks?|quarters?|half|years?|period)\s(?:to|ended|ending|through)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Heads:
    """What stands over a block: words for the attribute, words for the scope, a time, and what the column tells of."""

    attribute: list[Phrase] = field(default_factory=list)
    scope: list[Phrase] = field(default_factory=list)
    caption: list[Phrase] = field(default_factory=list)
    as_of: AsOf | None = None
    role: str = ""  # "change" in a column of changes


def heads_of(block: Block, reading: Reading) -> Heads:
    """Return what row and column heads, caption, list parents and headings say of a block."""
    heads = Heads()
    if block.cell is not None:
        _add_cell_heads(heads, block, reading)
    else:
        for number in _parents(block, reading):
            _add_head(heads, number, "list parent", reading, heads.attribute)
        heads.attribute = [_as_lead(one) for one in heads.attribute]
        if not heads.attribute and block.parent is None:
            _add_measure(heads, block, reading)
    if heads.as_of is None:
        heads.as_of = _sibling_time(block, reading) or next(
            (reading.periods[number] for number in reversed(block.section) if number in reading.periods), None
        )
    return heads


def _add_cell_heads(heads: Heads, block: Block, reading: Reading) -> None:
    cell = block.cell
    assert cell is not None
    for number in cell.row_heads:
        _add_head(heads, number, "row head", reading, heads.attribute)
    columns: list[Phrase] = []
    for number in cell.column_heads:
        if _is_change(number, reading):
            heads.role, heads.as_of = "change", _newest_left(number, reading) or heads.as_of
        else:
            _add_head(heads, number, "column head", reading, columns)
    _join_period(heads, columns, block, reading)
    columns = [one for one in columns if not _says_nothing(one.text)]
    if not heads.attribute:
        heads.attribute = columns
    elif columns and _measures(cell.column_heads[-1], reading):
        totals = [one for one in heads.attribute if _TOTAL.match(one.text)]
        heads.attribute = [*(one for one in heads.attribute if one not in totals), *columns]
        heads.caption.extend(totals)
    elif columns and _names_measure(columns[-1].text) and not any(_names_measure(one.text) for one in heads.attribute):
        heads.attribute, heads.scope = columns, heads.attribute  # | Tier | Maximum connections |: the row says of what
        heads.scope += _told_by_corner(cell.row_heads, reading)
    else:
        heads.scope = columns
    if cell.caption is not None:
        _add_head(heads, cell.caption, "caption", reading, heads.caption, False)
    if not heads.scope:
        _add_measure(heads, block, reading)


# --- columns ------------------------------------------------------------------------------------------------


def _says_nothing(text: str) -> bool:
    """Tell whether a column head names no measure: "Number", "Amount", "Value"."""
    words = label_words(text)
    return bool(words) and all(word in wordlists.words("column_fillers") for word in words)


def _is_change(number: int, reading: Reading) -> bool:
    text = reading.document.blocks[number].text
    words = set(re.findall(r"[a-z]+", text.lower()))
    core = wordlists.words("change_heads")
    return bool(words & core) and words <= core | wordlists.words("change_fillers")


def _measures(number: int, reading: Reading) -> bool:
    """Tell whether a column head states a unit besides the words that name what it measures: "Length (km)"."""
    text = reading.document.blocks[number].text
    hint = find_unit_hint(text)
    if hint is None or not hint.unit or _BRACKET.search(text) is None:
        return False
    if not set(label_words(without_unit(text))) - wordlists.words("bound_words"):
        return False
    beside = (find_unit_hint(one.text) for one in _row_left(number, reading))
    return not hint.unit.isupper() or all(one is None or one.unit != hint.unit for one in beside)


def _told_by_corner(row_heads: tuple[int, ...], reading: Reading) -> list[Phrase]:
    """Return what the corner adds to the sort of its rows: "Tier, older class" holds of each of them."""
    found: list[Phrase] = []
    for row in row_heads:
        cell = reading.document.blocks[row].cell
        for number in cell.column_heads if cell is not None else ():
            block = reading.document.blocks[number]
            _, comma, rest = block.text.partition(", ")
            if comma and label_words(rest):
                start, end = block.to_document(len(block.text) - len(rest), len(block.text))
                found.append(Phrase(text=rest, start=start, end=end, label="head", how="corner of the table"))
    return found


def _names_measure(text: str) -> bool:
    """Tell whether a head names a measure by itself: "Population", "Maximum connections"; "Maximum" alone does not."""
    words = set(label_words(text))
    told = words - wordlists.words("bound_words") - wordlists.words("column_fillers")
    return bool(told and words & wordlists.words("bound_words")) or bool(words & _measure_nouns())


@cache
def _measure_nouns() -> frozenset[str]:
    """Nouns that name a measure and nothing of a rate, share or total: "area", "population"."""
    return frozenset(
        row["word"] for row in wordlists.rows("measures") if row["sort"] == "noun" and row["word"] not in _VAGUE
    )


def _newest_left(number: int, reading: Reading) -> AsOf | None:
    """Return the newest of the times that stand without a gap left of a head of a column of changes."""
    newest: tuple[str, AsOf] | None = None
    for block in _row_left(number, reading):
        times = [time for time in reading.times.get(block.number, ()) if time.low]
        if len(times) != 1:
            break
        if newest is None or times[0].high > newest[0]:
            newest = (times[0].high, as_of_phrase(times[0], block))
    return newest[1] if newest else None


def _row_left(number: int, reading: Reading) -> Iterator[Block]:
    blocks = reading.document.blocks
    first = blocks[number].cell
    while first is not None and number:
        number -= 1
        cell = blocks[number].cell
        if cell is None or (cell.table, cell.row) != (first.table, first.row):
            return
        yield blocks[number]


def _join_period(heads: Heads, columns: list[Phrase], block: Block, reading: Reading) -> None:
    """Make one period of a head and the time below or beside it: "Nine months ended" over a day, "July" by "2021"."""
    cell = block.cell
    assert cell is not None
    blocks = reading.document.blocks
    for phrase in columns:
        if _PERIOD_HEAD.search(phrase.text) and heads.as_of is not None:
            _read_joined(f"{phrase.text.lower()} {heads.as_of.text}", heads)
            columns.remove(phrase)
            return
    for row in cell.row_heads:
        times = [time for time in reading.times.get(row, ()) if time.low]
        if len(times) == 1 and times[0].sort in ("month", "quarter") and times[0].anchored and heads.as_of is not None:
            for column in cell.column_heads:
                _read_joined(f"{blocks[row].text.strip()} {blocks[column].text.strip()}", heads)


def within_year(time: TimeMention, block: Block, reading: Reading) -> TimeMention:
    """Return a quarter or month without a year as that of the year which the heading above states."""
    if not time.anchored or time.sort not in ("quarter", "month", "half"):
        return time
    year = next((reading.periods[one].low[:4] for one in reversed(block.section) if one in reading.periods), "")
    read = find_times(f"{block.text[time.start : time.end]} {year}") if year else ()
    return replace(time, low=read[0].low, high=read[0].high) if len(read) == 1 and read[0].low else time


def _read_joined(text: str, heads: Heads) -> None:
    times = find_times(text)
    if len(times) == 1 and times[0].low and heads.as_of is not None:
        heads.as_of = replace(heads.as_of, low=times[0].low, high=times[0].high)


def _as_lead(parent: Phrase) -> Phrase:
    """Return what a whole sentence over a list says of each item: that it is a limit, default or minimum at most."""
    words = parent.text.lower().split()
    if len(words) <= _LABEL_WORDS or not wordlists.words("finite_verbs").intersection(words):
        return parent
    kept = [one for one in label_words(parent.text) if one in wordlists.words("bound_words")]
    return replace(parent, text=" ".join(dict.fromkeys(kept)))


# --- headings and siblings ----------------------------------------------------------------------------------


def _add_measure(heads: Heads, block: Block, reading: Reading) -> None:
    """Add what the heading over a table or list measures where its own heads are mere parts: "Revenue by segment"."""
    for number in reversed(block.section[-1:]):
        head = reading.document.blocks[number]
        lead = _NUMBERED.match(head.text)
        start = lead.end() if lead else 0
        end = _MEASURE_END.search(head.text, start)
        if end is None and (heads.attribute or block.cell is None):
            return
        measure = without_unit(head.text[start : end.start() if end else len(head.text)]).strip(" ,:")
        if measure and len(measure.split()) <= 4:
            low, high = head.to_document(start, end.start() if end else len(head.text))
            heads.attribute.insert(0, Phrase(text=measure, start=low, end=high, label="head", how="heading"))


def _parents(block: Block, reading: Reading) -> list[int]:
    numbers: list[int] = []
    parent = block.parent
    while parent is not None and len(numbers) < 8:
        numbers.append(parent)
        parent = reading.document.blocks[parent].parent
    return numbers[::-1]


def _sibling_time(block: Block, reading: Reading) -> AsOf | None:
    """Return the one time in brackets that the items beside an item state: "male: 5" beside "female: 6 (2015)"."""
    if block.kind != "item" or block.parent is None or reading.times.get(block.number):
        return None
    found: dict[tuple[str, str], AsOf] = {}
    for other in reading.document.blocks[max(0, block.number - _NEAR) : block.number + _NEAR]:
        if other.parent == block.parent:
            for time in reading.times.get(other.number, ()):
                if time.low and other.text.rfind("(", 0, time.start) > other.text.rfind(")", 0, time.start):
                    found.setdefault((time.low, time.high), as_of_phrase(time, other, "inherited"))
    return next(iter(found.values())) if len(found) == 1 else None


# --- the words of a head ------------------------------------------------------------------------------------


def _add_head(
    heads: Heads, number: int, how: str, reading: Reading, into: list[Phrase], is_time_stated: bool = True
) -> None:
    block = reading.document.blocks[number]
    text = _NOTE.split(_MARK.sub(" ", block.text), maxsplit=1)[0].strip().rstrip(":").strip()
    if how == "caption" and len(text) > 160:  # a paragraph that leads up to the table: its last sentence names it
        text = text[cut_sentences(text)[-1][0] :]
    times = tuple(time for time in reading.times.get(number, ()) if time.low)
    if how == "list parent" and (dateline := _DATELINE.match(text)) is not None:
        text = text[dateline.end() :]
        times = tuple(time for time in times if block.text.find(text) <= time.start)
    if len(times) == 1 and (heads.as_of is None or how == "column head"):
        heads.as_of = as_of_phrase(times[0], block, "stated" if is_time_stated else "inherited")
    if how != "caption":
        text = " ".join(text[: cut_sentences(text)[0][1]].split()[:_HEAD_WORDS]) if text else ""
    rest = without_unit(without_times(text, block, times))
    if how == "list parent" and _fills(rest):
        return
    if any(char.isalpha() for char in rest):
        start, end = block.to_document(0, len(block.text))
        into.append(Phrase(text=rest[:160], start=start, end=end, label="head", how=how))


def _fills(text: str) -> bool:
    """Tell whether the line over a list names no measure: "Fourth quarter highlights"."""
    words = label_words(text)
    return bool(words) and all(word in wordlists.words("heading_fillers") for word in words)


def without_times(text: str, block: Block, times: tuple[TimeMention, ...]) -> str:
    """Return words of a block without the times that were found in it."""
    for time in times:
        text = text.replace(block.text[time.start : time.end], " ")
    return " ".join(text.split())


@lru_cache(maxsize=1 << 12)
def without_unit(text: str) -> str:
    """Return a head without the unit and scale it states: "Length (km)" gives "Length"; a mere unit stays."""
    hint = find_unit_hint(text)
    if hint is None:
        return text
    for match in _BRACKET.finditer(text):
        if find_unit_hint(f"x{match.group()}") is not None:
            return f"{text[: match.start()]}{text[match.end() :]}".strip() or text
    at = text.rfind(hint.text)
    if at <= 0 or text[at + len(hint.text) :].strip(" .:"):
        return text
    lead = _LEAD_IN.search(text, 0, at)
    bare = text[: lead.start() if lead else at].strip()
    return bare if label_words(bare) and lead is not None and lead.group().strip() else text
