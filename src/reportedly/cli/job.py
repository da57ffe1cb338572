"""What ``reportedly read`` was asked to do, and doing it.

The rule that must not be broken: reports go from input to output one by one; nothing here keeps them.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from reportedly.cli.errors import SOME_UNREAD
from reportedly.core.errors import PageError
from reportedly.formats.names import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.settings import Settings
    from reportedly.formats.output import Tally
    from reportedly.intake import Intake, Metadata
    from reportedly.packs.load import Pack
    from reportedly.readers.meter import Meter

BY_NAME = {".html": OutputFormat.HTML, ".htm": OutputFormat.HTML, ".txt": OutputFormat.TEXT}
WIDTH_OF_A_PIPE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the caller knows of the reports, as written on the command line."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    clean: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """What goes in and where it goes, as written on the command line."""

    sources: tuple[str, ...] = ()
    jsonl: str | None = None
    example: str | None = None
    format: OutputFormat | None = None
    output: str = "-"
    resume: bool = False
    columns: tuple[str, ...] = ()
    day_first: bool | None = None

    @property
    def is_one_report(self) -> bool:
        """True when a single report was asked for, by name: not a folder, an archive, a table."""
        if self.jsonl is not None or len(self.sources) + (self.example is not None) != 1:
            return False
        from reportedly.intake import holds_many  # noqa: PLC0415

        return not (self.sources and holds_many(self.sources[0]))


def run_job(job: ReadJob, known: Known, settings: Settings, *, processes: int = 1, quiet: bool = False) -> int:
    """The exit status: 0 when every report was answered, 3 when some could not be read at all. Raises ``ReportedlyError`` and usage errors."""
    from reportedly.batch import answer_many  # noqa: PLC0415  the river and its models are loaded once the options are known to be good
    from reportedly.cli.progress import is_seen, show_progress  # noqa: PLC0415
    from reportedly.formats.names import find_writer  # noqa: PLC0415
    from reportedly.formats.output import Tally, check_not_read, open_output, resumed_ids, unanswered, write_answers  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.readers.meter import Meter, measure_sources  # noqa: PLC0415

    chosen = choose_format(job, on_screen=sys.stdout.isatty())
    check_usage(job, chosen)
    check_not_read(job.output, [job.jsonl] if job.jsonl else job.sources)
    pack = load_pack(settings.pack)
    skip = resumed_ids(job.output) if job.resume else Counter[str]()
    kept = skip.total()
    writer = find_writer(chosen, single=job.is_one_report, width=_width(), color=_color())
    tally = Tally()
    loud = not quiet and not job.is_one_report
    meter = Meter(measure_sources([job.jsonl] if job.jsonl else job.sources) if is_seen(wanted=loud) else None)
    with ExitStack() as stack:
        intakes = meter.follow(unanswered(_intakes(job, read_known(known), pack, settings, stack, meter), skip))
        answers = answer_many(intakes, writer.write, pack=pack, settings=settings, processes=processes)
        stream = stack.enter_context(open_output(job.output, keep=kept > 0))
        advance = stack.enter_context(show_progress(wanted=loud, share=meter.share))
        for tally in write_answers(answers, writer, stream, skip=skip):
            advance(tally.written + tally.skipped)
    if loud and (sys.stderr.isatty() or tally.unread):
        typer.echo(closing_line(tally, kept), err=True)
    return SOME_UNREAD if tally.unread else 0


def closing_line(tally: Tally, kept: int) -> str:
    """What the run came to, in one line."""
    parts = [f"{tally.written:,} report{'' if tally.written == 1 else 's'} answered"]
    parts += [f"{kept:,} there already"] if kept else []
    parts += [f"{tally.unread:,} of them could not be read (see their issues)"] if tally.unread else []
    return f"reportedly: {', '.join(parts)}"


def choose_format(job: ReadJob, *, on_screen: bool) -> OutputFormat:
    """The format asked for; else by the output's name; else the terminal report for one report on a screen; else JSON lines."""
    if job.format is not None:
        return job.format
    if job.output != "-":
        return BY_NAME.get(Path(job.output.removesuffix(".gz")).suffix.lower(), OutputFormat.JSONL)
    return OutputFormat.TERMINAL if on_screen and job.is_one_report else OutputFormat.JSONL


def check_usage(job: ReadJob, chosen: OutputFormat) -> None:
    """Raises a usage error for options that do not go together."""
    inputs = [name for name, given in (("a FILE, URL or -", job.sources), ("--jsonl", job.jsonl), ("--example", job.example)) if given]
    if len(inputs) != 1:
        found = " and ".join(inputs) or "none"
        message = f"expected one of FILE|URL|-, --jsonl and --example, found {found}; for example: reportedly read page.html"
        raise typer.BadParameter(message)
    if job.resume and (job.output == "-" or chosen is not OutputFormat.JSONL):
        message = f"--resume goes on with a file of JSON lines, found {chosen} to {job.output}; use --output FILE --format jsonl"
        raise typer.BadParameter(message)


def read_known(known: Known) -> Metadata:
    """What the caller knows, read. Raises a usage error for a day that is none."""
    from reportedly.intake import Metadata  # noqa: PLC0415

    published = _day(known.published)
    return Metadata(url=known.url, outlet=known.outlet, title=known.title, language=known.language, published=published, clean=known.clean)


def _intakes(job: ReadJob, metadata: Metadata, pack: Pack, settings: Settings, stack: ExitStack, meter: Meter) -> Iterator[Intake]:
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.examples import find_example  # noqa: PLC0415
    from reportedly.intake import Intake, ReadOptions, iter_lines, iter_sources  # noqa: PLC0415
    from reportedly.pages.sources import page_from_bytes  # noqa: PLC0415

    if job.example is not None:
        found = page_from_bytes(find_example(job.example, pack).read_bytes(), settings)
        return iter([Intake(page=metadata.of(found.records), issues=found.issues)])
    if job.jsonl is not None:
        return iter_lines(open_lines(job.jsonl, stack, meter), metadata, settings)
    options = ReadOptions(columns=read_columns(job.columns), day_first=job.day_first, clock=SystemClock(), meter=meter)
    return iter_sources(job.sources, metadata, settings, sys.stdin.buffer, options)


def read_columns(columns: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Field and column of each ``field=column``. Raises a usage error for what is not written so."""
    pairs = tuple((field.strip(), column.strip()) for field, mark, column in (each.partition("=") for each in columns) if mark and field and column)
    if len(pairs) != len(columns):
        message = f"expected --column title=Headline, found {', '.join(columns)!r}"
        raise typer.BadParameter(message)
    return pairs


def open_lines(name: str, stack: ExitStack, meter: Meter) -> BinaryIO:
    """The file of JSON lines, whose bytes the meter counts, or standard input for ``-``. Raises ``PageError`` for a file that cannot be opened."""
    if name == "-":
        return sys.stdin.buffer
    try:
        meter.begin(Path(name))
        return stack.enter_context(meter.open(Path(name)))
    except OSError as error:
        message = f"expected a file of JSON lines at {name}, found: {error.strerror or error}"
        raise PageError(message) from error


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published).date()
    except ValueError:
        message = f"expected --published as 2023-05-02, found {published!r}"
        raise typer.BadParameter(message) from None


def _width() -> int:
    return shutil.get_terminal_size((WIDTH_OF_A_PIPE, 24)).columns


def _color() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
