"""A list of places that changed hands: stored whole, moved whole, and found in ledgers that are older than its table."""

from __future__ import annotations

import importlib
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

import reportedly
from reportedly.core.entries import JudgementKind
from reportedly.core.records import Page
from reportedly.ledger import schema
from reportedly.ledger.blobs import bytes_of
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, tzinfo=UTC)
PAGE = Page(id="list", text="Ukrainian forces liberated Izium, Balakliia and Kupiansk on 10 September 2022.", published=date(2022, 9, 11))


@pytest.fixture(scope="module")
def listed() -> Reading:
    return reportedly.read(PAGE)


def controls(ledger: Ledger) -> list[tuple[str, ...]]:
    changes = [testimony.control for testimony in ledger.iter_testimonies()]
    return [(change.place, *change.also) for change in changes if change is not None]


def names(ledger: Ledger) -> list[list[str]]:
    found = []
    for testimony in ledger.iter_testimonies():
        if testimony.control is not None:
            called = {part.place.id: part.place.name for part in testimony.places}
            found.append([called[one] for one in (testimony.control.place, *testimony.control.also)])
    return found


def test_all_places_of_a_list_come_back(ledger: Ledger, listed: Reading, pack: Pack) -> None:
    ledger.post(listed, pack=pack, recorded=RECORDED, page=PAGE)
    assert sorted(name for called in names(ledger) for name in called) == ["Balakliia", "Izium", "Kupiansk"]
    assert list(iter_faults(ledger.store)) == []


def test_a_merge_takes_the_list(make_where: Callable[..., str], listed: Reading, pack: Pack) -> None:
    with Ledger.open(make_where()) as one, Ledger.open(make_where()) as other:
        one.post(listed, pack=pack, recorded=RECORDED, page=PAGE)
        other.merge(one, recorded=RECORDED)
        assert controls(other) == controls(one)
        assert other.count("claim_also") == one.count("claim_also") == 2


def test_a_place_of_the_list_is_put_right(ledger: Ledger, listed: Reading, pack: Pack) -> None:
    ledger.post(listed, pack=pack, recorded=RECORDED, page=PAGE)
    testimony = next(one for one in ledger.iter_testimonies() if one.control is not None and one.control.also)
    assert testimony.control is not None
    wrong, right = testimony.control.also[0], testimony.control.place
    ledger.judge(JudgementKind.PLACE_IS, f"{testimony.id}@{wrong}", object=right, by="A. Checker", why="said twice", recorded=RECORDED)
    moved = next(one for one in ledger.iter_testimonies() if one.id == testimony.id)
    assert moved.control is not None
    assert wrong not in (moved.control.place, *moved.control.also)


def test_an_older_ledger_finds_its_lists_in_its_readings(ledger: Ledger, listed: Reading, pack: Pack) -> None:
    ledger.post(listed, pack=pack, recorded=RECORDED, page=PAGE)
    migration = importlib.import_module("reportedly.ledger.migrations.versions.copies_and_lists")
    with ledger.store.reading() as connection:
        stored = [
            dict(row._mapping) for row in connection.execute(sa.select(schema.claim_also).order_by(schema.claim_also.c.claim, schema.claim_also.c.ordinal))
        ]
        row = connection.execute(sa.select(schema.reading.c.pk, schema.reading.c.body)).one()
        assert migration._lists(connection, row.pk, json.loads(bytes_of(row.body))) == stored
    assert len(stored) == 2
