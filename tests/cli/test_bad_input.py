"""Whatever comes in: a clear message or an issue record, never a traceback, never a hang."""

from __future__ import annotations

import itertools
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.timeout(120)
WAR = "Ukrainian troops left Lyman on 2 May 2023, the ministry said. "
RUSSIAN = "Министерство обороны сообщило, что войска оставили город Лиман. Бои продолжаются к северу от города. "


def read(data: bytes, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["read", "-", *arguments], input=data)


def reading_of(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    found: dict[str, Any] = json.loads(result.stdout)
    text = found["report"]["text"]
    for kind in ("places", "days", "quantities", "actors"):
        for record in found[kind]:
            assert text[record["start"] : record["end"]] == record["text"]
    for claim in found["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
    assert [issue["code"] for issue in found["issues"] if issue["code"] == "step-failed"] == [], found["issues"]
    return found


def codes(row: dict[str, Any]) -> list[str]:
    return [issue["code"] for issue in row["issues"]]


def answered_or_refused(result: Result) -> dict[str, Any] | None:
    """The reading, or ``None`` when one line on standard error says why there is none."""
    if result.exit_code == 0:
        return reading_of(result)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("reportedly: expected ")
    assert len(result.stderr.splitlines()) == 1
    return None


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf"], ids=["nothing", "white space", "byte order mark"])
def test_empty(data: bytes) -> None:
    row = answered_or_refused(read(data))
    if row is not None:
        assert row["claims"] == []
        assert row["issues"]


def test_ten_megabytes_in_one_line() -> None:
    started = time.monotonic()
    row = answered_or_refused(read(b"word " * 2_000_000, "--language", "en", "--max-characters", "20000"))
    assert row is not None
    assert "text-too-long" in codes(row)
    assert len(row["report"]["text"]) > 9_000_000
    assert time.monotonic() - started < 100


def test_a_page_past_the_limit() -> None:
    result = read(b"word " * 1000, "--max-page-bytes", "1000")
    assert answered_or_refused(result) is None
    assert "1,000 bytes" in result.stderr


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + bytes(range(256)) * 40,
        b"PK\x03\x04" + b"\x00" * 2000,
        bytes(range(256)) * 400,
    ],
    ids=["png", "pdf", "zip", "bytes"],
)
def test_binary(data: bytes) -> None:
    row = answered_or_refused(read(data))
    assert row is None or row["issues"]


def test_broken_utf_8() -> None:
    row = reading_of(read((RUSSIAN * 4).encode() + b"\xff\xfe \xd0 here. " + RUSSIAN.encode()))
    assert RUSSIAN.strip() in row["report"]["text"]
    assert row["issues"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "windows-1251", "koi8-r"])
def test_other_encodings(encoding: str) -> None:
    row = reading_of(read((RUSSIAN * 5).encode(encoding)))
    assert "Министерство обороны сообщило" in row["report"]["text"]


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><nav><a href=/>Home</a></nav><footer>Terms</footer></body></html>",
        "<!doctype html><title>x</title><script>var a = 1;</script>",
        "<html><body>" + "<div>" * 3000 + "deep" + "</div>" * 3000 + "</body></html>",
        "<html><body><p>unclosed <b>tags <table><tr><td>everywhere",
    ],
    ids=["empty", "menus", "scripts", "deep", "unclosed"],
)
def test_html_without_an_article(page: str) -> None:
    row = answered_or_refused(read(page.encode()))
    assert row is None or row["claims"] == []


@pytest.mark.parametrize(
    "words",
    [
        "Die Truppen haben die Stadt am Montag verlassen, sagte der Minister. Die Kämpfe gehen weiter. Viele Menschen sind geflohen.",
        "军队星期一离开了这座城市，部长说。战斗仍在继续。",
        "غادرت القوات المدينة يوم الاثنين، بحسب الوزير. ولا تزال المعارك مستمرة.",
    ],
    ids=["German", "Chinese", "Arabic"],
)
def test_a_language_it_does_not_know(words: str) -> None:
    row = reading_of(read((words * 3).encode()))
    assert codes(row) == ["language-unknown"]
    assert row["claims"] == row["places"] == []
    assert row["report"]["text"]


def test_a_paywall_stub() -> None:
    page = "<html><body><article><h1>Town changes hands</h1><p>Troops entered the town on …</p><div>Subscribe to read the whole story. Already a subscriber? Log in</div></article></body></html>"
    reading_of(read(page.encode()))


def test_a_recipe() -> None:
    result = CliRunner().invoke(app, ["read", "--example", "recipe"])
    row = reading_of(result)
    assert row["claims"] == []
    assert "Beetroot soup" in row["report"]["text"]


def test_quotations_thirty_deep() -> None:
    words = "The spokesman said: " + "“he told us " * 30 + "that the troops left Lyman" + "”" * 30 + ". "
    reading_of(read(words.encode(), "--language", "en"))
    chain = "Officials said that " + "the ministry claimed that the radio reported that " * 30 + "troops left Lyman."
    reading_of(read(chain.encode(), "--language", "en"))


