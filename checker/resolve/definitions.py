"""Acronyms that a text defines itself: "Long Name of It (LNI)" or "LNI (Long Name of It)".

A definition counts only where the letters are the initials of the name, so a ticker or a year in brackets is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker.records import Document
from checker.resolve.lexicons import words_of

_CAPITAL = r"[A-Z][\w.&’'-]{0,30}"
_LONG = rf"{_CAPITAL}(?:[ ](?:(?:of|for|and|the|de|on|in)[ ])?{_CAPITAL}){{1,7}}"
_SHORT = r"[A-Z][A-Za-z&.-]{1,9}"
_LONG_FIRST = re.compile(rf"(?<![\w.])({_LONG})(?:[’']s?)?(?:[ ][a-z]{{1,20}})?[ ]\(({_SHORT})\)")
_SHORT_FIRST = re.compile(rf"(?<![\w.])({_SHORT})[ ]\(({_LONG})\)")


def find_definitions(documents: Mapping[str, Document]) -> dict[str, str]:
    """Return short form -> long form for every definition; a short form with two meanings is left out."""
    meanings: dict[str, set[str]] = {}
    for text in _texts(documents.values()):
        if "(" not in text:
            continue
        for long, short in [match.groups() for match in _LONG_FIRST.finditer(text)]:
            _note(short, long, meanings)
        for short, long in [match.groups() for match in _SHORT_FIRST.finditer(text)]:
            _note(short, long, meanings)
    return {short: names.pop() for short, names in sorted(meanings.items()) if len(names) == 1}


def _texts(documents: Iterable[Document]) -> Iterable[str]:
    return (block.text for document in documents for block in document.blocks if block.role == "body")


def _note(short: str, long: str, meanings: dict[str, set[str]]) -> None:
    name = _fitting(short, long)
    if name:
        meanings.setdefault(short, set()).add(name)


def _fitting(short: str, long: str) -> str:
    """Return the end of `long` whose initials spell `short`, or "": "the New Elm Port Authority (EPA)" -> Elm ..."""
    letters = [letter for letter in short if letter.isupper()]
    words = long.split()
    if len(letters) < 2:
        return ""
    for start in reversed(range(len(words))):
        part = words[start:]
        initials = [word[0] for word in part if word.lower() not in words_of("stop_words")]
        if initials == letters:
            return " ".join(part).removesuffix("'s").removesuffix("’s")
    return ""
