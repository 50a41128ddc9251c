"""Denials that name no figure: "denied that any prisoner was exchanged", "not a dime was paid", "no ransom was paid".

Each says that there was none of what another text may count or sum up, and is read as that: a count or sum of nothing,
whose hedge tells that somebody denies it. "No decision was taken" denies nothing and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.extract.counts import is_plural, singular
from checker.records import Quantity

HEDGE = "none_at_all"
_COINS = {
    **dict.fromkeys(("dime", "nickel", "dollar", "buck"), "USD"),
    **dict.fromkeys(("penny", "pound", "shilling"), "GBP"),
    **dict.fromkeys(("cent", "euro"), "EUR"),
    "rupee": "INR",
    "yen": "JPY",
    "yuan": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
}
_SUMS = ("ransom", "bribe", "money", "cash", "compensation", "hush money", "subsidy", "kickback", "bonus")
_WAS = r"(?:was|were|had been|has been|have been)"
_DENIES = (
    r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disput(?:es|ed|ing)|refut(?:es|ed|ing)|dismiss(?:es|ed|ing))"
    r"(?: (?:the )?(?:claims?|reports?|suggestions?|allegations?|rumou?rs))?"
)
_ANY = re.compile(
    rf"\b{_DENIES} that (?P<all>any (?:of the )?(?:[a-z]{{3,14}} )??(?P<noun>[a-z]{{3,16}}))"
    rf"(?: of (?:the )?[a-z]{{3,12}})? {_WAS} (?:ever )?[a-z]{{3,14}}\b"
)
_COIN = re.compile(rf"\b(?P<all>not (?:a|one|a single) (?P<coin>{'|'.join(_COINS)}))\b(?! (?:more|less|over|under))")
_SUM = re.compile(
    rf"\b(?P<all>no (?:{'|'.join(_SUMS)})) {_WAS} (?:ever )?"
    r"(?:paid|given|handed|transferred|received|sent|offered|promised|agreed)\b"
)
_SINGLE = re.compile(rf"\b(?P<all>not a single (?P<noun>[a-z]{{3,16}})) {_WAS} (?:ever )?[a-z]{{3,14}}\b")


def find_none_at_all(low: str, taken: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the denials without a figure of a text in lower case, as counts and sums of nothing.

    Args:
        taken: what was read; a sum of nothing is of the currency that the text speaks of, where it speaks of one.
    """
    if "any" not in low and "not a" not in low and "not one" not in low and "no " not in low:
        return
    money = next((one.unit for one in taken if len(one.unit) == 3 and one.unit.isupper()), "")
    for match in _COIN.finditer(low):
        yield _nothing(match, money or _COINS[match["coin"]])
    for match in _SUM.finditer(low):
        yield _nothing(match, money or "USD")
    for pattern in (_ANY, _SINGLE):
        for match in pattern.finditer(low):
            noun = match["noun"]
            if noun in _COINS:
                continue
            is_sum = noun in _SUMS or noun.removesuffix("s") in _SUMS
            yield _nothing(
                match, (money or "USD") if is_sum else f"count:{singular(noun) if is_plural(noun) else noun}"
            )


def _nothing(match: re.Match[str], unit: str) -> Quantity:
    return Quantity(
        start=match.start("all"),
        end=match.end("all"),
        low=Decimal(0),
        high=Decimal(0),
        step=Decimal(1),
        unit=unit,
        comparator="=",
        hedge=HEDGE,
        form="words",
        tolerance=None,
        figure_start=match.start("all"),
        figure_end=match.end("all"),
    )
