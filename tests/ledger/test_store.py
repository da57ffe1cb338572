from __future__ import annotations

import dataclasses
import gc
import multiprocessing
import os
import pickle
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from bench.ledger_kill import crowd, kill_writers, make_postings
from bench.ledger_workers import write_all

from reportedly.core.errors import LedgerError
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.post import PostedKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportedly.core.records import Page, Reading
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)


def test_kill_9_at_random_moments_loses_nothing_and_doubles_nothing(
    make_where: Callable[..., str], tmp_path: Path, readings: tuple[Reading, ...], pack: Pack
) -> None:
    found = kill_writers(make_where(), make_postings(tmp_path, readings, pack, 400), kills=10)
    assert {name: found[name] for name in ("lost", "doubled", "faults")} == {"lost": 0, "doubled": 0, "faults": 0}
    assert found["killed"] >= 3


def test_many_at_work_at_once(make_where: Callable[..., str], tmp_path: Path, readings: tuple[Reading, ...], pack: Pack) -> None:
    found = crowd(make_where(), make_postings(tmp_path, readings, pack, 300), seconds=3, writers=2, readers=2)
    assert {name: found[name] for name in ("errors", "lost", "doubled", "faults")} == {"errors": 0, "lost": 0, "doubled": 0, "faults": 0}
    assert found["stored"] > 0


def test_whoever_goes_through_a_table_once_holds_few_pages_and_only_then(tmp_path: Path) -> None:
    with closing(Ledger.open(tmp_path / "war.db", create=True)) as ledger:

        def held(connection: sa.Connection) -> int:
            return int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

        with ledger.store.passing() as connection:
            assert held(connection) == -4_096
        with suppress(KeyboardInterrupt), ledger.store.passing():
            raise KeyboardInterrupt
        with ledger.store.reading() as connection:
            assert held(connection) == -65_536


