"""``reportedly export``: claims of the ledger in the forms the field uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import (
    DEFAULT_DB,
    Actor,
    Area,
    AsOf,
    Database,
    Days,
    Event,
    Limit,
    Outlet,
    Output,
    Place,
    RecordedBy,
    Speaker,
    Text,
    Traceback,
    area_name,
    open_ledger,
    place_name,
    read_day,
    read_days,
    read_moment,
    speaker_id,
    tell_unknown,
)  # fmt: skip
from reportedly.core.settings import Settings
from reportedly.exports.forms import EVENT_FORMS, Form, Per

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.exports.events import Together
    from reportedly.exports.given import Given, Tally
    from reportedly.ledger.ledger import Ledger
    from reportedly.ledger.questions import Question

DEFAULTS = Settings()

FormName = Annotated[Form, typer.Argument(help="The form.", show_default=False)]
Report = Annotated[str | None, typer.Option(metavar="ID", help="Of this report; the id may be shortened.")]
PackName = Annotated[str, typer.Option("--pack", envvar="REPORTEDLY_PACK", metavar="NAME|FOLDER", help="Pack whose names, sides and countries go out.")]
Safe = Annotated[bool, typer.Option("--spreadsheet-safe", help="Put an apostrophe before texts that a spreadsheet would take for a formula.")]
FullText = Annotated[bool, typer.Option("--full-text", help="datasette: put the reports' whole texts in; they are their publishers', so keep the file.")]
Dataset = Annotated[str, typer.Option(metavar="NAME", help="ftm, ftm-statements: the name of the dataset.")]
PerWhat = Annotated[
    Per | None, typer.Option("--per", help="What a row stands for in acled, ucdp, plover and timemap.", show_default="happening; claim in every other form")
]
NoCopies = Annotated[bool, typer.Option("--no-copies", help="Per happening: do not look for copies; every report counts as a source of its own.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]

EXPORT_EPILOG = """
**Examples**

`reportedly export geojson --db war.db --event strike --day 2022-09-01..2022-09-30 -o strikes.geojson` — a layer for a map

`reportedly export acled --db war.db --spreadsheet-safe -o claims.csv` — ACLED's columns; every code's rule is in docs/howto/exports.md

`reportedly export acled --per claim --db war.db --as-of 2022-10-01` — what each report claimed by then, a row each

`reportedly export datasette --db war.db -o claims.db && datasette serve claims.db -m claims.metadata.json` — a site to explore
"""


@answers_errors
def export(
    form: FormName,
    db: Database = DEFAULT_DB,
    report: Report = None,
    place: Place = None,
    area: Area = None,
    event: Event = None,
    day: Days = None,
    speaker: Speaker = None,
    actor: Actor = None,
    outlet: Outlet = None,
    text: Text = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    limit: Limit = None,
    per: PerWhat = None,
    no_copies: NoCopies = False,
    output: Output = "-",
    pack: PackName = DEFAULTS.pack,
    spreadsheet_safe: Safe = False,
    full_text: FullText = False,
    dataset: Dataset = "reportedly",
    quiet: Quiet = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Write claims of the ledger in a form of the field: tables, maps, event data, entities, reviews, a site.

    Forms of event data have a row for each happening, which names the claims that make it; `--per claim` gives a row for each claim.
    Quotes and links go out, whole texts only by a flag. What was retracted, misread or forgotten never does.
    """
    days, known, recorded = read_days(day, "--day"), read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.exports.export import check_request  # noqa: PLC0415
    from reportedly.exports.export import export as write_export  # noqa: PLC0415
    from reportedly.ledger.questions import Question  # noqa: PLC0415

    check_request(form, output, spreadsheet_safe=spreadsheet_safe, full_text=full_text, per=per)
    by_happening = (per or Per.HAPPENING) is Per.HAPPENING and form in EVENT_FORMS
    question = Question(
        as_of=known, recorded_by=recorded, report=report, place=place_name(place, pack), area=area_name(area, pack), event=tuple(event) if event else None,
        days=days,
        speaker=speaker_id(speaker, pack), outlet=outlet, actor=actor, text=text,
    )  # fmt: skip
    with open_ledger(db) as ledger, show_progress(wanted=not quiet, total=lambda: _total(ledger, question, limit), doing="exporting", what="claims") as advance:
        given = _given(ledger, question, pack, _texts(ledger, question) if full_text else None, spreadsheet_safe=spreadsheet_safe, dataset=dataset)
        together = _together(ledger, question, pack, copies=not no_copies) if by_happening else None
        tally = write_export(ledger.iter_claims(question, limit=limit), form, output, given, together=together, advance=advance)
        tell_unknown(ledger, question, tally.came)
    if not quiet:
        _say(tally, form, by_happening=by_happening)


def _total(ledger: Ledger, question: Question, limit: int | None) -> int | None:
    """How many claims will come; ``None`` where words are looked for in each quote, so that nobody knows before the end."""
    if question.text:
        return None
    count = ledger.count_claims(question)
    return count if limit is None else min(count, limit)


def _given(ledger: Ledger, question: Question, pack: str, text_of: Callable[[str], str | None] | None, *, spreadsheet_safe: bool, dataset: str) -> Given:
    from reportedly.exports.given import Given, PackNames  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    judgements = tuple(ledger.iter_judgements(as_of=question.as_of, recorded_by=question.recorded_by))
    return Given(names=PackNames(load_pack(pack)), judgements=judgements, text_of=text_of, spreadsheet_safe=spreadsheet_safe, dataset=dataset)


def _together(ledger: Ledger, question: Question, pack: str, *, copies: bool) -> Together:
    """Which claims tell of one happening; it takes all of them at once, and, with ``copies``, all texts."""
    from reportedly.exports.events import Together  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.witnesses import Witnesses  # noqa: PLC0415

    witnesses = Witnesses(ledger, load_pack(pack), question, copies=copies)
    return Together(happenings=witnesses.happenings(), origin=witnesses.origin)


def _texts(ledger: Ledger, question: Question) -> Callable[[str], str | None]:
    def text_of(report: str) -> str | None:
        reading = ledger.reading(report, as_of=question.as_of, recorded_by=question.recorded_by)
        return reading.document.text if reading else None

    return text_of


def _say(tally: Tally, form: Form, *, by_happening: bool) -> None:
    if form is Form.CLAIMREVIEW and not tally.written:
        typer.echo("reportedly: nothing written: no person passed a verdict on any of these claims (reportedly judge verdict REPORT/KEY …)", err=True)
        return
    reasons = "; ".join(f"{count:,} {why}" for why, count in sorted(tally.left_out.items(), key=lambda one: (-one[1], one[0])))
    written = f"{tally.written:,} events of" if by_happening else f"{tally.written:,} of"
    typer.echo(f"reportedly: {written} {tally.came:,} claims{f'; left out: {reasons}' if reasons else ''}", err=True)
