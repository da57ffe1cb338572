"""The commands that write, judge, check and copy ledgers, on the small pack of an invented war."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.add_job import settings_digest
from reportedly.cli.main import app
from reportedly.core.settings import Settings
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")
TEXT = "At least 12 people were killed when a missile hit the town on Saturday, officials said."
ROWS: list[dict[str, Any]] = [
    {"id": f"r{number}", "text": f"{TEXT} It was report number {number}.", "language": "en", "clean": True, "published": "2023-05-07"} for number in range(5)
]
BY = ("--by", "A. Checker", "--why", "looked")


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def lines_of(rows: Sequence[object]) -> str:
    return "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger of five reports, named by the environment."""
    path = str(tmp_path / "war.db")
    monkeypatch.setenv("REPORTEDLY_DB", path)
    monkeypatch.setenv("REPORTEDLY_PACK", SMALL)
    result = run("add", "--jsonl", "-", given=lines_of(ROWS))
    assert (result.exit_code, "5 new" in result.stderr) == (0, True), result.output
    return path


def first_claim(db: str) -> str:
    with Ledger.open(db) as ledger:
        return next(ledger.iter_testimonies()).id


def test_what_read_wrote_can_be_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_PACK", SMALL)
    readings = tmp_path / "readings.jsonl"
    row = {"text": TEXT, "url": "https://harbour.example/1", "published": "2023-05-07", "language": "en"}
    assert run("read", "--jsonl", "-", "--output", str(readings), given=lines_of([row, ROWS[1]])).exit_code == 0
    ledgers = [str(tmp_path / name) for name in ("a.db", "b.db")]
    assert run("add", "--jsonl", "-", "--db", ledgers[0], given=lines_of([row, ROWS[1]])).exit_code == 0
    assert run("add", str(readings), "--db", ledgers[1]).exit_code == 0
    stored = [run("claims", "--db", ledger, "--format", "jsonl").stdout.splitlines() for ledger in ledgers]
    told = [[{**json.loads(line), "recorded": None} for line in lines] for lines in stored]
    assert told[0] == told[1] != []


def test_a_question_answered_by_nothing_names_what_is_not_there(db: str) -> None:
    asked = run("claims", "--event", "captured", "--db", db)
    assert (asked.exit_code, "0 claims" in asked.stdout, "'captured'" in asked.stderr) == (0, True, True)
    assert run("diff", "2023-06-01", "2023-05-01", "--db", db).exit_code == 2
    assert run("claims", "--report", "r77", "--db", db).exit_code == 1


def test_add_again_passes_by_what_is_there(db: str) -> None:
    changed = {**ROWS[0], "text": "Nobody was hurt when a missile hit the town, officials said."}
    result = run("add", "--jsonl", "-", given=lines_of([*ROWS, changed, "no report\n"]))
    assert result.exit_code == 3
    assert "1 with another text, 5 there already, 1 could not be read" in result.stderr
    assert "the text of r0 was changed" in result.stderr
    assert "not added: line-7" in result.stderr
    with Ledger.open(db) as ledger:
        assert ledger.count("report") == 5
        assert [text.ordinal for text in ledger.history("r0").texts] == [1, 2]


