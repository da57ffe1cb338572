"""Search, and exports of what is on screen."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from reportedly.desk import answers
from reportedly.desk.asked import ON_A_PAGE, AskedOf, AsOf, Cursor, Limit, QuestionOf, check_days
from reportedly.desk.conditional import takes_gzip
from reportedly.desk.problems import TOO_LARGE, DeskError
from reportedly.desk.routes.reports import read_after, tell_reports
from reportedly.exports.flat import write_flat
from reportedly.exports.geojson import write_geojson
from reportedly.exports.given import Given
from reportedly.ledger import listing
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.desk.asked import Asked
    from reportedly.ledger.questions import Question
    from reportedly.ledger.stored import StoredClaim

router = APIRouter(tags=["search"])
Looked = Annotated[str, Query(min_length=1, max_length=500, description='Words that must all occur; "words together", begin*.')]
SpreadsheetSafe = Annotated[bool, Query(description="Mark cells that a spreadsheet would take for a formula.")]
MOST_NAMED = 10
MOST_MEANT = 3
"""Places asked about where a name is misspelt: "did you mean" is no list."""
MOST_LOOKED_AT = 500
"""Places whose name begins so, of which the most spoken of are told."""


@router.get("/search", response_model=answers.Search)
def search(asked: AskedOf, q: Looked, as_of: AsOf = None, cursor: Cursor = None, limit: Limit = ON_A_PAGE) -> Response:
    """Reports whose title or text holds all the words; and, on the first page, places and speakers that are called so, places in any alphabet."""
    check_days(as_of)
    after = read_after(cursor)
    return asked.answer(lambda: _search(asked, q, as_of, after, limit))


def _search(asked: Asked, words: str, as_of: date | None, after: listing.After | None, limit: int) -> answers.Search:
    reports = tell_reports(asked, words, None, None, as_of, after, limit)
    if after is not None:
        return answers.Search(reports=reports, places=[], speakers=[])
    plain = storable(" ".join(words.split()))
    name = asked.desk.teller.names.speaker
    folded = plain.casefold()
    heard = [one for one in asked.desk.counted.speakers(asked.tip, as_of) if folded in one.name.casefold() or folded in name(one.name).casefold()]
    return answers.Search(
        reports=reports,
        places=_places(asked, plain),
        speakers=[answers.SpeakerFound(id=one.name, name=name(one.name), claims=one.claims) for one in heard[:MOST_NAMED]],
    )


def _places(asked: Asked, words: str) -> list[answers.PlaceFound]:
    """Places called so, the most spoken of first; where there are none, those whose name the words may be a slip for, the likeliest first."""
    gazetted = asked.desk.gazetted
    with asked.desk.ledger.store.reading() as connection:
        names = listing.place_names(connection)
        called = gazetted.called(words, names)
        meant = [] if called else gazetted.misspelt(words, names)[:MOST_MEANT]
        found = listing.places_of(connection, (called or meant)[:MOST_LOOKED_AT])
    if meant:
        found.sort(key=lambda pair: meant.index(pair[0].id))
    return [
        answers.PlaceFound(id=one.id, name=one.name, kind=one.kind, admin1=one.admin1, claims=count, meant=bool(meant)) for one, count in found[:MOST_NAMED]
    ]


@router.get("/export.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def export_csv(asked: AskedOf, question: QuestionOf, spreadsheet_safe: SpreadsheetSafe = True) -> Response:  # noqa: FBT002
    """The claims that answer, a row each, as `reportedly export csv` writes them."""
    stream = io.StringIO(newline="")
    write_flat(_limited(asked, question), stream, Given(names=asked.desk.teller.names, spreadsheet_safe=spreadsheet_safe))
    return _download(asked, stream.getvalue(), "text/csv; charset=utf-8", "claims.csv")


@router.get("/export.geojson", response_class=Response, responses={200: {"content": {"application/geo+json": {}}}})
def export_geojson(asked: AskedOf, question: QuestionOf) -> Response:
    """The claims that answer and have a place, a feature each, as `reportedly export geojson` writes them."""
    stream = io.StringIO()
    write_geojson(_limited(asked, question), stream, Given(names=asked.desk.teller.names))
    return _download(asked, stream.getvalue(), "application/geo+json", "claims.geojson")


def _limited(asked: Asked, question: Question) -> Iterator[StoredClaim]:
    most = asked.desk.settings.max_export_rows
    for number, stored in enumerate(asked.desk.ledger.iter_claims(question, limit=most + 1), start=1):
        if number > most:
            message = f"expected at most {most:,} claims in one download, found more; narrow the question, or use `reportedly export`"
            raise DeskError(413, TOO_LARGE, message)
        yield stored


def _download(asked: Asked, text: str, media_type: str, name: str) -> Response:
    body = text.encode("utf-8", "replace")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if takes_gzip(asked.request):
        return Response(gzip.compress(body, 5, mtime=0), headers={**headers, "Content-Encoding": "gzip"}, media_type=media_type)
    return Response(body, headers=headers, media_type=media_type)
