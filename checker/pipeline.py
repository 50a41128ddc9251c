"""The six stages composed, top to bottom.

    collect -> extract -> normalize   per shard of documents, wherever the backend runs it (`shards.py`)
    resolve -> verify                 once, over the facts of all shards
    write                             on demand, from the Report

Nothing is decided here: each line hands the records of one stage to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import checker
from checker import collect, extract, normalize, provenance, usage
from checker.config import Settings
from checker.gather import (
    Gathered,
    PathsAndTexts,
    Progress,
    Targets,
    find_sources,
    gather,
    names_file,
    read_by_shard,
    read_gathered,
)
from checker.records import (
    Claim,
    Coverage,
    Document,
    DocumentEntry,
    Fact,
    Measurement,
    NearMiss,
    Notice,
    Resolved,
    Subject,
    Verdicts,
    Vocabulary,
)
from checker.report import Report, texts_to_carry
from checker.uncollected import uncollected

__all__ = [
    "PathsAndTexts", "Progress", "Reading", "Run", "Targets", "check", "join_reports", "list_facts", "read", "run",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A report with everything it was made from, for `explain`, for fitting and for tests."""

    report: Report
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    measurements: Mapping[str, Measurement]
    resolved: Resolved


MOST_NAMES = 3_000  # among which names that may be one are looked for
MOST_NEAR = 50  # of them that the report names


