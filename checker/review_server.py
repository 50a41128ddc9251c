"""Serves the pages of a report and its decision file to the browser of this machine, and to nobody else.

It listens on the loopback address. Every path begins with a random word that only the browser was told; the names
that a request may use for the server are checked, so that no other site can reach it through a name of its own; and
the paths are those of the pages, which it holds from the start, and of the decisions: none is looked up among files.
"""

from __future__ import annotations

import hmac
import json
import secrets
import socketserver
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from checker.decision_file import DecisionFile
from checker.errors import UsageError
from checker.verify.decisions import MOST_BYTES

HOST = "127.0.0.1"
DECISIONS = "decisions"
_TIMEOUT_S = 30
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",  # the page brings a stricter one of its own
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ReviewServer(ThreadingHTTPServer):
    """A server of the pages of one report; `serve_forever` runs it, `url` is where."""

    daemon_threads = True

    def __init__(
        self, page: str, file: DecisionFile, port: int = 0, others: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Listen.

        Args:
            page: shown first.
            file: takes the decisions.
            port: 0 takes a free one.
            others: all pages of a report that has several, by the name under which they link to one another.

        Raises:
            UsageError: the port cannot be used.
        """
        self.page = page.encode()
        self.pages = {"": self.page, **{name: one.encode() for name, one in others.items()}}
        self.file = file
        self.token = secrets.token_urlsafe(32)
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(f"port {port} cannot be used: {reason}; name another with --port, or none") from error

    def server_bind(self) -> None:
        """Bind without asking the network for the name of this machine, as the base class does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    @property
    def url(self) -> str:
        """The address of the page, with the word that opens it."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    @property
    def hosts(self) -> tuple[str, str]:
        """The names that a request may call this server by."""
        return f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    timeout = _TIMEOUT_S
    server_version, sys_version = "tieout", ""

    def do_GET(self) -> None:
        """Answer with a page or the decisions."""
        name = self._name()
        if name == DECISIONS:
            self._answer(lambda: (HTTPStatus.OK, self.server.file.rows(), ()))
        elif name is not None:
            self._send(HTTPStatus.OK, self.server.pages[name], "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """Write decisions; 409 and nothing written where somebody else has decided otherwise since."""
        if (name := self._name()) != DECISIONS:
            if name is not None:
                self._refuse(HTTPStatus.NOT_FOUND, "nothing to write here")
            return
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or not (length.isascii() and length.isdecimal()):
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send JSON with its length")
        elif len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BYTES:,} bytes")
        else:
            body = self.rfile.read(int(length))
            self._answer(lambda: self._changed(body))

    def _changed(self, body: bytes) -> tuple[HTTPStatus, list[dict[str, str]], tuple[str, ...]]:
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"the changes are no JSON: {error}") from error
        saved = self.server.file.change(asked)
        return (HTTPStatus.CONFLICT if saved.contested else HTTPStatus.OK), saved.decisions, saved.contested

    def _name(self) -> str | None:
        """Return what a request asks for, "" for the first page; None, and refused, where it may ask for nothing."""
        given, slash, name = self.path.split("?", 1)[0].removeprefix("/").partition("/")
        name = unquote(name)
        is_known = name == DECISIONS or name in self.server.pages
        origin = self.headers.get("Origin")
        is_foreign = origin is not None and origin not in [f"http://{host}" for host in self.server.hosts]
        if self.headers.get("Host", "") not in self.server.hosts:
            self._refuse(HTTPStatus.FORBIDDEN, "this server has another name")
        elif not hmac.compare_digest(f"{given}{slash}".encode(), f"{self.server.token}/".encode()) or not is_known:
            self._refuse(HTTPStatus.NOT_FOUND, "nothing here; open the address that tieout review printed")
        elif is_foreign or (name and self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")):
            self._refuse(HTTPStatus.FORBIDDEN, "another site may not ask")
        else:
            return name
        return None

    def _answer(self, work: Any) -> None:
        try:
            status, rows, contested = work()
        except UsageError as error:
            self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
            return
        told = {"file": self.server.file.path.name, "decisions": rows, "contested": list(contested)}
        self._send(status, json.dumps(told).encode(), "application/json")

    def _refuse(self, status: HTTPStatus, reason: str) -> None:
        self._send(status, (json.dumps({"error": reason}) + "\n").encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, sort: str) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": sort, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name in the base class)
        """Say nothing: requests are not news to whoever reviews."""
