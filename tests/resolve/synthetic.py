"""Names made of random syllables, a third of them misspelt copies; the same for the same seed."""

from __future__ import annotations

import random

ONSETS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "ch",
    "dr",
    "st",
    "th",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "n", "r", "s", "l", "m", "rd", "nd", "st", "x")
TAILS = ("Power", "Holdings", "Bank", "Bridge", "University", "Systems", "Islands", "Energy", "Council", "Foundation")
LETTERS = "abcdefghijklmnoprstuvwyz"


def make_names(count: int, seed: int = 1) -> list[str]:
    """Return `count` distinct names over a vocabulary whose words are used unevenly."""
    source = random.Random(seed)
    words = list(dict.fromkeys(_word(source) for _ in range(max(200, count // 2))))
    weights = [1 / (rank + 20) for rank in range(len(words))]
    names: dict[str, None] = {}
    order: list[str] = []
    while len(order) < count:
        if order and source.random() < 0.3:
            name = _misspelt(source.choice(order), source)
        else:
            name = " ".join(source.choices(words, weights, k=source.choice([1, 2, 2, 2, 3, 3, 4])))
            name += f" {source.choice(TAILS)}" if source.random() < 0.35 else ""
        if name not in names:
            names[name] = None
            order.append(name)
    return order


def _word(source: random.Random) -> str:
    syllables = "".join(source.choice(ONSETS) + source.choice(VOWELS) for _ in range(source.choice([1, 2, 2, 3])))
    return (syllables + source.choice(CODAS)).capitalize()


def _misspelt(name: str, source: random.Random) -> str:
    at = source.randrange(len(name))
    how, letter = source.choice(["swap", "drop", "add", "change"]), source.choice(LETTERS)
    if how == "swap" and at:
        return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    if how == "drop" and len(name) > 2:
        return name[:at] + name[at + 1 :]
    return name[:at] + letter + name[at + (how == "change") :]
