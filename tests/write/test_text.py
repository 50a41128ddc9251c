"""Terminal text: what matters first, sources below it, what was read last."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest

from checker.report import Report
from checker.write.text import MOST_FINDINGS, render_text


def test_a_finding_shows_code_verdict_message_and_sources(report: Report) -> None:
    lines = render_text(report, width=120).splitlines()
    assert lines[0].startswith("TIE101 error conflict (digits)  Orsa dam, height: 84 metres in one document")
    assert lines[1].startswith('  courier-03-04.md:1:15  84 metres  "The Orsa dam, 84 metres tall, held')
    assert lines[2].lstrip().startswith("wire-03-05.md:1:24")


def test_agreements_come_last_in_short(report: Report) -> None:
    short, full = render_text(report), render_text(report, all_findings=True)
    assert "1 compatible value, 1 agreement" in short
    assert "operator/fact-sheet.html:1:19" not in short
    assert "operator/fact-sheet.html:1:19" in full
    assert short.index("Velm, evacuated") < short.index("34 miles and 55 km")


def test_what_was_not_read_is_named(report: Report) -> None:
    text = render_text(report)
    assert "skipped: operator/plan.pdf: unsupported (no reader for .pdf)" in text
    assert "T901: wire-03-05.md: $ read as USD" in text
    assert "not comparable: period 4, scope 3, role 1" in text
    assert text.splitlines()[-1] == "checked 5 documents, 24 facts, 9 rules"


def test_an_empty_report_has_a_last_line() -> None:
    assert render_text(Report(run={})).splitlines() == ["no findings", "checked 0 documents, 0 facts, 0 rules"]


def test_at_most_fifty_findings_unless_all(samples: SimpleNamespace, report: Report) -> None:
    many = tuple(dataclasses.replace(report.findings[0], id=f"id-{number}") for number in range(MOST_FINDINGS + 7))
    text = render_text(samples.report(many))
    assert text.count("TIE101 error") == MOST_FINDINGS
    assert "7 more findings not shown" in text
    assert render_text(samples.report(many), all_findings=True).count("TIE101 error") == MOST_FINDINGS + 7


def test_sentences_are_cut_to_the_width_around_the_figure(samples: SimpleNamespace) -> None:
    mention = samples.mention("courier-03-06.md", "2,900 people", 2900, 2900)
    long = "a word " * 60 + "2,900 people" + " and more" * 60
    cut = dataclasses.replace(mention, sentence=long, sentence_start=mention.start - 420)
    text = render_text(samples.report((samples.finding("conflict", (cut,), "m"),)), width=110)
    line = text.splitlines()[1]
    assert len(line) <= 110
    assert "…" in line
    assert "2,900 people and" in line


@pytest.mark.parametrize("width", [40, 60, 80, 110, 200])
def test_the_figure_is_never_cut_off(width: int, samples: SimpleNamespace) -> None:
    mention = samples.mention("courier-03-06.md", "2,900 people", 2900, 2900)
    for before in (0, 3, 30, 200):
        for after in (0, 1, 30, 200):
            sentence = "x " * before + "2,900 people" + " y" * after
            cut = dataclasses.replace(mention, sentence=sentence, sentence_start=mention.start - 2 * before)
            line = render_text(samples.report((samples.finding("conflict", (cut,), "m"),)), width=width).splitlines()[1]
            assert line.count("2,900 people") == (2 if before or after else 1), line


def test_a_bare_cell_shows_its_heads(samples: SimpleNamespace) -> None:
    mention = samples.mention("courier-03-06.md", "2,900 people", 2900, 2900, place="Velm x In shelters")
    cell = dataclasses.replace(mention, sentence=mention.quote, sentence_start=mention.start)
    assert "2,900 people  [Velm x In shelters]" in render_text(
        samples.report((samples.finding("update", (cell,), "m"),))
    )


def test_no_escape_byte_without_colour_and_none_but_ours_with_it(hostile: Report) -> None:
    assert "\x1b" not in render_text(hostile, all_findings=True)
    coloured = render_text(hostile, all_findings=True, colour=True)
    assert "\x1b[1;31m" in coloured
    assert "⟨U+001B⟩[31mred" in coloured
    assert "\u202e" not in coloured
    coloured.encode("utf-8")
