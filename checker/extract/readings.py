"""Readings that depend on the words around: pound and money, differences of temperature, "one", "half", ages."""

from __future__ import annotations

import re

from checker.extract.figure_drafts import FigureDraft
from checker.extract.numbers import ONE

_PRONOUN_ONE_BEFORE = re.compile(r"\b(?:the|this|that|which|any|every|no|another|each|some|last|next|latter|former|other|number|loved|square)[\s-]$")
_PRONOUN_ONE_AFTER = re.compile(r"(?:\s(?:of\b|another|thing\b|side\b|hand\b|must|should|can|could|would|may|might|will|is|was|has|had|cannot|who|whose|that|which|to\b|and\b|or\b|by\b|such\b|way\b|time\b|reason\b|more\b|else\b|in the\b|as\b|day,)|['’]s|[.,;:!?)]|-(?:on-|way|off|sided|time)|$)")
_HALF_BEFORE = re.compile(r"(?:first|second|other|latter|top|bottom|upper|lower|northern|southern|eastern|western|better|former|back|front|this|each)[\s-]$")
_HALF_AFTER = re.compile(r"\s?(?:of\b|the\b|an?\b|its\b|their\b|his\b|her\b|our\b|my\b|your\b|all\b|that\b|those\b|as\b)|[\s-](?:mile|inch|hour|cup|acre|pound|ton|percent|per cent|point|turn|teaspoon|tablespoon|gallon|pint|litre|liter|million|billion|dozen|day|century)")
_FRACTION_BEFORE = re.compile(r"\b(?:by|about|nearly|almost|over|under|than|around|approximately|least|only|roughly|some|to|up to|in|one|exactly)\s(?:an?\s)?$")
_FRACTION_AFTER = re.compile(r"\s(?:of|more|less|fewer|larger|smaller|higher|lower|as|over|in|from|by|to|per|off|longer|faster|cheaper|stake|share|interest)\b|\s?[.,;:)]|\s?$|-")
_MONEY_WORDS = re.compile(r"[£]|\b(?:costs?|paid|pays?|price[ds]?|worth|fine[ds]?|profits?|losses|spend|spent|budget|sterling|salary|wages?|debt|fund|bill|revenue|sales|earnings|loans?|grants?|savings)\b")
_DELTA_BEFORE = re.compile(r"\b(?:by|warming of|cooling of|rise of|increase of|increases of|drop of|fall of|difference of|change of|decrease of|gain of|warmed|cooled|warms)\s(?:(?:about|around|nearly|almost|some|up to|at least|more than|over|less than|just|as much as|an? (?:average|further|additional)(?: of)?|roughly|approximately)\s)*$")
_DELTA_AFTER = re.compile(r"\s(?:warmer|cooler|colder|hotter|higher|lower|of (?:global )?warming|of cooling|rise|increase|warming|drop|above (?:pre-?industrial|average|normal|the (?:average|norm|pre-?industrial))|below (?:average|normal))\b")
_AGE_BEFORE = re.compile(r"(?:\baged?|\bat (?:the )?age(?: of)?|\bof age|\b(?:he|she|i|who) (?:was|is|turned|turns)(?: (?:only|just|still))?|\bages)\s$")
_AGE_GROUP = re.compile(r"\b(?:children|kids|adults|people|persons|women|men|girls|boys|those|anyone|everyone|pupils|drivers|patients|infants|voters|babies|players|all) (?:aged )?$")
_AGE_AFTER = re.compile(r"\s?(?:,|\.(?:\s|$)|;|\)|$|\b(?:so|when|and|or|for|at|while|but|who|as)\b| (?:so|when|and|or|for|at|while|but|who|as|to)\b)")
_NAME_COMMA = re.compile(r"(?:[A-Z][\w'’-]+),? [(]?$")


def is_letter_unit(draft: FigureDraft) -> bool:
    """True for an integer with one letter right after it, which may be a label: `figure 3A`, `row 12 b`."""
    return draft.word is not None and len(draft.word.surface) == 1 and draft.word.surface.isalpha() and draft.number.is_plain_integer