def test_two_processes_that_make_one_ledger_at_once_make_one(where: str) -> None:
    context = multiprocessing.get_context("forkserver")
    makers = [context.Process(target=_make, args=(where,)) for _ in range(3)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [maker.exitcode for maker in makers] == [0, 0, 0]


def _make(where: str) -> None:
    Ledger.open(where, create=True).close()


def test_a_full_disk_is_said_and_what_was_stored_stays(
    made_file: Path, tmp_path: Path, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack
) -> None:
    path = tmp_path / "war.db"
    path.write_bytes(made_file.read_bytes())
    with Ledger.open(path) as ledger:
        ledger.post(readings[0], pack=pack, recorded=RECORDED, page=pages[0])
        before = list(ledger.iter_claims())

        def fill(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={path.stat().st_size // 4096 + 20}").fetchall()

        ledger.store.engine.dispose()
        sa.event.listen(ledger.store.engine, "connect", fill)
        with pytest.raises(LedgerError, match="expected room on the disk"):
            post_until_full(ledger, readings[1], pages[1], pack)
        stored = ledger.count("report")
        sa.event.remove(ledger.store.engine, "connect", fill)
        ledger.store.engine.dispose()
        assert {claim.testimony.id for claim in before} < {claim.testimony.id for claim in ledger.iter_claims()}
        assert ledger.post(readings[1], pack=pack, recorded=RECORDED, page=pages[1]).kind is PostedKind.NEW
        assert ledger.count("report") == stored + 1
        assert list(iter_faults(ledger.store)) == []


def post_until_full(ledger: Ledger, reading: Reading, page: Page, pack: Pack) -> None:
    for number in range(500):
        other = dataclasses.replace(reading, id=f"more-{number}")
        assert ledger.post(other, pack=pack, recorded=RECORDED, page=dataclasses.replace(page, id=other.id)).kind is PostedKind.NEW


def test_what_is_no_ledger_is_said_and_not_touched(tmp_path: Path) -> None:
    text, empty, other = tmp_path / "notes.txt", tmp_path / "empty.db", tmp_path / "other.db"
    text.write_text("Dear diary, " * 50)
    empty.touch()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()
    for path, said in (
        (text, "a file of another kind"),
        (empty, "an empty file"),
        (other, "a database of another program"),
        (tmp_path / "missing.db", "no such file"),
        (tmp_path, "found the folder"),
    ):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(LedgerError, match=said):
            Ledger.open(path)
        assert (path.read_bytes() if path.is_file() else b"") == before
    with pytest.raises(LedgerError, match="a file of another kind"):
        Ledger.open(text, create=True)
    with pytest.raises(LedgerError, match="another program"):
        Ledger.open(other, create=True)
    with pytest.raises(LedgerError, match="expected a folder"):
        Ledger.open(tmp_path / "no" / "war.db", create=True)
    with Ledger.open(empty, create=True) as made:
        assert list(made.iter_testimonies()) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://user:secret@host/name", "expected a path or postgresql"),
        ("postgresql://user:secret@127.0.0.1:1/name", "connection"),
        ("://", "expected a path or an address"),
    ],
)
def test_addresses_that_lead_nowhere_are_said_without_their_passwords(address: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said) as caught:
        Ledger.open(address)
    assert "secret" not in str(caught.value)


def test_a_ledger_of_a_newer_reportedly_is_refused(ledger: Ledger) -> None:
    with ledger.store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE reportedly_schema SET version_num = '9999'"))
    with pytest.raises(LedgerError, match=r"schema 9999 of a newer Reportedly"):
        Ledger.open(ledger.store.path or ledger.store.engine.url.render_as_string(hide_password=False))


def test_an_empty_database_is_no_ledger_until_it_is_made_one(where: str) -> None:
    with pytest.raises(LedgerError, match=r"no such file|no ledger"):
        Ledger.open(where)
    Ledger.open(where, create=True).close()
    Ledger.open(where).close()


def test_a_read_only_ledger_answers_and_takes_nothing(
    made_file: Path, tmp_path: Path, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack
) -> None:
    path = tmp_path / "war db?#%.db"
    path.write_bytes(made_file.read_bytes())
    with Ledger.open(path) as ledger:
        ledger.post(readings[0], pack=pack, recorded=RECORDED, page=pages[0])
        held = list(ledger.iter_claims())
    before = path.read_bytes()
    with Ledger.open(path, read_only=True) as ledger:
        assert list(ledger.iter_claims()) == held
        with pytest.raises(LedgerError, match="read-only"):
            ledger.post(readings[1], pack=pack, recorded=RECORDED, page=pages[1])
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
def test_a_ledger_in_a_folder_that_takes_nothing_answers(made_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "war.db").write_bytes(made_file.read_bytes())
    folder.chmod(0o555)
    with Ledger.open(folder / "war.db") as ledger:
        assert list(ledger.iter_claims()) == []
    folder.chmod(0o755)


@pytest.mark.parametrize(
    ("damage", "value"),
    [("UPDATE claim SET day_latest = CAST(? AS TEXT)", "2022-1x-01"), ("UPDATE claim SET quote = CAST(? AS TEXT)", b"\xe9\xff")],
)
def test_a_value_that_is_none_of_its_column_is_told_as_damage(
    made_file: Path, tmp_path: Path, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack, damage: str, value: str | bytes
) -> None:
    path = tmp_path / "war.db"
    path.write_bytes(made_file.read_bytes())
    with Ledger.open(path) as ledger:
        ledger.post(readings[0], pack=pack, recorded=RECORDED, page=pages[0])
        with ledger.store.engine.begin() as connection:
            connection.exec_driver_sql(damage, (value,))
        with pytest.raises(LedgerError, match="expected a sound ledger"):
            list(ledger.iter_claims())
        assert list(iter_faults(ledger.store))


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(filled: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    seen = filled.iter_testimonies()
    first = next(seen)
    filled.post(dataclasses.replace(readings[1], id="zzz"), pack=pack, recorded=RECORDED, page=dataclasses.replace(pages[1], id="zzz"))
    rest = [testimony.report for testimony in seen]
    assert "zzz" not in {first.report, *rest}
    assert "zzz" in {testimony.report for testimony in filled.iter_testimonies()}


def test_a_file_that_was_cut_off_is_refused_and_not_touched(made_file: Path, tmp_path: Path) -> None:
    whole = made_file.read_bytes()
    for size in (len(whole) - 1, len(whole) - 4096, len(whole) // 2, 4096, 512, 100, 50):
        path = tmp_path / f"cut{size}.db"
        path.write_bytes(whole[:size])
        with pytest.raises(LedgerError, match=r"cut off|found damage"):
            Ledger.open(path)
        assert path.read_bytes() == whole[:size]


def test_a_value_that_is_none_of_its_columns_is_damage_and_not_our_fault(filled: Ledger) -> None:
    with filled.store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE claim SET mode = 'sung' WHERE pk = 1"))
    with pytest.raises(LedgerError, match="expected a sound ledger, found damage"):
        list(filled.iter_claims())


def test_whoever_has_enough_answers_leaves_nothing_open(filled: Ledger) -> None:
    for some in (filled.iter_reports("forces", limit=1), filled.iter_claims(newest_first=True), filled.iter_claims(limit=1)):
        next(some, None)
        del some
    gc.collect()
    with filled.store.engine.connect() as connection, connection.begin():
        assert connection.scalar(sa.text("SELECT 1")) == 1


def test_two_who_add_and_one_who_has_something_forgotten(make_where: Callable[..., str], tmp_path: Path, readings: tuple[Reading, ...], pack: Pack) -> None:
    where, postings = make_where(), make_postings(tmp_path, readings, pack, 120)
    victims = [posting.entry.report for posting in pickle.loads(postings.read_bytes())[10:13]]  # noqa: S301  our own file
    context = multiprocessing.get_context("forkserver")
    names = [str(tmp_path / f"said{number}") for number in range(2)]
    adding = [context.Process(target=write_all, args=(where, str(postings), name, number * 60)) for number, name in enumerate(names)]
    for process in adding:
        process.start()
    gone: set[str] = set()
    with Ledger.open(where) as ledger:
        while any(process.is_alive() for process in adding) or gone != set(victims):
            for victim in sorted(set(victims) - gone):
                with suppress(LedgerError):  # not there yet
                    gone.add(ledger.forget(victim, by="A. Checker", reason="asked", recorded=RECORDED))
            time.sleep(0.01)
        for process in adding:
            process.join()
        assert [process.exitcode for process in adding] == [0, 0]
        assert ledger.count("report") == 120
        assert not [claim for claim in ledger.iter_claims() if claim.testimony.report in victims]
        assert list(iter_faults(ledger.store)) == []
