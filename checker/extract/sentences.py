"""Cut the text of a block into sentences, without a parser.

The parser would join a headline to the line below it and cut at "No. 5", so sentences are cut here first and each
is parsed on its own. Abbreviations are data: `patterns/abbreviations.csv`.
"""

from __future__ import annotations

import re

from checker.extract import wordlists

LONGEST = 1_200  # characters; a longer sentence is cut at a space, so that parsing stays linear

_STOP = re.compile(r"(?:[.!?…][.!?\"'”’)\]]{0,4}+\s|\n)\s*+(?=\S)")
_LABEL = re.compile(
    r"\s*(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|clarification|(?:editor['’]s )?note|update):\s+(?=\S)",
    re.IGNORECASE,
)  # the parser would take it for the subject: "Correction: the stage was 4.4 m"
_LAST_WORD = re.compile(r"([\w.&’'-]{1,24})\Z")
_NEXT_WORD = re.compile(r"[\"'“‘(\[]{0,3}+([^\W_]{1,24})")


def cut_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of `text`, in order, without the white space between them."""
    spans: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    if label := _LABEL.match(text):
        spans.extend(_pieces(text, start, label.end()))
        start = label.end()
    for stop in _STOP.finditer(text):
        if stop.start() >= start and _ends_here(text, stop):
            spans.extend(_pieces(text, start, stop.end()))
            start = stop.end()
    spans.extend(_pieces(text, start, len(text)))
    return tuple(spans)


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    if text[stop.start()] != ".":
        after = text[stop.end()]
        # "Why? it asked": a question inside a sentence goes on in lower case
        return text[stop.start()] == "\n" or not after.islower()
    following = _NEXT_WORD.match(text, stop.end())
    if following and following[1][0].islower():
        return False
    before = _LAST_WORD.search(text, max(0, stop.start() - 24), stop.start())
    word = before[1].lower() if before else ""
    if stop.end() - stop.start() > 2 and text[stop.start() + 1] in "\"”’')":
        return True  # ... the U.S." The ...
    is_initial = len(word) == 1 and word.isalpha() and text[stop.start() - 1].isupper()
    ends = "inside" if is_initial else wordlists.table("abbreviations", "word", "ends").get(word, "")
    if word == "no" and following and not following[1][0].isdigit():
        ends = ""  # "The answer was no. The ..."
    if ends == "either":
        return following is not None and following[1].lower() in wordlists.words("sentence_openers")
    return ends != "inside"


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start = _skip_space(text, start)
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        pieces.append((start, cut))
        start = _skip_space(text, cut)
    if end > start:
        pieces.append((start, end))
    return pieces


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
