"""The named comparisons of two facts: each gives a level, and words for the report.

No comparison looks at the values themselves: equality of values may never speak for a link where a conflict is to be
found. The levels are ordered from the one that speaks most against a link to the one that speaks most for it; what
each is worth stands in `weights.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from checker.records import Fact
from checker.resolve.former import former
from checker.resolve.happenings import are_two_happenings, came_after, is_of_whole, is_one_happening
from checker.resolve.lexicons import words_of
from checker.resolve.naming import is_called_so, is_of_neighbour, names_of
from checker.resolve.prepared import Prepared, Words, prepare
from checker.resolve.rarity import Rarity
from checker.resolve.slots import substituted

LEVELS: Mapping[str, tuple[str, ...]] = {
    "attribute": ("different", "unknown", "covered", "partial", "close", "same"),
    "about": ("crossed", "unknown", "one-sided", "topic", "mentioned", "same"),
    "names": ("disjoint", "crossed", "unknown", "one-sided", "same"),
    "scope": ("other-whole", "narrower", "crossed", "one-sided", "none", "same"),
    "modifiers": ("crossed", "one-sided", "none", "same"),
    "noun": ("unknown", "none", "covered", "same"),
    "wording": ("0", "1", "2", "3", "4", "5", "identical-short", "identical"),
    "slots": ("other-number", "other-name", "other-word", "none"),
    "neighbours": ("none", "weak", "one", "both"),
    "label": ("crossed", "crossed-close", "one-sided", "none", "same"),
    "path": ("crossed", "one-sided", "none", "same"),
    "event": ("elsewhere", "one-sided", "none", "same"),
    "as_of": ("different", "open", "overlap", "same"),
    "series": ("older", "latest"),
    "denial": ("none", "answers"),
    "former": ("none", "repeats"),
    "setting": ("other", "unknown", "related", "same"),
    "speaker": ("different", "open", "same"),
    "class": ("different", "same"),
    "origin": ("different", "same"),
    "identity": ("none", "some"),
    "happening": ("other", "none", "whole"),
    "only": ("others", "open", "only"),
    "rival": ("beaten", "close", "best"),
}

# levels that say that two figures are of one thing
_SIGNS = tuple(
    {
        "about": frozenset({"same", "mentioned", "topic"}),
        "names": frozenset({"same"}),
        "event": frozenset({"same"}),
        "happening": frozenset({"whole"}),
        "scope": frozenset({"same"}),
        "label": frozenset({"same"}),
        "wording": frozenset({"3", "4", "5", "identical-short", "identical"}),
    }.items()
)
_BARE = frozenset({"limit", "maximum", "minimum", "default"})  # words of an attribute that name no measure
_COMMON_NAME = math.log(3) + 1e-9  # rarity of a name that stands in half of the documents
_WORDING_CUTS = (0.08, 0.18, 0.30, 0.45, 0.65)  # shares of weighted common words at which the next level begins


def compare_levels(first: Fact, second: Fact, rarity: Rarity) -> dict[str, tuple[str, str]]:
    """Return for each comparison its level and what it saw, in words."""
    a, b = prepare(first), prepare(second)
    one, other = a.all_words, b.all_words
    levels = {
        "attribute": _attribute(a, b, one, other, rarity),
        "about": _about(a, b, one, other, rarity),
        "names": _names(a, b, one, other, rarity),
        "scope": _scope(a, b, one, other, rarity),
        "modifiers": _modifiers(a, b, one, other),
        "noun": _noun(a, b),
        "wording": _wording(a, b, rarity),
        "slots": substituted(a, b),
        "neighbours": _neighbours(a, b),
        "label": _label(a, b, rarity),
        "path": contrast(a.path_set, b.path_set, one, other),
        "event": _event(a, b),
        "as_of": _as_of(a, b),
        "series": _series(a, b),
        "denial": _denial(a, b),
        "former": former(a, b),
        "setting": _setting(a, b, rarity),
        "speaker": _speaker(a, b),
        "class": ("same" if a.temporal_class == b.temporal_class else "different", a.temporal_class),
        "origin": ("same" if a.origin == b.origin else "different", f"{a.origin}, {b.origin}"),
        "only": _only(a, b, rarity),
    }
    levels["happening"] = _happening(a, b, rarity, levels)
    if levels["happening"][0] == "whole" and levels["names"][0] in ("disjoint", "crossed"):
        levels["names"] = ("unknown", levels["names"][1])  # streets, offices and witnesses of one event
    return levels | {"identity": _identity(levels)}


def _identity(levels: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Tell whether anything says that two figures are of one thing, and not only of one sort, as any deaths are."""
    signs = [name for name, wanted in _SIGNS if levels[name][0] in wanted]
    if levels["names"][0] in ("crossed", "one-sided") and levels["names"][1] and levels["about"][0] != "crossed":
        signs.append("names")
    if levels["attribute"][0] == levels["modifiers"][0] == "same":
        signs.append("attribute")  # "the minimum flow" in both
    return ("some", ", ".join(signs)) if signs else ("none", "")


