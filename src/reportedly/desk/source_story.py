"""The story of one source, of who speaks or of who publishes: how its news fared, over time, and with whom it stands in chains.

The rule that must not be broken: a grade is shown with the news it rests on and how many they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.desk import answers
from reportedly.desk.telling import tell_grade
from reportedly.ledger import listing
from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from reportedly.beliefs.reliability import Grade, Settled
    from reportedly.desk.asked import Asked
    from reportedly.desk.telling import Teller
    from reportedly.desk.weighed import Weighed
    from reportedly.ledger.answers import SpeakerCount
    from reportedly.ledger.counting import OutletCount

MOST_CLAIMS = 50
MOST_LOOKED_AT = 200
"""Latest claims of an outlet among which those in its own voice are looked for."""
MOST_NEIGHBOURS = 30
MOST_EVIDENCE = 200


def tell_speaker(teller: Teller, one: SpeakerCount, grades: Mapping[str, Grade]) -> answers.SpeakerItem:
    """The source with its counts. Its grade is that of the mouth it speaks with: an official's is that of what he speaks for."""
    known = teller.names.speakers.get(one.name)
    grade = next((grades[origin] for origin in teller.origins_of(one.name, one.sides) if origin in grades), None)
    return answers.SpeakerItem(
        id=one.name, name=teller.names.speaker(one.name), known=one.known, kind=known.kind if known else None, sides=list(one.sides), claims=one.claims,
        own=one.own, reports=one.reports, first=one.first, last=one.last, grade=tell_grade(grade) if grade else None,
    )  # fmt: skip


def tell_source(asked: Asked, weighed: Weighed, one: SpeakerCount, as_of: date | None) -> answers.SpeakerStory:
    """All about the source."""
    teller = asked.desk.teller
    origins = teller.origins_of(one.name, one.sides)
    with asked.desk.ledger.store.reading() as connection:
        question = Question(speaker=one.name, as_of=as_of)
        latest = listing.list_claims(connection, question, newest_first=True, limit=MOST_CLAIMS)
        inner, outer = listing.chain_neighbours(connection, question)
    return answers.SpeakerStory.model_construct(
        speaker=tell_speaker(teller, one, weighed.grades(as_of)),
        as_of=as_of,
        origin=origins[0],
        carries=_carried(teller, inner),
        carried_by=_carried(teller, outer),
        claims=[teller.claim(stored) for _, stored in latest],
        **_record(weighed, origins, as_of),
    )


def tell_outlet(teller: Teller, one: OutletCount, grades: Mapping[str, Grade]) -> answers.OutletItem:
    """The outlet with its counts, and the grade of what it says in its own voice."""
    grade = next((grades[origin] for origin in teller.origins_of_outlet(one.name) if origin in grades), None)
    return answers.OutletItem(
        id=one.name, name=one.name, reports=one.reports, claims=one.claims, own=one.own, first=one.first, last=one.last,
        grade=tell_grade(grade) if grade else None,
    )  # fmt: skip


def tell_outlet_story(asked: Asked, weighed: Weighed, one: OutletCount, as_of: date | None) -> answers.OutletStory:
    """All about the outlet. Whom it carries: who speaks in its reports; its claims are the latest in its own voice."""
    teller = asked.desk.teller
    question = Question(outlet=one.name, as_of=as_of)
    heard = [(each.name, each.claims) for each in asked.desk.ledger.count_speakers(question)]
    with asked.desk.ledger.store.reading() as connection:
        latest = listing.list_claims(connection, question, newest_first=True, limit=MOST_LOOKED_AT)
    own = [stored for _, stored in latest if not stored.testimony.chain][:MOST_CLAIMS]
    return answers.OutletStory.model_construct(
        outlet=tell_outlet(teller, one, weighed.grades(as_of)),
        as_of=as_of,
        carries=_carried(teller, heard),
        claims=[teller.claim(stored) for stored in own],
        **_record(weighed, teller.origins_of_outlet(one.name), as_of),
    )


def _record(weighed: Weighed, origins: Sequence[str], as_of: date | None) -> dict[str, Any]:
    """How the news of a mouth fared: the settled news, the grade month by month, and what it admitted."""
    monthly = weighed.grades_by_month(as_of)
    months = [(month, grade) for month, grades in monthly for grade in (next((grades[name] for name in origins if name in grades), None),) if grade]
    record = months[-1][1].record if months else ()
    admitted = [settled for settled in record if settled.statement.gains is False]
    return {
        "evidence": [_settled(settled) for settled in record[-MOST_EVIDENCE:]],
        "months": [answers.MonthGrade(month=month, grade=tell_grade(grade)) for month, grade in months],
        "admissions": len(admitted),
        "admissions_right": sum(settled.was_right for settled in admitted),
    }


def _carried(teller: Teller, counted: Sequence[tuple[str, int]]) -> list[answers.Carried]:
    return [answers.Carried(id=name, name=teller.names.speaker(name), claims=count) for name, count in counted[:MOST_NEIGHBOURS]]


def _settled(one: Settled) -> answers.Settled:
    said = one.statement
    return answers.Settled(
        claim=said.testimony, report=said.report, day=said.day, public=said.public, place=said.point.name if said.point else None, quote=said.quote,
        right=round(one.right, 4), was_right=one.was_right, against_interest=said.gains is False,
    )  # fmt: skip
