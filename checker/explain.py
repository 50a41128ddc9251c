"""Why a finding was made, and why two figures were or were not compared: the words of `tieout explain`.

Everything comes from records that the stages left: attachments of a claim, parts of a link, steps of a verdict.
What became of pairs, and of all figures on their way to a rule, lies in `explanations/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from checker.config import Settings
from checker.errors import UsageError
from checker.explanations.pairs import explain_pair, link_lines
from checker.explanations.places import PLACE, find, quote, split_places, unread_line
from checker.records import Claim, Finding, Mention
from checker.write.numbers import number_text
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.pipeline import Run

__all__ = ["explain", "split_places"]

_SHOWN = 8  # ids in a message


def explain(run: Run, places: Sequence[str], settings: Settings) -> list[str]:
    """Return the explanation as lines.

    Args:
        run: a finished check with the records it was made from.
        places: one finding id (or the beginning of one), or one or two places or figures.
        settings: of the check.

    Raises:
        UsageError: no finding has that id, or no number stands at a place.
    """
    if len(places) == 2:
        one, other = (find(run, place) for place in places)
        return list(explain_pair(run, settings, one, other))
    is_id = any(one.id.startswith(places[0]) for one in run.report.findings)
    looks_like_id = re.fullmatch(r"[0-9a-f]{4,16}", places[0]) is not None
    if not is_id and (PLACE.fullmatch(places[0]) or not looks_like_id):
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
    ids = ", ".join(one.id for one in findings[:_SHOWN]) + (" ..." if len(findings) > _SHOWN else "")
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
        yield from link_lines(run, link)


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
    """Show how the figures of a place were read, in which findings they stand, and which numbers were not read."""
    found = find(run, place)
    for number, fact in enumerate(found.facts):
        if number:
            yield ""
        measured = fact.measurement
        yield f"{quote(run, fact.id)}  =  {_interval(measured.low, measured.high)} {measured.unit}"
        if fact.as_of.label != "undated":
            yield f"  as of      {fact.as_of.label} ({fact.as_of.source})"
        yield from _claim(run.claims[fact.id])
        held = [one for one in run.report.findings if fact.id in {mention.fact for mention in one.mentions}]
        for finding in held:
            yield f"  finding    {finding.id}: {finding.rule} {finding.kind}: {show_line(finding.message)}"
        if not held:
            yield "  finding    in none; name a second place to see why two figures were not compared"
    if found.facts and found.unread:
        yield ""
    yield from (unread_line(run, document, one) for document, one in found.unread)
