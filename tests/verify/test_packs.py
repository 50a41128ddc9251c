"""Rule files: what is read, and every mistake with its place."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from checker import normalize, verify
from checker.config import Settings
from checker.errors import RuleError
from checker.records import Quantity
from checker.verify.marks import read_marks
from checker.verify.messages import fill

GOOD = """\
version: 1
namespace: ACME

rules:
  - id: ACME001
    name: headcount-agrees
    summary: One headcount everywhere.
    severity: error
    select:
      attribute: [headcount, staff]
      entity: {type: ORG}
      qualifiers: {none-of: [planned]}
      documents: {exclude: ["archive/**"]}
    check:
      kind: agree
      same: [entity, attribute, period, scope]
      tolerance: {rounding: stated-precision, relative: 1%}
      update-when: {revision-marker: true, later-by: 90 days}
    message: >-
      {entity} has {a.value} in {a.doc} but {b.value} in {b.doc} ({delta}, allowed {tolerance}).
    tests:
      - name: two numbers
        documents: {a.md: "It has [[1,250]] staff.", b.md: "It has [[1,320]] staff."}
        expect:
          - {verdict: conflict, evidence: [a.md#1, b.md#1]}
"""


def load(tmp_path, text, name="acme.yaml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return verify.load_packs([tmp_path / name], normalize.to_measurement)


def own(packs):
    return [rule for rule in packs.rules if not rule.is_shipped]


def test_a_good_file(tmp_path):
    (rule,) = own(load(tmp_path, GOOD))
    assert (rule.code, rule.kind, rule.pack, rule.tolerance.relative) == ("ACME001", "agree", "acme", 0.01)
    assert rule.select.attributes == ("headcount", "staff")
    assert rule.select.exclude == ("archive/**",)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("kind: agree", "kind: agre", "15:13", "unknown check kind 'agre'; did you mean 'agree'?"),
        ("severity: error", "severty: error", "8:5", "unknown key 'severty'; did you mean 'severity'?"),
        ("severity: error", "severity: eror", "8:15", "'eror' is not known for 'severity'; did you mean 'error'?"),
        ("{a.value}", "{a.valu}", "19:14", "unknown placeholder '{a.valu}' in the message; did you mean 'a.value'?"),
        ("{a.value}", "{", "19:14", "a single brace"),
        ("relative: 1%", "relative: lots", "17:57", "write a share such as 1% or 0.01"),
        ("relative: 1%", "relative: -0.5", "17:57", "greater than or equal to 0"),
        ("    name: headcount-agrees\n", "", "5:5", "the key 'name' is missing"),
        ("id: ACME001", "id: OTHER1", "5:9", "pattern"),
        ("id: ACME001", "id: XYZ001", "5:9", "does not begin with the namespace 'ACME'"),
        ("a.md#1,", "a.md#2,", "22:9", "a.md has 1 marked figures"),
        ("verdict: conflict", "verdict: confict", "25:23", "did you mean 'conflict'?"),
        ("[[1,250]]", "[[1,250", "22:9", "never closed"),
        ("later-by: 90 days", "later-by: soon", "18:20", "number of days"),
        ("exclude:", "exlude:", "13:19", "unknown key 'exlude'; did you mean 'exclude'?"),
        ("version: 1\n", "version: 1\nversion: 1\n", "2:1", "the key 'version' stands twice"),
        ("[headcount, staff]", "&x [headcount]", "10:18", "anchors and aliases"),
        ("[headcount, staff]", "!!str headcount", "10:18", "tags are not read"),
        ("[headcount, staff]", "[headcount", "11:13", "not YAML"),
        ("stated-precision, relative: 1%", "stated-precision, absolute: 5 zorks", "17:57", "unit that is not known"),
    ],
)
def test_a_mistake_has_its_place_and_a_hint(tmp_path, old, new, place, words):
    assert old in GOOD
    with pytest.raises(RuleError) as caught:
        load(tmp_path, GOOD.replace(old, new, 1))
    file = re.escape(str(tmp_path / "acme.yaml"))
    lines = str(caught.value).splitlines()
    assert any(words in line for line in lines), lines
    places = [re.match(rf"{file}:(\d+:\d+): ", line) for line in lines]
    assert all(places), lines
    assert place in [found[1] for found in places if found], lines


def test_all_mistakes_of_all_files_come_at_once(tmp_path):
    (tmp_path / "one.yaml").write_text(GOOD.replace("severity:", "severty:").replace("kind: agree", "kind: x"))
    (tmp_path / "two.yaml").write_text("rules: 7\n")
    with pytest.raises(RuleError) as caught:
        verify.load_packs([tmp_path])
    text = str(caught.value)
    assert text.count("one.yaml") == 2
    assert text.count("two.yaml") >= 2


def test_missing_file_empty_folder_and_used_code(tmp_path):
    with pytest.raises(RuleError, match="no such file"):
        verify.load_packs([tmp_path / "nothing.yaml"])
    with pytest.raises(RuleError, match="holds no rule file"):
        verify.load_packs([tmp_path])
    text = GOOD.replace("ACME", "T").replace("T001", "T110")
    with pytest.raises(RuleError, match="T110 is already used by the shipped rules"):
        load(tmp_path, text)


@pytest.mark.parametrize("text", ["", "[]", "7", "null", "\x00", "- a: 1", "a: " + "[" * 40, "x" * 1_100_000, "a: *b"])
def test_strange_files_are_mistakes_not_crashes(tmp_path, text):
    with pytest.raises(RuleError):
        load(tmp_path, text)


def test_latin_1_is_a_mistake(tmp_path):
    (tmp_path / "acme.yaml").write_bytes(b"version: 1 # caf\xe9\n")
    with pytest.raises(RuleError, match="not UTF-8"):
        verify.load_packs([tmp_path / "acme.yaml"])


def test_words_of_yaml_1_1_stay_words(tmp_path):
    text = GOOD.replace("[headcount, staff]", "[no, on, 12:30, 2024-03-01, 1e3x]")
    (rule,) = own(load(tmp_path, text))
    assert rule.select.attributes == ("no", "on", "12:30", "2024-03-01", "1e3x")


def test_absolute_tolerance_is_measured(tmp_path):
    (rule,) = own(load(tmp_path, GOOD.replace("relative: 1%", "absolute: 5 km")))
    assert rule.tolerance.absolute is not None
    assert (rule.tolerance.absolute.nominal, rule.tolerance.absolute.unit) == (5000.0, "meter")


def test_arithmetic_rules_are_validated(tmp_path):
    check = (
        "kind: arithmetic\n      bind: {total: {entity: Norvik}, part: {many: true}}\n      holds: total == sum(part)"
    )
    start, end = GOOD.index("kind: agree"), GOOD.index("    message:")
    good = GOOD[:start] + check + "\n" + GOOD[end:].replace("{a.value}", "{sum_part} {total.value} {n_part}")
    assert own(load(tmp_path, good))[0].kind == "arithmetic"
    with pytest.raises(RuleError, match="'parts' in 'holds' is bound to nothing"):
        load(tmp_path, good.replace("sum(part)", "sum(parts)"))
    with pytest.raises(RuleError, match="either 'find' or 'bind'"):
        load(tmp_path, good.replace("holds: total == sum(part)", "for-each: [period]"))
    with pytest.raises(RuleError, match="cannot read"):
        load(tmp_path, good.replace("total == sum(part)", "total == 'x'"))


def test_marks():
    assert read_marks("It has [[1,250]] and [[3]].") == ("It has 1,250 and 3.", ((7, 12), (17, 18)))
    assert read_marks("a list \\[[1]] of lists") == ("a list [[1]] of lists", ())


def test_a_message_is_no_program():
    values = {"a.value": "{b.value}", "entity": "%s {0.__class__}"}
    assert fill("{entity}: {a.value} {{x}} {a.value.__class__}", values) == "%s {0.__class__}: {b.value} {x} unknown"


# --- a user's rules at work ----------------------------------------------------------------------------------


def packs_of(tmp_path, text):
    return load(tmp_path, text)


def test_an_own_rule_replaces_the_shipped_finding(tmp_path, folder):
    folder.say("a.md", "1,250", "1250", at="2023-12-31")
    folder.say("b.md", "1,320", "1320", at="2023-12-31")
    (found,) = folder.verify(packs=load(tmp_path, GOOD)).findings
    assert found.rule == "ACME001"
    assert found.message == "Norvik Energy has 1,250 in a.md but 1,320 in b.md (70, allowed 1%)."


def test_a_tolerance_lets_close_figures_agree(tmp_path, folder):
    folder.say("a.md", "1,250", "1250", at="2023-12-31")
    folder.say("b.md", "1,260", "1260", at="2023-12-31")
    rules = [finding.rule for finding in folder.verify(packs=load(tmp_path, GOOD)).findings]
    assert rules == ["T110"]


@pytest.mark.parametrize(("days", "expected"), [("2023-02-01", "conflict"), ("2023-08-01", "update")])
def test_update_when(tmp_path, folder, days, expected):
    folder.say("a.md", "1,250", "1250", date="2023-01-01")
    folder.say("b.md", "1,320", "1320", date=days)
    found = folder.verify(packs=load(tmp_path, GOOD), settings=Settings(select=("ACME",))).findings
    assert [finding.kind for finding in found] == [expected]


@pytest.mark.parametrize(("same", "expected"), [("entity, attribute, period", []), ("entity, attribute", ["update"])])
def test_a_rule_of_one_period_takes_no_other_time_for_an_update(tmp_path, folder, same, expected):
    folder.say("a.md", "900", "900", at="2021-12-31")
    folder.say("b.md", "1,250", "1250", at="2023-12-31")
    text = GOOD.replace("entity, attribute, period, scope", same)
    text = text.replace("      update-when: {revision-marker: true, later-by: 90 days}\n", "")
    found = folder.verify(packs=load(tmp_path, text), settings=Settings(select=("ACME",))).findings
    assert [finding.kind for finding in found] == expected


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [("", "", 1), ("[headcount, staff]", "revenue", 0), ("type: ORG", "type: GPE", 0), ('"archive/**"', '"*.md"', 0)],
)
def test_selection(tmp_path, folder, old, new, count):
    folder.say("a.md", "1,250", "1250", at="2023-12-31")
    folder.say("b.md", "1,320", "1320", at="2023-12-31")
    packs = load(tmp_path, GOOD.replace(old, new) if old else GOOD)
    assert len(folder.verify(packs=packs, settings=Settings(select=("ACME",))).findings) == count


def test_bound_names_must_add_up(tmp_path, folder):
    text = """\
version: 1
namespace: ACME
rules:
  - id: ACME002
    name: parts-add-up
    summary: Parts and total.
    check:
      kind: arithmetic
      for-each: [document]
      bind:
        total: {entity: Norvik Group}
        part: {entity: [Hydro, Wind], many: true}
      holds: total == sum(part)
      need: {part: 2}
    message: "the {n_part} parts are {sum_part}, {total.doc} has {total.value}"
"""
    for name, total in (("a", "62.1"), ("b", "59.1")):
        for subject, value in (("Hydro", "41.2"), ("Wind", "17.9"), ("Norvik Group", total)):
            folder.say(
                name, value, value, "EUR", step="0.1", subject=subject, attribute="revenue", at="2023-01-01/2023-12-31"
            )
    packs = load(tmp_path, text)
    first = folder.facts["a#0"]
    (found,) = folder.verify(folder.topic(first, first), packs=packs).findings
    assert (found.kind, found.rule) == ("arithmetic", "ACME002")
    assert found.message == "the 2 parts are 59.1 EUR, a has 62.1"
    assert {mention.side for mention in found.mentions} == {"total", "part"}


def test_a_quantity_of_a_rule_has_no_room():
    quantity = Quantity(
        start=0, end=4, low=Decimal(5), high=Decimal(5), step=Decimal(0), unit="kilometer", comparator="="
    )
    measured = normalize.to_measurement("", quantity)
    assert measured.low == measured.high == 5000.0
