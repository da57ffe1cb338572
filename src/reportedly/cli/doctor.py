"""``reportedly doctor``: what is installed, whether it is sound, and what is slow."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from reportedly.cli.errors import ERROR, answers_errors
from reportedly.cli.question import screen_width, use_color
from reportedly.core.settings import Settings
from reportedly.formats.list_format import ListFormat

DEFAULTS = Settings()
Db = Annotated[str | None, typer.Option("--db", envvar="REPORTEDLY_DB", metavar="PATH|URL", help="Look at this ledger as well.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer.")]
Address = Annotated[str | None, typer.Option(metavar="URL", help="Look at this Dask cluster as well, by its scheduler, as tcp://host:8786.")]
Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row a check.")]


@answers_errors
def doctor(
    db: Db = None,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    address: Address = None,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
) -> int:
    """Look at versions, models and their hashes, pack, gazetteer, engines, ledger and speed. Exit status 1 when something needed is broken."""
    from reportedly.doctor import examine, is_sound  # noqa: PLC0415
    from reportedly.formats.plain_lists import write_list  # noqa: PLC0415

    found = list(examine(Settings(pack=pack, gazetteer=gazetteer), time.perf_counter, db, address))
    rows = ({"part": one.part, "name": one.name, "state": one.state.value, "detail": one.detail} for one in found)
    write_list(rows, format, sys.stdout, noun="check", width=screen_width(), color=use_color())
    return 0 if is_sound(found) else ERROR
