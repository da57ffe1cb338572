"""claims ─write→ a SQLite file that Datasette serves as it is: flat tables, indices, full-text search; and its metadata.

The rule that must not be broken: full texts of reports go in only when they were asked for; the same claims give the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from reportedly.exports.columns import Column, cell
from reportedly.formats.claim_columns import COLUMNS, claim_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reportedly.core.entries import Hop, Judgement
    from reportedly.core.records import Place
    from reportedly.exports.given import Given
    from reportedly.formats.claim_columns import Row, Value
    from reportedly.ledger.stored import StoredClaim

BATCH = 2_000
"""Rows written at a time."""
TYPES = {"whole": "INTEGER", "number": "REAL", "yes-no": "INTEGER"}

REPORTS = (
    Column("report", "text", "Id of the report."),
    Column("outlet", "text", "Who published it."),
    Column("url", "text", "Its address."),
    Column("title", "text", "Its title."),
    Column("language", "text", "ISO 639-1 code of its language."),
    Column("published_earliest", "day", "First day on which it may have been published."),
    Column("published_latest", "day", "Last such day."),
    Column("public", "day", "Day from which it could be known."),
    Column("text_hash", "text", "SHA-256 of its text."),
    Column("recorded", "time", "When the ledger stored the reading."),
    Column("claims", "whole", "How many of its claims are here."),
    Column("text", "text", "Its text, with --full-text alone."),
)
SPEAKERS = (
    Column("speaker", "text", "Id in the pack, else the report's words."),
    Column("name", "text", "Main name in the pack, else the same words."),
    Column("kind", "text", "named, unnamed, impersonal; where the pack knows it, its kind of actor."),
    Column("side", "text", "Side whose gain the speaker is assumed to wish, where one is told."),
    Column("known", "yes-no", "1 where it is a speaker of the pack."),
)
PLACES = (
    Column("place_id", "text", "Id in the gazetteer."),
    Column("geonameid", "whole", "GeoNames number, where one is known."),
    Column("name", "text", "Main name."),
    Column("kind", "text", "settlement, district, region, country, area, site."),
    Column("precision", "text", "point, or the hromada, raion or region it lies in."),
    Column("country", "text", "ISO 3166-1 alpha-2 code."),
    Column("admin1", "text", "First-order region."),
    Column("admin2", "text", "Second-order unit."),
    Column("latitude", "number", "WGS 84 degrees."),
    Column("longitude", "number", "As latitude."),
    Column("population", "whole", "Inhabitants as the gazetteer has them; 0 where it has no number."),
)
JUDGEMENTS = (
    Column("judgement", "text", "Id of the judgement."),
    Column("kind", "text", "same-as, copy-of, not-same, place-is, verdict."),
    Column("subject", "text", "The report or claim it is about."),
    Column("object", "text", "The other entry, the place, the verdict."),
    Column("by", "text", "Who decided."),
    Column("why", "text", "Why."),
    Column("since", "day", "Day from which it was public."),
)
TABLES = {"claims": COLUMNS, "reports": REPORTS, "speakers": SPEAKERS, "places": PLACES, "judgements": JUDGEMENTS}
KEYS = {"claims": "claim", "reports": "report", "speakers": "speaker", "places": "place_id", "judgements": "judgement"}
ABOUT = {
    "claims": "One row a claim: what is said to have happened, where, when, on whose word. Claims, not checked facts; one event may have many.",
    "reports": "The reports in which the claims stand.",
    "speakers": "Whoever stands in a chain of speakers.",
    "places": "The places the claims name; the point is the place's, never the event's.",
    "judgements": "What people decided about these reports and claims.",
}
INDICES = {"claims": ("report", "event", "place_id", "day_earliest", "day_latest", "speaker", "outlet", "public"), "judgements": ("subject",)}
SEARCHED = {"claims": ("title", "quote"), "reports": ("title", "text")}
LABELS = {"claims": "quote", "reports": "title", "speakers": "name", "places": "name", "judgements": "why"}
FACETS = {"claims": ["event", "outlet", "speaker_side"], "reports": ["outlet", "language"], "speakers": ["side"], "places": ["country", "kind"]}
LICENCE = "Quotes are their publishers'. Places: GeoNames, CC BY 4.0 (geonames.org), and others named in Reportedly's NOTICE."


def write_datasette(claims: Iterable[StoredClaim], path: Path, given: Given) -> None:
    """Make the file anew; ``path`` must not be there yet."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")  # a file that broke off is thrown away, never repaired
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in TABLES:
            connection.execute(_create(table))
        _fill(connection, claims, given)
        for table, columns in INDICES.items():
            for column in columns:
                connection.execute(f'CREATE INDEX "ix_{table}_{column}" ON "{table}" ("{column}")')
        for table, columns in SEARCHED.items():
            _search(connection, table, columns)
        connection.execute("COMMIT")


