"""The picture of a finding: values as intervals on one scale, in the order of time, or as a sum.

Positions are per cent of the width of the scale, 0 to 100; the page only draws them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from checker.records import Finding, Mention
from checker.write.rows import shown_value
from checker.write.units import Shown, amount_words, interval_words, number_words, shown_unit
from checker.write.visible import show_line

LOG_FROM_RATIO = 20.0  # largest over smallest: from here on only a logarithmic scale shows both
_MARGIN_PCT = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A stretch of values, linear or logarithmic, that positions are read from."""

    low: float
    high: float
    is_log: bool

    def place(self, value: float) -> float:
        """Return where `value` lies, in per cent of the width, cut to 0 to 100."""
        low, high, at = (_log(item) if self.is_log else item for item in (self.low, self.high, value))
        if high <= low:
            return 50.0
        share = _MARGIN_PCT + (at - low) / (high - low) * (100 - 2 * _MARGIN_PCT)
        return round(min(100.0, max(0.0, share)), 1)


def value_groups(finding: Finding) -> list[dict[str, Any]]:
    """Return the distinct values of a finding, smallest first, each with its mentions and its place on the scale.

    Mentions that share interval, unit and side are one group; `mentions` are positions in the finding.
    """
    groups: dict[tuple[Any, ...], list[int]] = {}
    for number, mention in enumerate(finding.mentions):
        groups.setdefault(_group_key(mention), []).append(number)
    scale, unit = _scale_that_tells(finding), shown_unit(finding.mentions)
    ordered = sorted(groups.values(), key=lambda numbers: _order(finding.mentions[numbers[0]], numbers))
    return [_group(finding.mentions, numbers, scale, unit) for numbers in ordered]


def _group_key(mention: Mention) -> tuple[Any, ...]:
    interval = mention.low, mention.high, mention.base_unit
    return (*interval, mention.side, mention.comparator if mention.low is None or mention.high is None else "")


def _order(mention: Mention, numbers: list[int]) -> tuple[bool, float, int]:
    middle = middle_of(mention)
    return middle is None, middle or 0.0, numbers[0]


def _group(mentions: Sequence[Mention], numbers: list[int], scale: Scale | None, unit: Shown) -> dict[str, Any]:
    first = mentions[numbers[0]]
    words = dict.fromkeys(show_line(shown_value(mentions[number])) for number in numbers)
    group: dict[str, Any] = {"value": " / ".join(list(words)[:3]), "mentions": numbers}
    if first.side:
        group["side"] = show_line(first.side)
    if interval := interval_words(first, unit):
        group["interval"] = interval
    if scale is not None and (first.low is not None or first.high is not None):
        group["bar"] = _bar(first, scale)
    return group


def _bar(mention: Mention, scale: Scale) -> list[float]:
    """Return start, end and middle of a bar; one that is unbounded runs to the edge."""
    start = 0.0 if mention.low is None else scale.place(mention.low)
    end = 100.0 if mention.high is None else scale.place(mention.high)
    middle = middle_of(mention)
    return [start, end, scale.place(middle) if middle is not None else start]


def _scale_that_tells(finding: Finding) -> Scale | None:
    """Return the scale of a finding; None where all values are the same, as then a picture tells nothing."""
    distinct = {(mention.low, mention.high) for mention in finding.mentions}
    return find_scale(finding.mentions) if len(distinct) > 1 else None


def find_scale(mentions: Sequence[Mention]) -> Scale | None:
    """Return the scale that holds all finite ends; None where units differ or nothing is finite."""
    ends = [
        end for mention in mentions for end in (mention.low, mention.high) if end is not None and math.isfinite(end)
    ]
    if not ends or len({mention.base_unit for mention in mentions}) != 1:
        return None
    low, high = min(ends), max(ends)
    middles = [middle for mention in mentions if (middle := middle_of(mention)) is not None]
    is_log = low > 0 and max(middles) / min(middles) >= LOG_FROM_RATIO
    if low == high:  # a single point stands in the middle
        low, high = low - (abs(low) * 0.05 or 1), high + (abs(high) * 0.05 or 1)
    return Scale(low=low, high=high, is_log=is_log)


def middle_of(mention: Mention) -> float | None:
    """Return the middle of an interval, its finite end where it has one only, None where it has neither."""
    ends = [end for end in (mention.low, mention.high) if end is not None and math.isfinite(end)]
    return sum(ends) / len(ends) if ends else None


