"""``reportedly copies``: which reports are copies, rewrites or translations of one another."""

from __future__ import annotations

import contextlib
import gzip
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportedly.cli.errors import SOME_UNREAD, answers_errors
from reportedly.core.errors import PageError
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from reportedly.packs.load import Pack
    from reportedly.reports.copies import CopyIndex

DEFAULTS = Settings()
TROUBLES_SHOWN = 20

COPIES_EPILOG = """
**Examples**

`reportedly copies --jsonl reports.jsonl` — every two reports of which one depends on the other, how sure, and why

`reportedly copies --jsonl reports.jsonl --output-clusters families.jsonl` — the family of copies that each report belongs to

`reportedly copies --jsonl reports.jsonl --pairs pairs.jsonl --output-pairs answers.jsonl` — an answer for each pair asked for

**Exit status**: 0 all answered · 3 some line could not be used · 1 error · 2 usage
"""

Lines = Annotated[list[str], typer.Option("--jsonl", metavar="FILE|-", help="Reports, a JSON object a line: id, text or html, published … May be repeated.")]
Pairs = Annotated[str | None, typer.Option(metavar="FILE", help='Pairs to judge, a JSON object a line: {"pair", "a", "b"} with ids of reports.')]
OutputPairs = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|-", help="Where the judgements go: on the pairs asked for, else on all that depend. Default: -, unless only families are wanted."
    ),
]
OutputClusters = Annotated[str | None, typer.Option(metavar="FILE|-", help="Where each report's family goes: one line a report.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no closing line.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def copies(
    jsonl: Lines,
    pairs: Pairs = None,
    output_pairs: OutputPairs = None,
    output_clusters: OutputClusters = None,
    pack: PackName = DEFAULTS.pack,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> int:
    """Say which reports are copies or rewrites of one another, and which tell of one event on their own.

    Copies are word for word but for trifles; rewrites are re-worded, condensed or damaged by translation. Fixed forms that many reports share,
    as daily bulletins do, official quotations and background paragraphs do not count.
    """
    from reportedly.packs.load import load_pack  # noqa: PLC0415  what reads is loaded by who reads

    if output_pairs == "-" == output_clusters:
        message = "expected one of --output-pairs and --output-clusters on standard output, found both"
        raise typer.BadParameter(message)
    index, troubles = _read_reports(jsonl, load_pack(pack), quiet=quiet)
    if output_pairs is None and (pairs is not None or output_clusters is None):
        output_pairs = "-"
    if output_pairs is not None:
        troubles += _write_pairs(index, pairs, output_pairs)
    if output_clusters is not None:
        _write_families(index, output_clusters)
    for trouble in troubles[:TROUBLES_SHOWN] if not quiet else ():
        typer.echo(f"reportedly: {trouble}", err=True)
    if len(troubles) > TROUBLES_SHOWN and not quiet:
        typer.echo(f"reportedly: … and {len(troubles) - TROUBLES_SHOWN:,} lines more that could not be used", err=True)
    return SOME_UNREAD if troubles else 0


def _read_reports(names: list[str], pack: Pack, *, quiet: bool) -> tuple[CopyIndex, list[str]]:
    """The index of all reports of the files, and what could not be used."""
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.copies import text_of  # noqa: PLC0415
    from reportedly.pages.sources import iter_rows  # noqa: PLC0415
    from reportedly.reports.copies import CopyIndex  # noqa: PLC0415

    index, troubles = CopyIndex(pack), []
    with show_progress(wanted=not quiet, total=None, doing="comparing") as advance:
        for name in names:
            with _opened(name) as stream:
                for number, row in iter_rows(stream, DEFAULTS):
                    if isinstance(row, PageError):
                        troubles.append(f"{name}, line {number}: {row}")
                        continue
                    try:
                        index.extend([text_of(row, pack, DEFAULTS)])
                    except PageError as error:
                        troubles.append(f"{name}, line {number}: {error}")
                    advance(len(index))
    return index, troubles


def _write_pairs(index: CopyIndex, pairs: str | None, output: str) -> list[str]:
    """Judgements to the output; what could not be judged comes back."""
    from reportedly.formats.copies import pair_line  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415

    troubles: list[str] = []
    with open_output(output) as stream:
        if pairs is None:
            for found in index.dependences():
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
