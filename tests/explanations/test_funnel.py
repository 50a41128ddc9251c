"""Why two figures were not compared, why a number was not read, and why a rule did not fire: every stage is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import cli, errors, extract, pipeline
from checker.config import Settings
from checker.explanations.places import split_places
from checker.records import Fact
from checker.resolve import Linker, unblocked

FILES = {
    "a.md": "# Ostrel\n\nThe Ostrel pier is 310 metres long. Figure 4 shows it. It opened in 1987.\n\n"
    "The Lund mill employs 40 people.\n",
    "b.md": "# Ostrel\n\nThe Ostrel pier is 301 metres long. The pier is 12 metres wide.\n\n"
    "In March the Lund bakery sold 40 loaves to a school.\n",
    "c.md": "The Ostrel pier will be 350 metres long by 2040, under a proposal.\n",
}


@pytest.fixture(scope="module")
def run() -> pipeline.Run:
    return pipeline.run(FILES)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- numbers that were not read ------------------------------------------------------------------------------

UNREAD = [
    ("Figure 4 shows the pier.", "4", "a label"),
    ("The 1987 pier was rebuilt.", "1987", "a date, year or clock time"),
    ("Write to room 12B4 of the pier.", "4", "letters or signs run into it"),
    ("The guide applies to Corvo 3.0.", "3.0", "the version of a product"),
    ("See the notes [12] on the pier.", "12", "a reference in brackets"),
    ("The host is 10.0.0.12 at night.", "10.0", "part of a code"),
]


@pytest.mark.parametrize(("text", "number", "reason"), UNREAD, ids=[row[0] for row in UNREAD])
def test_a_number_that_was_not_read_has_a_reason(text: str, number: str, reason: str) -> None:
    """CL16: see what the tool did not take."""
    done = pipeline.read({"a.txt": text}, Settings())
    spans = [(claim.start, claim.end) for claim in done.claims.values()]
    found = extract.find_unread(done.documents["a.txt"], spans)
    assert any(one.text == number and reason in one.reason for one in found), found
    assert all(text[one.start : one.end] == one.text for one in found)


def test_every_number_of_a_document_is_a_fact_or_has_a_reason(run: pipeline.Run) -> None:
    """CL16: silence must not look like agreement."""
    import re

    for name, document in run.documents.items():
        claims = [(one.start, one.end) for one in run.claims.values() if one.document == name]
        spans = claims + [(one.start, one.end) for one in extract.find_unread(document, claims)]
        for match in re.finditer(r"\d+", document.text):
            assert any(start <= match.start() < end for start, end in spans), (name, match)


def test_facts_lists_what_was_not_read(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL16."""
    assert cli.run(["facts", "a.md", "--unread"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("a.md:3:44: '4': a label")


# --- pairs ---------------------------------------------------------------------------------------------------

PAIRS = [
    (("310 metres", "301 metres"), "compared: both belong to one topic"),
    (("310 metres", "301 metres"), "verdict conflict"),
    (("310 metres", "12 metres"), "not comparable: scope (length / width)"),
    (("310 metres", "350 metres"), "not comparable: modality (asserted, p"),
    (("310 metres", "40 people"), "not comparable: dimension"),
    (("40 people", "40 loaves"), "not comparable: dimension"),
    (("310 metres", "310 METRES"), "name the same figure"),
    (("4", "301 metres"), "not read as a quantity: a label"),
    (("a.md:3", "b.md:3"), "compared: both belong to one topic"),
]


@pytest.mark.parametrize(("figures", "words"), PAIRS, ids=[f"{row[0]} {row[1][:12]}" for row in PAIRS])
def test_two_figures_are_followed_through_the_stages(
    docs: Path, capsys: pytest.CaptureFixture[str], figures: tuple[str, str], words: str
) -> None:
    """RA9: why were these two not compared."""
    code = cli.run(["explain", *figures, "."])
    shown = capsys.readouterr()
    assert words in shown.out + shown.err
    assert code == (errors.EXIT_USAGE if "same figure" in words else errors.EXIT_CLEAN)


def _by_words(run: pipeline.Run) -> dict[str, Fact]:
    claims = run.claims
    return {
        run.documents[one.document].text[claims[one.id].start : claims[one.id].end]: one for one in run.resolved.facts
    }


def test_a_pair_that_was_never_weighed_is_told_from_one_that_was(run: pipeline.Run) -> None:
    linker = Linker(run.resolved.facts, run.documents)
    facts = _by_words(run)
    near, far = facts["310 metres"], facts["301 metres"]
    assert unblocked.is_candidate(linker, near.id, far.id)
    people = facts["40 people"]
    assert not unblocked.is_candidate(linker, near.id, people.id)
    assert "they share no word" in unblocked.why_no_candidate(linker, near, people)


def test_what_keeps_linked_figures_out_of_one_topic_is_named(run: pipeline.Run) -> None:
    linker = Linker(run.resolved.facts, run.documents)
    facts = _by_words(run)
    said = unblocked.why_no_topic(linker, run.resolved.topics, facts["350 metres"].id, facts["301 metres"].id)
    assert "modality" in said or "probability" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("311 metres", "301 metres", "."), "no document has a number in the words '311 metres'"),
        (("a.md:3", "b.md:3"), "name the documents to check as well"),
        (("a.md:5", "d.md:3", "."), "no document is called 'd.md'"),
        (("d.png:1", "a.md:3", "."), "d.png was not read: unsupported (no reader for '.png')"),
    ],
)
def test_what_cannot_be_followed_is_said(
    docs: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    (docs / "d.png").write_bytes(b"x")
    assert cli.run(["explain", *words]) == errors.EXIT_USAGE
    assert message in capsys.readouterr().err


def test_words_are_cut_into_what_is_asked_and_the_paths(docs: Path) -> None:
    assert split_places(["ab12", "a.md"]) == (("ab12",), ("a.md",))
    assert split_places(["a.md:3", "b.md:1", "."]) == (("a.md:3", "b.md:1"), (".",))
    assert split_places(["3 km", "4 km", ".", "a.md"]) == (("3 km", "4 km"), (".", "a.md"))
    assert split_places(["T110"]) == (("T110",), ())


# --- rules ---------------------------------------------------------------------------------------------------

RULE = """
version: 1
namespace: MINE
rules:
  - id: MINE001
    name: width-agrees
    summary: One width.
    select: {attribute: [width], documents: {include: ["b.md"]}}
    check: {kind: agree}
"""


def _explain(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.run(["explain", *words]) == 0
    return capsys.readouterr().out


def test_a_rule_shows_what_each_stage_left_to_it(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """RA9: why did it fire, why did it not fire; with counts and one example for each reason."""
    shown = _explain(capsys, "T113", ".")
    assert "conflict (digits) 1: a.md:3 “310 metres” and b.md:3 “301 metres”" in shown
    assert "  kept       1 findings" in shown
    shown = _explain(capsys, "T113", ".", "--min-confidence", "1")
    assert "1 below the confidence of 1.00" in shown
    assert "  kept       0 findings" in shown
    assert "does not run: --select or --ignore leave it out" in _explain(capsys, "T113", ".", "--ignore", "T11")


def test_a_rule_that_selects_nothing_says_what_left_the_figures_out(
    docs: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """RA9."""
    (docs / "mine.yaml").write_text(RULE, encoding="utf-8")
    shown = _explain(capsys, "MINE001", "a.md", "b.md", "--rules", "mine.yaml")
    assert "  selected   1 fit its `select:`" in shown
    assert "attribute " in shown
    assert "1 answer no question that another does: b.md:3 “12 metres”" in shown
