"""``reportedly search``: reports of the ledger that hold some words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import (
    DEFAULT_DB,
    AsOf,
    Database,
    Output,
    RecordedBy,
    Traceback,
    open_ledger,
    read_day,
    read_moment,
    screen_width,
    use_color,
)  # fmt: skip
from reportedly.formats.list_format import ListFormat

if TYPE_CHECKING:
    from reportedly.ledger.listed import ListedReport

LONG = frozenset({"language", "url"})
"""Columns that a screen has no room for; the other forms have them."""

Words = Annotated[
    list[str],
    typer.Argument(
        help='Words that must all be there. "Words together" stand side by side; begin* is any word that begins so; a Cyrillic word is all its case forms.'
    ),
]
Most = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]
Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row a report.")]


@answers_errors
def search(
    words: Words,
    db: Database = DEFAULT_DB,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    limit: Most = 50,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Find reports by the words of their title and text, last published first.

    Upper and lower case and accents do not matter.
    """
    known, recorded = read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.formats.plain_lists import write_list  # noqa: PLC0415

    with open_ledger(db) as ledger, open_output(output) as stream:
        found = ledger.iter_reports(" ".join(words), as_of=known, recorded_by=recorded, limit=limit)
        write_list(
            (_row(one) for one in found),
            format,
            stream,
            noun="report",
            left_out=frozenset({"language", "url"}),
            width=screen_width(),
            color=use_color() and output == "-",
        )


def _row(found: ListedReport) -> dict[str, str | int | None]:
    return {
        "public": found.public.isoformat() if found.public else None,
        "outlet": found.outlet,
        "title": found.title,
        "excerpt": found.excerpt,
        "claims": found.claims,
        "report": found.report,
        "language": found.language,
        "url": found.url,
    }
