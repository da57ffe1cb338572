"""What the question commands share: the options that say what is asked, which ledger answers, and when.

The rule that must not be broken: an option means the same in every command that has it.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.day_range import DayRange
    from reportedly.ledger.ledger import Ledger
    from reportedly.ledger.questions import Question

DEFAULT_DB = "reportedly.db"
DEFAULT_PACK = Settings().pack
BOX_COMMAS = 3

Database = Annotated[str, typer.Option("--db", envvar="REPORTEDLY_DB", metavar="PATH|URL", help="The ledger: a file, or postgresql://user@host/name.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Only what was public by that day.")]
RecordedBy = Annotated[str | None, typer.Option("--recorded-by", metavar="DAY|TIME", help="Only what this ledger held by then (UTC).")]
Place = Annotated[str | None, typer.Option(metavar="NAME|ID", help="About this place. A name may end in *.")]
Area = Annotated[str | None, typer.Option(metavar="NAME|ID|W,S,E,N", help="About places in this region (its kind may be left out), or in this box of degrees.")]
Event = Annotated[list[str] | None, typer.Option("--event", metavar="TYPE", help="Of this event type. May be repeated.")]
Days = Annotated[str | None, typer.Option("--day", metavar="DAY|FROM..TO", help="Of events that may have been then.")]
Speaker = Annotated[str | None, typer.Option(metavar="NAME|ID", help="With this speaker anywhere in the chain.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME|ID|SIDE", help="With this one acting, or suffering.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="From this outlet.")]
Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help='With these words in the quote; "words together", begin*.')]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where the answer goes.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack whose names of speakers and regions are known: a name or a folder.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@contextmanager
def open_ledger(where: str) -> Iterator[Ledger]:
    """The ledger, for questions. Raises ``LedgerError`` where there is none."""
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415  SQLAlchemy is loaded once the options are known to be good

    with Ledger.open(where) as ledger:
        yield ledger


def read_day(written: str | None, option: str) -> date | None:
    """The day as ISO writes it; ``None`` for none. Raises a usage error for anything else."""
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        message = f"expected {option} to be a day such as 2022-10-01, found {written!r}"
        raise typer.BadParameter(message) from error


def read_days(written: str | None, option: str) -> DayRange | None:
    """A day, or ``FROM..TO`` with either end left open. Raises a usage error for anything else."""
    from reportedly.core.day_range import DayRange  # noqa: PLC0415

    if written is None:
        return None
    first, dots, last = written.partition("..")
    earliest = read_day(first or None, option)
    latest = read_day(last or None, option) if dots else earliest
    if earliest is None and latest is None:
        message = f"expected {option} to be a day or FROM..TO such as 2022-09-30..2022-10-02, found {written!r}"
        raise typer.BadParameter(message)
    try:
        return DayRange(earliest, latest)
    except ValueError as error:
        raise typer.BadParameter(f"expected {option} to end after it begins, found {written!r}") from error


def read_moment(written: str | None, option: str) -> datetime | None:
    """A time in UTC; a day alone means its end."""
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        message = f"expected {option} to be a day or a time such as 2023-05-01T12:30, found {written!r}"
        raise typer.BadParameter(message) from error
    if len(written) == len("2023-05-01"):
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def speaker_id(name: str | None, pack: str) -> str | None:
    """The pack's id of the speaker who alone is called so in any of its languages; else what was written, which the ledger may know."""
    if name is None:
        return None
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    loaded, wanted = load_pack(pack), name.lower()
    found = {one.id for one in loaded.speakers if any(wanted == word.lower() for words in one.names.values() for word in words)}
    if not found:
        from reportedly.speakers.registry import speakers_named  # noqa: PLC0415

        found = speakers_named(loaded, name)
    return found.pop() if len(found) == 1 else name


def place_name(place: str | None, pack: str) -> str | None:
    """The gazetteer's name of the place that is meant where it is written in other letters ("Лорн" is "Lorn"); else what was written."""
    if place is None or place.isascii() or place.endswith("*"):
        return place
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.places.gazetteer import load_gazetteer  # noqa: PLC0415
    from reportedly.places.regions import find_place  # noqa: PLC0415

    found = find_place(place, load_gazetteer(load_pack(pack)))
    return found.name if found else place


def area_name(area: str | None, pack: str) -> str | None:
    """The gazetteer's name of the region that is meant ("Vale" is "Vale Province"), or the code of the country; else what was written.

    The pack's own regions go before countries, and those before regions abroad. Raises a usage error for a box that holds nothing.
    """
    if area is not None and area.count(",") == BOX_COMMAS:
        return _box(area)
    if area is None or area.endswith("*"):
        return area
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.places.gazetteer import load_gazetteer  # noqa: PLC0415
    from reportedly.places.regions import find_country, find_region  # noqa: PLC0415

    loaded = load_pack(pack)
    gazetteer = load_gazetteer(loaded)
    region, country = find_region(area, loaded, gazetteer), find_country(area, gazetteer)
    if country is not None and (region is None or region.country != gazetteer.home):
        return country.country
    return region.name if region else area


def _box(area: str) -> str:
    """The box as it was written. Raises a usage error where it holds nothing."""
    from reportedly.ledger.parts import box_fault  # noqa: PLC0415

    if fault := box_fault(area):
        message = f"expected --area to be {fault}"
        raise typer.BadParameter(message)
    return area


def tell_unknown(ledger: Ledger, question: Question, count: int) -> None:
    """Where nothing answered, the names in the question that this ledger does not hold, on standard error: an empty answer may be a slip of the pen."""
    if count == 0:
        for line in ledger.unknown_names(question):
            typer.echo(f"reportedly: {line}", err=True)


def screen_width() -> int:
    """Columns of the terminal; 160 in a pipe, where nothing wraps lines."""
    return shutil.get_terminal_size((160, 40)).columns if sys.stdout.isatty() else 160


def use_color() -> bool:
    """Whether colours are wanted: a screen, and no NO_COLOR (no-color.org)."""
    import os  # noqa: PLC0415

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
