"""The server of a review, asked by a real client: what it gives, and what it refuses."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.decision_file import DecisionFile
from checker.errors import UsageError
from checker.review_server import HOST, ReviewServer
from checker.verify import decisions

ID = "0" * 15 + "1"
FIX = {"finding": ID, "state": "to-fix"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    made = ReviewServer("<p>the page – whole</p>", DecisionFile(tmp_path / decisions.FILE))
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def ask(
    server: ReviewServer, path: str, method: str = "GET", body: Any = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=5)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    text = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    connection.putrequest(method, path, skip_host="Host" in names, skip_accept_encoding=True)
    for name, value in ({"Content-Length": str(len(text)), **names} if text is not None else names).items():
        connection.putheader(name, value)
    connection.endheaders(text)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, answer.headers, data


def post(server: ReviewServer, was: Any, now: Any, **headers: str) -> tuple[int, Any]:
    asked = {"changes": [{"finding": ID, "was": was, "now": now}]}
    given = {"Content_Type": "application/json", **headers}
    status, _, data = ask(server, f"/{server.token}/decisions", "POST", asked, **given)
    return status, json.loads(data)


def test_the_page_is_given_to_whoever_knows_the_word(server: ReviewServer) -> None:
    status, headers, data = ask(server, f"/{server.token}/")
    assert (status, data.decode()) == (200, "<p>the page – whole</p>")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in headers
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 40


def test_decisions_go_to_the_file(server: ReviewServer) -> None:
    assert post(server, None, FIX) == (200, {"file": decisions.FILE, "decisions": [FIX], "contested": []})
    assert [decisions.row_of(one) for one in decisions.read(server.file.path)] == [FIX]
    _, _, data = ask(server, f"/{server.token}/decisions")
    assert json.loads(data)["decisions"] == [FIX]
    status, told = post(server, None, {**FIX, "state": "update"})  # decided since by another reviewer
    assert (status, told["contested"], told["decisions"]) == (409, [ID], [FIX])
    assert post(server, FIX, None)[1]["decisions"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/decisions",
        "/{token}",
        "/{token}x/",
        "/{token}/../{token}/decisions/",
        "/{token}/tieout-decisions.json",
        "/{token}/..%2f..%2fetc/passwd",
        "/{token}/../../etc/passwd",
        "/{token}//decisions",
        "/%00",
    ],
)
def test_there_is_no_other_path(path: str, server: ReviewServer) -> None:
    status, _, data = ask(server, path.format(token=server.token))
    assert status in (400, 404)
    assert b"whole" not in data


def test_the_pages_of_one_report_are_given_by_their_names(tmp_path: Path) -> None:
    pages = {"report.html": "<p>first</p>", "a b.html": "<p>second</p>"}
    made = ReviewServer("<p>first</p>", DecisionFile(tmp_path / decisions.FILE), others=pages)
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        for path, page in (("", "first"), ("report.html", "first"), ("a%20b.html", "second")):
            status, _, data = ask(made, f"/{made.token}/{path}")
            assert (status, data.decode()) == (200, f"<p>{page}</p>")
        for path in ("report-3.html", "../report.html", "a%20b.html/", "decisions.html"):
            assert ask(made, f"/{made.token}/{path}")[0] == 404
        assert ask(made, "/wrong/report.html")[0] == 404
    finally:
        made.shutdown()
        made.server_close()


@pytest.mark.parametrize("path", ["/{token}", "/nothing"])
def test_refusals_do_not_tell_the_word(path: str, server: ReviewServer) -> None:
    _, headers, data = ask(server, path.format(token="x" * 43))
    assert server.token.encode() not in data
    assert server.token not in str(headers)


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}"]
)
def test_a_name_of_another_site_is_refused(host: str, server: ReviewServer) -> None:
    """A page of another site may have its own name lead to this machine."""
    for path in ("/", "/decisions"):
        status, _, data = ask(server, f"/{server.token}{path}", Host=host.format(port=server.server_port))
        assert status == 403
        assert b"whole" not in data
    assert ask(server, f"/{server.token}/", Host=f"localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_another_site_may_not_write(headers: dict[str, str], server: ReviewServer) -> None:
    assert post(server, None, FIX, **headers)[0] == 403
    assert not server.file.path.exists()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 422),
        (b"[" * 100_000, {}, 422),
        (b"{}", {}, 422),
        (b"{}", {"Content_Type": "text/plain"}, 415),
        (b"", {"Content_Length": "99999999999"}, 413),
        (b"", {"Content_Length": "-1"}, 415),
        (b"", {"Content_Length": "9" * 5000}, 413),
        (None, {}, 415),
    ],
)
def test_what_is_no_change_is_refused(
    body: bytes | None, headers: dict[str, str], status: int, server: ReviewServer
) -> None:
    given = {"Content_Type": "application/json", **headers}
    assert ask(server, f"/{server.token}/decisions", "POST", body, **given)[0] == status
    assert not server.file.path.exists()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"])
def test_there_are_two_methods(method: str, server: ReviewServer) -> None:
    assert ask(server, f"/{server.token}/decisions", method)[0] == 501


def test_a_page_is_read_only(server: ReviewServer) -> None:
    assert ask(server, f"/{server.token}/", "POST", FIX, Content_Type="application/json")[0] == 404


def test_a_port_that_is_taken_is_refused_in_words(server: ReviewServer) -> None:
    with pytest.raises(UsageError, match=f"port {server.server_port} cannot be used: .*--port"):
        ReviewServer("", server.file, server.server_port)
