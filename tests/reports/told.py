"""Testimonies written by hand, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.core.day_range import DayRange
from reportedly.core.entries import Bounds, Hop, Party, Testimony, TestimonyPlace
from reportedly.core.records import Act, ActorKind, Certainty, Mode, Place, PlaceKind, PlaceRole, Precision, SourceKind

TOWNS = {"Oldmark": (50.0, 30.0), "Oldmark Station": (50.02, 30.02), "Varnik": (50.5, 30.5), "Orvesa": (49.0, 33.0)}


def town(name: str) -> Place:
    latitude, longitude = TOWNS[name]
    return Place(
        id=f"pack:{name}", geonameid=None, name=name, kind=PlaceKind.SETTLEMENT, precision=Precision.POINT, country=None, admin1="North", admin2=None,
        latitude=latitude, longitude=longitude, population=1000,
    )  # fmt: skip


def told(
    id: str,  # noqa: A002
    event: str,
    place: str | None = "Oldmark",
    day: date | DayRange = date(2024, 5, 3),
    *,
    by: str | None = None,
    to: str | None = None,
    who: str | None = None,
    count: tuple[float | None, float | None, str] | None = None,
    role: PlaceRole = PlaceRole.AT,
    published: date = date(2024, 5, 4),
    **changed: Any,
) -> Testimony:
    """A claim of the report ``id``, said by ``who``, done by the side ``by`` to the side ``to``."""
    known: dict[str, Any] = {
        "id": f"{id}/0000aaaa",
        "report": id,
        "claim": "0000aaaa",
        "outlet": None,
        "published": DayRange.on(published),
        "public": published,
        "chain": (Hop(source=who, kind=SourceKind.NAMED, act=Act.SAY, side=None),) if who else (),
        "event": event,
        "positive": True,
        "mode": Mode.HAPPENED,
        "certainty": Certainty.CERTAIN,
        "interest": None,
        "actors": _party(by),
        "targets": _party(to),
        "places": (TestimonyPlace(place=town(place), role=role),) if place else (),
        "days": day if isinstance(day, DayRange) else DayRange.on(day),
        "control": None,
        "quantities": (Bounds(lower=count[0], upper=count[1], unit=count[2]),) if count else (),
        "quote": f"{event} at {place}",
    }
    return Testimony(**(known | changed))


def mouth(testimony: Testimony) -> str:
    """Whose word it is: the speaker, else the report's own."""
    return (testimony.chain[-1].source or "*") if testimony.chain else testimony.report


def _party(side: str | None) -> tuple[Party, ...]:
    return (Party(actor_id=None, side=side, kind=ActorKind.FORCE, text=f"{side} forces"),) if side else ()
