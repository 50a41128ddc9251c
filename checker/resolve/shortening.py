"""Acronyms and short forms: which shorter name a longer one can go by."""

from __future__ import annotations

from checker.resolve.names import Name, countries, is_coined, is_generic_word, is_organisation_word, words

_PARTICLES = frozenset({"de", "la", "le", "del", "da", "di", "van", "von", "der", "den", "al", "el", "bin", "ibn"})


def acronym_keys(name: Name) -> tuple[str, ...]:
    """Return the initials a long name may go by, lower-case: with and without "of" and the legal suffix."""
    if not name.is_title or len(name.full) < 3 or name.is_generic:
        return ()
    content = tuple(token for token in name.full if token not in words("function_words"))
    kept = tuple(token for token in name.tokens if token not in words("function_words"))
    forms = {"".join(token[0] for token in form) for form in (name.full, content, name.tokens, kept)}
    return tuple(sorted(form for form in forms if len(form) >= 3))


def is_acronym_of_three(name: Name) -> bool:
    """Return whether a name is an acronym long enough to be matched by its letters."""
    return name.is_acronym and len(name.key) >= 3


def short_of(name: Name) -> bool:
    """Return whether a name may be the short form of another: a proper word or two that stand for no common noun."""
    if not name.is_proper or name.is_generic or name.is_acronym or name.country or _is_marked(name):
        return False
    return 1 <= len(name.tokens) <= 2 and not all(is_generic_word(token) for token in name.tokens)


def short_keys(name: Name, is_person: bool) -> tuple[str, ...]:
    """Return the short forms a long name may go by: the surname of a person, the head of an organisation's name.

    A place has none: the town of "Port Selm" is not "Selm".
    """
    tokens = name.tokens
    if not name.is_title or len(tokens) < 2 or name.country or _is_marked(name):
        return ()
    if words("honorifics").get(tokens[0]) == "lead" and len(tokens) == 2:  # "Hurricane Mira" -> "Mira"
        return (tokens[1],)
    if is_organisation_word(tokens[-1]) or len(name.full) > len(name.tokens):
        return tuple(_heads(name))
    if len(tokens) == 2 and is_coined(name.surface.split()[-1]):  # "Tarn LedgerDB" -> "LedgerDB"
        return (tokens[-1],)
    maker = name.surface.split()[0]
    if len(tokens) == 2 and maker.isalpha() and maker.isupper() and len(maker) > 1 and not is_generic_word(tokens[1]):
        return (tokens[1],) if tokens[0] not in countries() else ()  # "ACME Lantern" -> "Lantern"
    return _surname(name) if is_person else ()


def _is_marked(name: Name) -> bool:
    """Tell whether a name holds a mark that its short form would lose; a word of size begins many: "Micro Tarn"."""
    return any(words("guard_words").get(mark) != "size" for mark in name.marks)


def _heads(name: Name) -> list[str]:
    """ "Meridian Power Holdings" -> "meridian power", "meridian"."""
    tokens = name.tokens
    heads: list[str] = []
    for count in range(len(tokens) - 1, 0, -1):
        if not is_organisation_word(tokens[count]) or tokens[0] in countries() or is_generic_word(tokens[0]):
            break
        heads.append(" ".join(tokens[:count]))
    return heads


def _surname(name: Name) -> tuple[str, ...]:
    tokens = tuple(token for token in name.tokens if token not in _PARTICLES)
    if not 2 <= len(tokens) <= 4 or any(token in words("function_words") for token in tokens):
        return ()
    if any(is_generic_word(token) or token in countries() for token in tokens) or len(tokens[-1]) < 2:
        return ()
    return (tokens[-1],)
