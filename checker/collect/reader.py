"""What a reader is and what it gives back; each format's module exports one as `READER`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checker.config import Limits
from checker.records import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found in one file; empty where the file says nothing."""

    blocks: tuple[Block, ...]
    text: str | None = None  # what offsets index, where it is not the decoded file itself
    title: str = ""
    date: str = ""  # as the file's own metadata writes it
    date_source: str = "metadata"  # front-matter | metadata | properties (which programs fill in by themselves)
    publisher: str = ""
    warnings: tuple[str, ...] = ()
    partial: str = ""  # what was not read, in words: "only its first 2,000 pages were read"
    partial_reason: str = "too-large"  # reason code of that
    decimal_comma: bool | None = None  # whether it writes 1.234,56, where the format shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One format: its name, the suffixes it answers to, and how its text becomes blocks.

    `read` takes the decoded file and the limits; it may raise `UnreadableDocument`.
    """

    name: str
    suffixes: tuple[str, ...]  # lower-case, with the dot
    read: Callable[[str, Limits], Reading]
    version: int = 1  # part of cache keys: raise it when the same file would give other blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class BytesReader:
    """One format that is no plain text: its reader takes the bytes and gives the text (`Reading.text`) with the blocks.

    `read` takes the file and the limits; it may raise `UnreadableDocument`.
    """

    name: str
    suffixes: tuple[str, ...]  # lower-case, with the dot
    read: Callable[[bytes, Limits], Reading]
    version: int = 1  # part of cache keys, as for `Reader`
    is_risky: bool = True  # unpacks or parses in C: read in a process that can be killed, which costs a start
    takes_text: bool = False  # a text that is passed in under such a name is the file itself, and no text taken from it
