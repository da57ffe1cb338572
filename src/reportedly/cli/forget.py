"""``reportedly forget``: a takedown, or personal data."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import DEFAULT_DB, Database

Report = Annotated[str, typer.Argument(metavar="REPORT", help="The report's id; it may be shortened.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")]
By = Annotated[str, typer.Option("--by", envvar="REPORTEDLY_BY", metavar="NAME", help="Who has it forgotten; it is kept.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def forget(report: Report, reason: Reason, by: By = "somebody", db: Database = DEFAULT_DB, traceback: Traceback = False) -> None:  # noqa: ARG001
    """Erase a report's text, snapshots, quotes, notes and index for good. Its hash, the reason and the trace stay, and it is not taken in again.

    Back-ups that were made before still hold it, and so does a PostgreSQL server's write-ahead log for a while.
    """
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(db) as ledger:
        forgotten = ledger.forget(report, by=by, reason=reason, recorded=SystemClock().now())
    typer.echo(f"{forgotten}\tforgotten")
    if ledger.not_wiped:
        typer.echo(f"reportedly: no question finds it any more, but {ledger.not_wiped}", err=True)
