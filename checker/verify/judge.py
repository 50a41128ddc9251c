"""Rules x topics -> findings: messages, mentions, confidence, stable ids and order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.records import Explanation, Fact, Finding, Mention, Notice, Verdicts
from checker.verify import choosing, messages, unselected
from checker.verify.drafting import draft_all
from checker.verify.identity import finding_id
from checker.verify.mentions import Mentions
from checker.verify.rules import SEVERITIES, Case, Draft, Packs
from checker.verify.tables import factors

MOST_LINKS = 60  # links in an explanation; more show nothing that these do not


def judge(case: Case, packs: Packs) -> Verdicts:
    """Return the findings of all rules on a case; those below `min_confidence` are only counted.

    Order: severity, confidence from high to low, id.
    """
    counts: dict[str, int] = {}

    def count(reason: str) -> None:
        counts[reason] = counts.get(reason, 0) + 1

    drafts, failed = draft_all(choosing.running(packs, case.settings), case, count)
    builder = _Builder(case)
    findings: dict[str, Finding] = {}
    withheld: dict[str, int] = {}
    for draft in _without_conversions(_without_repeats([one for one in drafts if one.facts]), case.facts):
        if _confidence(draft) < case.settings.min_confidence:
            withheld[draft.verdict] = withheld.get(draft.verdict, 0) + 1
            continue
        finding = builder.finding(draft)
        known = findings.get(finding.id)
        if known is None or known.confidence < finding.confidence:
            findings[finding.id] = finding
    return Verdicts(
        findings=tuple(sorted(findings.values(), key=_order)),
        withheld=tuple(sorted(withheld.items())),
        not_comparable=tuple(sorted(counts.items())),
        notices=(
            *(_notice(draft) for draft in drafts if not draft.facts),
            *failed,
            *choosing.notices(packs, case.settings),
            *(unselected.notices(choosing.running(packs, case.settings), case) if case.facts else ()),
        ),
    )


def _notice(draft: Draft) -> Notice:
    """Return the notice that a rule speaks of a fact that no document states."""
    missing = draft.values.get("missing", "the documents")
    return Notice(
        code="T904", message=f"{draft.rule.code} {draft.rule.name}: no figure of the rule stands in {missing}"
    )


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Leave out what a shipped rule says where a user's own rule says it of the same facts."""
    own = {_key(draft) for draft in drafts if not draft.rule.is_shipped}
    return [draft for draft in drafts if not draft.rule.is_shipped or _key(draft) not in own]


def _without_conversions(drafts: list[Draft], facts: Mapping[str, Fact]) -> list[Draft]:
    """Leave out a disagreement between mere conversions, "(55 km)", of figures that disagree in another finding."""
    shown = {(draft.verdict, name) for draft in drafts for name in draft.facts}
    return [
        draft
        for draft in drafts
        if draft.verdict not in ("conflict", "update", "disputed")
        or not all((draft.verdict, facts[name].pair) in shown for name in draft.facts)
    ]


def _key(draft: Draft) -> tuple[object, ...]:
    return draft.topic.id if draft.topic else "", draft.verdict, tuple(sorted(draft.facts))


def _confidence(draft: Draft) -> float:
    scale = factors()["scale"].get(draft.verdict, 1.0)
    return round(min(1.0, max(0.0, draft.confidence * scale)), 4)


