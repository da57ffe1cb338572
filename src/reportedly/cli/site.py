"""``reportedly site``: the desk as files, to publish or to open from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import DEFAULT_DB, Actor, Area, AsOf, Days, Event, Outlet, Place, Speaker, Text, read_day, read_days
from reportedly.cli.serve import Copies, Database, Gazetteer, PackName, Prior, Traceback, need_extra, open_desk
from reportedly.core.settings import Settings

DEFAULTS = Settings()
HOUR = 3600.0
"""Seconds: a site is written with all there is to say, however long it takes to work out."""

SITE_EPILOG = """
**Examples**

`reportedly site war.db --out public` — quotes and links, in the folder `public`: open `public/index.html`, or put the folder on any web host

`reportedly site war.db --out public --as-of 2022-10-01` — what one could know that day

`reportedly site war.db --out weir --place "Upper Weir" --day 2031-09-01..2031-10-31` — one place in two months, with its reports and sources

`reportedly site war.db --out private --full-text` — with the reports' whole texts, which are their publishers'
"""

Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A new folder, or one that a site was written to before.")]
FullText = Annotated[bool, typer.Option("--full-text", help="With the reports' whole texts. Without it: quotes and links.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no closing line.")]


@answers_errors
def site(
    out: Out,
    db: Database = DEFAULT_DB,
    full_text: FullText = False,
    as_of: AsOf = None,
    place: Place = None,
    area: Area = None,
    event: Event = None,
    day: Days = None,
    speaker: Speaker = None,
    actor: Actor = None,
    outlet: Outlet = None,
    text: Text = None,
    prior: Prior = None,
    copies: Copies = None,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Write the desk as files that open from disk or any web host: for publishing an investigation."""
    need_extra()
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.desk.desk import DeskSettings  # noqa: PLC0415
    from reportedly.desk.site import write_site  # noqa: PLC0415

    known = read_day(as_of, "--as-of")
    read_days(day, "--day")
    given = {"place": place, "area": area, "day": day, "speaker": speaker, "actor": actor, "outlet": outlet, "text": text}
    filters = [*((name, value) for name, value in given.items() if value is not None), *(("event", one) for one in event or ())]
    settings = DeskSettings(
        settings=Settings(pack=pack, gazetteer=gazetteer), requests_a_second=1e9, request_burst=10**9, seconds_to_wait=HOUR, seconds_for_disputes=HOUR
    )
    desk = open_desk(db, settings, prior, copies)
    with show_progress(wanted=not quiet, total=None, doing="writing", what="answers") as advance:
        written = write_site(desk, out, full_text=full_text, as_of=known, filters=filters, advance=advance)
    if not quiet:
        typer.echo(f"reportedly: {out / 'index.html'}: {written:,} answers, {'whole texts' if full_text else 'quotes and links'}", err=True)
