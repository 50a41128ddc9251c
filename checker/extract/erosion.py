"""How fast a bank, a cliff or a glacier wears away, however the text tells it.

"the banks retreat by 2 m a year", "the river takes 6 feet of land every year", "the Osk loses 3 feet of bank a year"
"""

from __future__ import annotations

from checker.extract import wordlists
from checker.extract.attach_measures import phrase_nouns
from checker.extract.clauses import clause_verb, subject_of
from checker.extract.figures import is_length
from checker.extract.nouns import owner_of
from checker.extract.passages import Attachment, Figure

EROSION = "erosion"
_GOES_BACK = frozenset({"retreat", "recede", "erode"})
_TAKES = frozenset({"take", "lose", "eat", "claim", "swallow", "shed"})


def settle_erosion(figure: Figure, found: Attachment) -> None:
    """Make of a length its attribute `erosion` where its words tell how much was worn away, and of what."""
    verb = clause_verb(figure.noun)
    if figure.sort != "measure" or verb is None or not is_length(figure.quantity.unit.partition("/")[0]):
        return
    shores = wordlists.words("shores")
    subject = subject_of(verb)
    lemma = verb.lemma_.lower()
    goes_back = lemma in _GOES_BACK and subject is not None and subject.lemma_.lower() in shores
    is_taken = lemma in _TAKES and any(one.lemma_.lower() in shores for one in phrase_nouns(figure, None))
    if not goes_back and not is_taken:
        return
    found.lemmas, found.heads, found.how = [EROSION], [], f"'{verb.text}' tells of what is worn away"
    found.frame, found.verb, found.role = EROSION, verb, ""
    found.holder = (owner_of(subject) or subject) if goes_back and subject is not None else subject
