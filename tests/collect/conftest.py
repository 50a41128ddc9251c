"""Helpers that every reader's tests share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker import collect
from checker.config import Settings
from checker.records import Document

ReadText = Callable[..., Document]
ReadBytes = Callable[..., Document]
Zipped = Callable[[Mapping[str, str | bytes]], bytes]


@pytest.fixture
def read_text() -> ReadText:
    """Return a function that reads a text as a document of a given name."""

    def read(text: str, name: str = "a.txt") -> Document:
        (source,) = collect.sources_of_texts({name: text})
        return collect.read_document(source, None, Settings())

    return read


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Return a function that reads bytes as a file of a given name; each figure's span must give its block's text."""

    def read(data: bytes, name: str, settings: Settings | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        (source,) = collect.find_sources([path], settings or Settings())
        document = collect.read_document(source, None, settings or Settings())
        for block in document.blocks:
            start, end = block.to_document(0, len(block.text))
            assert " ".join(document.text[start:end].split()) == block.text
        return document

    return read


@pytest.fixture
def zipped() -> Zipped:
    """Return a function that packs parts by name into a zip."""

    def pack(parts: Mapping[str, str | bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return out.getvalue()

    return pack