def axis(finding: Finding) -> dict[str, Any] | None:
    """Return ticks and unit of the scale; None where the values do not share one."""
    scale = _scale_that_tells(finding)
    if scale is None:
        return None
    unit = shown_unit(finding.mentions)
    amounts = _ticks(scale, unit)
    words, size = _short(number_words(amount, unit) for amount in amounts)
    ticks = [[scale.place(amount), word] for amount, word in zip(amounts, words, strict=True)]
    counted = unit.base.removeprefix("count:") if unit.base.startswith("count:") else ""
    name = f"{size} {unit.words}".strip() if not counted else f"count: {f'{size} {counted}'.strip()}"
    return {"ticks": ticks, "unit": show_line(name), "log": scale.is_log}


def _short(ticks: Iterable[str]) -> tuple[list[str], str]:
    """Return ticks without the scale word that all share, and that word: "214 million" -> "214" and "million"."""
    words = list(ticks)
    sizes = {word.partition(" ")[2] for word in words if word != "0"}
    if len(sizes) != 1:
        return words, ""
    return [word.partition(" ")[0] for word in words], sizes.pop()


def _ticks(scale: Scale, unit: Shown) -> list[float]:
    """Return base amounts that are round in the shown unit."""
    low, high = unit.of(scale.low), unit.of(scale.high)
    if scale.is_log and low > 0:
        first, last = math.ceil(_log(low) - 1e-9), math.floor(_log(high) + 1e-9)
        step = max(1, math.ceil((last - first) / 4))
        rounds = [10.0**power for power in range(first, last + 1, step)]
        rounds = rounds if len(rounds) > 1 else [low, high]
    else:
        size = _round_step((high - low) / 5)
        lowest = math.ceil(low / size - 1e-9)
        rounds = [size * number for number in range(lowest, lowest + 7) if size * number <= high + size * 1e-9]
    return [number * unit.factor + unit.offset for number in rounds]


def _round_step(raw: float) -> float:
    """Return the next of 1, 2, 5 times a power of ten at or above `raw`."""
    power: float = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= raw * (1 - 1e-9))


def timeline(finding: Finding) -> list[dict[str, Any]]:
    """Return the values of an update in the order of their times, the current one marked; [] for other kinds."""
    if finding.kind != "update":
        return []
    groups: dict[tuple[str, Any, Any], list[int]] = {}
    for number, mention in enumerate(finding.mentions):
        groups.setdefault((mention.as_of or "", mention.low, mention.high), []).append(number)
    steps = [
        {
            "date": show_line(time),
            "value": show_line(shown_value(finding.mentions[numbers[0]])),
            "mentions": numbers,
            "current": any(finding.mentions[number].side == "current" for number in numbers),
        }
        for (time, _, _), numbers in groups.items()
    ]
    return sorted(steps, key=lambda step: (step["date"], step["mentions"]))


def sum_rows(finding: Finding) -> dict[str, Any] | None:
    """Return the parts, their sum and the stated total of an arithmetic finding, where sides name them."""
    parts = [number for number, mention in enumerate(finding.mentions) if mention.side == "part"]
    totals = [number for number, mention in enumerate(finding.mentions) if mention.side == "total"]
    lows = [low for number in parts if (low := finding.mentions[number].low) is not None]
    highs = [high for number in parts if (high := finding.mentions[number].high) is not None]
    units = {finding.mentions[number].base_unit for number in (*parts, *totals)}
    is_whole = bool(parts and totals) and len(lows) == len(highs) == len(parts) and len(units) == 1
    if finding.kind != "arithmetic" or not is_whole:
        return None
    low, high, unit = math.fsum(lows), math.fsum(highs), shown_unit(finding.mentions)
    stated, middle = middle_of(finding.mentions[totals[0]]), (low + high) / 2
    rows: dict[str, Any] = {"parts": parts, "totals": totals, "sum": amount_words(middle, unit)}
    rows["range"] = f"{number_words(low, unit)} to {amount_words(high, unit)}"
    if stated is not None:
        rows["gap"] = amount_words(stated - middle, unit, sign=True)
    return rows


def _log(number: float) -> float:
    return math.log10(number) if number > 0 else 0.0
