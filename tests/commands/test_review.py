"""`tieout review`: what it serves of a folder, a report and a run, and what it refuses."""

from __future__ import annotations

import html
import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from checker import cli
from checker.review_server import ReviewServer

TEXTS = {
    "a.md": "# Orsa dam\n\nThe Orsa dam is 84 metres high.\n",
    "b.md": "# The works\n\nThe Orsa dam is 87 metres high.\n",
}
DATA = '<script type="application/json" id="data">'


class AtOnce:
    """A thread that has run when it is started."""

    def __init__(self, target: Callable[..., None], args: tuple[str, ...], daemon: bool) -> None:
        self.start = lambda: target(*args)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("review") / "works"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    page, run = made.parent / "page.html", made.parent / "last.run"
    assert cli.run(["check", str(made), "-q", "-o", str(page), "-o", f"run:{run}", "--isolated"]) == 1
    return made


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[ReviewServer]:
    """The servers that were started; each is stopped at once, as by Ctrl-C."""
    started: list[ReviewServer] = []

    def serve(self: ReviewServer, poll_interval: float) -> None:
        started.append(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(ReviewServer, "serve_forever", serve)
    return started


@pytest.mark.parametrize("target", ["works", "page.html", "last.run"])
def test_a_folder_a_report_and_a_run_are_served(
    target: str, folder: Path, served: list[ReviewServer], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["review", str(folder.parent / target), "--no-open"]) == 0
    (server,) = served
    told = capsys.readouterr()
    assert told.out.strip() == server.url
    where = folder if target == "works" else folder.parent
    assert server.file.path == where / "tieout-decisions.json"
    page = html.unescape(server.page.decode())
    assert "84 metres" in page
    assert "connect-src 'self'" in page
    assert '<html lang="en" data-served>' in page
    assert "connect-src" not in (folder.parent / "page.html").read_text(encoding="utf-8")


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """Return the first of two pages of a report."""
    made = tmp_path / "works"
    made.mkdir()
    for name, height, depth in (("a.md", 84, 9), ("b.md", 87, 12)):
        text = f"# Orsa\n\nThe Orsa dam is {height} metres high.\n\nThe lake of Velm is {depth} metres deep.\n"
        (made / name).write_text(text, encoding="utf-8")
    page = tmp_path / "page.html"
    assert cli.run(["check", str(made), "-q", "-o", str(page), "--split", "1", "--isolated"]) == 1
    return page


@pytest.mark.parametrize("name", ["page.html", "page-2.html"])
def test_every_page_of_a_report_in_pages_is_served(name: str, parts: Path, served: list[ReviewServer]) -> None:
    assert cli.run(["review", str(parts.with_name(name)), "--no-open"]) == 0
    (server,) = served
    assert list(server.pages) == ["", "page.html", "page-2.html"]
    first, *pages = (html.unescape(page.decode()) for page in server.pages.values())
    assert first == pages[name == "page-2.html"]
    assert ["Findings 1 to 1 of 2" in pages[0], "Findings 2 to 2 of 2" in pages[1]] == [True, True]
    assert all('<html lang="en" data-served>' in page for page in pages)
    assert '<a href="./page-2.html">2</a>' in pages[0]


def test_a_page_that_is_missing_is_named_and_not_linked(
    parts: Path, served: list[ReviewServer], capsys: pytest.CaptureFixture[str]
) -> None:
    parts.with_name("page-2.html").unlink()
    assert cli.run(["review", str(parts), "--no-open"]) == 0
    assert "pages of this report are missing beside" in capsys.readouterr().err
    assert list(served[0].pages) == [""]
    assert "page-2.html" not in served[0].page.decode()


def test_it_runs_until_it_is_interrupted(folder: Path) -> None:
    """The page comes from a process of its own, and Ctrl-C is its regular end."""
    command = [sys.executable, "-m", "checker", "review", str(folder.parent / "page.html"), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        url = running.stdout.readline().strip()
        with urllib.request.urlopen(url, timeout=10) as answer:
            assert "84 metres" in answer.read().decode()
        change = {"finding": "0" * 16, "was": None, "now": {"finding": "0" * 16, "state": "to-fix"}}
        asked = urllib.request.Request(
            f"{url}decisions", json.dumps({"changes": [change]}).encode(), {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(asked, timeout=10).close()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=10)
    file = folder.parent / "tieout-decisions.json"
    assert running.returncode == 0
    assert f"stopped; 1 decision in {file}" in said
    assert json.loads(file.read_text(encoding="utf-8"))["decisions"][0]["state"] == "to-fix"
    file.unlink()


def test_the_browser_is_shown_the_page(
    folder: Path, served: list[ReviewServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    monkeypatch.setattr("threading.Thread", AtOnce)
    assert cli.run(["review", str(folder.parent / "page.html")]) == 0
    assert opened == [served[0].url]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.html", "<p>a page</p>", "is no report of tieout; write one with"),
        ("x.html", DATA + '{"page":0}</script>', "another version of tieout"),
        ("x.html", DATA + '{"page":1,</script>', "is a damaged report"),
        ("x.html", DATA + '{"page":1,"findings":[],"documents":3}</script>', "is a damaged report"),
        ("x.json", "{}", "is no run file"),
        ("x.md", "# A title", "is no run file"),
    ],
)
def test_what_is_no_report_is_refused(
    name: str, text: str, said: str, tmp_path: Path, served: list[ReviewServer], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli.run(["review", str(tmp_path / name), "--no-open"]) == 2
    assert said in capsys.readouterr().err
    assert served == []


def test_a_decision_file_with_mistakes_is_refused_before_anything_is_shown(
    folder: Path, tmp_path: Path, served: list[ReviewServer], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.json"
    file.write_text('{"format": 1, "decisions": [{"finding": "x", "state": "to-fix"}]}', encoding="utf-8")
    assert cli.run(["review", str(folder.parent / "page.html"), "--decisions", str(file), "--no-open"]) == 2
    assert "decision 1: 'finding' is the id of a finding" in capsys.readouterr().err
    assert served == []


def test_options_of_a_check_are_refused_where_nothing_is_checked(
    folder: Path, served: list[ReviewServer], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["review", str(folder.parent / "last.run"), "--ignore", "T110", "--no-open"]) == 2
    assert "--ignore is for a check" in capsys.readouterr().err
    assert served == []


def test_no_script_of_a_report_that_was_mailed_is_run(folder: Path, tmp_path: Path, served: list[ReviewServer]) -> None:
    """The page is made anew around the data of the file: nothing else of the file is served."""
    text = (folder.parent / "page.html").read_text(encoding="utf-8")
    evil = text.replace("</body>", "<script>alert('owned')</script></body>")
    evil = evil.replace("default-src 'none'", "default-src *")
    (tmp_path / "r.html").write_text(evil, encoding="utf-8")
    assert cli.run(["review", str(tmp_path / "r.html"), "--no-open"]) == 0
    page = html.unescape(served[0].page.decode())
    assert "owned" not in page
    assert "default-src 'none'" in page
    assert os.path.samefile(served[0].file.path.parent, tmp_path)  # noqa: PTH121
