"""What a document is about: the subject of its cells and items, and of figures that name none.

In this order: a name in the title; the words that open the title, less the sort of document ("Arvo limits" -> Arvo);
the publisher where an office of it published ("Arvo press office") or where the title names only a sort of document
("Interim report"); a name that the title mentions in passing; the name that the first sentences repeat. Nothing rather
than a guess.
"""

from __future__ import annotations

import re
from collections import Counter

from checker.extract import wordlists
from checker.extract.names import is_coined
from checker.extract.passages import Name, Reading
from checker.records import Phrase

_TITLES = frozenset({"title", "heading"})
_LABELS = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT"})
_TEXT = 20_000  # characters that are searched for the name in a title
_OFTEN = 3  # times that a text names what its title only mentions
_ASIDE = re.compile(r"\s?\([^()]{1,60}\)\s*\Z")
_NAME = re.compile(r"(?<=[a-z]\s)[A-Z][\w&’'-]{1,30}(?:\s[A-Z][\w&’'-]{1,30}){0,3}")
_ABOUT = re.compile(
    r"\b(?:in|of|for|with|about|at|on|to|the)\s([A-Z][\w&’'-]{1,30}(?:\s[A-Z][\w&’'-]{1,30}){1,3})\??\s*\Z"
)
_WORD = re.compile(r"[\w&’'-]+")


def find_topic(reading: Reading) -> Phrase | None:
    """Return what the document is about, or None where neither title nor publisher nor text say it."""
    document = reading.document
    opening = [one for one in reading.sentences if one.block.kind != "cell"][:5]
    title_text = " ".join([document.title, *(one.text for one in opening if one.block.kind in _TITLES)])
    counts = Counter(name.text for name in reading.names)
    numbers = {one.block.number for one in opening}
    named = [name for name in reading.names if name.label in _LABELS and len(_bare(name.text)) > 2]
    titled = [name for name in named if name.text in title_text]
    heads = [document.title, *(one.text for one in opening if one.block.kind in _TITLES and not one.times)]
    words = next((found for head in heads[:2] if (found := _title_words(head, document.text))), "")
    if titled:
        best = max(titled, key=lambda name: (min(counts[name.text], 6) - title_text.find(name.text) / 20, -name.block))
        if not (best.text != words and best.label == "PRODUCT" and best.text in words.split()):
            return _topic_of(best, reading)
    if words and len(words.split()) <= 4:
        return Phrase(text=words, label="PRODUCT" if is_coined(words.split()[-1]) else "", how="document title")
    published = _publisher(document.publisher, document.title) or _mentioned(document.title, document.text)
    if published:
        return Phrase(text=published, how="document title")
    frequent = [name for name in named if name.block in numbers and (counts[name.text] > 1 or not title_text)]
    if frequent:
        return _topic_of(max(frequent, key=lambda name: (counts[name.text], -name.block, -name.start)), reading)
    return Phrase(text=words, how="document title") if words else None


def _topic_of(name: Name, reading: Reading) -> Phrase:
    text = _bare(name.text)
    start = name.start + name.text.find(text)
    low, high = reading.document.blocks[name.block].to_document(start, start + len(text))
    return Phrase(text=text, start=low, end=high, label=name.label, how="document topic")


def _bare(name: str) -> str:
    """Return a name without the sort of document at its end: "Arvo Cloud Limits" -> "Arvo Cloud"; "" if that is all."""
    words = name.split()
    while words and (words[-1].lower() in wordlists.words("title_kinds") or words[-1].isdigit()):
        words.pop()
    return " ".join(words)


def _title_words(title: str, text: str) -> str:
    """Return the capitalised words that open a title, if the text uses them as a name: "Lambda quotas" -> Lambda."""
    kinds = wordlists.words("title_kinds")
    words = _bare(re.split(r"[:(|–—,]|\s-\s(?=[A-Z])", title)[0]).split()
    while words and (words[0].lower() in kinds or words[0].isdigit()):
        words.pop(0)
    name: list[str] = []
    for word in words[:4]:
        if not word[0].isupper() or word.lower() in kinds:
            break
        if name and word.lower() in wordlists.words("headline_verbs"):
            return " ".join(name)
        name.append(word)
    found = " ".join(name)
    used = re.search(r"[a-z,;(] " + re.escape(found) + r"\b", text[:_TEXT]) if found else None
    return found if used or (len(name) == len(words) and len(name) <= 3) else ""


def _publisher(publisher: str, title: str) -> str:
    """Return who published, where an office of it did or the title names a mere sort of document."""
    offices = wordlists.words("publisher_offices")
    aside = _ASIDE.search(publisher)
    is_filing = aside is not None and "filing" in aside.group().lower()
    words = publisher[: aside.start() if aside else None].split()
    kept = list(words)
    while kept and kept[-1].lower() in offices:
        kept.pop()
    kinds = wordlists.words("title_kinds")
    is_bare_title = all(word.lower() in kinds or word.isdigit() for word in _WORD.findall(title))
    return " ".join(kept) if len(kept) < len(words) or is_filing or is_bare_title else ""


def _mentioned(title: str, text: str) -> str:
    """Return a name inside a title in sentence case that the text goes on to use often."""
    counts = {one: len(re.findall(rf"\b{re.escape(one)}\b", text[:_TEXT])) for one in _NAME.findall(title)}
    words = title.split()
    if words and sum(1 for word in words if word[0].islower()) * 2 >= len(words):
        best = max(counts, key=lambda one: (counts[one], one), default="")
        if best and counts[best] >= _OFTEN:
            return best
    ending = _ABOUT.search(title)  # "What's new in Arvo Ledger", "Limits of the Arvo Ledger"
    first = words[0].lower().partition("'")[0].partition("’")[0] if words else ""
    is_kind = first in wordlists.words("title_kinds")
    return ending[1] if ending and is_kind and counts.get(ending[1]) else ""
