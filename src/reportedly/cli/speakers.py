"""``reportedly speakers``: whose word stands behind the claims of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import (
    DEFAULT_DB,
    Area,
    AsOf,
    Database,
    Event,
    Outlet,
    Output,
    Place,
    RecordedBy,
    Speaker,
    Traceback,
    open_ledger,
    read_day,
    read_moment,
    screen_width,
    use_color,
)  # fmt: skip
from reportedly.formats.list_format import ListFormat

if TYPE_CHECKING:
    from reportedly.ledger.answers import SpeakerCount

Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row a speaker.")]
Most = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]


@answers_errors
def speakers(
    db: Database = DEFAULT_DB,
    place: Place = None,
    area: Area = None,
    event: Event = None,
    speaker: Speaker = None,
    outlet: Outlet = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    limit: Most = 100,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Count whose word stands behind claims: anywhere in the chain (claims), and at its end (own)."""
    known, recorded = read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.formats.plain_lists import write_list  # noqa: PLC0415
    from reportedly.ledger.questions import Question  # noqa: PLC0415

    question = Question(as_of=known, recorded_by=recorded, place=place, area=area, event=tuple(event) if event else None, speaker=speaker, outlet=outlet)
    with open_ledger(db) as ledger, open_output(output) as stream:
        counts = ledger.count_speakers(question)[:limit]
        write_list((_row(one) for one in counts), format, stream, noun="speaker", width=screen_width(), color=use_color() and output == "-")


def _row(one: SpeakerCount) -> dict[str, str | int | None]:
    return {
        "speaker": one.name,
        "known": "yes" if one.known else "",
        "side": "; ".join(one.sides) or None,
        "claims": one.claims,
        "own": one.own,
        "reports": one.reports,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
    }
