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

    from reportedly.ledger.ledger import Ledger
    from reportedly.readers.seam import Intake

DEFAULTS = Settings()
List = Annotated[Path, typer.Argument(metavar="FEEDS.TOML", help="The feeds: [[feed]] with url, outlet, every, articles; [watch] for all of them.")]
Once = Annotated[bool, typer.Option("--once", help="One round, and end: for a timer (cron) that starts it again.")]
State = Annotated[
    Path | None, typer.Option(metavar="FILE", help="What was seen so far; goes on from there.", show_default="FEEDS.TOML with .state in place of .toml")
]
Db = Annotated[
    str | None,
    typer.Option("--db", envvar="REPORTEDLY_DB", metavar="PATH|URL", help="A ledger that takes each reading, with its snapshot.", show_default="none"),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE|-", help="Where the readings go, a line each; a file is added to.", show_default="-, or nowhere with --db"),
]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer (reportedly gazetteer add).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard error but errors.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def watch(
    feeds: List,
    once: Once = False,
    state: State = None,
    db: Db = None,
    output: Output = None,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Poll feeds, read each new article once, keep a snapshot (WARC) of it, and tell when its words change.

    Each new or changed article is a line of JSON, or, with `--db`, goes into a ledger: a changed one is a new text of the same report.
    Changes are shown on standard error, word by word. Stopped and started again, it goes on.
    """
    from reportedly.batch import answer_chunk, same  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.formats.names import write_line  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.readers.seam import ReadOptions  # noqa: PLC0415
    from reportedly.readers.watch import iter_watch  # noqa: PLC0415
    from reportedly.readers.watch_state import open_state  # noqa: PLC0415
    from reportedly.readers.watchlist import read_watchlist  # noqa: PLC0415

    settings, clock = Settings(pack=pack, gazetteer=gazetteer), SystemClock()
    watchlist, loaded = read_watchlist(feeds), load_pack(pack)
    options = ReadOptions(settings=settings, clock=clock, keep_bodies=db is not None)
    with _opened(output, db) as stream, _opened_ledger(db) as ledger, open_state(state or feeds.with_suffix(".state")) as known:
        # An article is marked as seen only when the next one is asked for, so that what is not stored yet comes again.
        for intake in iter_watch(watchlist, known, loaded, options, once=once):
            (answer,) = answer_chunk([intake], same, loaded, settings)
            if ledger is not None and answer.readable:
                ledger.post(answer.written, pack=loaded, recorded=clock.now(), snapshot=intake.snapshot, page=intake.page, notes=intake.notes)
            if stream is not None:
                stream.write(write_line(answer.written))
                stream.flush()
            if not quiet:
                typer.echo(told(intake), err=True)


def _opened_ledger(db: str | None) -> AbstractContextManager[Ledger | None]:
    if db is None:
        return nullcontext()
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    return Ledger.open(db, create=True)


def _opened(output: str | None, db: str | None) -> AbstractContextManager[IO[str] | None]:
    if output is None and db is not None:
        return nullcontext()
    return nullcontext(sys.stdout) if output in {None, "-"} else Path(str(output)).open("a", encoding="utf-8", errors="backslashreplace")


def told(intake: Intake) -> str:
    """One line on an intake, and below it what changed."""
    where = intake.page.url or intake.page.id or intake.page.path or "?"
    if not intake.readable:
        return f"{where}: {'; '.join(issue.message for issue in intake.issues)}"
    troubled = f", but {'; '.join(issue.message for issue in intake.issues)}" if intake.issues else ""
    if intake.change is None:
        return f"{where}: new{', in the words of its feed' if intake.page.excerpt else ''}{troubled}"
    lines = [f"  - {edit.before!r}\n  + {edit.after!r}" for edit in intake.change.edits]
    return "\n".join([f"{where}: changed", *lines])
