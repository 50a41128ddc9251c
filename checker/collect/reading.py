"""From a path to text: one descriptor, opened so that nothing can block or be swapped, and an encoding ladder.

Ladder: byte order mark, strict UTF-8, the charset that the file declares, Windows-1252 marked as guessed. No
statistical guess decides. The byte order mark stays in the text and line breaks are kept, so offsets count in
the file as it is.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass

from checker.config import Limits
from checker.errors import UnreadableDocument

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"{\\rtf")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROL_SHARE = 0.1  # of the characters; escape sequences of terminals stay below it
# what Python's cp1252 refuses is a control character for every browser
_CP1252 = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text and how it was decoded."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def read_bytes(path: str, limits: Limits) -> bytes:
    """Return the content of a regular file, read once from one descriptor.

    Raises:
        UnreadableDocument: it is a link, no regular file, too large, changing or may not be read.
    """
    for attempt in (1, 2):
        try:
            return _read_once(path, limits)
        except UnreadableDocument as problem:
            if problem.reason != "changed" or attempt == 2:
                raise
    raise AssertionError("unreachable")


def _read_once(path: str, limits: Limits) -> bytes:
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        reason = "link" if os.path.islink(path) else "unreadable"  # noqa: PTH114 (a path may be no valid name)
        raise UnreadableDocument(reason, error.strerror or "") from error
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableDocument("not-a-regular-file")
        if before.st_size > limits.file_bytes:
            raise UnreadableDocument("too-large", f"{before.st_size:,} bytes; the limit is {limits.file_bytes:,}")
        data = _read_all(descriptor, limits.file_bytes)
        after = os.fstat(descriptor)
    except OSError as error:
        raise UnreadableDocument("unreadable", error.strerror or "") from error
    finally:
        os.close(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise UnreadableDocument("changed", "the file changed while it was read")
    return data


def _read_all(descriptor: int, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size <= most and (part := os.read(descriptor, 1 << 20)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def decode(data: bytes, limits: Limits) -> Decoded:
    """Return the text of a file's bytes.

    Raises:
        UnreadableDocument: empty, binary, too large, or not text in the encoding it claims by its mark.
    """
    if not data.strip():
        raise UnreadableDocument("empty")
    if data.startswith(_MAGIC):
        raise UnreadableDocument("binary", "the content is not what the name says")
    decoded = _decode(data)
    text = decoded.text
    if len(text) > limits.text_characters:
        raise UnreadableDocument("too-large", f"{len(text):,} characters; the limit is {limits.text_characters:,}")
    if "\x00" in text or len(_CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise UnreadableDocument("binary")
    return decoded


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(text=data.decode(encoding), encoding=encoding)
            except UnicodeDecodeError as error:
                raise UnreadableDocument("bad-encoding", f"begins as {encoding}, but is not: {error.reason}") from error
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        pass
    return _decode_declared(data) or Decoded(
        text=data.decode("cp1252", errors="tieout.control") if _registered() else "",
        encoding="windows-1252",
        warnings=("the encoding was guessed as windows-1252",),
    )


def _decode_declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data, 0, 4096)
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        if name.startswith(("utf-16", "utf-32", "utf-7")) or not codecs.lookup(name)._is_text_encoding:
            return None
        return Decoded(text=data.decode(name), encoding=name)
    except (LookupError, UnicodeDecodeError):
        return None


def _registered() -> bool:
    """Register the handler that reads the five bytes cp1252 does not define as the controls they are."""
    codecs.register_error("tieout.control", _control)
    return True


def _control(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(_CP1252.get(byte, "�") for byte in error.object[error.start : error.end]), error.end
