"""Where the ledger keeps which texts depend on which: profiles, the bands they are looked up by, pairs, and how many carry what.

The rule that must not be broken: all of it can be found again from the texts, so it may be emptied at any time; and nothing of a forgotten report stays.
"""

from __future__ import annotations

import itertools
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.blobs import text_of
from reportedly.ledger.current import current_reading
from reportedly.ledger.rows import parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    Counts = dict[str, tuple[NDArray[np.uint32], NDArray[np.uint32]]]

MERGED_AT = 8
"""Tallies of one tier that become one of the next: every text is written again as often as eight goes into their number, by powers."""
BULK = 20_000
"""Rows made at a time: the millions of a large ledger are never all there as rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProfile:
    """A text's place among the texts that are compared: equal texts share one. ``key`` is made of its words."""

    pk: int
    key: str
    language: str
    words: int
    sampled: int
    bridges: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPair:
    """How surely one of two texts depends on the other; ``relation``, ``similarity`` and ``why`` where one does. ``one`` is the lesser number."""

    one: int
    other: int
    score: float
    relation: str | None = None
    similarity: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """How far the comparing is. ``maker`` is what compared, ``texts`` how many, ``profiles`` how many different ones.

    ``settled`` is how many of them were compared when all were, or equal one of those.
    """

    maker: str | None
    profiles: int
    texts: int
    settled: int


def load_state(connection: Connection) -> Comparing:
    """How far it is; no maker where nothing was ever compared."""
    tally = schema.copy_tally
    rows = connection.execute(sa.select(tally.c.maker, tally.c.profiles, tally.c.settled).order_by(tally.c.pk)).all()
    settled = max((row.profiles for row in rows if row.settled), default=0)
    copy = schema.copy_text
    texts, at_once = connection.execute(sa.select(sa.func.count(), sa.func.count(sa.case((copy.c.profile <= settled, 1)))).select_from(copy)).one()
    return Comparing(maker=rows[-1].maker if rows else None, profiles=max((row.profiles for row in rows), default=0), texts=texts, settled=at_once)


def empty(connection: Connection) -> None:
    """Forget all that was found."""
    for table in schema.COPIES:
        connection.execute(table.delete())


def waiting(connection: Connection, limit: int | None = None) -> list[tuple[int, str]]:
    """Number and words of the texts that were not compared, in the order they were stored."""
    text = schema.report_text
    wanted = sa.select(text.c.pk, text.c.body).where(*_waits()).order_by(text.c.pk)
    return [(row.pk, text_of(row.body)) for row in connection.execute(wanted.limit(limit) if limit else wanted)]


def every_text(connection: Connection) -> Iterator[tuple[int, str]]:
    """Number and words of every text that is not forgotten, in the order they were stored."""
    text = schema.report_text
    wanted = sa.select(text.c.pk, text.c.body).where(text.c.body.is_not(None)).order_by(text.c.pk)
    return ((row.pk, text_of(row.body)) for row in connection.execute(wanted.execution_options(yield_per=500)))


def forgotten_among(connection: Connection) -> set[int]:
    """The texts whose words are gone."""
    return set(connection.scalars(sa.select(schema.report_text.c.pk).where(schema.report_text.c.body.is_(None))))


def count_waiting(connection: Connection) -> int:
    """How many texts were not compared."""
    return int(connection.scalar(sa.select(sa.func.count()).select_from(schema.report_text).where(*_waits())) or 0)


def _waits() -> tuple[sa.ColumnElement[bool], ...]:
    text, copy = schema.report_text, schema.copy_text
    return text.c.body.is_not(None), ~sa.exists().where(copy.c.text == text.c.pk)


def texts_that_count(connection: Connection, *, as_of: date | None, recorded_by: datetime | None) -> list[Any]:
    """Report, day of publication (where it is one day) and profile of every report that counts, by id; no profile where its text was not compared."""
    reading, report, copy = schema.reading, schema.report, schema.copy_text
    wanted = (
        sa.select(report.c.id, reading.c.published_earliest, reading.c.published_latest, copy.c.profile)
        .join_from(reading, report, reading.c.report == report.c.pk)
        .outerjoin(copy, copy.c.text == reading.c.text)
        .where(*current_reading(as_of, recorded_by), reading.c.report.not_in(sa.select(schema.forgotten.c.report)))
        .order_by(report.c.id)
    )
    return list(connection.execute(wanted))


def find_profiles(connection: Connection, *, keys: Iterable[str] | None = None, pks: Iterable[int] | None = None) -> list[KeptProfile]:
    """The profiles of these keys or numbers; all of them without either."""
    table = schema.copy_profile
    if keys is None and pks is None:
        rows = connection.execute(sa.select(table)).all()
    else:
        column, values = (table.c.key, keys) if keys is not None else (table.c.pk, pks)
        rows = [row for part in parts(values or ()) for row in connection.execute(sa.select(table).where(column.in_(part)))]
    return [KeptProfile(pk=row.pk, key=row.key, language=row.language, words=row.words, sampled=row.sampled, bridges=row.bridges) for row in rows]


