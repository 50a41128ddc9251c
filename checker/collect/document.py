"""Puts a document together: bytes, encoding, reader, language, then title, date and publisher."""

from __future__ import annotations

import hashlib
import os
import re

from checker.collect import dating
from checker.collect.language import NAMES, guess_language
from checker.collect.reader import Reader, Reading
from checker.collect.reading import Decoded, decode, read_bytes
from checker.config import Settings
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
    data, decoded = _load(source, settings)
    reader = reader_of(source.file)
    reading = reader.read(decoded.text, settings.limits)
    text = decoded.text if reading.text is None else reading.text
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
        reader=reader.name,
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        title=(metadata.title if metadata else "") or reading.title,
        date=date,
        publisher=(metadata.publisher if metadata else "") or reading.publisher,
        decimal_comma=writes_decimal_comma(sample),
        warnings=(*decoded.warnings, *reading.warnings, *warnings),
    )


def reader_of(file: str) -> Reader:
    """Return the reader that answers to a file's suffix; texts without a known suffix are plain text."""
    suffix = os.path.splitext(file)[1].lower()  # noqa: PTH122
    readers: dict[str, Reader] = {
        one: reader for reader in find_members("collect", "READER").values() for one in reader.suffixes
    }
    return readers.get(suffix, readers[".txt"])


def _load(source: Source, settings: Settings) -> tuple[bytes, Decoded]:
    if source.reason:
        raise UnreadableDocument(source.reason, source.detail)
    if source.text is None:
        data = read_bytes(source.path, settings.limits)
        return data, decode(data, settings.limits)
    data = source.text.encode("utf-8", "surrogatepass")
    if not source.text.strip():
        raise UnreadableDocument("empty")
    if len(source.text) > settings.limits.text_characters:
        raise UnreadableDocument("too-large", f"{len(source.text):,} characters")
    if "\x00" in source.text:
        raise UnreadableDocument("binary")
    return data, Decoded(text=source.text, encoding="utf-8")


def _refuse_other_languages(body: list[Block]) -> None:
    language = guess_language("\n".join(block.text for block in body[:400]))
    if language != "en":
        raise UnreadableDocument("language", f"reads as {NAMES[language]} ({language})")


def _date(file: str, metadata: Metadata | None, reading: Reading) -> tuple[DocumentDate | None, tuple[str, ...]]:
    top = [block.text for block in reading.blocks[:TOP_BLOCKS] if block.kind != "cell"]
    return dating.choose_date(
        [
            ("manifest", dating.read_date(metadata.date) if metadata else None),
            (reading.date_source, dating.read_date(reading.date)),
            ("dateline", dating.date_of_lines(top, reading.title)),
            ("file-name", dating.date_of_name(file)),
        ]
    )


def writes_decimal_comma(text: str) -> bool:
    """Say whether a text writes "1.234,56": surely, and much more often than "1,234.56"."""
    commas = len(_COMMA_DECIMAL.findall(text))
    return commas >= 2 and commas > COMMA_LEAD * len(_POINT_DECIMAL.findall(text))
