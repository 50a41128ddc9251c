"""Other names that a text gives itself: "Long Name of It (LNI)", "LNI (Long Name of It)", "Tarn, also known as Vik Co".

An acronym counts only where its letters are the initials of the name, so a ticker or a year in brackets is none. Of two
names one is given as another for the same; what somebody was by office ("formerly Minister of Ports") is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker.records import Document
from checker.resolve.lexicons import words_of
from checker.resolve.names import is_generic, words

_CAPITAL = r"[A-Z][\w.&’'-]{0,30}"
_LONG = rf"{_CAPITAL}(?:[ ](?:(?:of|for|and|the|de|on|in)[ ])?{_CAPITAL}){{1,7}}"
_SHORT = r"[A-Z][A-Za-z&.-]{1,9}"
_LONG_FIRST = re.compile(rf"(?<![\w.])({_LONG})(?:[’']s?)?(?:[ ][a-z]{{1,20}})?[ ]\(({_SHORT})\)")
_SHORT_FIRST = re.compile(rf"(?<![\w.])({_SHORT})[ ]\(({_LONG})\)")
_NAME = rf"{_CAPITAL}(?:[ ]{_CAPITAL}){{0,3}}"
_ADVERB = r"(?:also|better|formerly|formally|otherwise|widely|commonly|previously|now|once)"
_KNOWN = rf"(?:{_ADVERB}[ ](?:known[ ]as|called|named)|known[ ]as)"
_ALSO = re.compile(
    rf"(?<![\w.])({_NAME})(?:,[ ]|[ ]\(|[ ][-–—][ ])(?:{_KNOWN}|formerly|a\.?k\.?a\.?|f/k/a)[ ](?:the[ ])?"
    rf"({_NAME})(?![ ]of\b)(?=[,.;:)]|[ ][-–—a-z])"
)


def find_definitions(documents: Mapping[str, Document]) -> dict[str, str]:
    """Return short form -> long form for every definition; a short form with two meanings is left out."""
    meanings: dict[str, set[str]] = {}
    for text in _texts(documents.values()):
        for first, other in [match.groups() for match in _ALSO.finditer(text)]:
            name = _without_opener(first)
            if name and not _is_office(other) and not _is_office(name) and name != other:
                meanings.setdefault(other, set()).add(name)
        if "(" not in text:
            continue
        for long, short in [match.groups() for match in _LONG_FIRST.finditer(text)]:
            _note(short, long, meanings)
        for short, long in [match.groups() for match in _SHORT_FIRST.finditer(text)]:
            _note(short, long, meanings)
    return {short: names.pop() for short, names in sorted(meanings.items()) if len(names) == 1}


def _without_opener(name: str) -> str:
    """Return a name without the word that opens its sentence: "In Lund" -> Lund; "" where nothing is left."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in words_of("stop_words") else name


def _is_office(name: str) -> bool:
    """Whether words name an office and nobody: "Minister", "Chief Executive"."""
    opening = [" ".join(name.lower().split()[:count]) for count in (1, 2)]
    return any(words("honorifics").get(one) == "title" for one in opening) or is_generic(name)


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