def test_add_files_and_folders(db: str, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"{TEXT} This is file {number}.")
    assert run("add", str(folder), str(tmp_path / "missing.txt")).exit_code == 3
    result = run("add", str(folder / "0.txt"), str(folder / "1.txt"), "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    with Ledger.open(db) as ledger:
        assert ledger.count("report") == 7


def test_add_a_table_by_its_columns(db: str, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f'Body,Date,Paper\n"{TEXT}",03/04/2023,The Tarn Courier\n')
    columns = ("--column", "text=Body", "--column", "published=Date", "--column", "outlet=Paper")
    assert run("add", str(table), *columns, "--day-first").exit_code == 0
    assert run("add", str(table), "--column", "nonsense").exit_code == 2
    with Ledger.open(db) as ledger:
        assert {testimony.public for testimony in ledger.iter_testimonies(outlet="The Tarn Courier")} == {date(2023, 4, 3)}


def test_processes_and_one_give_the_same_ledger(db: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    assert run("add", "--jsonl", "-", "--db", other, "--processes", "2", given=lines_of(ROWS)).exit_code == 0
    with Ledger.open(db) as one, Ledger.open(other) as two:
        assert list(one.iter_testimonies()) == list(two.iter_testimonies()) != []


@pytest.mark.parametrize("arguments", [(), ("x.txt", "--jsonl", "-")])
def test_add_needs_one_kind_of_input(db: str, arguments: tuple[str, ...]) -> None:
    assert run("add", "--db", db, *arguments).exit_code == 2


def test_what_reading_anew_changed_is_said(db: str) -> None:
    again = run("add", "--jsonl", "-", "--max-characters", "20", "--jobs", "1", given=lines_of(ROWS))
    assert again.exit_code == 0
    assert "5 read anew" in again.stderr
    assert "10 claims gone, 0 new, 0 other than before, in 5 reports (r0, r1, r2 and 2 more)" in again.stderr
    with Ledger.open(db) as ledger:
        assert ledger.count("claim") == 10  # those that counted before stay


def test_trouble_at_the_source_is_counted(db: str, tmp_path: Path) -> None:
    table = tmp_path / "some.csv"
    table.write_text("text,date\nThe mill stands.,03/04/2021\nThe bridge fell.,04/03/2021\nThe ferry sank.,1970-01-01\n", "utf-8")
    added = run("add", str(table))
    assert added.exit_code == 0
    assert "trouble at the source: published-implausible in 1, published-unclear in 2" in added.stderr
    assert run("check", db, "--replay").exit_code == 0


def test_add_into_what_is_no_ledger(tmp_path: Path) -> None:
    notes = tmp_path / "notes.db"
    notes.write_text("not a ledger " * 20)
    result = run("add", "--jsonl", "-", "--db", str(notes), "--pack", SMALL, given=lines_of(ROWS))
    assert (result.exit_code, "a file of another kind" in result.stderr) == (1, True)


def test_judge_list_and_take_back(db: str) -> None:
    claim = first_claim(db)
    judged = run("judge", "misread", claim, *BY)
    assert judged.exit_code == 0, judged.output
    judgement = judged.stdout.split("\t")[0]
    listed = json.loads(run("judgements", "--format", "jsonl").stdout)
    assert (listed["id"], listed["kind"], listed["subject"]) == (judgement, "misread", claim)
    assert "misread" in run("judgements").stdout
    case = json.loads(run("judgements", "--misread").stdout)
    assert (case["id"], case["misread"]["key"], case["by"]) == (claim.partition("/")[0], claim.partition("/")[2], "A. Checker")
    assert case["text"][case["misread"]["start"] : case["misread"]["end"]] == case["misread"]["quote"]
    assert run("judge", "taken-back", judgement, *BY).exit_code == 0
    assert "0 judgements" in run("judgements").stdout
    assert len(run("judgements", "--every", "--format", "jsonl").stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("retracted", "r1", "--why", "x"), 1),
        (("retracted", "nobody", *BY), 1),
        (("retracted", "r1", "--since", "May", *BY), 2),
        (("nonsense", "r1", *BY), 2),
    ],
)
def test_judge_says_what_is_missing(db: str, arguments: tuple[str, ...], status: int) -> None:
    assert run("judge", "--db", db, *arguments).exit_code == status


def test_forget_and_check(db: str) -> None:
    assert run("forget", "r1").exit_code == 2
    assert run("forget", "r1", "--reason", "asked").exit_code == 0
    assert "was report number 1" not in str(Path(db).read_bytes())
    edited = {**ROWS[1], "text": "What was asked for is told again, in other words."}
    assert "1 there already, 1 forgotten" in run("add", "--jsonl", "-", given=lines_of([ROWS[1], edited])).stderr
    checked = run("check", db, "--replay")
    assert (checked.exit_code, checked.stdout) == (0, ""), checked.output
    assert "replayed: 4 pages" in checked.stderr
    assert "sound: 5 reports" in checked.stderr


def test_check_tells_damage_by_its_exit_status(db: str) -> None:
    with Ledger.open(db) as ledger, ledger.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE claim SET quote = 'no such words' WHERE pk = 1")
    checked = run("check")
    assert checked.exit_code == 1
    assert checked.stdout.startswith("span\t")
    assert run("check", "--db", "no-such.db").exit_code == 1