class _Builder:
    """Turns drafts into findings."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._mentions = Mentions(case.claims, case.documents)

    def finding(self, draft: Draft) -> Finding:
        facts = [self._case.facts[name] for name in draft.facts]
        sides = dict(draft.sides)
        mentions = tuple(self._mentions.of(fact, sides.get(fact.id, "")) for fact in facts)
        subject, attribute = self._name_of(draft, facts)
        count = voices(facts)
        return Finding(
            id=finding_id(draft.rule.code, subject, attribute, draft.period, facts),
            kind=draft.verdict,
            cause=draft.cause,
            rule=draft.rule.code,
            severity=self._severity(draft, mentions),
            confidence=_confidence(draft),
            subject=subject,
            attribute=attribute,
            message=_message(draft, subject, attribute, mentions, count),
            mentions=mentions,
            explanation=self._explanation(draft, facts, mentions, count),
            period=draft.period,
            current=_current(draft, mentions),
            topic=draft.topic.id if draft.topic else "",
            reason=draft.reason,
            is_preview=self._is_preview(draft),
        )

    def _severity(self, draft: Draft, mentions: tuple[Mention, ...]) -> str:
        documents = tuple(dict.fromkeys(mention.file for mention in mentions))
        given = draft.severity or draft.rule.severity
        overrides = self._case.settings.severity_overrides
        return choosing.severity(draft.rule, given, draft.verdict, draft.reason, documents, overrides)

    def _is_preview(self, draft: Draft) -> bool:
        return draft.rule.status == "preview" and not choosing.is_named(draft.rule, self._case.settings.select)

    def _name_of(self, draft: Draft, facts: list[Fact]) -> tuple[str, str]:
        claim = self._case.claims[facts[0].id]
        subject = draft.subject or (claim.subject.text if claim.subject else facts[0].subject)
        attribute = draft.attribute or claim.attribute.text or facts[0].attribute
        return " ".join(subject.split()), " ".join(attribute.split())

    def _explanation(self, draft: Draft, facts: list[Fact], mentions: tuple[Mention, ...], count: int) -> Explanation:
        inside = set(draft.facts)
        links = [link for link in (draft.topic.links if draft.topic else ()) if link.a in inside and link.b in inside]
        attachments = [(fact.id, self._case.claims[fact.id].evidence) for fact in facts]
        assumptions = [f"{fact.document}: {text}" for fact in facts for text in fact.measurement.assumptions]
        return Explanation(
            links=tuple(sorted(links, key=lambda link: (-link.probability, link.a, link.b))[:MOST_LINKS]),
            attachments=tuple((name, evidence) for name, evidence in attachments if evidence),
            steps=(*draft.steps, *_gap(draft, mentions)),
            assumptions=tuple(dict.fromkeys(assumptions)),
            voices=count,
        )


def _gap(draft: Draft, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return how far two differing values lie apart and what was allowed, in words."""
    if draft.verdict not in ("conflict", "update") or not draft.topic:
        return ()
    first = mentions[0]
    other = next((one for one in mentions if messages.value_key(one) != messages.value_key(first)), None)
    return () if other is None else (f"difference {messages.delta(first, other)}, allowed {allowed(draft)}",)


def voices(facts: Iterable[Fact]) -> int:
    """Return how many independent sources speak: documents that share a sentence word for word count as one."""
    first_of: dict[str, str] = {}
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for fact in facts:
        own = root(fact.document)
        if fact.sentence:
            other = root(first_of.setdefault(fact.sentence, fact.document))
            parent[max(own, other)] = min(own, other)
    return sum(root(name) == name for name in list(parent))


def _current(draft: Draft, mentions: tuple[Mention, ...]) -> str:
    """Return the value in force in words, "" where the verdict has none; several where sources still differ."""
    values = dict.fromkeys(mention.shown for mention in mentions if mention.fact in draft.current)
    return " / ".join(values)


def _message(draft: Draft, subject: str, attribute: str, mentions: tuple[Mention, ...], count: int) -> str:
    if draft.rule.message:
        return messages.fill(draft.rule.message, _values(draft, subject, attribute, mentions))
    if draft.sentence:
        return draft.sentence
    if draft.verdict == "conflict":
        return messages.conflict_sentence(subject, attribute, mentions, draft.cause)
    if draft.verdict == "update":
        return messages.update_sentence(subject, attribute, mentions)
    if draft.verdict == "disputed":
        return messages.disputed_sentence(subject, attribute, mentions)
    if draft.verdict == "agreement":
        return messages.agreement_sentence(subject, attribute, mentions, count)
    return messages.compatible_sentence(subject, attribute, mentions)


def _values(draft: Draft, subject: str, attribute: str, mentions: tuple[Mention, ...]) -> dict[str, str]:
    """Return what the placeholders of a rule's message stand for."""
    first = mentions[0]
    other = next((one for one in mentions if messages.value_key(one) != messages.value_key(first)), mentions[-1])
    current = next((one for one in mentions if one.side == "current"), other)
    stale = next((one for one in mentions if one.side == "stale"), first)
    values = {
        "entity": subject or "the subject",
        "subject": subject or "the subject",
        "attribute": attribute or "the figure",
        "period": draft.period or "the same time",
        "values": " / ".join(messages.who_says_what(mentions)),
        "documents": ", ".join(sorted({one.file for one in mentions})),
        "kind": draft.verdict,
        "cause": draft.cause or "unknown cause",
        "delta": messages.delta(first, other),
        "tolerance": allowed(draft),
        "reason": draft.reason or "no reason code",
        "n": str(len(mentions)),
    }
    roles = {"a": first, "b": other, "current": current, "stale": stale}
    for mention in mentions:
        if mention.side:  # names that an arithmetic rule bound: "total", "part"
            roles.setdefault(mention.side, mention)
    for role, mention in roles.items():
        values |= messages.bindings(role, mention)
    return values | dict(draft.values)


def allowed(draft: Draft) -> str:
    """Return the gap that was allowed, in words: "1%", "5 km", "stated precision"."""
    tolerance = draft.tolerance or draft.rule.tolerance
    exact = "no gap" if tolerance.rounding == "none" else "stated precision"
    return tolerance.shown or exact


def _order(finding: Finding) -> tuple[int, float, str]:
    return SEVERITIES.index(finding.severity), -finding.confidence, finding.id
