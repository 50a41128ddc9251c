"""What a figure of a company measures, read from the words right before it, whatever the parse makes of them.

    "gross margin 31.5% (vs 28.2% a year before); diluted EPS $0.43"   each figure is of the measure before it
    "net sales of $3.2bn versus $2.9bn in Q2 and $2.4bn in Q1"         what is set beside a figure measures the same
    "GAAP EPS of $0.43, non-GAAP $0.51"                               so does what stands on another base
    "income of $90 million or $1.10 per diluted share"                earnings of a share

Such lines have few verbs, and the parser takes one noun of them for another's. Words are data: `metrics.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeGuard

from checker.extract import wordlists
from checker.extract.asof import as_of_phrase, document_as_of
from checker.extract.passages import Reading, Sentence
from checker.extract.phrases import lemma_of
from checker.extract.report_periods import reported_quarter
from checker.records import AsOf, TimeMention

if TYPE_CHECKING:
    from checker.extract.claim_drafts import Draft

_TOKEN = re.compile(r"[A-Za-z][\w&'’/-]*+|[^\w\s]")
_PER_SHARE = re.compile(r"\s?(?:per|an?|a) (?:(?:fully )?(?:diluted|basic|common|ordinary) ){0,2}share\b")
_SIGNS = frozenset({":", "=", "$", "€", "£", "~", '"', "“", ","})
_GAAP = frozenset({"gaap", "reported", "ifrs"})
_ADJUSTED = frozenset({"non-gaap", "adjusted", "underlying", "non-ifrs"})
_NARROWING = frozenset({"diluted", "basic", "total", "consolidated", "quarterly", "annual", "full-year"})
_BESIDE = re.compile(
    r"[\s,;(–—-]*(?:which (?:is|was) )?(?:compared (?:with|to)|versus|vs\.?|against|up from|down from|from)"
    r"(?: (?:about|an?|the|approximately|around))?\s*"
)
_NEXT = re.compile(r"(?:,|and|, and)\s*")
_OR = re.compile(r"[\s,]*\b(?:or|and|,)\s*\(?\s*")
_CUE = re.compile(r"\s*(?:in|for|of|during)?\s*(?:the\s)?\s*\Z")
_BASE = re.compile(
    r"[\s,;(]*(?:(?:and|or)\s)?(?:an?\s)?(?P<base>[a-z-]{4,10})(?:\s(?:basis|of|was|at|eps))*\s*", re.IGNORECASE
)
_BOTH = re.compile(r"\b(?P<one>(?:non-)?GAAP|adjusted) and (?P<other>(?:non-)?GAAP|adjusted)\b", re.IGNORECASE)
_GREW = re.compile(r"\s*\(\s*(?:[~≈]|about\s|up\s|down\s|\+|-|−)*\s*")
_MOVED = re.compile(r"[+−-]|\b(?:up|down)\b")
_FULL_YEAR = re.compile(r"\b(?:full[ -](?:fiscal[ -])?year|for the (?:fiscal )?year|annual)\b", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"\s(?:for|in) the (?:full|fiscal)[ -](?:fiscal[ -])?year\b", re.IGNORECASE)
_ON_YEAR = re.compile(
    r"\s?\(?(?:year[ -]over[ -]year|year[ -]on[ -]year|y/y|yoy|on the year|from a year (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
_ON_QUARTER = re.compile(
    r"\s?\(?(?:quarter[ -](?:over|on)[ -]quarter|q/q|qoq|sequentially|on the quarter"
    r"|from the (?:previous|prior|preceding|first|second|third|fourth) quarter)\b",
    re.IGNORECASE,
)
_GREW_TO = re.compile(
    r"(?:%|\bper ?cent)\s(?:[a-z]+\s){0,2}to\s(?:a\s)?(?:record\s|about\s|nearly\s|some\s)?\Z", re.IGNORECASE
)
_REACH = 140  # characters before a figure that are looked at
_LONGEST = 7  # words of a measure's name


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a figure measures: the attribute, what narrows it, and where its name stands in the block's text."""

    lemmas: tuple[str, ...]
    modifiers: tuple[str, ...]
    start: int = -1
    end: int = -1


