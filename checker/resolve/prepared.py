"""A fact with the sets of words that comparing it with others needs, each made once and not once a pair.

A fact meets a dozen others and more; what can be read off it alone is read off here. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from checker.records import Fact
from checker.resolve.attributes import canonical, canonical_set, opposable
from checker.resolve.lexicons import severity_words, sorts_of, words_of
from checker.resolve.rows import rows_in

Words = frozenset[str]

_EACH = frozenset({"share", "barrel", "ounce", "bushel", "capita", "head", "person", "household", "employee"})

_CONSTANT = frozenset({"constant", "currency"})
_NONE: Words = frozenset()
_MAXIMUM, _MINIMUM = frozenset({"maximum"}), frozenset({"minimum"})
_BOUNDS = {"<": _MAXIMUM, "<=": _MAXIMUM, ">": _MINIMUM, ">=": _MINIMUM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared(Fact):
    """A fact, with what follows from its own fields."""

    all_words: Words  # every word that stands in any part of its context
    heads: Words  # words of the attribute
    keys: Words  # their canonical keys
    names: Words  # ids of its subject and of the subjects beside it
    name_words: Words  # canonical words of those
    word_set: Words
    path_set: Words
    scope_set: Words
    modifier_set: Words
    about_set: Words
    whole_set: Words
    sequence_set: Words
    label: Words  # of the figure of an item or cell: its own label, and the heads above
    own_label: Words
    rows: Words  # names of the numbered rows it stands in: "mill 2"
    severe: Words  # modifiers that say how badly: "seriously" hurt
    bases: Words  # words of the base that makes another measure of it: "adjusted"
    is_constant_currency: bool  # growth that leaves rates of exchange out of account
    extremes: Words  # words of the attribute that make it a highest or lowest value of a time: "peak"
    measures: Words  # words of the attribute that name a measure: "depth"
    each: Words  # of what there is one for each figure, as a price stands: "share"
    sides: Words  # words of its label that have an opposite
    bound: Words  # words that a bound says by itself: "up to 20 GB" is a maximum
    is_count: bool
    is_distance: bool
    as_of_label: str
    event_sort: str  # first word of the event key
    tolls: Words  # words of the attribute that an event takes a toll of: "death"
    sorts: Words  # sorts of things that its subject's mere noun can stand for: "animal" of "the giant"
    sort: tuple[str, ...]  # what sort of figure it is: a count of some noun, or what is measured in a dimension


_OWN = tuple(field.name for field in fields(Fact))


def prepare(fact: Fact) -> Prepared:
    """Return a fact with the sets that comparing it needs; the fact itself where it has them."""
    if isinstance(fact, Prepared):
        return fact
    heads, modifiers, scope = _set(tuple(fact.attribute.split())), _set(fact.modifiers), _set(fact.scope)
    own_label = _one(heads | modifiers | scope)
    label = _one(own_label | _set(fact.path))
    names = _one(frozenset((fact.subject, *fact.anchors)) - {""})
    return Prepared(
        **{name: getattr(fact, name) for name in _OWN},
        all_words=_one(_all_words(fact)),
        heads=heads,
        keys=_one(canonical_set(heads)),
        names=names,
        name_words=_name_words(names),
        word_set=_set(fact.words),
        path_set=_set(fact.path),
        scope_set=scope,
        modifier_set=modifiers,
        about_set=_set(fact.about),
        whole_set=_set(fact.whole),
        sequence_set=_set(fact.sequence),
        label=label,
        own_label=own_label,
        rows=_one(rows_in(fact.path)),
        severe=_one(modifiers & severity_words()),
        bases=_one(words_of("bases") & own_label),
        is_constant_currency=own_label >= _CONSTANT or bool(own_label & words_of("currency_bases")),
        measures=_one(words_of("measures") & heads),
        each=_one(_EACH.intersection(fact.per)),
        sides=_one(label & opposable()),
        bound=_BOUNDS.get(fact.measurement.comparator, _NONE),
        extremes=_one(words_of("extremes") & own_label),
        is_count="count" in fact.measurement.dimension,
        is_distance="distance" in heads,
        as_of_label=fact.as_of.label,
        event_sort=fact.event.split()[0] if fact.event.split() else "",
        tolls=_one(words_of("tolls") & heads),
        sorts=sorts_of(fact.thing),
        sort=sort_of(fact),
    )


@lru_cache(maxsize=1 << 15)
def _one(words: Words) -> Words:
    """Return the one set that stands for all equal ones: a set takes 200 bytes and more, and most recur."""
    return words


@lru_cache(maxsize=1 << 15)
def _set(words: tuple[str, ...]) -> Words:
    return _one(frozenset(words))


@lru_cache(maxsize=1 << 15)
def _name_words(names: Words) -> Words:
    return _one(frozenset(canonical(word) for name in names for word in name.split()))


def sort_of(fact: Fact) -> tuple[str, ...]:
    """Return what sort of figure a fact is: a count of some noun, or what is measured in a dimension; () if unknown."""
    measured = words_of("measures").intersection(fact.attribute.split())
    if fact.noun and fact.noun not in words_of("people_nouns"):
        return ("count", fact.noun)
    return ("people" if fact.noun else fact.measurement.dimension, *sorted(measured)) if measured else ()


def _all_words(fact: Fact) -> Words:
    named = (word for name in (fact.subject, fact.speaker, *fact.anchors) for word in name.split())
    parts = (*fact.attribute.split(), *fact.about, *fact.scope, *fact.modifiers, *fact.path, *fact.words, fact.noun)
    return frozenset((*parts, *fact.event.split(), *named)) - {""}


class PreparedById(dict[str, Prepared]):
    """Facts by id, each prepared when it is first asked for: what no pair holds is never prepared."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> Prepared:
        made = self[name] = prepare(self._facts[name])
        return made
