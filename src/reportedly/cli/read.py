"""``reportedly read``: one report, or many."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.shard_job import EngineChoice, EngineName, check_usage, run_read_shards
from reportedly.core.settings import Settings
from reportedly.formats.names import OutputFormat

DEFAULTS = Settings()
INPUT, KNOWN, OUTPUT, LIMITS = "What to read", "What you know of it", "What to write", "Limits"

EPILOG = """
**Examples**

`reportedly read page.html` — a report on the screen: who, what, where, when, how sure, and what to check

`reportedly read page.html --format html --output page-read.html` — the report with every claim marked, to open in a browser

`reportedly read https://example.org/report --published 2023-05-02`

`pbpaste | reportedly read - --title "Town changes hands"`

`reportedly read --jsonl reports.jsonl.gz --output readings.jsonl.gz --processes 4` — many, in constant memory; `--resume` after a break

`reportedly read --jsonl reports.jsonl --output readings/ --engine dask --address tcp://host:8786` — many, on many machines; `--resume` likewise

`reportedly read --example messy` — a report that ships with the pack

**Exit status**: 0 all answered · 3 some input could not be read at all · 1 error · 2 usage
"""

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE|FOLDER|URL|-]…", help="Files of any kind, folders, addresses, or - for standard input.", show_default=False),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=COLUMN", help="Which column of a table holds what, as title=Headline; else told by name.", rich_help_panel=INPUT),
]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="How a table writes 03/04/2022; else such days stay open.", show_default=False, rich_help_panel=INPUT),
]
Lines = Annotated[
    str | None,
    typer.Option("--jsonl", metavar="FILE|-", help="Many reports, a JSON object a line: id, text or html, url, published …", rich_help_panel=INPUT),
]
Example = Annotated[
    str | None, typer.Option(metavar="NAME", help="A report that ships with the pack: messy, wire, denial, no-war, recipe, wire.html.", rich_help_panel=INPUT)
]
Clean = Annotated[bool, typer.Option("--clean", help="The text is clean already: keep it to the letter, look for no menus.", rich_help_panel=KNOWN)]
Published = Annotated[str | None, typer.Option(metavar="DAY", help="Day of publication, as 2023-05-02; wins over the page's own.", rich_help_panel=KNOWN)]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Language, as en; told from the text when not given.", rich_help_panel=KNOWN)]
Title = Annotated[str | None, typer.Option(help="Headline; wins over the page's own.", rich_help_panel=KNOWN)]
Outlet = Annotated[str | None, typer.Option(help="Who published it; wins over the page's own.", rich_help_panel=KNOWN)]
Url = Annotated[str | None, typer.Option(help="Where it stood, for a file or standard input; nothing is fetched.", rich_help_panel=KNOWN)]
Format = Annotated[
    OutputFormat | None, typer.Option(help="Default: terminal for one report on a screen, by the output's name, or jsonl.", rich_help_panel=OUTPUT)
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where to write; a name in .gz is compressed.", rich_help_panel=OUTPUT)]
Resume = Annotated[bool, typer.Option("--resume", help="Go on after an earlier run: leave out reports the output file has already.", rich_help_panel=OUTPUT)]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.", rich_help_panel=INPUT)]
Gazetteer = Annotated[
    str | None,
    typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer (reportedly gazetteer add).", rich_help_panel=INPUT),
]
Processes = Annotated[int, typer.Option("--processes", "--jobs", min=1, help="How many processes read.", rich_help_panel=LIMITS)]
PageBytes = Annotated[int, typer.Option(min=1, help="A larger page is not read.", rich_help_panel=LIMITS)]
Characters = Annotated[int, typer.Option(min=1, help="Nothing is extracted past this many characters of a report.", rich_help_panel=LIMITS)]
Seconds = Annotated[float, typer.Option(min=0.1, help="For fetching one address, all told.", rich_help_panel=LIMITS)]
Redirects = Annotated[int, typer.Option(min=0, help="How many an address may go through.", rich_help_panel=LIMITS)]
Engine = Annotated[
    EngineName | None,
    typer.Option(help="Read in shards: by processes here, or on a Dask cluster (many machines).", show_default=False, rich_help_panel=LIMITS),
]
Address = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The cluster's scheduler, as tcp://host:8786; without it, workers are started here.", rich_help_panel=LIMITS),
]
Fast = Annotated[bool, typer.Option("--fast", help="Parse only what a scan finds worth it: for streams with little war in them.", rich_help_panel=LIMITS)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no closing line.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def read(
    sources: Sources = None,
    jsonl: Lines = None,
    example: Example = None,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    published: Published = None,
    language: Language = None,
    title: Title = None,
    outlet: Outlet = None,
    url: Url = None,
    clean: Clean = False,
    column: Columns = None,
    day_first: DayFirst = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = "-",
    resume: Resume = False,
    processes: Processes = 1,
    engine: Engine = None,
    address: Address = None,
    fast: Fast = False,
    max_page_bytes: PageBytes = DEFAULTS.max_page_bytes,
    max_characters: Characters = DEFAULTS.max_extract_characters,
    fetch_seconds: Seconds = DEFAULTS.fetch_seconds,
    max_redirects: Redirects = DEFAULTS.max_redirects,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> int:
    """Say who says that what happened where, when and how surely, in one report or in many.

    Reads HTML pages, plain text (also a page flattened to text, menus and all), PDF, saved pages (MHTML), e-mail and mailboxes, feeds, tables
    (CSV, TSV), JSON lines, web archives (WARC, WACZ), Telegram exports, zips and folders of these, addresses and lists of addresses.
    """
    from reportedly.cli.job import Known, ReadJob, run_job  # noqa: PLC0415  what reads is loaded by who reads

    settings = Settings(
        pack=pack,
        gazetteer=gazetteer,
        max_page_bytes=max_page_bytes,
        max_extract_characters=max_characters,
        fast=fast,
        fetch_seconds=fetch_seconds,
        max_redirects=max_redirects,
    )
    job = ReadJob(
        sources=tuple(sources or ()),
        jsonl=jsonl,
        example=example,
        output=output,
        format=format,
        resume=resume,
        columns=tuple(column or ()),
        day_first=day_first,
    )
    known = Known(url=url, outlet=outlet, title=title, language=language, published=published, clean=clean)
    check_usage(engine, address)
    if engine is not None:
        return run_read_shards(job, known, settings, EngineChoice(name=engine, address=address, processes=processes), quiet=quiet)
    return run_job(job, known, settings, processes=processes, quiet=quiet)
