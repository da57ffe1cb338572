"""Reports: the list, and the story of one."""

from __future__ import annotations

from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import APIRouter, Path, Query

from reportedly.desk import answers
from reportedly.desk.asked import ON_A_PAGE, AskedOf, AsOf, Cursor, Limit, Words, check_days
from reportedly.desk.cursors import read_cursor, write_cursor
from reportedly.desk.report_story import tell_report_story
from reportedly.desk.telling import tell_report
from reportedly.ledger import counting, listing
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.desk.asked import Asked

router = APIRouter(tags=["reports"])
ReportId = Annotated[str, Path(max_length=4000, description="Id of the report; it may be shortened.")]
Outlet = Annotated[str | None, Query(max_length=500, description="From this outlet.")]
Language = Annotated[str | None, Query(max_length=20, description="ISO 639-1 code.")]


@router.get("/reports", response_model=answers.Reports)
def reports(
    asked: AskedOf, q: Words = None, outlet: Outlet = None, language: Language = None, as_of: AsOf = None, cursor: Cursor = None, limit: Limit = ON_A_PAGE
) -> Response:
    """The reports that count, the last public first; with `q`, those whose title or text holds all the words."""
    check_days(as_of)
    after = read_after(cursor)
    return asked.answer(lambda: tell_reports(asked, q, outlet, language, as_of, after, limit))


def read_after(cursor: str | None) -> listing.After | None:
    """The place in the list of reports."""
    parts = read_cursor(cursor, "reports", "day", "text")
    return listing.After(public=cast("date | None", parts[0]), report=cast("str", parts[1])) if parts else None


def tell_reports(
    asked: Asked, words: str | None, outlet: str | None, language: str | None, as_of: date | None, after: listing.After | None, limit: int
) -> answers.Reports:
    """A page of them."""
    plain = [storable(one) if one else None for one in (words, outlet, language)]
    with asked.desk.ledger.store.reading() as connection:
        found = listing.list_reports(connection, words=plain[0], outlet=plain[1], language=plain[2], as_of=as_of, after=after, limit=limit + 1)
        plainly = after is None and not any(plain)
        total = counting.measure(connection, as_of=as_of).reports if plainly else None
    last = found[limit - 1] if len(found) > limit else None
    return answers.Reports(
        items=[tell_report(one) for one in found[:limit]], next=write_cursor("reports", last.public, last.report) if last else None, total=total
    )


@router.get("/reports/{report_id:path}", response_model=answers.ReportStory)
def report(asked: AskedOf, report_id: ReportId, as_of: AsOf = None) -> Response:
    """One report: its text and all that was read in it, its copies, its snapshots with their hashes, how its texts differ, what was judged of it."""
    check_days(as_of)
    known = asked.desk.weighed.now()
    return asked.answer(lambda: tell_report_story(asked, storable(report_id), as_of, known), known.tip if known else "")
