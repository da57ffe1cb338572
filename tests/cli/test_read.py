"""``reportedly read``: what goes in, where it goes, and the exit status."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.main import app
from reportedly.formats.notation import ClaimLine

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")
WORDS = "The fair opened on Saturday. Snow fell all day and nobody minded."
ROWS: list[dict[str, Any]] = [{"id": f"r{number}", "text": f"{WORDS} It was fair number {number}.", "language": "en", "clean": True} for number in range(5)]


def run(*arguments: str, given: bytes | str | None = None, pack: str = SMALL) -> Result:
    return CliRunner().invoke(app, ["read", "--pack", pack, *arguments], input=given)


def lines_of(rows: list[Any]) -> str:
    return "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)


def ids_in(text: str) -> list[str]:
    return [json.loads(line)["id"] for line in text.splitlines()]


def test_a_file_gives_a_line_of_json(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(WORDS)
    result = run(
        str(file), "--published", "2023-05-02", "--title", "A fair", "--outlet", "The Tarn Courier", "--url", "https://tarn.example/fair", "--language", "en"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    report = json.loads(result.stdout)["report"]
    assert WORDS in report["text"]
    assert (report["title"], report["outlet"], report["url"], report["language"]) == ("A fair", "The Tarn Courier", "https://tarn.example/fair", "en")
    assert report["published"]["earliest"] == report["published"]["latest"] == "2023-05-02"


def test_standard_input() -> None:
    assert WORDS in json.loads(run("-", given=WORDS).stdout)["report"]["text"]


def test_clean_text_is_kept_to_the_letter() -> None:
    words = "Home\nMenu\n\n<p>Snow fell.</p>\n\nRead More\n"
    assert json.loads(run("-", "--clean", "--language", "en", given=words).stdout)["report"]["text"] == words


def test_several_files_come_in_order(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.txt" for name in "cab"]
    for file in files:
        file.write_text(f"{WORDS} {file.name}")
    rows = [json.loads(line) for line in run(*map(str, files)).stdout.splitlines()]
    assert [row["report"]["text"].split()[-1] for row in rows] == ["c.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_many_through_files_or_pipes(tmp_path: Path, ending: str) -> None:
    given, output = tmp_path / f"in.jsonl{ending}", tmp_path / f"out.jsonl{ending}"
    data = lines_of(ROWS).encode()
    given.write_bytes(gzip.compress(data) if ending else data)
    assert run("--jsonl", str(given), "--output", str(output)).exit_code == 0
    written = output.read_bytes()
    text = (gzip.decompress(written) if ending else written).decode()
    assert ids_in(text) == [row["id"] for row in ROWS]
    assert run("--jsonl", "-", given=given.read_bytes()).stdout == text
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([given.name, output.name])
    again = tmp_path / f"again.jsonl{ending}"
    run("--jsonl", str(given), "--output", str(again))
    assert again.read_bytes() == written


def test_a_bad_line_is_answered_in_its_place() -> None:
    result = run("--jsonl", "-", given=lines_of([ROWS[0], "{no json\n", {"id": "x", "text": "a", "html": "b"}, "\n", ROWS[1]]))
    assert result.exit_code == 3
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["r0", "line-2", "x", "r1"]
    assert [[issue["code"] for issue in row["issues"]] for row in rows[1:3]] == [["line-unreadable"], ["line-unreadable"]]
    assert "line 2: expected JSON" in rows[1]["issues"][0]["message"]
    assert "2 of them could not be read" in result.stderr


def test_a_row_that_says_more_than_the_command_line_wins() -> None:
    rows = [{**ROWS[0], "outlet": "Own"}, ROWS[1]]
    found = [json.loads(line)["report"]["outlet"] for line in run("--jsonl", "-", "--outlet", "Given", given=lines_of(rows)).stdout.splitlines()]
    assert found == ["Own", "Given"]


def test_several_processes_write_the_same_bytes() -> None:
    given = lines_of(ROWS)
    assert run("--jsonl", "-", "--processes", "2", given=given).stdout == run("--jsonl", "-", given=given).stdout


def test_one_of_many_sources_that_cannot_be_read_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(WORDS)
    missing = str(tmp_path / "missing.txt")
    result = run(str(file), missing)
    assert result.exit_code == 3
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows[1]["id"] == missing
    assert rows[1]["issues"][0]["code"] == "source-unreadable"


@pytest.mark.parametrize("name", ["messy", "wire", "denial", "no-war", "wire.html", "recipe"])
def test_examples_in_the_notation(name: str) -> None:
    result = run("--example", name, "--format", "text", pack="russia_ukraine_2022")
    assert result.exit_code == 0
    claims = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    assert [str(ClaimLine.from_text(line)) for line in claims] == claims
    assert bool(claims) == (name not in {"no-war", "recipe"})


@pytest.mark.parametrize(
    ("name", "start"), [("a.html", "<!doctype html>"), ("a.txt", "# report r0"), ("a.jsonl", '{"format":"reportedly/1"'), ("a.out", '{"format"')]
)
def test_the_output_name_chooses_the_format(tmp_path: Path, name: str, start: str) -> None:
    run("--jsonl", "-", "--output", str(tmp_path / name), given=lines_of(ROWS[:2]))
    assert (tmp_path / name).read_text().startswith(start)


def test_the_terminal_report_goes_through_a_pipe_without_colour() -> None:
    shown = run("-", "--format", "terminal", "--title", "A fair", given=WORDS).stdout
    assert "A fair" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["a.txt", "--jsonl", "b.jsonl"], "expected one of FILE|URL|-, --jsonl and --example"),
        (["--example", "messy", "--resume"], "--resume goes on with a file of JSON lines"),
        (["-", "--published", "soon"], "expected --published as 2023-05-02"),
        (["-", "--format", "pdf"], "pdf"),
        (["-", "--processes", "0"], "greater than or equal to 1"),
    ],
)
def test_usage_errors_have_status_2(arguments: list[str], hint: str) -> None:
    result = run(*arguments, given="x")
    assert result.exit_code == 2
    assert hint in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["missing.txt"], "expected a readable file at missing.txt"),
        (["--jsonl", "missing.jsonl"], "expected a file of JSON lines at missing.jsonl"),
        (["--example", "nothing"], "There are: denial, messy"),
        (["-", "--pack", "no-such-pack"], "Installed packs: "),
        (["-", "--output", "no/such/folder/out.jsonl"], "expected to write no/such/folder/out.jsonl"),
        (["no/such/folder"], "expected a readable file at no/such/folder"),
    ],
)
def test_errors_are_one_line_and_have_status_1(arguments: list[str], hint: str) -> None:
    result = run(*arguments, given="x", pack="russia_ukraine_2022")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("reportedly: ")
    assert len(result.stderr.splitlines()) == 1
    assert hint in result.stderr


def test_a_traceback_for_whoever_asks() -> None:
    result = run("missing.txt", "--traceback")
    assert type(result.exception).__name__ == "PageError"


def test_resume_leaves_out_what_is_there_and_drops_a_half_line(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    whole = run("--jsonl", "-", given=lines_of(ROWS)).stdout
    lines = whole.splitlines(keepends=True)
    partial = tmp_path / "out.jsonl.partial"
    partial.write_text("".join(lines[:2]) + lines[2][:40])
    assert run("--jsonl", "-", "--output", str(output), "--resume", given=lines_of(ROWS)).exit_code == 0
    assert output.read_text() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl"]
    assert run("--jsonl", "-", "--output", str(output), "--resume", given=lines_of(ROWS)).exit_code == 0
    assert output.read_text() == whole


def test_resume_of_a_compressed_file_and_of_reports_without_ids(tmp_path: Path) -> None:
    rows = [{key: value for key, value in row.items() if key != "id"} for row in [*ROWS, ROWS[0]]]
    whole = run("--jsonl", "-", given=lines_of(rows)).stdout
    packed = gzip.compress("".join(whole.splitlines(keepends=True)[:3]).encode())
    (tmp_path / "out.jsonl.gz.partial").write_bytes(packed[:-12])
    output = tmp_path / "out.jsonl.gz"
    assert run("--jsonl", "-", "--output", str(output), "--resume", given=lines_of(rows)).exit_code == 0
    assert gzip.decompress(output.read_bytes()).decode() == whole


def test_resume_refuses_a_file_that_is_something_else(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("dear diary\n")
    result = run("--jsonl", "-", "--output", str(output), "--resume", given=lines_of(ROWS))
    assert result.exit_code == 1
    assert "expected Reportedly JSON" in result.stderr
    assert output.read_text() == "dear diary\n"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reportedly", "read", "--pack", SMALL, *arguments]


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(command("--jsonl", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout and process.stderr  # noqa: PT018
    process.stdout.close()
    process.stdin.write(lines_of(ROWS * 20))
    process.stdin.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_leaves_what_is_written_and_resume_goes_on(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(command("--jsonl", "-", "--output", str(output)), stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdin and process.stderr  # noqa: PT018
    process.stdin.write(lines_of(ROWS * 8))
    process.stdin.flush()
    partial = tmp_path / "out.jsonl.partial"
    deadline = time.monotonic() + 60
    while not (partial.exists() and partial.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert not output.exists()
    assert len(ids_in(partial.read_text())) >= 16


def test_colours_only_on_a_terminal_that_wants_them() -> None:
    import pty

    def shown(**environment: str) -> str:
        leader, follower = pty.openpty()
        child = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "90", **environment}
        child.pop("NO_COLOR") if "NO_COLOR" in child and "NO_COLOR" not in environment else None
        done = subprocess.Popen(command("-", "--title", "A fair"), stdin=subprocess.PIPE, stdout=follower, stderr=subprocess.DEVNULL, env=child)
        os.close(follower)
        done.communicate(WORDS.encode(), timeout=60)
        data = b""
        try:
            while piece := os.read(leader, 65536):
                data += piece
        except OSError:
            pass
        os.close(leader)
        return data.decode()

    assert "\x1b[1m" in shown()
    plain = shown(NO_COLOR="1")
    assert "A fair" in plain
    assert "\x1b" not in plain


def test_resume_after_a_break_in_the_middle_of_a_letter(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    rows = [{"id": str(number), "text": "Снег выпал.", "clean": True, "language": "ru"} for number in range(3)]
    assert run("--jsonl", "-", "--output", str(output), given=lines_of(rows)).exit_code == 0
    whole = output.read_bytes()
    broken = whole.rindex("Снег".encode()) + 1
    output.unlink()
    (tmp_path / "out.jsonl.partial").write_bytes(whole[:broken])
    assert run("--jsonl", "-", "--output", str(output), "--resume", given=lines_of(rows)).exit_code == 0
    assert output.read_bytes() == whole


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    result = run("--jsonl", "-", "--output", str(pipe), given=lines_of(ROWS))
    assert result.exit_code == 0, result.stderr
    reader.join(timeout=30)
    assert received[0].startswith(b'{"format":"reportedly/1"')
    assert pipe.is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe"]


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    for name, arguments in (("fair.txt", ()), ("fairs.jsonl", ("--jsonl",))):
        path = tmp_path / name
        path.write_text(json.dumps(ROWS[0]), encoding="utf-8")
        (tmp_path / "link").unlink(missing_ok=True)
        (tmp_path / "link").symlink_to(path)
        for output in (path, tmp_path / "link"):
            result = run(*arguments, str(path), "--output", str(output))
            assert result.exit_code == 1
            assert "named for both" in result.stderr
            assert path.read_text(encoding="utf-8") == json.dumps(ROWS[0])
