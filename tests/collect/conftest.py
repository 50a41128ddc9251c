"""Helpers that every reader's tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker import collect
from checker.config import Settings
from checker.records import Document

ReadText = Callable[..., Document]


@pytest.fixture
def read_text() -> ReadText:
    """Return a function that reads a text as a document of a given name."""

    def read(text: str, name: str = "a.txt") -> Document:
        (source,) = collect.sources_of_texts({name: text})
        return collect.read_document(source, None, Settings())

    return read
