"""Reads the `manifest.json` of folders: title, date and publisher of each document.

A manifest is `{"documents": [{"file", "title", "date", "publisher", ...}]}` or that list itself. It is other
people's file: a mistake in it becomes a notice and costs only the entry it stands in.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any

from checker.collect.dating import read_date
from checker.collect.reading import decode, read_bytes
from checker.config import Limits
from checker.errors import UnreadableDocument
from checker.records import Metadata, Notice, Source

MANIFEST = "manifest.json"
CODE = "T905"
MANIFEST_BYTES = 20_000_000
FIELD_CHARACTERS = 1_000


def read_manifests(sources: Sequence[Source]) -> tuple[dict[str, Metadata], tuple[Notice, ...]]:
    """Return what manifests say of documents, keyed by `Source.file`, and notices of what is wrong with them.

    Where two manifests name one document, that in the nearest folder above it counts.
    """
    known = {source.file for source in sources}
    manifests = [source for source in sources if posixpath.basename(source.file) == MANIFEST]
    found: dict[str, Metadata] = {}
    notices: list[Notice] = []
    for source in sorted(manifests, key=lambda one: (one.file.count("/"), one.file)):  # the nearest comes last
        try:
            entries = list(_entries(_load(source)))
        except ValueError as error:
            notices.append(Notice(code=CODE, message=f"the manifest cannot be read: {error}", file=source.file))
            continue
        for entry in entries:
            try:
                file = _target(entry, posixpath.dirname(source.file))
                if file in known:
                    found[file] = _metadata(entry)
            except ValueError as error:
                notices.append(Notice(code=CODE, message=str(error), file=source.file))
    return found, tuple(notices)


def _load(source: Source) -> Any:
    try:
        limits = Limits(file_bytes=MANIFEST_BYTES)
        text = source.text if source.text is not None else decode(read_bytes(source.path, limits), limits).text
        return json.loads(text.removeprefix("\ufeff"))
    except UnreadableDocument as error:
        raise ValueError(str(error)) from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _entries(data: Any) -> Iterator[Any]:
    documents = data.get("documents") if isinstance(data, dict) else data
    if not isinstance(documents, list):
        raise ValueError('it holds no list of "documents"')
    yield from documents


def _target(entry: Any, folder: str) -> str:
    """Return the document that an entry names, in contract form; it may not leave the manifest's folder."""
    name = entry.get("file") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name:
        raise ValueError('an entry of the manifest names no "file"')
    shown = ascii(name[:100])
    if os.path.isabs(name) or re.match(r"[A-Za-z]:|[\\/]", name) or "\x00" in name:  # noqa: PTH117
        raise ValueError(f"the manifest names {shown}, which is outside its folder; the entry is left out")
    inside = posixpath.normpath(name.replace("\\", "/"))
    if inside == ".." or inside.startswith("../"):
        raise ValueError(f"the manifest names {shown}, which is outside its folder; the entry is left out")
    return posixpath.join(folder, inside) if folder else inside


def _metadata(entry: dict[str, Any]) -> Metadata:
    date = _words(entry, "date")
    if date and not read_date(date):
        raise ValueError(f"the manifest dates {entry.get('file')!a} {date[:40]!a}, which is no date")
    return Metadata(title=_words(entry, "title"), date=date, publisher=_words(entry, "publisher"))


def _words(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "date":
        value = str(value)  # "date": 2024
    return " ".join(value[:FIELD_CHARACTERS].split()) if isinstance(value, str) else ""
