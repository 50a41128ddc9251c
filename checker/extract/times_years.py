"""Whether a bare four-digit number is a year: only with evidence in the words around it."""

from __future__ import annotations

import re

from checker.extract import times_lexicon as lexicon

_BARE = re.compile(r"(?:1[5-9]\d\d|20\d\d|2100)(?:(?=[a-d][,;)\]])|(?![\w%°‰€$£]|[.,]\d|\s?[%°‰]|\s?[-–]\s?\d|:\d))")
_LAST_WORDS = re.compile(r"(?:(?<!\w)([\w.’'-]{1,24})[^\w\S]{1,3})?(?<!\w)([\w.’'©-]{1,24})[^\w\S]{1,3}\Z")
_NEXT_WORD = re.compile(r"[^\w\S]{1,3}([A-Za-z][\w’'-]{0,30})")
_ESTIMATE = re.compile(r"[^\w\S]{0,3}[,(]?[^\w\S]{0,3}(?:est\b\.?|estimated?\b|proj\b\.?|prelim\b\.?|census\b|data\b)")
_SUFFIX = re.compile(r"-(?:built|era|based|vintage|style|born|made|dated|model)\b")
_LIST = re.compile(r"\s?(?:,|,?\s(?:and|or|to|through|until|versus|vs\.?|against|from|over|with)|/|;)\s?\Z")
_IN_HEAD = re.compile(r"(?<!\w)In\s\Z")  # "In 2004 people moved"
_LABEL = re.compile(r":\s")
_CITED = re.compile(r"[a-d]?(?:[),;\]]|\s?$)")

_NOT_PLURAL = ("ss", "us", "is", "ics", "series", "news")
_VERBS = frozenset({"was", "has", "does"})


def is_year(text: str, start: int, end: int, is_listed: bool = False) -> bool:
    """Return whether `text[start:end]`, four digits from 1500 to 2100, is a year and not a count.

    "in 2013", "(2015 est.)", "2013's" and "the 2004 tsunami" are; "2004 people" and "No. 2004" are not.

    Args:
        is_listed: the number continues a list of years: "2012, 2013".
    """
    if not _stands_alone(text, start):
        return False
    following = _NEXT_WORD.match(text, end)
    word = following[1] if following else ""
    if _ESTIMATE.match(text, end) or text[end : end + 2] in ("'s", "’s") or _SUFFIX.match(text, end):
        return True
    if word in lexicon.phrases("price-base") and int(text[start:end]) % 50:  # "in 2016 dollars"
        return True
    if _is_counted(word) and not (_IN_HEAD.search(text, max(0, start - 6), start) and word.islower()):
        return False
    number = int(text[start:end])
    if is_listed:
        return not (_is_plural(word) and number % 50 == 0)
    return _has_evidence(text, start, end, number, word)


def bare_year(text: str, start: int) -> int:
    """Return the end of a four-digit number from 1500 to 2100 that starts here, or -1."""
    match = _BARE.match(text, start)
    return match.end() if match else -1


def may_be_years(text: str, start: int, end: int) -> bool:
    """Return whether a span of two years is none of "1500-2000 g" or "1500-2000 people"."""
    following = _NEXT_WORD.match(text, end)
    word = following[1] if following else ""
    if text[start - 1 : start] in ("~", "≈", "<", ">") or _is_counted(word):
        return False
    return not (int(text[start : start + 4]) % 50 == 0 and text[end - 2 : end] in ("00", "50") and _is_plural(word))


def continues_list(text: str, end: int, start: int) -> bool:
    """Return whether only a comma or "and" lies between the end of one year and the start of the next."""
    return start - end <= 10 and bool(_LIST.match(text[end:start]))


def _stands_alone(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if before in ("-", "–"):
        return text[max(0, start - 5) : start - 1].lower().endswith(("pre", "post", "mid"))
    return before not in (".", ",", ":", "/", "$", "€", "£", "¥", "#", "+", "−", "@", "=", "~", "<", ">", "≈", "≥", "≤")


def _has_evidence(text: str, start: int, end: int, number: int, word: str) -> bool:
    if text[start - 1 : start] in ("(", "[") and _CITED.match(text, end):  # "(2015)", "(2015, Paris)"
        return True
    before = _LAST_WORDS.search(text, max(0, start - 52), start)
    last = before[2].lower().strip("'’") if before else ""
    is_round = number % 50 == 0
    if last in lexicon.phrases("strong") or text[start - 1 : start] in ("-", "–"):
        return not (is_round and _is_plural(word))
    if last in lexicon.phrases("weak"):
        return _is_after_weak(before[1] or "" if before else "", last, number, word)
    if last in lexicon.phrases("determiner") or last.endswith(
        ("'s", "’s")
    ):  # "the 2004 tsunami", not "the 2004 workers"
        return bool(word) and (word[0].isupper() or not (is_round and _is_plural(word)))
    if 1900 <= number <= 2060 and _LABEL.match(text, end) and last:  # "Exports 2021: 4 tonnes"
        return True
    if _is_in_citation(text, start, end):
        return True
    if not before and word:  # "2012 annual report" at the head of a line
        lead = text[max(0, start - 8) : start].rstrip()
        is_head = not lead or lead[-1] in ".:;|—–•*"
        is_noun = word[0].isupper() or not (_is_plural(word) or word in lexicon.phrases("function"))
        return is_head and number < 2050 and is_noun
    return False


def _is_after_weak(second: str, last: str, number: int, word: str) -> bool:
    """ "by 2030" but not "rose by 2030"; "for 2013" but not "for 2000 euros"."""
    if not 1900 <= number <= 2060 or _is_plural(word):
        return False
    if f"{second.lower()} {last}" in lexicon.phrases("against"):  # "compared to 2023"
        return True
    if second.lower() in lexicon.phrases("change") and last in ("by", "to", "over"):
        return False
    if last in ("to", "on", "and", "or", "about", "around", "roughly", "over", "than"):
        return number % 50 != 0 and not word[:1].islower() and last not in ("to", "and", "or", "over", "than")
    return number % 50 != 0 or not word or word[0].isupper() or last in ("of", "from", "by")


def _is_in_citation(text: str, start: int, end: int) -> bool:
    """ "(Okafor et al., 1999)" and "(Lind 2004; Roe 2007)"."""
    if not _CITED.match(text, end) or text[end : end + 1] not in ("a", "b", "c", "d", ")", ";", ",", "]"):
        return False
    opened = max(text.rfind("(", max(0, start - 160), start), text.rfind("[", max(0, start - 160), start))
    if opened < 0 or ")" in text[opened:start]:
        return False
    return bool(re.search(r"(?:[A-Z][\w’'-]{1,30}|al\.|&|\d{4}[a-d]?)[,;]?\s\Z", text[opened:start]))


def _is_counted(word: str) -> bool:
    return word in lexicon.counted()


def _is_plural(word: str) -> bool:
    is_open = word[:1].islower() and word not in _VERBS
    return is_open and word.endswith("s") and not word.endswith(_NOT_PLURAL)
