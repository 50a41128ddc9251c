"""One rule over some documents: what each stage left to it, and why it fired or did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from checker import normalize, verify
from checker.config import Settings
from checker.explanations.places import quote
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.pipeline import Run
    from checker.verify import Packs, Rule
    from checker.verify.funnel import Funnel

_MOST = 5  # findings that are named
_WIDTH = 11
NEED_LINKS = ("agree", "authority", "python")  # kinds that compare answers to one question


def find_rule(word: str, settings: Settings) -> Rule | None:
    """Return the rule that a word names by code, name or former code; of the packs that run, then of all shipped."""
    from checker.verify import packs

    loaded = verify.load_packs(settings.rules, normalize.to_measurement, settings=settings)
    shipped = tuple(str(path) for name, path in packs.shipped_packs().items() if name != packs.CORE)
    every = verify.load_packs((*shipped, *settings.rules), normalize.to_measurement, only_look=True)
    for one in (*loaded.rules, *every.rules):
        if word in (one.code, one.name, *one.former):
            return one
    return None


def explain_rule(run: Run, rule: Rule, settings: Settings) -> Iterator[str]:
    """Give the funnel of a rule over a finished run: figures, selected, in topics, compared, reported, kept.

    Args:
        run: of the same documents, with any rules.
        settings: what the user asked for; whether the rule runs at all is judged by them.
    """
    from checker.verify.choosing import is_chosen
    from checker.verify.funnel import rule_funnel
    from checker.verify.rules import Case

    packs = verify.load_packs(settings.rules, normalize.to_measurement, settings=settings)
    facts = {fact.id: fact for fact in run.resolved.facts}
    case = Case(
        topics=run.resolved.topics, facts=facts, claims=run.claims, documents=run.documents, settings=settings,
        tolerances=packs.tolerances,
    )  # fmt: skip
    yield f"{rule.code}  {rule.name}  ({rule.severity}, kind {rule.kind}, pack {rule.pack})"
    if not any(one.code == rule.code for one in packs.rules):
        yield f"  does not run: its pack is not asked for; add --rules {rule.pack}"
    elif not is_chosen(rule, settings):
        why = "it is a preview; add --preview" if rule.status == "preview" else "--select or --ignore leave it out"
        yield f"  does not run: {why}"
    yield from _figures(run, rule, rule_funnel(rule, case))
    yield from _findings(run, rule, settings, packs)


def _figures(run: Run, rule: Rule, funnel: Funnel) -> Iterator[str]:
    def figure(key: str) -> str:
        return quote(run, funnel.examples[key])

    def pair(key: str) -> str:
        return " and ".join(quote(run, name) for name in funnel.pairs[key])

    yield _line("figures", f"{funnel.facts:,} were read")
    yield _line("selected", f"{funnel.selected:,} fit its `select:`")
    yield from _dropped(funnel.unselected, figure)
    if rule.kind not in NEED_LINKS:
        return  # figures are looked at one by one, or by what the rule groups them by
    yield _line("linked", f"{funnel.in_topics:,} of them in {funnel.topics:,} topics with another of them")
    if funnel.alone:
        yield _line("", f"  {funnel.alone:,} answer no question that another does: {figure('alone')}")
    if rule.kind != "agree":
        return
    count = funnel.relations.total() + funnel.reasons.total()
    yield _line("compared", f"{count:,} pairs of different statements")
    yield from _dropped(funnel.relations, pair)
    yield from _dropped(funnel.reasons, pair, "not comparable: ")


def _dropped(counts: Counter[str], example: Callable[[str], str], before: str = "") -> Iterator[str]:
    for word, number in sorted(counts.items()):
        yield _line("", f"  {before}{word} {number:,}: {example(word)}")


def _findings(run: Run, rule: Rule, settings: Settings, packs: Packs) -> Iterator[str]:
    """Say what of the verdicts this rule reports, what confidence withholds, and what is left."""
    alone = replace(packs, packs=tuple(replace(one, rules=_only(one.rules, rule)) for one in packs.packs))
    if not alone.rules:
        pack = replace(packs.packs[0], rules=(rule,))
        alone = replace(packs, packs=(pack,))
    lax = replace(settings, min_confidence=0.0, select=(rule.code,), ignore=(), extend_select=(), preview=True)
    facts = {fact.id: fact for fact in run.resolved.facts}
    found = verify.verify(run.resolved.topics, facts, run.claims, run.documents, alone, lax).findings
    asked = ", ".join(f"{key}: {_plain(rule.check[key])}" for key in ("report", "cause") if key in rule.check)
    yield _line("reported", f"{len(found):,} findings" + (f"  ({asked})" if asked else ""))
    kept = [one for one in found if one.confidence >= settings.min_confidence]
    if len(kept) < len(found):
        best = max((one for one in found if one not in kept), key=lambda one: one.confidence)
        yield _line("", f"  {len(found) - len(kept):,} below the confidence of {settings.min_confidence:.2f}, such as")
        yield _line("", f"  {best.confidence:.2f}  {show_line(best.message)}")
    yield _line("kept", f"{len(kept):,} findings")
    for one in kept[:_MOST]:
        yield _line("", f"  {one.id}  {one.kind}: {show_line(one.message)}")
    if len(kept) > _MOST:
        yield _line("", f"  and {len(kept) - _MOST:,} more")


def _only(rules: tuple[Rule, ...], rule: Rule) -> tuple[Rule, ...]:
    return tuple(one for one in rules if one.code == rule.code)


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _line(stage: str, text: str) -> str:
    return f"  {stage.ljust(_WIDTH)}{text}"
