"""Which names stand in a sentence: what the recogniser finds, put right at its ends, and capitalised words it missed.

"Tarn Delivers Record Year"     a headline's verb is no part of the name
"Tarn - Annual Meeting"         nor is what stands beside it
"Tarn LedgerDB keeps"           a coined word is: the product, and not its maker
"5 Global Mirror Sets"          what a figure counts is no name
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.passages import Name, Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})
_CAPITALISED = re.compile(
    r"(?<![\w'’])[A-Z][\w&’'-]{1,30}(?:\s(?:(?:of|de|da|von|the)\s)?(?:[A-Z][\w&’'-]{0,30}|[A-Z]\.)){0,4}"
)
_PERIOD = re.compile(
    r"\s(?:Q[1-4]|[1-4]Q|H[12]|FY\s?['’]?\d{2,4}|(?:First|Second|Third|Fourth)[ -](?:Quarter|Half))(?!\w).*\Z"
)
_RESULTS = frozenset(
    {"results", "result", "net", "operating", "beat", "beats", "tops", "misses", "preliminary", "adjusted", "report"}
)
_TELLS = re.compile(r"[A-Z][a-z]{2,14}(?:s|ed)")  # a verb in title case: "Delivers"
_TRIM = re.compile(r"^(?:the|a|an)\s+|(?:['’]s|['’])$", re.IGNORECASE)
_CUT = re.compile(r"\s(?:[-–—|/]\s|\((?![^()]*\))).*\Z")  # what a headline sets beside a name: "Arvo - Annual Meeting"
_COINED = re.compile(r"[A-Z][a-z]+[A-Z]\w*")
_COINED_LETTERS = 5  # shorter words with a capital inside are units: "MiB"


def find_names(sentence: Sentence) -> list[Name]:
    """Return the names of a parsed sentence: what the recogniser finds, then capitalised words it missed."""
    doc = sentence.doc
    if doc is None:
        return []
    found = [name for span in doc.ents if span.label_ in LABELS and (name := _name_of(span, sentence))]
    found = [name for name in found if not _is_unit(name, sentence)]
    taken = [(name.start, name.end) for name in found]
    is_titled = sum(1 for token in doc if token.is_title) > 0.6 * sum(1 for token in doc if token.is_alpha)
    if not is_titled:
        for match in _CAPITALISED.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if _is_common(match[0]) or match[0].lower() in wordlists.table("definites", "noun", "labels"):
                continue
            if (
                _overlaps(start, end, taken)
                or _is_timed(start, end, sentence)
                or _is_counted(match[0], start, sentence)
            ):
                continue
            if match.start() or is_coined(match[0]):
                text = _TRIM.sub("", match[0])
                label = "PRODUCT" if is_coined(text.split()[-1]) else ""
                found.append(Name(text, label, block=sentence.block.number, start=start, end=start + len(text)))
    for name in found:
        _cut_period(name, sentence)
    return sorted(found, key=lambda name: name.start)


def _is_unit(name: Name, sentence: Sentence) -> bool:
    """Tell whether a name is the unit of a figure that ends a sentence: "kW." in "a power of 700 kW."."""
    return any(
        one.start < name.start < one.end and name.end <= one.end + 1
        for one in sentence.quantities
        if not one.unit.startswith("count")
    )


def _cut_period(name: Name, sentence: Sentence) -> None:
    """Take the period off a name that opens a headline: "Tarn Q1" in "Tarn Q1 profit down"; an "Arvo Q3" stays."""
    period = _PERIOD.search(name.text)
    after = sentence.block.text[name.end : name.end + 40].lower().split()
    told = period[0].lower().split()[1:] + after[:3] if period else []
    measures = wordlists.words("period_measures")
    is_reported = any(word in measures or word.removesuffix("s") in measures or word in _RESULTS for word in told)
    if period is not None and is_reported:
        name.text = name.text[: period.start()]
        name.end = name.start + len(name.text)


def cut_headlines(names: list[Name], titled: frozenset[int]) -> None:
    """Cut a name in a headline back to the one that the text gives: "Tarn Delivers Record" -> Tarn.

    Args:
        names: of the whole document.
        titled: numbers of the blocks that are headlines.
    """
    known = {name.text for name in names if name.block not in titled}
    opening = {" ".join(text.split()[:count]) for text in known for count in range(1, len(text.split()) + 1)}
    for name in names:
        words = name.text.split()
        if name.block not in titled or len(words) < 2 or name.text in opening:
            continue
        for count in range(len(words) - 1, 0, -1):
            is_telling = words[count].lower() in wordlists.words("headline_verbs")
            text = " ".join(words[:count])
            if is_telling or (text in opening and _TELLS.fullmatch(words[count])):
                name.text, name.end = text, name.start + len(text)
                break


def find_repeats(reading: Reading) -> list[Name]:
    """Return the names of parsed sentences where they stand again in sentences that were not parsed."""
    labels: dict[str, str] = {}
    for name in reading.names:
        labels.setdefault(name.text, name.label)
        if name.label == "PERSON" and " " in name.text:
            labels.setdefault(name.text.split()[-1], "PERSON")
            labels.setdefault(name.text.split()[0], "PERSON")
    found: list[Name] = []
    for sentence in reading.sentences:
        if sentence.doc is None and sentence.block.kind != "cell":
            for match in _CAPITALISED.finditer(sentence.text):
                text = _TRIM.sub("", match[0])
                label = labels.get(text) or labels.get(text.split()[-1], "")
                if label:
                    start = sentence.start + match.start()
                    found.append(
                        Name(text=text, label=label, block=sentence.block.number, start=start, end=start + len(text))
                    )
    return found


def _name_of(part: Span, sentence: Sentence) -> Name | None:
    span = _whole_name(part)
    text = _TRIM.sub("", _CUT.sub("", span.text.strip()))
    text = _TRIM.sub("", text)
    if not any(char.isupper() for char in text) or len(text) < 2 or _is_common(text):
        return None
    if text.lower() in wordlists.table("definites", "noun", "labels"):
        return None  # "the Company" is a description
    start = sentence.start + span.start_char + span.text.find(text)
    return Name(text=text, label=part.label_, block=sentence.block.number, start=start, end=start + len(text))


def _whole_name(part: Span) -> Span:
    """Return a name with the words of it before the part that was recognised: "Lodmoor Foundry", not "Foundry"."""
    start = part.start
    while start and part.label_ == "ORG":
        word = part.doc[start - 1]
        is_name = word.pos_ == "PROPN" and word.is_title and word.dep_ == "compound" and not word.ent_type_
        if not (is_name and part.start <= word.head.i < part.end):
            break
        start -= 1
    end = part.end
    while end < len(part.doc) and part.label_ in ("ORG", "PRODUCT") and is_coined(part.doc[end].text):
        end += 1  # "Tarn LedgerDB": the thing, and not who makes it
    return part.doc[start:end]


def is_coined(word: str) -> bool:
    """Tell whether a word is coined as a name: a capital stands inside it, as in "LedgerDB"."""
    return len(word) >= _COINED_LETTERS and word.isalpha() and _COINED.fullmatch(word) is not None


def _is_common(text: str) -> bool:
    """Tell a capitalised common word from a name: "Our", "In", "That"."""
    word = text.lower()
    if all(one in wordlists.words("not_names") for one in word.split()):
        return True
    known = wordlists.words("sentence_openers") | wordlists.words("stop_words")
    return " " not in word and (word in known or word in wordlists.table("pronouns", "pronoun", "labels"))


def _is_counted(text: str, start: int, sentence: Sentence) -> bool:
    """Tell what a figure counts from a name: "5 Global Mirror Sets" in title case, not "5 Tarn engineers"."""
    is_plural = text.endswith("s") and not text.endswith("ss") and " " in text
    return is_plural and any(one.start <= start <= one.end + 1 for one in sentence.quantities)


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < high and low < end for low, high in taken)


def _is_timed(start: int, end: int, sentence: Sentence) -> bool:
    return any(start < time.end and time.start < end for time in sentence.times)
