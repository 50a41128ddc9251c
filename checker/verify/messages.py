"""Messages of findings: templates of rules filled by own code, and the program's own sentences.

A template is data: `{name}` and `{a.name}` are replaced by strings, nothing is evaluated, and what a value holds is
never read as a template again. `{{` and `}}` stand for braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker.records import Mention
from checker.verify.unit_names import unit_name

COMMON = frozenset(
    {
        "entity",
        "subject",
        "attribute",
        "period",
        "values",
        "documents",
        "kind",
        "cause",
        "delta",
        "tolerance",
        "n",
        "reason",
    }
)
OF_MENTION = ("value", "doc", "date", "speaker", "place")
_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}]{0,80})\}")
MOST_SHOWN = 6  # values in a message; the finding itself lists all


def placeholders(template: str) -> list[tuple[int, str]]:
    """Return the placeholders of a template with their offsets, in order; "" for `{}`."""
    return [(found.start(), found[1].strip()) for found in _TOKEN.finditer(template) if found[1] is not None]


def lone_brace(template: str) -> int:
    """Return the offset of the first brace that opens or closes nothing, -1 where there is none."""
    rest = _TOKEN.sub(lambda found: " " * len(found[0]), template)
    return min((at for at in (rest.find("{"), rest.find("}")) if at >= 0), default=-1)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its placeholders replaced; one without a value becomes "an unknown value"."""

    def replace(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0][0]
        return values.get(found[1].strip(), "unknown")

    return " ".join(_TOKEN.sub(replace, template).split())


def bindings(role: str, mention: Mention) -> dict[str, str]:
    """Return the placeholders of one mention: `a.value`, `a.doc`, `a.date`, `a.speaker`, `a.place`."""
    return {
        f"{role}.value": mention.shown,
        f"{role}.doc": mention.file,
        f"{role}.date": mention.as_of or "no date",
        f"{role}.speaker": mention.speaker or mention.file,
        f"{role}.place": mention.place or "the text",
    }


def title(subject: str, attribute: str) -> str:
    """Return what a finding is about: "Norvik Energy, headcount"."""
    return ", ".join(part for part in (subject, attribute) if part) or "one figure"


def who_says_what(mentions: Iterable[Mention]) -> list[str]:
    """Return one phrase per value with the documents that give it: "1,250 (report.md, web.md)"."""
    by_value: dict[str, dict[str, dict[str, None]]] = {}  # value -> speaker -> documents, in reading order
    names: dict[str, str] = {}
    for mention in mentions:
        key = value_key(mention)
        names.setdefault(key, mention.shown)
        by_value.setdefault(key, {}).setdefault(mention.speaker or "", {})[mention.file] = None
    phrases = [f"{names[key]} ({_sources(said)})" for key, said in by_value.items()]
    if len(phrases) > MOST_SHOWN:
        phrases = [*phrases[:MOST_SHOWN], _more(len(by_value) - MOST_SHOWN)]
    return phrases


def _sources(said: Mapping[str, Mapping[str, None]]) -> str:
    """Return who says a value and where: "a.txt, b.txt; the mayor, in c.txt and d.txt"."""
    own = [_listed([*said[""]])] if "" in said else []
    return "; ".join([*own, *(f"{who}, in {_joined([*files])}" for who, files in said.items() if who)])


def _joined(files: list[str]) -> str:
    return " and ".join(files) if len(files) < 3 else _listed(files)


def _more(number: int) -> str:
    return f"{number} more value{'' if number == 1 else 's'}"


def value_key(mention: Mention) -> str:
    """Return what makes two mentions one value: the interval in the base unit, and the comparator's side."""
    ends = tuple(None if end is None else f"{end:.9g}" for end in (mention.low, mention.high))
    return f"{ends} {mention.base_unit}"


def _listed(names: list[str], most: int = 4) -> str:
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"


def conflict_sentence(subject: str, attribute: str, mentions: tuple[Mention, ...], cause: str | None) -> str:
    """Return "Norvik Energy, headcount: 1,250 (report.md) but 1,320 (web.md)" with the cause where one is known."""
    return f"{title(subject, attribute)}: {' but '.join(who_says_what(mentions))}{CAUSES.get(cause or '', '')}"


