"""Distinct names of the whole corpus -> Subjects.

Surface forms with one canonical form are one node. Nodes join in two steps: spellings of one name (complete link:
every member must be a variant of every other, so weak links never chain), then names of other kinds: definitions
given by the caller, acronyms, short forms. Those need a document that holds both and exactly one long form that fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.records import Merge, Subject
from checker.resolve.blocking import candidate_pairs
from checker.resolve.names import Name, is_coined, is_generic_word, read_name
from checker.resolve.scoring import LETTERS_MIN, score_variants
from checker.resolve.shortening import acronym_keys, is_acronym_of_three, short_keys, short_of

ACRONYM_PCT = 90.0
SHORT_PCT = 85.0
SHARED_RATIO = 0.5  # of the documents of a short form that must hold the long form
TOGETHER_MIN_PCT = 94.0  # two spellings inside one document are rather two things
SLIPS = 3  # documents that may hold a slip of a name; where more do, it is a name of its own
SLIP_SHARE = 0.1  # the same, of the documents that hold the name


@dataclass(slots=True)
class _Node:
    """Surface forms with one canonical form."""

    name: Name
    surfaces: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)


def find_subjects(
    names: Mapping[str, Sequence[str]],
    aliases: Mapping[str, str] | None = None,
    never: frozenset[tuple[str, str]] = frozenset(),
    *,
    labels: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], tuple[Subject, ...]]:
    """Return the subject id of every surface form, and the subjects with the reasons of their merges.

    Args:
        names: each distinct surface form with the ids of the documents it occurs in.
        aliases: other name -> name, as defined in a text ("Long Name (LN)") or by the user.
        never: pairs of names that are two things, in any order.
        labels: entity labels of surface forms where known; "PERSON" lets a name go by its surname.

    Returns:
        Ids by surface form, sorted, and Subjects sorted by id. Merge scores run from 0 to 100.
    """
    nodes = _make_nodes(names, aliases or {})
    keys = sorted(nodes)
    apart = {pair for a, b in never for pair in _both(read_name(a).key, read_name(b).key)}
    clusters = _Clusters(nodes, apart)
    for merge in _spellings(nodes, keys):
        clusters.join_spellings(merge)
    _join_aliases(clusters, aliases or {})
    _join_shortened(clusters, keys, labels or {})
    return _collect(clusters, names)


def _make_nodes(names: Mapping[str, Sequence[str]], aliases: Mapping[str, str]) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for surface in sorted({*names, *aliases, *aliases.values()}):
        name = read_name(surface)
        node = nodes.get(name.key)
        if node is None:
            node = nodes[name.key] = _Node(name=name)
        elif _rank(name) > _rank(node.name):  # "Meridian Inc." tells more than "meridian"
            node.name = name
        if surface in names:
            node.surfaces.append(surface)
            node.documents.update(names[surface])
    for node in nodes.values():
        node.merges = _merges_of_node(node)
    return nodes


def _rank(name: Name) -> tuple[bool, int]:
    return name.is_proper, len(name.full)


def _merges_of_node(node: _Node) -> list[Merge]:
    if len(node.surfaces) < 2:
        return []
    first, *others = node.surfaces
    how = "demonym" if node.name.country else "exact"
    return [Merge(a=first, b=other, how=how, score=100.0) for other in others]


def _both(a: str, b: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (a, b), (b, a)


def _spellings(nodes: Mapping[str, _Node], keys: Sequence[str]) -> list[Merge]:
    """Return scored pairs of canonical forms that may be spellings of one name, best first."""
    fit = [nodes[key] for key in keys if _may_be_misspelt(nodes[key].name)]
    found: set[tuple[float, str, str]] = set()
    for a, b in candidate_pairs([node.name for node in fit]):
        one, other = fit[a], fit[b]
        score = score_variants(one.name, other.name)
        if not score or _are_both_common(one, other):
            continue
        if score >= (TOGETHER_MIN_PCT if one.documents & other.documents else 1.0):
            found.add((score, one.name.key, other.name.key))
    ordered = sorted(found, key=lambda row: (-row[0], row[1], row[2]))
    return [Merge(a=a, b=b, how="fuzzy", score=round(score, 1)) for score, a, b in ordered]


def _are_both_common(one: _Node, other: _Node) -> bool:
    """Whether two names that do not sound alike stand in so many documents each that neither is a slip of the other."""
    fewer, more = sorted((len(one.documents), len(other.documents)))
    if one.name.squashed == other.name.squashed or one.name.folded == other.name.folded:
        return False
    return fewer > max(SLIPS, SLIP_SHARE * more)


def _may_be_misspelt(name: Name) -> bool:
    is_name = name.is_proper and not name.is_generic and not name.is_acronym and not name.country
    return is_name and len(name.squashed) >= LETTERS_MIN


class _Clusters:
    """Nodes joined so far: cores of spellings, and the subjects that cores are joined to."""

    def __init__(self, nodes: Mapping[str, _Node], apart: set[tuple[str, str]]) -> None:
        self.nodes = nodes
        self._apart = apart
        self._core = {key: [key] for key in nodes}  # one list is shared by its members
        self._subject = {key: [key] for key in nodes}
        self.merges: list[Merge] = []  # between keys

    def core(self, key: str) -> str:
        """Return the first key of a core, which stands for it."""
        return self._core[key][0]

    def members(self, key: str) -> list[str]:
        """Return all keys of a subject."""
        return self._subject[key]

    def join_spellings(self, merge: Merge) -> None:
        """Join two cores if every member of one is a variant of every member of the other."""
        mine, yours = self._core[merge.a], self._core[merge.b]
        if mine is yours or self._is_apart(mine, yours):
            return
        pairs = ((self.nodes[one].name, self.nodes[other].name) for one in mine for other in yours)
        if all(score_variants(*pair) for pair in pairs):
            _pool(self._core, mine, yours)
            self.join(merge)

    def join(self, merge: Merge) -> bool:
        """Join two subjects unless they are to be kept apart; say whether they are one now."""
        mine, yours = self._subject[merge.a], self._subject[merge.b]
        if mine is yours:
            return True
        if self._is_apart(mine, yours):
            return False
        _pool(self._subject, mine, yours)
        self.merges.append(merge)
        return True

    def documents(self, key: str) -> set[str]:
        """Return the documents in which any spelling of a core occurs."""
        return set().union(*(self.nodes[member].documents for member in self._core[key]))

    def _is_apart(self, mine: list[str], yours: list[str]) -> bool:
        return bool(self._apart) and any((one, other) in self._apart for one in mine for other in yours)


def _pool(table: dict[str, list[str]], mine: list[str], yours: list[str]) -> None:
    pooled = sorted((*mine, *yours))
    for key in pooled:
        table[key] = pooled


def _join_aliases(clusters: _Clusters, aliases: Mapping[str, str]) -> None:
    for alias in sorted(aliases):
        short, long = read_name(alias), read_name(aliases[alias])
        documents = clusters.nodes[short.key].documents
        if short.is_generic and (len(documents) > 1 or not documents <= clusters.documents(long.key)):
            continue  # "the Company" of one report is not that of another
        clusters.join(Merge(a=short.key, b=long.key, how="alias", score=100.0))


def _join_shortened(clusters: _Clusters, keys: Sequence[str], labels: Mapping[str, str]) -> None:
    """Join acronyms and short forms to the one long form that fits in the documents they share."""
    by_initials: dict[str, list[str]] = defaultdict(list)
    by_part: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        for initials in acronym_keys(clusters.nodes[key].name):
            by_initials[initials].append(key)
        for part in short_keys(clusters.nodes[key].name, _is_person(clusters.nodes[key], labels)):
            by_part[part].append(key)
    for key in keys:
        name = clusters.nodes[key].name
        if is_acronym_of_three(name):
            _join_one(clusters, key, by_initials.get(key, []), "acronym")
        elif short_of(name):
            _join_one(clusters, key, by_part.get(key, []), "short-form")


def _is_person(node: _Node, labels: Mapping[str, str]) -> bool:
    known = {labels[surface] for surface in node.surfaces if labels.get(surface)}
    return "PERSON" in known if known else node.name.is_person


def _join_one(clusters: _Clusters, short: str, longs: Sequence[str], how: str) -> None:
    documents = clusters.documents(short)
    is_telling = how == "short-form" and _is_telling(clusters, short)
    together = (long for long in longs if is_telling or not documents.isdisjoint(clusters.documents(long)))
    fitting = sorted({clusters.core(long) for long in together})
    joined = {clusters.members(long)[0] for long in fitting}
    if len(joined) != 1:
        return
    holding = set().union(*(clusters.documents(long) for long in fitting))
    if how == "short-form" and not is_telling and len(documents & holding) < SHARED_RATIO * len(documents):
        return
    clusters.join(Merge(a=short, b=fitting[0], how=how, score=ACRONYM_PCT if how == "acronym" else SHORT_PCT))


def _is_telling(clusters: _Clusters, short: str) -> bool:
    """Whether a short form names nothing else: two words that are not both common, or a coined one, "LedgerDB"."""
    names = [clusters.nodes[member].name for member in clusters.members(short)]
    return any(
        is_coined(name.surface)
        or (len(name.tokens) == 2 and not name.is_person and not any(map(is_generic_word, name.tokens)))
        for name in names
    )


def _collect(clusters: _Clusters, names: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], tuple[Subject, ...]]:
    ids: dict[str, str] = {}
    subjects: list[Subject] = []
    merges: dict[str, list[Merge]] = defaultdict(list)
    for merge in clusters.merges:
        merges[clusters.members(merge.a)[0]].append(_with_surfaces(clusters, merge))
    for first in sorted({clusters.members(key)[0] for key in clusters.nodes}):
        members = [clusters.nodes[key] for key in clusters.members(first)]
        surfaces = sorted(surface for node in members for surface in node.surfaces)
        if not surfaces:
            continue  # an alias whose names occur nowhere
        chosen = max(members, key=_prominence)
        subject = Subject(
            id=chosen.name.key,
            name=_shown(chosen, names),
            names=tuple(surfaces),
            merges=tuple([merge for node in members for merge in node.merges] + merges[first]),
        )
        subjects.append(subject)
        ids.update(dict.fromkeys(surfaces, subject.id))
    subjects.sort(key=lambda subject: subject.id)
    return {surface: ids[surface] for surface in sorted(ids)}, tuple(subjects)


def _with_surfaces(clusters: _Clusters, merge: Merge) -> Merge:
    a, b = (clusters.nodes[key] for key in (merge.a, merge.b))
    return Merge(
        a=a.surfaces[0] if a.surfaces else a.name.surface,
        b=b.surfaces[0] if b.surfaces else b.name.surface,
        how=merge.how,
        score=merge.score,
    )


def _prominence(node: _Node) -> tuple[bool, bool, int, int, str]:
    """Order nodes by how well they name their subject: a full proper name, met often."""
    name = node.name
    return bool(node.surfaces), not (name.is_acronym or short_of(name)), len(node.documents), len(name.tokens), name.key


def _clean(surface: str) -> str:
    """Return a surface form without article, possessive and stray marks around it."""
    return re.sub(r"\A\W*(?:(?:[Tt]he|[Aa]n?)\s+)?|(?:['’]s?)?[^\w.)]*\Z", "", surface) or surface


def _shown(node: _Node, names: Mapping[str, Sequence[str]]) -> str:
    """Return the surface form to show: the country's own name, else the form met in most documents."""
    if node.name.country:
        plain = [surface for surface in node.surfaces if _clean(surface).lower() == node.name.country]
        if plain:
            return min((_clean(surface) for surface in plain), key=lambda shown: (shown.isupper(), shown))
    best = max(node.surfaces, key=lambda surface: (len(names[surface]), not surface.isupper(), -len(surface), surface))
    return _clean(best)
