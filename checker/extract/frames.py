"""Fixed patterns right beside a figure that say what it measures, whatever the parse made of them.

"20 km (12 miles) south of Porto" is a distance, "8 km below the surface" a depth. The words are data:
`patterns/measures.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.extract import wordlists
from checker.extract.figures import is_length
from checker.extract.passages import Figure, Sentence
from checker.records import Quantity

_AFTER = re.compile(
    r"(?:\s*\([^()]{1,40}\))?[\s-]{1,2}(?:to the |due )?([a-z]{2,12}(?:-[a-z]{4,9})?+)(?:[\s-]([a-z]{2,12}))?"
)
_BEFORE = re.compile(r"([A-Za-z]{3,12})(?:[ -](?:of|was|is|at|about|around|just|only|some|nearly)){0,3}[ -]\Z")


_WORTH = re.compile(
    r"\b(?P<word>worth|valued at)(?: (?:about|around|some|nearly|almost|just|over|only|at least)){0,2} \Z"
)
_MAGNITUDE_BEFORE = re.compile(
    r"\b(?:[Mm]agnitudes?|[Mm]easur(?:ed|ing)|[Rr]egister(?:ed|ing))"
    r"(?:[ -](?:of|was|at|about|around|a|preliminary|an|estimated)){0,4}[ -]\Z"
)
_GREATEST = 10  # of magnitudes that were ever measured
_MAGNITUDE_AFTER = re.compile(r"[ -](?:preliminary )?magnitude\b|\son the (?:open-ended )?Richter", re.IGNORECASE)
_QUAKE_AFTER = re.compile(r"[ -](?:strong |major |massive )?(?:earthquake|quake|temblor|tremor|aftershock)\b")
_PLACE = re.compile(
    r"\b((?:of|from|off|outside) (?:the )?(?:(?:town|city|village|coast|centre|center|island) of )?"
    r"[A-Z][\w.'’-]{1,24}(?: [A-Z][\w'’-]{1,24}){0,2})"
)
_POINT = re.compile(
    r"\b(?:of|from|off|outside) (?:the|its|a|an) (?:[a-z]{2,20}['’]s )?(?:[a-z-]{2,20} )?[a-z]{3,20}(?=[ .,;)])"
)
_POINT_END = re.compile(
    r"(?<=[a-z]{3}) (?=(?:and|was|were|is|are|on|in|at|by|that|which|when|as|who|has|had|with|near)\b)"
)
_UNDER = re.compile(
    r"(?:\s*\([^()]{1,30}\))?\s(?:under|beneath|below) (?:the )?(?:surface|ground|earth|sea|seabed|sea floor|ocean)\b"
    r"|(?:\s*\([^()]{1,30}\))?\s(?:down|deep)(?=[.,;)]|\s*\Z)",
    re.IGNORECASE,
)
_HEDGES = (
    r"(?: (?:about|around|roughly|some|nearly|almost|just|over|under|only|at least|at most|more than|less than|up to"
    r"|an estimated)){0,3}"
)
_MEASURES = re.compile(rf"\b(?P<word>measure[sd]?|measuring){_HEDGES} \Z")
_IN_ALL = re.compile(r"(?:\s*\([^()]{1,40}\))? in (?:overall |total )?([a-z]{4,10})\b")
_OPENING = re.compile(rf"(?:\A|[.!?\"“”’]\s*)At{_HEDGES} \Z")
_CLOSED = re.compile(r"(?:\s*\([^()]{1,40}\))?,\s")
_WORDS = re.compile(r"[a-z]{3,12}")
_TOLL_AFTER = re.compile(
    r" (?:people |persons |others )?(?:(?:who|that) )?(?:(?:were|was|are|is|have been|has been|had been) )?"
    r"(?:(?:still|also|now|already|later|reported|reportedly|feared|confirmed|believed|left) )?([a-z]{4,12})"
    r"(?=[.,;:!?)]|\s*\Z| (?:in|after|as|and|by|at|on|when|while|following|but|from|near|with|so)\b)"
)
_OF_WHOLE = re.compile(r"\b(?:of|among)(?: all)?(?: (?:the|its|their|these|those))? \Z")
_DIGITS = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribute that the words beside a figure give."""

    attribute: str
    how: str
    modifiers: tuple[str, ...] = ()
    place: tuple[int, int] | None = None  # "of Porto": from where a distance is counted
    is_of_subject: bool = False  # whether it is the subject of the clause that has it: "measures 30 m"


