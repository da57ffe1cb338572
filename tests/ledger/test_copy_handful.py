"""A handful of new texts before what the ledger keeps of copies: seen at once, written once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from reportedly.ledger import copy_rows, schema
from reportedly.ledger.copy_handful import CopyHandful
from reportedly.ledger.copy_rows import KeptPair, KeptProfile
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import Connection

FAR = (3 << 32) + 7
"""A band beyond 32 bits, as those of bridges are."""


def profile(number: int) -> KeptProfile:
    return KeptProfile(pk=number, key=f"key{number}", language="", words=9, sampled=4, bridges=0)


def pair(one: int, other: int, relation: str | None = "copy") -> KeptPair:
    return KeptPair(
        one=one, other=other, score=0.9 if relation else 0.1, relation=relation, similarity=0.5 if relation else None, why="said" if relation else None
    )


@pytest.fixture
def connection(make_where: Callable[..., str]) -> Iterator[Connection]:
    """A ledger with three profiles, of which the first two depend on one another, and four texts to hang them on."""
    with Ledger.open(make_where(), create=True) as ledger, ledger.store.writing() as opened:
        recorded = datetime(2023, 5, 1, tzinfo=UTC)
        opened.execute(schema.report.insert(), [{"pk": n, "id": f"r{n}", "known_by": "id", "recorded": recorded} for n in range(1, 6)])
        rows = [{"pk": n, "report": n, "ordinal": 1, "text_hash": f"h{n}", "reading_id": f"r{n}", "characters": 1, "recorded": recorded} for n in range(1, 6)]
        opened.execute(schema.report_text.insert(), rows)
        copy_rows.add_profiles(opened, [profile(number) for number in (1, 2, 3)])
        copy_rows.add_texts(opened, [(1, 1), (2, 2), (3, 3)])
        copy_rows.add_bands(opened, [(10, 1), (10, 2), (FAR, 3)])
        copy_rows.put_pairs(opened, [pair(1, 2), pair(1, 3, None)])
        yield opened


def pairs_of(connection: Connection) -> dict[tuple[int, int], str | None]:
    table = schema.copy_pair
    return {(row.one, row.other): row.relation for row in connection.execute(sa.select(table))}


def test_what_is_there_and_what_is_new_are_seen_alike(connection: Connection) -> None:
    handful = CopyHandful(connection, ["key2", "key4"], [10, 11, FAR])
    assert (handful.number_of("key2"), handful.number_of("key4"), handful.next_number()) == (2, None, 4)
    assert handful.carriers([10, 11, FAR]) == {10: [1, 2], FAR: [3]}
    handful.add_profile(profile(4), [10, 11, FAR], kept=2)
    assert (handful.number_of("key4"), handful.next_number()) == (4, 5)
    assert handful.carriers([10, 11, FAR]) == {10: [1, 2], 11: [4], FAR: [3, 4]}
    assert copy_rows.carriers(connection, [10, 11, FAR]) == {10: [1, 2], FAR: [3]}, "nothing is written yet"


def test_everything_is_written_once_at_the_end(connection: Connection) -> None:
    handful = CopyHandful(connection, ["key4"], [10, 11, FAR])
    handful.add_profile(profile(4), [11, FAR], kept=2)
    handful.add_text(4, 4)
    handful.add_text(5, 2)
    handful.put_pairs([pair(2, 4)], are_new=True)
    handful.put_pairs([pair(1, 2, None), pair(1, 3)])
    handful.keep()
    assert copy_rows.carriers(connection, [10, 11, FAR]) == {10: [1, 2], 11: [4], FAR: [3, 4]}
    assert pairs_of(connection) == {(1, 2): None, (1, 3): "copy", (2, 4): "copy"}
    texts = connection.execute(sa.select(schema.copy_text.c.text, schema.copy_text.c.profile).order_by(schema.copy_text.c.text)).all()
    assert [tuple(row) for row in texts] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 2)]


def test_a_pair_that_was_judged_again_counts_as_it_is_now(connection: Connection) -> None:
    handful = CopyHandful(connection, [], [])
    assert handful.dependent_among([1, 2, 3]) == [(1, 2)]
    handful.put_pairs([pair(1, 2, None), pair(2, 3)])
    assert handful.dependent_among([1, 2, 3]) == [(2, 3)]
    assert handful.dependent_among([1, 2]) == []
    handful.keep()
    assert copy_rows.dependent_among(connection, [1, 2, 3]) == [(2, 3)]


def test_an_empty_handful_writes_nothing(connection: Connection) -> None:
    CopyHandful(connection, [], []).keep()
    assert pairs_of(connection) == {(1, 2): "copy", (1, 3): None}
