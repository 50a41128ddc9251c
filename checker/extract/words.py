"""Content words of a passage, in order, with figures and times masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.nlp import lemma_of_word
from checker.extract.phrases import lemma_of

if TYPE_CHECKING:
    from checker.extract.passages import Sentence

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
_WORD = re.compile(r"[^\W\d_][\w&'’-]{0,40}")


def content_words(sentence: Sentence) -> tuple[str, ...]:
    """Return the lemmas of the nouns, names, verbs and adjectives of a parsed sentence, figures and times left out."""
    doc = sentence.doc
    if doc is None:
        return label_words(sentence.text)
    stop = wordlists.words("stop_words")
    masked = [(one.start - sentence.start, one.end - sentence.start) for one in sentence.times]
    masked += [
        (max(one.figure_start, one.start) - sentence.start, one.end - sentence.start)
        for one in sentence.quantities
        if not one.unit.startswith("count")
    ]
    return tuple(
        lemma
        for token in doc
        if token.pos_ in _CONTENT and token.is_alpha and not _is_masked(token.idx, masked)
        if (lemma := lemma_of(token)) not in stop
    )


@cache
def _silent() -> frozenset[str]:
    return wordlists.words("stop_words") | wordlists.words("function_words")


def _is_masked(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


@lru_cache(maxsize=1 << 12)  # labels and heads recur in every row
def label_words(text: str, model: str = "") -> tuple[str, ...]:
    """Return the lemmas of the words of a label, row head or short cell; function words left out."""
    stop = _silent()
    lemmas = (lemma_of_word(word.strip("'’-"), model) for word in _WORD.findall(text))
    return tuple(lemma for lemma in lemmas if lemma and lemma not in stop)
