"""Findings: one per topic and kind, with all mentions, sides, messages, stable ids and order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.config import Settings
from checker.records import Block, Cell, Link
from checker.verify.messages import who_says_what


def test_conflict_lists_every_mention_and_says_who_says_what(folder):
    folder.say("report.md", "1,250", "1250", at="2023-12-31")
    folder.say("web.md", "1,320", "1320", at="2023-12-31")
    folder.say("tender.md", "1,250", "1250", at="2023-12-31")
    (found,) = folder.findings("conflict")
    assert [mention.file for mention in found.mentions] == ["report.md", "tender.md", "web.md"]
    assert found.message == "Norvik Energy, headcount: 1,250 (report.md, tender.md) but 1,320 (web.md)"
    assert (found.rule, found.severity, found.period) == ("T110", "error", "2023-12-31")
    assert all(folder.texts[m.file][m.start : m.end] == m.quote for m in found.mentions)


def test_update_names_the_current_value_and_the_stale_documents(folder):
    folder.say("a.txt", "12", "12", kind="cumulative", date="2013-07-02", attribute="dead")
    folder.say("b.txt", "17", "17", kind="cumulative", date="2013-07-03", attribute="dead")
    (found,) = folder.findings()
    assert (found.kind, found.current, found.severity) == ("update", "17", "warning")
    assert [(mention.file, mention.side) for mention in found.mentions] == [("a.txt", "stale"), ("b.txt", "current")]
    assert found.message == (
        "Norvik Energy, dead rose from 12 (a.txt, 2013-07-02) to 17 (b.txt, 2013-07-03); "
        "a.txt still carries the old value"
    )


def test_a_chain_of_updates_has_one_current_value(folder):
    for name, value, day in (("a", "5", "2020-01-01"), ("b", "9", "2020-01-02"), ("c", "14", "2020-01-03")):
        folder.say(name, value, value, kind="cumulative", date=day)
    (found,) = folder.findings()
    assert [mention.side for mention in found.mentions] == ["stale", "stale", "current"]


def test_one_agreement_per_value(folder):
    for name, value in (("a", "10"), ("b", "10"), ("c", "20"), ("d", "20")):
        folder.say(name, value, value, kind="constant")
    assert len(folder.findings("agreement")) == 2
    assert len(folder.findings("conflict")) == 1


def test_a_figure_that_one_sentence_says_twice_is_no_agreement(folder):
    folder.say("a", "10", "10", sentence="k1")
    folder.say("a", "10", "10", sentence="k1")
    assert folder.findings() == []


def test_headline_and_text_of_one_document_agree_as_one_source(folder):
    folder.say("a", "10", "10", sentence="k1")
    folder.say("a", "10", "10", sentence="k2")
    (found,) = folder.findings("agreement")
    assert found.explanation.voices == 1


def test_two_cells_of_one_table_are_one_place(folder):
    for key in ("k1", "k2"):
        folder.say("a", "10", "10", sentence=key)
    folder.blocks["a"] = [Block(number=0, kind="cell", text="10", runs=((0, 0),), cell=Cell(table=0, row=1, column=1))]
    assert folder.findings() == []


def test_from_and_to_of_one_sentence_is_no_finding(folder):
    folder.say("a", "12", "12", kind="cumulative", role="from", moves="rose from", date="2020-01-02")
    folder.say("a", "17", "17", kind="cumulative", role="to", moves="rose to", date="2020-01-02")
    assert folder.findings() == []


def test_old_value_elsewhere_is_stale(folder):
    folder.say("a", "12", "12", kind="cumulative", role="from", moves="rose from", date="2020-01-02")
    folder.say("a", "17", "17", kind="cumulative", role="to", moves="rose to", date="2020-01-02")
    folder.say("b", "12", "12", kind="cumulative", date="2020-01-01")
    (found,) = folder.findings("update")
    assert found.current == "17"
    assert "b still carries the old value" in found.message


def test_reprints_are_one_voice(folder):
    folder.say("a", "10", "10", sentence="k1")
    folder.say("b", "10", "10", sentence="k1")
    folder.say("c", "10", "10", sentence="k2")
    (found,) = folder.findings("agreement")
    assert found.explanation.voices == 2


def test_disputed_has_two_sides(folder):
    folder.say("a", "50%", "50", "percent", speaker="Lowe", modality="proposed", attribute="split")
    folder.say("b", "50%", "50", "percent", speaker="Chen", polarity="denied", attribute="split")
    (found,) = folder.findings()
    assert (found.kind, [mention.side for mention in found.mentions]) == ("disputed", ["asserted", "denied"])
    assert "stated by Lowe (a) and denied by Chen (b)" in found.message


def test_id_survives_edits_elsewhere_and_not_a_new_value(folder):
    def run(lead, value):
        other = type(folder)()
        other.say("a", "7", "7", subject="Other", words=lead)
        first = other.say("a", value, value, kind="constant")
        second = other.say("b", "30", "30", kind="constant")
        (found,) = other.verify(other.topic(first, second)).findings
        return found.id

    assert run("Short", "20") == run("A much longer sentence before it has", "20")
    assert run("Short", "20") != run("Short", "21")


def test_confidence_is_the_links_times_the_relation_and_low_ones_are_withheld(folder):
    a = folder.say("a", "10", "10", kind="constant")
    b = folder.say("b", "30", "30", kind="constant")
    verdicts = folder.verify(folder.topic(a, b, probability=0.4))
    assert verdicts.findings == ()
    assert verdicts.withheld == (("conflict", 1),)
    sure = folder.verify(folder.topic(a, b, probability=0.4), settings=Settings(min_confidence=0.3))
    assert sure.findings[0].confidence == pytest.approx(0.4)


def test_vetoed_pairs_are_counted_not_reported(folder):
    a = folder.say("a", "10", "10", kind="constant")
    b = folder.say("b", "30", "30", kind="constant")
    veto = Link(a=a.id, b=b.id, pair_type="independent", probability=0.0, parts=(), veto="scope")
    verdicts = folder.verify(folder.topic(a, b, links=(veto,)))
    assert (verdicts.findings, verdicts.not_comparable) == ((), (("scope", 1),))


def test_findings_stand_in_order_of_severity_then_confidence(folder):
    one = folder.topic(folder.say("a", "1", "1", kind="constant"), folder.say("b", "5", "5", kind="constant"))
    two = folder.topic(
        folder.say("a", "8", "8", kind="cumulative", date="2020-01-01"),
        folder.say("b", "9", "9", kind="cumulative", date="2020-01-02"),
        probability=0.99,
    )
    three = folder.topic(folder.say("a", "2", "2"), folder.say("b", "2", "2"))
    assert [finding.severity for finding in folder.verify(three, two, one).findings] == ["error", "warning", "info"]


def test_order_of_documents_changes_nothing(folder):
    rows = [("a", "10"), ("b", "30"), ("c", "10"), ("d", "31")]
    facts = [folder.say(name, value, value, kind="constant") for name, value in rows]
    forward = folder.verify(folder.topic(*facts))
    turned = replace(folder.topic(*facts), facts=tuple(sorted((fact.id for fact in facts), reverse=True)))
    assert folder.verify(turned) == forward


def test_forty_documents_and_one_wrong_value_are_one_finding(folder):
    for number in range(40):
        folder.say(f"d{number:02}", "66", "66" if number else "99", kind="constant")
    (found,) = folder.findings("conflict")
    assert len(found.mentions) == 40


def test_ignored_and_selected_codes(folder):
    folder.say("a", "10", "10", kind="constant")
    folder.say("b", "30", "30", kind="constant")
    assert folder.verify(settings=Settings(ignore=("T11",))).findings == ()
    assert len(folder.verify(settings=Settings(select=("T110",))).findings) == 1
    assert folder.verify(settings=Settings(select=("T2",))).findings == ()


def test_a_speaker_is_named_once_for_all_documents():
    class Said:
        low = high = 2.0
        base_unit, shown = "count", "2"

        def __init__(self, file, speaker=None):
            self.file, self.speaker = file, speaker

    told = [Said("a.txt"), Said("c.txt", "the mayor"), Said("b.txt"), Said("d.txt", "the mayor")]
    assert who_says_what(told) == ["2 (a.txt, b.txt; the mayor, in c.txt and d.txt)"]
