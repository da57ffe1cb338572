"""Copies from the command line."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

TOLD = "Two missiles hit the bridge at Oldford at dawn and tore up the rails. Nobody was hurt, the mayor Per Linde wrote to the council."
OTHER = "Volunteers in Quillby baked eight hundred loaves for the garrison while sappers cleared the orchard road of mines."
ROWS = (
    {"id": "a", "text": TOLD, "clean": True, "published": "2023-05-02"},
    {"id": "b", "text": f"BREAKING. {TOLD}", "clean": True, "published": "2023-05-04"},
    {"id": "c", "text": OTHER, "clean": True},
)


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["copies", *arguments], input=stdin, env={"COLUMNS": "200", "REPORTEDLY_DB": ""})


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def reports(tmp_path: Path) -> str:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return str(path)


def test_without_pairs_all_that_depend_are_told(reports: str) -> None:
    result = run("--jsonl", reports)
    assert result.exit_code == 0
    (pair,) = lines(result.stdout)
    assert list(pair) == ["a", "b", "relation", "score", "similarity", "why", "source", "source_why"]
    assert (pair["a"], pair["b"], pair["relation"], pair["source"]) == ("a", "b", "copy", "a")
    assert pair["score"] > 0.9


def test_pairs_asked_for_are_answered_in_order(reports: str, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl.gz"
    pairs.write_bytes(gzip.compress(b'{"pair": "p1", "a": "c", "b": "a"}\n\n{"a": "b", "b": "a"}\n'))
    output, clusters = tmp_path / "p.jsonl", tmp_path / "c.jsonl"
    result = run("--jsonl", reports, "--pairs", str(pairs), "--output-pairs", str(output), "--output-clusters", str(clusters))
    assert (result.exit_code, result.stdout) == (0, "")
    first, second = lines(output.read_text())
    assert (first["pair"], first["relation"]) == ("p1", "unrelated")
    assert ("pair" in second, second["relation"]) == (False, "copy")
    families = {row["id"]: row["cluster"] for row in lines(clusters.read_text())}
    assert families["a"] == families["b"] != families["c"]


def test_families_alone(reports: str) -> None:
    result = run("--jsonl", reports, "--output-clusters", "-")
    assert [sorted(row) for row in lines(result.stdout)] == [["cluster", "id"]] * 3


def test_several_files_and_standard_input(reports: str, tmp_path: Path) -> None:
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps({"id": "d", "text": OTHER, "clean": True}).encode()))
    result = run("--jsonl", reports, "--jsonl", str(packed))
    assert [(row["a"], row["b"]) for row in lines(result.stdout)] == [("a", "b"), ("c", "d")]
    result = run("--jsonl", "-", stdin=json.dumps({"id": "x", "text": TOLD}).encode())
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_page_is_compared_without_its_menus(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    page = "<html><head><title>{0}</title></head><body><nav>Home Sport Weather Leave a Reply</nav><article><h1>{0}</h1><p>{1}</p></article></body></html>"
    rows = [{"html": page.format("One", f"{TOLD} {TOLD}")}, {"html": page.format("Two", f"{OTHER} {OTHER}")}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = run("--jsonl", str(path), "--output-clusters", "-")
    found = lines(result.stdout)
    assert len({row["cluster"] for row in found}) == 2
    assert all(len(row["id"]) == 16 for row in found)


def test_lines_that_cannot_be_used_are_told_and_the_rest_is_answered(reports: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "text": "Quite another text under a known name."}\nnot JSON\n{"id": "e"}\n')
    result = run("--jsonl", reports, "--jsonl", str(bad))
    assert (result.exit_code, len(lines(result.stdout)), len(result.stderr.splitlines())) == (3, 1, 3)
    assert "bad.jsonl, line 1: expected a new id" in result.stderr
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"pair": 1, "a": "a", "b": "nobody"}\n[]\n{"pair": "p", "a": "a", "b": "b"}\n')
    result = run("--jsonl", reports, "--pairs", str(pairs))
    assert (result.exit_code, [row["pair"] for row in lines(result.stdout)]) == (3, ["p"])
    assert "'nobody', which is not among the 3 reports" in result.stderr
    assert run("--jsonl", reports, "--jsonl", str(bad), "--quiet").stderr == ""


def test_usage(reports: str, tmp_path: Path) -> None:
    assert run().exit_code == 2
    assert run("--jsonl", reports, "--output-pairs", "-", "--output-clusters", "-").exit_code == 2
    result = run("--jsonl", str(tmp_path / "none.jsonl"))
    assert (result.exit_code, result.stderr.startswith("reportedly: expected a file of JSON lines at")) == (1, True)
    assert run("--jsonl", reports, "--pairs", str(tmp_path / "none.jsonl")).exit_code == 1


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    result = run("--jsonl", str(tmp_path / "empty.jsonl"), "--output-clusters", "-")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("ledger")
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(row | {"published": row.get("published", "2023-05-03")}) + "\n" for row in ROWS))
    told = CliRunner().invoke(app, ["add", str(path), "--db", str(folder / "war.db"), "-q"])
    assert told.exit_code == 0, told.output
    return str(folder / "war.db")


def test_a_ledgers_reports_are_compared(ledger: str) -> None:
    (pair,) = lines(run("--db", ledger).stdout)
    assert (pair["a"], pair["b"], pair["source"]) == ("a", "b", "a")
    assert lines(run("--db", ledger, "--as-of", "2023-05-03").stdout) == []
    assert {row["id"] for row in lines(run("--db", ledger, "--output-clusters", "-").stdout)} == {"a", "b", "c"}


def test_one_report_of_a_ledger(ledger: str) -> None:
    assert [row["a"] for row in lines(run("--db", ledger, "--report", "b").stdout)] == ["a"]
    assert lines(run("--db", ledger, "--report", "c").stdout) == []
    assert run("--db", ledger, "--report", "nobody").exit_code == 1


def test_new_reports_are_compared_with_those_of_a_ledger(ledger: str, tmp_path: Path) -> None:
    new = tmp_path / "new.jsonl"
    new.write_text(json.dumps({"id": "d", "text": f"UPDATE: {OTHER}", "clean": True, "published": "2023-05-09"}) + "\n")
    assert [(row["a"], row["b"], row["source"]) for row in lines(run("--db", ledger, "--jsonl", str(new)).stdout)] == [("c", "d", "c")]
    alone = CliRunner().invoke(app, ["copies", "--jsonl", str(new)], env={"REPORTEDLY_DB": ledger})
    assert (alone.exit_code, alone.stdout) == (0, "")
    from_environment = CliRunner().invoke(app, ["copies"], env={"REPORTEDLY_DB": ledger})
    assert [row["a"] for row in lines(from_environment.stdout)] == ["a"]


def test_what_needs_a_ledger_says_so(reports: str) -> None:
    assert run("--jsonl", reports, "--report", "a").exit_code == 2
    assert run("--jsonl", reports, "--as-of", "2023-05-03").exit_code == 2
    assert run("--db", "nowhere.db").exit_code == 1


@pytest.mark.parametrize("option", ["--output-pairs", "--output-clusters"])
def test_the_reports_are_not_written_over(reports: str, option: str) -> None:
    result = run("--jsonl", reports, option, reports)
    assert result.exit_code == 1
    assert "named for both" in result.stderr
