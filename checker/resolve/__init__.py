"""Resolve: claims and measurements of all documents -> subjects, facts, links, topics.

Takes claims with their measurements and the documents they stand in; gives `Resolved`. Names are clustered over the
vocabulary of distinct names, facts linked by a weighted score over blocked candidate pairs, and topics formed without
chaining. It refuses to compare all pairs, to let a value speak for a link, and to decide which value is right: that is
`verify`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from checker.config import Settings
from checker.records import Claim, Document, Fact, Link, Measurement, Resolved, Subject, Topic, Vocabulary
from checker.resolve.bases import settle_bases
from checker.resolve.calendars import settle_calendars
from checker.resolve.candidates import find_candidates
from checker.resolve.clustering import find_subjects
from checker.resolve.definitions import find_definitions
from checker.resolve.echoes import find_echoes
from checker.resolve.facts import is_name, make_facts
from checker.resolve.linkage import score_pair, tell
from checker.resolve.names import is_generic
from checker.resolve.prepared import PreparedById
from checker.resolve.rarity import Rarity, measure_rarity
from checker.resolve.rivals import weigh_rivals
from checker.resolve.topics import make_topics
from checker.resolve.versions import align, find_versions
from checker.resolve.vetoes import are_on_two_bases
from checker.resolve.vocabulary import aliases_met, unmet, with_names, with_vocabulary

KEEP = 0.02  # probability from which a pair is kept for `explain` and the report
LIKELY = 0.35  # probability from which a pair is told in words at once: most of such pairs come into a topic

__all__ = ["Linker", "describe", "resolve", "score_candidates", "unmet", "with_vocabulary"]


def resolve(
    claims: Mapping[str, Claim],
    measurements: Mapping[str, Measurement],
    documents: Mapping[str, Document],
    settings: Settings,
    vocabulary: Vocabulary | None = None,
) -> Resolved:
    """Return facts, subjects, links and topics of a run; all of them in a stable order.

    Args:
        claims, measurements: by claim id.
        documents: by document id.
        settings: `versions` switches the alignment of document versions.
        vocabulary: what the user says of names: aliases, and pairs that are never one.
    """
    subject_ids, subjects = _find_subjects(claims, documents, vocabulary or Vocabulary())
    facts = settle_calendars(make_facts(claims, measurements, documents, subject_ids), documents)
    facts = settle_bases(facts)
    linker = Linker(facts, documents if settings.versions else {})
    links = score_candidates(linker)
    by_id = {fact.id: fact for fact in facts}
    kept = tuple(link for link in links if link.probability >= KEEP)
    topics = (
        *make_topics(filter(linker.is_alike, kept), by_id, linker.weigh_alike),
        *find_echoes(kept, by_id, linker.weigh),
    )
    names = {subject.id: subject.name for subject in subjects}
    vetoed = Counter(link.veto for link in links if link.veto)
    return Resolved(
        facts=facts,
        subjects=subjects,
        links=kept,
        topics=tuple(_named(topic, by_id, claims, names) for topic in map(linker.tell_topic, topics)),
        not_comparable=tuple(sorted(vetoed.items())),
    )


def describe(
    claims: Mapping[str, Claim], measurements: Mapping[str, Measurement], documents: Mapping[str, Document]
) -> Resolved:
    """Return facts and subjects of some documents without linking them: what a listing of facts needs."""
    subject_ids, subjects = _find_subjects(claims, documents, Vocabulary())
    facts = settle_calendars(make_facts(claims, measurements, documents, subject_ids), documents)
    return Resolved(facts=facts, subjects=subjects, links=(), topics=())


class Linker:
    """Judges pairs of the facts of one run: knows how rare words are and which documents are versions."""

    def __init__(self, facts: tuple[Fact, ...], documents: Mapping[str, Document]) -> None:
        self.facts = facts
        self.by_id = {fact.id: fact for fact in facts}
        self._prepared = PreparedById(self.by_id)
        self.rarity: Rarity = measure_rarity(facts)
        self.versions = frozenset(find_versions(documents)) if documents else frozenset()
        self.aligned: dict[tuple[str, str], str] = {}
        by_document: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_document[fact.document].append(fact)
        for a, b in sorted(self.versions):
            self.aligned.update(align(by_document[a], by_document[b]))
        self._placed = {(name, self.by_id[other].document) for pair in self.aligned for name, other in _both(pair)}

    def pair_type(self, a: Fact, b: Fact) -> str:
        """Return version, reprint, independent or same-document."""
        if a.document == b.document:
            return "same-document"
        if self.versions and _ordered(a.document, b.document) in self.versions:
            return "version"
        return "reprint" if a.sentence == b.sentence and a.length >= 8 else "independent"

    def judge(self, a: str, b: str, *, told_from: float = 0.0) -> Link:
        """Return the link of two fact ids, without regard to rivals."""
        one, other = self._prepared[a], self._prepared[b]
        place = self._place(one, other) if self.aligned else ""
        return score_pair(one, other, self.pair_type(one, other), self.rarity, place, told_from=told_from)

    def weigh(self, a: str, b: str) -> Link:
        """Return the same link, in words only where it may come into a topic: a run has far too many links to tell."""
        return self.judge(a, b, told_from=LIKELY)

    def is_alike(self, link: Link) -> bool:
        """Whether a link may show a conflict: what is planned and what is so can agree, and cannot contradict.

        So it is with adjusted earnings and those of which nothing is said.
        """
        a, b = self._prepared[link.a], self._prepared[link.b]
        return (a.modality == b.modality or a.polarity != b.polarity) and not are_on_two_bases(a, b)

    def weigh_alike(self, a: str, b: str) -> Link:
        """Return the link of two fact ids, vetoed where they can only agree."""
        link = self.weigh(a, b)
        return link if link.veto or self.is_alike(link) else replace(link, veto="modality", probability=0.0)

    def tell(self, link: Link) -> Link:
        """Return a link that was weighed, with the words for what its parts saw."""
        is_told = any(part.name == "origin" and part.detail for part in link.parts)  # which always says something
        return link if is_told else tell(link, self.judge(link.a, link.b))

    def tell_topic(self, topic: Topic) -> Topic:
        """Return a topic whose links are told."""
        return replace(topic, links=tuple(map(self.tell, topic.links)))

    def _place(self, a: Fact, b: Fact) -> str:
        if _ordered(a.id, b.id) in self.aligned:
            return "aligned"
        has_own = (a.id, b.document) in self._placed or (b.id, a.document) in self._placed
        return "moved" if has_own else ""


def score_candidates(linker: Linker) -> list[Link]:
    """Return the links of all candidate pairs in the order of their ids, each weighed against its rivals.

    The parts of the weights are not told in words: `Linker.tell` does that.
    """
    ids = sorted(fact.id for fact in linker.facts)
    ranks = {name: rank for rank, name in enumerate(ids)}
    places = [ranks[fact.id] for fact in linker.facts]
    pairs = [_number(places[i], places[j], len(ids)) for i, j in find_candidates(linker.facts)]
    if linker.aligned:
        pairs = [*{*pairs, *(_number(ranks[a], ranks[b], len(ids)) for a, b in linker.aligned)}]
    pairs.sort()
    links = [linker.weigh(ids[pair // len(ids)], ids[pair % len(ids)]) for pair in pairs]
    weigh_rivals(links, linker.facts, LIKELY)
    return links


def _number(one: int, other: int, size: int) -> int:
    """Return a pair as one number: a run has so many pairs that a tuple of each counts."""
    return min(one, other) * size + max(one, other)


def _named(topic: Topic, facts: Mapping[str, Fact], claims: Mapping[str, Claim], names: Mapping[str, str]) -> Topic:
    """Return a topic with the names to show: what its facts are about, and what they measure, in the texts' words."""
    subjects = Counter(names.get(facts[name].subject, "") or _subject_text(claims[name]) for name in topic.facts)
    attributes = Counter(claims[name].attribute.text for name in topic.facts)
    return replace(topic, subject=_commonest(subjects), attribute=_commonest(attributes))


