"""``reportedly report``: one report of the ledger, as read, with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import DEFAULT_DB, AsOf, Database, Output, RecordedBy, Traceback, open_ledger, read_day, read_moment, screen_width, use_color
from reportedly.core.entries import JudgementKind
from reportedly.formats.names import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ledger.history import Edit, History

WARNED = frozenset({JudgementKind.RETRACTED, JudgementKind.CORRECTED})
"""Judgements that who reads the report must know of."""

Report = Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or the beginning of it.")]
Form = Annotated[OutputFormat, typer.Option("--format", help="How the reading is written.")]
Traced = Annotated[bool, typer.Option("--history", help="Its texts, snapshots, edits and judgements, in place of the reading.")]


@answers_errors
def report(
    report: Report,
    db: Database = DEFAULT_DB,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    history: Traced = False,
    format: Form = OutputFormat.TERMINAL,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Show one report as it was read: every claim with its chain, place and day, and what a copy desk would query.

    With `--history`: which texts it had, what changed between them, what was seen of it, and what people judged of it.
    """
    known, recorded = read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.formats.names import find_writer  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.formats.words import visible  # noqa: PLC0415

    with open_ledger(db) as ledger, open_output(output) as stream:
        told = ledger.history(report)
        reading = None if history or told.forgotten else ledger.reading(told.report, as_of=known, recorded_by=recorded)
        if reading is None:
            edits = list(ledger.iter_edits(report=told.report, as_of=known, recorded_by=recorded))
            stream.writelines(f"{line}\n" for line in _history_lines(told, edits))
            return
        for judgement in told.judgements:
            if judgement.kind in WARNED and judgement.subject == told.report:
                since = f" since {judgement.since}" if judgement.since else ""
                typer.echo(f"reportedly: {judgement.kind.value}{since}, says {visible(judgement.by)}: {visible(judgement.why)}", err=True)
        writer = find_writer(format, single=True, width=screen_width(), color=use_color() and output == "-")
        stream.write(writer.head + writer.write(reading) + writer.tail)


def _history_lines(told: History, edits: list[Edit]) -> Iterator[str]:
    from reportedly.formats.words import plural, visible  # noqa: PLC0415

    yield f"report {visible(told.report)}  {visible(told.outlet or '')}  {visible(told.url or '')}".rstrip()
    if told.forgotten:
        yield f"forgotten {told.forgotten.recorded:%Y-%m-%d} by {visible(told.forgotten.by)}: {visible(told.forgotten.reason)}"
    for text in told.texts:
        title = f"  {visible(text.title)}" if text.title else ""
        size = f"{text.characters:,} characters, {plural(text.claims, 'claim')}"
        counts = "  (counts)" if text.current and len(told.texts) > 1 else ""
        yield f"text {text.ordinal}{counts}  public {text.public or 'not known'}  {size}  {text.text_hash}{title}"
        yield from (f"  {visible(name)}: {visible(value)}" for name, value in text.notes)
    for edit in edits:
        yield f"edit {edit.before} → {edit.after}  public {edit.public or 'not known'}"
        yield from (f"  {line[0]} {visible(line[1:])}" for line in edit.difference)
    for seen in told.snapshots:
        kept = "kept" if seen.kept else "only its hash is kept"
        yield f"snapshot of text {seen.text}  {seen.retrieved or 'time not known'}  {seen.media_type or 'type not known'}  sha256:{seen.sha256}  {kept}"
    for judgement in told.judgements:
        about = f" {visible(judgement.object)}" if judgement.object else ""
        yield f"judgement {judgement.kind.value}  {visible(judgement.subject)}{about}  by {visible(judgement.by)}: {visible(judgement.why)}"
