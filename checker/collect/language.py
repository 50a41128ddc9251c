"""A light look at the language of a text, so that one which is not read is named and not misread.

It counts stop words (`stop_words.csv`) and looks at the script. Only a sure answer counts: short texts, tables of
figures and mixed texts are taken as English.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache

from checker import resources

WORDS = 40  # fewer words prove nothing
SAMPLE_CHARACTERS = 50_000
STOP_SHARE = 0.2  # of the words of running text that are stop words of its language; it is 0.3 to 0.5
LEAD = 2.0  # how many times more stop words of the language than of English
SCRIPT_SHARE = 0.5  # of the letters

NAMES = {
    "cs": "Czech", "da": "Danish", "de": "German", "es": "Spanish", "fi": "Finnish", "fr": "French", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "sv": "Swedish", "tr": "Turkish", "ar": "Arabic script", "el": "Greek", "he": "Hebrew",
    "hi": "Devanagari script", "ja": "Japanese", "ko": "Korean", "ru": "Cyrillic script", "th": "Thai", "zh": "Chinese",
}  # fmt: skip
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    with resources.package_file("collect", "stop_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.setdefault(row["language"], set()).add(row["word"])
    return {language: frozenset(group) for language, group in words.items()}


def guess_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language: "en" unless it is surely another."""
    sample = text[:SAMPLE_CHARACTERS]
    script = _by_script(sample)
    if script:
        return script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < WORDS:
        return "en"
    counts = Counter(words)
    scores = {language: sum(counts[word] for word in stop_words) for language, stop_words in _stop_words().items()}
    best = max(sorted(scores), key=scores.__getitem__)
    is_sure = scores[best] >= STOP_SHARE * len(words) and scores[best] >= LEAD * scores["en"]
    return best if is_sure else "en"


def _by_script(sample: str) -> str:
    letters = len("".join(_WORD.findall(sample)))
    if letters < WORDS:
        return ""
    shares = {language: len(pattern.findall(sample)) / letters for language, pattern in _SCRIPTS}
    if shares["ja"] > 0.1 and shares["ja"] + shares["zh"] > SCRIPT_SHARE:  # Japanese mixes kana with Han
        return "ja"
    return next((language for language, share in shares.items() if share > SCRIPT_SHARE), "")
