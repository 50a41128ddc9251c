"""What is not the document's own text is marked; what is stays."""

from __future__ import annotations

import pytest

BODY = (
    "The harbour board said on Monday that it would dredge the outer basin.\n\n"
    "The work costs $4.2 million, it said in a statement to the council.\n\n"
    "Pilots will move to the new station while the dredgers are at work.\n\n"
)
OTHER = """\
Painter wins prize for portrait of 12 gardeners
Chess champion loses after 90 moves
Soup kitchen feeds 400 a night
"""

MARKED = [
    ("cue and headlines", "Related Stories\n" + OTHER),
    ("cue with a section", "More in Culture\n\n" + OTHER),
    ("inline cue", "Read more: Painter wins prize for portrait of 12 gardeners\n"),
    ("headlines without a cue", OTHER),
    ("credit", "(Reporting by A. Nother; editing by S. Omeone)\n"),
    ("share", "Follow us on every channel for 24 hours of news!\n"),
    ("newsletter", "Sign up for our newsletter and get 3 stories a day\n"),
    ("copyright", "© 2024 Harbour Gazette. All rights reserved.\n"),
    ("notice", "Copyright 2024 The Harbour Gazette\n"),
    ("photo", "The outer basin seen on May 3, 2024. (Photo by A. Nother)\n"),
    ("agency photo", "A dredger waits in the outer basin, June 7, 2024. AGENCY/Getty Images\n"),
    ("reprint", "This story was originally published by the Harbour Gazette on 3 pages.\n"),
]


@pytest.mark.parametrize("text", [case[1] for case in MARKED], ids=[case[0] for case in MARKED])
def test_marked(read_text, text: str) -> None:
    blocks = read_text(BODY + text).blocks
    assert [block.role for block in blocks[:3]] == ["body"] * 3
    assert {block.role for block in blocks[3:]} == {"boilerplate"}


KEPT = [
    ("figures as lines", "Key figures\nDepth: 9 m\nCost: $4.2 million\nWeeks: 9\n"),
    ("same things", "The outer basin gets 9 metres\nThe station gets 12 pilots\nThe council names 2 dredgers\n"),
    ("a list that is introduced", "The board named three neighbours:\n" + OTHER),
    ("instructions", "Subscribe to the feed. It sends one message an hour. You need a key of 12 letters. Ask us.\n"),
    ("a step", "1. Log in with your key. The session lasts 20 minutes.\n"),
    ("an item", "Works of the year:\n- Sign up for our pilot course, 12 places are left\n"),
    ("a clause", "(c) 5 km of new rails were laid along the outer basin.\n"),
    ("copyright news", "Copyright claims cost the port $2 million\n"),
    ("limits", "Recommended depth is 9 m for ships of this class.\n"),
    ("a sentence about readers", "Most read the notice twice, and 12 asked for a refund.\n"),
    ("related party", "Related party transactions came to $3 million in 2024.\n"),
    ("market share", "Share of the market: 12%\n"),
    ("copyright suit", "The copyright case cost the port $2 million, its lawyers said.\n"),
]  # fmt: skip


@pytest.mark.parametrize("text", [case[1] for case in KEPT], ids=[case[0] for case in KEPT])
def test_kept(read_text, text: str) -> None:
    assert {block.role for block in read_text(BODY + text).blocks} == {"body"}


def test_running_text_ends_a_list(read_text) -> None:
    blocks = read_text(
        BODY + "Read also\n" + OTHER + "The council votes on the plan on Friday, the mayor told us.\n"
    ).blocks
    assert [block.role for block in blocks] == ["body"] * 3 + ["boilerplate"] * 4 + ["body"]


def test_page_footers_come_back(read_text) -> None:
    pages = "".join(f"{BODY}Harbour Board | Yearly Account | {page}\n\n" for page in (7, 8, 9))
    roles = [block.role for block in read_text(pages).blocks]
    assert roles == (["body"] * 3 + ["boilerplate"]) * 3


def test_numbered_headings_are_no_footers(read_text) -> None:
    text = "".join(f"Step {step}\n\n{BODY}" for step in (1, 2, 3))
    assert {block.role for block in read_text(text).blocks} == {"body"}
