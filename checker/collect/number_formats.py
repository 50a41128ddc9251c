"""How a spreadsheet shows a number: "0.0%", "#,##0,", "$"#,##0.00;("$"#,##0.00)", dates and times.

A figure is read as it is shown, because that is how precisely its author stated it. Figures are written with a point
and commas whatever the language of the program, and dates in words, so that nobody can read them in two ways.
Source: ECMA-376, part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

GENERAL_DIGITS = 10  # significant digits that the format General shows
LARGEST_EXPONENT = 99
LAST_DAY = 2_958_465  # 31 December 9999
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: "#,##0;(#,##0);-", 42: '"$"#,##0;("$"#,##0);-',
    43: "#,##0.00;(#,##0.00);-", 44: '"$"#,##0.00;("$"#,##0.00);-', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"?|\\.)|(?P<pad>[_*].?)|(?P<bracket>\[[^\]]{0,60}\])|(?P<general>General)
    |(?P<exponent>E[+-])|(?P<noon>AM/PM|A/P)|(?P<digits>[0#?][0#?,]*)|(?P<point>\.)|(?P<percent>%)|(?P<fraction>/)
    |(?P<date>y+|m+|d+|h+|s+|e+)|(?P<text>@)|(?P<comma>,)|(?P<sign>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,10})?)\]")
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A number as it is shown; `scale` is what one unit of the shown figure is worth where thousands are cut off."""

    text: str
    scale: int = 1
    whole: str = ""  # the figure with what was cut off put back: "5,234,000" for "5,234"


@dataclass(frozen=True, slots=True)
class _Section:
    """One of up to four parts of a format code."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    is_date: bool


def to_number(text: str) -> Decimal | None:
    """Return a stored number; None where it is no finite number of a size that anything is measured in."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    value = Decimal(text.strip())
    return value if not value or abs(value.adjusted()) <= LARGEST_EXPONENT else None


def show_number(value: Decimal, code: str, *, from_1904: bool = False) -> Shown:
    """Return a number as a format code shows it.

    Args:
        value: finite, of at most 99 digits before or after its point.
        code: such as `#,##0.0`, or "" for General.
        from_1904: days are counted from 1904, as on old Macintoshes.
    """
    sections = _sections(code[:500])
    section, is_signed = _choose(sections, value)
    if section is None or not section.tokens:
        return Shown(text=show_general(value) if not code else "")
    if section.is_date:
        return Shown(text=_show_date(value, section, from_1904))
    kinds = [kind for kind, _ in section.tokens]
    if "general" in kinds or "text" in kinds or "fraction" in kinds:
        words = "".join(_unquoted(kind, part) for kind, part in section.tokens if kind in ("literal", "sign"))
        figure = show_general(value if is_signed else abs(value))
        return Shown(text=figure if "fraction" in kinds else f"{figure}{words}")
    return _show_figure(value, section, is_signed)


def show_general(value: Decimal) -> str:
    """Return a number with up to ten significant digits and no more than it has."""
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 15:
        return str(int(value))
    places = GENERAL_DIGITS - 1 - value.adjusted()
    if places > 20 or value.adjusted() >= 15:
        return f"{value:.{GENERAL_DIGITS - 1}E}"
    rounded = value.quantize(Decimal(1).scaleb(-max(places, 0)), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code or "General"):
        if match[0] == ";":
            parts.append([])
        else:
            parts[-1].append((match.lastgroup or "sign", match[0]))
    return tuple(_section(part) for part in parts[:4])


def _section(tokens: list[tuple[str, str]]) -> _Section:
    conditions = [match for kind, part in tokens if kind == "bracket" and (match := _CONDITION.fullmatch(part))]
    elapsed = any(kind == "bracket" and part.lower() in ("[h]", "[hh]", "[mm]", "[m]", "[ss]") for kind, part in tokens)
    kinds = {kind for kind, _ in tokens}
    return _Section(
        tokens=tuple(tokens),
        condition=(conditions[0][1], Decimal(conditions[0][2])) if conditions else None,
        is_date=("date" in kinds or elapsed) and not kinds & {"general", "percent"},
    )


def _choose(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section | None, bool]:
    """Return the section that shows a value, and whether a minus is still to be put."""
    if any(one.condition for one in sections):
        for one in sections[:3]:
            if one.condition is None or _holds(value, *one.condition):
                return one, True
        return None, True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if not value and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    if sign in ("=", "<>"):
        return (value == bound) == (sign == "=")
    return value < bound or (sign == "<=" and value == bound) if sign[0] == "<" else (
        value > bound or (sign == ">=" and value == bound)
    )  # fmt: skip