def settle_metrics(drafts: list[Draft], sentence: Sentence, reading: Reading) -> None:
    """Give the drafts of one sentence, item or cell the measures that stand right before their figures."""
    ordered = sorted((one for one in drafts if _sort(one) and one.pair is None), key=lambda one: one.quantity.start)
    for number, draft in enumerate(ordered):
        _settle_growth(draft, ordered[number - 1] if number else None, sentence)
    last: Draft | None = None
    base: Draft | None = None  # the last figure that stands by itself
    for number, draft in enumerate(ordered):
        start = _gap_start(draft, sentence)
        following = ordered[number + 1].quantity.start if number + 1 < len(ordered) else sentence.end
        named = _named(sentence, start, draft.quantity.start)
        if named is not None:
            _take(draft, named, sentence)
            _date(draft, start, sentence)
            base = draft
        elif last is not None and last.sentence == draft.sentence:
            base = _lean(draft, last, base or last, (start, following), sentence, reading)
        else:
            base = draft
        last = draft
    _settle_both_bases(ordered, sentence)


def _settle_growth(draft: Draft, before: Draft | None, sentence: Sentence) -> None:
    """Read on what a growth is, "9% year over year", "3% sequentially", and what something "grew 9% to"."""
    text, start, end = sentence.block.text, draft.quantity.start, draft.quantity.end
    if _sort(draft) == "money":
        is_end = draft.role == "change" and _GREW_TO.search(text, max(sentence.start, start - 40), start)
        draft.role = "to" if is_end else draft.role
        return
    for pattern, word in ((_ON_YEAR, "year-over-year"), (_ON_QUARTER, "sequential")):
        if draft.role in ("level", "change", "increment") and pattern.match(text, end, sentence.end):
            draft.role = "change"
            draft.modifiers = tuple(dict.fromkeys((*draft.modifiers, word)))
            kept = tuple(one for one in draft.attribute_lemmas if one not in ("year", "quarter", "growth"))
            if not kept and before is not None and before.role == "change" and before.sentence == draft.sentence:
                kept = before.attribute_lemmas  # "grew 3% sequentially and 9% year over year"
            draft.attribute_lemmas = kept or ("growth",)


def _settle_both_bases(ordered: list[Draft], sentence: Sentence) -> None:
    """Give each of two figures its base: "GAAP and non-GAAP margins of 30% and 32%, respectively"."""
    text = sentence.block.text
    both = _BOTH.search(text, sentence.start, sentence.end)
    end = text.find("respectively", both.end() if both else 0, sentence.end)
    if both is None or end < 0:
        return
    told = [one for one in ordered if both.end() <= one.quantity.start < end]
    for first, second in zip(told[::2], told[1::2], strict=False):
        if _sort(first) != _sort(second) or not _NEXT.fullmatch(
            text[first.quantity.end : second.quantity.start].strip()
        ):
            return
        _copy(second, first)
        second.role, second.as_of = first.role, first.as_of
        for draft, word in ((first, both["one"].lower()), (second, both["other"].lower())):
            kept = tuple(one for one in draft.modifiers if one not in _GAAP | _ADJUSTED and one != "adjust")
            draft.modifiers = ("adjust" if word in _ADJUSTED else word, *kept)
            draft.attribute_lemmas = tuple(one for one in draft.attribute_lemmas if one not in _GAAP | _ADJUSTED)


def _sort(draft: Draft) -> str:
    unit = draft.quantity.unit
    if unit in ("percent", "basis_point", "percentage_point"):
        return "percent"
    return "money" if re.match(r"[A-Z]{3}(?![A-Za-z])|cent\b", unit) else ""


def _gap_start(draft: Draft, sentence: Sentence) -> int:
    """Return where the words before a figure begin: after the figure before it, or a semicolon."""
    begin = draft.quantity.start
    ends = [one.end for one in sentence.quantities if one.end <= begin]
    return max([sentence.start, begin - _REACH, *ends])


def _blank(sentence: Sentence, start: int, end: int) -> str:
    """Return the text between two places with its times, and the words that lead them in, as blanks."""
    text = sentence.block.text[start:end]
    for time in sentence.times:
        if start <= time.start and time.end <= end:
            low, high = time.start - start, time.end - start
            cue = _CUE.search(text, max(0, low - 12), low)
            low = cue.start() if cue else low
            text = f"{text[:low]}{' ' * (high - low)}{text[high:]}"
    return text


@cache
def _names() -> dict[tuple[str, ...], _Measure]:
    return {
        tuple(row["words"].split()): _Measure(tuple(row["lemmas"].split()), tuple(row["modifiers"].split()))
        for row in wordlists.rows("metrics")
    }