def _subject_text(claim: Claim) -> str:
    return claim.subject.text if claim.subject else ""


def _commonest(counts: Counter[str]) -> str:
    """Return the word met most often, the shorter and then the first by letter among equals; "" where there is none."""
    return min((word for word in counts if word), key=lambda word: (-counts[word], len(word), word), default="")


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _both(pair: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair[0], pair[1]), (pair[1], pair[0])


def _find_subjects(
    claims: Mapping[str, Claim], documents: Mapping[str, Document], vocabulary: Vocabulary
) -> tuple[Mapping[str, str], tuple[Subject, ...]]:
    """Cluster the distinct names of all claims; "the company" and the like name nothing across documents."""
    holders: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for claim in claims.values():
        for phrase in (claim.subject, claim.speaker, *claim.anchors):
            if phrase is not None and phrase.text and is_name(phrase) and not is_generic(phrase.text):
                holders[phrase.text].add(claim.document)
                labels[phrase.text] = max(labels.get(phrase.text, ""), phrase.label)
    known = {name: tuple(sorted(holders[name])) for name in sorted(holders)}
    aliases = {short: long for short, long in find_definitions(documents).items() if short in known}
    aliases |= aliases_met(vocabulary, known)
    ids, subjects = find_subjects(known, aliases, vocabulary.never, labels=labels)
    return ids, with_names(ids, subjects, vocabulary)
