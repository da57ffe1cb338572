from __future__ import annotations

import base64
import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from reportedly.ledger import migrate, schema
from reportedly.ledger.blobs import storable, text_of
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.migrate import known_versions, upgrade
from reportedly.ledger.search import add_words
from reportedly.ledger.store import Store, _mark_new_file, _open_file, _open_server, open_store

DUMPS = Path(__file__).resolve().parent.parent / "data" / "ledger"
ANSWERS = json.loads((DUMPS / "answers.json").read_text(encoding="utf-8"))
"""What each dump's ledger answers today, by schema."""


def value(column: sa.Column[Any], stored: Any) -> Any:
    if isinstance(stored, dict):
        return base64.b64decode(stored["base64"])
    if stored is None:
        return None
    if isinstance(column.type, sa.Date):
        return date.fromisoformat(stored)
    if isinstance(column.type, sa.DateTime | schema.UtcTime):
        return datetime.fromisoformat(stored)
    return bool(stored) if isinstance(column.type, sa.Boolean) else stored


def open_empty(where: str) -> Store:
    """A store before ``Ledger.open`` sees it, without a table."""
    store = _open_server(where) if "://" in where else _open_file(Path(where), create=True, read_only=False)
    if store.is_sqlite:
        _mark_new_file(store)
    return store


def load_dump(store: Store, version: str) -> None:
    with store.writing() as connection:
        upgrade(connection, version)
        metadata = sa.MetaData()
        metadata.reflect(connection, resolve_fks=False)
        for line in (DUMPS / f"schema_{version}.jsonl").read_text(encoding="utf-8").splitlines():
            given = json.loads(line)
            if given["table"] == schema.VERSION_TABLE:
                continue
            table = metadata.tables[given["table"]]
            connection.execute(table.insert(), {name: value(table.c[name], stored) for name, stored in given["row"].items()})
        texts = connection.execute(sa.text("SELECT pk, title, body FROM report_text WHERE body IS NOT NULL")).all()
        add_words(connection, [(row.pk, row.title or "", storable(text_of(row.body))) for row in texts])


@pytest.mark.parametrize("version", sorted(path.stem.removeprefix("schema_") for path in DUMPS.glob("schema_*.jsonl")))
def test_a_ledger_of_each_schema_is_brought_up_to_date_with_its_data(where: str, version: str) -> None:
    store = open_empty(where)
    load_dump(store, version)
    store.close()
    with Ledger.open(where) as ledger:
        wanted = ANSWERS[version]
        answers = [[testimony.id, testimony.event, testimony.quote] for testimony in ledger.iter_testimonies()]
        assert answers == wanted["all"]
        assert [testimony.id for testimony in ledger.iter_testimonies(text="missile")] == wanted["missile"]
        assert [judgement.id for judgement in ledger.iter_judgements()] == wanted["judgements"]
        assert list(iter_faults(ledger.store)) == []
        assert [testimony.report for testimony in ledger.iter_testimonies(as_of=date(2022, 5, 31))] == ["hand-1", "hand-1"]
        assert {stored.testimony.id for stored in ledger.iter_claims(newest_first=True, limit=9)} == {claim for claim, *_ in answers}
        assert ledger.reading("hand-1") is not None


def test_the_migrations_make_what_the_schema_says(ledger: Ledger) -> None:
    with ledger.store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: not str(name).startswith(("report_words", "reportedly_schema"))}
        )
        assert compare_metadata(context, schema.metadata) == []


def test_the_newest_migration_is_the_schema_that_is_written() -> None:
    assert known_versions()[0] == schema.HEAD


REVISION = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0099", "{below}"

def upgrade():
    op.add_column("report", sa.Column("mood", sa.Text))
    {then}
"""


@pytest.mark.parametrize(("then", "version", "has_mood"), [("pass", "0099", True), ("raise ValueError('half way')", schema.HEAD, False)])
def test_a_migration_is_there_whole_or_not_at_all(ledger: Ledger, tmp_path: Path, then: str, version: str, has_mood: bool) -> None:  # noqa: FBT001
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "mood.py").write_text(REVISION.format(below=schema.HEAD, then=then))

    def run() -> None:
        with ledger.store.writing() as connection:
            upgrade(connection, folder=folder)

    if has_mood:
        run()
    else:
        with pytest.raises(ValueError, match="half way"):
            run()
    with ledger.store.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM reportedly_schema")) == version
        assert ("mood" in {column["name"] for column in sa.inspect(connection).get_columns("report")}) is has_mood


def test_opening_what_is_up_to_date_runs_nothing(where: str) -> None:
    open_store(where, create=True).close()
    open_store(where, create=True).close()
