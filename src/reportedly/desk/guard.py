"""What stands before every route: who may call, how much, how fast; and the headers that keep the page to itself.

The rule that must not be broken: no script but the page's own runs, no address but our own is asked, and a page of somebody else's can neither read
the desk (by a name that it has pointed at this computer) nor write to it.
"""

from __future__ import annotations

import ipaddress
import math
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.desk.limits import Buckets
from reportedly.desk.problems import BAD_QUESTION, FORBIDDEN, TOO_LARGE, TOO_MANY, problem

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from reportedly.desk.desk import DeskSettings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; "
    "font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"x-frame-options", b"DENY"),
)
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_ADDRESS = 16_000
SMALL_BODY = 64 * 1024
"""Bytes of a body where no report is sent."""


class Guard:
    """ASGI middleware around the whole desk."""

    def __init__(self, app: ASGIApp, settings: DeskSettings) -> None:
        self.app = app
        self.settings = settings
        self.buckets = Buckets(settings.requests_a_second, settings.request_burst)
        self.names = LOOPBACK_NAMES | {name.lower() for name in settings.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        is_head = scope["method"] == "HEAD"
        scope = {**scope, "method": "GET"} if is_head else scope

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        refused = self._odd(scope) or self._refused(scope)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        body = _Body(receive, self._most(scope), guarded)
        await self.app(scope, body.receive, body.send)

    def _odd(self, scope: Scope) -> Response | None:
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > LONGEST_ADDRESS:
            return problem(414, TOO_LARGE, f"expected an address of at most {LONGEST_ADDRESS} characters")
        if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b""):
            return problem(400, BAD_QUESTION, "expected text without NUL")
        return None

    def _refused(self, scope: Scope) -> Response | None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not self._is_ours(headers.get("host", "")):
            return problem(421, FORBIDDEN, "expected a name of this server in Host; start it with --name to add one")
        if scope["method"] not in SAFE and not self._same_origin(headers):
            return problem(403, FORBIDDEN, "expected a request from the desk's own page")
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length) > self._most(scope):
            return problem(413, TOO_LARGE, f"expected at most {self._most(scope):,} bytes, found {int(length):,}")
        return self._too_often(scope)

    def _too_often(self, scope: Scope) -> Response | None:
        client = scope.get("client")
        seconds = self.buckets.wait(client[0] if client else "", time.monotonic())
        if seconds:
            return problem(429, TOO_MANY, "expected fewer requests; wait a moment", headers={"Retry-After": str(math.ceil(seconds))})
        return None

    def _most(self, scope: Scope) -> int:
        return self.settings.max_read_bytes if scope["path"] == "/api/read" else SMALL_BODY

    def _is_ours(self, host: str) -> bool:
        """A name the server goes by, or a number: a foreign page can point its own name at this computer, but no number."""
        name = _host_name(host)
        if name is None:
            return False
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _same_origin(self, headers: dict[str, str]) -> bool:
        """No browser, or our own page in one."""
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _host_name(host: str) -> str | None:
    """The host without its port; ``None`` for what is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower() or None
    except ValueError:
        return None


class _Body:
    """A request's body that is cut off where it grows too large: the route sees the visitor leave, the visitor sees why."""

    def __init__(self, receive: Receive, most: int, send: Send) -> None:
        self._receive, self._most, self._send = receive, most, send
        self._came = 0
        self._is_over = False
        self._began = False

    async def receive(self) -> Message:
        """The next part of the body."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._came += len(message.get("body", b""))
            if self._came > self._most and not self._began:
                self._is_over = True
                answer = problem(413, TOO_LARGE, f"expected at most {self._most:,} bytes, found more")
                await self._send({"type": "http.response.start", "status": 413, "headers": answer.raw_headers})
                await self._send({"type": "http.response.body", "body": answer.body})
                return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        """What the route answers, unless the visitor was told already."""
        if self._is_over:
            return
        self._began = True
        await self._send(message)
