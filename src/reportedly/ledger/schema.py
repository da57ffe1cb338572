"""The tables of a ledger, one schema for SQLite and PostgreSQL.

The rule that must not be broken: rows are added, never changed; what a table means today it means in every ledger, so that a change here
is a new migration (``migrations/``), and a test compares the two.

Words in the margin: ``pk`` is a number inside this one ledger; ``id``, ``digest`` and ``…_hash`` are made of content and mean the same everywhere.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

HEAD = "0003"
"""The schema this version of Reportedly writes: the newest revision in ``migrations/``."""
VERSION_TABLE = "reportedly_schema"
WORDS = "report_words"
"""The table of the full-text search: FTS5 in SQLite, tsvector in PostgreSQL (``search.py``)."""

metadata = sa.MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})


def to_second(moment: datetime) -> datetime:
    """The moment in UTC to the second, as it is stored; one without a zone is taken for UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A moment, kept in UTC to the second."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; SQLite keeps no zone."""
        if value is None:
            return None
        moment = to_second(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the base class's form
        """With its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> sa.Text:
    """Text that sorts by code point on either store, whatever the server's language: answers come in the order of ids."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _pk() -> sa.Column[int]:
    # In SQLite only an INTEGER PRIMARY KEY is the row's own number; a BIGINT would be a second index.
    return sa.Column("pk", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False)


def _reference(name: str, target: str, *, nullable: bool = False, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(f"{target}.pk"), nullable=nullable and not primary_key, primary_key=primary_key)


def _ordinal(*, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column("ordinal", sa.Integer, nullable=False, primary_key=primary_key)


def _digest() -> sa.Column[str]:
    return sa.Column("digest", sa.Text, nullable=False, unique=True)


# ── who read, who says, who acts, where ─────────────────────────────────────────────────────────────────

pack_version = sa.Table(
    "pack_version",
    metadata,
    _pk(),
    _digest(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("engine", sa.Text, nullable=False),
)
source = sa.Table(
    "source",
    metadata,
    _pk(),
    _digest(),
    sa.Column("role", sa.Text, nullable=False),  # outlet, speaker
    sa.Column("name", sa.Text, nullable=False),  # an outlet's name; a speaker's id in the pack, else the report's words
    sa.Column("known", sa.Boolean, nullable=False),  # the name is an id of the pack
)
place = sa.Table(
    "place",
    metadata,
    _pk(),
    _digest(),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("geonameid", sa.BigInteger),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("precision", sa.Text, nullable=False),
    sa.Column("country", sa.Text),
    sa.Column("admin1", sa.Text),
    sa.Column("admin2", sa.Text),
    sa.Column("latitude", sa.Float, nullable=False),
    sa.Column("longitude", sa.Float, nullable=False),
    sa.Column("population", sa.BigInteger, nullable=False),
)
actor = sa.Table(
    "actor",
    metadata,
    _pk(),
    _digest(),
    sa.Column("actor_id", sa.Text, index=True),
    sa.Column("side", sa.Text, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

# ── reports, their texts, what was seen of them ─────────────────────────────────────────────────────────

report = sa.Table(
    "report",
    metadata,
    _pk(),
    sa.Column("id", _id(), nullable=False, unique=True),
    sa.Column("known_by", sa.Text, nullable=False),  # id (the caller's), url, excerpt (a feed's words about a url), text
    sa.Column("url", sa.Text, index=True),
    _reference("outlet", "source", nullable=True),
    sa.Column("recorded", UtcTime, nullable=False),
    sa.Index("ix_report_outlet", "outlet"),
)
report_text = sa.Table(
    "report_text",
    metadata,
    _pk(),
    _reference("report", "report"),
    _ordinal(),  # 1 is the text seen first
    sa.Column("text_hash", sa.Text, nullable=False),
    sa.Column("reading_id", _id(), nullable=False, index=True),  # the id that `reportedly read` prints
    sa.Column("title", sa.Text),
    sa.Column("characters", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary),  # blobs.py; NULL once forgotten
    sa.Column("retrieved", sa.Date),
    sa.Column("recorded", UtcTime, nullable=False),
    sa.Column("seen", UtcTime),  # first, as far as is known; else as late as what was there before it (current.py)
    sa.UniqueConstraint("report", "text_hash"),
    sa.UniqueConstraint("report", "ordinal"),
)
snapshot = sa.Table(
    "snapshot",
    metadata,
    _pk(),
    _digest(),
    _reference("text", "report_text"),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary),  # deflated; NULL where only the hash is kept, or once forgotten
    sa.Column("media_type", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("retrieved", UtcTime),
    sa.Column("recorded", UtcTime, nullable=False),
    sa.Index("ix_snapshot_text", "text"),
)
page = sa.Table(
    "page",
    metadata,
    _pk(),
    _digest(),
    _reference("text", "report_text"),
    sa.Column("body", sa.LargeBinary),  # what went into the reading; NULL once forgotten
    sa.Column("recorded", UtcTime, nullable=False),
    sa.Index("ix_page_text", "text"),
)

note = sa.Table(
    "note",
    metadata,
    _reference("text", "report_text", primary_key=True),
    _ordinal(primary_key=True),
    sa.Column("name", sa.Text, nullable=False),  # as the container has it: forwarded_from, reply_to, edited, feed
    sa.Column("value", sa.Text),  # NULL once forgotten
    sa.Column("recorded", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)

# ── readings and what they say ──────────────────────────────────────────────────────────────────────────

reading = sa.Table(
    "reading",
    metadata,
    _pk(),
    _reference("report", "report"),
    _reference("text", "report_text"),
    sa.Column("text_ordinal", sa.Integer, nullable=False),
    _ordinal(),  # of the readings of this text
    _reference("pack_version", "pack_version"),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary),  # the whole reading, codec.py; NULL once forgotten
    sa.Column("language", sa.Text),
    sa.Column("published_earliest", sa.Date),
    sa.Column("published_latest", sa.Date),
    sa.Column("published_basis", sa.Text, nullable=False),
    sa.Column("public", sa.Date, index=True),
    sa.Column("recorded", UtcTime, nullable=False),
    sa.UniqueConstraint("text", "content_hash"),
    sa.Index("ix_reading_order", "report", "text_ordinal", "ordinal", "public", "recorded"),
)
page_reading = sa.Table(
    "page_reading",
    metadata,
    _reference("page", "page", primary_key=True),
    _reference("pack_version", "pack_version", primary_key=True),
    _reference("reading", "reading"),
    sqlite_with_rowid=False,
)
attribution = sa.Table(
    "attribution",
    metadata,
    _pk(),
    _reference("reading", "reading"),
    _ordinal(),
    _reference("source", "source", nullable=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("side", sa.Text),
    sa.Column("parent", sa.Integer),  # ordinal of the attribution whose content this one stands in
    sa.Index("ix_attribution_reading", "reading"),
    sa.Index("ix_attribution_source", "source"),
)
claim = sa.Table(
    "claim",
    metadata,
    _pk(),
    _reference("reading", "reading"),
    _reference("report", "report"),
    _ordinal(),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("positive", sa.Boolean, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("certainty", sa.Text, nullable=False),
    sa.Column("interest", sa.Text),
    sa.Column("day_earliest", sa.Date),
    sa.Column("day_latest", sa.Date),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("quote", sa.Text),  # NULL once forgotten
    _reference("control_place", "place", nullable=True),
    sa.Column("control_before", sa.Text),
    sa.Column("control_after", sa.Text),
    sa.Column("public", sa.Date),  # of its reading: every question "as of" a day asks for it
    sa.Index("ix_claim_reading", "reading", "ordinal"),
    sa.Index("ix_claim_event", "event", "day_latest", "day_earliest", "public"),
    sa.Index("ix_claim_days", "day_latest", "day_earliest", "public"),
    sa.Index("ix_claim_report", "report", "key"),
)


def _part(name: str, *columns: sa.Column[int] | sa.Column[str] | sa.Column[float] | sa.Index) -> sa.Table:
    return sa.Table(name, metadata, _reference("claim", "claim", primary_key=True), _ordinal(primary_key=True), *columns, sqlite_with_rowid=False)


claim_also = _part("claim_also", _reference("place", "place"))  # the other places of a list that changed hands
claim_hop = _part("claim_hop", _reference("attribution", "attribution"), sa.Index("ix_claim_hop_attribution", "attribution"))
claim_place = _part("claim_place", _reference("place", "place"), sa.Column("role", sa.Text, nullable=False), sa.Index("ix_claim_place_place", "place"))
claim_party = _part("claim_party", sa.Column("part", sa.Text, nullable=False), _reference("actor", "actor"), sa.Index("ix_claim_party_actor", "actor"))
claim_quantity = _part("claim_quantity", sa.Column("lower", sa.Float), sa.Column("upper", sa.Float), sa.Column("unit", sa.Text, nullable=False))

# ── what people and the machine decided over them ───────────────────────────────────────────────────────

judgement = sa.Table(
    "judgement",
    metadata,
    _pk(),
    sa.Column("id", _id(), nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("object", sa.Text),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("since", sa.Date),
    sa.Column("recorded", UtcTime, nullable=False),
    sa.Index("ix_judgement_kind", "kind"),
)
forgotten = sa.Table(
    "forgotten",
    metadata,
    _reference("report", "report", primary_key=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("recorded", UtcTime, nullable=False),
)

# ── which reports depend on which: found by the machine, and found again where it is lost (reports/kept.py) ──────────────────

copy_profile = sa.Table(
    "copy_profile",
    metadata,
    _pk(),
    sa.Column("key", sa.Text, nullable=False, unique=True),  # equal for texts of the same words in the same order
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("words", sa.Integer, nullable=False),
    sa.Column("sampled", sa.Integer, nullable=False),  # links and bridges it is looked up by
    sa.Column("bridges", sa.Integer, nullable=False),
)
copy_text = sa.Table(
    "copy_text",
    metadata,
    sa.Column("text", sa.BigInteger, sa.ForeignKey("report_text.pk"), primary_key=True, autoincrement=False),
    _reference("profile", "copy_profile"),
    sa.Index("ix_copy_text_profile", "profile"),
)
"""The texts that were compared."""
copy_band = sa.Table(
    "copy_band",
    metadata,
    sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("profile", sa.BigInteger, sa.ForeignKey("copy_profile.pk"), primary_key=True, autoincrement=False),
    sa.Index("ix_copy_band_profile", "profile"),
    sqlite_with_rowid=False,
)
copy_pair = sa.Table(
    "copy_pair",
    metadata,
    sa.Column("one", sa.BigInteger, sa.ForeignKey("copy_profile.pk"), primary_key=True, autoincrement=False),
    sa.Column("other", sa.BigInteger, sa.ForeignKey("copy_profile.pk"), primary_key=True, autoincrement=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("relation", sa.Text),  # copy, rewrite; NULL with what follows where neither depends on the other
    sa.Column("similarity", sa.Float),
    sa.Column("why", sa.Text),
    sa.Index("ix_copy_pair_other", "other"),
    sqlite_with_rowid=False,
)
copy_tally = sa.Table(
    "copy_tally",
    metadata,
    _pk(),
    sa.Column("maker", sa.Text, nullable=False),  # what compared: its words and numbers; rows of another are of no use
    sa.Column("tier", sa.Integer, nullable=False),
    sa.Column("profiles", sa.BigInteger, nullable=False),
    sa.Column("settled", sa.Boolean, nullable=False),  # all were compared with all, in the light of all
    sa.Column("body", sa.LargeBinary, nullable=False),
)
COPIES = (copy_pair, copy_band, copy_text, copy_tally, copy_profile)
"""In the order they can be emptied."""
