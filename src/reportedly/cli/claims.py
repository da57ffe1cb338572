"""``reportedly claims``: who said what about what, out of the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import (
    DEFAULT_DB,
    DEFAULT_PACK,
    Actor,
    Area,
    AsOf,
    Database,
    Days,
    Event,
    Limit,
    Outlet,
    Output,
    PackName,
    Place,
    RecordedBy,
    Speaker,
    Text,
    Traceback,
    area_name,
    open_ledger,
    place_name,
    read_day,
    read_days,
    read_moment,
    screen_width,
    speaker_id,
    tell_unknown,
    use_color,
)  # fmt: skip
from reportedly.formats.list_format import ListFormat

Report = Annotated[str | None, typer.Option(metavar="ID", help="Of this report; the id may be shortened.")]
NewestFirst = Annotated[bool, typer.Option("--newest-first", help="Latest events first. Without it: by report, in the order of the text.")]
Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row a claim (columns: docs/reference/claim-columns.md).")]

CLAIMS_EPILOG = """
**Examples**

`reportedly claims --place Harrow --event capture --event withdraw --newest-first` — who took it, who left it

`reportedly claims --speaker north-ministry --day 2022-09-01..2022-09-30 --format csv -o september.csv` — one speaker's month

`reportedly claims --area "North Region" --as-of 2022-11-08` — what one could know that day
"""


@answers_errors
def claims(
    db: Database = DEFAULT_DB,
    report: Report = None,
    place: Place = None,
    area: Area = None,
    event: Event = None,
    day: Days = None,
    speaker: Speaker = None,
    actor: Actor = None,
    outlet: Outlet = None,
    text: Text = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    newest_first: NewestFirst = False,
    limit: Limit = None,
    pack: PackName = DEFAULT_PACK,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """List claims of the ledger: what is said to have happened, where, when, and on whose word.

    All conditions must hold. What was retracted, misread or forgotten does not count.
    """
    days, known, recorded = read_days(day, "--day"), read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.formats.claim_lists import write_claims  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.ledger.questions import Question  # noqa: PLC0415

    question = Question(
        as_of=known, recorded_by=recorded, report=report, place=place_name(place, pack), area=area_name(area, pack), event=tuple(event) if event else None,
        days=days,
        speaker=speaker_id(speaker, pack),
        outlet=outlet, actor=actor, text=text,
    )  # fmt: skip
    with open_ledger(db) as ledger, open_output(output) as stream:
        found = ledger.iter_claims(question, newest_first=newest_first, limit=limit)
        count = write_claims(found, format, stream, width=screen_width(), color=use_color() and output == "-")
        tell_unknown(ledger, question, count)
