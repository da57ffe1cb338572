from __future__ import annotations

import asyncio
import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import FetchError
from reportedly.core.settings import Settings
from reportedly.pages.fetch import fetch, fetch_async
from reportedly.pages.sources import page_from_url

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = Settings(fetch_seconds=5.0, max_page_bytes=100_000)
PAGE = "<html><head><title>Army leaves Oldmark</title></head><body><p>Войска ушли.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Serves every kind of trouble at its own path."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        try:
            getattr(self, f"serve_{path.strip('/').replace('-', '_')}")()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve_page(self) -> None:
        self.answer(200, PAGE.encode("cp1251"), Content_Type="text/html; charset=windows-1251")

    def serve_packed(self) -> None:
        self.answer(200, gzip.compress(b"x" * 10_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def serve_packed_page(self) -> None:
        self.answer(200, gzip.compress(PAGE.encode()), Content_Type="text/html; charset=utf-8", Content_Encoding="gzip")

    def serve_packed_twice(self) -> None:
        self.answer(200, gzip.compress(gzip.compress(b"x" * 10_000_000)), Content_Type="text/html", Content_Encoding="gzip, gzip")

    def serve_not_packed(self) -> None:
        self.answer(200, PAGE.encode(), Content_Type="text/html", Content_Encoding="gzip")

    def serve_moved(self) -> None:
        self.answer(302, Location="/page")

    def serve_loop(self) -> None:
        self.answer(302, Location="/loop")

    def serve_elsewhere(self) -> None:
        self.answer(301, Location="file:///etc/hostname")

    def serve_missing(self) -> None:
        self.answer(404, b"nothing here")

    def serve_refused(self) -> None:
        self.answer(403)

    def serve_broken(self) -> None:
        self.answer(503)

    def serve_picture(self) -> None:
        self.answer(200, b"\x89PNG", Content_Type="image/png")

    def serve_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(2_000_000_000))
        self.end_headers()

    def serve_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(1_000_000):
            self.wfile.write(b"x" * 65_536)

    def serve_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(100):
            self.wfile.write(b"z")
            self.wfile.flush()
            time.sleep(0.05)

    def serve_silent(self) -> None:
        time.sleep(1.5)
        self.close_connection = True


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_page(site: str) -> None:
    fetched = fetch(f"{site}/page", SETTINGS)
    assert fetched.data.decode("cp1251") == PAGE
    assert fetched.content_type == "text/html; charset=windows-1251"


def test_a_packed_page_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed-page", SETTINGS).data.decode() == PAGE


def test_a_page_is_decoded_as_the_server_declares(site: str) -> None:
    page = page_from_url(f"{site}/page", SETTINGS).records
    assert page.html == PAGE
    assert page.url == f"{site}/page"


def test_a_redirect_gives_the_address_it_ends_at(site: str) -> None:
    assert fetch(f"{site}/moved", SETTINGS).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("loop", "redirects"),
        ("elsewhere", "begins with http"),
        ("missing", "none there .HTTP 404"),
        ("refused", "refuses it .HTTP 403"),
        ("broken", "HTTP 503"),
        ("picture", "found image/png"),
        ("huge", "at most 100,000 bytes"),
        ("endless", "at most 100,000 bytes"),
        ("packed", "at most 100,000 bytes"),
        ("packed-twice", "gzip or deflate"),
        ("not-packed", "cannot be unpacked"),
    ],
)
def test_trouble_has_a_clear_message(site: str, path: str, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        fetch(f"{site}/{path}", SETTINGS)


@pytest.mark.parametrize("path", ["silent", "drip"])
def test_a_server_that_takes_its_time_is_left(site: str, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.4 seconds"):
        fetch(f"{site}/{path}", Settings(fetch_seconds=0.4))
    assert time.monotonic() - started < 4


@pytest.mark.parametrize("url", ["ftp://north.example/x", "north.example", "", "http://", "javascript:alert(1)", "http://[::1"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(FetchError, match="expected an address"):
        fetch(url, SETTINGS)


def test_nobody_listens() -> None:
    with pytest.raises(FetchError, match="expected a connection"):
        fetch("http://127.0.0.1:9/", SETTINGS)


def test_a_host_without_an_address() -> None:
    with pytest.raises(FetchError, match="expected the host"):
        fetch("http://no-such-host.invalid/", SETTINGS)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "192.168.1.1"])
def test_private_addresses_can_be_forbidden(host: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        fetch(f"http://{host}/", Settings(fetch_seconds=5.0, allow_private_addresses=False))


def test_it_can_be_called_where_a_loop_runs(site: str) -> None:
    async def inside() -> tuple[str, str]:
        return fetch(f"{site}/page", SETTINGS).url, (await fetch_async(f"{site}/page", SETTINGS)).url

    assert asyncio.run(inside()) == (f"{site}/page", f"{site}/page")
