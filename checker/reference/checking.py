"""A check with reference facts: what they say wins, and each gets a result of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker import normalize, pipeline, verify
from checker.config import Settings
from checker.errors import UsageError
from checker.gather import find_sources
from checker.pipeline import PathsAndTexts, Progress, Reading, Run, Targets
from checker.records import Document, DocumentEntry, Fact, Finding, Link, Mention, RuleNote, Topic
from checker.records.references import ReferenceResult
from checker.reference.claims import ORIGIN, to_claims, to_document
from checker.reference.rows import COLUMNS, Mistakes, Row, read_csv, read_yaml
from checker.report import Report
from checker.tying.evidence import LINKED, Evidence, Sources
from checker.verify.compare import Context
from checker.verify.mentions import Mentions
from checker.verify.rules import Pack, Packs, Rule

CODE = "T120"
MOST_BYTES = 20_000_000
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_YAML = frozenset({".yaml", ".yml"})
SURE = 0.8  # probability, values left aside, from which a figure is surely about the reference's
_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A reference file that was read."""

    file: str
    document: Document
    rows: tuple[Row, ...]
    path: str


def check(
    targets: Targets,
    references: Sequence[str | Path],
    settings: Settings | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Return the report on documents with every figure tied to reference facts.

    Args:
        targets: as for a check.
        references: CSV or YAML files of facts, and documents that are the authority.

    Raises:
        UsageError: a path cannot be used, or a reference file holds mistakes; all of them are named.
    """
    return run(targets, references, settings, on_progress).report


def run(
    targets: Targets,
    references: Sequence[str | Path],
    settings: Settings | None = None,
    on_progress: Progress | None = None,
) -> Run:
    """Return the report as `check` does, together with the records that it was made from."""
    chosen = settings or Settings()
    paths = [_existing(path) for path in references]
    tables = [_read_table(path, targets, chosen) for path in paths if is_table(path)]
    papers = [path for path in paths if not is_table(path)]
    everything = _with_paths(targets, papers)
    files = [table.file for table in tables] + [_file_of(path, everything, chosen) for path in papers]
    done = pipeline.run(everything, chosen, on_progress, add=lambda reading: _added(reading, tables))
    for file in files:
        if file not in done.documents:
            raise UsageError(_unreadable(file, done.report.documents))
    rows = {f"{table.file}#{number}": row for table in tables for number, row in enumerate(table.rows)}
    return replace(done, report=_report(done, frozenset(files), rows, chosen))


def is_table(path: str | Path) -> bool:
    """Return whether a file holds reference facts: YAML, or a CSV whose header names a column of theirs."""
    suffix = Path(path).suffix.lower()
    if suffix in _YAML:
        return True
    if suffix not in _TABLES:
        return False
    with Path(path).open(encoding="utf-8-sig", errors="replace") as file:
        header = file.readline()
    words = {word.strip().strip('"').casefold() for word in header.replace(";", ",").replace("\t", ",").split(",")}
    return bool(words & set(COLUMNS))


# --- reading -------------------------------------------------------------------------------------------------


def _existing(path: str | Path) -> str:
    if not Path(path).is_file():
        raise UsageError(f"--reference {path}: there is no such file; name a CSV, a YAML file or one document")
    return str(path)


def _read_table(path: str, targets: Targets, settings: Settings) -> _Table:
    file = _file_of(path, targets, settings)
    try:
        data = Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    if len(data) > MOST_BYTES:
        raise UsageError(f"{path}: is larger than {MOST_BYTES:,} bytes")
    mistakes = Mistakes(path, text)
    rows = read_yaml(text, mistakes) if Path(path).suffix.lower() in _YAML else read_csv(text, mistakes)
    to_claims(file, rows, mistakes)
    mistakes.settle()
    if not rows:
        raise UsageError(f"{path}: holds no fact")
    return _Table(file=file, document=to_document(file, text, rows), rows=tuple(rows), path=path)


def _file_of(path: str, targets: Targets, settings: Settings) -> str:
    """Return the name that a file has in the run: as a document where it lies among them, else its own."""
    whole = os.path.realpath(path)
    for source in find_sources(targets, settings):
        if source.path and os.path.realpath(source.path) == whole:
            return source.file
    return Path(path).name


def _unreadable(file: str, entries: Sequence[DocumentEntry]) -> str:
    entry = next((one for one in entries if one.file == file), None)
    why = f"{entry.reason or entry.status} {entry.detail}".strip() if entry else "it is left out"
    return f"--reference {file}: cannot be read: {why}; a table of facts has the columns {', '.join(COLUMNS)}"


def _with_paths(targets: Targets, papers: Sequence[str]) -> Targets:
    if not papers:
        return targets
    if isinstance(targets, PathsAndTexts):
        return PathsAndTexts(paths=(*targets.paths, *papers), texts=targets.texts)
    if isinstance(targets, Mapping):
        return PathsAndTexts(paths=tuple(papers), texts=dict(targets))
    given = [targets] if isinstance(targets, str | Path) else list(targets)
    return [*given, *papers]


def _added(reading: Reading, tables: Sequence[_Table]) -> Reading:
    """Return what was read with the reference facts in it; a file that holds them is no document beside."""
    for table in tables:
        claims = to_claims(table.file, list(table.rows), Mistakes(table.path, table.document.text))
        kept = {name: claim for name, claim in reading.claims.items() if claim.document != table.file}
        own = {claim.id: claim for claim in claims}
        measured = {name: one for name, one in reading.measurements.items() if name in kept}
        entry = DocumentEntry(
            file=table.file,
            status="ok",
            reader=ORIGIN,
            encoding="utf-8",
            title=table.document.title,
            facts=len(own),
            sha256=table.document.sha256,
        )
        reading = replace(
            reading,
            documents={**reading.documents, table.file: table.document},
            entries=(*(one for one in reading.entries if one.file != table.file), entry),
            claims=kept | own,
            measurements=measured | {name: normalize.to_measurement(name, one.quantity) for name, one in own.items()},
        )
    return reading


# --- judging -------------------------------------------------------------------------------------------------


def _report(done: Run, files: frozenset[str], rows: Mapping[str, Row], settings: Settings) -> Report:
    judged = _judge(done, files)
    rule = rule_of(files)
    shown = {name: _shown(row) for name, row in rows.items()}
    named = [_in_full(one, shown) for one in _findings(done, judged, rule, settings)]
    about = {mention.fact for finding in named for mention in finding.mentions}
    topics = {name: topic.id for topic in done.resolved.topics if not topic.is_echo for name in topic.facts}
    settled = {topics[name] for name in about if name in topics}
    others = [one for one in done.report.findings if not _is_settled(one, settled, files)]
    findings = tuple(sorted((*named, *others), key=_order))
    note = RuleNote(
        code=CODE, name=rule.name, summary=rule.summary, severity="error", kind="authority", pack="reference"
    )
    counts: dict[str, int] = {}
    for one in findings:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    mentions = Mentions(done.claims, done.documents)
    return replace(
        done.report,
        findings=findings,
        rules=(*done.report.rules, note),
        references=tuple(_result(fact, found, mentions, done, rows) for fact, found in judged),
        coverage=replace(done.report.coverage, findings=tuple(sorted(counts.items()))),
    )


def _is_settled(finding: Finding, settled: set[str], files: frozenset[str]) -> bool:
    """Whether the reference has decided what a finding of the check is about."""
    if finding.kind not in ("conflict", "update"):
        return False
    return finding.topic in settled or any(mention.file in files for mention in finding.mentions)


def _order(finding: Finding) -> tuple[int, float, str]:
    return _SEVERITIES.index(finding.severity), -finding.confidence, finding.id


def rule_of(files: Iterable[str] = ()) -> Rule:
    """Return the rule behind findings on reference facts, with the reference files as its authority."""
    include = [file.replace("[", "[[]") for file in sorted(files)]
    return Rule(
        code=CODE,
        name="differs-from-reference",
        summary="A document gives another value than the reference that the user named.",
        why="You vouch for the reference: a document that differs is wrong, or the reference is out of date.",
        how_to_fix="Correct the document, or the reference where it no longer holds.",
        kind="authority",
        severity="error",
        check={"kind": "authority", "source": {"documents": {"include": include}, "newest": False}},
        pack="reference",
        origin="shipped",
        is_shipped=True,
    )


def _judge(done: Run, files: frozenset[str]) -> list[tuple[Fact, dict[str, list[Evidence]]]]:
    """Return every reference fact with what confirms it, contradicts it, or is outdated by it."""
    context = Context(claims=done.claims, documents=done.documents)
    resolved = done.resolved
    found = []
    for file in sorted(files):
        sources = Sources(file, resolved.facts, resolved.links, resolved.topics, done.documents, context)
        own = [fact for fact in sources.facts.values() if fact.document == file]
        for fact in sorted(own, key=lambda one: (done.claims[one.id].start, one.id)):
            near = (one for one in sources.of(fact) if one.probability >= LINKED and one.fact.document not in files)
            linked = [one for one in near if _is_one_thing(fact, one)]
            found.append((fact, _sorted_out(fact, linked)))
    return found


def _is_one_thing(fact: Fact, one: Evidence) -> bool:
    """Whether a document's figure is about the subject that the reference names, and not of another beside it."""
    other = one.fact
    if fact.subject and other.subject and fact.subject != other.subject:
        return other.is_topic and fact.subject in other.anchors
    if fact.subject == other.subject and fact.subject:
        return True
    shared = {*fact.about, *fact.subject.split()} & {*other.about, *other.subject.split(), *other.path, *other.words}
    return bool(shared) or one.blind >= SURE


def _sorted_out(fact: Fact, linked: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    out: dict[str, list[Evidence]] = {"confirmed": [], "contradicted": [], "outdated": []}
    for one in linked:
        relation = one.relation
        if relation.kind in ("agree", "compatible"):
            out["confirmed"].append(one)
        elif one.fact.role == "from":
            continue  # a former value is given as such
        elif relation.kind == "update" and relation.current == fact.id:
            out["outdated"].append(one)
        elif relation.kind in ("conflict", "update", "disputed") and one.blind >= LINKED:
            out["contradicted"].append(one)
    bearing = {one.fact.document for one in out["confirmed"]}
    out["contradicted"] = [one for one in out["contradicted"] if one.fact.document not in bearing or one.blind >= SURE]
    return out


def _findings(
    done: Run, judged: Sequence[tuple[Fact, dict[str, list[Evidence]]]], rule: Rule, settings: Settings
) -> list[Finding]:
    """Return the findings of the authority rule on what differs, as it gives them for topics of a check."""
    topics = []
    for fact, found in judged:
        against = [*found["contradicted"], *found["outdated"]]
        if against:
            links = tuple(_link(fact, one) for one in against)
            claim = done.claims[fact.id]
            topic = Topic(
                id=f"reference {fact.id}",
                subject=claim.subject.text if claim.subject else fact.subject,
                attribute=claim.attribute.text,
                facts=tuple(sorted((fact.id, *(one.fact.id for one in against)))),
                links=links,
                probability=min(link.probability for link in links),
            )
            topics.append(topic)
    packs = Packs(packs=(Pack(name="reference", version="1", sha256="", rules=(rule,)),))
    facts = {fact.id: fact for fact in done.resolved.facts}
    free = replace(settings, select=(), ignore=())
    return list(verify.verify(topics, facts, done.claims, done.documents, packs, free).findings)


def _shown(row: Row) -> str:
    return f"{row.text('value')} {row.text('unit')}".strip()


def _link(fact: Fact, one: Evidence) -> Link:
    sure = one.blind or one.probability
    return Link(a=fact.id, b=one.fact.id, pair_type="independent", probability=sure, parts=())


def _in_full(finding: Finding, shown: Mapping[str, str]) -> Finding:
    """Return a finding with the reference's figure as its row writes it: "23.1 EUR million", not "23.1"."""
    message, mentions = finding.message, []
    for one in finding.mentions:
        words = shown.get(one.fact, one.shown)
        message = message.replace(f"{one.shown} ({one.file}", f"{words} ({one.file}", 1)
        mentions.append(replace(one, shown=words))
    return replace(finding, message=message, mentions=tuple(mentions))


def _result(
    fact: Fact, found: Mapping[str, list[Evidence]], mentions: Mentions, done: Run, rows: Mapping[str, Row]
) -> ReferenceResult:
    claim = done.claims[fact.id]

    def of(sort: str) -> tuple[Mention, ...]:
        return tuple(mentions.of(one.fact, sort) for one in found[sort])

    row, mention = rows.get(fact.id), mentions.of(fact, "reference")
    status = next((sort for sort in ("contradicted", "outdated", "confirmed") if found[sort]), "not-found")
    return ReferenceResult(
        fact=fact.id,
        mention=replace(mention, shown=_shown(row)) if row else mention,
        subject=" ".join((claim.subject.text if claim.subject else fact.subject).split()),
        attribute=" ".join((claim.attribute.text or fact.attribute).split()),
        status=status,
        confirmed=of("confirmed"),
        contradicted=of("contradicted"),
        outdated=of("outdated"),
        note=row.text("note") if row else "",
    )
