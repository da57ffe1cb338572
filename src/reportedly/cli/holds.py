"""``reportedly holds``: who holds which place on which day, by what was public on another."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NamedTuple, cast

import typer

from reportedly.cli.errors import SOME_UNREAD, answers_errors
from reportedly.cli.holds_shards import HoldsJob, check_job, run_holds_shards
from reportedly.cli.question import DEFAULT_DB, read_day
from reportedly.cli.shard_job import EngineChoice, EngineName, check_usage
from reportedly.core.errors import PageError
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.beliefs.control import Weighing
    from reportedly.core.entries import Testimony
    from reportedly.packs.load import Pack

DEFAULTS = Settings()

HOLDS_EPILOG = """
**Examples**

`reportedly holds Harrow --db war.db --on 2023-05-02` — who held it on that day, since when, on whose word, and who says otherwise

`reportedly holds Harrow --jsonl reports.jsonl --prior prior.jsonl --as-of 2023-05-02 --svg harrow.svg` — by what was public on a day, with a drawing

`reportedly holds --area "Vale Province" --db war.db` — every place of a region of which something was said

`reportedly holds --rates --db war.db` — how often the line moves, how much of it is told, what signs and sources are worth: judged, and by this ledger

`reportedly holds --jsonl reports.jsonl --prior prior.jsonl --questions questions.jsonl --output answers.jsonl` — an answer for each question

`reportedly holds --readings readings/ --questions questions.jsonl --output answers.jsonl --engine processes --processes 8` — more than memory holds

