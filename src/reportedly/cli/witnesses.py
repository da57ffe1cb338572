"""``reportedly happenings`` and ``reportedly disputes``: what reports of a ledger tell together, and where they contradict one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import (
    DEFAULT_DB,
    Area,
    AsOf,
    Database,
    Days,
    Event,
    Output,
    Place,
    RecordedBy,
    Traceback,
    area_name,
    open_ledger,
    place_name,
    read_day,
    read_days,
    read_moment,
    screen_width,
    use_color,
)  # fmt: skip
from reportedly.core.settings import Settings
from reportedly.formats.list_format import ListFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reportedly.core.entries import Testimony
    from reportedly.reports.disputes import Dispute
    from reportedly.reports.happenings import Happening
    from reportedly.witnesses import Witnesses

    Row = Mapping[str, str | int | float | bool | None]

DEFAULTS = Settings()
LONG = frozenset({"first_public", "second_public", "first", "second"})
"""Columns that a screen has no room for; the other forms have them."""

PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
NoCopies = Annotated[bool, typer.Option("--no-copies", help="Do not look for copies: every report counts as a witness of its own.")]
Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row each.")]


@answers_errors
def happenings(
    db: Database = DEFAULT_DB,
    place: Place = None,
    area: Area = None,
    event: Event = None,
    day: Days = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    no_copies: NoCopies = False,
    pack: PackName = DEFAULTS.pack,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """List events that several reports tell of, and how many independent witnesses each has.

    Claims are joined by event, place, days, sides and numbers, and kept apart in doubt. `reportedly judge same-as` and `not-same` go before it.
    """
    found = _witnesses(db, pack, place, area, event, day, as_of, recorded_by, no_copies)
    told = _shown if format is ListFormat.TABLE else _as_kept
    _write((told(_happening_row(one, found)) for one in found.happenings()), format, output, "happening", frozenset({"claims", "why", "happening"}))


@answers_errors
def disputes(
    db: Database = DEFAULT_DB,
    place: Place = None,
    area: Area = None,
    event: Event = None,
    day: Days = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    no_copies: NoCopies = False,
    pack: PackName = DEFAULTS.pack,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """List what reports say that cannot all be so: state, polarity, number, day, actor, place, order, each with both quotes.

    Which of the two is right is not said. Contradictions inside one report are among its findings (`reportedly report`).
    """
    found = _witnesses(db, pack, place, area, event, day, as_of, recorded_by, no_copies)
    told = _shown if format is ListFormat.TABLE else _as_kept
    _write((told(_dispute_row(one, found.testimonies, found.origin)) for one in found.disputes()), format, output, "dispute", LONG)


def _witnesses(
    db: str,
    pack: str,
    place: str | None,
    area: str | None,
    event: list[str] | None,
    day: str | None,
    as_of: str | None,
    recorded_by: str | None,
    no_copies: bool,
) -> Witnesses:
    days, known, recorded = read_days(day, "--day"), read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.ledger.questions import Question  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.witnesses import Witnesses  # noqa: PLC0415

    question = Question(
        as_of=known, recorded_by=recorded, place=place_name(place, pack), area=area_name(area, pack), event=tuple(event) if event else None, days=days
    )
    with open_ledger(db) as ledger:
        return Witnesses(ledger, load_pack(pack), question, copies=not no_copies)


def _write(rows: Iterable[Row], form: ListFormat, output: str, noun: str, left_out: frozenset[str]) -> None:
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.formats.plain_lists import write_list  # noqa: PLC0415

    with open_output(output) as stream:
        write_list(rows, form, stream, noun=noun, left_out=left_out, width=screen_width(), color=use_color() and output == "-")


def _as_kept(row: Row) -> Row:
    return row


def _shown(row: Row) -> Row:
    """The row for a screen: mouths in words, and behind each quote the short id that `reportedly why` takes."""
    from reportedly.formats.mouths import mouth_in_words  # noqa: PLC0415

    shown = dict(row)
    for quote, claim in (("quote", "claims"), ("first_quote", "first"), ("second_quote", "second")):
        if quote in row:
            report, _, key = str(row[claim]).split("; ")[0].rpartition("/")
            shown[quote] = f"{row[quote]} [{report[:12]}/{key[:8]}]"
    for mouths in ("origins", "first_says", "second_says"):
        if mouths in row:
            shown[mouths] = "; ".join(mouth_in_words(mouth) for mouth in str(row[mouths]).split("; "))
    return shown


def _happening_row(one: Happening, found: Witnesses) -> Row:
    return {
        "days": str(one.days),
        "place": one.place.name,
        "event": one.event,
        "sides": "; ".join(one.sides) or None,
        "witnesses": len(one.origins),
        "reports": len(one.reports),
        "quote": found.testimonies[one.claims[0]].quote,
        "origins": "; ".join(one.origins),
        "claims": "; ".join(one.claims),
        "why": "; ".join(one.why),
        "happening": one.id,
    }


def _dispute_row(one: Dispute, testimonies: Mapping[str, Testimony], origin: Callable[[Testimony], str]) -> Row:
    first, second = testimonies[one.first], testimonies[one.second]
    return {
        "kind": one.kind.value,
        "place": one.place_name,
        "message": one.message,
        "first_says": origin(first),
        "first_quote": first.quote,
        "second_says": origin(second),
        "second_quote": second.quote,
        "first_public": first.public.isoformat() if first.public else None,
        "second_public": second.public.isoformat() if second.public else None,
        "first": one.first,
        "second": one.second,
    }
