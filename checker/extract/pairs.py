"""Two numbers that make one reading: splits ("50-50"), shares ("one in five", "3 out of 10"), scores, bounds."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.figure_drafts import FigureDraft
from checker.extract.quantity_patterns import pattern

_OUT_OF = re.compile(r"\sout\sof\s(?:every\s)?|\sin\s(?:every\s)?")
_SHARE_BASES = frozenset(Decimal(n) for n in (5, 10, 20, 100, 1000, 10000, 100000, 1000000))
_PHRASE_END = re.compile(r"\s?(?:[.,;:)]|$)")
_SHARES = re.compile(r"(\d{1,2})( ?[-–/] ?|-to-| to )(\d{1,2})(?![\d%]|[.,:/-]\d| ?%| per ?cent)")
_SENTENCE_END = re.compile(r"[.;!?]\s")
_DIVIDED = re.compile(
    r"\b(?:split(?:s|ting)?|shar(?:e|ed|es|ing)|divid(?:e|ed|es|ing)|division|commitment|apportion\w*|allocat\w+)\b"
)
_DIVIDED_BEFORE = re.compile(r"\b(?:split|splits|splitting|shared|sharing|divided|dividing)(?: [a-z]+){0,3} \Z")
_COUNTED = re.compile(r"\s(?!shares?\b)[a-z]{2,20}s\b")
_AND = re.compile(r"\s?,?\s(?:and|but)\s")


def join_pairs(low: str, drafts: list[FigureDraft]) -> list[FigureDraft]:
    """Return the drafts with splits and shares as one figure each, and without scores and idioms."""
    out: list[FigureDraft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if before is not None and not before.is_dead and _is_pair(before, draft):
            gap = low[before.end : draft.start]
            if is_split(low, before.start):
                before.unit, before.form, before.end = "percent", "ratio", draft.end
                continue
            if gap in (":", " to ", "-to-") and is_ratio(low, before.start, before.end):
                before.low = before.high = before.high / draft.high if draft.high else before.high
                before.unit, before.form, before.end = "count", "ratio", draft.end
                continue
            if gap.strip() in ("-", "–", "/") and _join_dash(low, before, draft):
                continue
            if gap == " over " and _PHRASE_END.match(low, draft.end) and draft.high > 0:
                _make_share(before, draft)  # "one over three"
                continue
            if _OUT_OF.fullmatch(gap) and _is_share(before, draft, gap):
                _make_share(before, draft)
                continue
        out.append(draft)
    return [draft for draft in out if not draft.is_dead]


def _is_pair(a: FigureDraft, b: FigureDraft) -> bool:
    return a.is_bare and b.is_bare and b.start - a.end <= 14 and a.tolerance is None


def _join_dash(low: str, a: FigureDraft, b: FigureDraft) -> bool:
    """Settle `A-B` where it is no range; a score or an idiom leaves a dead draft behind."""
    if a.form == "digits" and b.form != "digits":
        return False
    if (a.high == b.high and a.high in (50, 20)) or _is_score(low, a, b):
        a.is_dead, a.end = True, b.end
        return True
    return False


def is_split(low: str, start: int) -> bool:
    """Tell whether two shares that make up a hundred begin at `start`: "a 60-40 split", "share the costs 65/35"."""
    pair = _SHARES.match(low, start)
    if pair is None or int(pair[1]) + int(pair[3]) != 100:
        return False
    if pattern("split_after").match(low, pair.end()):
        return True
    if pattern("score_after").match(low, pair.end()) or _COUNTED.match(low, pair.end()):
        return False
    before = _SENTENCE_END.split(low[max(0, start - 90) : start])[-1]
    if " " in pair[2]:  # "shares fell from 60 to 40"
        return bool(_DIVIDED_BEFORE.search(before))
    after = _SENTENCE_END.split(low[pair.end() : pair.end() + 60])[0]
    return bool(_DIVIDED.search(before) or _DIVIDED.search(after)) and not pattern("score_before").search(before)


def _is_score(low: str, a: FigureDraft, b: FigureDraft) -> bool:
    if not (a.number.is_plain_integer and b.number.is_plain_integer and max(a.high, b.high) < 200):
        return False
    after = pattern("score_after").match(low, b.end)
    return bool(after or pattern("score_before").search(low[max(0, a.start - 80) : a.start]))


def _is_share(a: FigureDraft, b: FigureDraft, gap: str) -> bool:
    if not (0 < a.high < b.high and a.high == int(a.high) and b.high == int(b.high)):
        return False
    is_spelled = a.form == b.form == "words" and b.high <= 10
    return "out" in gap or a.high == 1 or is_spelled or (b.high in _SHARE_BASES and b.high <= 20)


def _make_share(a: FigureDraft, b: FigureDraft) -> None:
    a.low = a.high = a.high / b.high
    a.step, a.unit, a.form, a.end = Decimal("0.1") / max(Decimal(1), b.high / 10), "count", "fraction", b.end


def join_bounds(low: str, drafts: list[FigureDraft]) -> list[FigureDraft]:
    """Make one range of "more than 5 and less than 8"; comparators must be known."""
    out: list[FigureDraft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if before is not None and _AND.fullmatch(low, before.right, draft.left) and _bounds(before, draft):
            continue
        out.append(draft)
    return out


def _bounds(a: FigureDraft, b: FigureDraft) -> bool:
    signs = (a.comparator[:1], b.comparator[:1])
    if signs not in ((">", "<"), ("<", ">")) or (a.unit and b.unit and a.unit != b.unit):
        return False
    bottom, top = (a.high, b.high) if signs[0] == ">" else (b.high, a.high)
    if bottom > top:
        return False
    if a.is_bare and b.unit:
        a.unit, a.word = b.unit, b.word
    a.low, a.high, a.comparator, a.hedge = bottom, top, "range", ""
    a.end, a.right = b.end, b.right
    return True


def is_ratio(text: str, start: int, end: int) -> bool:
    """True where the words around `3:1` or "5 to 1" announce a ratio."""
    before, after = text[max(0, start - 40) : start].lower(), text[end : end + 24].lower()
    return bool(pattern("ratio_before").search(before) or pattern("ratio_after").match(after))
