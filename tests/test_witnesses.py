from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import reportedly
from reportedly.cli.main import app
from reportedly.core.entries import JudgementKind
from reportedly.core.records import Page
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.questions import Question
from reportedly.packs.load import Pack, load_pack
from reportedly.witnesses import Witnesses, find_families

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORDED = datetime(2023, 5, 1, tzinfo=UTC)
STRUCK = "A Russian missile struck the railway station in Kramatorsk on 8 April 2022 and tore up the platform. Buses took the passengers on to the west."
PAGES = (
    Page(id="a", text=STRUCK, outlet="The Harbour Post", published=date(2022, 4, 8)),
    Page(id="b", text=f"BREAKING. {STRUCK}", outlet="Gazette of Tests", published=date(2022, 4, 9)),
    Page(
        id="c",
        text="The railways wrote that no train would leave for two days. Russian missiles hit Kramatorsk on 8 April 2022; a waiting room and its roof are gone.",
        outlet="Northern Telegraph",
        published=date(2022, 4, 9),
    ),
    Page(id="d", text="Ukrainian forces have captured Izium, officials said.", outlet="The Harbour Post", published=date(2022, 9, 11)),
    Page(id="e", text="Russian troops still hold Izium, residents said on 11 September 2022.", outlet="Northern Telegraph", published=date(2022, 9, 11)),
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("russia_ukraine_2022")


@pytest.fixture
def ledger(tmp_path: Path, pack: Pack) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "war.db", create=True) as opened:
        for page, reading in zip(PAGES, reportedly.read_many(PAGES), strict=True):
            opened.post(reading, pack=pack, recorded=RECORDED, page=page)
        yield opened


def test_a_copy_is_no_second_witness(ledger: Ledger, pack: Pack) -> None:
    (strike,) = (one for one in Witnesses(ledger, pack).happenings() if one.event == "strike")
    assert strike.reports == ("a", "b", "c")
    assert len(strike.origins) == 2
    (alone,) = (one for one in Witnesses(ledger, pack, copies=False).happenings() if one.event == "strike")
    assert len(alone.origins) == 3


def test_a_person_says_who_copied_and_who_did_not(ledger: Ledger, pack: Pack) -> None:
    families = find_families(ledger, pack)
    assert families["a"] == families["b"]
    assert set(families) == {"a", "b"}
    ledger.judge(JudgementKind.NOT_SAME, "b", object="a", by="A. Checker", why="own reporter", recorded=RECORDED)
    ledger.judge(JudgementKind.COPY_OF, "c", object="a", by="A. Checker", why="the editor said so", recorded=RECORDED)
    families = find_families(ledger, pack)
    assert families["a"] == families["c"]
    assert set(families) == {"a", "c"}


def test_no_answer_knows_what_came_later(ledger: Ledger, pack: Pack) -> None:
    early = Witnesses(ledger, pack, Question(as_of=date(2022, 4, 8)))
    assert find_families(ledger, pack, as_of=date(2022, 4, 8)) == {}
    assert early.happenings() == ()
    assert {testimony.report for testimony in early.testimonies.values()} == {"a"}


def test_two_holders_dispute_one_another(ledger: Ledger, pack: Pack) -> None:
    disputes = [one for one in Witnesses(ledger, pack).disputes() if one.place_name == "Izium"]
    assert [one.kind.value for one in disputes] == ["state"]


def test_the_commands(ledger: Ledger) -> None:
    where = str(ledger.store.path)
    told = CliRunner().invoke(app, ["happenings", "--db", where, "--format", "jsonl", "--event", "strike"])
    assert [json.loads(line)["witnesses"] for line in told.stdout.splitlines()] == [2]
    told = CliRunner().invoke(app, ["disputes", "--db", where, "--no-copies"], env={"COLUMNS": "200"})
    assert "1 dispute" in told.stdout
    assert "Izium" in told.stdout


def test_a_table_shows_the_ids_that_why_takes(ledger: Ledger) -> None:
    where, wide = str(ledger.store.path), {"COLUMNS": "400"}
    for command in ("disputes", "happenings"):
        told = CliRunner().invoke(app, [command, "--db", where, "--no-copies"], env=wide).stdout
        ids = re.findall(r"\[([^\s\[\]]+/[0-9a-f]{8})\]", told)
        assert len(ids) >= 1
        assert all(CliRunner().invoke(app, ["why", name, "--db", where]).exit_code == 0 for name in ids[:2])


def test_why_a_claim_is_worth_what_it_is(ledger: Ledger) -> None:
    where = str(ledger.store.path)
    claims = [json.loads(line) for line in CliRunner().invoke(app, ["claims", "--db", where, "--format", "jsonl"]).stdout.splitlines()]
    captured = next(row["claim"] for row in claims if row["event"] == "capture")
    told = CliRunner().invoke(app, ["why", captured, "--db", where])
    assert told.exit_code == 0, told.output
    assert "whose word it is: " in told.stdout
    assert "disputed by:" in told.stdout
    assert "still hold Izium" in told.stdout
    assert "belief on Izium on 2022-09-11" in told.stdout
    struck = next(row["claim"] for row in claims if row["event"] == "strike" and row["report"] == "a")
    told = CliRunner().invoke(app, ["why", struck, "--db", where])
    assert "copies of its report:\n  b\n" in told.stdout
    assert "on the word of 2" in told.stdout
    assert CliRunner().invoke(app, ["why", "a/ffffffffffffffff", "--db", where]).exit_code == 1


def test_who_holds_it_by_the_ledger(ledger: Ledger) -> None:
    where = str(ledger.store.path)
    told = CliRunner().invoke(app, ["holds", "Izium", "--db", where, "--on", "2022-09-11", "-q"])
    assert told.exit_code == 0, told.output
    assert "on whose word" in told.stdout
    assert "[d]" in told.stdout
    (captured,) = (stored.testimony.id for stored in ledger.iter_claims(Question(event="capture")))
    ledger.judge(JudgementKind.RETRACTED, captured, by="A. Checker", why="taken back", recorded=RECORDED, since=date(2022, 9, 20))
    later = CliRunner().invoke(app, ["holds", "Izium", "--db", where, "--on", "2022-09-11", "--as-of", "2022-09-25", "-q"])
    assert "[d]" not in later.stdout
    then = CliRunner().invoke(app, ["holds", "Izium", "--db", where, "--on", "2022-09-11", "--as-of", "2022-09-11", "-q"])
    assert "[d]" in then.stdout
    ahead = CliRunner().invoke(app, ["holds", "Izium", "--db", where, "--on", "2999-01-01", "-q"])
    assert ahead.exit_code == 2


def test_grades_need_settled_news(ledger: Ledger) -> None:
    told = CliRunner().invoke(app, ["speakers", "--grades", "--db", str(ledger.store.path), "--format", "jsonl"])
    assert told.exit_code == 0, told.output
    assert all(json.loads(line)["grade"] == "F" for line in told.stdout.splitlines())
