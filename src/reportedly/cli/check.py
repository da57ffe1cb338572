"""``reportedly check``: is a ledger sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import ERROR, answers_errors
from reportedly.cli.question import DEFAULT_DB, Database
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from reportedly.ledger.check import Fault
    from reportedly.ledger.ledger import Ledger

DEFAULTS = Settings()
Argument = Annotated[str | None, typer.Argument(metavar="[PATH|URL]", help="The ledger, where --db does not name it.", show_default=False)]
Replay = Annotated[bool, typer.Option("--replay", help="Also read every page again, and compare: as long as it took to add them.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack to read again with.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer (reportedly gazetteer add).")]
Processes = Annotated[int, typer.Option("--processes", "--jobs", min=1, help="How many processes read again.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def check(
    ledger: Argument = None,
    db: Database = DEFAULT_DB,
    replay: Replay = False,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    processes: Processes = 1,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> int:
    """Verify hashes, references, spans and the search's index; with `--replay` also that reading again gives the same claims.

    Nothing is changed and nothing repaired. Exit status 1 when something is wrong.
    """
    from reportedly.ledger.check import iter_faults  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    faults = 0
    with Ledger.open(ledger or db) as opened:
        for fault in iter_faults(opened.store):
            faults += _told(fault)
        if replay and not faults:
            faults += _replay(opened, Settings(pack=pack, gazetteer=gazetteer), processes)
        if not faults:
            typer.echo(
                f"reportedly: sound: {opened.count('report'):,} reports, {opened.count('reading'):,} readings, {opened.count('claim'):,} claims", err=True
            )
    return ERROR if faults else 0


def _replay(ledger: Ledger, settings: Settings, processes: int) -> int:
    from reportedly.batch import read_many  # noqa: PLC0415
    from reportedly.cli.add_job import settings_digest  # noqa: PLC0415
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.ledger.check import iter_replayed  # noqa: PLC0415
    from reportedly.ledger.prepare import pack_version  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    pack = load_pack(settings.pack)
    left_out: list[int] = []
    faults = same = 0
    replayed = iter_replayed(
        ledger.store,
        pack_version(pack, settings_digest(settings)),
        lambda pages: read_many(pages, pack=pack, settings=settings, processes=processes),
        left_out.append,
    )
    with show_progress(wanted=True, total=lambda: ledger.count("page_reading"), doing="replaying", what="pages") as advance:
        for fault in replayed:
            same += fault is None
            faults += _told(fault) if fault else 0
            advance(same + faults + sum(left_out))
    others = f"; {left_out[0]:,} readings by other versions or packs cannot be replayed by this one" if left_out and left_out[0] else ""
    typer.echo(f"reportedly: replayed: {same:,} pages give what is stored{others}", err=True)
    return faults


def _told(fault: Fault) -> int:
    typer.echo(f"{fault.kind}\t{fault.where}\t{fault.message}")
    return 1