def find_frame(figure: Figure, sentence: Sentence) -> Frame | None:
    """Return what the words right beside a length, a duration, money or a bare number make of it, or None."""
    text = sentence.block.text
    quantity = figure.quantity
    if figure.sort == "count":
        return _frame_of_bare_number(figure, sentence)
    if figure.sort == "money" and (
        worth := _WORTH.search(text, max(sentence.start, quantity.start - 40), quantity.start)
    ):
        return Frame("value", f"'{worth['word']}' before the figure")
    if figure.sort != "measure" and figure.sort != "time":
        return None
    if figure.sort == "measure" and (sized := _frame_of_size(figure, sentence)):
        return sized
    before = _BEFORE.search(text, max(sentence.start, quantity.start - 32), quantity.start)
    nouns = wordlists.table("measures", "word", "attribute")
    sorts = wordlists.table("measures", "word", "sort")
    if before and sorts.get(before[1].lower()) == "noun":
        return Frame(nouns[before[1].lower()], f"'{before[1]}' before the figure")
    after = _AFTER.match(text, quantity.end, min(sentence.end, quantity.end + 70))
    if not after:
        return None
    word, following = after[1].lower(), (after[2] or "").lower()
    if "-" in word and word not in sorts:
        word = word.split("-")[-1]  # "north-northeast"
    sort = sorts.get(word, "")
    if sort == "direction" and (word != "from" or figure.sort == "measure"):
        modifiers = (word,) if word != "from" else ()
        return Frame("distance", f"'{after[1]}' after the figure", modifiers, _place_after(quantity, sentence))
    if _UNDER.match(text, quantity.end, min(sentence.end, quantity.end + 40)):
        return Frame("depth", f"'{after[1]}' after the figure")
    if sort == "below" and following in ("the", "ground", "sea", "surface", "sea-level", ""):
        return Frame("depth", f"'{after[1]}' after the figure")
    if sort == "above" and following in ("sea", "sea-level"):
        return Frame("elevation", f"'{after[1]}' after the figure")
    if sort in ("adjective", "adverb"):
        place = _place_after(quantity, sentence) if nouns[word] == "distance" else None
        return Frame(nouns[word], f"'{after[1]}' after the figure", (), place)
    return None


def _frame_of_size(figure: Figure, sentence: Sentence) -> Frame | None:
    """Read "12 m in height", "measures 12 m" and, at the opening of a sentence, "At 70 tonnes, the whale is"."""
    text, quantity = sentence.block.text, figure.quantity
    nouns = wordlists.table("measures", "word", "attribute")
    sorts = wordlists.table("measures", "word", "sort")
    start = max(sentence.start, quantity.start - 60)
    measures = _MEASURES.search(text, start, quantity.start)
    said = _IN_ALL.match(text, quantity.end, min(sentence.end, quantity.end + 60))
    if said and sorts.get(said[1]) == "noun":
        return Frame(nouns[said[1]], f"'in {said[1]}' after the figure", is_of_subject=bool(measures))
    kinds = wordlists.table("sizes", "word", "kind")
    sort = "length" if is_length(quantity.unit) else kinds.get(quantity.unit, "")
    after = _AFTER.match(text, quantity.end, min(sentence.end, quantity.end + 70))
    is_said = after is not None and sorts.get(after[1].lower(), "noun") != "noun" and after[1] != "from"
    if measures and sort and not is_said:
        return Frame(sort, f"'{measures['word']}' before the figure", is_of_subject=True)
    closed = _CLOSED.match(text, quantity.end, min(sentence.end, quantity.end + 50))
    if sort and closed and _OPENING.search(text[sentence.start : quantity.start]):
        said_kinds = (kinds[one] for one in _WORDS.findall(text[closed.end() : sentence.end]) if one in kinds)
        kind = next(said_kinds, "") if sort == "length" else sort
        return Frame(kind, "'At' opens the sentence", is_of_subject=True) if kind else None
    return None


def _place_after(quantity: Quantity, sentence: Sentence) -> tuple[int, int] | None:
    """Return the span of the place from which a distance is counted: "of Porto", "off the coast of Porto"."""
    text, end = sentence.block.text, min(sentence.end, quantity.end + 90)
    place = _PLACE.search(text, quantity.end, end) or _POINT.search(text, quantity.end, end)
    if place is None:
        return None
    words = _POINT_END.split(place[0])[0].rstrip(".")  # "of the dam was"
    return place.start(), place.start() + len(words)


def _frame_of_bare_number(figure: Figure, sentence: Sentence) -> Frame | None:
    """Read "magnitude 5.8 quake" and "5.8-magnitude": a bare number whose measure stands right beside it."""
    text, start = sentence.block.text, max(figure.quantity.figure_start, figure.quantity.start)
    toll = _TOLL_AFTER.match(text, figure.quantity.end, min(sentence.end, figure.quantity.end + 40))
    bases = wordlists.table("toll_classes", "lemma", "base")
    is_whole = _OF_WHOLE.search(text, max(sentence.start, figure.quantity.start - 24), figure.quantity.start)
    if toll and toll[1] in bases and not is_whole:  # "six of the 40 guests were hurt" says nothing of the 40
        return Frame(bases[toll[1]], f"'{toll[1]}' after the figure")
    before = _MAGNITUDE_BEFORE.search(text, max(sentence.start, start - 40), start)
    end = _end_of_digits(text, start)
    is_decimal = "." in text[start:end]
    if figure.quantity.high > _GREATEST or (not is_decimal and _counts_quakes(figure)):
        return None
    if before or _MAGNITUDE_AFTER.match(text, end) or (is_decimal and _QUAKE_AFTER.match(text, end)):
        return Frame("magnitude", "'magnitude' beside the figure")
    return None


def _counts_quakes(figure: Figure) -> bool:
    """Tell "registered 5 quakes", which counts them, from "a magnitude 5 quake", which measures one."""
    return figure.quantity.unit.startswith("count:") and figure.noun.tag_ in ("NNS", "NNPS")


def magnitude_of(quantity: Quantity, text: str) -> Quantity:
    """Return a magnitude with its own unit and a span that ends with its digits."""
    start = max(quantity.figure_start, quantity.start)
    end = _end_of_digits(text, start)
    return replace(quantity, unit="count:magnitude", end=end, figure_start=start, figure_end=end)


def _end_of_digits(text: str, start: int) -> int:
    digits = _DIGITS.match(text, start)
    return digits.end() if digits else start
