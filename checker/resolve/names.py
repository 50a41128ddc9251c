"""The canonical form of a name, and what keeps two names apart.

    "The Meridian Power Co., Ltd."  -> "meridian power"
    "Dr. J. K. Lindqvist's"         -> "jk lindqvist"
    "U.S. Geological Survey"        -> "united states geological survey"

Names that differ in a digit, numeral, revision letter, direction, ordinal or the like never merge: those words are
the `marks` of a name.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from checker import resources

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+[+#]{0,2}")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")  # "U.S.", "J.K."
_POSSESSIVE = re.compile(r"(?<=[^\W_])'s?(?![^\W_])")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\Z")
_DOUBLED = re.compile(r"(.)\1+")
_COINED = re.compile(r"[A-Z][a-z]+[A-Z]\w*")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\Z")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
    | {"ı": "i", "þ": "th", "ð": "d", "’": "'", "‘": "'", "`": "'", "&": " and "}
)
_WORDS_TOO = frozenset({"hon", "don", "fr", "sr", "col", "det", "adm", "ofc"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "our", "my", "this", "that", "these", "those"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A surface form with its canonical reading."""

    surface: str
    key: str  # canonical form: lower-case tokens
    tokens: tuple[str, ...]  # of the key
    full: tuple[str, ...]  # with the legal suffix
    marks: frozenset[str]
    is_proper: bool  # written with a capital
    is_title: bool  # every word but "of" and the like is capitalised: a name and nothing besides
    is_person: bool  # written with an honorific or initials, or begins with a common given name
    is_acronym: bool  # "NATO", "E.S.A."
    is_generic: bool  # "the company": one word that names nothing by itself
    country: str  # key of the country it is a name or demonym of; "" for all else
    content: tuple[str, ...]  # tokens without "of", "the", "and"
    squashed: str  # letters and digits alone: "ras-tanura" and "Rastanura" are one
    folded: tuple[str, ...]  # content with spellings of one sound made equal


def read_name(surface: str) -> Name:
    """Return a surface form with its canonical reading; empty tokens where it holds no word."""
    spelled = _spelled(surface)
    while len(spelled) > 1 and spelled[0].lower() in _DETERMINERS:
        spelled = spelled[1:]
    titled = _joined_initials(spelled)
    spelled = titled if titled[:1] and _is_given_word(titled[0], surface) else _without_honorifics(titled)
    is_proper = any(token[0].isupper() for token in spelled)
    acronym = len(spelled) == 1 and spelled[0].isupper() and spelled[0].isalpha() and 2 <= len(spelled[0]) <= 6
    expanded = _expanded(spelled)
    full = tuple(_normal(token) for token in expanded)
    tokens = _without_suffixes(full, expanded)
    is_generic = len(tokens) == 1 and is_generic_word(tokens[0]) and not acronym
    if tokens and (is_generic or not is_proper):
        tokens = (*tokens[:-1], singular(tokens[-1]))
    key = " ".join(tokens)
    country = _country(titled) if is_proper else ""
    if country:
        key, tokens = country, tuple(country.split())
    content = tuple(token for token in tokens if token not in words("function_words")) or tokens
    return Name(
        surface=surface,
        key=key,
        tokens=tokens,
        full=full,
        marks=frozenset() if country else _marks(tokens),
        is_proper=is_proper,
        is_title=is_proper and all(t[0].isupper() or t[0].isdigit() or t in words("function_words") for t in spelled),
        is_person=len(spelled) < len(titled) or _looks_personal(spelled),
        is_acronym=acronym and not country,
        is_generic=is_generic and not country,
        country=country,
        content=content,
        squashed="".join(tokens),
        folded=tuple(fold(token) for token in content),
    )


def is_generic(surface: str) -> bool:
    """Return whether a name says nothing outside its document: "Company", "the government"."""
    return read_name(surface).is_generic


def is_generic_word(token: str) -> bool:
    """Return whether a lower-case word, plural or not, is a common noun of the table."""
    table = words("generic_nouns")
    return token in table or singular(token) in table


def is_coined(word: str) -> bool:
    """Return whether a word is coined as a name, with a capital inside: "LedgerDB"; short ones are units: "MiB"."""
    return len(word) > 4 and word.isalpha() and _COINED.fullmatch(word) is not None


def is_organisation_word(token: str) -> bool:
    """Return whether a lower-case word ends names of organisations: "power", "holdings"."""
    return words("generic_nouns").get(token) == "organisation"


def singular(token: str) -> str:
    """Return a plural English noun without its ending; other words as they are."""
    if len(token) < 4 or not token.endswith("s") or token.endswith(("ss", "us", "is", "series", "species", "news")):
        return token
    if token.endswith("ies") and len(token) > 4:
        return token[:-3] + "y"
    return token[:-2] if token.endswith(("ches", "shes", "xes", "sses")) else token[:-1]


def may_be_one(a: Name, b: Name) -> bool:
    """Return whether nothing forbids that two names are variants of one: no differing mark, country or antonym."""
    if a.marks != b.marks or (a.country or b.country):
        return a.key == b.key
    if a.is_generic or b.is_generic or not (a.is_proper and b.is_proper):
        return False
    mine, yours = set(a.content) - set(b.content), set(b.content) - set(a.content)
    return not any(_are_opposed(one, other) for one in mine for other in yours)


def _are_opposed(one: str, other: str) -> bool:
    """ "import" and "export", "stable" and "unstable", "Slovak" and "Slovene"."""
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and long[: len(long) - len(short)] in words("guard_prefixes"):
        return True
    if (one, other) in _antonyms() or (other, one) in _antonyms():
        return True
    places = countries()
    return one in places and other in places and places[one] != places[other]