def _happening(a: Prepared, b: Prepared, rarity: Rarity, levels: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Tell whether both figures are of the one event that both documents are about, and of all of it."""
    one, other = rarity.happenings.get(a.document), rarity.happenings.get(b.document)
    if one is None or other is None:
        return "none", ""
    if are_two_happenings(one, other) and not (a.subject and a.subject == b.subject):
        return "other", f"{one.kind} {one.day} / {other.kind} {other.day}"
    if (came_after(a, one, b, other) or came_after(b, other, a, one)) and not (a.subject and a.subject == b.subject):
        return "other", f"{one.day or other.day}, told before it happened"
    if not is_one_happening(one, other) or levels["setting"][0] == "other":
        return "none", ""
    is_narrowed = levels["scope"][0] in ("other-whole", "narrower", "crossed") or levels["modifiers"][0] != "none"
    if is_narrowed and levels["modifiers"][0] != "same":
        return "none", ""
    if a.tolls != b.tolls or not is_of_whole(a, one) or not is_of_whole(b, other):
        return "none", ""  # the damaged houses are not the destroyed ones
    return "whole", f"{one.kind} {one.day or one.year}"


def _only(a: Prepared, b: Prepared, rarity: Rarity) -> tuple[str, str]:
    """Tell whether each figure is the only one of its sort in its document: the only bones counted, the only depth."""
    if not a.sort or a.sort != b.sort or (a.subject and b.subject and a.subject != b.subject):
        return "open", ""
    one, other = rarity.settings.get(a.document, {}), rarity.settings.get(b.document, {})
    if one and other and one.keys().isdisjoint(other):
        return "open", ""  # documents of which none names what the other does
    counts = [rarity.sorts.get((fact.document, *a.sort), 1) for fact in (a, b)]
    return ("only" if max(counts) == 1 else "open" if min(counts) == 1 else "others"), " ".join(a.sort)


def contrast(left: Words, right: Words, all_a: Words, all_b: Words) -> tuple[str, str]:
    """Return how two sets of words of one sort differ: leaving a word out is no contrast, saying another is.

    A word counts as a side's own only when the other side has it nowhere: "in the harbour" is no contrast to
    "the harbour's cranes". `crossed` means that each side has words of its own.
    """
    if not left and not right:
        return "none", ""
    own_left, own_right = left - all_b, right - all_a
    if own_left and own_right:
        return "crossed", f"{' '.join(sorted(own_left)[:4])} / {' '.join(sorted(own_right)[:4])}"
    if own_left or own_right:
        return "one-sided", " ".join(sorted(own_left or own_right)[:6])
    if left and right:
        return "same", " ".join(sorted(left & right or left | right)[:6])
    return "none", ""


def overlap(a: Words, b: Words, rarity: Rarity) -> float:
    """Return the weighted share of common words in all words of both sides, 0 to 1."""
    whole = rarity.of_words(a | b)
    return rarity.of_words(a & b) / whole if whole else 0.0


def _attribute(a: Prepared, b: Prepared, all_a: Words, all_b: Words, rarity: Rarity) -> tuple[str, str]:
    left, right = a.keys, b.keys
    if a.noun and a.noun == b.noun and left != right:
        left, right = left - {a.noun}, right - {a.noun}  # "received 50 people", "300 people slept outside"
        if not left or not right:
            return "covered", a.noun  # "16 guards", "three guards fired"
    if left <= _BARE or right <= _BARE:  # "limited to 20": of what, it does not say
        return "unknown", a.attribute or b.attribute
    if left == right:
        return "same", a.attribute
    share = overlap(left, right, rarity)
    common = " ".join(sorted(left & right))
    if share >= 0.5 or (left & right and (left <= right or right <= left)):
        return "close", common
    if share > 0:
        return "partial", common
    # "bought the pit for 310" / "paid 265 to acquire the pit": the words of one may stand elsewhere in the other.
    if left <= all_b or right <= all_a:
        return "covered", " ".join(sorted(left & all_b or right & all_a))
    return "different", f"{a.attribute}, {b.attribute}"


def _about(a: Prepared, b: Prepared, all_a: Words, all_b: Words, rarity: Rarity) -> tuple[str, str]:
    if a.subject and a.subject == b.subject:
        return ("topic" if a.is_topic or b.is_topic else "same"), a.subject
    one, other = a.subject or a.thing, b.subject or b.thing
    shown = f"{one}, {other}" if one and other else one or other
    if not a.noun and a.measures & b.measures and is_of_neighbour(a, b, rarity):
        return "crossed", shown  # the length of the river, and that of the river beside it
    if (a.subject and a.subject in b.anchors) or (b.subject and b.subject in a.anchors):
        return "mentioned", shown
    if a.is_topic or b.is_topic or not a.about or not b.about:
        return "unknown", shown
    level, detail = contrast(a.about_set, b.about_set, all_a, all_b)
    if level == "crossed" and (a.sorts & b.sorts or is_called_so(a, b, rarity) or is_called_so(b, a, rarity)):
        return "unknown", shown  # "the animal", "the giant"; "the bridge", "the structure"
    if level == "crossed" and bool(a.subject) != bool(b.subject) and not a.measures & b.measures:
        return "unknown", shown  # "the ministry set a duty of", "imports face a duty of": who does it, what bears it
    return level, detail or shown


def _names(a: Prepared, b: Prepared, all_a: Words, all_b: Words, rarity: Rarity) -> tuple[str, str]:
    left, right = names_of(a, b, rarity), names_of(b, a, rarity)
    if not left or not right:
        return "unknown", ""
    if left == right:
        return "same", ", ".join(sorted(left))
    own_left = {name for name in left - right if not all_b.issuperset(name.split())}
    own_right = {name for name in right - left if not all_a.issuperset(name.split())}
    if own_left and own_right:
        shown = f"{', '.join(sorted(own_left)[:3])} / {', '.join(sorted(own_right)[:3])}"
        return ("crossed" if left & right else "disjoint"), shown
    common = ", ".join(sorted(left & right))
    return ("one-sided" if own_left or own_right else "same"), common


def _scope(a: Prepared, b: Prepared, all_a: Words, all_b: Words, rarity: Rarity) -> tuple[str, str]:
    if a.reference and b.reference:  # a distance asks from where; what else the sentence names narrows nothing
        return "same", " ".join(sorted({*a.reference} & {*b.reference}))
    if _is_scoped(a) and _is_scoped(b) and a.subject != b.subject and a.scope_set.isdisjoint(b.scope_set):
        return "other-whole", f"{a.subject} / {b.subject}"  # "in Peru by 80%, in Chile by 65%", whoever else is named
    level, detail = contrast(a.scope_set, b.scope_set, all_a, all_b)
    if a.measurement.dimension == "share" and contrast(a.whole_set, b.whole_set, all_a, all_b)[0] == "crossed":
        return "other-whole", detail  # "48% of output", "131% of revenue"
    if level == "crossed" and a.is_distance and b.is_distance and _names_place(a, b, detail, rarity):
        return "other-whole", detail  # so many miles of one town, so many of another
    if level == "one-sided" and (_denial(a, b)[0] == "answers" or former(a, b)[0] == "repeats"):
        return level, detail  # "no plan to cut 200 jobs", "up from 200": nobody need say again where
    if level in ("one-sided", "crossed") and a.is_count and _names_place(a, b, detail, rarity):
        return "narrower", detail  # "ten houses in the town" are a part of "300 houses"
    how_badly = a.severe ^ b.severe
    if a.is_count and how_badly:
        return "narrower", " ".join(sorted(how_badly))  # "30 seriously hurt" are a part of "200 hurt"
    return level, detail


def _is_scoped(fact: Prepared) -> bool:
    """Whether a figure's own phrases name its subject: "in Peru by 80%"."""
    return bool(fact.subject) and fact.scope_set.issuperset(fact.subject.split())


def _modifiers(a: Prepared, b: Prepared, all_a: Words, all_b: Words) -> tuple[str, str]:
    """Compare what narrows the attribute; of two near points of the compass one is only said more closely."""
    left, right = a.modifier_set - b.bound, b.modifier_set - a.bound
    if a.reference and b.reference and (left or right):
        compass = words_of("compass")
        if any(
            set(x.split("-")) & set(y.split("-")) or x in y or y in x for x in left & compass for y in right & compass
        ):
            left, right = left - compass, right - compass
            if not left and not right:
                return "same", " ".join(sorted({*a.modifiers, *b.modifiers}))
    return contrast(left, right, all_a, all_b)


def _names_place(a: Prepared, b: Prepared, words: str, rarity: Rarity) -> bool:
    """Whether some words name a part of the place of it all: a noun such as "district", or a name beside either fact.

    A name that half of the documents share is the place of the event itself and narrows nothing.
    """
    narrow = {word for name in a.names | b.names if rarity.of_name(name) > _COMMON_NAME for word in name.split()}
    return any(word in narrow or word in words_of("place_nouns") for word in words.split())


def _noun(a: Prepared, b: Prepared) -> tuple[str, str]:
    if not a.noun and not b.noun:
        return "none", ""
    if not a.noun or not b.noun:
        return "unknown", a.noun or b.noun
    return ("same" if a.noun == b.noun else "covered"), a.noun


def _wording(a: Prepared, b: Prepared, rarity: Rarity) -> tuple[str, str]:
    if a.sentence == b.sentence and a.ordinal == b.ordinal:
        return ("identical" if a.length >= 8 else "identical-short"), "the same sentence"
    if is_labelled(a) != is_labelled(b) or _is_sentence_beside_cell(a, b):
        is_first = a.origin == "cell" or not is_labelled(b)
        return _wording_of_label(*((a, b) if is_first else (b, a)), rarity)
    share = overlap(a.word_set, b.word_set, rarity)
    level = sum(share >= cut for cut in _WORDING_CUTS)
    return str(level), " ".join(sorted(a.word_set & b.word_set)[:8])


def _wording_of_label(labelled: Prepared, prose: Prepared, rarity: Rarity) -> tuple[str, str]:
    """A label says little else than what is measured, so what counts is how much of it the sentence says."""
    label = labelled.heads | labelled.modifier_set
    said = label & prose.all_words
    whole = rarity.of_words(label)
    share = rarity.of_words(said) / whole if whole else 0.0
    level = "4" if share >= 0.95 else "3" if share >= 0.65 else "2" if share >= 0.4 else "1"
    return level, " ".join(sorted(said)[:8])


def _neighbours(a: Prepared, b: Prepared) -> tuple[str, str]:
    return _neighbours_of(a.left, a.right, b.left, b.right)


@lru_cache(maxsize=1 << 16)  # few words stand beside figures, and they recur
def _neighbours_of(
    a_left: tuple[str, ...], a_right: tuple[str, ...], b_left: tuple[str, ...], b_right: tuple[str, ...]
) -> tuple[str, str]:
    left, right = _near(a_left, b_left), _near(a_right, b_right)
    sides = (left >= 0.6) + (right >= 0.6)
    level = ("weak" if max(left, right) >= 0.25 else "none", "one", "both")[sides]
    beside = {*b_left, *b_right}
    common = [word for word in (*reversed(a_left), *a_right) if word in beside]
    return level, " ".join(common[:6])


def is_labelled(fact: Fact) -> bool:
    """Whether a figure stands in a list or table, where a label says in full what it is."""
    return fact.origin in ("item", "cell")


SENTENCE_WORDS = 8  # of a list item that says in full what a cell says by its heads


def _is_sentence_beside_cell(a: Prepared, b: Prepared) -> bool:
    item, cell = (a, b) if a.origin == "item" else (b, a)
    return item.origin == "item" and cell.origin == "cell" and item.length >= SENTENCE_WORDS


def _label(a: Prepared, b: Prepared, rarity: Rarity) -> tuple[str, str]:
    """Compare labels strictly: where each has words of its own, they label two things."""
    if not (is_labelled(a) and is_labelled(b)) or _is_sentence_beside_cell(a, b):
        return "none", ""
    left, right = a.label, b.label
    if left == right or a.own_label == b.own_label:  # other documents have other headings
        return "same", " ".join(sorted(left & right)[:6])
    if left <= right or right <= left:
        return "one-sided", " ".join(sorted(left ^ right)[:6])
    share = overlap(left, right, rarity)
    return ("crossed-close" if share >= 0.5 else "crossed"), " ".join(sorted(left ^ right)[:6])


def _near(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return how alike the words on one side of two figures are, the nearest counting most; 0 to 1."""
    if not a and not b:
        return 1.0
    weights = (0.5, 0.25, 0.15, 0.1)
    total = sum(weights[: max(len(a), len(b))])
    same = sum(weight for weight, x, y in zip(weights, a, b, strict=False) if x == y)
    shifted = sum(weight for weight, x, y in zip(weights, a, b[1:], strict=False) if x == y)
    return max(same, 0.8 * shifted, 0.8 * sum(w for w, x, y in zip(weights, a[1:], b, strict=False) if x == y)) / total


def _event(a: Prepared, b: Prepared) -> tuple[str, str]:
    if not a.event and not b.event:
        return "none", ""
    shown = f"{a.event}, {b.event}" if a.event and b.event else a.event or b.event
    if a.event_sort != b.event_sort:
        return "one-sided", shown
    is_own = all(fact.document_date[:4] in fact.event for fact in (a, b) if fact.document_date)
    if not is_own and a.names and b.names and a.names.isdisjoint(b.names):
        return "elsewhere", shown  # two quakes of one year, each told with other places
    return "same", shown


def _as_of(a: Prepared, b: Prepared) -> tuple[str, str]:
    shown = f"{a.as_of_label}, {b.as_of_label}"
    if "document" in (a.as_of.source, b.as_of.source):
        return "open", shown
    if (a.as_of.low, a.as_of.high) == (b.as_of.low, b.as_of.high):
        return "same", a.as_of_label
    apart = a.as_of.high < b.as_of.low or b.as_of.high < a.as_of.low
    return ("different" if apart else "overlap"), shown


def _series(a: Prepared, b: Prepared) -> tuple[str, str]:
    """Two passages that each give a series meet at their latest values; an older one meets its own time only."""
    if not (a.is_older or b.is_older):
        return "latest", ""
    return ("latest" if (a.as_of.low, a.as_of.high) == (b.as_of.low, b.as_of.high) else "older"), ""


def _denial(a: Prepared, b: Prepared) -> tuple[str, str]:
    """A denial repeats the figure that it denies; only `disputed` can come of such a pair."""
    one, other = a.measurement, b.measurement
    are_alike = one.comparator == other.comparator or {one.comparator, other.comparator} <= {"=", "~"}
    answers = a.polarity != b.polarity and one.nominal == other.nominal and are_alike
    return ("answers" if answers else "none"), ""


def _setting(a: Prepared, b: Prepared, rarity: Rarity) -> tuple[str, str]:
    """Compare what the two documents are about, by the names in them."""
    left, right = rarity.settings.get(a.document), rarity.settings.get(b.document)
    if not left or not right:
        return "unknown", ""
    common = [name for name in left if name in right]
    level = "other" if not common else "related" if len(common) < 0.3 * min(len(left), len(right)) else "same"
    return level, ", ".join(common[:4])


def _speaker(a: Prepared, b: Prepared) -> tuple[str, str]:
    if not a.speaker or not b.speaker:
        return "open", a.speaker or b.speaker
    return ("same" if a.speaker == b.speaker else "different"), f"{a.speaker}, {b.speaker}"
