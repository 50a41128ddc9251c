"""The data of a page: in one island or several, and read back whole."""

from __future__ import annotations

import dataclasses
import json
from types import SimpleNamespace
from typing import Any

import pytest

from checker.report import Report
from checker.write.html import page
from checker.write.islands import CHUNK, FIRST, HEAD, LATER, WHOLE, islands, view_in
from checker.write.view import page_view


def many(report: Report, samples: SimpleNamespace, size: int) -> Any:
    base = report.findings[0]
    return samples.report(tuple(dataclasses.replace(base, id=f"{number:016x}") for number in range(size)))


def test_a_long_page_begins_with_its_first_findings(report: Report, samples: SimpleNamespace) -> None:
    """HR2: the first island is small whatever the report holds, so the first rows are drawn at once."""
    view = page_view(many(report, samples, WHOLE + 1))
    head, later = islands(view)
    assert len(json.loads(head)["findings"]) == FIRST
    assert "facts" not in json.loads(head)
    assert len(later) == json.loads(head)["later"] == -(-(WHOLE + 1 - FIRST) // CHUNK)
    text = page(many(report, samples, WHOLE + 1))
    assert text.index(HEAD) < text.index("</script>\n<script>") < text.index(LATER)


def test_a_short_page_has_one_island(report: Report) -> None:
    assert islands(page_view(report))[1] == []


@pytest.mark.parametrize("size", [2, WHOLE, WHOLE + 1])
def test_a_page_is_read_back_whole(size: int, report: Report, samples: SimpleNamespace) -> None:
    one = many(report, samples, size)
    assert view_in(page(one)) == json.loads(json.dumps(page_view(one)))


def test_a_page_that_was_cut_is_damaged(report: Report, samples: SimpleNamespace) -> None:
    text = page(many(report, samples, WHOLE + 1))
    with pytest.raises(ValueError, match="cut short"):
        view_in(text[: text.index(LATER)])
    assert view_in("<p>another page</p>") is None
