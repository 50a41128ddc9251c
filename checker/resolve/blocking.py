"""Which pairs of names are worth scoring: never all of them.

A name stands in the blocks of its three rarest token beginnings, of its two ends and of its folded spelling. A block of
up to 50 names gives all its pairs; a larger one is sorted, forwards and backwards, and gives neighbours only, so the
number of pairs grows with the number of names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.resolve.names import Name

BLOCK_MAX = 24  # names; larger blocks are walked as a sorted neighbourhood
WINDOW = 6  # neighbours of a name in a sorted block
_PREFIX = 4  # letters
_TOKENS = 3  # a slip makes a word rare, so the two rarest alone may both be misspelt


def candidate_pairs(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions in `names`, lower first, block by block; a pair may come more than once.

    Pairs come in an order that depends on `names` alone; nothing but the blocks is held in memory.
    """
    keys = _keys(names)
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(keys):
        for key in own:
            blocks[key].append(at)
    whole = [{key for key in own if len(blocks[key]) <= BLOCK_MAX} for own in keys]
    for key in sorted(blocks):
        members = blocks[key]
        if len(members) <= BLOCK_MAX:
            for one, other in combinations(members, 2):
                if min(whole[one] & whole[other]) == key:  # else an earlier block gave it
                    yield one, other
        else:
            yield from _neighbours(members, [names[at].squashed for at in members])
            yield from _neighbours(members, [names[at].squashed[::-1] for at in members])


def _neighbours(members: list[int], texts: list[str]) -> Iterator[tuple[int, int]]:
    ordered = [at for _, at in sorted(zip(texts, members, strict=True))]
    for place, at in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + WINDOW]:
            yield min(at, other), max(at, other)


def _keys(names: Sequence[Name]) -> list[tuple[str, ...]]:
    prefixes = [tuple(dict.fromkeys(token[:_PREFIX] for token in name.content)) for name in names]
    counts = Counter(prefix for own in prefixes for prefix in own)
    keys: list[tuple[str, ...]] = []
    for name, own in zip(names, prefixes, strict=True):
        rarest = sorted(own, key=lambda prefix: (counts[prefix], prefix))[:_TOKENS]
        ends = f"s{name.squashed[-_PREFIX:]}", f"e{name.squashed[:3]} {name.squashed[-2:]}", f"f{''.join(name.folded)}"
        keys.append((*(f"p{prefix}" for prefix in rarest), *ends))
    return keys