def load_texts(connection: Connection, profiles: Iterable[int]) -> dict[int, str]:
    """The words behind each profile: those of the text of it that was stored first."""
    text, copy = schema.report_text, schema.copy_text
    found: dict[int, str] = {}
    for part in parts(profiles):
        first = sa.select(sa.func.min(copy.c.text)).where(copy.c.profile.in_(part)).group_by(copy.c.profile)
        wanted = sa.select(copy.c.profile, text.c.body).join_from(copy, text, copy.c.text == text.c.pk).where(copy.c.text.in_(first))
        found.update({row.profile: text_of(row.body) for row in connection.execute(wanted) if row.body is not None})
    return found


def carriers(connection: Connection, bands: Collection[int]) -> dict[int, list[int]]:
    """The profiles that are remembered for each of these bands."""
    found: dict[int, list[int]] = defaultdict(list)
    for part in parts(bands):
        numbers = ",".join(map(str, part))  # a thousand rows for each text: the plain way takes a third of the time
        for band, profile in connection.exec_driver_sql(f"SELECT band, profile FROM copy_band WHERE band IN ({numbers})").all():  # noqa: S608  numbers
            found[band].append(profile)
    return found


def load_pairs(connection: Connection) -> Iterator[tuple[int, int, float]]:
    """Numbers and score of each two profiles that were compared in full."""
    table = schema.copy_pair
    wanted = sa.select(table.c.one, table.c.other, table.c.score).order_by(table.c.one, table.c.other)
    return ((row.one, row.other, row.score) for row in connection.execute(wanted.execution_options(yield_per=BULK)))


def load_dependent(connection: Connection) -> list[KeptPair]:
    """The pairs of which one depends on the other."""
    table = schema.copy_pair
    rows = connection.execute(sa.select(table).where(table.c.relation.is_not(None)).order_by(table.c.one, table.c.other))
    return [KeptPair(one=row.one, other=row.other, score=row.score, relation=row.relation, similarity=row.similarity, why=row.why) for row in rows]


def dependent_among(connection: Connection, profiles: Collection[int]) -> list[tuple[int, int]]:
    """The pairs among these profiles of which one depends on the other."""
    table = schema.copy_pair
    few = sorted(profiles)
    return [
        (row.one, row.other)
        for row in connection.execute(sa.select(table.c.one, table.c.other).where(table.c.relation.is_not(None), table.c.one.in_(few), table.c.other.in_(few)))
    ]


def add_profiles(connection: Connection, made: Iterable[KeptProfile]) -> None:
    """Keep new profiles."""
    _insert(
        connection,
        schema.copy_profile,
        ({"pk": one.pk, "key": one.key, "language": one.language, "words": one.words, "sampled": one.sampled, "bridges": one.bridges} for one in made),
    )


def add_texts(connection: Connection, texts: Iterable[tuple[int, int]]) -> None:
    """Note that these texts were compared, each with the number of its profile."""
    _insert_numbers(connection, "copy_text (text, profile)", texts)


def add_bands(connection: Connection, bands: Iterable[tuple[int, int]]) -> None:
    """Remember these profiles for these bands."""
    _insert_numbers(connection, "copy_band (band, profile)", bands)


def put_pairs(connection: Connection, pairs: Iterable[KeptPair]) -> None:
    """Keep what was found of these pairs, of which nothing is there (``drop_pairs``)."""
    rows = ({"one": p.one, "other": p.other, "score": p.score, "relation": p.relation, "similarity": p.similarity, "why": p.why} for p in pairs)
    _insert(connection, schema.copy_pair, rows)


