"""The text layer of a pdf page as words with their places, found from the places of its characters.

A pdf holds characters at places, and no words, lines or paragraphs. Coordinates here count in points from the top
left corner of the page as it is shown; `base` is the line that letters stand on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

NOTE_SIZE = 0.86  # of the size of the text beside it: what is smaller and raised is a footnote mark or a power
NOTE_SHIFT = 0.62  # of that size: marks stand no higher than this
TOUCH = 0.3  # of the size: characters that are nearer than this belong to one word
BACK = 0.3  # of the size: a character that much to the left of the one before begins a word
CELL = 20.0  # points; words of a larger type than 60 have no footnote marks
MARK_LENGTH = 9  # characters
SHADOW = 0.15  # of the size: the same word so near is the same word drawn again
MOST_POINTS = 1e6  # of the side of a page
SAME_LINE = 0.14  # of the size: words of one line may stand this much apart

_MONO = re.compile(r"(?i)mono|courier|consol|typewriter|\bcmtt|menlo|inconsolata")
_BOLD = re.compile(r"(?i)bold|black|heavy|semib|demi")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "‣", "\uf076": "•", "\uf02d": "–", "\x7f": "•"}
_RAISED = str.maketrans("0123456789+-−–nabcdefghij", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱʲ")
_POWER = re.compile(r"[+\-−–]?\d{1,2}")
_UNIT_POWER = re.compile(r"[234]|[\-−–][1-4]")
_UNIT_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}$")
_ORDINAL = re.compile(r"(?i)(?:st|nd|rd|th|er|e|o|a)")
_NOTE = re.compile(r"[\d,*†‡§¶#ᵃa-z()\[\] ]{1,9}", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Word:
    """Characters without a gap, with the spans of `text` that are footnote marks."""

    text: str
    left: float
    right: float
    base: float
    size: float  # height of a line of its font
    is_bold: bool = False
    is_mono: bool = False  # in the type of a typewriter
    is_tight: bool = False  # no space stands before it
    notes: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class PageWords:
    """The words of a page, and what is needed to judge it."""

    words: list[Word]
    width: float
    height: float
    characters: int = 0
    unknown: int = 0  # characters that the font gives no letter for
    outside: int = 0  # characters beyond the edges of the page


def page_words(page: Any, raw: Any) -> PageWords:
    """Return the words of a page of pypdfium2, in the order in which they are drawn.

    Args:
        page: the page.
        raw: the module `pypdfium2.raw`.
    """
    reader = _Reader(page, raw)
    reader.read()
    return PageWords(
        words=_raise_marks(_once([word for word in reader.words if word.text])),
        width=reader.width,
        height=reader.height,
        characters=reader.characters,
        unknown=reader.unknown,
        outside=reader.outside,
    )


def page_box(page: Any) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of what is shown of a page; any two corners may stand in the file."""
    left, bottom, right, top = page.get_cropbox()
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    if 0 < right - left < MOST_POINTS and 0 < top - bottom < MOST_POINTS:
        return left, bottom, right, top
    return (0.0, 0.0, *page.get_size())  # what the program that draws it makes of it


