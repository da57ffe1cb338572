"""Places: who holds them on a day, over all days, and the story of one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query

from reportedly.beliefs.ground import ERROR_KM
from reportedly.beliefs.prior import UNKNOWN
from reportedly.desk import answers
from reportedly.desk.asked import AskedOf, AsOf, On, check_days
from reportedly.desk.place_story import tell_story
from reportedly.desk.problems import NO_SUCH, DeskError
from reportedly.desk.telling import tell_belief
from reportedly.ledger import listing

if TYPE_CHECKING:
    from datetime import date

    from starlette.responses import Response

    from reportedly.beliefs.course import Course
    from reportedly.desk.desk import Desk
    from reportedly.desk.gazetted import Gazetted
    from reportedly.desk.weighed import PlaceFacts, Weighed

router = APIRouter(tags=["places"])
Each = Annotated[bool, Query(description="Each day by what was public on that day itself.")]
Language = Annotated[str, Query(pattern="^[a-z]{2,3}$", description="ISO 639 code. English names are those of every other answer.")]
PlaceId = Annotated[str, Path(max_length=500, description="The gazetteer's id of the place.")]


@router.get("/places", response_model=answers.Places)
def places(asked: AskedOf, on: On = None, as_of: AsOf = None) -> Response:
    """GeoJSON: the settlements of which something was said, with who holds them on a day by what was public on another."""
    check_days(on, as_of)
    weighed = asked.desk.weighed_for(asked.tip, as_of)
    day, known = asked.desk.days(on, as_of, weighed.last_public)
    return asked.answer(lambda: _places(weighed, day, known), weighed.tip)


def _places(weighed: Weighed, on: date, as_of: date) -> answers.Places:
    courses = weighed.courses(as_of)
    features = [_feature(weighed.facts[number], course, on, as_of) for number, course in courses.items() if number in weighed.facts]
    return answers.Places.model_construct(type="FeatureCollection", on=on, as_of=as_of, features=sorted(features, key=lambda one: one.id))


def _feature(facts: PlaceFacts, course: Course, on: date, as_of: date) -> answers.PlaceFeature:
    place = facts.place
    at = course.at(on)
    belief = tell_belief(course, at)
    mark = answers.PlaceMark.model_construct(
        id=place.id, name=place.name, kind=place.kind, precision=place.precision, radius_km=ERROR_KM[place.precision], admin1=place.admin1,
        country=place.country, claims=facts.claims_by(as_of), witnesses=facts.witnesses_by(as_of), state=belief.state, p=belief.p, shares=belief.shares,
        certainty=belief.certainty, since=belief.since,
    )  # fmt: skip
    point = answers.Point.model_construct(type="Point", coordinates=(place.longitude, place.latitude))
    return answers.PlaceFeature.model_construct(type="Feature", id=place.id, geometry=point, properties=mark)


@router.get("/runs", response_model=answers.Runs)
def runs(asked: AskedOf, as_of: AsOf = None, each: Each = False) -> Response:  # noqa: FBT002
    """The beliefs on all places over all days, as runs of days on which they stay as they are: for a slider that need not ask again."""
    check_days(as_of)
    weighed = asked.desk.weighed_for(asked.tip, as_of)
    _, known = asked.desk.days(None, as_of, weighed.last_public)
    return asked.answer(lambda: _runs(weighed, min(known, asked.desk.last_day()), each=each), weighed.tip)


def _runs(weighed: Weighed, as_of: date, *, each: bool) -> answers.Runs:
    found = weighed.courses(as_of, each=each)
    items = [
        answers.PlaceRuns.model_construct(id=weighed.facts[number].place.id, runs=_tell_runs(course))
        for number, course in found.items()
        if number in weighed.facts
    ]
    return answers.Runs.model_construct(as_of=as_of, each=each, items=sorted(items, key=lambda one: one.id))


def _tell_runs(course: Course) -> list[answers.Run]:
    return [
        answers.Run.model_construct(start=course.first + timedelta(first), to=course.first + timedelta(last), state=state, p=share)
        for first, last, state, share in course.runs()
        if state != UNKNOWN
    ]


@router.get("/areas", response_model=answers.Areas)
def areas(asked: AskedOf, as_of: AsOf = None) -> Response:
    """GeoJSON: districts, regions, areas and sites that claims speak of, with how many were public by the day."""
    check_days(as_of)
    weighed = asked.desk.weighed_for(asked.tip, as_of)
    _, known = asked.desk.days(None, as_of, weighed.last_public)
    return asked.answer(lambda: _areas(weighed, known), weighed.tip)


def _areas(weighed: Weighed, as_of: date) -> answers.Areas:
    features = []
    for facts in weighed.areas.values():
        place, count = facts.place, facts.claims_by(as_of)
        if not count:
            continue
        mark = answers.AreaMark(
            id=place.id, name=place.name, kind=place.kind, precision=place.precision, admin1=place.admin1, country=place.country, claims=count
        )
        features.append(answers.AreaFeature(id=place.id, geometry=answers.Point(coordinates=(place.longitude, place.latitude)), properties=mark))
    return answers.Areas(as_of=as_of, features=sorted(features, key=lambda one: one.id))


@router.get("/shapes", response_model=answers.Shapes)
def shapes(asked: AskedOf) -> Response:
    """GeoJSON: the districts in which places lie whose position is known no nearer, and those that claims speak of as a whole."""
    weighed = asked.desk.weighed_for(asked.tip, None)
    return asked.answer(lambda: _shapes(weighed, asked.desk.gazetted), weighed.tip)


def _shapes(weighed: Weighed, gazetted: Gazetted) -> answers.Shapes:
    within: dict[str, list[str]] = {}
    for facts in (*weighed.facts.values(), *weighed.areas.values()):
        unit = gazetted.unit_of(facts.place)
        if unit is not None:
            within.setdefault(unit, []).append(facts.place.id)
    drawn = ((unit, places, gazetted.shape(unit)) for unit, places in sorted(within.items()))
    return answers.Shapes(
        features=[
            answers.ShapeFeature(
                id=unit,
                geometry=answers.Outline(coordinates=[[(round(x, 3), round(y, 3)) for x, y in shape.exterior.coords]]),
                properties=answers.ShapeMark(places=sorted(places)),
            )
            for unit, places, shape in drawn
            if shape is not None
        ]
    )


@router.get("/names", response_model=answers.Names)
def names(asked: AskedOf, language: Language) -> Response:
    """What the places of the ledger are called in a language, for a page in that language; texts of reports keep the names they have."""
    return asked.answer(lambda: _names(asked.desk, language))


def _names(desk: Desk, language: str) -> answers.Names:
    gazetted = desk.gazetted
    with desk.ledger.store.reading() as connection:
        ids = listing.place_names(connection).keys()
    return answers.Names(language=language, places=gazetted.names(language, ids), units=gazetted.names_by_name(language))


@router.get("/places/{place_id:path}", response_model=answers.PlaceStory)
def place(asked: AskedOf, place_id: PlaceId, on: On = None, as_of: AsOf = None) -> Response:
    """The story of a place: the belief over time and why, the claims, both sides' versions, disputes, and what changed near by that week."""
    check_days(on, as_of)
    weighed = asked.desk.weighed_for(asked.tip, as_of)
    number = weighed.number(place_id)
    if number is None:
        message = f"expected the id of a place that claims are about, found {place_id!r}; `/api/places` has them"
        raise DeskError(404, NO_SUCH, message)
    day, known = asked.desk.days(on, as_of, weighed.last_public)
    together = asked.desk.together.find(weighed, as_of, asked.desk.settings.seconds_for_disputes)
    return asked.answer(lambda: tell_story(asked, weighed, number, day, known, as_of, together), weighed.tip, "" if together else "before disputes")
