"""A ledger's rows as JSON lines, for the test that brings an old schema up to date: ``python tools/dump_ledger.py war.db > schema_0001.jsonl``.

The rule that must not be broken: a dump is made once a schema, by the program that wrote that schema, and never again.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import sys
from contextlib import closing


def main() -> int:
    """One line a row, in the order of the tables; bytes as base64. The search's index is left out: it can be made of the texts."""
    with closing(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'report_words%' ORDER BY rowid").fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608  a name from the file's own list
                values = {name: {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value for name, value in dict(row).items()}
                print(json.dumps({"table": table, "row": values}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