**Exit status**: 0 all answered · 3 some report could not be read · 1 error · 2 usage
"""

Place = Annotated[str | None, typer.Argument(metavar="[PLACE]", help="A settlement, by name.", show_default=False)]
Area = Annotated[str | None, typer.Option(metavar="REGION", help="All places of a region of which something was said.")]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day asked about. Default: that of --as-of.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Use what was public by this day. Default: all.")]
Database = Annotated[str | None, typer.Option("--db", envvar="REPORTEDLY_DB", metavar="FILE|URL", help="The ledger; reportedly.db without reports.")]
Copies = Annotated[
    str | None, typer.Option("--copies", metavar="FILE", help="Families of copies (reportedly copies --output-clusters): each counts as one report.")
]
Drawing = Annotated[str | None, typer.Option("--svg", metavar="FILE", help="Draw the belief over time, with the words that moved it.")]
Picture = Annotated[str | None, typer.Option("--png", metavar="FILE", help="The same drawing as a picture (pip install 'reportedly[png]').")]
Lines = Annotated[list[str] | None, typer.Option("--jsonl", metavar="FILE", help="Reports, a JSON object a line. May be repeated.")]
Readings = Annotated[
    list[str] | None, typer.Option("--readings", metavar="FILE", help="Reports already read (reportedly read --format jsonl). May be repeated.")
]
Prior = Annotated[str | None, typer.Option(metavar="FILE", help="Who held what before: a JSON object a line: name, lat, lon, geonameid, date, holder.")]
Questions = Annotated[str | None, typer.Option(metavar="FILE", help="Questions, a JSON object a line: name, lat, lon, geonameid, date, as_of.")]
Rates = Annotated[bool, typer.Option("--rates", help="The rates that answers are reckoned with: what is judged, what this ledger says, from how much.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where the answers go.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer.")]
Processes = Annotated[int, typer.Option("--processes", "--jobs", min=1, help="How many processes read.")]
Engine = Annotated[
    EngineName | None,
    typer.Option(help="Weigh by partitions, for more claims than memory holds: in processes here, or on a Dask cluster.", show_default=False),
]
Address = Annotated[str | None, typer.Option(metavar="URL", help="The cluster's scheduler, as tcp://host:8786; without it, workers are started here.")]
Partitions = Annotated[
    int | None, typer.Option(min=1, help="How many partitions of the country, with --engine. Default: one for 64 MB of readings. Answers do not hang on it.")
]
Parts = Annotated[
    str | None, typer.Option(metavar="FOLDER", help="Where the parts lie while at work, reached by all machines. Default: beside the output, OUTPUT.parts.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where a run with --engine broke off.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no closing line.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def holds(
    place: Place = None,
    area: Area = None,
    on: On = None,
    as_of: AsOf = None,
    db: Database = None,
    jsonl: Lines = None,
    readings: Readings = None,
    copies: Copies = None,
    prior: Prior = None,
    questions: Questions = None,
    rates: Rates = False,
    output: Output = "-",
    svg: Drawing = None,
    png: Picture = None,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    processes: Processes = 1,
    engine: Engine = None,
    address: Address = None,
    partitions: Partitions = None,
    parts: Parts = None,
    resume: Resume = False,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> int:
    """Say who held which place on which day, how sure, since when, and on whose word, by what was public on a day.

    Every answer uses only what was published up to its `as_of`.
    """
    from reportedly.formats.output import check_not_read  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    settings = Settings(pack=pack, gazetteer=gazetteer)
    read_too = [name for name in (*(jsonl or ()), *(readings or ()), prior, copies, questions) if name]
    for written in (output, svg, png):
        check_not_read(written or "-", read_too)
    if engine is not None:
        job = HoldsJob(
            readings=tuple(readings or ()), questions=questions, output=output, prior=prior, copies=copies, partitions=partitions, parts=parts,
            resume=resume, quiet=quiet,
        )  # fmt: skip
        others = {"PLACE": place, "--area": area, "--rates": rates, "--jsonl": jsonl, "--as-of": as_of, "--on": on, "--svg": svg, "--png": png}
        check_job(job, [name for name, given in others.items() if given])
        return run_holds_shards(job, settings, EngineChoice(name=engine, address=address, processes=processes))
    check_usage(engine, address)
    _check_usage({"PLACE": place, "--area": area, "--questions": questions, "--rates": rates}, db=db, files=[*(jsonl or ()), *(readings or ())])
    _check_drawings(place, svg, png)
    days = _Days(read_day(on, "--on"), read_day(as_of, "--as-of"), last=None if jsonl or readings else _yesterday())
    gathering = _Gathering(load_pack(pack), settings, processes, quiet=quiet)
    weighing = _weigh(gathering, (db or DEFAULT_DB) if not (jsonl or readings) else None, jsonl or [], readings or [], _Beside(prior, copies), days.as_of)
    if questions:
        _answer(weighing, Path(questions), output, quiet=quiet)
    elif place:
        _tell_place(weighing, place, days, gathering, output, _Drawings(svg, png))
    elif area:
        _tell_area(weighing, area, days, gathering, output)
    else:
        _tell_rates(weighing, days, output)
    return SOME_UNREAD if gathering.unread else 0


def _check_usage(wanted: dict[str, str | bool | None], *, db: str | None, files: list[str]) -> None:
    asked = [name for name, given in wanted.items() if given]
    if len(asked) != 1:
        message = f"expected one of PLACE, --area, --questions and --rates, found {' and '.join(asked) or 'none'}"
        raise typer.BadParameter(message)
    if not files and not db and not Path(DEFAULT_DB).exists():
        message = f"expected reports (--jsonl FILE or --readings FILE) or a ledger (--db FILE; without it {DEFAULT_DB}, which is not there)"
        raise typer.BadParameter(message)


def _check_drawings(place: str | None, svg: str | None, png: str | None) -> None:
    if not place and (svg or png):
        message = f"expected a PLACE for {'--svg' if svg else '--png'}, found none; a drawing is of one place"
        raise typer.BadParameter(message)


class _Days(NamedTuple):
    """``last`` is the last day that a ledger, which may be fed as things happen, gives beliefs for: whole days that are over, and none after."""

    on: date | None
    as_of: date | None
    last: date | None

    def of(self, weighing: Weighing) -> tuple[date, date]:
        """The day asked about and the day of what was public; the last day on which anything was, where nothing else is said."""
        as_of = self.as_of or weighing.last_public() or self.on
        if as_of is None:
            message = "expected reports that say something of a place on a day, found none"
            raise PageError(message)
        if self.on and self.last and self.on > self.last:
            message = f"expected --on to be a day that is over, found {self.on}; beliefs are for understanding afterwards"
            raise typer.BadParameter(message)
        if self.last and as_of > self.last:
            as_of = max(self.last, weighing.last_public() or self.last)  # what later days will know, none knows: days without a word cost as those with one
        on = self.on or min(as_of, self.last or as_of)
        return on, max(on, as_of)


class _Drawings(NamedTuple):
    svg: str | None
    png: str | None


class _Beside(NamedTuple):
    prior: str | None
    copies: str | None


def _yesterday() -> date:
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415

    return SystemClock().now().date() - timedelta(days=1)


def _tell_place(weighing: Weighing, place: str, days: _Days, gathering: _Gathering, output: str, drawings: _Drawings) -> None:
    from reportedly.beliefs.prior import Question  # noqa: PLC0415
    from reportedly.beliefs.why import explain  # noqa: PLC0415
    from reportedly.formats.belief_report import belief_svg, belief_text  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.holds import find_point  # noqa: PLC0415

    point = find_point(place, gathering.pack, gathering.settings)
    on, as_of = days.of(weighing)
    why = explain(weighing, Question(point=point, day=on, as_of=as_of))
    with open_output(output) as stream:
        stream.write(belief_text(why))
    if drawings.svg:
        with open_output(drawings.svg) as stream:
            stream.write(belief_svg(why))
    if drawings.png:
        from reportedly.formats.png import write_png  # noqa: PLC0415  an optional extra

        write_png(belief_svg(why), Path(drawings.png))


def _tell_area(weighing: Weighing, area: str, days: _Days, gathering: _Gathering, output: str) -> None:
    from reportedly.formats.belief_report import area_text  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.holds import beliefs_of_region, name_of_region  # noqa: PLC0415

    region = name_of_region(area, gathering.pack, gathering.settings)
    on, as_of = days.of(weighing)
    with open_output(output) as stream:
        for line in area_text(beliefs_of_region(weighing, region, on, as_of)):
            stream.write(line)


def _tell_rates(weighing: Weighing, days: _Days, output: str) -> None:
    from reportedly.formats.belief_report import rates_text  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415

    _, as_of = days.of(weighing)
    with open_output(output) as stream:
        for line in rates_text(weighing.rates(as_of), as_of):
            stream.write(line)


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


def _weigh(gathering: _Gathering, db: str | None, jsonl: list[str], readings: list[str], beside: _Beside, as_of: date | None) -> Weighing:
    from reportedly.beliefs.control import two_sides  # noqa: PLC0415
    from reportedly.beliefs.prior import read_families, read_prior  # noqa: PLC0415
    from reportedly.holds import weigh_ledger, weighing_of  # noqa: PLC0415

    claims = read_prior(Path(beside.prior), two_sides(gathering.pack)) if beside.prior else ()
    families = read_families(Path(beside.copies)) if beside.copies else None
    if db:
        from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

        with Ledger.open(db) as ledger:
            return weigh_ledger(ledger, as_of=as_of, prior=claims, families=families, pack=gathering.pack, settings=gathering.settings)
    testimonies = (one for found in (gathering.readings(readings), gathering.reports(jsonl)) for one in found)
    return weighing_of(testimonies, prior=claims, families=families, pack=gathering.pack, settings=gathering.settings)


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
