"""``reportedly add``: reports into a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.shard_job import EngineChoice, EngineName, check_usage, run_add_shards
from reportedly.core.settings import Settings

DEFAULTS = Settings()
INPUT, KNOWN, LIMITS = "What to add", "What you know of it", "Limits"

ADD_EPILOG = """
**Examples**

`reportedly add reports/ saved/*.html --db war.db` — folders, files, archives, feeds, addresses

`reportedly add --jsonl reports.jsonl.gz --db war.db --processes 4` — many; run it again after a break, and what is there is passed by

`reportedly add table.csv --column text=Body --column published=Date --day-first` — a table, by its columns

`reportedly add crawl.warc.gz --db postgresql://user@host/war`

`reportedly add crawls/ --db postgresql://user@host/war --engine dask --address tcp://host:8786` — on many machines, which all write to the ledger

**Exit status**: 0 all answered · 3 some input could not be read at all · 1 error · 2 usage
"""

Db = Annotated[
    str, typer.Option("--db", envvar="REPORTEDLY_DB", metavar="PATH|URL", help="The ledger: a file, or postgresql://user@host/name.", rich_help_panel=INPUT)
]
Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE|FOLDER|URL|-]…", help="What holds reports; which form it has is told from its first bytes.", show_default=False),
]
Lines = Annotated[
    str | None, typer.Option("--jsonl", metavar="FILE|-", help="Many reports, a JSON object a line: id, text or html, url, published …", rich_help_panel=INPUT)
]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.", rich_help_panel=INPUT)]
Gazetteer = Annotated[
    str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer (reportedly gazetteer add).", rich_help_panel=INPUT)
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=COLUMN", help="Which column of a table a field is in, as title=Headline; may be repeated.", rich_help_panel=INPUT),
]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="How a table writes 03/04/2022; else such days stay open.", show_default=False, rich_help_panel=INPUT),
]
KeepBytes = Annotated[bool, typer.Option("--keep-bytes", help="Keep the bytes of each page as they came, not their hash alone.", rich_help_panel=INPUT)]
Published = Annotated[str | None, typer.Option(metavar="DAY", help="Day of publication of reports that tell none.", rich_help_panel=KNOWN)]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Language of reports that tell none, as en.", rich_help_panel=KNOWN)]
Outlet = Annotated[str | None, typer.Option(help="Who published reports that do not say.", rich_help_panel=KNOWN)]
Clean = Annotated[bool, typer.Option("--clean", help="The text is clean already: keep it to the letter, look for no menus.", rich_help_panel=KNOWN)]
Processes = Annotated[int, typer.Option("--processes", "--jobs", min=1, help="How many processes read; one writes.", rich_help_panel=LIMITS)]
PageBytes = Annotated[int, typer.Option(min=1, help="A larger page is not read.", rich_help_panel=LIMITS)]
Characters = Annotated[int, typer.Option(min=1, help="Nothing is extracted past this many characters of a report.", rich_help_panel=LIMITS)]
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
def add(
    sources: Sources = None,
    jsonl: Lines = None,
    db: Db = "reportedly.db",
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    column: Columns = None,
    day_first: DayFirst = None,
    keep_bytes: KeepBytes = False,
    published: Published = None,
    language: Language = None,
    outlet: Outlet = None,
    clean: Clean = False,
    processes: Processes = 1,
    engine: Engine = None,
    address: Address = None,
    fast: Fast = False,
    max_page_bytes: PageBytes = DEFAULTS.max_page_bytes,
    max_characters: Characters = DEFAULTS.max_extract_characters,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> int:
    """Read reports into a ledger: what is there already is passed by, a changed text is kept beside the one before it.

    Stop it when you like, and run it again: what was stored is stored, once.
    """
    from reportedly.cli.add_job import AddJob, run_add  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.cli.job import Known  # noqa: PLC0415

    settings = Settings(pack=pack, gazetteer=gazetteer, max_page_bytes=max_page_bytes, max_extract_characters=max_characters, fast=fast)
    job = AddJob(
        sources=tuple(sources or ()),
        jsonl=jsonl,
        db=db,
        processes=processes,
        columns=tuple(column or ()),
        day_first=day_first,
        keep_bytes=keep_bytes,
        quiet=quiet,
    )
    known = Known(outlet=outlet, language=language, published=published, clean=clean)
    check_usage(engine, address)
    if engine is not None:
        return run_add_shards(job, known, settings, EngineChoice(name=engine, address=address, processes=processes))
    return run_add(job, known, settings, SystemClock())
