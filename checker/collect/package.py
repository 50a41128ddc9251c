"""Zip packages of office programs: only the parts that are asked for come out, and never more than the limits allow.

What the directory of an archive says of sizes is checked first and not believed: bytes are counted as they come out.
Nothing is ever written to disk, so names of parts cannot lead anywhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from checker.collect.sniff import ZIP, has_huge_directory
from checker.config import Limits
from checker.errors import UnreadableDocument

RATIO_FROM = 1_000_000  # bytes that may come out before their ratio to what went in is looked at
CHUNK = 1 << 16
_ENCRYPTED_FLAG = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, NotImplementedError, OSError)


class Package:
    """The parts of one office file.

    Raises:
        UnreadableDocument: the bytes are no zip, are damaged, hold too many entries or claim to unpack to too much.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.expanded_bytes
        if not data.startswith(ZIP):
            raise UnreadableDocument("corrupt", "the content is not what the name says: it is no office package")
        if has_huge_directory(data, limits.archive_entries):
            raise self._too_many()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise UnreadableDocument("corrupt", "the package is cut off or damaged") from error
        entries = self._archive.infolist()
        if len(entries) > limits.archive_entries:
            raise self._too_many()
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self.names = frozenset(self._entries)

    def has(self, name: str) -> bool:
        """Say whether the package holds a part of that name."""
        return name in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the bytes of a part, some kilobytes at a time.

        Raises:
            UnreadableDocument: there is no such part, or it is encrypted, damaged, or unpacks to too much.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableDocument("corrupt", f"the package lacks its part {posixpath.basename(name)}")
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableDocument("encrypted", "it is protected by a password; save it without one")
        self._check(entry.file_size, entry.compress_size)
        given = 0
        try:
            with self._archive.open(entry) as part:
                while chunk := part.read(CHUNK):
                    given += len(chunk)
                    self._left -= len(chunk)
                    self._check(given, entry.compress_size)
                    yield chunk
        except _BROKEN as error:
            raise UnreadableDocument("corrupt", f"the part {posixpath.basename(name)} is damaged") from error

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; see `chunks`."""
        return b"".join(self.chunks(name))

    def _check(self, size: int, packed: int) -> None:
        if self._left < 0 or size > self._limits.expanded_bytes:
            most = self._limits.expanded_bytes
            raise UnreadableDocument("expands-too-much", f"it unpacks to more than {most:,} bytes")
        if size > RATIO_FROM and size > self._limits.expansion_ratio * max(packed, 1):
            ratio = self._limits.expansion_ratio
            raise UnreadableDocument("expands-too-much", f"a part unpacks to more than {ratio:,} times its size")

    def _too_many(self) -> UnreadableDocument:
        most = self._limits.archive_entries
        return UnreadableDocument("expands-too-much", f"the package holds more than {most:,} entries")
