"""Why a finding was made, and why two figures were or were not compared: the words of `tieout explain`.

Everything comes from records that the stages left: attachments of a claim, parts of a link, steps of a verdict.
Nothing is worked out anew, except the link of a pair that was never a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.records import Claim, Fact, Finding, Link, Mention
from checker.write.numbers import number_text
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.pipeline import Run

_PLACE = re.compile(r"(?s:(.+)):(\d{1,9})")  # "notes/a.md:12"
_BEAM = 8  # figures on a line that are compared with those on the other


def split_places(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is to be explained (one finding id, or two places) and the paths to check."""
    if len(words) >= 2 and _PLACE.fullmatch(words[0]) and _PLACE.fullmatch(words[1]):
        return tuple(words[:2]), tuple(words[2:])
    return tuple(words[:1]), tuple(words[1:])


def explain(run: Run, places: Sequence[str]) -> list[str]:
    """Return the explanation as lines.

    Args:
        run: a finished check with the records it was made from.
        places: one finding id (or the beginning of one), or one or two places as `file:line`.

    Raises:
        UsageError: no finding has that id, or no figure stands at a place.
    """
    if len(places) == 2:
        return list(_explain_pair(run, places[0], places[1]))
    is_id = any(one.id.startswith(places[0]) for one in run.report.findings)
    if _PLACE.fullmatch(places[0]) and not is_id:
        return list(_explain_place(run, places[0]))
    return list(_explain_finding(run, _find(run.report.findings, places[0])))


# --- one finding ---------------------------------------------------------------------------------------------


def _find(findings: Sequence[Finding], wanted: str) -> Finding:
    fitting = [one for one in findings if one.id == wanted] or [one for one in findings if one.id.startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"'{wanted}' begins {len(fitting)} finding ids: {', '.join(one.id for one in fitting[:5])}")
    near = get_close_matches(wanted, [one.id for one in findings], n=1, cutoff=0.5)
    ids = ", ".join(one.id for one in findings[:_BEAM]) + (" ..." if len(findings) > _BEAM else "")
    hint = f"; did you mean '{near[0]}'?" if near else f"; there are: {ids}" if findings else "; there are no findings"
    raise UsageError(f"no finding has the id '{wanted}'{hint}")


def _explain_finding(run: Run, finding: Finding) -> Iterator[str]:
    cause = f" ({finding.cause})" if finding.cause else ""
    yield f"{finding.rule} {finding.severity} {finding.kind}{cause}  {show_line(finding.message)}"
    yield f"id {finding.id}, confidence {finding.confidence:.2f}, voices {finding.explanation.voices or 'not counted'}"
    for mention in finding.mentions:
        yield ""
        yield from _mention(run, mention)
    yield from _section("Steps", [show_line(step) for step in finding.explanation.steps])
    yield from _section("Assumptions", [show_line(one) for one in finding.explanation.assumptions])
    for link in finding.explanation.links:
        yield ""
        yield from _link(run, link)


def _mention(run: Run, mention: Mention) -> Iterator[str]:
    side = f"  [{mention.side}]" if mention.side else ""
    yield show_line(f"{mention.file}{mention.at}") + side
    yield f'  "{show_line(mention.sentence or mention.quote)}"'
    yield f"  figure     {show_line(mention.quote)}  =  {_interval(mention.low, mention.high)} {mention.base_unit}"
    if mention.as_of:
        yield f"  as of      {mention.as_of} ({mention.as_of_source})"
    claim = run.claims.get(mention.fact)
    if claim is not None:
        yield from _claim(claim)


def _claim(claim: Claim) -> Iterator[str]:
    """Show how a figure was read and what was attached to it."""
    if claim.subject is not None:
        yield f"  subject    {show_line(claim.subject.text)}{_how(claim.subject.how)}"
    yield f"  attribute  {show_line(claim.attribute.text)}{_how(claim.attribute.how)}"
    for name, phrases in (("scope", claim.scope), ("beside", claim.anchors)):
        for phrase in phrases:
            yield f"  {name:<9}  {show_line(phrase.text)}{_how(phrase.how)}"
    marks = [claim.role, claim.modality, claim.polarity]
    yield f"  read as    {', '.join(marks)}" + (f", said by {show_line(claim.speaker.text)}" if claim.speaker else "")
    shown = {(one.text, one.how) for one in (claim.subject, claim.attribute, *claim.scope, *claim.anchors) if one}
    for phrase in claim.evidence:
        if (phrase.text, phrase.how) not in shown:
            yield f"  attached   {show_line(phrase.text)}{_how(phrase.how)}"


def _how(how: str) -> str:
    return f"  ({show_line(how)})" if how else ""


