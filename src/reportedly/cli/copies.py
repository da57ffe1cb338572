"""``reportedly copies``: which reports are copies, rewrites or translations of one another."""

from __future__ import annotations

import contextlib
import gzip
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportedly.cli.copy_shards import CopyJob, check_job, run_copy_shards, tell_troubles
from reportedly.cli.errors import SOME_UNREAD, answers_errors
from reportedly.cli.question import AsOf, read_day
from reportedly.cli.shard_job import EngineChoice, EngineName, check_usage
from reportedly.core.errors import PageError
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from reportedly.packs.load import Pack
    from reportedly.reports.copies import CopyIndex

DEFAULTS = Settings()

COPIES_EPILOG = """
**Examples**

`reportedly copies --jsonl reports.jsonl` — every two reports of which one depends on the other, how sure, and why

`reportedly copies --jsonl reports.jsonl --output-clusters families.jsonl` — the family of copies that each report belongs to

`reportedly copies --db war.db --report 4f1a9c` — what one report of a ledger depends on, and what on it

`reportedly copies --db war.db --jsonl new.jsonl` — what new reports share with those of a ledger, before they are added

`reportedly copies --jsonl reports.jsonl --pairs pairs.jsonl --output-pairs answers.jsonl` — an answer for each pair asked for

`reportedly copies --jsonl 'crawl/*.jsonl.gz' --output-clusters families.jsonl --engine processes --processes 8` — more reports than memory holds

**Exit status**: 0 all answered · 3 some line could not be used · 1 error · 2 usage
"""