def test_right_to_left_and_invisible_characters() -> None:
    row = reading_of(
        read(
            ("\u202eUkrainian\u202c troops \u2067left\u2069 Ly\u200bman on 2\u00a0May 2023, \u200fthe ministry\u200e said.\ufeff " * 3).encode(),
            "--clean",
            "--language",
            "en",
        )
    )
    assert row["report"]["text"].count("\u200b") == 3
    reading_of(read("צבא עזב את העיר Lyman אתמול. ".encode() * 5))
    shown = read(("\u202e" + WAR).encode(), "--format", "html", "--language", "en").stdout
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    "data",
    [
        b"A\x00B" + WAR.encode(),
        b"\x1b[2J" + WAR.encode(),
        ("\u0301" * 5000).encode(),
        b"(" * 20_000,
        b"\n" * 200_000,
        b'"' * 20_000,
        b"1" * 20_000,
        b"A. " * 20_000,
    ],
)
def test_odd_characters(data: bytes) -> None:
    answered_or_refused(read(data, "--language", "en", "--clean"))


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"text": 1}',
        b'{"text": "a", "html": "b"}',
        b'{"text": "a", "published": "soon"}',
        b"[" * 100_000,
        b'{"id": {}, "text": "a"}',
        b'"\\ud800"',
    ],
)
def test_lines_that_are_no_report(line: bytes) -> None:
    good = json.dumps({"id": "good", "text": "Snow fell.", "language": "en"}).encode()
    result = CliRunner().invoke(app, ["read", "--jsonl", "-"], input=good + b"\n" + line + b"\n" + good + b"\n")
    assert result.exit_code == 3
    rows = [json.loads(row) for row in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["good", "line-2", "good"]
    assert codes(rows[1]) == ["line-unreadable"]


def test_a_lone_surrogate_comes_through() -> None:
    result = CliRunner().invoke(app, ["read", "--jsonl", "-"], input=b'{"id": "s", "text": "Snow \\ud800 fell.", "clean": true, "language": "en"}\n')
    assert result.exit_code == 0
    assert json.loads(result.stdout)["report"]["text"] == "Snow \ud800 fell."
    for name in ("text", "html", "terminal"):
        assert (
            CliRunner()
            .invoke(app, ["read", "--jsonl", "-", "--format", name], input=b'{"id": "s", "text": "Snow \\ud800 fell.", "title": "\\udfff", "language": "en"}')
            .exit_code
            == 0
        )


class Server(BaseHTTPRequestHandler):
    """Serves what a bad day on the web serves."""

    def do_GET(self) -> None:
        getattr(self, "serve_" + self.path.strip("/").partition("/")[0], self.serve_missing)()

    def serve_page(self) -> None:
        self.send("text/html; charset=utf-8", f"<html><body><article><h1>Town</h1><p>{WAR * 5}</p></article></body></html>".encode())

    def serve_missing(self) -> None:
        self.send_error(404)

    def serve_forever(self) -> None:
        self.send_response(302)
        self.send_header("Location", f"/forever/{time.monotonic_ns()}")
        self.end_headers()

    def serve_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"<p>wait</p>")
            self.wfile.flush()
            time.sleep(0.1)

    def serve_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in itertools.repeat(None, 2048):
            self.wfile.write(b"x" * 2**20)

    def serve_claims_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(2 * 2**30))
        self.end_headers()

    def serve_image(self) -> None:
        self.send("image/png", b"\x89PNG")

    def serve_file(self) -> None:
        self.send_response(302)
        self.send_header("Location", "file:///etc/hostname")
        self.end_headers()

    def send(self, kind: str, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name http.server gives it
        """Say nothing: standard error is what the tests look at."""


class QuietServer(ThreadingHTTPServer):
    """A client that hangs up early is what these tests are about."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


def fetch(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["read", *arguments])


def test_an_address_is_read(address: str) -> None:
    row = reading_of(fetch(f"{address}/page"))
    assert row["report"]["url"] == f"{address}/page"
    assert "Lyman" in row["report"]["text"]


@pytest.mark.parametrize(
    ("path", "arguments", "hint"),
    [
        ("missing", (), "HTTP 404"),
        ("forever", (), "redirects, found more"),
        ("slow", ("--fetch-seconds", "1"), "within 1 seconds"),
        ("huge", ("--max-page-bytes", "3000000"), "at most 3,000,000 bytes"),
        ("claims_huge", (), "at most 33,554,432 bytes"),
        ("image", (), "found image/png"),
        ("file", (), "begins with http:// or https://"),
    ],
)
def test_an_address_that_gives_no_page(address: str, path: str, arguments: tuple[str, ...], hint: str) -> None:
    started = time.monotonic()
    result = fetch(f"{address}/{path}", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("reportedly: expected ")
    assert hint in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert time.monotonic() - started < 30


def test_one_address_of_many_that_gives_no_page(address: str) -> None:
    result = fetch(f"{address}/missing", f"{address}/page")
    assert result.exit_code == 3
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert codes(rows[0]) == ["source-unreadable"]
    assert rows[1]["report"]["text"]


def test_nobody_listens() -> None:
    with serving() as address:
        pass
    result = fetch(f"{address}/page")
    assert result.exit_code == 1
    assert "expected a connection" in result.stderr


@pytest.mark.parametrize("name", ["http://[::1", "http://"])
def test_an_address_that_cannot_be_taken_apart(name: str) -> None:
    result = CliRunner().invoke(app, ["read", name])
    assert result.exit_code == 1
    assert "expected an address" in result.stderr


def test_an_empty_name_is_not_the_folder_one_stands_in() -> None:
    result = CliRunner().invoke(app, ["read", ""])
    assert result.exit_code == 1
    assert "found an empty name" in result.stderr