def metadata(name: str) -> dict[str, Any]:
    """What Datasette's ``--metadata`` takes, for a database of that name: what the tables and columns are, units, licence, source."""
    tables = {
        table: {
            "description": ABOUT[table],
            "columns": {column.name: column.about for column in columns},
            "label_column": LABELS[table],
            **({"units": {"latitude": "degree", "longitude": "degree"}} if table in {"claims", "places"} else {}),
            **({"facets": FACETS[table]} if table in FACETS else {}),
            **({"sort_desc": "day_latest"} if table == "claims" else {}),
        }
        for table, columns in TABLES.items()
    }
    return {
        "title": "Claims of war reporting",
        "description": "Who is said to have done what, where, when, and on whose word. Every row is somebody's claim; nothing here says that it is so.",
        "license": LICENCE,
        "source": "the reports named in each row, read by Reportedly",
        "databases": {name: {"tables": tables}},
    }


def write_metadata(path: Path, name: str) -> None:
    """Write ``metadata`` beside the file."""
    path.write_text(json.dumps(metadata(name), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _create(table: str) -> str:
    columns = [f'"{column.name}" {TYPES.get(column.type, "TEXT")}{" PRIMARY KEY" if column.name == KEYS[table] else ""}' for column in TABLES[table]]
    links = ['FOREIGN KEY ("report") REFERENCES "reports" ("report")', 'FOREIGN KEY ("place_id") REFERENCES "places" ("place_id")',
             'FOREIGN KEY ("speaker") REFERENCES "speakers" ("speaker")']  # fmt: skip
    return f'CREATE TABLE "{table}" ({", ".join(columns + (links if table == "claims" else []))})'


def _fill(connection: sqlite3.Connection, claims: Iterable[StoredClaim], given: Given) -> None:
    """Claims come by report, so a report's row is written when the next one begins; speakers and places are held by id."""
    speakers: set[str] = set()
    places: set[str] = set()
    reports: dict[str, int] = {}
    rows: list[Row] = []
    for stored in claims:
        testimony = stored.testimony
        if testimony.report not in reports:
            _insert(connection, "reports", [_report(stored, given)])
        reports[testimony.report] = reports.get(testimony.report, 0) + 1
        for hop in testimony.chain:
            if hop.source is not None and hop.source not in speakers:
                speakers.add(hop.source)
                _insert(connection, "speakers", [_speaker(hop, given)])
        for part in testimony.places:
            if part.place.id not in places:
                places.add(part.place.id)
                _insert(connection, "places", [_place(part.place)])
        rows.append(claim_row(stored))
        given.tally.written += 1
        if len(rows) == BATCH:
            _insert(connection, "claims", rows)
            rows.clear()
    _insert(connection, "claims", rows)
    connection.executemany('UPDATE "reports" SET "claims" = ? WHERE "report" = ?', ((count, cell(report)) for report, count in reports.items()))
    _insert(connection, "judgements", [_judgement(one) for one in given.judgements if _is_about(one, reports)])


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    names = [column.name for column in TABLES[table]]
    marks = ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table}" VALUES ({marks})'  # noqa: S608  the names are our own
    connection.executemany(statement, ([cell(row[name]) for name in names] for row in rows))


def _search(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    """A full-text index that Datasette finds by itself: an FTS5 table whose content is the table."""
    named = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"""CREATE VIRTUAL TABLE "{table}_fts" USING fts5({named}, content="{table}", tokenize="unicode61 remove_diacritics 2")""")
    connection.execute(f"""INSERT INTO "{table}_fts" ("{table}_fts") VALUES ('rebuild')""")  # noqa: S608


def _report(stored: StoredClaim, given: Given) -> Row:
    row = claim_row(stored)
    text = given.text_of(stored.testimony.report) if given.text_of else None
    return {**{column.name: row.get(column.name) for column in REPORTS}, "claims": 0, "text": text}


def _speaker(hop: Hop, given: Given) -> Row:
    source = hop.source or ""
    known = given.names.speakers.get(source)
    kind = known.kind.value if known else hop.kind.value
    side = known.interest if known else hop.side
    return {"speaker": source, "name": given.names.speaker(source), "kind": kind, "side": side, "known": known is not None}


def _place(place: Place) -> Row:
    values: dict[str, Value] = {
        "place_id": place.id, "geonameid": place.geonameid, "name": place.name, "kind": place.kind.value, "precision": place.precision.value,
        "country": place.country, "admin1": place.admin1, "admin2": place.admin2, "latitude": place.latitude, "longitude": place.longitude,
        "population": place.population,
    }  # fmt: skip
    return values


def _judgement(judgement: Judgement) -> Row:
    return {
        "judgement": judgement.id, "kind": judgement.kind.value, "subject": judgement.subject, "object": judgement.object, "by": judgement.by,
        "why": judgement.why, "since": judgement.since.isoformat() if judgement.since else None,
    }  # fmt: skip


def _is_about(judgement: Judgement, reports: dict[str, int]) -> bool:
    """Whether the report, or the report of the claim, is among those exported."""
    subject = judgement.subject.partition("@")[0]
    return subject in reports or subject.rpartition("/")[0] in reports