def agreement_sentence(subject: str, attribute: str, mentions: tuple[Mention, ...], voices: int) -> str:
    """Return "Norvik Energy, headcount: 1,250 in report.md and web.md"."""
    values = list(dict.fromkeys(mention.shown for mention in mentions))
    files = list(dict.fromkeys(mention.file for mention in mentions))
    count = f"{voices} independent sources" if voices > 1 else "one source"
    return f"{title(subject, attribute)}: {' = '.join(values[:MOST_SHOWN])} in {_listed(files)}; {count}"


def compatible_sentence(subject: str, attribute: str, mentions: tuple[Mention, ...]) -> str:
    """Return "Norvik Energy, headcount: more than 1,200 (a.md) fits 1,250 (b.md)"."""
    return f"{title(subject, attribute)}: {' fits '.join(who_says_what(mentions))}"


def update_sentence(subject: str, attribute: str, mentions: tuple[Mention, ...]) -> str:
    """Return "... rose from 12 (a.txt, 2 July) to 17 (b.txt, 3 July); a.txt still carries the old value"."""
    current = [mention for mention in mentions if mention.side == "current"]
    stale = [mention for mention in mentions if mention.side == "stale"]
    old, new = " and ".join(_dated(stale)), " and ".join(_dated(current))
    held = sorted({mention.file for mention in stale} - {mention.file for mention in current})
    verb = _direction(stale, current)
    tail = f"; {_listed(held)} still {'carries' if len(held) == 1 else 'carry'} the old value" if held else ""
    return f"{title(subject, attribute)} {verb} {old} to {new}{tail}"


def _direction(stale: list[Mention], current: list[Mention]) -> str:
    old = {mention.value for mention in stale if isinstance(mention.value, int | float)}
    new = {mention.value for mention in current if isinstance(mention.value, int | float)}
    units = {mention.unit for mention in (*stale, *current)}
    if old and new and len(units) == 1:
        if max(old) < min(new):
            return "rose from"
        if max(new) < min(old):
            return "fell from"
    return "changed from"


def _dated(mentions: list[Mention]) -> list[str]:
    by_value: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for mention in mentions:
        key = value_key(mention)
        names.setdefault(key, mention.shown)
        label = f"{mention.file}, {mention.as_of}" if mention.as_of else mention.file
        if label not in by_value.setdefault(key, []):
            by_value[key].append(label)
    phrases = [f"{names[key]} ({_listed(labels, 3)})" for key, labels in by_value.items()]
    return phrases if len(phrases) <= 4 else [*phrases[:3], _more(len(phrases) - 3)]


def disputed_sentence(subject: str, attribute: str, mentions: tuple[Mention, ...]) -> str:
    """Return "..., 50% is stated by A (a.txt) and denied by B (b.txt)"."""
    sides = {side: [one for one in mentions if one.side == side] for side in ("asserted", "denied")}
    values = list(dict.fromkeys(one.shown for one in mentions))
    return (
        f"{title(subject, attribute)}: {' / '.join(values[:3])} is stated by {_voices(sides['asserted'])} "
        f"and denied by {_voices(sides['denied'])}"
    )


def _voices(mentions: list[Mention]) -> str:
    names = [f"{one.speaker} ({one.file})" if one.speaker else one.file for one in mentions]
    return _listed(list(dict.fromkeys(names)))


CAUSES = {
    "scale": "; they differ by a power of a thousand",
    "unit": "; one number in two units",
    "digits": "; the digits look mistyped",
    "bound": "; the figure breaks the stated bound",
    "sign": "; they differ in sign",
}


def delta(a: Mention, b: Mention) -> str:
    """Return the difference of two mentions in words, in the unit of the first where both are written in it."""
    if a.unit == b.unit and isinstance(a.value, int | float) and isinstance(b.value, int | float):
        apart = abs(a.value - b.value)
        return f"{apart:.6g} {unit_name(a.unit, apart)}".strip()
    if None in (a.low, a.high, b.low, b.high):
        return "unbounded"
    middle = [(one.low + one.high) / 2 for one in (a, b) if one.low is not None and one.high is not None]
    apart = abs(middle[0] - middle[1])
    return f"{apart:.6g} {unit_name(a.base_unit, apart) or a.base_unit}".strip()
