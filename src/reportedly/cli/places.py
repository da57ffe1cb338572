"""``reportedly places``: why this place, and not that one."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from rich.table import Table

    from reportedly.core.day_range import DayRange
    from reportedly.places.explain import Considered, Explained

DEFAULTS = Settings()
SHOWN = 0.005  # share from which an unlisted place is told


class ExplainFormat(enum.StrEnum):
    """How the explanation is written."""

    TERMINAL = "terminal"
    JSONL = "jsonl"
    HTML = "html"


Name = Annotated[str, typer.Argument(help="The name, as a report has it: misspelt, in any case, in any alphabet.")]
Near = Annotated[str, typer.Option(metavar="PLACE", help="Another place that the report names.")]
Region = Annotated[str, typer.Option(metavar="REGION", help="A region that stands right after the name.")]
Day = Annotated[str, typer.Option(metavar="DAY", help="Day of publication, as 2022-10-01: the line of contact was there then.")]
Text = Annotated[str, typer.Option(metavar="FILE", help="A report as plain text: the name's first mention there is explained.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer (reportedly gazetteer add).")]
Format = Annotated[ExplainFormat, typer.Option(help="A table, one line of JSON, or a page of HTML.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def places(
    name: Name,
    near: Near = "",
    region: Region = "",
    text: Text = "",
    on: Day = "",
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    format: Format = ExplainFormat.TERMINAL,  # noqa: A002  the option's name
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Explain how a name becomes a place, or why it does not: spellings tried, candidates with what speaks for each, the decision.

    With `--near` and `--region`, or in a whole report with `--text`, as what stands around a name decides between its namesakes.
    """
    import json  # noqa: PLC0415

    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.places.explain import explain_name  # noqa: PLC0415

    if text and (near or region):
        message = "expected --text or --near and --region, found both; what the report names is in the text"
        raise typer.BadParameter(message)
    if not name.strip():
        message = "expected a name, found none"
        raise typer.BadParameter(message)
    settings = Settings(pack=pack, gazetteer=gazetteer)
    days = _days(on)
    if text:
        explained = _in_text(name, text, settings, days)
    else:
        explained = explain_name(name.strip(), load_pack(pack), settings, near=near.strip(), region=region.strip(), days=days)
    if format is ExplainFormat.JSONL:
        typer.echo(json.dumps(explained.to_dict(), ensure_ascii=False))
    elif format is ExplainFormat.HTML:
        from reportedly.formats.place_page import to_place_page  # noqa: PLC0415

        typer.echo(to_place_page(explained), nl=False)
    else:
        _draw(explained)


def _days(written: str) -> DayRange | None:
    from datetime import date  # noqa: PLC0415

    from reportedly.core.day_range import DayRange  # noqa: PLC0415

    if not written:
        return None
    try:
        return DayRange.on(date.fromisoformat(written))
    except ValueError as error:
        message = f"expected --on to be a day, as 2022-10-01, found {written!r}"
        raise typer.BadParameter(message) from error


def _in_text(name: str, file: str, settings: Settings, days: DayRange | None) -> Explained:
    from reportedly.core.errors import PageError  # noqa: PLC0415
    from reportedly.core.records import Page  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.pages.read import read_document  # noqa: PLC0415
    from reportedly.places.explain import explain_in  # noqa: PLC0415
    from reportedly.sentences.split import split_sentences  # noqa: PLC0415

    pack = load_pack(settings.pack)
    document = read_document(Page(text=Path(file).read_text(encoding="utf-8"), clean=True), pack, settings).records
    sentences = split_sentences(document, settings).records
    explained = explain_in(name, document, sentences, pack, settings, days=days)
    if explained is None:
        message = f"expected {name!r} as the name of a place in {file}, found it nowhere; give it as it stands there"
        raise PageError(message)
    return explained


def _draw(explained: Explained) -> None:
    from rich.console import Console  # noqa: PLC0415

    from reportedly.formats.words import visible  # noqa: PLC0415

    console = Console(highlight=False, emoji=False, markup=False)
    console.print(f"{visible(explained.name)}: {visible(explained.decision)}", style="bold")
    console.print(f"spellings tried: {visible(', '.join(explained.spellings))}")
    share = "" if explained.home_share is None else f"; {explained.home_share:.0%} of the report's places lie in the war's country"
    console.print(f"context: {visible(', '.join(explained.context)) or 'none'}{share}")
    if explained.unlisted >= SHOWN:
        console.print(f"a place of that name that no list has: {explained.unlisted:.0%}")
    if explained.considered:
        console.print(_table(explained.considered))


def _table(considered: tuple[Considered, ...]) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE, padding=(0, 1))
    for column, right in (("place", False), ("where", False), ("letters", False), ("log-odds", True), ("share", True), ("of which", False)):
        table.add_column(column, justify="right" if right else "left")
    for one in considered:
        place = one.place
        where = ", ".join(unit for unit in (place.admin2, place.admin1, place.country) if unit and unit != place.name)
        parts = ", ".join(f"{what} {worth:+.1f}" for what, worth in one.parts)
        table.add_row(f"{place.name}\n{place.id}", where, f"{one.basis}, {one.sureness:.0%} sure", f"{one.logit:.1f}", f"{one.share:.0%}", parts)
    return table
