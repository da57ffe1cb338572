"""Bringing a store's schema up to date, by Alembic, from within the installed package.

The rule that must not be broken: all pending migrations are one transaction with the caller's; a schema is never half new.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from reportedly.ledger.schema import VERSION_TABLE, metadata

if TYPE_CHECKING:
    from pathlib import Path

    from alembic.runtime.migration import MigrationContext
    from alembic.script.revision import _RevIdType
    from sqlalchemy.engine import Connection


def known_versions() -> tuple[str, ...]:
    """Every schema this Reportedly can read or bring up to date, the newest first."""
    return tuple(script.revision for script in _scripts().walk_revisions())


def upgrade(connection: Connection, to: str = "head", folder: Path | None = None) -> None:
    """Run what is pending, in the transaction that is open. A test stops at an older revision, or runs revisions of another folder."""
    scripts = _scripts(folder)

    def pending(revision: _RevIdType, _: MigrationContext) -> list[object]:
        return list(scripts._upgrade_revs(to, revision))  # type: ignore[arg-type]  # noqa: SLF001  what Alembic's own command does

    with EnvironmentContext(Config(), scripts, fn=pending) as environment:
        environment.configure(connection=connection, target_metadata=metadata, version_table=VERSION_TABLE, transactional_ddl=True)
        environment.run_migrations()


def _scripts(folder: Path | None = None) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(folder or files("reportedly.ledger") / "migrations").replace("%", "%%"))
    return ScriptDirectory.from_config(config)
