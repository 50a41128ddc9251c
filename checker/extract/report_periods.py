"""The period that a company reports on, and the one a year before it.

"Tarn's Q2 profit down" over "Sales were $4 million"         sales of the second quarter
"came to $8 million, after $9 million a year earlier"        $9 million is of the year before
"fell to $8 million in the second quarter, from $9 million"  so it is without the words: such figures are set
                                                             beside those of the same period of the year before
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.asof import as_of_phrase
from checker.extract.passages import Attachment, Figure, Reading, Sentence
from checker.extract.phrases import lemma_of
from checker.records import AsOf

if TYPE_CHECKING:
    from checker.extract.claim_drafts import Draft

_LEAD_SENTENCES = 4  # headline and first sentences, in which a report says what it reports on
_QUARTERS = frozenset({"quarter"})
_YEARS = frozenset({"fiscal-year"})
_PERIODS = _QUARTERS | _YEARS | {"half"}
_SAYS_QUARTER = re.compile(
    r"\b(?:(?:the|this|its) (?:reported )?(?:quarter|three months|period)|quarterly)\b", re.IGNORECASE
)
_SAYS_YEAR = re.compile(r"\b(?:the (?:full |whole |fiscal |financial )?year|annual|full-year)\b", re.IGNORECASE)
_SPAN = r"(?:quarter|half|period|months|year|day|date|point|time)"
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:a|one) year (?:ago|earlier|before|previously)|\b(?:year-(?:ago|earlier)|(?:prior|previous)-year) {_SPAN}"
    rf"|\bthe (?:year before|(?:prior|previous) year)|\b(?:same|comparable|corresponding) (?:[a-z]+ )?{_SPAN}"
    r" (?:(?:of|in) )?(?:last|the (?:previous|prior|preceding)) year)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:]|, (?!a year|in the)|\.\s|\b(?:but|while|when|which)\b")
_LINK = re.compile(r"[^.;:]{0,18}?(?:\bor|\band|\()\s?(?:of\s|about\s|some\s)?\Z")
_LEADS = 80  # characters before a figure in which the year before may lead
_MENDS = frozenset({"restate", "revise", "correct", "adjust"})
_SHORTEST_DAYS = 80


def reported_period(found: Attachment, modality: str, sentence: Sentence, reading: Reading) -> AsOf | None:
    """Return the period that a report is on for a figure of a period that states none; None where two are meant."""
    if modality != "asserted" or not _is_of_period(found):
        return None
    _note_reported(reading)
    if _SAYS_QUARTER.search(sentence.text):
        return reading.reported["quarter"]
    if _SAYS_YEAR.search(sentence.text):
        return reading.reported["year"]
    return reading.reported["any"]


def reported_quarter(reading: Reading) -> AsOf | None:
    """Return the quarter that a document reports on; None where its first lines name none, or two."""
    _note_reported(reading)
    return reading.reported["quarter"]


def _note_reported(reading: Reading) -> None:
    if not reading.reported:
        reading.reported = {sort: _sole(reading, sorts) for sort, sorts in _SORTS.items()}


_SORTS = {"quarter": _QUARTERS, "year": _YEARS, "any": _PERIODS}


def _sole(reading: Reading, sorts: frozenset[str]) -> AsOf | None:
    """Return the one period of some sorts that headline and first sentences name."""
    named: dict[tuple[str, str], AsOf] = {}
    for sentence in reading.sentences[:_LEAD_SENTENCES]:
        for time in sentence.times:
            if time.sort in sorts and time.low and not time.anchored:
                named.setdefault((time.low, time.high), as_of_phrase(time, sentence.block, "inherited"))
    return next(iter(named.values())) if len(named) == 1 else None


def _is_of_period(found: Attachment) -> bool:
    lemmas = {*found.lemmas, *(lemma_of(one) for one in found.heads)}
    return bool(lemmas & wordlists.words("period_measures"))


def settle_year_before(
    draft: Draft, figure: Figure, found: Attachment, figures: list[Figure], drafts: list[Draft], sentence: Sentence
) -> AsOf | None:
    """Return the as-of of a draft, a year earlier where its figure is what the reported one is set beside."""
    base = next(
        (
            one.as_of
            for one in drafts
            if one.as_of is not None
            and one.as_of.source != "document"
            and one.block == sentence.block
            and one.sentence == draft.sentence
            and one.role != "from"
        ),
        None,
    )
    if draft.role != "change" and is_of_year_before(figure, figures, sentence):  # "up 4% on the year before"
        own = draft.as_of if draft.as_of is not None and not _YEAR_BEFORE.search(draft.as_of.text) else None
        draft.role = "level" if draft.role == "from" else draft.role  # with a time of its own it is no former value
        return _a_year_before(base or own, "stated") or draft.as_of
    if _has_own_time(draft, base):
        draft.role = "level"  # "62% in 2020, compared to 57% in 2006"
    is_former = draft.role == "from" and draft.modality == "asserted" and not _is_mended(found)
    if is_former and _is_of_period(found) and base is not None and _is_long(base) and _is_same(base, draft.as_of):
        return _a_year_before(base, "inherited") or draft.as_of
    return draft.as_of


def _has_own_time(draft: Draft, base: AsOf | None) -> bool:
    """Tell whether what another value is compared with is of a time that the text states for it."""
    word = next((one.text for one in draft.evidence if one.label == "role"), "from")
    is_stated = draft.as_of is not None and draft.as_of.source == "stated" and not _is_same(draft.as_of, base)
    return draft.role == "from" and not word.endswith("from") and is_stated


def _is_same(one: AsOf, other: AsOf | None) -> bool:
    """Tell whether a former value has no time of its own: the reported one's, or the document's, stands in."""
    return other is None or other.source == "document" or (one.low, one.high) == (other.low, other.high)


def is_of_year_before(figure: Figure, figures: list[Figure], sentence: Sentence) -> bool:
    """Tell whether words say that a figure is of the year before: "$9 million or $0.40 a share a year earlier"."""
    text, quantity = sentence.block.text, figure.quantity
    following = next((one for one in figures if one.quantity.start >= quantity.end), None)
    end = following.quantity.start if following is not None else sentence.end
    said = _YEAR_BEFORE.search(text, quantity.end, end)
    if said is not None:
        return not _BREAK.search(text, quantity.end, said.start())
    if following is not None and following.sort == figure.sort and _LINK.match(text, quantity.end, end):
        return is_of_year_before(following, figures, sentence)
    before = max((one.quantity.end for one in figures if one.quantity.end <= quantity.start), default=sentence.start)
    low = max(before, quantity.start - _LEADS)
    lead = _YEAR_BEFORE.search(text, low, quantity.start)
    return lead is not None and lead.start() - max(before, sentence.start) < 12 and not before > sentence.start


def _is_mended(found: Attachment) -> bool:
    """Tell "restated to $8 million from $9 million", which speaks of one period, from a comparison with another."""
    verb = found.verb
    is_object = any(one.dep_ == "dobj" and one.head == verb for one in found.heads)
    return is_object or (verb is not None and lemma_of(verb) in _MENDS)


def _is_long(as_of: AsOf) -> bool:
    from datetime import date

    return (date.fromisoformat(as_of.high) - date.fromisoformat(as_of.low)).days >= _SHORTEST_DAYS


def _a_year_before(as_of: AsOf | None, source: str) -> AsOf | None:
    if as_of is None or len(as_of.low) != 10 or len(as_of.high) != 10 or as_of.low < "0002":
        return None
    low, high = (f"{int(day[:4]) - 1:04d}{day[4:]}".replace("-02-29", "-02-28") for day in (as_of.low, as_of.high))
    return replace(as_of, low=low, high=high, source=source)
