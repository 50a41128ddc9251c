"""Line and column of every key of a TOML text, which the standard reader does not give."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass

Path = tuple[str, ...]

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'", re.DOTALL
)
_BARE = re.compile(r"[^,\]}#\n]*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key stands, and where its value begins; lines and columns count from 1."""

    line: int
    column: int
    value_line: int
    value_column: int


def find_places(text: str) -> dict[Path, Place]:
    """Return the place of every key and table of a text that is TOML, by its path; the first where one repeats."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.places


class _Scanner:
    """Walks over a text that is known to be TOML; anything unforeseen ends the walk, never the program."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Path, Place] = {}
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> None:
        table: Path = ()
        while self.skip() < len(self.text):
            before = self.at
            if self.text[self.at] == "[":
                self.at += 2 if self.text.startswith("[[", self.at) else 1
                self.take(re.compile(r"[ \t]*"))
                start = self.at
                table = self.key()
                self.note(table, start, start)
                self.take(re.compile(r"[ \t]*\]{1,2}"))
            else:
                self.pair(table)
            if self.at == before:
                return

    def pair(self, table: Path) -> None:
        start = self.at
        path = (*table, *self.key())
        self.take(re.compile(r"[ \t]*=[ \t]*"))
        self.note(path, start, self.at)
        self.value(path)

    def key(self) -> Path:
        parts = []
        while token := self.take(_KEY):
            parts.append(tomllib.loads(f"key = {token}")["key"] if token[0] in "\"'" else token)
            if not self.take(_DOT):
                break
        return tuple(parts)

    def value(self, path: Path) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening in ("[", "{"):
            self.at += 1
            closing = "]" if opening == "[" else "}"
            while self.skip() < len(self.text) and self.text[self.at] != closing:
                before = self.at
                if opening == "{":
                    self.pair(path)
                else:
                    self.value(path)
                self.skip()
                self.at += self.text.startswith(",", self.at)
                if self.at == before:
                    return
            self.at += 1
        elif not self.take(_STRING):
            self.take(_BARE)

    def skip(self) -> int:
        self.take(_SKIP)
        return self.at

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def note(self, path: Path, key: int, value: int) -> None:
        self.places.setdefault(path, Place(*self.position(key), *self.position(value)))

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
