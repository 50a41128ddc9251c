"""Clock times as minutes of the day, with the offset of their zone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.extract import times_lexicon as lexicon

_CLOCK = re.compile(
    r"\s*(?P<h>\d{1,2})(?:[:.]?(?P<min>\d\d))?(?::(?P<s>\d\d))?(?:\.\d{1,6})?"
    r"\s{0,3}(?P<ap>[AaPp](?=\.?\s?[Mm]))?(?:\.?\s?[Mm]\.?)?\s{0,3}\(?(?P<zone>[A-Za-z][^)]{0,40})?"
)
_OFFSET = re.compile(r"(?:UTC|GMT)\s?(?P<sign>[+−-])(?P<h>\d{1,2})(?::?(?P<min>\d\d))?\Z")
_WORDS = {"noon": 720, "midday": 720, "midnight": 0}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day: minutes after midnight, 0 to 1439, and minutes its zone is ahead of UTC, None if not said."""

    minute: int
    offset: int | None
    zone: str = ""

    @property
    def utc_minute(self) -> int | None:
        """Minutes after midnight UTC, 0 to 1439; None where the zone is open."""
        return None if self.offset is None else (self.minute - self.offset) % 1440


def read_clock_time(text: str) -> ClockTime | None:
    """Return the time that the text of a mention of sort "clock" says; None where it says none."""
    word, _, rest = text.partition(" ")
    if word.lower() in _WORDS:
        zone = rest.strip("() ")
        return ClockTime(_WORDS[word.lower()], _offset(zone), zone)
    match = _CLOCK.match(text)
    if not match:
        return None
    hour, minute = int(match["h"]), int(match["min"] or 0)
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"].lower() == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    zone = (match["zone"] or "").strip()
    zone = "" if zone in ("hours", "hrs") else zone
    return ClockTime((hour * 60 + minute) % 1440, _offset(zone), zone)


def _offset(zone: str) -> int | None:
    match = _OFFSET.match(zone)
    if match:
        minutes = int(match["h"]) * 60 + int(match["min"] or 0)
        return minutes if match["sign"] == "+" else -minutes
    value = lexicon.words("zone").get(zone, "")
    return int(value) if value else None
