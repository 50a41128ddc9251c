"""Documents that are versions of one another, and which of their figures stand at the same place.

Versions are found by a sketch of word shingles in an inverted index, so no two documents are compared that share
nothing. Aligned by their text with the figures masked, a changed figure in an unchanged sentence is linked with near
certainty: wording is strong evidence between versions and none between independent texts.

Source: A. Z. Broder, "On the resemblance and containment of documents", 1997 (bottom-k sketches).
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from checker.records import Document, Fact

SHINGLE = 4  # words
SKETCH = 200  # smallest shingle hashes that stand for a document
CROWDED = 24  # documents that share a shingle before it says nothing
VERSION_SHARE = 0.30  # share of the smaller sketch found in the other from which two documents are versions
MOST_MEETINGS = 2_000_000  # equal places of two documents that are all looked at; repeated lines give the square

Places = dict[tuple[str, str], str]


def find_versions(documents: Mapping[str, Document]) -> tuple[tuple[str, str], ...]:
    """Return pairs of ids of documents that are versions of one another, each pair and the list sorted."""
    sketches = {name: _sketch(document) for name, document in sorted(documents.items())}
    holders: dict[int, list[str]] = defaultdict(list)
    for name, sketch in sketches.items():
        for value in sketch:
            holders[value].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        if len(names) <= CROWDED:
            for number, a in enumerate(names):
                for b in names[number + 1 :]:
                    shared[a, b] += 1
    found = []
    for (a, b), count in shared.items():
        smaller = min(len(sketches[a]), len(sketches[b]))
        if smaller >= 20 and count / smaller >= VERSION_SHARE:
            found.append((a, b))
    return tuple(sorted(found))


def align(a: Sequence[Fact], b: Sequence[Fact]) -> dict[tuple[str, str], str]:
    """Return pairs of fact ids of two versions that stand at the same place.

    Args:
        a, b: all facts of one document each, in reading order.

    Facts are matched by runs of equal places first, then inside the gaps by the most alike neighbourhood, in order.
    """
    left, right = _places_of(a, b)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    pairs: dict[tuple[str, str], str] = {}
    for tag, a_low, a_high, b_low, b_high in matcher.get_opcodes():
        if tag == "equal":
            rows: Iterable[tuple[Fact, Fact]] = zip(a[a_low:a_high], b[b_low:b_high], strict=True)
        elif tag == "replace":
            rows = _match_gap(a[a_low:a_high], b[b_low:b_high])
        else:
            continue
        for one, other in rows:
            pairs[_ordered(one.id, other.id)] = "aligned"
    return pairs


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _places_of(a: Sequence[Fact], b: Sequence[Fact]) -> tuple[list[Hashable], list[Hashable]]:
    """Return what is matched of each fact; of lines repeated thousands of times which one of them it is, as well."""
    left: list[Hashable] = [_place_key(fact) for fact in a]
    right: list[Hashable] = [_place_key(fact) for fact in b]
    of_left, of_right = Counter(left), Counter(right)
    if sum(count * of_right[key] for key, count in of_left.items()) <= MOST_MEETINGS:
        return left, right
    return _numbered(left), _numbered(right)


def _numbered(keys: Iterable[Hashable]) -> list[Hashable]:
    met: Counter[Hashable] = Counter()
    numbered: list[Hashable] = []
    for key in keys:
        met[key] += 1
        numbered.append((key, met[key]))
    return numbered


def _place_key(fact: Fact) -> tuple[str, int]:
    return fact.sentence, fact.ordinal


def _match_gap(a: Sequence[Fact], b: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Pair facts of two changed stretches, greedily by likeness of the words around them; order is kept."""
    if len(a) * len(b) > 4_000:
        return []
    scored = [
        (_likeness(one, other), -abs(i * len(b) - j * len(a)), i, j)
        for i, one in enumerate(a)
        for j, other in enumerate(b)
    ]
    chosen: list[tuple[int, int]] = []
    for score, _, i, j in sorted(scored, key=lambda row: (-row[0], -row[1], row[2], row[3])):
        if score < 0.6:
            break
        if all((i - x) * (j - y) > 0 for x, y in chosen):
            chosen.append((i, j))
    return [(a[i], b[j]) for i, j in sorted(chosen)]


def _likeness(a: Fact, b: Fact) -> float:
    if a.measurement.dimension != b.measurement.dimension:
        return 0.0
    is_labelled = a.origin in ("cell", "item") and b.origin in ("cell", "item")
    if is_labelled and not {*a.attribute.split()} & {*b.attribute.split()}:
        return 0.0  # the row was replaced by another, not renamed
    words_a, words_b = {*a.words, *a.path}, {*b.words, *b.path}
    union = len(words_a | words_b)
    common = len(words_a & words_b) / union if union else 1.0
    near = sum(x == y for x, y in zip(a.left, b.left, strict=False)) + sum(
        x == y for x, y in zip(a.right, b.right, strict=False)
    )
    most = max(len(a.left), len(b.left)) + max(len(a.right), len(b.right))
    return 0.6 * common + 0.4 * (near / most if most else 1.0)


def _sketch(document: Document) -> frozenset[int]:
    """Return the smallest shingle hashes of a document, figures masked."""
    words: list[str] = []
    for block in document.blocks:
        if block.role == "body":
            words += ["#" if word[0].isdigit() else word.lower() for word in block.text.split()]
    hashes = {
        zlib.crc32(" ".join(words[at : at + SHINGLE]).encode("utf-8", "replace"))
        for at in range(len(words) - SHINGLE + 1)
    }
    return frozenset(sorted(hashes)[:SKETCH])
