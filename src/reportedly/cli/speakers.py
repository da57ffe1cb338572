"""``reportedly speakers``: whose word stands behind the claims of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import (
    DEFAULT_DB,
    DEFAULT_PACK,
    Area,
    AsOf,
    Database,
    Event,
    Outlet,
    Output,
    PackName,
    Place,
    RecordedBy,
    Speaker,
    Traceback,
    area_name,
    open_ledger,
    place_name,
    read_day,
    read_moment,
    screen_width,
    speaker_id,
    tell_unknown,
    use_color,
)  # fmt: skip
from reportedly.formats.list_format import ListFormat

if TYPE_CHECKING:
    from datetime import date, datetime

    from reportedly.ledger.answers import SpeakerCount
    from reportedly.ledger.ledger import Ledger

Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row a speaker.")]
Most = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]


Grades = Annotated[bool, typer.Option("--grades", help="How often each source's news turned out so: A to E, F where too little is settled.")]


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
    grades: Grades = False,
    pack: PackName = DEFAULT_PACK,
    limit: Most = 100,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Count whose word stands behind claims: anywhere in the chain (claims), and at its end (own).

    With `--grades`: the reliability of the Admiralty code, from news on who holds what that the words of others have settled since. The letter is
    never typed in; `--format jsonl` lists the news it rests on.
    """
    known, recorded = read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.formats.plain_lists import write_list  # noqa: PLC0415
    from reportedly.ledger.questions import Question  # noqa: PLC0415

    said_by = speaker_id(speaker, pack)
    region, events = area_name(area, pack), tuple(event) if event else None
    question = Question(as_of=known, recorded_by=recorded, place=place_name(place, pack), area=region, event=events, speaker=said_by, outlet=outlet)
    with open_ledger(db) as ledger, open_output(output) as stream:
        if grades:
            rows = _grade_rows(ledger, pack, known, recorded, with_evidence=format is ListFormat.JSONL)
            write_list(rows[:limit], format, stream, noun="source", width=screen_width(), color=use_color() and output == "-")
            return
        counts = ledger.count_speakers(question)[:limit]
        write_list((_row(one) for one in counts), format, stream, noun="speaker", width=screen_width(), color=use_color() and output == "-")
        tell_unknown(ledger, question, len(counts))


def _grade_rows(
    ledger: Ledger, pack: str, as_of: date | None, recorded_by: datetime | None, *, with_evidence: bool
) -> list[dict[str, str | int | float | None]]:
    """The graded sources, those with the longest record first."""
    from reportedly.holds import weigh_ledger  # noqa: PLC0415

    weighing = weigh_ledger(ledger, as_of=as_of, recorded_by=recorded_by, pack=pack)
    last = as_of or weighing.last_public()
    found = weighing.grades(last) if last else {}
    rows: list[dict[str, str | int | float | None]] = []
    for grade in sorted(found.values(), key=lambda one: (-one.count, one.source)):
        row: dict[str, str | int | float | None] = {
            "source": grade.source, "grade": grade.letter, "settled": grade.count, "right": grade.right, "share": round(grade.share, 3),
        }  # fmt: skip
        if with_evidence:
            row["evidence"] = "; ".join(f"{'+' if one.was_right else '-'} {one.statement.testimony}" for one in grade.record)
        rows.append(row)
    return rows


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
