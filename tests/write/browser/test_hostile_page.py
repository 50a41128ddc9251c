"""Hostile text in every section, on paper, without script and on the page of a tie: inert, and the layout holds."""

from __future__ import annotations

from typing import Any

import pytest

import checker
from checker.report import Report
from checker.tied import TieReport
from checker.verify.vocabulary import parse
from checker.write.visible import show_line

VIEWS = ("findings", "overview", "agreed", "figures", "documents", "changes", "entities", "rules", "coverage")


def look(one: Any) -> None:
    """Nothing ran, was asked for or pushed the page wider."""
    assert one.messages == []
    assert len([url for url in one.requests if not url.startswith("blob:")]) == 1
    assert "owned" not in one.page.title()
    assert one.overflow() <= 0
    assert (
        one.page.locator("main img, main iframe, main h1, [onerror], a[href*='javascript'], a[href^=http]").count() == 0
    )


@pytest.mark.parametrize("width", [1300, 320])
def test_every_section_stays_whole(width: int, hostile: Report, opened: Any) -> None:
    """HR3: also in changes, names, rules, coverage, decisions and groups; nothing is unfolded unseen."""
    one = opened(hostile, viewport={"width": width, "height": 700})
    for view in VIEWS:
        one.show(view)
        one.page.evaluate("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
        assert "onerror" in one.text(f"#view-{view}") or view in ("agreed", "figures")  # it is shown, as text
        look(one)
    one.show("findings")
    one.page.set_viewport_size({"width": 1300, "height": 700})
    for order in ("subject", "attribute", "rule", "document"):
        one.page.locator("#order").select_option(order)
        look(one)


def test_names_of_the_language_are_words(hostile: Report, opened: Any) -> None:
    """HR6: in the address and in the filter."""
    one = opened(hostile, "#view=constructor&order=__proto__&state=toString&q=constructor:x+valueof:y+__proto__")
    assert "“constructor:” is no known filter" in one.text("#hint")
    one.page.locator("#query").fill("__proto__")
    assert len(one.rows()) == 1
    look(one)


def test_lines_for_the_entities_file_hold_them(hostile: Report, opened: Any) -> None:
    """HR3: whatever a name is, the lines are a file that says of it what was chosen."""
    one = opened(hostile)
    one.show("entities")
    vocabulary, mistakes = parse(one.page.locator(".snippet").input_value())
    assert mistakes == []
    told = {entity.name: entity.aliases for entity in vocabulary.entities}
    pairs = {show_line(miss.name): (show_line(miss.alias),) for miss in hostile.near_misses}
    assert told == {name: aliases for name, aliases in pairs.items() if len(name) < 200}


def test_on_paper_and_without_script(hostile: Report, opened: Any, tmp_path: Any) -> None:
    """HR3, HR14."""
    one = opened(hostile)
    one.page.pdf(path=str(tmp_path / "hostile.pdf"))
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert one.page.locator("#print img, #print script").count() == 0
    look(one)
    plain = opened(hostile, java_script_enabled=False, viewport={"width": 320, "height": 700})
    assert "document.title='owned'" in plain.text("body")
    assert plain.page.locator(".plain-page img, .plain-page script").count() == 0


@pytest.fixture(scope="module")
def tied() -> TieReport:
    bad = "<img src=x onerror=document.title='owned'> </script><script>document.title='owned'</script>"
    draft = (
        f"# Dam {bad}\n\nThe \u202eOrlo\u202c dam {bad} is 86 metres high. It has {'w' * 4000} and 7 gates.\n\n"
        f"| {'x' * 600} | 2020 |\n| --- | --- |\n| Visitors | 4,100 |\n"
    )
    sources = {
        f"{bad[:60]}{'n' * 180}.txt": f"The Orlo dam is 68 metres high {bad}.",
        "b\u202e.txt": "A \ufeffgoat has 9 horns.",
    }
    return checker.tie({"draft.md": draft}, sources)


@pytest.mark.parametrize("width", [1300, 320])
def test_the_page_of_a_tie_stays_whole(width: int, tied: TieReport, opened: Any) -> None:
    """HR3."""
    one = opened(tied, viewport={"width": width, "height": 700})
    assert one.messages == []
    assert len(one.requests) == 1
    assert "owned" not in one.page.title().replace("title='owned'", "")
    assert one.page.locator("script, img, iframe").count() == 0
    assert "\u202e" not in one.text("body")
    assert one.overflow() <= 0