def test_back_up_and_merge(db: str, tmp_path: Path) -> None:
    copy, joined = str(tmp_path / "copy.db"), str(tmp_path / "joined.db")
    assert run("backup", copy).exit_code == 0
    assert run("backup", copy).exit_code == 1
    assert run("merge", copy, db, "--db", joined).exit_code == 0
    with Ledger.open(db) as one, Ledger.open(joined) as two:
        assert list(one.iter_claims()) == list(two.iter_claims())
    assert run("check", joined).exit_code == 0


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_run_keeps_what_it_read_and_goes_on(tmp_path: Path) -> None:
    db = tmp_path / "war.db"
    environment = {**os.environ, "REPORTEDLY_DB": str(db), "REPORTEDLY_PACK": SMALL}
    command = [sys.executable, "-m", "reportedly", "add", "--jsonl", "-"]
    rows = [{**ROWS[0], "id": f"n{number}"} for number in range(80)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True) as running:
        assert running.stdin is not None
        running.stdin.write(lines_of(rows))
        running.stdin.flush()
        for _ in range(600):
            if db.exists() and _reports(db) > 0:
                break
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        running.communicate()
    assert running.returncode == 130
    assert _reports(db) >= 16
    done = subprocess.run(command, input=lines_of(rows), capture_output=True, env=environment, text=True, check=True)
    assert "there already" in done.stderr
    assert _reports(db) == 80


def _reports(db: Path) -> int:
    from reportedly.core.errors import LedgerError

    try:
        with Ledger.open(db) as ledger:
            return ledger.count("report")
    except LedgerError:
        return 0


def test_settings_that_change_a_reading_tell_readers_apart(tmp_path: Path) -> None:
    gazetteer = tmp_path / "own.sqlite"
    gazetteer.write_bytes(b"one")
    with_own = settings_digest(Settings(gazetteer=str(gazetteer)))
    gazetteer.write_bytes(b"two")
    digests = ["", with_own, settings_digest(Settings(gazetteer=str(gazetteer))), settings_digest(Settings(max_extract_characters=10))]
    assert settings_digest(Settings(fetch_seconds=1.0)) == settings_digest(Settings()) == ""
    assert len(set(digests)) == 4


def test_an_id_can_hold_anything_and_obeys_nobody(db: str) -> None:
    odd = ("a/b/0123abcd", "..", "x\x1b[2Jy", "line\nbreak", "%_*", "'; DROP TABLE report; --")
    assert run("add", "--jsonl", "-", "-q", given=lines_of([{**ROWS[0], "id": name} for name in odd])).exit_code == 0
    for name in odd:
        told = run("report", "--history", "--", name)
        assert told.exit_code == 0, told.output
        assert "\x1b" not in told.output
        assert told.stdout.splitlines()[1].startswith("text 1")
    with Ledger.open(db) as ledger:
        assert ledger.count("report") == len(ROWS) + len(odd)


def test_a_page_that_went_back_to_an_earlier_text_is_told_and_counts(db: str, tmp_path: Path) -> None:
    """Three captures of one address in a web archive, made by hand to the published format (WARC 1.1)."""
    texts = (TEXT, TEXT.replace("12", "15"), TEXT)
    bodies = [f"<html><head><title>Missile</title></head><body><article><h1>Missile</h1><p>{text}</p></article></body></html>" for text in texts]
    records = []
    for day, body in zip((1, 3, 5), bodies, strict=True):
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}"
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{day}>\r\nWARC-Date: 2023-06-0{day}T08:00:00Z\r\n"
        )
        head += (
            f"WARC-Target-URI: https://harbour.example/missile\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http.encode())}\r\n"
        )
        records.append(f"{head}\r\n{http}\r\n\r\n")
    for number in range(3):
        (tmp_path / f"{number}.warc").write_bytes(records[number].encode())
        told = run("add", str(tmp_path / f"{number}.warc"))
        assert told.exit_code == 0, told.output
    assert "went back to an earlier one" in told.stderr
    with Ledger.open(db) as ledger:
        (edit, back) = ledger.iter_edits()
        assert (edit.before, edit.after, back.before, back.after) == (1, 2, 2, 1)
    history = run("report", edit.report, "--history").stdout
    assert "text 1  (counts)" in history
