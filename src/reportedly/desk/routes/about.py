"""The ledger at a glance: what it holds, over which days, and what the page may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

from reportedly.desk import answers
from reportedly.desk.asked import AskedOf, AsOf, QuestionOf, check_days
from reportedly.desk.telling import tell_judgement
from reportedly.formats.schema import EVENTS
from reportedly.ledger import counting

if TYPE_CHECKING:
    from datetime import date

    from starlette.responses import Response

    from reportedly.desk.asked import Asked
    from reportedly.desk.weighed import Weighed
    from reportedly.ledger.questions import Question

router = APIRouter()


@router.get("/about", response_model=answers.About, tags=["ledger"])
def about(asked: AskedOf, as_of: AsOf = None) -> Response:
    """What the ledger holds as of a day, the war's sides, and what this server may do."""
    check_days(as_of)
    weighed = asked.desk.weighed.now()
    return asked.answer(lambda: _about(asked, as_of, weighed), weighed.tip if weighed else "")


def _about(asked: Asked, as_of: date | None, weighed: Weighed | None) -> answers.About:
    desk = asked.desk
    with desk.ledger.store.reading() as connection:
        extent = counting.measure(connection, as_of=as_of)
    on = min(extent.last_public, desk.last_day()) if extent.last_public else None
    return answers.About(
        version=desk.version,
        ledger=desk.name,
        tip=asked.tip,
        ready=weighed is not None,
        compared=weighed is not None and weighed.is_compared,
        pack=answers.PackAbout(name=desk.pack.name, title=desk.pack.title, version=desk.pack.version),
        sides=[answers.SideAbout(code=side.code, names={language: list(names) for language, names in side.names.items()}) for side in desk.pack.sides],
        events=answers.Days(earliest=extent.first_event, latest=extent.last_event),
        public=answers.Days(earliest=extent.first_public, latest=extent.last_public),
        as_of=as_of,
        last_day=desk.last_day(),
        on=on,
        counts=answers.Counts(
            reports=extent.reports, claims=extent.claims, places=extent.places, speakers=extent.speakers, outlets=extent.outlets, judgements=extent.judgements
        ),
        event_types=list(EVENTS),
        may_judge=desk.settings.token is not None,
        may_fetch=desk.settings.allow_fetch,
        full_text=True,
        limits=answers.Limits(page=200, read_bytes=desk.settings.max_read_bytes, export_rows=desk.settings.max_export_rows),
    )


@router.get("/days", response_model=answers.DayCounts, tags=["ledger"])
def days(asked: AskedOf, question: QuestionOf) -> Response:
    """How many claims speak of each day, and how many reports became public on it. All filters of `/api/claims` narrow the claims."""
    return asked.answer(lambda: _days(asked, question))


def _days(asked: Asked, question: Question) -> answers.DayCounts:
    with asked.desk.ledger.store.reading() as connection:
        counted = counting.count_days(connection, question)
    items = [
        answers.DayCount(day=day, claims=counted.claims.get(day, 0), reports=counted.reports.get(day, 0))
        for day in sorted(counted.claims.keys() | counted.reports.keys())
    ]
    return answers.DayCounts(as_of=question.as_of, items=items, wide=counted.wide)


@router.get("/judgements", response_model=answers.Judgements, tags=["judgements"])
def judgements(asked: AskedOf, as_of: AsOf = None) -> Response:
    """What people, and the machine, decided over entries: those in force."""
    check_days(as_of)
    return asked.answer(lambda: answers.Judgements(items=[tell_judgement(one) for one in asked.desk.ledger.iter_judgements(as_of=as_of)]))
