"""Lists of claims, what several reports tell together, and what cannot all be so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import APIRouter, Query

from reportedly.desk import answers
from reportedly.desk.asked import ON_A_PAGE, AskedOf, Cursor, Limit, QuestionOf
from reportedly.desk.cursors import Parts, read_cursor, write_cursor
from reportedly.desk.telling import tell_days, tell_place
from reportedly.desk.together import order_of_dispute
from reportedly.ledger import counting, listing
from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response

    from reportedly.desk.asked import Asked
    from reportedly.desk.telling import Teller
    from reportedly.desk.weighed import Weighed
    from reportedly.ledger.stored import StoredClaim
    from reportedly.reports.disputes import Dispute
    from reportedly.reports.happenings import Happening

router = APIRouter(tags=["claims"])
NewestFirst = Annotated[bool, Query(description="The latest events first; else by report, in the order of its text.")]


@router.get("/claims", response_model=answers.Claims)
def claims(asked: AskedOf, question: QuestionOf, newest_first: NewestFirst = True, cursor: Cursor = None, limit: Limit = ON_A_PAGE) -> Response:  # noqa: FBT002
    """Who said what about what: all conditions must hold. What was retracted, misread or forgotten does not count."""
    name = "newest" if newest_first else "claims"
    parts = read_cursor(cursor, name, "day", "text", "whole")
    after = listing.AfterClaim(day=cast("date | None", parts[0]), report=cast("str", parts[1]), ordinal=cast("int", parts[2])) if parts else None
    return asked.answer(lambda: _claims(asked, question, after, limit, newest_first=newest_first))


def _claims(asked: Asked, question: Question, after: listing.AfterClaim | None, limit: int, *, newest_first: bool) -> answers.Claims:
    with asked.desk.ledger.store.reading() as connection:
        found = listing.list_claims(connection, question, newest_first=newest_first, after=after, limit=limit + 1)
        total = counting.count_claims(connection, question) if after is None and question.text is None else None
    last = found[limit - 1][0] if len(found) > limit else None
    name = "newest" if newest_first else "claims"
    return answers.Claims.model_construct(
        items=[asked.desk.teller.claim(stored) for _, stored in found[:limit]],
        next=write_cursor(name, last.day, last.report, last.ordinal) if last else None,
        total=total,
    )


@router.get("/happenings", response_model=answers.Happenings)
def happenings(asked: AskedOf, question: QuestionOf, cursor: Cursor = None, limit: Limit = ON_A_PAGE) -> Response:
    """Events that several reports tell of, the latest first, and on whose words; those with a claim that answers."""
    parts = read_cursor(cursor, "happenings", "day", "text")
    weighed = asked.desk.weighed_for(asked.tip, None)
    return asked.answer(lambda: _happenings(asked, weighed, question, parts, limit), weighed.tip)


def _happenings(asked: Asked, weighed: Weighed, question: Question, parts: Parts, limit: int) -> answers.Happenings:
    found = asked.desk.together.answering(weighed, question, asked.desk.settings.seconds_to_wait).happenings
    rest = [one for one in found if _order(one) > (_ordinal(parts[0]), parts[1])] if parts else found
    page, last = rest[:limit], rest[limit - 1] if len(rest) > limit else None
    with asked.desk.ledger.store.reading() as connection:
        quoted = listing.find_claims(connection, [one.claims[0] for one in page], Question(as_of=question.as_of))
    return answers.Happenings(
        items=[_happening(asked.desk.teller, one, quoted) for one in page],
        next=write_cursor("happenings", last.days.earliest, last.id) if last else None,
        total=len(found),
    )


def _happening(teller: Teller, one: Happening, quoted: dict[str, StoredClaim]) -> answers.HappeningAnswer:
    first = quoted.get(one.claims[0])
    return answers.HappeningAnswer(
        id=one.id, event=one.event, place=tell_place(one.place), days=tell_days(one.days), sides=list(one.sides), claims=list(one.claims),
        reports=list(one.reports), witnesses=[teller.mouth_of(origin) for origin in one.origins],
        quote=first.testimony.quote if first else "", why=list(one.why),
    )  # fmt: skip


def _order(one: Happening) -> tuple[int, str]:
    return _ordinal(one.days.earliest), one.id


def _ordinal(day: object) -> int:
    return -day.toordinal() if isinstance(day, date) else 0


@router.get("/disputes", response_model=answers.Disputes)
def disputes(asked: AskedOf, question: QuestionOf, cursor: Cursor = None, limit: Limit = ON_A_PAGE) -> Response:
    """What reports say that cannot all be so, by place, with both claims; which of them is right is not said."""
    parts = read_cursor(cursor, "disputes", *["text"] * 5)
    weighed = asked.desk.weighed_for(asked.tip, None)
    return asked.answer(lambda: _disputes(asked, weighed, question, parts, limit), weighed.tip)


def _disputes(asked: Asked, weighed: Weighed, question: Question, parts: Parts, limit: int) -> answers.Disputes:
    found = asked.desk.together.answering(weighed, question, asked.desk.settings.seconds_to_wait).disputes
    rest = [one for one in found if order_of_dispute(one) > tuple(map(str, parts))] if parts else found
    page, last = rest[:limit], rest[limit - 1] if len(rest) > limit else None
    return answers.Disputes(
        items=tell_disputes(asked, page, question.as_of), next=write_cursor("disputes", *order_of_dispute(last)) if last else None, total=len(found)
    )


def tell_disputes(asked: Asked, page: Sequence[Dispute], as_of: date | None) -> list[answers.DisputeAnswer]:
    """The disputes with their claims."""
    ids = [claim for one in page for claim in (one.first, one.second)]
    with asked.desk.ledger.store.reading() as connection:
        claims = listing.find_claims(connection, ids, Question(as_of=as_of))
    tell = asked.desk.teller.claim
    return [
        answers.DisputeAnswer.model_construct(
            kind=one.kind, place=one.place, place_name=one.place_name, message=one.message, first=tell(claims[one.first]), second=tell(claims[one.second])
        )
        for one in page
        if one.first in claims and one.second in claims
    ]
