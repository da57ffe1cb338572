"""``reportedly watch``: feeds, for as long as it runs."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from reportedly.readers.seam import Intake

DEFAULTS = Settings()
List = Annotated[Path, typer.Argument(metavar="FEEDS.TOML", help="The feeds: [[feed]] with url, outlet, every, articles; [watch] for all of them.")]
Once = Annotated[bool, typer.Option("--once", help="One round, and end: for a timer (cron) that starts it again.")]
State = Annotated[
    Path | None, typer.Option(metavar="FILE", help="What was seen so far; goes on from there.", show_default="FEEDS.TOML with .state in place of .toml")
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where the readings go, a line each; a file is added to.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer (reportedly gazetteer add).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard error but errors.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def watch(
    feeds: List,
    once: Once = False,
    state: State = None,
    output: Output = "-",
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Poll feeds, read each new article once, keep a snapshot (WARC) of it, and tell when its words change.

    Each new or changed article is a line of JSON. Changes are shown on standard error, word by word. Stopped and started again, it goes on.
    """
    from reportedly.batch import answer_chunk  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.formats.names import OutputFormat, find_writer  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.readers.seam import ReadOptions  # noqa: PLC0415
    from reportedly.readers.watch import iter_watch  # noqa: PLC0415
    from reportedly.readers.watch_state import open_state  # noqa: PLC0415
    from reportedly.readers.watchlist import read_watchlist  # noqa: PLC0415

    settings = Settings(pack=pack, gazetteer=gazetteer)
    watchlist, loaded = read_watchlist(feeds), load_pack(pack)
    writer = find_writer(OutputFormat.JSONL, single=False, width=100, color=False)
    with _opened(output) as stream, open_state(state or feeds.with_suffix(".state")) as known:
        for intake in iter_watch(watchlist, known, loaded, ReadOptions(settings=settings, clock=SystemClock()), once=once):
            for answer in answer_chunk([intake], writer.write, loaded, settings):
                stream.write(answer.written)
                stream.flush()
            if not quiet:
                typer.echo(told(intake), err=True)


def _opened(output: str) -> AbstractContextManager[IO[str]]:
    return nullcontext(sys.stdout) if output == "-" else Path(output).open("a", encoding="utf-8", errors="backslashreplace")


def told(intake: Intake) -> str:
    """One line on an intake, and below it what changed."""
    where = intake.page.url or intake.page.id or intake.page.path or "?"
    if not intake.readable:
        return f"{where}: {'; '.join(issue.message for issue in intake.issues)}"
    if intake.change is None:
        return f"{where}: new"
    lines = [f"  - {edit.before!r}\n  + {edit.after!r}" for edit in intake.change.edits]
    return "\n".join([f"{where}: changed", *lines])