def drop_pairs(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """Forget what was found of these pairs."""
    table = schema.copy_pair
    if pairs:
        gone = table.delete().where(table.c.one == sa.bindparam("first"), table.c.other == sa.bindparam("second"))
        connection.execute(gone, [{"first": one, "second": other} for one, other in pairs])


def languages(connection: Connection) -> set[str]:
    """The languages of the texts that have words, as far as profiles tell them apart."""
    table = schema.copy_profile
    return set(connection.scalars(sa.select(table.c.language).where(table.c.words > 0).distinct()))


def next_profile(connection: Connection) -> int:
    """The number of the next new profile."""
    return int(connection.scalar(sa.select(sa.func.max(schema.copy_profile.c.pk))) or 0) + 1


def drop_texts(connection: Connection, texts: Collection[int]) -> None:
    """Forget what was found of these texts, and of the profiles that no other text has."""
    copy, band, pair = schema.copy_text, schema.copy_band, schema.copy_pair
    profiles = list(connection.scalars(sa.select(copy.c.profile).where(copy.c.text.in_(list(texts))).distinct()))
    connection.execute(copy.delete().where(copy.c.text.in_(list(texts))))
    still = set(connection.scalars(sa.select(copy.c.profile).where(copy.c.profile.in_(profiles))))
    gone = [profile for profile in profiles if profile not in still]
    connection.execute(band.delete().where(band.c.profile.in_(gone)))
    connection.execute(pair.delete().where(pair.c.one.in_(gone) | pair.c.other.in_(gone)))
    connection.execute(schema.copy_profile.delete().where(schema.copy_profile.c.pk.in_(gone)))


# ── how many carry what ─────────────────────────────────────────────────────────────────────────────────


def add_tally(connection: Connection, counts: Counts, *, maker: str, profiles: int, settled: bool = False) -> None:
    """Keep more counts, by kind as buckets and how many each; eight small tallies become one larger."""
    table = schema.copy_tally
    pk = int(connection.scalar(sa.select(sa.func.max(table.c.pk))) or 0) + 1
    row = {"pk": pk, "maker": maker, "tier": 0, "profiles": profiles, "settled": settled, "body": _packed(counts)}
    connection.execute(table.insert(), row)
    tier = 0
    while True:
        rows = connection.execute(sa.select(table).where(table.c.tier == tier, table.c.settled == sa.false()).order_by(table.c.pk)).all()
        if len(rows) < MERGED_AT:
            return
        connection.execute(table.delete().where(table.c.pk.in_([one.pk for one in rows])))
        whole = _packed(_summed([_unpacked(one.body) for one in rows]))
        tier += 1
        connection.execute(table.insert(), {"pk": rows[-1].pk, "maker": maker, "tier": tier, "profiles": rows[-1].profiles, "settled": False, "body": whole})


def load_tallies(connection: Connection) -> list[Counts]:
    """All counts, to be added up."""
    return [_unpacked(body) for body in connection.scalars(sa.select(schema.copy_tally.c.body).order_by(schema.copy_tally.c.pk))]


def _summed(many: Sequence[Counts]) -> Counts:
    found: Counts = {}
    for kind in {kind for counts in many for kind in counts}:
        buckets = np.concatenate([counts[kind][0] for counts in many if kind in counts])
        amounts = np.concatenate([counts[kind][1] for counts in many if kind in counts])
        unique, place = np.unique(buckets, return_inverse=True)
        found[kind] = (unique, np.bincount(place, weights=amounts, minlength=len(unique)).astype(np.uint32))
    return found


def _packed(counts: Counts) -> bytes:
    """Kinds by name; buckets as steps from one to the next, which are small and deflate well."""
    pieces = []
    for kind in sorted(counts):
        buckets, amounts = counts[kind]
        steps = np.diff(buckets, prepend=np.uint32(0)).astype("<u4")
        for array in (steps, amounts.astype("<u4")):
            # The bytes of one place together: the upper ones are nearly all 0.
            data = zlib.compress(array.view(np.uint8).reshape(-1, 4).T.tobytes() if len(array) else b"", 6)
            pieces.append(len(data).to_bytes(4, "little") + data)
        pieces[-2] = len(kind).to_bytes(1, "little") + kind.encode() + pieces[-2]
    return b"".join(pieces)


def _unpacked(body: bytes) -> Counts:
    found: Counts = {}
    at = 0
    while at < len(body):
        length = body[at]
        kind = body[at + 1 : at + 1 + length].decode()
        at += 1 + length
        arrays = []
        for _ in range(2):
            size = int.from_bytes(body[at : at + 4], "little")
            raw = np.frombuffer(zlib.decompress(body[at + 4 : at + 4 + size]), np.uint8)
            arrays.append(raw.reshape(4, -1).T.copy().view("<u4").reshape(-1).astype(np.uint32) if len(raw) else np.zeros(0, np.uint32))
            at += 4 + size
        found[kind] = (np.cumsum(arrays[0], dtype=np.uint32), arrays[1])
    return found


def _insert(connection: Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    rest = iter(rows)
    while some := list(itertools.islice(rest, BULK)):
        connection.execute(table.insert(), some)


def _insert_numbers(connection: Connection, into: str, rows: Iterable[tuple[int, int]]) -> None:
    """Two numbers a row, seventy rows a text: by the store's own way for many, past what SQLAlchemy makes of each row."""
    rest = iter(rows)
    while some := list(itertools.islice(rest, BULK)):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"INSERT INTO {into} VALUES (?, ?)", some)  # noqa: S608  a name of ours
        else:
            columns = tuple([list(column) for column in zip(*some, strict=True)])
            connection.exec_driver_sql(f"INSERT INTO {into} SELECT * FROM unnest(%s::bigint[], %s::bigint[])", columns)  # noqa: S608  as above


def share_counter(found: dict[int, list[int]]) -> Counter[int]:
    """How many bands each profile has in common with what was asked for."""
    return Counter(profile for profiles in found.values() for profile in profiles)
