"""What ``reportedly copies --engine`` was asked to do, and doing it: by shards and partitions, here or on a cluster.

The rule that must not be broken: what is written is what ``reportedly copies --jsonl`` writes without an engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from reportedly.cli.errors import SOME_UNREAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.cli.shard_job import EngineChoice
    from reportedly.core.settings import Settings

TROUBLES_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyJob:
    """What goes in and where it goes, as written on the command line."""

    jsonl: tuple[str, ...]
    output_pairs: str | None = None
    output_clusters: str | None = None
    partitions: int | None = None
    parts: str | None = None
    resume: bool = False
    quiet: bool = False

    @property
    def folder(self) -> str | None:
        """Where the parts lie; ``None`` where nobody said and no output is a file."""
        files = [name for name in (self.output_pairs, self.output_clusters) if name not in {None, "-"}]
        return self.parts or (f"{files[0]}.parts" if files else None)


def check_job(job: CopyJob, others: Sequence[str]) -> None:
    """Raises a usage error for what an engine cannot do: ``others`` are options that were given and go with memory only."""
    if others:
        message = f"expected --jsonl and outputs with --engine, found {' and '.join(others)}: ledgers and chosen pairs are compared without an engine"
        raise typer.BadParameter(message)
    if not job.jsonl:
        message = "expected reports (--jsonl FILE) with --engine, found none"
        raise typer.BadParameter(message)
    if job.folder is None:
        message = "expected --output-pairs FILE, --output-clusters FILE or --parts FOLDER with --engine: the parts have to lie somewhere"
        raise typer.BadParameter(message)


def run_copy_shards(job: CopyJob, settings: Settings, choice: EngineChoice) -> int:
    """The exit status: 0 when every line was compared, 3 when some could not be used. The parts are taken away at the end."""
    from reportedly.cli.progress import one_by_one, show_progress  # noqa: PLC0415  what compares is loaded by who compares
    from reportedly.engines.copies import STEPS, compare_shards, partitions_for  # noqa: PLC0415
    from reportedly.engines.copy_families import FAMILIES, TOLD, iter_written  # noqa: PLC0415
    from reportedly.engines.copy_texts import troubles_of  # noqa: PLC0415
    from reportedly.engines.folder import Folder  # noqa: PLC0415
    from reportedly.engines.parts import line_tasks  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    engine = choice.open()
    tasks = line_tasks(job.jsonl, settings, load_pack(settings.pack))
    folder = Folder(job.folder or "")
    pairs = job.output_pairs or (None if job.output_clusters else "-")
    if not tasks:
        return 0
    partitions = job.partitions or partitions_for([task.shard for task in tasks])
    expected = len(tasks) * 2 + STEPS * partitions
    with show_progress(wanted=not job.quiet, share=lambda count: min(0.99, count / expected), doing="comparing") as tell:
        plan = compare_shards(engine, tasks, folder, partitions, resume=job.resume, advance=one_by_one(tell)).plan
    for output, step in ((pairs, TOLD), (job.output_clusters, FAMILIES)):
        if output is not None:
            with open_output(output) as stream:
                stream.writelines(iter_written(plan, step))
    troubles = [f"{tasks[shard].shard.source}, {message}" for shard, message in troubles_of(plan)]
    folder.discard()
    tell_troubles(troubles, quiet=job.quiet)
    return SOME_UNREAD if troubles else 0


def tell_troubles(troubles: Sequence[str], *, quiet: bool) -> None:
    """The first lines that could not be used, and how many more."""
    for trouble in troubles[:TROUBLES_SHOWN] if not quiet else ():
        typer.echo(f"reportedly: {trouble}", err=True)
    if len(troubles) > TROUBLES_SHOWN and not quiet:
        typer.echo(f"reportedly: … and {len(troubles) - TROUBLES_SHOWN:,} lines more that could not be used", err=True)
