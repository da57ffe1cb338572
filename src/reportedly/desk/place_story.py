"""The story of one place: beliefs over time, the words that moved them, who copied whom, who says otherwise, what changed near by.

The rule that must not be broken: words that speak against the answer stand beside those that speak for it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reportedly.beliefs.prior import Question as Asking
from reportedly.beliefs.why import explain
from reportedly.desk import answers
from reportedly.desk.routes.claims import tell_disputes
from reportedly.desk.telling import tell_belief, tell_place
from reportedly.formats.belief_report import says_so
from reportedly.ledger import listing
from reportedly.ledger.questions import Question
from reportedly.reports.independence import Origins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.beliefs.course import Course
    from reportedly.beliefs.why import Moved, Why
    from reportedly.desk.asked import Asked
    from reportedly.desk.together import Together
    from reportedly.desk.weighed import PlaceFacts, Weighed
    from reportedly.ledger.stored import StoredClaim

MOST_CLAIMS = 200
MOST_WORDS = 60
MOST_DISPUTES = 30
NEAR_KM = 60.0
MOST_NEAR = 12
WEEK = timedelta(7)
ROUNDED = 3
CANNOT_JUDGE = "F"


def tell_story(asked: Asked, weighed: Weighed, number: int, on: date, as_of: date, cut: date | None, together: Together | None) -> answers.PlaceStory:
    """All about the place. ``cut`` is the day of what was public as the visitor gave it: none where all counts; ``together`` is what was found as of it."""
    facts = weighed.facts[number]
    with weighed.turn:
        why = explain(weighed.weighing, Asking(point=weighed.weighing.ground.points[number], day=on, as_of=as_of))
        hindsight, each = weighed.course(number, as_of), weighed.course(number, as_of, each=True)
        near = list(_neighbours(weighed, number, on, as_of))
    claims = [one for name in sorted(facts.names) for one in _claims_at(asked, name, cut)]
    claims = list({stored.testimony.id: stored for stored in claims}.values())
    claims.sort(key=lambda stored: stored.testimony.days.latest.toordinal() if stored.testimony.days.latest else 0, reverse=True)
    belief = tell_belief(hindsight, hindsight.at(on))
    return answers.PlaceStory.model_construct(
        place=tell_place(facts.place),
        on=on,
        as_of=as_of,
        belief=belief,
        prior=answers.Prior(holder=why.prior.holder, day=why.prior.day, source=why.prior.source) if why.prior else None,
        in_hindsight=tell_series(hindsight),
        each_day=tell_series(each),
        words=[_word(asked, one, why) for one in why.moved[:MOST_WORDS]],
        claims=_witnesses(asked, weighed, claims[:MOST_CLAIMS], why),
        claims_total=facts.claims_by(as_of),
        disputes=None if together is None else _disputes(asked, facts, together, cut),
        neighbours=near,
    )


def _disputes(asked: Asked, facts: PlaceFacts, together: Together, cut: date | None) -> list[answers.DisputeAnswer]:
    found = [one for name in sorted(facts.names) for one in together.disputes_at.get(name, ())]
    return tell_disputes(asked, found[:MOST_DISPUTES], cut)


def tell_series(course: Course) -> answers.Series | None:
    """The belief over time; nothing where there is no day of it."""
    if not len(course.rows):
        return None
    shares = [[round(float(share), ROUNDED) for share in row] for row in course.shares]
    return answers.Series.model_construct(first=course.first, states=list(course.states), shares=shares, named=[course.state(at) for at in range(len(shares))])


def _claims_at(asked: Asked, place: str, as_of: date | None) -> Sequence[StoredClaim]:
    with asked.desk.ledger.store.reading() as connection:
        question = Question(place=place, as_of=as_of)
        return [stored for _, stored in listing.list_claims(connection, question, newest_first=True, limit=MOST_CLAIMS)]


def _word(asked: Asked, one: Moved, why: Why) -> answers.Word:
    said = one.statement
    return answers.Word(
        claim=said.testimony, report=said.report, day=said.day, public=said.public, share=round(one.share, 4), agrees=says_so(one, why.belief),
        km=None if one.kilometres is None else round(one.kilometres, 1), of_place=said.point.name if said.point else None,
        origin=asked.desk.teller.mouth(said.origin), grade=one.grade.letter if one.grade else CANNOT_JUDGE, credibility=one.figure, quote=said.quote,
    )  # fmt: skip


def _witnesses(asked: Asked, weighed: Weighed, claims: Sequence[StoredClaim], why: Why) -> list[answers.WitnessClaim]:
    """The claims, each with the first claim of its mouth or family that says the same, and what it moved."""
    origins = Origins(asked.desk.pack, weighed.families)
    shares: dict[str, float] = {}
    grades: dict[str, str] = {}
    for one in why.moved:
        if one.kilometres == 0:
            shares[one.statement.testimony] = shares.get(one.statement.testimony, 0.0) + one.share
            grades[one.statement.testimony] = one.grade.letter if one.grade else CANNOT_JUDGE
    first: dict[tuple[object, ...], str] = {}
    copy_of: dict[str, str | None] = {}
    for stored in sorted(claims, key=lambda one: (str(one.testimony.public), one.testimony.id)):
        said = stored.testimony
        mouth = origins.family(said) or origins.of(said).id
        key = (mouth, said.event, said.positive, said.control.after if said.control else None, said.days)
        earlier = first.setdefault(key, said.id)
        copy_of[said.id] = earlier if earlier != said.id else None
    return [
        asked.desk.teller.witness(
            stored,
            copy_of=copy_of[stored.testimony.id],
            share=round(shares[stored.testimony.id], 4) if stored.testimony.id in shares else None,
            grade=grades.get(stored.testimony.id),
        )
        for stored in claims
    ]


def _neighbours(weighed: Weighed, number: int, on: date, as_of: date) -> Iterator[answers.Neighbour]:
    """Places within ``NEAR_KM`` that another held, or where that was contested, a week before or after the day; the nearest first."""
    point = weighed.weighing.ground.points[number]
    told = 0
    for other, kilometres in sorted(weighed.weighing.ground.within(point, NEAR_KM), key=lambda pair: pair[1]):
        if other == number or other not in weighed.facts or kilometres > NEAR_KM or not weighed.weighing.heard(other, as_of):
            continue
        change = _change(weighed.course(other, as_of), on)
        if change is None:
            continue
        day, before, after = change
        place = weighed.facts[other].place
        yield answers.Neighbour(id=place.id, name=place.name, km=round(kilometres, 1), day=day, before=before, after=after)
        told += 1
        if told == MOST_NEAR:
            return


def _change(course: Course, on: date) -> tuple[date, str, str] | None:
    """The first change of hands within a week of the day, with who held it before and after."""
    first, last = max(on - WEEK, course.first + timedelta(1)), min(on + WEEK, course.last)
    for offset in range((last - first).days + 1):
        at = course.at(first + timedelta(offset))
        if at is not None and at > 0 and course.rows[at] != course.rows[at - 1]:
            return first + timedelta(offset), course.state(at - 1), course.state(at)
    return None
