"""Where figures stand, in the words of SARIF: relative addresses, lines and columns, offsets of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker.records import DocumentEntry, Mention
from checker.write.ci import has_line
from checker.write.visible import show_line
from checker.write.words import clip

if TYPE_CHECKING:
    from checker.report import Report

TEXT_READERS = frozenset({"text", "markdown", "html"})  # whose offsets count in the file itself
MOST_SNIPPET = 2000  # characters
_BOM = "\ufeff"
_MIME = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}


class Places:
    """Addresses and regions of one report."""

    base = "%SRCROOT%"  # what code scanning takes for the root of the repository

    def __init__(self, report: Report) -> None:
        self._report = report
        self._entries = {entry.file: entry for entry in report.documents}
        self._numbers = {entry.file: number for number, entry in enumerate(report.documents)}

    def knows(self, file: str) -> bool:
        """Whether a name is that of a document of the run."""
        return file in self._entries

    def artifacts(self) -> list[dict[str, Any]]:
        """Return every path that was met, in the order of the run."""
        return [self._artifact(entry) for entry in self._report.documents]

    def _artifact(self, entry: DocumentEntry) -> dict[str, Any]:
        artifact: dict[str, Any] = {"location": self._address(entry.file, False), "roles": ["analysisTarget"]}
        if entry.reader in _MIME:
            artifact |= {"mimeType": _MIME[entry.reader], "encoding": entry.encoding or "utf-8"}
        if entry.sha256:
            artifact["hashes"] = {"sha-256": entry.sha256}
        return artifact

    def file(self, file: str) -> dict[str, Any]:
        """Return a document as a location."""
        return {"physicalLocation": {"artifactLocation": self._address(file)}}

    def location(self, mention: Mention) -> dict[str, Any]:
        """Return where a figure stands; a document that is no text, such as a PDF, has no lines to point at."""
        physical: dict[str, Any] = {"artifactLocation": self._address(mention.file)}
        entry = self._entries.get(mention.file)
        if has_line(mention) and (entry is None or entry.reader in TEXT_READERS):
            physical |= self._regions(mention)
        parts = (mention.shown or mention.quote, mention.side, f"({mention.where})" if mention.where else "")
        words = show_line(" ".join(part for part in parts if part))
        told: dict[str, Any] = {"physicalLocation": physical, "message": {"text": clip(words, MOST_SNIPPET)}}
        if mention.place:
            told["logicalLocations"] = [{"fullyQualifiedName": clip(show_line(mention.place), MOST_SNIPPET)}]
        return told

    def _address(self, file: str, is_indexed: bool = True) -> dict[str, Any]:
        # quote() encodes all but letters, digits and "_.-~/"; a lone surrogate becomes that of U+FFFD
        path = quote(f"{self._report.prefix}{file}", safe="/", errors="replace")
        address: dict[str, Any] = {"uri": path, "uriBaseId": self.base}
        return address | {"index": self._numbers[file]} if is_indexed and file in self._numbers else address

    def _regions(self, mention: Mention) -> dict[str, Any]:
        """Return the figure, and its sentence around it where that is not too long."""
        shift = 1 if self._report.texts.get(mention.file, "").startswith(_BOM) else 0
        figure = _region(mention.line, mention.column, mention.start, mention.quote, shift)
        before = mention.sentence[: max(0, mention.start - mention.sentence_start)]
        column = mention.column - len(before)
        is_larger = len(mention.quote) < len(mention.sentence) <= MOST_SNIPPET
        if not is_larger or "\n" in before or column < 1:  # begun on an earlier line, at a column that is not known
            return {"region": figure}
        around = _region(mention.line, column, mention.sentence_start, mention.sentence, shift)
        return {"region": figure, "contextRegion": around}


def _region(line: int, column: int, start: int, text: str, shift: int) -> dict[str, Any]:
    """Return a text region in lines and columns, counted from 1, and in characters, counted from 0.

    A byte order mark is no character of the text, so `shift` is 1 where the document has one.
    """
    breaks = text.count("\n")
    first = column - (shift if line == 1 else 0)
    region: dict[str, Any] = {"startLine": line, "startColumn": max(1, first), "endLine": line + breaks}
    region["endColumn"] = len(text) - text.rfind("\n") if breaks else max(1, first) + len(text)
    region |= {"charOffset": max(0, start - shift), "charLength": len(text)}
    return region | ({"snippet": {"text": text}} if len(text) <= MOST_SNIPPET else {})