def is_quantity_word(low: str, draft: FigureDraft) -> bool:
    """False for "one", "half" and "a third" where they count nothing."""
    number = draft.number
    if number.form == "digits" or draft.word is not None and draft.word.sort != "fixed":
        return True
    before, after = low[max(0, draft.start - 28) : draft.start], low[number.end : number.end + 24]
    if number.core == "one" and draft.is_bare and draft.high > 0:
        return not before.strip() and not after.strip(" .") or not (_PRONOUN_ONE_BEFORE.search(before) or _PRONOUN_ONE_AFTER.match(after))
    if number.form == "fraction":
        return _is_fraction(low, draft, before, after)
    return True


def _is_fraction(low: str, draft: FigureDraft, before: str, after: str) -> bool:
    written = low[draft.number.start : draft.number.end]
    if not written[0].isalpha():
        return True
    if not before.strip() and not after.strip(" .?!"):
        return True
    if written == "half":
        if _HALF_BEFORE.search(before):
            return False
        return bool(_HALF_AFTER.match(after) or (_FRACTION_BEFORE.search(before) and _FRACTION_AFTER.match(after)) or re.search(r"than $", before))
    if written == "quarter":
        return bool(re.match(r"\s(?:of an?|mile|million|hour)\b", after))
    if written.startswith(("a ", "an ")):
        return bool(_FRACTION_AFTER.match(after))
    return True


def fix_reading(text: str, low: str, draft: FigureDraft) -> None:
    """Settle units that the words around decide, and note the assumption."""
    if draft.unit == "pound" and draft.word is not None and draft.word.surface.startswith("pound"):
        _fix_pound(low, draft)
    elif draft.unit in ("degree_Celsius", "degree_Fahrenheit"):
        before, after = low[max(0, draft.left - 60) : draft.left + 12], low[draft.end : draft.end + 30]
        if _DELTA_BEFORE.search(low[max(0, draft.start - 60) : draft.start]) or _DELTA_AFTER.match(after):
            draft.unit = f"delta_{draft.unit}"
        del before
    elif draft.unit in ("count", "count:"):
        _fix_age(text, low, draft)


def _fix_pound(low: str, draft: FigureDraft) -> None:
    after = low[draft.end : draft.end + 16]
    if re.match(r"\s(?:of|in weight|per)\s", after) or low[draft.number.end : draft.number.end + 1] == "-":
        return
    is_large = abs(draft.high) >= 50_000 or draft.number.scale >= 1000
    around = low[max(0, draft.start - 90) : draft.start] + low[draft.end : draft.end + 60]
    if is_large or _MONEY_WORDS.search(around) or after.startswith(" sterling"):
        draft.unit = "GBP"
        draft.notes = ["pound read as GBP"]


def _fix_age(text: str, low: str, draft: FigureDraft) -> None:
    """Read "Sam, 42," and "aged 14" as years of age."""
    if draft.high > 120 or draft.low < 0 or draft.number.scale != ONE or draft.low != int(draft.low):
        return
    before = low[max(0, draft.start - 24) : draft.start]
    follow = text[draft.end : draft.end + 8]
    if _AGE_BEFORE.search(before) and _AGE_AFTER.match(follow) or re.search(r"\baged?(?: of)? $", before):
        draft.unit = "year"
    elif draft.left != draft.start and _AGE_GROUP.search(low[max(0, draft.left - 24) : draft.left]) and _AGE_AFTER.match(follow):
        draft.unit = "year"  # "children under 5"
    elif draft.number.is_plain_integer and _NAME_COMMA.search(text[max(0, draft.start - 24) : draft.start]):
        opening = text[draft.start - 2 : draft.start]
        if (opening == ", " and follow[:1] in (",", ".", ";", "")) or (opening == " (" and follow[:1] == ")"):
            draft.unit = "year"