def _named(sentence: Sentence, start: int, end: int) -> _Measure | None:
    """Return the measure whose name ends right before a figure, past links and times; None where there is none."""
    text = _blank(sentence, start, end)
    tokens = [(match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    while tokens and (tokens[-1][0] in wordlists.words("metric_links") or tokens[-1][0] in _SIGNS):
        if tokens[-1][0] == "," and len(text[tokens[-2][2] if len(tokens) > 1 else 0 : tokens[-1][1]]) < 5:
            break  # no time was blanked before it
        tokens.pop()
    high = tokens[-1][2] if tokens else 0
    if len(tokens) > 3 and [one[0] for one in tokens[-3:]] == ["(", "eps", ")"]:
        del tokens[-3:]
    words = [one for one in tokens if one[0] not in ("diluted", "basic", "common", "ordinary", "fully")]
    found = next(
        (
            (name, _names()[name])
            for size in range(min(_LONGEST, len(words)), 0, -1)
            if (name := tuple(one[0] for one in words[-size:])) in _names()
        ),
        None,
    )
    if found is None:
        return None
    name, measure = found
    low = words[-len(name)][1]
    modifiers = list(measure.modifiers)
    before = [one for one in tokens if one[1] < low]
    while before and (before[-1][0] in _GAAP | _ADJUSTED | _NARROWING):
        word, low, _ = before.pop()
        modifiers.insert(0, "adjust" if word in _ADJUSTED else word)
    modifiers[:0] = _segment(start + low, sentence)
    return _Measure(measure.lemmas, tuple(dict.fromkeys(modifiers)), start + low, start + high)


def _segment(at: int, sentence: Sentence) -> list[str]:
    """Return the words that make a measure that of a part: "large data centre revenue", "gaming sales"."""
    doc = sentence.doc
    token = next((one for one in doc if sentence.start + one.idx >= at), None) if doc is not None else None
    found: list[str] = []
    while doc is not None and token is not None and token.i > 0 and len(found) < 3:
        token = doc[token.i - 1]
        is_word = token.pos_ in ("NOUN", "PROPN") and not token.ent_type_ and token.is_alpha
        if not is_word or lemma_of(token) in wordlists.words("no_segments"):
            break
        found.insert(0, lemma_of(token))
    return found


def _take(draft: Draft, measure: _Measure, sentence: Sentence) -> None:
    """Give a draft the measure that stands before it, unless the parse found that measure itself."""
    if measure.lemmas[-1] in draft.attribute_lemmas and {*measure.modifiers} <= {
        *draft.modifiers,
        *draft.attribute_lemmas,
    }:
        return
    own = {*measure.lemmas, *measure.modifiers}
    kept = [one for one in draft.modifiers if one not in own] if measure.lemmas[-1] in draft.attribute_lemmas else []
    draft.attribute_lemmas, draft.modifiers = measure.lemmas, (*measure.modifiers, *kept)
    text = sentence.block.text[measure.start : measure.end]
    low, high = sentence.block.to_document(measure.start, measure.end)
    draft.attribute = replace(draft.attribute, text=text, start=low, end=high, how="stands right before the figure")
    if draft.subject is not None and draft.subject.text.lower() in {*_GAAP, *_ADJUSTED, *text.lower().split()}:
        draft.subject = None


def _date(draft: Draft, start: int, sentence: Sentence) -> None:
    """Date a figure by what stands between it and its measure: a quarter, or words that say the whole year."""
    if draft.as_of is None or draft.as_of.source == "stated":
        return
    begin = draft.quantity.start
    times = [one for one in sentence.times if one.low and start <= one.start and one.end <= begin]
    if times and times[-1].sort in ("quarter", "half", "fiscal-year"):
        draft.as_of = as_of_phrase(times[-1], sentence.block)
    elif not times and _is_quarter(draft.as_of) and _says_year(draft, start, sentence):
        year = draft.as_of.low[:4]
        draft.as_of = replace(draft.as_of, low=f"{year}-01-01", high=f"{year}-12-31")


def _says_year(draft: Draft, start: int, sentence: Sentence) -> bool:
    text, begin, end = sentence.block.text, draft.quantity.start, draft.quantity.end
    is_before = _FULL_YEAR.search(text, max(start, begin - 60), begin) is not None
    return is_before or _YEAR_AFTER.match(text, end, sentence.end) is not None


def _is_whole_year(as_of: AsOf | None) -> TypeGuard[AsOf]:
    return as_of is not None and as_of.low.endswith("-01-01") and as_of.high.endswith("-12-31")


def _year_before(as_of: AsOf) -> AsOf:
    low, high = (f"{int(day[:4]) - 1:04d}{day[4:]}" for day in (as_of.low, as_of.high))
    return replace(as_of, low=low, high=high)


def _is_quarter(as_of: AsOf) -> bool:
    return as_of.low[:4] == as_of.high[:4] and as_of.low[8:] == "01" and int(as_of.high[5:7]) - int(as_of.low[5:7]) == 2


def _lean(draft: Draft, last: Draft, base: Draft, span: tuple[int, int], sentence: Sentence, reading: Reading) -> Draft:
    """Read what is set beside the figure before: another time's, another base's, or what a share has of it.

    Returns the figure that stands by itself: this one, or the one that it is set beside.
    """
    block = sentence.block
    gap = _blank(sentence, span[0], draft.quantity.start)
    if _sort(draft) == "percent" and _sort(last) == "money" and _GREW.fullmatch(gap):
        if _MOVED.search(block.text, last.quantity.end, draft.quantity.start + 1):
            _copy(draft, last)
            draft.role, draft.as_of = "change", last.as_of
        return base
    if _sort(draft) != _sort(last):
        return draft
    if _PER_SHARE.match(block.text, draft.quantity.end) and _OR.fullmatch(gap) and _is_earned(last):
        _copy(draft, last)
        draft.attribute_lemmas, draft.role, draft.as_of = ("eps",), last.role, last.as_of
        draft.modifiers = tuple(one for one in draft.modifiers if one != "net")
        return draft
    on = _BASE.fullmatch(gap)
    word = on["base"].lower() if on is not None else ""
    if word in _GAAP | _ADJUSTED and _is_earned(base):
        _copy(draft, base)
        rest = tuple(one for one in base.modifiers if one not in _GAAP and one != "adjust")
        draft.modifiers = ("adjust" if word in _ADJUSTED else word, *rest)
        draft.role, draft.as_of = base.role, base.as_of
        return draft
    time = _time_after(draft.quantity.end, span[1], sentence)
    is_beside = _BESIDE.fullmatch(gap) is not None
    if not is_beside and not (_NEXT.fullmatch(gap.strip()) and time is not None and last is not base):
        return draft
    _copy(draft, last)
    if time is not None and _is_at(base, time, sentence):
        reported = reported_quarter(reading)
        if _is_sole_quarter(time, reading) or (reported and (reported.low, reported.high) == (time.low, time.high)):
            return base  # "rose to 5 from 4 in the third quarter", in a report on it
        base.as_of = replace(reported, source="inherited") if reported else document_as_of(reading.document)
    if time is None and draft.role == "from" and _is_whole_year(base.as_of) and not _is_whole_year(draft.as_of):
        draft.as_of = _year_before(base.as_of)  # "for the year were $4, down from $5"
    if time is not None:
        draft.as_of = as_of_phrase(time, block)
        draft.role = "level" if _is_reported(draft) else draft.role
    return base


def _is_sole_quarter(time: TimeMention, reading: Reading) -> bool:
    told = {(one.low, one.high) for times in reading.times.values() for one in times if one.sort == "quarter"}
    return time.sort != "quarter" or told <= {(time.low, time.high)}


def _is_at(draft: Draft, time: TimeMention, sentence: Sentence) -> bool:
    """Tell whether a time was read as that of another figure."""
    return draft.as_of is not None and draft.as_of.start == sentence.block.to_document(time.start, time.end)[0]


def _is_reported(draft: Draft) -> bool:
    return any(draft.attribute_lemmas[:1] == measure.lemmas[:1] for measure in _names().values())


def _is_earned(draft: Draft) -> bool:
    return bool({*draft.attribute_lemmas} & {"income", "profit", "loss", "earning", "eps", "earnings"})


def _copy(draft: Draft, model: Draft) -> None:
    draft.attribute, draft.attribute_lemmas, draft.modifiers = model.attribute, model.attribute_lemmas, model.modifiers
    draft.subject, draft.modality = model.subject, model.modality


def _time_after(start: int, end: int, sentence: Sentence) -> TimeMention | None:
    """Return the time right after a figure: "$2.9bn in Q2"."""
    for time in sentence.times:
        if start <= time.start < end and time.low and _CUE.fullmatch(sentence.block.text, start, time.start):
            return time
    return None
