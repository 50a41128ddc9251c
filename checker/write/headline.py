"""A finding in one plain sentence: what it is about, which values, and how many documents give each.

    "Orsa dam, height: 84 metres in two documents, 48 metres in National Wire"
    "Velm, evacuated: from 1,400 people to 2,900 people; Orsa Courier still says 1,400"

A rule that users write has words of its own; those stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checker.records import Finding, Mention
from checker.write.figure import sum_rows, timeline, value_groups
from checker.write.rows import shown_value
from checker.write.visible import show_line

MOST_VALUES = 3
_CORE = re.compile(r"T[1-4]\d\d")  # the rules whose messages only repeat what is said here
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def capital(words: str) -> str:
    """Return words with a capital first letter; the others stay: "quake" -> "Quake", "iPhone" -> "IPhone"."""
    return words[:1].upper() + words[1:]


def plainly_about(finding: Finding) -> str:
    """Return subject and attribute as they are: "Velm, evacuated people"."""
    return capital(", ".join(show_line(part) for part in (finding.subject, finding.attribute) if part))


def about(finding: Finding) -> str:
    """Return what a finding is about: "Velm, evacuated"; a noun that all values repeat is left out.

    "missing people", with the values "seven people" and "two people", is "Missing".
    """
    attribute = finding.attribute
    words = attribute.split()
    lasts = {(shown_value(mention).split() or [""])[-1].casefold() for mention in finding.mentions}
    if len(words) > 1 and words[-1].casefold() in lasts:
        attribute = " ".join(words[:-1])
    parts = [show_line(part) for part in (finding.subject, attribute) if part]
    return capital(", ".join(parts))


def headline(finding: Finding, names: Mapping[str, str]) -> str:
    """Return the sentence of a finding.

    Args:
        finding: its shown values should hold no markup.
        names: document file -> the short name that the page calls it by.
    """
    message = capital(show_line(finding.message))
    tell = _TELLERS.get(finding.kind)
    if tell is None or not _CORE.fullmatch(finding.rule):
        return message
    told = tell(finding, names)
    return f"{about(finding)}: {told}" if told else message


def _in_documents(mentions: Sequence[Mention], names: Mapping[str, str]) -> str:
    """Return "in Coastal Daily", "in two documents"."""
    files = list(dict.fromkeys(mention.file for mention in mentions))
    if len(files) == 1:
        return f"in {_name(files[0], names)}"
    return f"in {_count(len(files))} documents"


def _name(file: str, names: Mapping[str, str]) -> str:
    return names.get(file) or show_line(file)


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def _values(finding: Finding, names: Mapping[str, str]) -> str:
    """Return each value with where it stands, the most frequent first; one document is named once only."""
    groups = [(group["value"], [finding.mentions[at] for at in group["mentions"]]) for group in value_groups(finding)]
    groups.sort(key=lambda group: -len({mention.file for mention in group[1]}))
    files = {mention.file for mention in finding.mentions}
    shown = groups[:MOST_VALUES]
    if len(files) == 1:
        listed = " and ".join(value for value, _ in shown)
        told = f"{listed} {_in_documents(finding.mentions, names)}"
    else:
        told = ", ".join(f"{value} {_in_documents(mentions, names)}" for value, mentions in shown)
    left = len(groups) - len(shown)
    return told + (f", and {_count(left)} more {'value' if left == 1 else 'values'}" if left else "")


def _update(finding: Finding, names: Mapping[str, str]) -> str:
    """Return "from 31 to more than 60; Velmar Courier still says 31"."""
    steps = timeline(finding)
    if len(steps) < 2:
        return ""
    now = next((step for step in reversed(steps) if step["current"]), steps[-1])
    first = next((step for step in steps if step is not now), now)
    told = f"from {first['value']} to {now['value']}"
    stale = [mention for mention in finding.mentions if mention.side == "stale"]
    files = list(dict.fromkeys(mention.file for mention in stale))
    if len(files) == 1:
        return f"{told}; {_name(files[0], names)} still says {show_line(shown_value(stale[-1]))}"
    return f"{told}; {_count(len(files))} documents still carry an older value" if files else told


def _disputed(finding: Finding, names: Mapping[str, str]) -> str:
    """Return "the ministry says 60%, the operator denies it"."""
    said = [mention for mention in finding.mentions if mention.side != "denied"]
    denied = [mention for mention in finding.mentions if mention.side == "denied"]
    if not said or not denied:
        return ""
    value = show_line(shown_value(said[0]))
    says, denies = _verb(said, "says", "say"), _verb(denied, "denies", "deny")
    return f"{_who(said, names)} {says} {value}, {_who(denied, names)} {denies} it"


def _voices(mentions: Sequence[Mention], names: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(show_line(one.speaker) if one.speaker else _name(one.file, names) for one in mentions))


def _who(mentions: Sequence[Mention], names: Mapping[str, str]) -> str:
    voices = _voices(mentions, names)
    return " and ".join(voices) if len(voices) < 3 else f"{voices[0]} and {_count(len(voices) - 1)} others"


def _verb(mentions: Sequence[Mention], one: str, many: str) -> str:
    return one if len({mention.speaker or mention.file for mention in mentions}) == 1 else many


def _sum(finding: Finding, names: Mapping[str, str]) -> str:
    """Return "the parts add up to 645 GWh, the stated total is 655 GWh"; "" where it is no sum."""
    rows = sum_rows(finding)
    if rows is None:
        return ""
    stated = shown_value(finding.mentions[rows["totals"][0]])
    return f"the parts add up to {rows['sum']}, the stated total is {show_line(stated)}"


_TELLERS = {
    "conflict": _values,
    "update": _update,
    "disputed": _disputed,
    "arithmetic": _sum,
    "compatible": _values,
    "agreement": _values,
}
