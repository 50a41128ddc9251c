"""What texts allow: "a name may have at most 64 letters", "an account may send 40 requests a minute".

    "a title can hold up to 80 letters"   bounds what may be: a maximum, and so a limit; letters measure a length
    "each user may upload 40 files"       leave, and nothing that may happen

Words are data: `allowed_verbs.txt`, `letters.txt`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.clauses import subject_of
from checker.extract.passages import Attachment, Figure

if TYPE_CHECKING:
    from spacy.tokens import Token

_BOUNDS = {"<": "maximum", "<=": "maximum", ">": "minimum", ">=": "minimum"}
_HELPERS = frozenset({"can", "may", "must", "cannot", "shall"})
_FIRM = frozenset({"at most", "no more than", "at least", "no fewer than", "no less than", "not more than"})
_ANY = frozenset({"a", "an", "each", "every", "any", "no"})
_PRESENT = frozenset({"VBZ", "VBP"})


def settle_allowance(figure: Figure, found: Attachment, text: str) -> None:
    """Add the bound that a figure sets by rule, and read a number of letters as a length.

    Args:
        text: the text of the figure's block.
    """
    _read_length(figure, found)
    _read_storage(figure, found)
    bound = _BOUNDS.get(figure.quantity.comparator, "")
    verb = found.verb
    if not bound or verb is None or figure.sort in ("money", "percent", "ratio") or bound in found.modifiers:
        return
    if any(lemma in wordlists.words("effects") or lemma in wordlists.words("toll_nouns") for lemma in found.lemmas):
        return
    if _is_allowed(verb) or _says_firmly(verb, figure, text):
        found.modifiers.append(bound)


def _read_length(figure: Figure, found: Attachment) -> None:
    noun = figure.quantity.unit.removeprefix("count:")
    is_letters = figure.quantity.unit.startswith("count:") and noun in wordlists.words("letters")
    if is_letters and found.holder is not None and set(found.lemmas) <= {noun, "capacity"}:
        found.lemmas, found.how = ["length"], f"'{noun}' measures a length"


def _read_storage(figure: Figure, found: Attachment) -> None:
    """Read "may store up to 40 GB of files" as storage, whatever is stored."""
    verb = found.verb
    if verb is None or verb.lemma_.lower() != "store" or "byte" not in figure.quantity.unit:
        return
    found.lemmas, found.how = ["storage"], f"'{verb.text}' needs storage"


def _is_allowed(verb: Token) -> bool:
    """Tell a rule of today, "may have", from a guess about the past: "may have had", "could have"."""
    helpers = [one for one in verb.children if one.dep_ in ("aux", "auxpass")]
    is_rule = any(one.lower_ in _HELPERS for one in helpers)
    is_of_past = any(one.lower_ in ("have", "has", "had") for one in helpers)
    return is_rule and not is_of_past and _is_any(subject_of(verb))


def _says_firmly(verb: Token, figure: Figure, text: str) -> bool:
    """Tell "a board has at most 40 lists", a rule by its indefinite subject and its firm bound."""
    words = text[figure.quantity.start : figure.quantity.end].lower()
    is_firm = any(words.startswith(one) for one in _FIRM)
    subject = subject_of(verb)
    is_present = verb.tag_ in _PRESENT and not any(one.dep_ in ("aux", "auxpass") for one in verb.children)
    return is_firm and is_present and subject is not None and any(one.lower_ in _ANY for one in subject.lefts)


def _is_any(subject: Token | None) -> bool:
    """Tell whether a subject is any of its sort, one's own or the reader: "a name", "its name", "you"; no event."""
    if subject is None:
        return False
    return not subject.ent_type_ and subject.lemma_.lower() not in wordlists.words("toll_nouns")


def is_leave(verb: Token, figure: Figure) -> bool:
    """Tell whether "may" gives leave: "an account may send 40 requests a minute", "each user may upload 9 files"."""
    subject = subject_of(verb)
    if subject is None or verb.lemma_.lower() not in wordlists.words("allowed_verbs") or figure.sort != "count":
        return False
    is_reader = subject.lower_ in ("you", "users", "members", "customers")
    return is_reader or any(one.lower_ in _ANY for one in subject.lefts)
