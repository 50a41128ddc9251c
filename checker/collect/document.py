"""Puts a document together: bytes, encoding, reader, language, then title, date and publisher."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from typing import NamedTuple

from checker.collect import dating, isolated
from checker.collect.comments import find_comments
from checker.collect.language import NAMES, guess_language
from checker.collect.reader import BytesReader, Reader, Reading
from checker.collect.reading import Decoded, decode, read_bytes
from checker.collect.sniff import sniff
from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.plugins import find_members
from checker.records import Block, Document, DocumentDate, Metadata, Source

TOP_BLOCKS = 8
COMMA_LEAD = 3  # signs of decimal commas that outweigh one of decimal points

_COMMA_DECIMAL = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3}){1,6},\d{1,4}(?![\d.,])"
    r"|(?<![\d.,])\d{1,6},\d{1,2}(?=\s?[%€$£]|\s(?:Mio|Mrd|EUR|kg|km|m)\b)"
)
_POINT_DECIMAL = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,4})?(?![\d.,]\d)|(?<![\d.,])\d{1,6}\.\d{1,2}(?!\d|[.,]\d)"
)


def read_document(source: Source, metadata: Metadata | None, settings: Settings) -> Document:
    """Return one source as a document.

    Args:
        source: of `find_sources` or `sources_of_texts`, without a reason not to read it.
        metadata: what a manifest says of it; it beats what the document says of itself.
        settings: limits count.

    Raises:
        UnreadableDocument: it cannot be read, holds no text, or is in a language that is not read.
    """
    read = _read(source, settings)
    reading, text = read.reading, read.text
    body = [block for block in reading.blocks if block.role == "body"]
    if not any(map(str.isalnum, "".join(block.text for block in body[:1000]))):
        raise UnreadableDocument("no-text", "it holds no text to read")
    _refuse_other_languages(body)
    date, warnings = _date(source.file, metadata, reading)
    sample = " ".join(block.text for block in body)[:200_000]
    return Document(
        id=source.file,
        text=text,
        blocks=reading.blocks,
        reader=read.reader,
        encoding=read.encoding,
        sha256=hashlib.sha256(read.data).hexdigest(),
        title=(metadata.title if metadata else "") or reading.title,
        date=date,
        publisher=(metadata.publisher if metadata else "") or reading.publisher,
        decimal_comma=writes_decimal_comma(sample) if reading.decimal_comma is None else reading.decimal_comma,
        warnings=(*read.warnings, *reading.warnings, *warnings),
        partial=reading.partial,
        partial_reason=reading.partial_reason,
        comments=find_comments(text, read.reader) if reading.text is None else (),
    )


def reader_of(file: str) -> Reader | BytesReader:
    """Return the reader that answers to a file's suffix; texts without a known suffix are plain text."""
    suffix = os.path.splitext(file)[1].lower()  # noqa: PTH122
    readers = _readers()
    return readers.get(suffix, readers[".txt"])


def is_read_apart(source: Source) -> bool:
    """Say whether a source is read in a process of its own."""
    reader = reader_of(source.file)
    return isinstance(reader, BytesReader) and reader.is_risky and source.text is None


@cache
def _readers() -> dict[str, Reader | BytesReader]:
    return {suffix: one for one in find_members("collect", "READER").values() for suffix in one.suffixes}


class _Read(NamedTuple):
    """One file, read: its bytes, the text that offsets index, and what the reader found in it."""

    data: bytes
    text: str
    reader: str
    reading: Reading
    encoding: str = ""
    warnings: tuple[str, ...] = ()


def _read(source: Source, settings: Settings) -> _Read:
    if source.reason:
        raise UnreadableDocument(source.reason, source.detail)
    limits = settings.limits
    reader = reader_of(source.file)
    if source.text is None:
        data = read_bytes(source.path, limits)
        if isinstance(reader, BytesReader):
            return _read_binary(data, reader, limits)
        decoded = decode(data, limits)
    else:
        data, decoded = _passed_in(source.text, limits)
        if isinstance(reader, BytesReader) and reader.takes_text:
            return _read_binary(data, reader, limits)
        reader = _readers()[".txt"] if isinstance(reader, BytesReader) else reader
    assert isinstance(reader, Reader)
    reading = reader.read(decoded.text, limits)
    text = decoded.text if reading.text is None else reading.text
    return _Read(data, text, reader.name, reading, decoded.encoding, decoded.warnings)


def _read_binary(data: bytes, reader: BytesReader, limits: Limits) -> _Read:
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableDocument("empty")
    reader, warnings = _by_content(data, reader)
    reading = isolated.read(reader, data, limits) if reader.is_risky else reader.read(data, limits)
    text = reading.text or ""
    if len(text) > limits.text_characters:
        raise UnreadableDocument(
            "too-large", f"{len(text):,} characters; the limit is {limits.text_characters:,} (limits.text_characters)"
        )
    return _Read(data, text, reader.name, reading, warnings=warnings)


def _by_content(data: bytes, reader: BytesReader) -> tuple[BytesReader, tuple[str, ...]]:
    """Return the reader of what the bytes are, where they are surely of another format than the name says."""
    suffix = sniff(data)
    other = _readers().get(suffix, reader)
    if other is reader or not isinstance(other, BytesReader):
        return reader, ()
    return other, (f"the name says {reader.name}, the content is {other.name} and was read as such",)


def _passed_in(text: str, limits: Limits) -> tuple[bytes, Decoded]:
    if not text.strip():
        raise UnreadableDocument("empty")
    if len(text) > limits.text_characters:
        raise UnreadableDocument("too-large", f"{len(text):,} characters (limits.text_characters)")
    if "\x00" in text:
        raise UnreadableDocument("binary")
    return text.encode("utf-8", "surrogatepass"), Decoded(text=text, encoding="utf-8")


def _refuse_other_languages(body: list[Block]) -> None:
    language = guess_language("\n".join(block.text for block in body[:400]))
    if language != "en":
        raise UnreadableDocument("language", f"reads as {NAMES[language]} ({language})")


def _date(file: str, metadata: Metadata | None, reading: Reading) -> tuple[DocumentDate | None, tuple[str, ...]]:
    top = [block.text for block in reading.blocks[:TOP_BLOCKS] if block.kind != "cell"]
    is_weak = reading.date_source == "properties"
    date, warnings = dating.choose_date(
        [
            ("manifest", dating.read_date(metadata.date) if metadata else None),
            (reading.date_source, None if is_weak else dating.read_date(reading.date)),
            ("dateline", dating.date_of_lines(top, reading.title)),
            ("file-name", dating.date_of_name(file)),
        ]
    )
    if date is None and is_weak:  # programs set it when a file is saved: the last resort, and no reason for a warning
        return dating.choose_date([(reading.date_source, dating.read_date(reading.date))])
    return date, warnings


def writes_decimal_comma(text: str) -> bool:
    """Say whether a text writes "1.234,56": surely, and much more often than "1,234.56"."""
    commas = len(_COMMA_DECIMAL.findall(text))
    return commas >= 2 and commas > COMMA_LEAD * len(_POINT_DECIMAL.findall(text))
