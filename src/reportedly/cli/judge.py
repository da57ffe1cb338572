"""``reportedly judge`` and ``reportedly judgements``: what people decide over a ledger, and what they decided."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import DEFAULT_DB, Database, screen_width, use_color
from reportedly.core.entries import JudgementKind
from reportedly.core.settings import Settings
from reportedly.formats.list_format import ListFormat

if TYPE_CHECKING:
    from datetime import date

    from reportedly.core.entries import Judgement
    from reportedly.core.records import Place

DEFAULTS = Settings()
JUDGE_EPILOG = """
**Examples**

`reportedly judge retracted REPORT --since 2023-05-02 --by "A. Checker" --why "the outlet took it back" --db war.db`

`reportedly judge misread REPORT/KEY --by "A. Checker" --why "it was a rehearsal"` — the claim is not what the report says

`reportedly judge place-is REPORT/KEY geonames:704204 --by "A. Checker" --why "misspelt"` — of several places: `REPORT/KEY@PLACE`

`reportedly judge verdict REPORT/KEY false --by "A. Checker" --why "see https://check.example/7"` — for the ClaimReview export; changes no belief

`reportedly judge copy-of REPORT REPORT …` · `same-as` · `not-same` · `corrected` · `taken-back JUDGEMENT`
"""


Kind = Annotated[JudgementKind, typer.Argument(help="What you decide.")]
Subject = Annotated[str, typer.Argument(metavar="REPORT|CLAIM|JUDGEMENT", help="What it is about; ids may be shortened.")]
Object = Annotated[str | None, typer.Argument(metavar="[REPORT|CLAIM|PLACE|VERDICT]", help="The other entry, the place, or the verdict.", show_default=False)]
By = Annotated[str, typer.Option("--by", envvar="REPORTEDLY_BY", metavar="NAME", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Day from which it was public, as 2023-05-02; for every question where none is given.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack whose gazetteer knows the place.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer (reportedly gazetteer add).")]
Every = Annotated[bool, typer.Option("--every", help="Also those taken back.")]
Misread = Annotated[bool, typer.Option("--misread", help="The misread claims as a test file: JSON lines, each a report and the claim not to be read in it.")]
Form = Annotated[ListFormat, typer.Option("--format", help="A table, or one row a judgement.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def judge(
    kind: Kind,
    subject: Subject,
    object: Object = None,  # noqa: A002  the record's field
    by: By = "",
    why: Why = "",
    since: Since = None,
    db: Database = DEFAULT_DB,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Decide over a ledger's entries: a copy, a retraction, a place put right, a claim misread. Nothing is edited; it can be taken back."""
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    place = _place(object, pack, gazetteer) if kind is JudgementKind.PLACE_IS and object else None
    with Ledger.open(db) as ledger:
        judged = ledger.judge(kind, subject, by=by, why=why, recorded=SystemClock().now(), object=place.id if place else object, since=_day(since), place=place)
    typer.echo(f"{judged.id}\t{judged.kind.value}\t{judged.subject}\t{judged.object or ''}")


@answers_errors
def judgements(
    every: Every = False,
    misread: Misread = False,
    format: Form = ListFormat.TABLE,  # noqa: A002  the option's name
    db: Database = DEFAULT_DB,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """List what was decided: id, kind, what it is about, by whom, why. Or write the misread claims as a test file."""
    from reportedly.formats.plain_lists import write_list  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(db) as ledger:
        if misread:
            for row in ledger.iter_misread():
                typer.echo(json.dumps(row, ensure_ascii=False))
            return
        rows = (_row(one) for one in ledger.iter_judgements(every=every))
        write_list(rows, format, sys.stdout, noun="judgement", width=screen_width(), color=use_color())


def _row(one: Judgement) -> dict[str, str | None]:
    since = one.since.isoformat() if one.since else None
    return {"id": one.id, "kind": one.kind.value, "subject": one.subject, "object": one.object, "by": one.by, "why": one.why, "since": since}


def _place(name: str, pack: str, gazetteer: str | None) -> Place | None:
    """The gazetteer's place of that id; ``None`` leaves it to the ledger's own."""
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.places.gazetteer import load_gazetteer  # noqa: PLC0415

    places = load_gazetteer(load_pack(pack), gazetteer)
    return next((place for place in map(places.place, range(len(places))) if place.id == name), None)


def _day(written: str | None) -> date | None:
    from datetime import date  # noqa: PLC0415

    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        message = f"expected --since as 2023-05-02, found {written!r}"
        raise typer.BadParameter(message) from None
