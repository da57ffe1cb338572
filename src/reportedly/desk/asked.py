"""What every route is given: the desk, the question's days, where a page begins, and how to answer.

The rule that must not be broken: a parameter means the same in every route that has it, and every answer goes out through ``Asked``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Query, Request

from reportedly.beliefs.prior import FIRST_DAY, LAST_DAY
from reportedly.core.day_range import DayRange
from reportedly.desk.conditional import answer, tag_of
from reportedly.desk.desk import Desk  # noqa: TC001
from reportedly.desk.problems import BAD_QUESTION, DeskError
from reportedly.ledger.blobs import storable
from reportedly.ledger.parts import box_fault, in_box
from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel
    from starlette.responses import Response

MOST_ON_A_PAGE = 200
ON_A_PAGE = 50

AsOf = Annotated[date | None, Query(description="Only what was public by that day. Default: everything.")]
On = Annotated[date | None, Query(description="The day asked about: one that is over. Default: the last day on which anything was public.")]
Cursor = Annotated[str | None, Query(max_length=4000, description="Where the page begins: `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MOST_ON_A_PAGE, description="At most so many on the page.")]
Words = Annotated[str | None, Query(max_length=500)]


class Asked:
    """One request, and the desk that answers it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.desk: Desk = request.app.state.desk
        self.tip = self.desk.tip()

    def answer(self, make: Callable[[], BaseModel], *hangs_on: str) -> Response:
        """The answer, made now or before; or 304. ``hangs_on``: what it hangs on beside the address and the ledger's last entry."""
        url = self.request.url
        tag = tag_of(*self.desk.tag_parts(self.tip), url.path, "&".join(sorted(url.query.split("&"))), *hangs_on)
        return answer(self.request, tag, make, self.desk.kept)


AskedOf = Annotated[Asked, Depends(Asked)]


def check_days(*days: date | None) -> None:
    """Raises ``DeskError`` for a day that no ledger knows: before 1970 or after 2098."""
    for day in days:
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            message = f"expected a day from {FIRST_DAY} to {LAST_DAY}, found {day}"
            raise DeskError(400, BAD_QUESTION, message)


def question_of(  # the filters of `reportedly claims`, under its names
    request: Request,
    as_of: AsOf = None,
    report: Annotated[str | None, Query(max_length=4000, description="Id of the report they stand in.")] = None,
    place: Annotated[str | None, Query(max_length=500, description="A place's id or name, in any alphabet; a name may end in *.")] = None,
    area: Annotated[str | None, Query(max_length=500, description="A region's id or name, or west,south,east,north in degrees.")] = None,
    event: Annotated[list[str] | None, Query(max_length=40, description="Event types, any of which.")] = None,
    day: Annotated[str | None, Query(max_length=30, description="Days the event may have been on: a day, or FROM..TO.")] = None,
    speaker: Annotated[str | None, Query(max_length=500, description="Id or words of anyone in the chain.")] = None,
    actor: Annotated[str | None, Query(max_length=500, description="Id, side or words of who acts or suffers.")] = None,
    outlet: Annotated[str | None, Query(max_length=500)] = None,
    text: Annotated[str | None, Query(max_length=500, description='Words that the quote has; "words together", begin*.')] = None,
) -> Question:
    """The question that a list of claims answers."""
    check_days(as_of)
    desk: Desk = request.app.state.desk
    named = _plain(place)
    return Question(
        as_of=as_of,
        report=_plain(report),
        place=desk.place_meant(named) if named else None,
        area=_area(area),
        event=tuple(storable(one) for one in event) if event else None,
        days=read_days(day),
        speaker=_plain(speaker),
        actor=_plain(actor),
        outlet=_plain(outlet),
        text=_plain(text),
    )


QuestionOf = Annotated[Question, Depends(question_of)]


def read_days(written: str | None) -> DayRange | None:
    """A day, or ``FROM..TO`` with either end left open; ``None`` for none. Raises ``DeskError`` for anything else."""
    if not written:
        return None
    first, dots, last = written.partition("..")
    try:
        earliest = date.fromisoformat(first) if first else None
        latest = (date.fromisoformat(last) if last else None) if dots else earliest
        if earliest is None and latest is None:
            raise ValueError(written)  # noqa: TRY301  told with the others, just below
        return DayRange(earliest, latest)
    except ValueError as error:
        message = f"expected day as 2022-10-01 or FROM..TO such as 2022-09-30..2022-10-02, found {written!r}"
        raise DeskError(400, BAD_QUESTION, message) from error


def _area(written: str | None) -> str | None:
    """The area as a store takes it. Raises ``DeskError`` for a box that can hold nothing."""
    area = _plain(written)
    if area is not None and in_box(area) and (fault := box_fault(area)):
        message = f"expected area to be {fault}"
        raise DeskError(400, BAD_QUESTION, message)
    return area


def _plain(written: str | None) -> str | None:
    """The words as a store takes them; ``None`` for nothing written."""
    return storable(written) if written else None