class _Reader:
    """Reads the characters of one page and collects words."""

    def __init__(self, page: Any, raw: Any) -> None:
        self.raw = raw
        self.page = page
        left, bottom, right, top = self.box = page_box(page)
        self.words: list[Word] = []
        self.characters = self.unknown = self.outside = 0
        self.textpage = page.get_textpage()
        self.turn = self._turn()
        self.width, self.height = (right - left, top - bottom) if self.turn % 180 == 0 else (top - bottom, right - left)
        self.word: Word | None = None
        self._last, self._last_left = "", -1e9  # the character before, and where it stands
        self._had_space = True

    def _turn(self) -> int:
        """Return by how much most characters are turned, clockwise in steps of 90 degrees."""
        count = self.textpage.count_chars()
        step = max(1, count // 400)
        angles: Counter[int] = Counter()
        for index in range(0, count, step):
            angle = self.raw.FPDFText_GetCharAngle(self.textpage, index)
            angles[round(angle / 1.5707963) % 4] += 1
        return angles.most_common(1)[0][0] * 90 if angles else 0

    def read(self) -> None:
        """Collect the words."""
        import ctypes

        raw, textpage = self.raw, self.textpage
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        get_code, get_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        get_origin = raw.FPDFText_GetCharOrigin
        handle = textpage.raw
        for index in range(textpage.count_chars()):
            code = get_code(handle, index)
            if code in (0x20, 0xA0, 0x0A, 0x0D, 0x09) or 0x2000 <= code <= 0x200A or code in (0x202F, 0x3000):
                self._end()
                self._had_space |= code not in (0x0A, 0x0D)  # which are put in wherever the height changes
                continue
            if code in (2, 0xAD) or raw.FPDFText_IsHyphen(handle, index) == 1:
                code = 0x2D if code == 2 else code
            get_box(handle, index, box)
            get_origin(handle, index, x, y)
            self._add(index, code, (box.left, box.bottom, box.right, box.top), x.value, y.value)
        self._end()

    def _add(self, index: int, code: int, box: tuple[float, float, float, float], x: float, y: float) -> None:
        left, right, base, size = self._place(box, x, y)
        letter = _letter(code)
        if letter in ("", "\ufffd"):
            self.unknown += 1
        if not letter:
            return
        if not (-1 <= left <= self.width + 1 and -1 <= base <= self.height + size):
            self.outside += 1
            return
        self.characters += 1
        word = self.word
        is_again = letter == self._last and abs(left - self._last_left) < 0.25 * (right - left)
        if is_again and (letter != "f" or left != self._last_left):  # the two letters of a ligature have one place
            return  # drawn twice to look bold
        if word is None or left < self._last_left - BACK * size or not _fits(word, left, base, size):
            word = self._start(index, left, base, size)
        word.text += letter
        word.right = max(word.right, right)
        self._last, self._last_left = letter, left

    def _start(self, index: int, left: float, base: float, size: float) -> Word:
        self._end()
        name, is_bold = self._font(index)
        self.word = Word(
            "", left, left, base, size, is_bold, is_mono=_MONO.search(name) is not None, is_tight=not self._had_space
        )
        self._had_space = False
        return self.word

    def _end(self) -> None:
        if self.word is not None:
            self.words.append(self.word)
        self.word = None
        self._last, self._last_left = "", -1e9

    def _place(self, box: tuple[float, float, float, float], x: float, y: float) -> tuple[float, float, float, float]:
        """Return left, right, base and size on the page as it is shown."""
        left, bottom, right, top = self.box
        if self.turn == 0:
            return box[0] - left, box[2] - left, top - y, box[3] - box[1]
        if self.turn == 180:
            return right - box[2], right - box[0], y - bottom, box[3] - box[1]
        if self.turn == 90:
            return top - box[3], top - box[1], right - x, box[2] - box[0]
        return box[1] - bottom, box[3] - bottom, x - left, box[2] - box[0]

    def _font(self, index: int) -> tuple[str, bool]:
        """Return the name of a character's font, and whether it is bold."""
        import ctypes

        buffer, flags = ctypes.create_string_buffer(96), ctypes.c_int()
        length = self.raw.FPDFText_GetFontInfo(self.textpage.raw, index, buffer, len(buffer), flags)
        name = buffer.value.decode("utf-8", "replace") if 0 < length <= len(buffer) else ""
        weight = self.raw.FPDFText_GetFontWeight(self.textpage.raw, index)
        return name, bool(weight >= 600 or flags.value & (1 << 18) or _BOLD.search(name))


def _fits(word: Word, left: float, base: float, size: float) -> bool:
    """Say whether a character goes on a word: on its line, of its size, and right behind it."""
    is_on_line = abs(base - word.base) <= SAME_LINE * min(size, word.size)
    is_of_size = NOTE_SIZE * max(size, word.size) <= min(size, word.size)
    return is_on_line and is_of_size and left - word.right < TOUCH * size


def _letter(code: int) -> str:
    """Return what a character of the text layer shows: ligatures as letters, controls and lone surrogates out."""
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code in (0xFFFE, 0xFFFF):
        return "\ufffd" if code else ""
    letter = chr(code)
    if letter in _BULLETS:
        return _BULLETS[letter]
    if code < 0x20 or 0x7F <= code < 0xA0:
        return ""
    if 0xE000 <= code <= 0xF8FF:
        return "\ufffd"
    return _LIGATURES.get(letter, letter)


class _Places:
    """Words by where they stand, so that those near a place are found without looking at all."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Word]] = {}

    def add(self, word: Word, x: float) -> None:
        """Enter a word at `x` on its line."""
        self._cells.setdefault((int(word.base // CELL), int(x // CELL)), []).append(word)

    def near(self, x: float, base: float) -> Iterator[Word]:
        """Yield the words within `CELL` points of a place, and some beyond."""
        row, column = int(base // CELL), int(x // CELL)
        for at in (row - 1, row, row + 1):
            for side in (column - 1, column, column + 1):
                yield from self._cells.get((at, side), ())


def _once(words: list[Word]) -> list[Word]:
    """Leave out words that are drawn once more at their place, to look bold or to throw a shadow."""
    places = _Places()
    kept: list[Word] = []
    for word in words:
        near = (one for one in places.near(word.left, word.base) if one.text == word.text)
        if not any(abs(one.left - word.left) + abs(one.base - word.base) < SHADOW * word.size for one in near):
            kept.append(word)
            places.add(word, word.left)
    return kept


def _raise_marks(words: list[Word]) -> list[Word]:
    """Join small raised or lowered characters to the word that they stand at.

    "km" and a raised 2 are "km²"; a raised 1 after "1,234" is a footnote mark, which must never join the figure.
    """
    places = _Places()
    for word in words:
        places.add(word, word.right)
    largest = max((word.size for word in words), default=0.0)
    kept: list[Word] = []
    for word in words:
        may_be_mark = len(word.text) <= MARK_LENGTH and word.size < NOTE_SIZE * largest
        host = next(_hosts(word, places), None) if may_be_mark else None
        if host is None:
            kept.append(word)
        elif host.base - word.base > SAME_LINE * host.size:
            _attach_raised(host, word)
        else:
            host.text += word.text
            host.right = max(host.right, word.right)
    return _tightened(kept)


def _tightened(words: list[Word]) -> list[Word]:
    """Join what stands right behind a word without a space: the full stop behind "km²"."""
    kept: list[Word] = []
    for word in words:
        host = kept[-1] if kept else None
        if host is None or not _is_right_behind(host, word):
            kept.append(word)
            continue
        shift = len(host.text)
        host.text += word.text
        host.right = max(host.right, word.right)
        host.notes += [(start + shift, end + shift) for start, end in word.notes]
    return kept


def _is_right_behind(host: Word, word: Word) -> bool:
    is_on_line = abs(host.base - word.base) <= SAME_LINE * host.size
    return word.is_tight and is_on_line and -0.2 * host.size < word.left - host.right < 0.1 * host.size


def _hosts(word: Word, places: _Places) -> Iterator[Word]:
    """Yield the larger words that a small one touches on its left."""
    for host in places.near(word.left, word.base):
        shift = host.base - word.base
        is_near = -0.2 * host.size < word.left - host.right < TOUCH * host.size
        is_raised = SAME_LINE * host.size < abs(shift) < NOTE_SHIFT * host.size
        if is_near and is_raised and word.size < NOTE_SIZE * host.size:
            yield host


def _attach_raised(host: Word, word: Word) -> None:
    start = len(host.text)
    mark = word.text
    if _is_power(host.text, mark):
        host.text += mark.translate(_RAISED)
    elif _ORDINAL.fullmatch(mark) and len(mark) == 2:
        host.text += mark
    else:
        host.text += mark.translate(_RAISED)
        if _NOTE.fullmatch(mark):
            host.notes.append((start, len(host.text)))
    host.right = max(host.right, word.right)


def _is_power(before: str, mark: str) -> bool:
    """Say whether a raised figure is a power: of ten, or of a unit."""
    if re.search(r"(?<![\d.,])10$", before):
        return bool(_POWER.fullmatch(mark)) and mark != "1"
    return bool(_UNIT_POWER.fullmatch(mark)) and _UNIT_BEFORE.search(before) is not None
