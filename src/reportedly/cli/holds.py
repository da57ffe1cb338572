"""``reportedly holds``: who holds which place on which day, by what was public on another."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from reportedly.cli.errors import SOME_UNREAD, answers_errors
from reportedly.core.errors import PageError
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.beliefs.control import Weighing
    from reportedly.beliefs.prior import PriorClaim
    from reportedly.core.entries import Testimony
    from reportedly.packs.load import Pack

DEFAULTS = Settings()

HOLDS_EPILOG = """
**Examples**

`reportedly holds --jsonl reports.jsonl --prior prior.jsonl --questions questions.jsonl --output answers.jsonl` — an answer for each question

**Exit status**: 0 all answered · 3 some report could not be read · 1 error · 2 usage
"""

Lines = Annotated[list[str] | None, typer.Option("--jsonl", metavar="FILE", help="Reports, a JSON object a line. May be repeated.")]
Readings = Annotated[
    list[str] | None, typer.Option("--readings", metavar="FILE", help="Reports already read (reportedly read --format jsonl). May be repeated.")
]
Prior = Annotated[str | None, typer.Option(metavar="FILE", help="Who held what before: a JSON object a line: name, lat, lon, geonameid, date, holder.")]
Questions = Annotated[str | None, typer.Option(metavar="FILE", help="Questions, a JSON object a line: name, lat, lon, geonameid, date, as_of.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where the answers go.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer.")]
Processes = Annotated[int, typer.Option(min=1, help="How many processes read.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no closing line.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def holds(
    jsonl: Lines = None,
    readings: Readings = None,
    prior: Prior = None,
    questions: Questions = None,
    output: Output = "-",
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    processes: Processes = 1,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> int:
    """Say who held which place on which day, how sure, and since when, by what was public on a day.

    Every answer uses only what was published up to its `as_of`.
    """
    from reportedly.beliefs.control import two_sides  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.beliefs.prior import read_prior  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    if not questions or not (jsonl or readings):
        message = "expected --questions FILE and reports (--jsonl FILE or --readings FILE)"
        raise typer.BadParameter(message)
    settings = Settings(pack=pack, gazetteer=gazetteer)
    loaded = load_pack(pack)
    claims = read_prior(Path(prior), two_sides(loaded)) if prior else ()
    gathering = _Gathering(loaded, settings, processes, quiet=quiet)
    weighing = _weigh(gathering, jsonl or [], readings or [], claims)
    _answer(weighing, Path(questions), output, quiet=quiet)
    return SOME_UNREAD if gathering.unread else 0


class _Gathering:
    """Testimonies from files, with a count of the reports that could not be read."""

    def __init__(self, pack: Pack, settings: Settings, processes: int, *, quiet: bool) -> None:
        self.pack = pack
        self.settings = settings
        self.processes = processes
        self.quiet = quiet
        self.unread = 0

    def reports(self, names: list[str]) -> Iterator[Testimony]:
        """Testimonies of files of reports."""
        from reportedly.cli.progress import show_progress  # noqa: PLC0415
        from reportedly.holds import read_testimonies  # noqa: PLC0415
        from reportedly.intake import Metadata, iter_lines  # noqa: PLC0415

        done = 0
        with contextlib.ExitStack() as stack:
            advance = stack.enter_context(show_progress(wanted=not self.quiet, total=None))
            intakes = (intake for name in names for intake in iter_lines(_opened(name, stack), Metadata(), self.settings))
            for testimonies, readable in read_testimonies(intakes, pack=self.pack, settings=self.settings, processes=self.processes):
                self.unread += not readable
                done += 1
                advance(done)
                yield from testimonies

    def readings(self, names: list[str]) -> Iterator[Testimony]:
        """Testimonies of files of reports already read."""
        from reportedly.holds import reread_testimonies  # noqa: PLC0415

        for name in names:
            with contextlib.ExitStack() as stack:
                yield from reread_testimonies(_opened(name, stack), self.pack)


def _weigh(gathering: _Gathering, jsonl: list[str], readings: list[str], claims: tuple[PriorClaim, ...]) -> Weighing:
    from reportedly.holds import weighing_of  # noqa: PLC0415

    testimonies = (one for found in (gathering.readings(readings), gathering.reports(jsonl)) for one in found)
    return weighing_of(testimonies, prior=claims, pack=gathering.pack, settings=gathering.settings)


def _answer(weighing: Weighing, questions: Path, output: str, *, quiet: bool) -> None:
    from reportedly.beliefs.prior import iter_questions  # noqa: PLC0415
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.formats.beliefs import belief_line  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415

    with open_output(output) as stream, show_progress(wanted=not quiet, total=None, doing="weighing", what="questions") as advance:
        for number, (question, row) in enumerate(iter_questions(questions), start=1):
            stream.write(belief_line(weighing.belief(question), row))
            advance(number)


def _opened(name: str, stack: contextlib.ExitStack) -> BinaryIO:
    try:
        return cast("BinaryIO", stack.enter_context(Path(name).open("rb")))
    except OSError as error:
        message = f"expected a file of JSON lines at {name}, found: {error.strerror or error}"
        raise PageError(message) from error
