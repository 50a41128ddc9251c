"""Two figures: read, weighed, linked, in one topic, judged, reported; and at which of these stages they parted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.config import Settings
from checker.errors import UsageError
from checker.explanations.places import Found, quote, unread_line
from checker.records import Fact, Link, Topic
from checker.resolve import Linker
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.pipeline import Run

JOIN = 0.35  # as in resolve.topics: the probability that proposes a topic


def explain_pair(run: Run, settings: Settings, one: Found, other: Found) -> Iterator[str]:
    """Give what became of every pair of figures of two places; pairs that were compared come first.

    Raises:
        UsageError: both places name one figure.
    """
    for found in (one, other):
        if not found.facts:
            yield f"{found.place}: no figure was read there, so there is nothing to compare"
            yield from (f"  {unread_line(run, document, number)}" for document, number in found.unread)
    if not one.facts or not other.facts:
        return
    linker = Linker(run.resolved.facts, run.documents if settings.versions else {})
    seen: dict[frozenset[str], tuple[Fact, Fact]] = {}  # both places may be one line
    for a, b in ((a, b) for a in one.facts for b in other.facts if a.id != b.id):
        seen.setdefault(frozenset((a.id, b.id)), (a, b))
    if not seen:
        raise UsageError(f"{one.place} and {other.place} name the same figure")
    kept = {frozenset((link.a, link.b)): link for link in run.resolved.links}
    topics = {fact: topic for topic in run.resolved.topics for fact in topic.facts}
    told = {key: linker.tell(kept[key]) if key in kept else linker.judge(a.id, b.id) for key, (a, b) in seen.items()}
    judged = [(told[key], a, b) for key, (a, b) in seen.items()]
    judged.sort(key=lambda row: (not _topic(topics, row[0]), bool(row[0].veto), -row[0].probability))
    for number, (link, a, b) in enumerate(judged):
        if number:
            yield ""
        yield from link_lines(run, link)
        yield from _stages(run, settings, linker, link, a, b, _topic(topics, link))


def _topic(topics: dict[str, Topic], link: Link) -> Topic | None:
    own = topics.get(link.a)
    return own if own is not None and link.b in own.facts else None


def _stages(
    run: Run, settings: Settings, linker: Linker, link: Link, a: Fact, b: Fact, topic: Topic | None
) -> Iterator[str]:
    """Say how far a pair came."""
    from checker.resolve import unblocked

    if topic is not None:
        yield "  compared: both belong to one topic"
        yield from _verdict(run, settings, topic, link)
        return
    if link.veto:
        yield "  not compared: what rules it out is named above, whatever else speaks for it"
        return
    if not unblocked.is_candidate(linker, a.id, b.id):
        yield f"  not compared: never weighed in the run; {unblocked.why_no_candidate(linker, a, b)}"
        return
    if link.probability < JOIN:
        yield f"  not compared: a probability of {link.probability:.2f}, and {JOIN:.2f} is needed to form a topic"
        return
    why = unblocked.why_no_topic(linker, run.resolved.topics, link.a, link.b)
    yield f"  not compared: likely enough, but no topic was formed: {why}"


def _verdict(run: Run, settings: Settings, topic: Topic, link: Link) -> Iterator[str]:
    from checker.verify import relation_of

    kind, reason, steps = relation_of(topic, link.a, link.b, run.resolved.facts, run.claims, run.documents)
    yield f"  verdict {kind}" + (f": not comparable after all, {reason}" if kind == "none" else "")
    yield from (f"    {show_line(step)}" for step in steps)
    held = [one for one in run.report.findings if {link.a, link.b} <= {mention.fact for mention in one.mentions}]
    for finding in held:
        yield f"  finding {finding.id}: {finding.rule} {finding.kind}: {show_line(finding.message)}"
    if not held and kind != "none":
        yield f"  no finding: {_why_silent(run, settings, topic, link)}"


def _why_silent(run: Run, settings: Settings, topic: Topic, link: Link) -> str:
    """Return why a verdict became no finding: too little confidence, or no rule that asks for it."""
    from checker import normalize, verify

    packs = verify.load_packs(settings.rules, normalize.to_measurement, settings=settings)
    facts = {fact.id: fact for fact in run.resolved.facts}
    lax = replace(settings, min_confidence=0.0)
    found = verify.verify((topic,), facts, run.claims, run.documents, packs, lax).findings
    held = [one for one in found if {link.a, link.b} <= {mention.fact for mention in one.mentions}]
    if held:
        best = max(held, key=lambda one: one.confidence)
        return (
            f"{best.rule} {best.kind} has a confidence of {best.confidence:.2f}, and "
            f"{settings.min_confidence:.2f} is asked for (min-confidence), or a comment or entity list leaves it out"
        )
    if any(link.a in {mention.fact for mention in one.mentions} for one in found):
        return "the finding on this topic names other figures of the same value; --all shows every source"
    return "no rule that runs reports this verdict (`tieout rules list`, --select, --ignore)"


def link_lines(run: Run, link: Link) -> Iterator[str]:
    """Show the parts of a link's weight, one to a line, and what they come to."""
    yield f"{quote(run, link.a)}  and  {quote(run, link.b)}"
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
