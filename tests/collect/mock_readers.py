"""Readers that do what hostile files do to libraries; in a module, so that the reading process finds them."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import time

from checker.collect.draft import Draft, Piece, number_blocks, show_all
from checker.collect.reader import BytesReader, Reading
from checker.config import Limits
from checker.errors import MissingExtra, UnreadableDocument

WAIT_S = 1.4  # by the clock, and next to nothing of computing


def read(data: bytes, limits: Limits) -> Reading:
    """Do what the file's text says, or return that text with the id of the process that read it."""
    text = data.decode("ascii")
    match text:
        case "raise":
            raise ValueError("no root\nin the page tree")
        case "refuse":
            raise UnreadableDocument("encrypted", "it asks for a password")
        case "extra":
            raise MissingExtra("a library", "extra")
        case "exit":
            os._exit(3)
        case "segfault":
            ctypes.string_at(0)
        case "loop":
            re.match(r"(a+)+$", "a" * 64 + "b")  # holds the interpreter lock
        case "grow":
            return Reading(blocks=(), text=str(len(bytearray(4_000_000_000))))
        case "wait":
            time.sleep(WAIT_S)
        case "print":
            print("spill")
            os.write(1, b"spill\n")
        case "recurse":
            sys.setrecursionlimit(500)
            return read(data, limits)
    shown = f"{text} {os.getpid()}"
    drafts = show_all(shown, [Draft("paragraph", [Piece(0, len(shown))])])
    return Reading(blocks=number_blocks(drafts), text=shown)


MOCK = BytesReader(name="mock", suffixes=(".mock",), read=read)
