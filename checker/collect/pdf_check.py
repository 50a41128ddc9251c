"""What is looked at before a pdf is given to the library that reads its text: whole, open, and of bounded size.

pypdf reads the structure only. What it cannot read is no reason to refuse a file, because the other library mends
more; what it finds to be cut off, locked or too large is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checker.config import Limits
from checker.errors import UnreadableDocument

HEAD_BYTES = 1024  # in which "%PDF-" must stand
TAIL_BYTES = 4096  # in which the end mark must stand
FREE_BYTES = 1_000_000  # unpacked: below this no ratio is asked for
DEPTH = 100  # of the tree of pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the structure says."""

    labels: tuple[str, ...] = ()  # printed numbers of the pages; none where the file does not say
    has_form: bool = False  # fields that hold values
    metadata: bytes = b""  # its metadata stream, unpacked


def check(data: bytes, limits: Limits) -> Checked:
    """Return what the structure of a pdf says.

    Raises:
        UnreadableDocument: it is no pdf, cut off, locked, or beyond a limit.
    """
    if b"%PDF-" not in data[:HEAD_BYTES]:
        raise UnreadableDocument("corrupt", "the name says pdf, the content does not")
    if b"%%EOF" not in data[-TAIL_BYTES:]:
        raise UnreadableDocument("corrupt", "its end is missing: the file was cut off")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    import io

    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not _opens(reader):
            return Checked()
        _measure(reader, len(data), limits)
        return Checked(labels=_labels(reader), has_form=_has_form(reader), metadata=_metadata(reader))
    except LimitReachedError as error:
        raise UnreadableDocument("expands-too-much", f"a part of it unpacks without bounds: {error}") from error
    except (UnreadableDocument, MemoryError):
        raise
    except FileNotDecryptedError as error:
        raise UnreadableDocument("encrypted", "it asks for a password; save it without one") from error
    except Exception:  # whatever pypdf stumbles over, the other library may read
        return Checked()


def _opens(reader: Any) -> bool:
    """Say whether a locked file opens with the empty password, as far as this library can tell.

    Raises:
        UnreadableDocument: it asks for a password.
    """
    from pypdf.errors import DependencyError

    try:
        is_open = bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):  # a cipher for which a library is missing: the other one has it
        return False
    if not is_open:
        raise UnreadableDocument("encrypted", "it asks for a password; save it without one")
    return True


def _measure(reader: Any, size: int, limits: Limits) -> None:
    """Unpack the drawing instructions of all pages, and refuse the file when they are too much."""
    unpacked, seen = 0, set[int]()
    for number, page in enumerate(_pages(reader), start=1):
        if number > limits.pages:
            raise UnreadableDocument("too-large", f"more than {limits.pages:,} pages (limits.pages)")
        for stream in _streams(page, seen):
            unpacked += len(stream.get_data())
            if unpacked > limits.expanded_bytes:
                most = f"{limits.expanded_bytes:,}"
                raise UnreadableDocument("expands-too-much", f"more than {most} bytes of it (limits.expanded_bytes)")
            if unpacked > FREE_BYTES and unpacked > limits.expansion_ratio * size:
                ratio = limits.expansion_ratio
                raise UnreadableDocument("expands-too-much", f"more than {ratio} to 1 (limits.expansion_ratio)")


def _pages(reader: Any) -> Iterator[Any]:
    """Yield the pages by an own walk over their tree, which may name itself or one page very often."""
    open_nodes: list[tuple[Any, int, tuple[int, ...]]] = [(reader.trailer["/Root"].get_object()["/Pages"], 0, ())]
    while open_nodes:
        reference, depth, above = open_nodes.pop()
        number = getattr(reference, "idnum", 0)
        node = reference.get_object()
        if not hasattr(node, "get") or depth > DEPTH or (number and number in above):
            continue
        kids = node.get("/Kids")
        if kids is None:
            yield node
        else:
            below = [(kid, depth + 1, (*above, number)) for kid in list(kids.get_object())]
            open_nodes.extend(reversed(below))


def _streams(page: Any, seen: set[int]) -> Iterator[Any]:
    """Yield the drawing instructions of a page, and of the forms that it uses, each once in a document."""
    contents = page.get("/Contents")
    waiting = [contents, *_forms(page)]
    while waiting:
        reference = waiting.pop()
        number = getattr(reference, "idnum", 0)
        if number and number in seen:
            continue
        seen.add(number)
        part = reference.get_object() if reference is not None else None
        if isinstance(part, list):
            waiting.extend(part)
        elif part is not None and hasattr(part, "get_data"):
            yield part
            waiting.extend(_forms(part))


def _forms(holder: Any) -> list[Any]:
    resources = holder.get("/Resources")
    named = resources.get_object().get("/XObject") if resources is not None else None
    if named is None:
        return []
    objects = named.get_object()
    return [objects.raw_get(name) for name in objects if objects[name].get_object().get("/Subtype") == "/Form"]


def _labels(reader: Any) -> tuple[str, ...]:
    if "/PageLabels" not in reader.trailer["/Root"].get_object():
        return ()
    return tuple(str(label) for label in reader.page_labels)


def _has_form(reader: Any) -> bool:
    form = reader.trailer["/Root"].get_object().get("/AcroForm")
    fields = form.get_object().get("/Fields") if form is not None else None
    return bool(fields)


def _metadata(reader: Any) -> bytes:
    stream = reader.trailer["/Root"].get_object().get("/Metadata")
    found: Any = stream.get_object() if stream is not None else None
    return bytes(found.get_data()) if hasattr(found, "get_data") else b""
