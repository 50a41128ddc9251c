"""The marks of rule tests: `[[1,250]]` in a text is evidence that a finding must cite; `\\[[` is a plain bracket."""

from __future__ import annotations


def read_marks(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text without its marks and the spans that were marked, in order; offsets count in the clean text.

    Raises:
        ValueError: a mark is opened twice, never closed, or empty.
    """
    clean: list[str] = []
    spans: list[tuple[int, int]] = []
    length, at, opened = 0, 0, -1
    while at < len(text):
        if text.startswith("\\[[", at):
            piece, at = "[[", at + 3
        elif text.startswith("[[", at):
            if opened >= 0:
                raise ValueError("a mark '[[' inside a mark")
            piece, at, opened = "", at + 2, length
        elif opened >= 0 and text.startswith("]]", at):
            if opened == length:
                raise ValueError("an empty mark '[[]]'")
            spans.append((opened, length))
            piece, at, opened = "", at + 2, -1
        else:
            piece, at = text[at], at + 1
        clean.append(piece)
        length += len(piece)
    if opened >= 0:
        raise ValueError("a mark '[[' that is never closed")
    return "".join(clean), tuple(spans)
