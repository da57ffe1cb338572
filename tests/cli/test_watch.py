"""``reportedly watch`` and ``reportedly read`` of what holds many, as they are typed."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.main import app
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")
SAMPLES = Path(__file__).resolve().parent.parent / "readers" / "samples"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, str]]]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()
    server.server_close()


def test_a_round_of_watching(tmp_path: Path, site: tuple[str, dict[str, str]]) -> None:
    url, pages = site
    pages["/a"] = (
        "<html lang='en'><head><title>Fair</title></head><body><article><h1>Fair</h1><p>The fair opened on Saturday, and snow fell.</p></article></body></html>"
    )
    pages["/feed"] = f"<rss version='2.0'><channel><title>Tarn Courier</title><item><title>Fair</title><link>{url}/a</link></item></channel></rss>"
    feeds, output = tmp_path / "feeds.toml", tmp_path / "out.jsonl"
    feeds.write_text(f'[watch]\nseconds_between = 0\n[[feed]]\nurl = "{url}/feed"\n', encoding="utf-8")
    arguments = ("watch", str(feeds), "--once", "--pack", SMALL, "--output", str(output))
    first = run(*arguments)
    assert (first.exit_code, first.stderr) == (0, f"{url}/a: new\n")
    report = json.loads(output.read_text(encoding="utf-8"))["report"]
    assert (report["url"], report["outlet"], report["title"]) == (f"{url}/a", "Tarn Courier", "Fair")
    assert (tmp_path / "feeds.state").exists()
    assert run(*arguments).stderr == ""
    assert len(output.read_text(encoding="utf-8").splitlines()) == 1
    assert len(list((tmp_path / "snapshots").iterdir())) == 1


def test_a_watched_page_goes_into_the_ledger_with_its_snapshot(tmp_path: Path, site: tuple[str, dict[str, str]]) -> None:
    url, pages = site
    page = "<html lang='en'><head><title>Fair</title></head><body><article><h1>Fair</h1><p>The fair opened on {}, and snow fell.</p></article></body></html>"
    pages["/a"] = page.format("Saturday")
    pages["/feed"] = f"<rss version='2.0'><channel><title>Tarn Courier</title><item><title>Fair</title><link>{url}/a</link></item></channel></rss>"
    feeds, db = tmp_path / "feeds.toml", tmp_path / "war.db"
    feeds.write_text(f'[watch]\nseconds_between = 0\n[[feed]]\nurl = "{url}/feed"\n', encoding="utf-8")
    arguments = ("watch", str(feeds), "--once", "--pack", SMALL, "--db", str(db))
    assert run(*arguments).stdout == ""
    with Ledger.open(db) as ledger:
        (found,) = ledger.iter_reports("fair")
        history = ledger.history(found.report)
        (text,) = history.texts
        (snapshot,) = history.snapshots
    assert (found.url, found.outlet, text.ordinal) == (f"{url}/a", "Tarn Courier", 1)
    assert snapshot.kept
    assert text.retrieved is not None


@pytest.mark.parametrize(("text", "message"), [(None, "expected a list of feeds"), ("[[feed]]", "url to be a string")])
def test_a_list_with_a_mistake(tmp_path: Path, text: str | None, message: str) -> None:
    feeds = tmp_path / "feeds.toml"
    if text is not None:
        feeds.write_text(text)
    result = run("watch", str(feeds), "--once", "--pack", SMALL)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert message in result.stderr


def test_an_archive_gives_a_line_for_each_page() -> None:
    result = run("read", str(SAMPLES / "wget.warc.gz"), "--pack", SMALL)
    assert result.exit_code == 0
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == 6


def test_a_table_with_columns_of_its_own(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Kopf,Tag\nSnow fell all day,03/04/2031\n,\n ,01/01/1970\n")
    result = run("read", str(table), "--column", "title=Kopf", "--column", "published=Tag", "--month-first", "--pack", SMALL)
    assert result.exit_code == 3
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["report"]["title"], first["report"]["published"]["earliest"]) == ("Snow fell all day", "2031-03-04")
    assert [issue["code"] for issue in second["issues"]] == ["line-unreadable"]


@pytest.mark.parametrize("column", ["title", "=x", "title="])
def test_a_column_is_written_with_its_field(tmp_path: Path, column: str) -> None:
    (tmp_path / "table.csv").write_text("title\nx\n")
    assert run("read", str(tmp_path / "table.csv"), "--column", column, "--pack", SMALL).exit_code == 2
