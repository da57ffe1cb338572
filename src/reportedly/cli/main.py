"""``reportedly``: the commands."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reportedly.core.records import Page
from reportedly.flow import read_page
from reportedly.formats.wire import to_line
from reportedly.packs.load import load_pack

app = typer.Typer(no_args_is_help=True)


@app.callback()
def main() -> None:
    """Who reportedly holds what, where, since when, and on whose word."""


@app.command()
def read(
    jsonl: Annotated[Path, typer.Option()],
    output: Annotated[Path, typer.Option()],
    format: Annotated[str, typer.Option()] = "jsonl",  # noqa: A002
) -> None:
    """Read reports."""
    pack = load_pack("russia_ukraine_2022")
    opener = gzip.open if jsonl.suffix == ".gz" else open
    with opener(jsonl, "rt", encoding="utf-8") as lines, output.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            published = row.get("published")
            page = Page(
                id=row.get("id"),
                text=row.get("text"),
                html=row.get("html"),
                clean=row.get("clean", False),
                url=row.get("url"),
                outlet=row.get("outlet"),
                title=row.get("title"),
                language=row.get("language"),
                published=date.fromisoformat(published[:10]) if published else None,
            )
            out.write(to_line(read_page(page, pack)) + "\n")
