"""What holds a number and is no quantity: names, versions, references, labels, identifiers, scores, idioms.

`is_code` looks at the characters that touch a number, before anything is read; `is_name_or_label` at the words
around a number that has no unit. Dates and clock times are found elsewhere and passed in as taken spans.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.counts import is_plural
from checker.extract.figure_drafts import FigureDraft
from checker.extract.lexicon_files import words
from checker.extract.numbers import Number
from checker.extract.pairs import is_ratio, is_split
from checker.extract.quantity_patterns import pattern

_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:[.&’'-]+[^\W\d_]*)*:?)[ \u00a0]?[(\[#]?$")
_VERB_BEFORE = re.compile(r"\b(?:they|we|you|i|he|she|it|who|to|will|can|could|must|would|may|should) [a-z]+ $")
_BRAND = re.compile(r"-[A-Z][a-z]+")
_CLOCK = re.compile(r"\s?o['’]clock\b")
_EMERGENCY = re.compile(r"\b(?:call|called|calling|dial|dialled|phone|on) $")
_RANKED = re.compile(r"\btop[ -]$")
_REFERENCE = re.compile(r"\[[\d\s,;–-]*$")
_REFERENCE_END = re.compile(r"[\d\s,;–-]*\]")
_YEARISH = re.compile(r"(?:1[5-9]|20)\d\d$")
_VERSION = re.compile(r"\d{1,2}\.\d{1,2}")
_OF_PRODUCT = re.compile(
    r"\b(?:[Aa]pplies to|[Aa]pply to|[Uu]p(?:grade|date)d? to|[Mm]igrate to|with|using|[Rr]equires?"
    r"|[Ss]upports?|[Ii]nstall(?:s|ed)?|[Rr]uns?|[Rr]unning|[Bb]efore|[Ss]ince|[Uu]ntil|[Ii]n|[Ff]rom|[Ff]or)(?: the)? "
    r"(?:[A-Z][\w+-]{1,20} ){1,3}\Z"
)
_VERSION_END = re.compile(
    r"\s?(?:[.;):](?:\s|\Z)|\Z|,\s(?![A-Z])|\s(?:and|or|only|onwards?|later|first|the|by|has|is|are|now)\b)"
)
_SINCE = re.compile(r"(?:\b(?:since|as of)|(?:\A|[.!?] )(?:In|Since|Before|As of|Until)) \Z")
_SENTENCE_PART = re.compile(r"(?:[.;)](?:\s|\Z)|\Z|,\s[a-z])")
_AGREED = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "of",
        "than",
        "and",
        "or",
        "but",
        "the",
        "a",
        "an",
        "about",
        "around",
        "over",
        "under",
        "above",
        "below",
        "between",
        "nearly",
        "almost",
        "some",
        "only",
        "just",
        "all",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "no",
        "least",
        "most",
        "another",
        "every",
        "each",
        "was",
        "were",
        "is",
        "are",
        "be",
        "has",
        "had",
        "have",
        "if",
        "when",
        "while",
        "as",
        "that",
        "this",
        "which",
        "who",
        "it",
        "we",
        "they",
        "he",
        "she",
        "you",
        "i",
        "not",
        "into",
        "after",
        "before",
        "during",
        "within",
        "since",
        "until",
        "up",
        "down",
        "more",
        "less",
        "further",
        "additional",
        "exactly",
        "approximately",
        "roughly",
        "total",
        "totalling",
        "totaling",
        "plus",
    ]
)


def is_code(text: str, number: Number, end_before: int = -1) -> bool:
    """True where the characters around a number make it part of a code, address, version, link or ordinal.

    `end_before` is where the figure before it ends: "250kcal/1046kJ" holds two.
    """
    start, end = number.start, number.end
    before, earlier, follow = text[start - 1 : start], text[start - 2 : start - 1], text[end : end + 2]
    if number.form == "words":  # "7-Eleven", "five o'clock"
        is_tied = (before == "-" and earlier.isdigit()) or (follow[:1] == "-" and follow[1:].isdigit())
        return is_tied or _CLOCK.match(text, end) is not None
    is_cut = before in (":", "/") and earlier.isalnum() and start - 1 != end_before
    if (follow[:1] in (":", "/") and follow[1:].isdigit()) or is_cut:
        begin = max(0, start - 90)
        if follow[:1] == "/" and is_split(text[begin : end + 80].lower(), start - begin):
            return False
        return "/" in (follow[:1], before) or not is_ratio(text, start, end)
    if (follow[:1] == "." and follow[1:].isdigit()) or (before == "." and earlier.isalnum()) or follow[:1] == "_":
        return True
    if before == "," and earlier.isdigit() and follow[:1] == "-" and follow[1:].isalpha():
        return True  # "3,4-dichlorophenol"
    return _is_in_link(text, start) or _is_phone(text, start, end) or _is_chain(text, start, end)


def _is_in_link(text: str, start: int) -> bool:
    if "://" not in text[max(0, start - 200) : start]:
        return False
    begin = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start), text.rfind("(", 0, start)) + 1
    return "://" in text[begin:start]


_LINKS = tuple("0123456789-–.")
_LOCAL_PHONE = re.compile(r"\d{3}[-.]\d{4}\b")
_PHONE = re.compile(r"(?:\+\d{1,3}|\(\d{2,5}\)|\b0\d{2,4})(?:[ -]\(?\d{2,5}\)?){2,5}(?!\d)")


def _is_phone(text: str, start: int, end: int) -> bool:
    if _LOCAL_PHONE.match(text, start) and pattern("call").search(text[max(0, start - 30) : start].lower()):
        return True
    begin = max(0, start - 22)
    if (
        "+" not in text[begin:start]
        and "(" not in text[begin:start]
        and text[start] != "0"
        and " 0" not in text[begin:start]
    ):
        return False
    return any(
        match.start() <= start and end <= match.end()
        for match in _PHONE.finditer(text, begin, min(len(text), end + 22))
    )


def _is_chain(text: str, start: int, end: int) -> bool:
    """True inside three or more runs of digits held by hyphens or points: phone, ISBN, IP address, date."""
    if text[start - 1 : start] not in _LINKS and text[end : end + 1] not in _LINKS:
        return False
    begin = start
    while begin > 0 and start - begin < 40 and (text[begin - 1].isdigit() or text[begin - 1] in "-–."):
        begin -= 1
    stop = end
    while stop < len(text) and stop - end < 40 and (text[stop].isdigit() or text[stop] in "-–."):
        stop += 1
    runs = re.findall(r"\d+", text[begin:stop].strip("-–."))
    if len(runs) < 3:
        return False
    return (
        len(re.findall(r"(?<=\d)[-–](?=\d)", text[begin:stop])) > 1
        or len(re.findall(r"(?<=\d)\.(?=\d)", text[begin:stop])) > 2
    )


def is_name_or_label(text: str, low: str, draft: FigureDraft) -> bool:
    """True where a number without a unit names a thing: "Boeing 737", "figure 4", "10 Downing Street", "[12]"."""
    return bool(what_it_names(text, low, draft))


def what_it_names(text: str, low: str, draft: FigureDraft) -> str:
    """Return what sort of name a number without a unit is, "" where it is none."""
    start, end = draft.start, draft.end
    earlier = text[max(0, start - 24) : start]
    if "[" in earlier and _REFERENCE.search(earlier) and _REFERENCE_END.match(text, end):
        return "a reference in brackets"
    if pattern("street").match(text, draft.number.end) or _BRAND.match(text, draft.number.end):
        return "part of an address or a brand"
    if _is_label(text, low, start, end, draft):
        return "a label, as in 'figure 4', or part of a name, as in 'Route 66'"
    if _is_identifier(text, draft):
        return "an identifier, whose digits are no amount"
    if _is_version(text, draft):
        return "the version of a product"
    if draft.number.is_plain_integer and _is_year(low, start, end, draft):
        return "a year"
    if _is_list_number(text, start, end, draft):
        return "the number of a list item"
    return "part of an expression, as in 'net zero' or 'top ten'" if _is_zero_name(low, draft) else ""


def _is_version(text: str, draft: FigureDraft) -> bool:
    """True for the 3.0 of "applies to Corvo 3.0" and "on by default since 3.0."; "Lund 3.4, Vik 2.9" are values."""
    start, end = draft.start, draft.end
    if not _VERSION.fullmatch(text, start, end) or draft.comparator not in ("=", ">="):
        return False
    before = text[max(0, start - 48) : start]
    if _OF_PRODUCT.search(before) and not _measured_by(before):
        return bool(_VERSION_END.match(text, end))
    return bool(_SINCE.search(before) and _SENTENCE_PART.match(text, end))


def _measured_by(before: str) -> bool:
    word = before.split()[-1].lower()
    return word in words("population_nouns.txt") or word in ("magnitude", "richter", "gpa", "average", "ph", "grade")


def _is_zero_name(low: str, draft: FigureDraft) -> bool:
    """True for "absolute zero", "ground zero", "net zero"."""
    if _RANKED.search(low[max(0, draft.start - 5) : draft.start]):
        return not is_plural((re.match(r"[ -]([a-z]*)", low[draft.end : draft.end + 24]) or [""] * 2)[1])
    return draft.high == 0 and low.endswith(
        ("absolute ", "ground ", "net ", "patient ", "net-", "day "), 0, draft.start
    )


def _is_label(text: str, low: str, start: int, end: int, draft: FigureDraft) -> bool:
    if text[start - 1 : start] == " " and text[start - 2 : start - 1].isdigit():
        return False  # a figure before it, and no word
    before = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    if before is None or draft.number.form not in ("digits", "words") or draft.number.is_grouped:
        return False
    word = before[1].strip("“”\"'‘’(")
    folded = word.lower()
    if text[start - 1] in "([" and folded not in words("label_nouns.txt"):
        return False
    if folded in words("label_nouns.txt"):
        if _VERB_BEFORE.search(low[max(0, start - 40) : start]):
            return False
        return folded not in ("since", "until") or bool(_YEARISH.match(low[start:end]))
    if draft.number.form == "words" or not draft.number.is_plain_integer:
        return word[:1].isupper() and draft.number.form == "digits" and folded in words("name_words.txt")
    if folded in words("name_words.txt") and word[:1].isupper():
        return True
    if folded == "an":  # "the An 124", an aircraft; "An 800-page book"
        return (
            word[:1].isupper()
            and re.search(r"[A-Za-z] \Z", text[max(0, start - 5) : start - len(word) - 1]) is not None
        )
    if draft.unit:
        return False  # "Sugar 30g"
    if not word[:1].isupper() or folded in _AGREED or folded.endswith((",", ":", ";", ".")):
        return False
    position = start - (len(text[max(0, start - 24) : start]) - before.start())
    is_opening = position <= 1 or (
        text[max(0, position - 2) : position].strip() in ("", ".", "!", "?", "“", '"')
        and not text[max(0, position - 2) : position - 1].isalnum()
    )
    follow = re.match(r"[ -]([a-z]+)", text[end : end + 30])
    if follow is not None and is_plural(follow[1]):
        return False
    return not is_opening or not word[1:].islower() or follow is None


_NAME_OPEN = re.compile(r"[A-Z][a-z]+ \($")
_NAME_NUMBER = re.compile(r"7[0-8]7|911|007")


def _is_identifier(text: str, draft: FigureDraft) -> bool:
    """True for digits that are no amount: leading zeros, "OMIM: 606639", "the 747"."""
    core, start = draft.number.core, draft.number.start
    if not core.isdigit():
        return False
    if len(core) > 1 and core[0] == "0":
        return True
    if len(core) >= 5 and re.search(r"[A-Z]{2,}\w*:? ?#?$", text[max(0, start - 12) : start]):
        return True
    if core in ("911", "999", "112", "000") and _EMERGENCY.search(text[max(0, start - 10) : start].lower()):
        return True
    if _NAME_NUMBER.fullmatch(core) and re.search(r"\b(?:the|an?) $", text[max(0, start - 5) : start].lower()):
        follow = re.match(r" ([a-z]+)", text[draft.end : draft.end + 24])
        return follow is None or not is_plural(follow[1])
    return False


def _is_year(low: str, start: int, end: int, draft: FigureDraft) -> bool:
    if draft.comparator != "=" or not _YEARISH.fullmatch(low[start:end]):
        return False
    follow = re.match(r" ([a-z]+)", low[end : end + 24])
    if follow is None or not is_plural(follow[1]):
        return True
    return bool(pattern("year_before").search(low[max(0, start - 12) : start]))


def _is_list_number(text: str, start: int, end: int, draft: FigureDraft) -> bool:
    """True for "(2) the" and for "1." at the head of a line."""
    if not draft.number.is_plain_integer or draft.high > Decimal(99):
        return False
    if text[start - 1 : start] == "(" and text[draft.number.end : draft.number.end + 1] == ")":
        return draft.high < 16 or not _NAME_OPEN.search(text[max(0, start - 20) : start])  # "Ana Silva (36)"
    line = text.rfind("\n", max(0, start - 12), start) + 1
    return (
        (line > 0 or start < 12)
        and not text[line:start].strip()
        and text[end : end + 2] in (". ", ") ")
        and len(text) > end + 2
    )