def fold(token: str) -> str:
    """Return a token with spellings of one sound made equal, as transcriptions from other scripts vary."""
    table = words("transliteration")
    folded = _sounds().sub(lambda match: table[match[0]], _DOUBLED.sub(r"\1", token))
    return _DOUBLED.sub(r"\1", folded).removesuffix("h")


@cache
def words(table: str) -> Mapping[str, str]:
    """Return a table of `lexicon/`: first column to second, or to "" where there is one column."""
    path = resources.package_file("resolve", "lexicon", f"{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows if row}


@cache
def countries() -> Mapping[str, str]:
    """Return every name, alias and demonym of a country in lower case, with the key of the country."""
    return {name.lower(): country for name, country in _country_names().items()}


@cache
def _country_names() -> Mapping[str, str]:
    path = resources.package_file("resolve", "lexicon", "countries.csv")
    table: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = " ".join(_spelled(row["country"])).lower()
            names = (row["country"], *row["demonyms"].split("|"), *row["aliases"].split("|"))
            for name in filter(None, names):
                table[" ".join(_joined_initials([t for t in _spelled(name) if t.lower() != "the"]))] = country
    return table


@cache
def _acronyms_in_names() -> Mapping[str, str]:
    """Return country acronyms that begin longer names: those that are also written with dots, "U.S." """
    path = resources.package_file("resolve", "lexicon", "countries.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            alias.replace(".", ""): row["country"]
            for row in csv.DictReader(file)
            for alias in row["aliases"].split("|")
            if re.fullmatch(r"(?:[A-Z]\.){2,4}", alias)
        }


@cache
def _degrees() -> tuple[str, ...]:
    return tuple(word for word, kind in words("guard_words").items() if kind == "degree")


@cache
def _sounds() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("transliteration"), key=len, reverse=True)))


@cache
def _antonyms() -> frozenset[tuple[str, str]]:
    return frozenset(words("antonyms").items())


def _spelled(surface: str) -> list[str]:
    text = unicodedata.normalize("NFKC", surface).translate(_LETTERS)
    text = _POSSESSIVE.sub("", text)
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    bare = unicodedata.normalize("NFKD", text)
    return _TOKEN.findall("".join(char for char in bare if not unicodedata.combining(char)))


def _joined_initials(spelled: list[str]) -> list[str]:
    """Join runs of single letters: "J K Rowe" and "JK Rowe" are one."""
    joined: list[str] = []
    run = False
    for token in spelled:
        is_letter = len(token) == 1 and token.isalpha()
        if is_letter and run:
            joined[-1] += token
        else:
            joined.append(token)
        run = is_letter
    return joined


def _is_given_word(first: str, surface: str) -> bool:
    """Tell "Hon Hai" and "Don Vale" from "Hon. Ada Vale": short forms of address that are words too need their dot."""
    return first.lower() in _WORDS_TOO and f"{first}." not in surface


def _without_honorifics(spelled: list[str]) -> list[str]:
    table = words("honorifics")
    while len(spelled) > 1:
        lowered = [token.lower() for token in spelled]
        count = next((n for n in (3, 2, 1) if len(spelled) > n and " ".join(lowered[:n]) in table), 0)
        kind = table.get(" ".join(lowered[:count]), "")
        rest = spelled[count:]
        if not count or kind == "lead":
            return spelled
        is_person = len(rest) <= 4 and all(t[0].isupper() and not is_generic_word(t.lower()) for t in rest)
        if kind == "title" and not is_person:  # "General Motors", "King County"
            return spelled
        spelled = rest
    return spelled


def _expanded(spelled: list[str]) -> list[str]:
    if len(spelled) < 2:
        return spelled
    table = _acronyms_in_names()
    return [part for token in spelled for part in (table[token].split() if token in table else [token])]


def _normal(token: str) -> str:
    if _ROMAN.match(token):  # "II" is 2; single letters stay
        return str(_roman(token))
    return token.lower()


def _roman(token: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in token]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def _looks_personal(spelled: list[str]) -> bool:
    first = spelled[0] if spelled else ""
    return len(spelled) > 1 and (first.lower() in words("given_names") or (first.isupper() and len(first) < 3))


def _without_suffixes(full: tuple[str, ...], spelled: list[str]) -> tuple[str, ...]:
    tokens = list(full)
    while len(tokens) > 1 and (tokens[-1] in words("legal_suffixes") or tokens[-1] == "and"):
        is_noun = spelled[len(tokens) - 1] in ("company", "limited", "corporation", "private")  # "the Swedish company"
        if is_noun or " ".join(tokens[:-1]) in countries():
            break
        tokens.pop()
    return tuple(tokens)


def _country(spelled: list[str]) -> str:
    plain = " ".join(token for token in spelled if token.lower() != "the")
    found = _country_names().get(plain) or _country_names().get(plain.title())
    if plain.isupper() and len(plain) > 4:
        return found or countries().get(plain.lower(), "")
    return found or ""


def _marks(tokens: tuple[str, ...]) -> frozenset[str]:
    guard, degrees = words("guard_words"), _degrees()
    marks: set[str] = set()
    for token in tokens:
        ordinal = _ORDINAL.match(token)
        if ordinal and 1 <= int(ordinal[1]) <= len(degrees):  # "3rd" and "third" are one mark
            marks.add(degrees[int(ordinal[1]) - 1])
        elif token in guard or any(char.isdigit() or char in "+#" for char in token):
            marks.add(token)
    if len(tokens) > 1 and len(tokens[-1]) == 1 and tokens[-2] != "and":  # "hepatitis B"
        marks.add(tokens[-1])
    return frozenset(marks)