def check(targets: Targets, settings: Settings | None = None, on_progress: Progress | None = None) -> Report:
    """Return the report on files, folders and globs, or on texts by name.

    Args:
        targets: paths, or a mapping from a file name to its text.
        settings: what to find and show; the defaults where None.
        on_progress: called with the stage, how much of it is done, and of how much.

    Raises:
        UsageError: a path, rule or setting cannot be used.
    """
    chosen = settings or Settings()
    task = gather(targets, chosen)
    known = task.session.find_report()
    if known is not None:
        return known
    made = _run(task, chosen, on_progress)
    expires = any(document.comments for document in made.documents.values())  # a comment may hold until some day
    return task.session.keep_report(made.report, depends_on_day=expires)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the first three stages give."""

    documents: Mapping[str, Document]
    entries: tuple[DocumentEntry, ...]
    claims: Mapping[str, Claim]
    measurements: Mapping[str, Measurement]
    notices: tuple[Notice, ...]
    prefix: str = ""


def read(targets: Targets, settings: Settings, on_progress: Progress | None = None) -> Reading:
    """Return documents, claims and measurements of some targets: collect, extract and normalize."""
    return _read(gather(targets, settings), settings, on_progress)


def _read(task: Gathered, settings: Settings, on_progress: Progress | None) -> Reading:
    results = read_gathered(task, settings, on_progress)
    entries = tuple(entry for result in results for entry in result.entries)
    return Reading(
        documents={document.id: document for result in results for document in result.documents},
        entries=entries,
        claims={claim.id: claim for result in results for claim in result.claims},
        measurements={one.claim: one for result in results for one in result.measurements},
        notices=(*task.notices, *_language_notices(entries)),
        prefix=collect.prefix_of(task.sources),
    )


def list_sources(targets: Targets, settings: Settings) -> list[dict[str, object]]:
    """Return a row for every path that a check would meet, with its reader or why it is not read; opens none."""
    return [
        {
            "file": source.file,
            "bytes": source.size,
            "reader": "" if source.reason else collect.reader_of(source.file).name,
            "reason": source.reason,
            "detail": source.detail,
        }
        for source in find_sources(targets, settings)
    ]


def list_facts(targets: Targets, settings: Settings, on_progress: Progress | None = None) -> Iterator[Report]:
    """Yield a report without findings for each shard of documents, as soon as it is read.

    Names are joined inside a shard only, so that memory is bounded by the shard whatever the folder holds.
    """
    from checker import resolve

    for number, (count, result) in enumerate(read_by_shard(gather(targets, settings), settings)):
        documents = {document.id: document for document in result.documents}
        claims = {claim.id: claim for claim in result.claims}
        described = resolve.describe(claims, {one.claim: one for one in result.measurements}, documents)
        _tell(on_progress, "read", number + 1, count)
        yield Report(
            run={},
            documents=result.entries,
            coverage=_coverage(result.entries, claims, described, Verdicts(findings=())),
            facts_by_id={fact.id: fact for fact in described.facts},
            claims=claims,
            subjects={subject.id: subject for subject in described.subjects},
            sentences=_sentences(claims, documents),
        )


def join_reports(reports: Iterable[Report], *, with_facts: bool = True) -> Report:
    """Return one report of the documents of several; their facts are only counted where `with_facts` is false."""
    entries: list[DocumentEntry] = []
    facts: dict[str, Fact] = {}
    claims: dict[str, Claim] = {}
    subjects: dict[str, Subject] = {}
    sentences: dict[str, str] = {}
    count = 0
    for part in reports:
        entries.extend(part.documents)
        count += len(part.facts_by_id)
        if with_facts:
            facts.update(part.facts_by_id)
            claims.update(part.claims)
            subjects.update(part.subjects)
            sentences.update(part.sentences)
    statuses = _rows(Counter(entry.status for entry in entries))
    return Report(
        run={},
        documents=tuple(entries),
        coverage=Coverage(documents=statuses, quantities=count, facts=count),
        facts_by_id=facts,
        claims=claims,
        subjects=subjects,
        sentences=sentences,
    )


def run(
    targets: Targets,
    settings: Settings | None = None,
    on_progress: Progress | None = None,
    add: Callable[[Reading], Reading] | None = None,
) -> Run:
    """Return the report as `check` does, together with the records that it was made from.

    Args:
        targets, settings, on_progress: as for `check`.
        add: gives what was read with claims beside those of the documents, before anything is linked.
    """
    chosen = settings or Settings()
    return _run(gather(targets, chosen), chosen, on_progress, add)


def _run(
    task: Gathered,
    chosen: Settings,
    on_progress: Progress | None,
    add: Callable[[Reading], Reading] | None = None,
) -> Run:
    from checker import resolve, verify  # a run whose report is known needs neither

    packs = verify.load_packs(chosen.rules, normalize.to_measurement, settings=chosen)
    usage.refuse_codes(packs, chosen)
    vocabulary = vocabulary_of(task.targets, chosen)
    done = _read(task, chosen, on_progress)
    done = add(done) if add is not None else done
    done = replace(done, claims=resolve.with_vocabulary(done.claims, done.documents, vocabulary))
    _tell(on_progress, "link", 0, 1)
    with uncollected():
        resolved = resolve.resolve(done.claims, done.measurements, done.documents, chosen, vocabulary)
        _tell(on_progress, "link", 1, 1)
        facts = {fact.id: fact for fact in resolved.facts}
        verdicts = verify.verify(resolved.topics, facts, done.claims, done.documents, packs, chosen, vocabulary)
    _tell(on_progress, "check", 1, 1)
    model = extract.model_record(chosen.model)
    report = Report(
        run=provenance.run_record(checker.__version__, chosen, model, verify.pack_records(packs)),
        findings=verdicts.findings,
        notices=_ordered((*done.notices, *verdicts.notices, *_unmet_notices(vocabulary, resolved, chosen))),
        documents=done.entries,
        coverage=_coverage(done.entries, done.claims, resolved, verdicts),
        facts_by_id=facts,
        claims=done.claims,
        subjects={subject.id: subject for subject in resolved.subjects},
        sentences=_sentences(done.claims, done.documents),
        texts=texts_to_carry({name: document.text for name, document in sorted(done.documents.items())}),
        rules=verify.rule_notes(packs, chosen),
        rules_off=verify.rules_off(packs, chosen),
        near_misses=_near_misses(resolved, vocabulary),
        prefix=done.prefix,
    )
    return Run(
        report=report,
        documents=done.documents,
        claims=done.claims,
        measurements=done.measurements,
        resolved=resolved,
    )


def vocabulary_of(targets: Targets, settings: Settings) -> Vocabulary:
    """Return what the user says of names: the file of the settings, else `entities.yaml` in a folder that is checked.

    Raises:
        UsageError: the file that the settings name is not there, or a file holds mistakes.
    """
    from checker import verify

    file = names_file(targets, settings)
    return verify.read_vocabulary(file) if file else Vocabulary()


def _near_misses(resolved: Resolved, vocabulary: Vocabulary) -> tuple[NearMiss, ...]:
    """Return pairs of names that were not joined; none where there are so many names that looking takes long."""
    from checker.resolve.suggestions import suggest

    if len(resolved.subjects) > MOST_NAMES:
        return ()
    found = suggest(resolved.subjects, {}, vocabulary)[:MOST_NEAR]
    return tuple(NearMiss(name=one.name, alias=one.alias, score=one.score, how=one.how) for one in found)


def _unmet_notices(vocabulary: Vocabulary, resolved: Resolved, settings: Settings) -> list[Notice]:
    """Name every alias that no document uses: a misspelt one would join nothing and say nothing."""
    from checker import resolve

    if "T907".startswith(settings.ignore or ("-",)):
        return []
    return [
        Notice(code="T907", message=f"'{name}' of the entity '{one}' is a name in no document", file=vocabulary.file)
        for one, name in resolve.unmet(vocabulary, resolved.subjects)
    ]


def _sentences(claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> dict[str, str]:
    known: dict[tuple[str, int, int], str] = {}  # figures of one sentence share its text: a list may hold hundreds
    found: dict[str, str] = {}
    for name, claim in claims.items():
        place = (claim.document, claim.sentence_start, claim.sentence_end)
        if place not in known:
            known[place] = documents[claim.document].text[claim.sentence_start : claim.sentence_end]
        found[name] = known[place]
    return found


def _language_notices(entries: Sequence[DocumentEntry]) -> list[Notice]:
    """Name every document whose language is not read: silence must not look like agreement."""
    return [
        Notice(code="T903", message=f"{entry.detail}; its figures were not compared", file=entry.file)
        for entry in entries
        if entry.reason == "language"
    ]


def _ordered(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    return tuple(sorted(notices, key=lambda notice: (notice.code, notice.file, notice.message)))


def _coverage(
    entries: Sequence[DocumentEntry], claims: Mapping[str, Claim], resolved: Resolved, verdicts: Verdicts
) -> Coverage:
    not_comparable = Counter(dict(resolved.not_comparable)) + Counter(dict(verdicts.not_comparable))
    return Coverage(
        documents=_rows(Counter(entry.status for entry in entries)),
        quantities=len(claims),
        facts=len(resolved.facts),
        links=len(resolved.links),
        topics=len(resolved.topics),
        findings=_rows(Counter(finding.kind for finding in verdicts.findings)),
        withheld=verdicts.withheld,
        not_comparable=_rows(not_comparable),
    )


def _rows(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))


def _tell(on_progress: Progress | None, stage: str, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(stage, done, total)
