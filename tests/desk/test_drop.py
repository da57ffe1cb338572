"""Reading what is dropped: nothing stored, nothing fetched without leave, nothing private ever."""

from __future__ import annotations

import http.server
import threading
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import running

from reportedly.core.settings import Settings
from reportedly.desk.desk import DeskSettings
from reportedly.desk.drop import Task, answer_task

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = b"<html><head><title>Town taken</title></head><body><article><p>Ukrainian forces have taken Lyman, officials said on Saturday. More followed.</p></article></body></html>"
SETTINGS = Settings(max_page_bytes=1_000_000, max_extract_characters=5000, allow_private_addresses=False, fetch_seconds=5)


class Site(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()


def test_a_dropped_report_is_read_and_not_stored(copied: str, site: str) -> None:
    settings = DeskSettings(allow_fetch=True, max_read_bytes=60_000)
    with running(copied, settings) as found:
        tip = found.json("/api/about")["tip"]
        pasted = found.post("/api/read", json={"text": "Ukrainian forces have taken Lyman, officials said.", "published": "2022-10-01"})
        assert pasted.status_code == 200, pasted.text
        assert pasted.json()["readings"][0]["claims"][0]["event"] == "capture"
        dropped = found.post("/api/read?name=page.html", content=PAGE, headers={"Content-Type": "application/octet-stream"})
        assert dropped.json()["readings"][0]["report"]["title"] == "Town taken"
        private = found.post("/api/read-url", json={"url": f"{site}/page"})
        assert private.status_code == 422
        assert "private network" in private.json()["detail"]
        assert Site.asked == []
        assert found.json("/api/about")["tip"] == tip
        for body, kind, status in (
            (b"", "application/octet-stream", 422),
            (b"{}", "application/json", 422),
            (b"text=a", "application/x-www-form-urlencoded", 415),
        ):
            assert found.post("/api/read", content=body, headers={"Content-Type": kind}).status_code == status
        assert found.post("/api/read", json={"text": "a", "html": "b"}).status_code == 422
        assert found.post("/api/read", json={"text": "a", "file": "/etc/passwd"}).status_code == 422


def test_without_leave_nothing_is_fetched(copied: str, site: str) -> None:
    with running(copied, DeskSettings()) as found:
        answer = found.post("/api/read-url", json={"url": f"{site}/page"})
        assert answer.status_code == 403
        assert Site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1:{port}/page", "http://localhost:{port}/page", "http://[::1]:{port}/", "http://0.0.0.0:{port}/", "http://2130706433:{port}/"),
        *("http://127.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://0x7f.1:{port}/"),
        *(
            "file:///etc/passwd",
            "ftp://127.0.0.1/",
            "http://user@127.0.0.1:{port}/page",
            "gopher://127.0.0.1/",
            "javascript:alert(1)",
            "http://",
            "/etc/passwd",
        ),
    ],
)
def test_private_addresses_are_never_asked(site: str, url: str) -> None:
    port = site.rpartition(":")[2]
    answer = answer_task(Task(url=url.replace("{port}", port)), SETTINGS)
    assert isinstance(answer, str), answer
    assert Site.asked == []


def test_the_tests_setting_opens_this_computer(site: str) -> None:
    import dataclasses

    answer = answer_task(Task(url=f"{site}/away"), dataclasses.replace(SETTINGS, allow_private_addresses=True))
    assert not isinstance(answer, str)
    assert Site.asked == ["/away", "/page"]
    assert answer.rows[0]["report"]["title"] == "Town taken"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("list.txt", b"http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b\n", None),
        ("a.zip", b"PK\x03\x04" + b"\0" * 40, "archive"),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'><channel><item><link>http://127.0.0.1:9/</link></item></channel></rss>", "feed"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "PDF"),
        ("noise.bin", bytes(range(256)) * 40, None),
    ],
)
def test_files_that_hold_others_are_refused_and_addresses_are_not_followed(name: str, data: bytes, told: str | None) -> None:
    answer = answer_task(Task(name=name, data=data), SETTINGS)
    if told is not None:
        assert isinstance(answer, str)
        assert told in answer


def test_a_table_gives_its_first_reports() -> None:
    rows = "\n".join(f'"2022-10-0{1 + number % 9}","Snow fell in the town for the {number}th day, and nobody went out of the house."' for number in range(30))
    answer = answer_task(Task(name="posts.csv", data=f"date,text\n{rows}\n".encode()), SETTINGS)
    assert not isinstance(answer, str), answer
    assert (len(answer.rows), answer.more) == (20, True)
