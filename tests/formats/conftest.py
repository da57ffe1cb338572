"""A reading made by hand: every kind of record, spans that overlap, words that are hostile."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import (
    Act,
    Actor,
    ActorKind,
    Attribution,
    Candidate,
    Certainty,
    Claim,
    ClaimDay,
    ClaimPlace,
    Control,
    DayBasis,
    DayKind,
    DayMention,
    Document,
    Finding,
    FindingKind,
    Issue,
    Mode,
    Place,
    PlaceBasis,
    PlaceKind,
    PlaceMention,
    PlaceRole,
    PlaceStatus,
    Precision,
    Published,
    PublishedBasis,
    Quantity,
    Reading,
    Region,
    RegionKind,
    SourceKind,
    Span,
)

HOSTILE = '<script>alert("1")</script>'
HEAD = "Troops leave Velmm"
BODY = "State radio said the ministry has confirmed that up to 200 soldiers left Velmm on 2 May 2023."
CLAIM = "up to 200 soldiers left Velmm on 2 May 2023"
HARM = f'It is noted that {HOSTILE} "> <img src=x onerror=alert(2)> \u202egnihtemos\u202c fell near Oru & Tarn.'
TEXT = f"{HEAD}\n\n{BODY}\n\n{HARM}\n\nRead More"
VELM = Place(
    id="geonames:17",
    geonameid=17,
    name="Velm",
    kind=PlaceKind.SETTLEMENT,
    precision=Precision.POINT,
    country="XX",
    admin1="North Shire",
    admin2=None,
    latitude=1.0,
    longitude=2.0,
    population=900,
)


def at(words: str, start: int = 0) -> Span:
    begin = TEXT.index(words, start)
    return Span(start=begin, end=begin + len(words), text=words)


def place(key: str, span: Span, status: PlaceStatus) -> PlaceMention:
    candidate = Candidate(place=VELM, basis=PlaceBasis.SPELLING, score=0.9, why="one letter apart")
    found = status is PlaceStatus.RESOLVED
    return PlaceMention(
        id=key,
        start=span.start,
        end=span.end,
        text=span.text,
        status=status,
        place=VELM if found else None,
        basis=PlaceBasis.SPELLING if found else None,
        score=0.9 if found else None,
        why="one letter apart",
        candidates=() if status is PlaceStatus.UNKNOWN else (candidate,),
    )


def claim(key: str, quote: Span, trigger: str, **more: object) -> Claim:
    day = ClaimDay(days=DayRange.on(date(2023, 5, 2)), ref="d1", why="written")
    fields: dict[str, object] = {
        "said_by": (),
        "actor": (),
        "target": (),
        "places": (),
        "day": day,
        "quantities": (),
        "positive": True,
        "certainty": Certainty.CERTAIN,
        "mode": Mode.HAPPENED,
        "control": None,
        "media": (),
        "interest": None,
        "interest_why": "the report's own voice",
    }
    head = {"id": key, "key": f"{key}ff00112233", "start": quote.start, "end": quote.end, "quote": quote.text, "event": "withdraw"}
    return Claim(**head, trigger=at(trigger, quote.start), **(fields | more))  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    body = at(BODY)
    quote = at(CLAIM)
    radio, ministry, noted = at("State radio"), at("the ministry"), at("It is noted")
    regions = [(at(HEAD), RegionKind.HEADLINE), (body, RegionKind.BODY), (at(HARM), RegionKind.BODY), (at("Read More"), RegionKind.CHROME)]
    day = at("2 May 2023")
    number = at("up to 200")
    soldiers = at("up to 200 soldiers")
    return Reading(
        id=f"r1 {HOSTILE}",
        document=Document(
            text=TEXT,
            title=f"{HEAD} {HOSTILE}",
            outlet="The Tarn Courier",
            url="javascript:alert(3)",
            authors=("A. Writer",),
            language="en",
            published=Published(days=DayRange(date(2023, 5, 2), date(2023, 5, 3)), basis=PublishedBasis.INFERRED, why="“2 May” is the last day named"),
            regions=tuple(Region(start=span.start, end=span.end, kind=kind) for span, kind in regions),
            origin=(),
        ),
        attributions=(
            Attribution(
                id="a1", source=(radio,), cue=(at("said"),), content=(at(BODY[17:-1]),), source_id=None, source_kind=SourceKind.NAMED, act=Act.SAY, parent=None
            ),
            Attribution(
                id="a2",
                source=(ministry,),
                cue=(at("has confirmed"),),
                content=(),
                source_id="n-mod",
                source_kind=SourceKind.NAMED,
                act=Act.CONFIRM,
                parent="a1",
            ),
            Attribution(id="a3", source=(), cue=(noted,), content=(), source_id=None, source_kind=SourceKind.IMPERSONAL, act=Act.SAY, parent=None),
        ),
        places=(
            place("p1", at("Velmm", body.start), PlaceStatus.RESOLVED),
            place("p2", at("Oru"), PlaceStatus.AMBIGUOUS),
            place("p3", at("Tarn"), PlaceStatus.UNKNOWN),
        ),
        days=(
            DayMention(
                id="d1",
                start=day.start,
                end=day.end,
                text=day.text,
                kind=DayKind.DAY,
                days=DayRange.on(date(2023, 5, 2)),
                timex="2023-05-02",
                basis=DayBasis.WRITTEN,
                anchor=None,
                why="written",
            ),
        ),
        quantities=(Quantity(id="q1", start=number.start, end=number.end, text=number.text, lower=None, upper=200.0, unit="soldiers"),),
        actors=(Actor(id="x1", start=soldiers.start, end=soldiers.end, text=soldiers.text, actor_id="n-army", side="N", kind=ActorKind.FORCE),),
        claims=(
            claim(
                "c1",
                quote,
                "left",
                said_by=("a1", "a2"),
                actor=("x1",),
                places=(ClaimPlace(ref="p1", role=PlaceRole.FROM),),
                quantities=("q1",),
                control=Control(place="p1", before="N", after=None),
                media=("video",),
            ),
            claim(
                "c2",
                at(HARM),
                "fell",
                said_by=("a3",),
                places=(ClaimPlace(ref="p2", role=PlaceRole.NEAR), ClaimPlace(ref="p3", role=PlaceRole.NEAR)),
                positive=False,
            ),
        ),
        findings=(
            Finding(
                kind=FindingKind.PLACE_MISSPELT, spans=(at("Velmm"), at("Velmm", body.start)), message="“Velmm” is Velm", suggestion="Velm", claims=("c1",)
            ),
            Finding(kind=FindingKind.DATE_MISSING, spans=(), message=f"no date {HOSTILE}", suggestion=None, claims=()),
        ),
        issues=(Issue(code="example", message="only an example \x1b[31m"),),
    )


@pytest.fixture
def empty() -> Reading:
    published = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="the report could not be read")
    document = Document(text="", title=None, outlet=None, url=None, authors=(), language=None, published=published, regions=(), origin=())
    return Reading(id="r0", document=document, attributions=(), places=(), days=(), quantities=(), actors=(), claims=(), findings=(), issues=())
