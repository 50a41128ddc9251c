"""Reads JSON with the place of every value, and never turns a number into more than its own text.

A depth limit stands in for the recursion limit, "NaN" and numbers of any length are text like any other, and strings
keep their escapes as pieces, so that evidence is the file itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from checker.collect.draft import Piece
from checker.errors import UnreadableDocument

_SPACES = frozenset(" \t\r\n")
_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r'[^"\\\r\n]*')
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|(["\\/bfnrt]))')
_WORD = re.compile(r"[-+.\w]{1,100000}")
_SIGNS = {"b": " ", "f": " ", "n": "\n", "r": " ", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


class Value(NamedTuple):
    """A string, number or word of JSON: the pieces that show it, and the names that lead to it."""

    path: tuple[Name, ...]
    pieces: tuple[Piece, ...]
    is_string: bool


class Name(NamedTuple):
    """The name of a field: its words, and the pieces that show them; a place in a list has none, but a number."""

    text: str
    pieces: tuple[Piece, ...]
    place: int = -1  # in a list, from 0


@dataclass(slots=True)
class _Scan:
    text: str
    end: int
    place: int
    depth_most: int
    values: list[Value]


def read_values(text: str, start: int, end: int, depth_most: int) -> list[Value]:
    """Return the values of one JSON text in order, those of objects and lists flattened.

    Raises:
        UnreadableDocument: it is no JSON ("corrupt"), or nested too deep.
    """
    scan = _Scan(text, end, start, depth_most, [])
    _value(scan, ())
    _skip(scan)
    if scan.place < end:
        raise _wrong(scan)
    return scan.values


def _value(scan: _Scan, path: tuple[Name, ...]) -> None:
    _skip(scan)
    sign = scan.text[scan.place : scan.place + 1] if scan.place < scan.end else ""
    if sign in ("{", "["):
        _members(scan, path, sign)
    elif sign == '"':
        scan.values.append(Value(path, _string(scan), True))
    elif match := _WORD.match(scan.text, scan.place, scan.end):
        scan.place = match.end()
        scan.values.append(Value(path, (Piece(match.start(), match.end()),), False))
    else:
        raise _wrong(scan)


def _members(scan: _Scan, path: tuple[Name, ...], opening: str) -> None:
    if len(path) >= scan.depth_most:
        raise UnreadableDocument("too-deep", f"more than {scan.depth_most} objects and lists inside one another")
    closing = "}" if opening == "{" else "]"
    scan.place += 1
    _skip(scan)
    if scan.text[scan.place : scan.place + 1] == closing:
        scan.place += 1
        return
    place = 0
    while True:
        name = _name(scan) if opening == "{" else Name("", (), place)
        place += 1
        _value(scan, (*path, name))
        _skip(scan)
        sign = scan.text[scan.place : scan.place + 1] if scan.place < scan.end else ""
        if sign not in (",", closing):
            raise _wrong(scan)
        scan.place += 1
        if sign == closing:
            return


def _name(scan: _Scan) -> Name:
    _skip(scan)
    if scan.text[scan.place : scan.place + 1] != '"':
        raise _wrong(scan)
    start = scan.place + 1
    pieces = _string(scan)
    words = scan.text[start : scan.place - 1]
    _skip(scan)
    if scan.text[scan.place : scan.place + 1] != ":":
        raise _wrong(scan)
    scan.place += 1
    return Name(words, pieces)


def _string(scan: _Scan) -> tuple[Piece, ...]:
    """Read a string; every escape is a piece of its own."""
    place = scan.place + 1
    pieces: list[Piece] = []
    while True:
        match = _PLAIN.match(scan.text, place, scan.end)
        assert match is not None
        if match.end() > place:
            pieces.append(Piece(place, match.end()))
        place = match.end()
        sign = scan.text[place : place + 1] if place < scan.end else ""
        if sign == '"':
            scan.place = place + 1
            return tuple(pieces)
        escape = _ESCAPE.match(scan.text, place, scan.end) if sign == "\\" else None
        if escape is None:
            scan.place = place
            raise _wrong(scan)
        shown, length = _unescaped(escape)
        pieces.append(Piece(place, place + length, shown))
        place += length


def _unescaped(escape: re.Match[str]) -> tuple[str, int]:
    """Return what an escape shows and how long it is; half of a surrogate pair shows nothing that could be read."""
    if escape[3]:
        return _SIGNS[escape[3]], 2
    first = int(escape[1], 16)
    if 0xD800 <= first < 0xDC00 and escape[2]:
        return chr(0x10000 + ((first - 0xD800) << 10) + int(escape[2], 16) - 0xDC00), 12
    return ("�" if 0xD800 <= first < 0xE000 else chr(first)), 6


def _skip(scan: _Scan) -> None:
    if scan.text[scan.place : scan.place + 1] not in _SPACES:
        return
    match = _SPACE.match(scan.text, scan.place, scan.end)
    assert match is not None
    scan.place = match.end()


def _wrong(scan: _Scan) -> UnreadableDocument:
    line = scan.text.count("\n", 0, scan.place) + 1
    column = scan.place - scan.text.rfind("\n", 0, scan.place)
    return UnreadableDocument("corrupt", f"line {line}, column {column}: this is no JSON")
