"""``reportedly diff``: what could be known on one day and not on another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import (
    DEFAULT_DB,
    DEFAULT_PACK,
    Area,
    Database,
    Event,
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
    from reportedly.ledger.answers import Change

Earlier = Annotated[str, typer.Argument(metavar="EARLIER", help="The first as-of day.")]
Later = Annotated[str, typer.Argument(metavar="LATER", help="The second as-of day.")]
Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row a claim.")]


@answers_errors
def diff(
    earlier: Earlier,
    later: Later,
    db: Database = DEFAULT_DB,
    place: Place = None,
    area: Area = None,
    event: Event = None,
    speaker: Speaker = None,
    recorded_by: RecordedBy = None,
    pack: PackName = DEFAULT_PACK,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Compare what could be known on two days: claims that came (`+`), and claims that went (`-`) with a retraction or a changed page."""
    days = read_day(earlier, "EARLIER"), read_day(later, "LATER")
    if days[0] and days[1] and days[0] > days[1]:
        message = f"expected the earlier day first, found {earlier} and {later}; `reportedly diff {later} {earlier}` is what came between them"
        raise typer.BadParameter(message)
    recorded = read_moment(recorded_by, "--recorded-by")
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.formats.plain_lists import write_list  # noqa: PLC0415
    from reportedly.ledger.questions import Question  # noqa: PLC0415

    events, said_by = tuple(event) if event else None, speaker_id(speaker, pack)
    before, after = (
        Question(as_of=day, recorded_by=recorded, place=place_name(place, pack), area=area_name(area, pack), event=events, speaker=said_by) for day in days
    )
    with open_ledger(db) as ledger, open_output(output) as stream:
        changes = (_row(change) for change in ledger.iter_changes(before, after))
        count = write_list(changes, format, stream, noun="claim", width=screen_width(), color=use_color() and output == "-")
        tell_unknown(ledger, before, count)


def _row(change: Change) -> dict[str, str | int | None]:
    from reportedly.formats.claim_columns import chain_in_words, main_place  # noqa: PLC0415

    testimony = change.claim.testimony
    place = main_place(testimony)
    return {
        "change": "+" if change.came else "-",
        "public": testimony.public.isoformat() if testimony.public else None,
        "days": str(testimony.days),
        "place": place.place.name if place else None,
        "event": ("" if testimony.positive else "not ") + testimony.event,
        "mode": testimony.mode.value,
        "said_by": chain_in_words(testimony.chain) or None,
        "quote": testimony.quote,
        "claim": testimony.id,
    }
