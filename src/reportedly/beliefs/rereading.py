"""Lines of Reportedly JSON back into what testimonies are made of, so that what was read once need not be parsed again.

The rule that must not be broken: a line gives the testimonies that the reading behind it gave, no more and no fewer.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.core.day_range import DayRange
from reportedly.core.errors import PageError
from reportedly.core.records import (
    Act,
    Actor,
    ActorKind,
    Attribution,
    Certainty,
    Claim,
    ClaimDay,
    ClaimPlace,
    Control,
    Document,
    Interest,
    Mode,
    Place,
    PlaceKind,
    PlaceMention,
    PlaceRole,
    PlaceSense,
    PlaceStatus,
    Precision,
    Published,
    PublishedBasis,
    Quantity,
    Reading,
    SourceKind,
    Span,
)
from reportedly.ledger.testimony import iter_testimonies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.entries import Testimony
    from reportedly.packs.load import Pack

FORMAT = "reportedly/1"
Row = dict[str, Any]


def testimonies_of_line(line: str | bytes, pack: Pack) -> Iterator[Testimony]:
    """The testimonies of one line that ``reportedly read --format jsonl`` wrote. Raises ``PageError`` for a line that is none."""
    try:
        row = json.loads(line)
        found = str(row["format"])
        if not found.startswith(FORMAT):
            message = f"expected a line of {FORMAT}, found {found!r}"
            raise PageError(message)
        reading = _reading(row)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"expected a line of {FORMAT} (reportedly read --format jsonl), found {type(error).__name__}: {error}"
        raise PageError(message) from error
    return iter_testimonies(reading, pack)


def _reading(row: Row) -> Reading:
    """The reading, without what no testimony needs: days, findings, issues, regions, candidates."""
    report = row["report"]
    published = report["published"]
    return Reading(
        id=row["id"],
        document=Document(
            text=report["text"],
            title=report["title"],
            outlet=report["outlet"],
            url=report["url"],
            authors=tuple(report["authors"]),
            language=report["language"],
            published=Published(days=_days(published), basis=PublishedBasis(published["basis"]), why=published["why"]),
            regions=(),
            origin=(),
        ),
        attributions=tuple(_attribution(one) for one in row["attributions"]),
        places=tuple(_mention(one) for one in row["places"]),
        days=(),
        quantities=tuple(
            Quantity(id=one["id"], start=one["start"], end=one["end"], text=one["text"], lower=one["lower"], upper=one["upper"], unit=one["unit"])
            for one in row["quantities"]
        ),
        actors=tuple(
            Actor(
                id=one["id"],
                start=one["start"],
                end=one["end"],
                text=one["text"],
                actor_id=one["actor_id"],
                side=one["side"],
                kind=ActorKind(one["kind"]),
            )
            for one in row["actors"]
        ),
        claims=tuple(_claim(one) for one in row["claims"]),
        findings=(),
        issues=(),
    )


def _days(row: Row) -> DayRange:
    earliest, latest = (date.fromisoformat(row[end]) if row[end] else None for end in ("earliest", "latest"))
    return DayRange(earliest, latest)


def _spans(rows: list[Row]) -> tuple[Span, ...]:
    return tuple(Span(start=row["start"], end=row["end"], text=row["text"]) for row in rows)


def _attribution(row: Row) -> Attribution:
    return Attribution(
        id=row["id"],
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=_spans(row["content"]),
        source_id=row["source_id"],
        source_kind=SourceKind(row["source_kind"]),
        act=Act(row["act"]),
        parent=row["parent"],
    )


def _mention(row: Row) -> PlaceMention:
    place = row["place"]
    return PlaceMention(
        id=row["id"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        status=PlaceStatus(row["status"]),
        place=_place(place) if place else None,
        basis=None,
        score=row["score"],
        why=row["why"],
        candidates=(),
        sense=PlaceSense(row.get("sense", PlaceSense.PLACE)),  # readings of before 0.2 do not say
    )


def _place(row: Row) -> Place:
    return Place(
        id=row["id"],
        geonameid=row["geonameid"],
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        precision=Precision(row["precision"]),
        country=row["country"],
        admin1=row["admin1"],
        admin2=None,
        latitude=row["lat"],
        longitude=row["lon"],
        population=0,
    )


def _claim(row: Row) -> Claim:
    control, day = row["control"], row["day"]
    return Claim(
        id=row["id"],
        key=row["key"],
        start=row["start"],
        end=row["end"],
        quote=row["quote"],
        event=row["event"],
        trigger=_spans([row["trigger"]])[0],
        said_by=tuple(row["said_by"]),
        actor=tuple(row["actor"]),
        target=tuple(row["target"]),
        places=tuple(ClaimPlace(ref=one["ref"], role=PlaceRole(one["role"])) for one in row["places"]),
        day=ClaimDay(days=_days(day), ref=day["ref"], why=day["why"]),
        quantities=tuple(row["quantities"]),
        positive=row["polarity"] == "+",
        certainty=Certainty(row["certainty"]),
        mode=Mode(row["mode"]),
        control=_control(control) if control else None,
        media=tuple(row["media"]),
        interest=Interest(row["interest"]) if row.get("interest") else None,
        interest_why=row.get("interest_why") or "",
    )


def _control(row: Row) -> Control:
    return Control(place=row["place"], before=row["before"], after=row["after"], also=tuple(row.get("also") or ()))