def _unquoted(kind: str, part: str) -> str:
    """Return what a token shows as itself."""
    if kind == "literal":
        return part.strip('"') if part.startswith('"') else part[1:]
    if kind == "bracket":  # "[$€-407]" shows "€"
        return part[2:-1].split("-")[0] if part.startswith("[$") else ""
    return part if kind in ("sign", "percent") else ""


def _show_figure(value: Decimal, section: _Section, is_signed: bool) -> Shown:
    before = after = ""
    whole = decimals = exponent = ""
    has_point = False
    for kind, part in section.tokens:
        if kind == "digits":
            if exponent:
                continue
            whole, decimals = (whole, decimals + part) if has_point else (whole + part, decimals)
        elif kind == "point":
            has_point = True
        elif kind == "exponent":
            exponent = part
        elif kind == "comma":
            whole += part if not has_point else ""
        elif whole or decimals:
            after += _unquoted(kind, part)
        else:
            before += _unquoted(kind, part)
    if not whole and not decimals:
        return Shown(text=f"{before}{after}".strip())
    number = abs(value)
    percents = before.count("%") + after.count("%")
    cut = len(decimals) - len(decimals.rstrip(",")) or len(whole) - len(whole.rstrip(","))
    scaled = number.scaleb(2 * percents - 3 * cut)
    figure = _digits(scaled, whole.rstrip(","), decimals.rstrip(","), exponent)
    sign = "-" if is_signed and value < 0 and any(one in "123456789" for one in figure) else ""
    text = f"{before}{figure}{after}".strip()
    if not cut:
        return Shown(text=f"{sign}{text}")
    full = f"{Decimal(figure.replace(',', '')).scaleb(3 * cut):,.0f}" if not exponent else figure
    return Shown(text=f"{sign}{text}", scale=1000**cut, whole=f"{sign}{before}{full}{after}".strip())


def _digits(number: Decimal, whole: str, decimals: str, exponent: str) -> str:
    if exponent:
        return f"{number:.{min(len(decimals), 20)}E}"
    places = min(len(decimals), 30)
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) if number.adjusted() < 60 else number
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    head, point, tail = text.partition(".")
    needed = decimals.rstrip("#?").count("0") + len(decimals.rstrip("#?")) - decimals.rstrip("#?").count("0")
    while len(tail) > needed and tail.endswith("0"):
        tail = tail[:-1]
    width = whole.count("0")
    head = head.zfill(width) if "," not in head else head
    return f"{head}{point}{tail}" if tail else head


def _show_date(value: Decimal, section: _Section, from_1904: bool) -> str:
    letters = "".join(part.lower()[:1] for kind, part in section.tokens if kind == "date")
    elapsed = [part.lower() for kind, part in section.tokens if kind == "bracket" and part.lower()[1:2] in "hms"]
    if elapsed:
        return _show_elapsed(value)
    if value < 0 or value > LAST_DAY:
        return show_general(value)
    days, seconds = int(value), int((value % 1 * 86_400).to_integral_value(ROUND_HALF_UP))
    if seconds == 86_400:
        days, seconds = days + 1, 0
    has_time = "h" in letters or "s" in letters
    has_month = "m" in letters and (not has_time or "y" in letters or "d" in letters)
    words = [_show_day(days, letters, has_month, from_1904)] if has_month or "y" in letters or "d" in letters else []
    if has_time:
        words.append(
            f"{seconds // 3600:02}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if "s" in letters else "")
        )
    return " ".join(words)


def _show_day(days: int, letters: str, has_month: bool, from_1904: bool) -> str:
    # the calendar of 1900 has a 29 February that never was
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30 if days > 59 else 31)
    try:
        day = first + timedelta(days=days)
    except OverflowError:
        return ""
    month = MONTHS[day.month - 1] if has_month or "d" in letters else ""
    number = str(day.day) if "d" in letters else ""
    year = f"{day.year:04}" if "y" in letters or "e" in letters else ""
    return " ".join(part for part in (number, month, year) if part)


def _show_elapsed(value: Decimal) -> str:
    minutes = int((value * 1440).to_integral_value(ROUND_HALF_UP))
    sign = "-" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours} h {rest} min" if hours and rest else f"{sign}{hours} h" if hours else f"{sign}{rest} min"
