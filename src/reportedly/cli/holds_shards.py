"""What ``reportedly holds --engine`` was asked to do, and doing it: by shards of readings and partitions of the country, here or on a cluster.

The rule that must not be broken: what is written is what ``reportedly holds --readings … --questions …`` writes without an engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportedly.cli.errors import SOME_UNREAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.cli.shard_job import EngineChoice
    from reportedly.core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsJob:
    """What goes in and where it goes, as written on the command line."""

    readings: tuple[str, ...]
    questions: str | None
    output: str
    prior: str | None = None
    copies: str | None = None
    partitions: int | None = None
    parts: str | None = None
    resume: bool = False
    quiet: bool = False

    @property
    def folder(self) -> str | None:
        """Where the parts lie; ``None`` where nobody said and the output is no file."""
        return self.parts or (None if self.output == "-" else f"{self.output}.parts")


def check_job(job: HoldsJob, others: Sequence[str]) -> None:
    """Raises a usage error for what an engine cannot do: ``others`` are options that were given and go with memory only."""
    if others or not job.readings or job.questions is None:
        found = " and ".join(others) or ("no --questions" if job.readings else "no --readings")
        message = f"expected --readings and --questions with --engine, found {found}; read reports first: reportedly read --engine"
        raise typer.BadParameter(message)
    if job.folder is None:
        message = "expected --output FILE or --parts FOLDER with --engine: the parts have to lie somewhere"
        raise typer.BadParameter(message)


def run_holds_shards(job: HoldsJob, settings: Settings, choice: EngineChoice) -> int:
    """The exit status: 0 when all is answered, 3 when some lines of readings were set aside. The parts are taken away at the end."""
    from reportedly.beliefs.control import two_sides  # noqa: PLC0415  what weighs is loaded by who weighs
    from reportedly.beliefs.prior import iter_questions, read_prior  # noqa: PLC0415
    from reportedly.cli.copy_shards import tell_troubles  # noqa: PLC0415
    from reportedly.cli.progress import one_by_one, show_progress  # noqa: PLC0415
    from reportedly.engines.copies import partitions_for  # noqa: PLC0415
    from reportedly.engines.folder import Folder  # noqa: PLC0415
    from reportedly.engines.parts import line_tasks  # noqa: PLC0415
    from reportedly.engines.weigh_words import troubles_of  # noqa: PLC0415
    from reportedly.engines.weighing import iter_answers, weigh_shards  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    engine, pack = choice.open(), load_pack(settings.pack)
    prior = read_prior(Path(job.prior), two_sides(pack)) if job.prior else ()
    asked = list(iter_questions(Path(job.questions or "")))
    tasks = line_tasks(job.readings, settings, pack)
    folder, expected = Folder(job.folder or ""), 0
    with show_progress(wanted=not job.quiet, share=lambda count: count / expected if expected else None, doing="weighing", what="parts") as tell:

        def expect(tasks: int) -> None:
            nonlocal expected
            expected = tasks

        plan = weigh_shards(
            engine,
            tasks,
            folder,
            job.partitions or partitions_for([task.shard for task in tasks]),
            asked,
            pack,
            prior=prior,
            families=job.copies,
            resume=job.resume,
            advance=one_by_one(tell),
            expect=expect,
        ).plan
    with open_output(job.output) as stream:
        stream.writelines(iter_answers(plan))
    troubles = [f"{tasks[one.shard].shard.source}, line {one.line}: {one.message}" for one in troubles_of(plan)]
    folder.discard()
    tell_troubles(troubles, quiet=job.quiet)
    return SOME_UNREAD if troubles else 0
