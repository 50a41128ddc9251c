"""A page that the program serves: what is decided in it stands in the file at once, beside what others decide."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from checker.report import Report
from checker.review_server import ReviewServer
from checker.verify import decisions

IDS = [f"{number:016x}" for number in range(1, 8)]


@pytest.fixture
def report(report: Report) -> Report:
    named = [dataclasses.replace(one, id=name) for one, name in zip(report.findings, IDS, strict=True)]
    return dataclasses.replace(report, findings=tuple(named))


def filed(server: ReviewServer) -> list[tuple[str, str, str]]:
    return [(one.finding, one.state, one.author) for one in decisions.read(server.file.path)]


def write(server: ReviewServer, *entries: decisions.Entry) -> None:
    server.file.path.write_bytes(decisions.dump(entries))


def saved(one: Any) -> None:
    one.page.locator("#unsaved:not(:has-text('unsaved'))").wait_for(state="attached")


def test_every_decision_is_written_at_once(report: Report, served: Any, server: ReviewServer) -> None:
    """HR9: with `tieout review` the page writes the decision file itself, by keys alone."""
    served.press("1", "3")
    served.page.keyboard.type("two other repairs")
    served.press("Enter", "2")
    saved(served)
    assert served.text("#unsaved") == "All decisions saved in tieout-decisions.json"
    assert filed(server) == [(IDS[0], "to-fix", ""), (IDS[1], "false-positive", ""), (IDS[2], "update", "")]
    served.press("u")
    saved(served)
    assert len(filed(server)) == 2
    served.page.reload()  # nothing is unsaved: it does not ask
    served.page.locator("#progress:has-text('2 decided')").wait_for()
    assert {one.split("/")[2] for one in served.requests} == {f"127.0.0.1:{server.server_port}"}
    assert served.messages == []


def test_what_others_write_is_shown_and_kept(report: Report, served: Any, server: ReviewServer) -> None:
    by_ann = decisions.entry_of(report.findings[1], "to-fix", author="Ann")
    stranger = decisions.Entry(finding="f" * 16, state="baseline")
    write(server, by_ann, stranger)
    served.press("1")
    saved(served)
    assert filed(server) == [(IDS[0], "to-fix", ""), (IDS[1], "to-fix", "Ann"), ("f" * 16, "baseline", "")]
    assert "2 decided" in served.text("#progress")
    write(server)  # somebody takes all of it back
    served.page.evaluate("dispatchEvent(new Event('focus'))")
    served.page.locator("#progress:has-text('0 decided')").wait_for()


@pytest.mark.parametrize(("button", "state", "by"), [("Keep mine", "to-fix", ""), ("Take the file", "update", "Ann")])
def test_two_who_decide_otherwise_are_asked(
    button: str, state: str, by: str, report: Report, served: Any, server: ReviewServer
) -> None:
    write(server, decisions.entry_of(report.findings[0], "update", author="Ann"))
    served.press("1")
    served.page.get_by_role("button", name=button).click()
    saved(served)
    assert filed(server) == [(IDS[0], state, by)]


def test_a_program_that_has_stopped_loses_nothing(report: Report, served: Any, server: ReviewServer) -> None:
    server.file.path.mkdir()  # it answers that the file cannot be written
    served.press("1")
    served.page.locator("#said:has-text('Not saved')").wait_for()
    assert served.text("#unsaved") == "1 unsaved decision"
    with served.page.expect_download() as waiting:
        served.press("s")
    assert waiting.value.suggested_filename == "tieout-decisions.json"
    server.file.path.rmdir()
