"""Stage 2: a document's figures with their context, as claims.

    Document -> blocks -> sentences with a figure -> spaCy -> Claim

A fast scan proposes times and quantities over the raw text of each block; the parser sees only sentences that hold a
figure and those needed to resolve a reference in them. Prose is read through the parse (`prose`), items and cells
through their labels and heads (`tables`). What a figure measures, whom it belongs to, when, who says so: each choice
is written into `Claim.evidence` with the pattern that made it.

Refuses to do: compare, convert or merge names (that is `normalize` and `resolve`); read example or boilerplate blocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from checker.config import Settings
from checker.extract.nlp import load_model, model_record
from checker.records import Claim, Document

if TYPE_CHECKING:
    from checker.extract.ahead import Ahead
    from checker.extract.unread import Unread

__all__ = ["Found", "find_claims", "find_unread", "load_model", "model_record", "read_ahead", "read_claims"]


class Found(NamedTuple):
    """The claims of a document, and whether figures beyond the limit were left unread."""

    claims: tuple[Claim, ...]
    is_cut: bool


def find_claims(document: Document, settings: Settings) -> tuple[Claim, ...]:
    """Return the claims of a document in reading order, ids `<document id>#<n>` counted from 0.

    Raises:
        UsageError: the language model that `settings` name is not installed.
    """
    return read_claims(document, settings).claims


def read_ahead(documents: Iterable[Document], settings: Settings) -> Ahead:
    """Return the small ones of some documents, to be parsed together as `read_claims` comes to them."""
    from checker.extract.ahead import Ahead

    return Ahead(documents, settings)


def read_claims(document: Document, settings: Settings, ahead: Ahead | None = None) -> Found:
    """Return the first `limits.facts` claims of a document as `find_claims` does, and whether there are more.

    Reading stops soon after the limit, so a file of nothing but figures costs no more than the limit allows.

    Raises:
        UsageError: the language model that `settings` name is not installed.
    """
    from checker.extract.claim_drafts import Draft, to_claims
    from checker.extract.dated_labels import label_dates
    from checker.extract.dates import date_claims
    from checker.extract.headlines import settle_headlines
    from checker.extract.metrics import settle_metrics
    from checker.extract.prose import claims_of_sentence
    from checker.extract.reading import finish, read_document
    from checker.extract.tables import claims_of_labels

    begun = ahead.take(document) if ahead is not None else None
    reading = read_document(document, settings) if begun is None else finish(begun)
    most = settings.limits.facts
    drafts: list[Draft] = []
    for sentence in reading.sentences:
        if len(drafts) > most:
            break
        if sentence.is_prose:
            drafts.extend(date_claims(sentence, reading))
        else:
            drafts.extend(label_dates(sentence, reading))
        if not sentence.quantities:
            continue
        found = claims_of_sentence if sentence.is_prose else claims_of_labels
        told = found(sentence, reading)
        settle_metrics(told, sentence, reading)
        drafts.extend(told)
    settle_headlines(drafts)
    return Found(to_claims(document, drafts[:most]), reading.is_cut or len(drafts) > most)


def find_unread(document: Document, read: Iterable[tuple[int, int]]) -> tuple[Unread, ...]:
    """Return the numbers of a document that are in none of the spans `read`, each with the reason."""
    from checker.extract import unread

    return unread.find_unread(document, read)
