"""``reportedly backup`` and ``reportedly merge``: whole ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import DEFAULT_DB, Database

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The new file; it has its name once it is whole.")]
Others = Annotated[list[str], typer.Argument(metavar="PATH|URL…", help="The ledgers to take in; they are only read.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def backup(target: Target, db: Database = DEFAULT_DB, traceback: Traceback = False) -> None:  # noqa: ARG001
    """Copy a ledger, while others write to it, into one SQLite file. To go back, use that file, or `merge` it into a new ledger."""
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(db) as ledger, show_progress(wanted=True, total=lambda: ledger.count("reading"), doing="copying", what="readings") as advance:
        ledger.back_up(target, recorded=SystemClock().now(), advance=advance)
    typer.echo(f"reportedly: {target}: {target.stat().st_size:,} bytes", err=True)


@answers_errors
def merge(others: Others, db: Database = DEFAULT_DB, traceback: Traceback = False) -> None:  # noqa: ARG001
    """Take in all that other ledgers hold, each entry with the moment it was recorded. What any of them had forgotten is forgotten."""
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(db, create=True) as ledger:
        for name in others:
            with Ledger.open(name) as other, show_progress(wanted=True, total=other.count("reading"), doing="merging", what="readings") as advance:
                merged = ledger.merge(other, recorded=SystemClock().now(), advance=advance)
            counts = ", ".join(f"{count:,} {kind.value}" for kind, count in sorted(merged.counts.items()))
            typer.echo(f"reportedly: {Path(name).name}: {counts or 'no readings'}; {merged.judgements:,} judgements, {merged.forgotten:,} forgotten", err=True)
