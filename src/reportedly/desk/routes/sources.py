"""Sources: whose word stands behind claims, how it fared, whom it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from fastapi import APIRouter, Path, Query

from reportedly.desk import answers
from reportedly.desk.asked import ON_A_PAGE, AskedOf, AsOf, Cursor, Limit, check_days
from reportedly.desk.cursors import Parts, read_cursor, write_cursor
from reportedly.desk.problems import NO_SUCH, DeskError
from reportedly.desk.source_story import tell_outlet, tell_outlet_story, tell_source, tell_speaker
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from datetime import date

    from starlette.responses import Response

    from reportedly.desk.asked import Asked
    from reportedly.desk.weighed import Weighed
    from reportedly.ledger.answers import SpeakerCount
    from reportedly.ledger.counting import OutletCount

router = APIRouter(tags=["sources"])
Name = Annotated[str, Path(max_length=2000, description="The speaker's id in the pack, else its words.")]
Outlet = Annotated[str, Path(max_length=2000, description="The outlet's name, as it publishes.")]
Called = Annotated[str | None, Query(max_length=200, description="Whose name has these words.")]


@router.get("/speakers", response_model=answers.Speakers)
def speakers(asked: AskedOf, q: Called = None, as_of: AsOf = None, cursor: Cursor = None, limit: Limit = ON_A_PAGE) -> Response:
    """Whose word stands behind claims, the most often heard first, with their grades once the ledger was weighed."""
    check_days(as_of)
    parts = read_cursor(cursor, "speakers", "whole", "text")
    weighed = asked.desk.weighed.now()
    return asked.answer(lambda: _speakers(asked, weighed, q, as_of, parts, limit), weighed.tip if weighed else "")


def _speakers(asked: Asked, weighed: Weighed | None, called: str | None, as_of: date | None, parts: Parts, limit: int) -> answers.Speakers:
    found = asked.desk.counted.speakers(asked.tip, as_of)
    if called:
        words = called.casefold()
        found = [one for one in found if words in one.name.casefold() or words in asked.desk.teller.names.speaker(one.name).casefold()]
    rest = [one for one in found if (-one.claims, one.name) > (-cast("int", parts[0]), cast("str", parts[1]))] if parts else found
    page, last = rest[:limit], rest[limit - 1] if len(rest) > limit else None
    grades = weighed.grades(as_of) if weighed else {}
    return answers.Speakers(
        items=[tell_speaker(asked.desk.teller, one, grades) for one in page],
        next=write_cursor("speakers", last.claims, last.name) if last else None,
        total=len(found),
        graded=weighed is not None,
    )


@router.get("/speakers/{name:path}", response_model=answers.SpeakerStory)
def speaker(asked: AskedOf, name: Name, as_of: AsOf = None) -> Response:
    """One source: its grade with the news it rests on, its record over time, what it admitted, whom it carries and who carries it."""
    check_days(as_of)
    weighed = asked.desk.weighed_for(asked.tip, as_of)
    return asked.answer(lambda: tell_source(asked, weighed, _counted(asked, storable(name), as_of), as_of), weighed.tip)


def _counted(asked: Asked, name: str, as_of: date | None) -> SpeakerCount:
    found = [one for one in asked.desk.counted.speakers(asked.tip, as_of) if one.name == name]
    if not found:
        message = f"expected somebody who speaks in this ledger, found {name!r}; `/api/speakers` has them"
        raise DeskError(404, NO_SUCH, message)
    return found[0]


@router.get("/outlets", response_model=answers.Outlets)
def outlets(asked: AskedOf, as_of: AsOf = None, cursor: Cursor = None, limit: Limit = ON_A_PAGE) -> Response:
    """Who publishes the reports, those with most of them first; `own` claims are in their own voice."""
    check_days(as_of)
    parts = read_cursor(cursor, "outlets", "whole", "text")
    weighed = asked.desk.weighed.now()
    return asked.answer(lambda: _outlets(asked, weighed, as_of, parts, limit), weighed.tip if weighed else "")


def _outlets(asked: Asked, weighed: Weighed | None, as_of: date | None, parts: Parts, limit: int) -> answers.Outlets:
    found = asked.desk.counted.outlets(asked.tip, as_of)
    rest = [one for one in found if (-one.reports, one.name) > (-cast("int", parts[0]), cast("str", parts[1]))] if parts else found
    page, last = rest[:limit], rest[limit - 1] if len(rest) > limit else None
    grades = weighed.grades(as_of) if weighed else {}
    items = [tell_outlet(asked.desk.teller, one, grades) for one in page]
    return answers.Outlets(items=items, next=write_cursor("outlets", last.reports, last.name) if last else None, total=len(found), graded=weighed is not None)


@router.get("/outlets/{name:path}", response_model=answers.OutletStory)
def outlet(asked: AskedOf, name: Outlet, as_of: AsOf = None) -> Response:
    """One outlet: the grade of its own voice with the news it rests on, its record over time, what it admitted, and whom it carries."""
    check_days(as_of)
    weighed = asked.desk.weighed_for(asked.tip, as_of)
    return asked.answer(lambda: tell_outlet_story(asked, weighed, _published(asked, storable(name), as_of), as_of), weighed.tip)


def _published(asked: Asked, name: str, as_of: date | None) -> OutletCount:
    found = [one for one in asked.desk.counted.outlets(asked.tip, as_of) if one.name == name]
    if not found:
        message = f"expected an outlet whose reports are in this ledger, found {name!r}; `/api/outlets` has them"
        raise DeskError(404, NO_SUCH, message)
    return found[0]