Lines = Annotated[list[str] | None, typer.Option("--jsonl", metavar="FILE|-", help="Reports, a JSON object a line: id, text or html … May be repeated.")]
Ledgers = Annotated[str | None, typer.Option("--db", envvar="REPORTEDLY_DB", metavar="PATH|URL", help="A ledger: its reports are compared, too.")]
Reports = Annotated[list[str] | None, typer.Option("--report", metavar="ID", help="Only pairs with this report of the ledger. May be repeated.")]
Pairs = Annotated[str | None, typer.Option(metavar="FILE", help='Pairs to judge, a JSON object a line: {"pair", "a", "b"} with ids of reports.')]
OutputPairs = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|-", help="Where the judgements go: on the pairs asked for, else on all that depend. Default: -, unless only families are wanted."
    ),
]
OutputClusters = Annotated[str | None, typer.Option(metavar="FILE|-", help="Where each report's family goes: one line a report.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Engine = Annotated[
    EngineName | None,
    typer.Option(help="Compare by partitions, for more reports than memory holds: in processes here, or on a Dask cluster.", show_default=False),
]
Address = Annotated[str | None, typer.Option(metavar="URL", help="The cluster's scheduler, as tcp://host:8786; without it, workers are started here.")]
Processes = Annotated[int, typer.Option("--processes", "--jobs", min=1, help="How many processes compare, with --engine.")]
Partitions = Annotated[
    int | None, typer.Option(min=1, help="How many partitions, with --engine. Default: one for 64 MB of text. The answers do not hang on it.")
]
Parts = Annotated[
    str | None, typer.Option(metavar="FOLDER", help="Where the parts lie while at work, reached by all machines. Default: beside the output, OUTPUT.parts.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where a run with --engine broke off.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no closing line.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def copies(
    context: typer.Context,
    jsonl: Lines = None,
    db: Ledgers = None,
    report: Reports = None,
    as_of: AsOf = None,
    pairs: Pairs = None,
    output_pairs: OutputPairs = None,
    output_clusters: OutputClusters = None,
    pack: PackName = DEFAULTS.pack,
    engine: Engine = None,
    address: Address = None,
    processes: Processes = 1,
    partitions: Partitions = None,
    parts: Parts = None,
    resume: Resume = False,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> int:
    """Say which reports are copies or rewrites of one another, and which tell of one event on their own.

    Copies are word for word but for trifles; rewrites are re-worded, condensed or damaged by translation. Fixed forms that many reports share,
    as daily bulletins do, official quotations and background paragraphs do not count.
    """
    from reportedly.formats.output import check_not_read  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    for output in (output_pairs, output_clusters):
        check_not_read(output or "-", [*(jsonl or ()), *([pairs] if pairs else ())])
    if output_pairs == "-" == output_clusters:
        message = "expected one of --output-pairs and --output-clusters on standard output, found both"
        raise typer.BadParameter(message)
    if engine is not None:
        job = CopyJob(
            jsonl=tuple(jsonl or ()), output_pairs=output_pairs, output_clusters=output_clusters, partitions=partitions, parts=parts, resume=resume, quiet=quiet
        )
        others = {"--db": _is_written(context, "db"), "--report": bool(report), "--as-of": as_of is not None, "--pairs": pairs is not None}
        check_job(job, [name for name, given in others.items() if given])
        return run_copy_shards(job, Settings(pack=pack), EngineChoice(name=engine, address=address, processes=processes))
    check_usage(engine, address)
    known = read_day(as_of, "--as-of")
    where = None if db is None or (jsonl and not _is_written(context, "db")) else db
    if not (jsonl or where):
        message = "expected reports (--jsonl FILE) or a ledger (--db FILE)"
        raise typer.BadParameter(message)
    if (report or as_of) and not where:
        message = f"expected a ledger (--db FILE) for {'--report' if report else '--as-of'}, found none"
        raise typer.BadParameter(message)
    loaded = load_pack(pack)
    if where and not jsonl and pairs is None:
        _tell_kept(where, loaded, known, report or [], output_pairs, output_clusters)
        return 0
    index = _ledger_index(where, loaded, known) if where else None
    chosen = _wanted(where, report or []) if where else set()
    index, troubles, new = _read_reports(jsonl or [], loaded, index, quiet=quiet)
    wanted = chosen | new if where and (report or jsonl) else None
    if output_pairs is None and (pairs is not None or output_clusters is None):
        output_pairs = "-"
    if output_pairs is not None:
        troubles += _write_pairs(index, pairs, output_pairs, wanted)
    if output_clusters is not None:
        _write_families(index, output_clusters)
    tell_troubles(troubles, quiet=quiet)
    return SOME_UNREAD if troubles else 0


def _tell_kept(where: str, pack: Pack, as_of: date | None, names: list[str], pairs: str | None, clusters: str | None) -> None:
    """What the ledger keeps of copies, brought up to date first; where that cannot be, its reports are compared anew."""
    from reportedly.cli.question import open_ledger  # noqa: PLC0415
    from reportedly.formats.copies import family_line, pair_line  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.witnesses import find_kept, index_copies  # noqa: PLC0415

    with open_ledger(where) as ledger:
        kept = find_kept(ledger, pack)
        index = None if kept else index_copies(ledger, pack, as_of=as_of)
        wanted = {ledger.history(name).report for name in names}
        if pairs is not None or clusters is None:
            found = kept.dependences(as_of=as_of) if kept else index.dependences() if index else ()
            with open_output(pairs or "-") as stream:
                stream.writelines(pair_line(one) for one in found if not wanted or one.a in wanted or one.b in wanted)
        if clusters is not None:
            families = kept.families(as_of=as_of) if kept else index.families() if index else {}
            with open_output(clusters) as stream:
                stream.writelines(family_line(report, label) for report, label in families.items())


def _is_written(context: typer.Context, option: str) -> bool:
    """Whether the option stands on the command line, and not only in the environment: then files alone are compared with one another."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _ledger_index(where: str, pack: Pack, as_of: date | None) -> CopyIndex:
    """The index of the ledger's reports that were public by then."""
    from reportedly.cli.question import open_ledger  # noqa: PLC0415
    from reportedly.witnesses import index_copies  # noqa: PLC0415

    with open_ledger(where) as ledger:
        return index_copies(ledger, pack, as_of=as_of)


def _wanted(where: str, names: list[str]) -> set[str]:
    """The whole ids of the reports."""
    from reportedly.cli.question import open_ledger  # noqa: PLC0415

    if not names:
        return set()
    with open_ledger(where) as ledger:
        return {ledger.history(name).report for name in names}


def _read_reports(names: list[str], pack: Pack, index: CopyIndex | None, *, quiet: bool) -> tuple[CopyIndex, list[str], set[str]]:
    """The index with all reports of the files, what could not be used, and the ids of those that were new."""
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.copies import text_of  # noqa: PLC0415
    from reportedly.pages.sources import iter_rows  # noqa: PLC0415
    from reportedly.reports.copies import CopyIndex  # noqa: PLC0415

    index, troubles, new = CopyIndex(pack) if index is None else index, [], set()
    with show_progress(wanted=not quiet and bool(names), total=None, doing="comparing") as advance:
        for name in names:
            with _opened(name) as stream:
                for number, row in iter_rows(stream, DEFAULTS):
                    if isinstance(row, PageError):
                        troubles.append(f"{name}, line {number}: {row}")
                        continue
                    try:
                        told = text_of(row, pack, DEFAULTS)
                        is_there = told[0] in index
                        index.extend([told])
                        new |= set() if is_there else {told[0]}
                    except PageError as error:
                        troubles.append(f"{name}, line {number}: {error}")
                    advance(len(index))
    return index, troubles, new


def _write_pairs(index: CopyIndex, pairs: str | None, output: str, wanted: set[str] | None) -> list[str]:
    """Judgements to the output, where no pairs are given those on ``wanted`` reports, or on all; what could not be judged comes back."""
    from reportedly.formats.copies import pair_line  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415

    troubles: list[str] = []
    with open_output(output) as stream:
        if pairs is None:
            for found in index.dependences():
                if wanted is None or found.a in wanted or found.b in wanted:
                    stream.write(pair_line(found))
            return troubles
        with _opened(pairs) as lines:
            unpacked = gzip.GzipFile(fileobj=lines) if lines.peek(2)[:2] == b"\x1f\x8b" else lines  # type: ignore[attr-defined]
            for number, line in enumerate(unpacked, 1):
                if not line.strip():
                    continue
                try:
                    name, one, other = read_pair(line)
                    stream.write(pair_line(index.judge(one, other), name))
                except PageError as error:
                    troubles.append(f"{pairs}, line {number}: {error}")
    return troubles


def read_pair(line: bytes) -> tuple[str | None, str, str]:
    """The pair's name, where it has one, and the two ids. Raises ``PageError`` for a line that is no pair."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"expected JSON, found: {error}"
        raise PageError(message) from error
    if not isinstance(row, dict) or not isinstance(row.get("a"), str) or not isinstance(row.get("b"), str):
        message = f'expected a pair such as {{"pair": "p1", "a": "…", "b": "…"}}, found {str(row)[:80]}'
        raise PageError(message)
    name = row.get("pair")
    return None if name is None else str(name), row["a"], row["b"]


def _write_families(index: CopyIndex, output: str) -> None:
    from reportedly.formats.copies import family_line  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415

    with open_output(output) as stream:
        for report, label in index.families().items():
            stream.write(family_line(report, label))


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        message = f"expected a file of JSON lines at {name}, found: {error.strerror or error}"
        raise PageError(message) from error
