"""Rule files that are wrong or hostile: each refused with the right line and a helpful word, none in silence."""

from __future__ import annotations

import jsonschema
import pytest

from checker import normalize, verify
from checker.errors import RuleError
from checker.verify import guarded_yaml, packs
from checker.verify.guarded_yaml import read_tree
from checker.verify.schema import rule_schema
from checker.verify.selection import is_in

GOOD = """\
version: 1
namespace: ACME
rules:
  - id: ACME001
    name: weight-agrees
    summary: One weight.
    severity: error
    status: stable
    select:
      attribute: [weight]
      documents: {include: ["docs/**"]}
    check:
      kind: agree
      same: [entity, attribute]
      tolerance: {relative: 1%}
    message: "{entity} weighs {a.value}"
    tests:
      - name: two weights
        documents: {a.md: "It weighs [[4 kg]]."}
        expect: none
"""
# old text, new text, line, words of the message, whether the schema alone refuses it
BROKEN = [
    ("severity:", "severty:", 7, "did you mean 'severity'?", True),
    ("kind: agree", "kind: agre", 13, "did you mean 'agree'?", True),
    ("severity: error", "severity: fatal", 7, "'fatal' is not known", True),
    ("status: stable", "status: beta", 8, "'beta' is not known", True),
    ("same: [entity", "same: [entitty", 14, "did you mean 'entity'?", True),
    ("relative: 1%", "relative: -1%", 15, "write a share", False),
    ("relative: 1%", "relative: .nan", 15, "relative", False),
    ("relative: 1%", "relative: 2", 15, "less than or equal to 1", False),
    ("relative: 1%", "absolute: 5", 15, "absolute", True),
    ("relative: 1%", "absolute: -5 km", 15, "absolute", True),
    ("relative: 1%", "absolute: 5 frobs", 15, "unit that is not known", False),
    ("relative: 1%", "rounding: nearest", 15, "'nearest' is not known", True),
    ("{entity} weighs", "{entiy} weighs", 16, "did you mean 'entity'?", False),
    ("weighs {a.value}", "weighs {a.value", 16, "single brace", False),
    ("id: ACME001", "id: OTHER001", 4, "does not begin with the namespace", False),
    ("id: ACME001", "id: acme1", 4, "id", True),
    ("    name: weight-agrees\n", "", 4, "the key 'name' is missing", True),
    ("    severity: error\n", "    severity: error\n    severity: info\n", 8, "stands twice", False),
    ("include: [", "includes: [", 11, "did you mean 'include'?", True),
    ("[[4 kg]]", "[[4 kg", 18, "never closed", False),
    ("expect: none", "expect: [{verdict: wrong}]", 20, "'wrong' is not known", True),
    ("expect: none", "expect: [{verdict: conflict, evidence: [b.md#1]}]", 18, "names no document", False),
    ("version: 1", "version: 3", 1, "version", True),
    ("[weight]", "&w [weight]", 10, "anchors and aliases are not read", False),
    ("[weight]", "!!python/name:os.system []", 10, "tags are not read", False),
    ("kind: agree", "kind: notice\n      of: expired", 4, "", False),
    ("kind: agree", "kind: range", 14, "unknown key 'same'", False),
    ("      attribute", "       attribute", 11, "not YAML", False),
]


def mistakes(text, tmp_path):
    file = tmp_path / "acme.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        verify.load_packs([file], normalize.to_measurement)
    return [line.removeprefix(str(file)) for line in caught.value.mistakes]


def test_the_good_file_is_good(tmp_path):
    (tmp_path / "acme.yaml").write_text(GOOD, encoding="utf-8")
    assert verify.load_packs([tmp_path], normalize.to_measurement).rules[-1].code == "ACME001"


