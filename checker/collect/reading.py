"""From a path to text: one descriptor, opened so that nothing can block or be swapped, and an encoding ladder.

Ladder: byte order mark, strict UTF-8, the charset that the file declares, UTF-8 with a few damaged bytes, Windows-1252
marked as guessed. No statistical guess decides; one only warns. The byte order mark stays in the text and line breaks
are kept, so offsets count in the file as it is.
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
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.I
)
# Source: WHATWG Encoding Standard, labels of legacy encodings; pages that declare the left hold the right
_DECLARED_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_NOT_TEXT = (
    (b"%PDF-", "a pdf"), (b"PK\x03\x04", "a zip archive or an office document"), (b"{\\rtf", "an rtf document"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"\x89PNG", "a picture"), (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"\x1f\x8b", "a packed file"), (b"Rar!\x1a", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"), (b"\xfd7zXZ", "a packed file"), (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)  # fmt: skip
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
DAMAGED_SHARE = 0.2  # of the sequences of UTF-8: more damage than that, and it was never UTF-8
SAMPLE_BYTES = 50_000  # that a guess is asked for
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
            raise UnreadableDocument(
                "too-large", f"{before.st_size:,} bytes; the limit is {limits.file_bytes:,} (limits.file_bytes)"
            )
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
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise UnreadableDocument("binary", f"the content is not what the name says: it is {what}")
    decoded = _decode(data)
    text = decoded.text
    if len(text) > limits.text_characters:
        raise UnreadableDocument(
            "too-large", f"{len(text):,} characters; the limit is {limits.text_characters:,} (limits.text_characters)"
        )
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
    return _decode_declared(data) or _decode_damaged(data) or _guess(data)


def _decode_declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data, 0, 4096)
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        if name.startswith(("utf-16", "utf-32", "utf-7")) or not codecs.lookup(name)._is_text_encoding:
            return None
        name = _DECLARED_AS.get(name, name)
        if name == "cp1252":
            return _decode_cp1252(data)
        return Decoded(text=data.decode(name), encoding=name)
    except (LookupError, UnicodeDecodeError):
        return None


def _decode_damaged(data: bytes) -> Decoded | None:
    """Return UTF-8 text with a few bytes that are none, each shown as U+FFFD; nothing where it is another encoding."""
    text = data.decode("utf-8", errors="replace")
    whole, damaged = len(_MULTIBYTE.findall(data)), text.count("\ufffd")
    if damaged > DAMAGED_SHARE * whole:
        return None
    words = "1 place is no UTF-8 and was" if damaged == 1 else f"{damaged:,} places are no UTF-8 and were"
    return Decoded(text=text, encoding="utf-8", warnings=(f"{words} replaced",))


def _decode_cp1252(data: bytes, warnings: tuple[str, ...] = ()) -> Decoded:
    text = data.decode("cp1252", errors="tieout.control") if _registered() else ""
    return Decoded(text=text, encoding="windows-1252", warnings=warnings)


def _guess(data: bytes) -> Decoded:
    """Return the text as Windows-1252, with a warning that names a better guess where there is one."""
    warning = "the encoding was guessed as windows-1252"
    other = _better_guess(data)
    return _decode_cp1252(data, (f"{warning}; it may be {other}: save it as UTF-8" if other else warning,))


def _better_guess(data: bytes) -> str:
    """Return an encoding of another script that fits better, or nothing; no more than a hint to a person."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return ""
    first = next((at for at, byte in enumerate(data) if byte > 127), 0)
    sample = data[max(0, first - 200) : first + SAMPLE_BYTES]
    best = from_bytes(sample).best()
    letters = [letter for letter in str(best) if ord(letter) > 127 and letter.isalpha()] if best else []
    foreign = sum(ord(letter) > 0x24F for letter in letters)  # beyond the Latin letters
    return str(best.encoding) if best is not None and foreign > 20 and 2 * foreign > len(letters) else ""


def _registered() -> bool:
    """Register the handler that reads the five bytes cp1252 does not define as the controls they are."""
    codecs.register_error("tieout.control", _control)
    return True


def _control(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(_CP1252.get(byte, "�") for byte in error.object[error.start : error.end]), error.end
