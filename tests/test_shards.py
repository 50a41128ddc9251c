"""How documents are cut into shards, how long one may take, and what a document leaves that cannot be read."""

from __future__ import annotations

import pytest

from checker import collect, extract, pipeline, shards
from checker.config import Limits, Settings
from checker.extract import reading
from checker.records import Source

SETTINGS = Settings()
TEXTS = {"a.txt": "The Orlen Bridge is 412 metres long.", "b.txt": "The Orlen Bridge is 421 metres long."}


def _shard(*sizes: int, reason: str = "") -> shards.Shard:
    sources = tuple(Source(file=f"{n}.txt", path="", size=size, reason=reason) for n, size in enumerate(sizes))
    return shards.Shard(sources=sources, metadata=(None,) * len(sources), settings=SETTINGS)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([1, 2, 3], [3]),
        ([300_000, 100_000, 1], [2, 1]),
        ([10_000_000, 5], [1, 1]),
    ],
)
def test_shards_are_cut_by_size(sizes: list[int], expected: list[int]) -> None:
    assert [len(one.sources) for one in shards.cut_shards(_shard(*sizes).sources, {}, SETTINGS)] == expected


def test_a_shard_of_tiny_files_is_cut_by_number() -> None:
    """A shard of thousands would come near its deadline, and a run that is killed would keep none of them."""
    sizes = [len(one.sources) for one in shards.cut_shards(_shard(*[50] * 1_200).sources, {}, SETTINGS)]
    assert sizes == [500, 500, 200]


@pytest.mark.parametrize(
    ("shard", "seconds"),
    [
        (_shard(0), 20),
        (_shard(5_000, 5_000), 22),
        (_shard(*[100] * 4_000), 100),  # by size, never by number
        (_shard(50_000_000), 100),  # a huge file gets what a full shard gets
        (_shard(50_000_000, reason="too-large"), 20),
    ],
)
def test_the_time_a_shard_may_take_grows_with_its_size(shard: shards.Shard, seconds: float) -> None:
    deadline_s = shards.shard_handling(SETTINGS).deadline_s
    assert deadline_s is not None
    assert deadline_s(shard) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (MemoryError(), "failed", "memory"),
        (RecursionError(), "skipped", "too-deep"),
        (ZeroDivisionError("division by zero"), "failed", "crashed"),
    ],
)
def test_a_document_that_breaks_the_reading_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: str, reason: str
) -> None:
    read = extract.read_claims

    def fail(document: object, settings: Settings, ahead: object) -> object:
        if getattr(document, "id", "") == "a.txt":
            raise error
        return read(document, settings, ahead)  # type: ignore[arg-type]

    monkeypatch.setattr(extract, "read_claims", fail)
    (shard,) = shards.cut_shards(collect.sources_of_texts(TEXTS), {}, SETTINGS)
    result = shards.read_shard(shard)
    assert [(one.file, one.status, one.reason) for one in result.entries] == [
        ("a.txt", status, reason),
        ("b.txt", "ok", None),
    ]
    assert [claim.document for claim in result.claims] == ["b.txt"]


def test_a_document_with_too_many_figures_is_read_in_part_and_says_so() -> None:
    report = pipeline.check({"a.txt": "It is 3 km long. It is 4 m wide."}, Settings(limits=Limits(facts=1)))
    (entry,) = report.documents
    assert (entry.status, entry.reason) == ("partial", "too-large")
    assert entry.detail == "only its first 1 figures were read (limits.facts)"


def test_reading_stops_soon_after_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"The mill at Varn holds {number} tonnes of rye." for number in range(11, 31))
    read: list[str] = []
    cut = reading.cut_sentences

    def count(text: str) -> tuple[tuple[int, int], ...]:
        read.append(text)
        return cut(text)

    monkeypatch.setattr(reading, "cut_sentences", count)
    report = pipeline.check({"a.txt": text}, Settings(limits=Limits(facts=3)))
    (entry,) = report.documents
    assert (entry.facts, entry.detail) == (3, "only its first 3 figures were read (limits.facts)")
    assert len(read) == 4


def test_a_document_with_just_as_many_figures_as_the_limit_is_read_in_full() -> None:
    report = pipeline.check({"a.txt": "It is 3 km long. It is 4 m wide."}, Settings(limits=Limits(facts=2)))
    assert [(one.status, one.facts) for one in report.documents] == [("ok", 2)]
