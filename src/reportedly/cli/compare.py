"""``reportedly compare``: beliefs against a reference map."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import read_day
from reportedly.core.settings import Settings
from reportedly.formats.comparison_format import ComparisonFormat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.beliefs.control import Weighing
    from reportedly.core.entries import Testimony
    from reportedly.maps.compare import Comparison
    from reportedly.packs.load import Pack

DEFAULTS = Settings()

COMPARE_EPILOG = """
**Examples**

`reportedly compare front.geojson --db war.db --on 2022-10-01 --prior prior.jsonl` — agreement, and every difference with the words behind it

`reportedly compare maps/ --db war.db --side 'Occupied*=RU' --outside UA` — a folder of dated maps: who was sooner, and by how much

`reportedly compare front.geojson --db war.db --output differences.geojson` — the places as points, to lay over the map

**Exit status**: 0 compared · 1 error · 2 usage
"""

Map = Annotated[Path, typer.Argument(metavar="MAP", help="GeoJSON polygons, or a folder of them with days in their names (front-2022-10-01.geojson).")]
Database = Annotated[str | None, typer.Option("--db", envvar="REPORTEDLY_DB", metavar="FILE|URL", help="The ledger.")]
Readings = Annotated[
    list[str] | None, typer.Option("--readings", metavar="FILE", help="Reports already read (reportedly read --format jsonl). May be repeated.")
]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="Compare this day alone, with the last map of it or before. Default: the map's own days.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="In hindsight: by what was public by this day. Default: by that day itself.")]
SideField = Annotated[str | None, typer.Option("--side-field", metavar="PROPERTY", help="The property that says who holds a polygon. Default: the pack's.")]
SideOf = Annotated[
    list[str] | None, typer.Option("--side", metavar="VALUE=CODE", help="A value (* for any letters) and its side, contested or ignore. May be repeated.")
]
Inside = Annotated[str | None, typer.Option("--inside", metavar="CODE", help="The side of polygons that no value explains.")]
Outside = Annotated[str | None, typer.Option("--outside", metavar="CODE", help="The side of places on no polygon. Default: they are listed apart.")]
DateField = Annotated[str | None, typer.Option("--date-field", metavar="PROPERTY", help="The property with a polygon's day, for a series in one file.")]
Every = Annotated[bool, typer.Option("--every", help="Also places of which nothing was said, from the prior.")]
Prior = Annotated[str | None, typer.Option(metavar="FILE", help="Who held what before, as for `reportedly holds`.")]
Copies = Annotated[str | None, typer.Option("--copies", metavar="FILE", help="Families of copies (reportedly copies --output-clusters).")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer.")]
Form = Annotated[ComparisonFormat | None, typer.Option("--format", help="Default: by the output's name, else a table.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where the answer goes.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def compare(
    map: Map,  # noqa: A002  the argument's name
    db: Database = None,
    readings: Readings = None,
    on: On = None,
    as_of: AsOf = None,
    side_field: SideField = None,
    side: SideOf = None,
    inside: Inside = None,
    outside: Outside = None,
    date_field: DateField = None,
    every: Every = False,
    prior: Prior = None,
    copies: Copies = None,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    format: Form = None,  # noqa: A002  the option's name
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Compare beliefs with a reference map: how often they agree, where they differ and on whose word, and who was sooner.

    The map is another reader of the same war, no truth. Every belief is by what was public on its own day, unless --as-of is given.
    """
    from reportedly.beliefs.control import two_sides  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.formats.output import check_not_read  # noqa: PLC0415
    from reportedly.maps.compare import compare as compare_with  # noqa: PLC0415
    from reportedly.maps.layers import read_reference  # noqa: PLC0415
    from reportedly.maps.legend import legend_of  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    if not (db or readings):
        message = "expected a ledger (--db FILE) or reports already read (--readings FILE)"
        raise typer.BadParameter(message)
    check_not_read(output, [name for name in (map, *(readings or ()), prior, copies) if name])
    day, known = read_day(on, "--on"), read_day(as_of, "--as-of")
    _check_over(day, known, is_ledger=not readings)
    loaded = load_pack(pack)
    legend = legend_of(loaded, two_sides(loaded), field=side_field, values=side or (), inside=inside, outside=outside)
    reference = read_reference(map, legend, day_field=date_field)
    weighing = _weigh(loaded, Settings(pack=pack, gazetteer=gazetteer), db, readings or [], prior, copies, known)
    _write(compare_with(weighing, reference, every=every, day=day, as_of=known), format or _form(output), output)


def _form(output: str) -> ComparisonFormat:
    """The form that the output's name asks for."""
    by_name = {".jsonl": ComparisonFormat.JSONL, ".geojson": ComparisonFormat.GEOJSON, ".json": ComparisonFormat.GEOJSON}
    return by_name.get(Path(output.removesuffix(".gz")).suffix.casefold(), ComparisonFormat.TABLE)


def _check_over(day: date | None, known: date | None, *, is_ledger: bool) -> None:
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415

    yesterday = SystemClock().now().date() - timedelta(days=1)
    if is_ledger and day and day > yesterday:
        message = f"expected --on to be a day that is over, found {day}; beliefs are for understanding afterwards"
        raise typer.BadParameter(message)
    if day and known and known < day:
        message = f"expected --as-of not before --on, found {known} before {day}"
        raise typer.BadParameter(message)


def _weigh(pack: Pack, settings: Settings, db: str | None, readings: list[str], prior: str | None, copies: str | None, as_of: date | None) -> Weighing:
    from reportedly.beliefs.control import two_sides  # noqa: PLC0415
    from reportedly.beliefs.prior import read_families, read_prior  # noqa: PLC0415
    from reportedly.holds import weigh_ledger, weighing_of  # noqa: PLC0415

    claims = read_prior(Path(prior), two_sides(pack)) if prior else ()
    families = read_families(Path(copies)) if copies else None
    if readings:
        return weighing_of(_reread(readings, pack), prior=claims, families=families, pack=pack, settings=settings)
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(str(db)) as ledger:
        return weigh_ledger(ledger, as_of=as_of, prior=claims, families=families, pack=pack, settings=settings)


def _reread(names: list[str], pack: Pack) -> Iterator[Testimony]:
    from reportedly.core.errors import PageError  # noqa: PLC0415
    from reportedly.holds import reread_testimonies  # noqa: PLC0415

    for name in names:
        try:
            with Path(name).open("rb") as stream:
                yield from reread_testimonies(stream, pack)
        except OSError as error:
            message = f"expected a file of JSON lines at {name}, found: {error.strerror or error}"
            raise PageError(message) from error


def _write(found: Comparison, form: ComparisonFormat, output: str) -> None:
    from reportedly.formats.comparison import comparison_geojson, comparison_rows, comparison_text  # noqa: PLC0415
    from reportedly.formats.output import open_output  # noqa: PLC0415

    with open_output(output) as stream:
        if form is ComparisonFormat.GEOJSON:
            stream.write(comparison_geojson(found))
        elif form is ComparisonFormat.JSONL:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in comparison_rows(found))
        else:
            stream.writelines(comparison_text(found))
