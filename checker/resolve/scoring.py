"""How alike two names are written, 0 to 100. The only module that imports rapidfuzz."""

from __future__ import annotations

from rapidfuzz import fuzz

from checker.resolve.names import Name, fold, is_generic_word, may_be_one

SCORE_MIN_PCT = 90.0  # of the whole name
SOUND_MIN_PCT = 75.0  # of names that are transcribed alike
TOKEN_MIN_PCT = 80.0  # of each pair of words that differ
LETTERS_MIN = 6  # shorter names are never taken for misspellings
WORD_MIN = 5  # letters of a word that may hold a slip


def score_variants(a: Name, b: Name) -> float:
    """Return how surely two proper names are spellings of one, 0 to 100; 0 where they are held apart.

    Held apart are names that differ in a mark, a digit, a whole word, the given name beside one surname, or by an
    ending: "Otto Berg" and "Anna Berg", "Daniel" and "Daniela", "Unit A" and "Unit B".
    """
    score = fuzz.ratio(a.key, b.key, score_cutoff=SOUND_MIN_PCT)  # most pairs end here
    if not score or min(len(a.squashed), len(b.squashed)) < LETTERS_MIN:
        return 0.0
    if a.squashed == b.squashed and a.is_proper and b.is_proper and not (a.is_generic or b.is_generic):
        return 100.0  # "Nano Forge", "Nanoforge": no mark tells one spelling of the same letters from the other
    if not may_be_one(a, b):
        return 0.0
    if any(char.isdigit() for char in a.squashed + b.squashed):
        return 0.0
    if a.folded == b.folded:
        return max(score, SCORE_MIN_PCT)
    if score < SCORE_MIN_PCT or not _differ_in_slips(a.content, b.content):
        return 0.0
    return score


def raw_ratio(a: Name, b: Name) -> float:
    """Return the similarity of two canonical forms, 0 to 100, with no guard."""
    return fuzz.ratio(a.key, b.key, score_cutoff=SCORE_MIN_PCT)


def _differ_in_slips(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) != len(b):
        return False
    differing = [(at, one, other) for at, (one, other) in enumerate(zip(a, b, strict=True)) if one != other]
    for at, one, other in differing:
        if min(len(one), len(other)) < WORD_MIN or fuzz.ratio(one, other) < TOKEN_MIN_PCT or _is_ending(one, other):
            return False
        is_given = at < len(a) - 1 and a[-1] == b[-1] and not is_generic_word(a[-1])
        if is_given and len(a) <= 3 and fold(one) != fold(other):  # "Martin Berg" and "Marvin Berg"
            return False
    return len(differing) <= 2


def _is_ending(one: str, other: str) -> bool:
    """ "Daniel" and "Daniela", "Andrea" and "Andreas": other names, not slips."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) > len(short) and fold(short) != fold(long)


def loose_ratio(a: Name, b: Name) -> float:
    """Return how alike two names are when whole words may be missing or turned round, 0 to 100; for suggestions only.

    One word that both share is never enough: "Port Selm" and "Port Tarn".
    """
    shared = set(a.content) & set(b.content)
    whole = float(fuzz.ratio(a.key, b.key))
    if not shared or all(is_generic_word(word) for word in shared):
        return whole
    return max(whole, float(fuzz.token_sort_ratio(a.key, b.key)), 0.9 * float(fuzz.token_set_ratio(a.key, b.key)))
