"""Small documents parsed together: the parser takes many sentences at once at half the price of one after another.

The parse of a sentence is the same whatever stands beside it in a batch, so what is read does not depend on this. A
document that cannot be read here is read by itself later, where its failure costs only itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from checker.config import Settings
from checker.extract.passages import Reading
from checker.extract.reading import begin, parse_all
from checker.records import Document

SMALL = 2_000  # characters of a document that is parsed with others; a longer one fills the parser by itself
TOGETHER = 40_000  # characters that are parsed together, and held until they are asked for


class Ahead:
    """Documents in the order in which they will be read; the small ones are parsed some way ahead."""

    def __init__(self, documents: Iterable[Document], settings: Settings) -> None:
        small = [document for document in documents if len(document.text) <= SMALL]
        self._settings = settings
        self._groups: dict[int, list[Document]] = {}  # those that are parsed with a document; names may be met twice
        self._begun: dict[int, Reading] = {}
        for group in _groups(small):
            self._groups.update((id(document), group) for document in group)

    def take(self, document: Document) -> Reading | None:
        """Return a document as far as it was parsed, once; None where it is to be read by itself."""
        group = self._groups.pop(id(document), None)
        if group:
            self._parse(group)
            group.clear()  # the others find what is begun
        return self._begun.pop(id(document), None)

    def _parse(self, group: Sequence[Document]) -> None:
        readings: list[Reading] = []
        for document in group:
            with suppress(Exception):  # it will fail again where it is read by itself, and be named there
                readings.append(begin(document, self._settings))
        with suppress(Exception):
            parse_all(readings, self._settings)
            self._begun.update((id(reading.document), reading) for reading in readings)


def _groups(documents: Iterable[Document]) -> Iterable[list[Document]]:
    group: list[Document] = []
    size = 0
    for document in documents:
        if group and size + len(document.text) > TOGETHER:
            yield group
            group, size = [], 0
        group.append(document)
        size += len(document.text)
    if len(group) > 1:  # one by itself gains nothing
        yield group