@pytest.mark.parametrize(("old", "new", "line", "words", "by_schema"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_at_its_line(tmp_path, old, new, line, words, by_schema):
    """RA4: every mistake has file, line, column and the nearest valid name; RA16: bad tolerances are refused."""
    assert old in GOOD
    found = mistakes(GOOD.replace(old, new, 1), tmp_path)
    assert any(words in one for one in found), found
    assert "notice" in new or any(one.startswith(f":{line}:") for one in found), found


@pytest.mark.parametrize(
    ("old", "new"), [(old, new) for old, new, _, _, by_schema in BROKEN if by_schema], ids=lambda text: text[:20]
)
def test_the_schema_refuses_what_it_can_say(old, new):
    """RA6: the schema is made from the models that validate, and refuses what they refuse."""
    tree = read_tree(GOOD.replace(old, new, 1))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree.data, rule_schema())


def test_the_schema_accepts_every_shipped_file():
    """RA6: accepts exactly what is shipped."""
    schema = rule_schema()
    files = [one for folder in packs.shipped_packs().values() for one in packs.yaml_files(folder)]
    for file in (one for one in files if not one.name.endswith(packs.TEST_SUFFIXES)):
        jsonschema.validate(read_tree(file.read_text(encoding="utf-8")).data, schema)
    jsonschema.validate(read_tree(GOOD).data, schema)


def test_all_mistakes_of_a_file_come_at_once(tmp_path):
    """RA4: not only the first."""
    text = GOOD.replace("severity:", "severty:").replace("kind: agree", "kind: agre").replace("{entity}", "{entiy}")
    assert len(mistakes(text, tmp_path)) >= 2
    other = GOOD.replace("severity: error", "severity: bad").replace("relative: 1%", "relatve: 1%")
    assert [one.split(":")[1] for one in mistakes(other.replace("{entity}", "{entiy}"), tmp_path)] == ["7", "15", "16"]


HOSTILE = {
    "alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "merge bomb": "a: &a {x: 1}\nb: {<<: *a}\n",
    "deep": "[" * 5000 + "]" * 5000,
    "tag": "!!python/object/apply:os.system ['true']",
    "large": "a: " + "x" * 1_100_000,
    "two documents": "version: 1\n---\nversion: 1\n",
    "a list": "- version: 1\n",
    "a word": "rules",
    "nothing": "",
    "tabs": "version:\t1\n\tnamespace: X\n",
    "control": "version: 1\nname: \x07\n",
    "cycle": "a: &a\n  b: *a\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused_with_a_place(tmp_path, text):
    """RA5: YAML 1.2 as plain data; bombs, tags, depth and size are refused before anything is built."""
    assert all(one.startswith(":") and one.split(":")[1].isdigit() for one in mistakes(text, tmp_path))


def test_too_many_values_are_refused(tmp_path, monkeypatch):
    """RA5: bounded in number too."""
    monkeypatch.setattr(guarded_yaml, "MOST_EVENTS", 500)
    assert "more than 500 values" in mistakes("- a\n" * 600, tmp_path)[0]


def test_words_and_times_stay_text():
    """RA5: `no`, `on` and `12:30` are strings; the same key twice is a mistake."""
    data = read_tree("a: no\nb: on\nc: 12:30\nd: 010\ne: 2026-01-01\nf: yes\n").data
    assert data == {"a": "no", "b": "on", "c": "12:30", "d": 10, "e": "2026-01-01", "f": "yes"}
    assert "stands twice" in read_tree("a: 1\na: 2\n").mistakes[0][2]


@pytest.mark.parametrize("number", ["9" * 400, "1e999", ".inf", "-.inf", ".nan", "9" * 5000, "0x" + "f" * 400])
def test_numbers_that_are_none_do_not_reach_a_rule(tmp_path, number):
    text = GOOD.replace("kind: agree", f"kind: range\n      max: {number}")
    for line in ("      same: [entity, attribute]\n", "      tolerance: {relative: 1%}\n"):
        text = text.replace(line, "")
    file = tmp_path / "acme.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"acme\.yaml:14:12"):
        verify.load_packs([file], normalize.to_measurement)


def test_globs_of_rules_take_time_in_line_with_length():
    pattern = "a*" * 200 + "b"
    assert not is_in("a" * 3000, (pattern,))
    assert is_in("docs/x/y.md", ("docs/**",))
