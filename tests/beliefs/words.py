"""Testimonies written by hand for the tests of the weighing: an invented war on an invented line of villages."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from reportedly.beliefs.control import Weighing
from reportedly.beliefs.ground import Ground
from reportedly.beliefs.prior import Point, PriorClaim, Question
from reportedly.core.day_range import DayRange
from reportedly.core.entries import ControlChange, Hop, Party, Testimony, TestimonyPlace
from reportedly.core.records import Act, ActorKind, Certainty, Mode, Place, PlaceKind, PlaceRole, Precision, SourceKind
from reportedly.packs.load import Pack, load_pack
from reportedly.reports.independence import Origins

SIDES = ("KA", "TO")
START = date(2031, 5, 1)
WEST, STEP = 30.0, 0.08
"""Villages lie on a line of latitude, some 5 km apart: V0..V9 held by KA, V10..V19 by TO."""


def war_pack() -> Pack:
    return load_pack(str(next(path.parent for path in sorted(Path("tests/data/packs").rglob("sides.toml")))))


def village(number: int) -> Point:
    return Point(geonameid=100 + number, name=f"Vale {chr(65 + number)}", latitude=50.0, longitude=WEST + STEP * number)


def place(number: int, kind: PlaceKind = PlaceKind.SETTLEMENT) -> Place:
    point = village(number)
    return Place(
        id=f"geonames:{point.geonameid}",
        geonameid=point.geonameid,
        name=point.name,
        kind=kind,
        precision=Precision.POINT,
        country="KA",
        admin1="Vale Province",
        admin2=None,
        latitude=point.latitude,
        longitude=point.longitude,
        population=500,
    )


def prior() -> tuple[PriorClaim, ...]:
    return tuple(PriorClaim(point=village(number), day=START, holder=SIDES[number >= 10], source="map") for number in range(20))


def said(
    event: str,
    number: int,
    *,
    by: str | None,
    day: int,
    public: int | None = None,
    source: str | None = None,
    side: str | None = None,
    outlet: str | None = "Dale Post",
    report: str | None = None,
    positive: bool = True,
    mode: Mode = Mode.HAPPENED,
    certainty: Certainty = Certainty.CERTAIN,
    act: Act = Act.SAY,
) -> Testimony:
    """``by`` did ``event`` at the village on START + ``day``; ``source`` of ``side`` says so, or the outlet in its own voice."""
    told = START + timedelta(day if public is None else public)
    when = START + timedelta(day)
    is_control = positive and event in {"capture", "hold", "withdraw"} and mode in {Mode.HAPPENED, Mode.ONGOING} and by is not None
    before, after = (by, None) if event == "withdraw" else (None, by)
    report = report or f"{outlet}-{source}-{event}-{number}-{day}-{public}"
    return Testimony(
        id=f"{report}/{event}{number}",
        report=report,
        claim=f"{event}{number}",
        outlet=outlet,
        published=DayRange.on(told),
        public=told,
        chain=(Hop(source=source, kind=SourceKind.NAMED, act=act, side=side),) if source else (),
        event=event,
        positive=positive,
        mode=mode,
        certainty=certainty,
        interest=None,
        actors=(Party(actor_id=None, side=by, kind=ActorKind.FORCE, text="troops"),) if by else (),
        targets=(),
        places=(TestimonyPlace(place=place(number), role=PlaceRole.FROM if event == "withdraw" else PlaceRole.AT),),
        days=DayRange.on(when),
        control=ControlChange(place=place(number).id, before=before, after=after) if is_control else None,
        quantities=(),
        quote=f"{by} {event} {number}",
    )


def weigh(*testimonies: Testimony, families: dict[str, str] | None = None) -> Weighing:
    weighing = Weighing(Ground(prior(), SIDES), Origins(war_pack(), families), lambda _: ("Vale Province", "KA"))
    weighing.add(testimonies)
    return weighing


def share(weighing: Weighing, number: int, day: int, *, side: str = "KA", as_of: int | None = None) -> float:
    """What the weighing believes of the side's hold on the village."""
    asked = Question(point=village(number), day=START + timedelta(day), as_of=START + timedelta(day if as_of is None else as_of))
    return dict(weighing.belief(asked).probability)[side]


def holder(weighing: Weighing, number: int, day: int, *, as_of: int | None = None) -> str:
    asked = Question(point=village(number), day=START + timedelta(day), as_of=START + timedelta(day if as_of is None else as_of))
    return weighing.belief(asked).holder