def _interval(low: float | None, high: float | None) -> str:
    ends = ("-inf" if low is None else number_text(low), "inf" if high is None else number_text(high))
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _section(head: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield head
        yield from (f"  {line}" for line in lines)


# --- one place -----------------------------------------------------------------------------------------------


def _explain_place(run: Run, place: str) -> Iterator[str]:
    """Show how the figures of a line were read, and in which findings they stand."""
    for number, fact in enumerate(_facts_at(run, place)):
        if number:
            yield ""
        measured = fact.measurement
        yield f"{_quote(run, fact.id)}  =  {_interval(measured.low, measured.high)} {measured.unit}"
        if fact.as_of.label != "undated":
            yield f"  as of      {fact.as_of.label} ({fact.as_of.source})"
        yield from _claim(run.claims[fact.id])
        held = [one for one in run.report.findings if fact.id in {mention.fact for mention in one.mentions}]
        for finding in held:
            yield f"  finding    {finding.id}: {finding.rule} {finding.kind}: {show_line(finding.message)}"
        if not held:
            yield "  finding    in none; name a second place to see why two figures were not compared"


# --- a pair --------------------------------------------------------------------------------------------------


def _explain_pair(run: Run, one: str, other: str) -> Iterator[str]:
    first, second = _facts_at(run, one), _facts_at(run, other)
    kept = {frozenset((link.a, link.b)): link for link in run.resolved.links}
    topics = {fact: topic.id for topic in run.resolved.topics for fact in topic.facts}
    seen: dict[frozenset[str], tuple[Fact, Fact]] = {}  # both places may be one line
    for a, b in ((a, b) for a in first[:_BEAM] for b in second[:_BEAM] if a.id != b.id):
        seen.setdefault(frozenset((a.id, b.id)), (a, b))
    if not seen:
        raise UsageError(f"{one} and {other} name the same figure")
    judged = [(kept.get(key) or _judge(run, a, b), a, b) for key, (a, b) in seen.items()]
    # figures that were compared come first, then those that came near it
    judged.sort(key=lambda one: (not _share_topic(one[1], one[2], topics), bool(one[0].veto), -one[0].probability))
    for number, (link, a, b) in enumerate(judged):
        if number:
            yield ""
        yield from _link(run, link)
        yield from _outcome(run, link, _share_topic(a, b, topics), is_kept=frozenset((a.id, b.id)) in kept)


def _judge(run: Run, a: Fact, b: Fact) -> Link:
    """Return the link that a pair would have had, though it was no candidate or was too weak to be kept."""
    from checker.resolve import Linker

    versions = run.documents if run.report.run["settings"].get("versions", True) else {}
    return Linker(run.resolved.facts, versions).judge(a.id, b.id)


def _share_topic(a: Fact, b: Fact, topics: Mapping[str, str]) -> bool:
    return a.id in topics and topics.get(b.id) == topics[a.id]


def _outcome(run: Run, link: Link, is_one_topic: bool, is_kept: bool) -> Iterator[str]:
    """Say what became of a pair, and which findings hold both figures."""
    if is_one_topic:
        yield "  compared: both belong to one topic"
        for finding in run.report.findings:
            if {link.a, link.b} <= {mention.fact for mention in finding.mentions}:
                yield f"  finding {finding.id}: {finding.rule} {finding.kind}: {show_line(finding.message)}"
    elif link.veto:
        return
    elif is_kept:
        yield "  not compared: linked too weakly to form a topic, or a third figure stands between them"
    else:
        yield "  not compared: they share nothing rare enough, or weigh too little together"


def _facts_at(run: Run, place: str) -> list[Fact]:
    """Return the facts whose figure stands on a line, or the facts of the sentence that covers it."""
    match = _PLACE.fullmatch(place)
    assert match is not None
    name, line = match[1], int(match[2])
    fitting = [one for one in run.documents if one == name or one.endswith(f"/{name}") or name.endswith(f"/{one}")]
    if not fitting:
        near = get_close_matches(name, list(run.documents), n=1, cutoff=0.4)
        raise UsageError(f"no document is called '{name}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    here = [claim for claim in run.claims.values() if claim.document == fitting[0]]
    text = run.documents[fitting[0]].text
    found = [one.id for one in here if _line(text, one.start) <= line <= _line(text, one.end)]
    found = found or [
        one.id for one in here if _line(text, one.sentence_start) <= line <= _line(text, one.sentence_end)
    ]
    if not found:
        lines = sorted({_line(text, one.start) for one in here})
        near_line = min(lines, key=lambda other: abs(other - line), default=0)
        raise UsageError(f"no figure was read at {place}" + (f"; the nearest is on line {near_line}" if lines else ""))
    return [fact for fact in run.resolved.facts if fact.id in found]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _link(run: Run, link: Link) -> Iterator[str]:
    """Show the parts of a link's weight, one to a line, and what they come to."""
    yield f"{_quote(run, link.a)}  and  {_quote(run, link.b)}"
    if link.veto:
        details = "; ".join(show_line(part.detail) for part in link.parts if part.detail)
        yield f"  not comparable: {link.veto}" + (f" ({details})" if details else "")
        return
    total = sum(part.weight for part in link.parts)
    silent = [part for part in link.parts if abs(part.weight) < 0.005]
    for part in link.parts:
        if part not in silent:
            detail = f"  {show_line(part.detail)}" if part.detail else ""
            yield f"  {part.weight:+6.2f}  {part.name} {part.level}{detail}"
    if silent:
        yield f"  {0:+6.2f}  {', '.join(f'{part.name} {part.level}' for part in silent)}"
    yield f"  {total:+6.2f}  together: probability {link.probability:.2f} that they answer one question"


def _quote(run: Run, fact: str) -> str:
    claim = run.claims[fact]
    text = run.documents[claim.document].text
    return f"{claim.document}:{_line(text, claim.start)} “{show_line(text[claim.start : claim.end])}”"
