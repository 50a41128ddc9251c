"""Reads the unit that follows a number: "km", "square miles", "kg m−2 s−1", "dollars a barrel", "per 100,000 people".

Units come out in pint's spelling, factors joined by "*", divisors each after a "/": `kilogram*meter/second**2`.
Nothing here knows what a unit is worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.extract.lexicon_files import words
from checker.extract.unit_lexicon import UnitWord, lexicon

_EXPONENT = re.compile(r"(?:\^|\*\*)?(?:([-−–⁻]\s?)?((?(1)[1-9¹²³⁴-⁹]|[23²³⁴]))(?![\w.,]?\d|[A-Za-z])|\^\(([-−–]\d)\))")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER_WORD = re.compile(r"(square|sq\.?|cubic|cu\.?)[\s-]")
_POWER_AFTER = re.compile(r"\s(squared|cubed)(?!\w)")
_SLASH = re.compile(r"\s?/\s?|[\s-]per[\s-](?:an?\s|each\s|every\s)?|\sp\.\s?(?=a\.)")
_RATE_ARTICLE = re.compile(r"\s(?:an?|each|every|per)\s|-(?:an?|per)-")
_LETTER = "[A-Za-zµμΩ°]"
_PRODUCT = re.compile(rf"\s?[·⋅∙×*]\s?(?={_LETTER})|\.(?={_LETTER})|\s(?={_LETTER}{{1,4}}\s?(?:\^|\*\*)?[-−–⁻])")
_EARLIER = re.compile(r"\s(?:earlier|ago|before|later|previously|prior|after)\b")
_POPULATION = re.compile(r"\sper\s(10{0,2}(?:,000){0,2}|thousand|million|hundred thousand)(?!\d|[,.]\d)(?:\s([a-z]+))?")
_SCREEN_LINES = frozenset(("240", "360", "480", "576", "720", "1080", "1440", "2160"))
_LETTERS = frozenset("mshgtlLbBAKCFVWJNTSM")
_FUNCTION = re.compile(
    r"\s(?:of|at|and|to|for|in|is|was|are|were|or|from|per|by|with|on|after|before|during|than|as)\b"
)
_POPULATIONS = {
    "1": "",
    "10": "ten",
    "100": "hundred",
    "1,000": "thousand",
    "10,000": "ten_thousand",
    "100,000": "hundred_thousand",
    "1,000,000": "million",
    "thousand": "thousand",
    "million": "million",
    "hundred thousand": "hundred_thousand",
}


@dataclass(slots=True)
class UnitReading:
    """A unit found in the text and where it ends."""

    unit: str
    end: int
    word: UnitWord
    is_compound: bool = False
    assumptions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Atom:
    unit: str
    power: int
    end: int
    word: UnitWord


def read_unit(text: str, low: str, position: int, *, is_after_number: bool = True) -> UnitReading | None:
    """Return the unit that begins at `position`, as long as it goes; None if there is none."""
    atom = _read_atom(text, low, position)
    if atom is None or (is_after_number and not _is_plausible(text, low, position, atom)):
        return None
    above: list[tuple[str, int]] = [(atom.unit, atom.power)]
    below: list[tuple[str, int]] = []
    end, is_compound = atom.end, False
    for _ in range(4):
        step = _next_atom(text, low, end, atom.word, bool(below))
        if step is None:
            break
        more, is_below = step
        (below if is_below else above).append((more.unit, more.power))
        end, is_compound = more.end, True
    unit = compose(above, below)
    reading = UnitReading(unit, end, atom.word, is_compound, (atom.word.assumption,) if atom.word.assumption else ())
    if reading.word.is_currency:
        _read_population(low, reading)
    return reading


def read_divisors(text: str, low: str, position: int, first: UnitWord) -> tuple[str, int]:
    """Return what the amount is for, and its end: "/oil_barrel" for "a barrel" after a price."""
    suffix, end = "", position
    for _ in range(2):
        step = _next_atom(text, low, end, first, bool(suffix))
        if step is None or not step[1]:
            break
        suffix += "".join("/" + piece for piece in _bare(step[0].unit, step[0].power).split("/"))
        end = step[0].end
    return suffix, end


def read_population(low: str, position: int) -> tuple[str, int] | None:
    """Return the divisor and end of "per 100,000 (people)" at `position`."""
    match = _POPULATION.match(low, position)
    if match is None:
        return None
    noun = match[2] if match[2] and match[2] in words("population_nouns.txt") else ""
    name = _POPULATIONS.get(match[1])
    if name is None:
        return None
    return (f"/{name}" if name else ""), match.end(2) if noun else match.end(1)


def _read_population(low: str, reading: UnitReading) -> None:
    found = read_population(low, reading.end)
    if found is not None:
        reading.unit += found[0]
        reading.end = found[1]


def read_rate(text: str, low: str, position: int) -> tuple[str, int] | None:
    """Return "/day" and the end of "a day", "per week" at `position`, for counts: "5 a day"."""
    match = _RATE_ARTICLE.match(low, position) or _SLASH.match(low, position)
    if match is None:
        return None
    atom = _read_atom(text, low, match.end())
    if atom is None or atom.unit not in words("time_units.txt") or atom.power != 1 or _EARLIER.match(low, atom.end):
        return None
    return f"/{atom.unit}", atom.end


def compose(above: list[tuple[str, int]], below: list[tuple[str, int]]) -> str:
    """Return the unit string of factors and divisors; a negative power makes a factor a divisor."""
    tops = [(unit, power) for unit, power in above if power > 0]
    bottoms = [(unit, -power) for unit, power in above if power < 0] + [(unit, abs(power)) for unit, power in below]
    parts = [_bare(unit, power) for unit, power in tops]
    return ("*".join(parts) or "1") + "".join(
        "/" + piece for unit, power in bottoms for piece in (_bare(unit, power).split("/"))
    )


def _bare(unit: str, power: int) -> str:
    if power == 1:
        return unit
    if unit.endswith("**2") or unit.endswith("**3") or "/" in unit:
        return unit
    return f"{unit}**{power}"


def _read_atom(text: str, low: str, position: int) -> _Atom | None:
    prefix = _POWER_WORD.match(low, position)
    power = 1
    if prefix is not None:
        inner = _match_word(text, low, prefix.end())
        if inner is not None and inner[0].sort not in ("weak", "mark") and not inner[0].is_currency:
            power = 2 if prefix[1].startswith("sq") else 3
            return _Atom(inner[0].unit, power, inner[1], inner[0])
    found = _match_word(text, low, position)
    if found is None:
        return None
    word, end = found
    if word.sort in ("symbol", "exact", "fixed", "word") and not word.is_currency and word.unit != "percent":
        exponent = _EXPONENT.match(text, end)
        if (
            exponent is not None
            and (word.sort != "word" or exponent[0][0] in "^²³*")
            and not (exponent[0][0].isdigit() and text[end - 1] in "%°")
        ):
            digits = (exponent[3] or exponent[2]).translate(_SUPERSCRIPTS).replace("−", "-").replace("–", "-")
            power = -abs(int(digits)) if exponent[1] or exponent[3] else int(digits)
            end = exponent.end()
        elif after := _POWER_AFTER.match(low, end):
            power, end = (2 if after[1] == "squared" else 3), after.end()
    return _Atom(word.unit, power, end, word)


def _match_word(text: str, low: str, position: int) -> tuple[UnitWord, int] | None:
    table = lexicon()
    exact = table.exact_pattern.match(text, position)
    folded = table.folded_pattern.match(low, position)
    if exact is not None and (folded is None or exact.end() >= folded.end()):
        return table.exact[exact.group()], exact.end()
    if folded is not None:
        return table.folded[folded.group()], folded.end()
    return None


def _next_atom(text: str, low: str, end: int, first: UnitWord, has_divisor: bool) -> tuple[_Atom, bool] | None:
    slash = _SLASH.match(low, end)
    if slash is not None:
        atom = _read_atom(text, low, slash.end())
        if (
            atom is not None
            and not atom.word.is_currency
            and atom.word.sort not in ("mark",)
            and atom.unit != "percent"
        ):
            return atom, True
        return None
    article = _RATE_ARTICLE.match(low, end)
    if article is not None and not has_divisor:
        atom = _read_atom(text, low, article.end())
        if atom is not None and _EARLIER.match(low, atom.end):
            return None  # "$5 million a year earlier"
        if atom is not None and (
            atom.unit in words("time_units.txt") or (first.is_currency and not atom.word.is_currency)
        ):
            return atom, True
        return None
    product = _PRODUCT.match(text, end) if not first.is_currency and first.unit != "percent" else None
    if product is not None:
        atom = _read_atom(text, low, product.end())
        if atom is None or atom.word.sort not in ("symbol", "exact", "fixed") or atom.word.is_currency:
            return None
        if product.group().isspace() and atom.power > 0:
            return None
        return atom, has_divisor and atom.power > 0
    return None


def _is_plausible(text: str, low: str, position: int, atom: _Atom) -> bool:
    """False where letters that could be a unit are words or initials here: `5 in the room`, `3 A. Smith`."""
    word, end = atom.word, atom.end
    follow = text[end : end + 2]
    surface = text[position:end]
    if word.sort == "weak":
        return _is_inch(low, position, end)
    if word.sort == "mark":
        return not text[position - 1].isspace()
    if surface == "p" and text[max(0, position - 4) : position].strip() in _SCREEN_LINES:
        return False  # "1080p"
    if surface in _LETTERS:
        return _is_letter_unit(text, position, end, surface)
    if word.sort == "exact" and len(surface) == 2 and follow[:1] in ("'", "’"):
        return False
    return not (follow[:1] == "-" and follow[1:].isupper())


def _is_letter_unit(text: str, position: int, end: int, letter: str) -> bool:
    follow = text[end : end + 2]
    if follow[:1] in ("'", "’", "&", "+", "#") or (follow[:1] == "." and follow[1:].isalpha()):
        return False
    if follow[:1] == "-" and follow[1:].isalpha():
        return False
    if text[position - 2 : position - 1].isalpha():
        return False  # "two L"
    is_attached = text[position - 1].isdigit()
    if letter == "K" and is_attached and re.search(r"(?<![\d.,])\d\d?$", text[max(0, position - 4) : position]):
        return False  # "4K screen"
    if is_attached and letter in "SJN" and not _DECIMAL.search(text[max(0, position - 12) : position]):
        return False  # "70S ribosome"
    if letter in "AMBSTJ" and not is_attached:
        return not (follow[:1].isspace() and not _FUNCTION.match(text, end) and not _PRODUCT.match(text, end))
    if letter == "s" and is_attached:
        digits = re.search(r"[\d.,]+$", text[max(0, position - 12) : position])
        written = digits.group() if digits else ""
        if "." in written or (len(written) < 3 and not written.endswith("0")):
            return True
        return _is_lapse(text, position - len(written), end)  # "747s", "1990s", "in his 20s"
    return True


def _is_lapse(text: str, start: int, end: int) -> bool:
    """Tell seconds from decades and models: "up to 30s of time", a cell that holds "30s" alone; not "the 30s"."""
    value = text[start:end].rstrip("s")
    if not value.isdigit() or len(value) > 3 or _DECADE_BEFORE.search(text, max(0, start - 24), start):
        return False
    is_alone = start <= 3 and len(text) - end <= 3 and not (text[:start] + text[end:]).strip(" |.,;")
    return is_alone or bool(_LAPSE_BEFORE.search(text, max(0, start - 24), start) or _LAPSE_AFTER.match(text, end))


_DECADE_BEFORE = re.compile(r"\b(?:the|his|her|their|my|your|our|early|mid|late|in)[ -]\Z", re.IGNORECASE)
_LAPSE_BEFORE = re.compile(
    r"(?:\b(?:up to|at most|at least|after|within|every|than|waits?|takes?|took|lasts?)|\dms or) \Z"
)
_LAPSE_AFTER = re.compile(
    r"(?: of (?:[A-Za-z]+ )?time\b|[ -](?:timeout|delay|limit|interval|window|pause|grace|countdown)\b)"
)


_DECIMAL = re.compile(r"\d\.\d+$")
_INCH_AFTER = re.compile(
    r"\s*(?:$|[,;:)\]/]|x\s|×|by\s|tall|wide|long|high|deep|thick|in\s|of\s(?:rain|snow)|\.(?:\s|$)|-|diam|diagonal)"
)


def _is_inch(low: str, position: int, end: int) -> bool:
    if low[position - 1] == "-" or low[position - 1].isdigit():
        return True
    return bool(_INCH_AFTER.match(low, end)) and low[end : end + 4] != " in "
