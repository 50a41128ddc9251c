"""Sentences to parses, with currency codes read as signs.

The model reads "$5 million" well, and trips over "NOK 5 million".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from checker.extract.unit_lexicon import lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 64  # sentences that the parser takes at once
_SIGN = "$"


def parse(language: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the parse of each text, in order; its tokens are those of the text, letter for letter."""
    plain: list[Doc] = []
    read: list[Doc] = []
    for text in texts:
        doc = language.make_doc(text)
        plain.append(doc)
        read.append(_with_signs(doc))
    for own, parsed in zip(plain, language.pipe(read, batch_size=_BATCH), strict=True):
        yield parsed if own is parsed else _as_written(own, parsed)


@cache
def _codes() -> frozenset[str]:
    """Return the currency words of letters, which stand before a number: "EUR", "Rs"."""
    return frozenset(word for word in lexicon().signs if word.isalpha())


def _with_signs(doc: Doc) -> Doc:
    """Return a copy with a sign for each currency code right before a number; the doc itself where it has none."""
    codes = [one.i for one in doc[:-1] if one.text in _codes() and one.nbor(1).text[:1].isdigit()]
    if not codes:
        return doc
    from spacy.tokens import Doc

    words = [one.text for one in doc]
    for at in codes:
        words[at] = _SIGN
    return Doc(doc.vocab, words=words, spaces=[bool(one.whitespace_) for one in doc])


def _as_written(doc: Doc, parsed: Doc) -> Doc:
    """Return the parse of a copy over the words as they are written."""
    from spacy.tokens import Doc

    return Doc(
        doc.vocab,
        words=[one.text for one in doc],
        spaces=[bool(one.whitespace_) for one in doc],
        tags=[one.tag_ for one in parsed],
        pos=[one.pos_ for one in parsed],
        morphs=[str(one.morph) for one in parsed],
        lemmas=[one.lemma_ for one in parsed],
        heads=[one.head.i for one in parsed],
        deps=[one.dep_ for one in parsed],
        ents=[f"{one.ent_iob_}-{one.ent_type_}" if one.ent_type_ else "O" for one in parsed],
    )
