"""Claims made by hand, of the invented war of the two rivers."""

from __future__ import annotations

import dataclasses
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.core.day_range import DayRange
from reportedly.core.entries import Bounds, Hop, Party, Testimony, TestimonyPlace
from reportedly.core.records import Act, ActorKind, Certainty, Mode, Place, PlaceKind, PlaceRole, Precision, SourceKind
from reportedly.exports.events import iter_events
from reportedly.exports.given import Given, PackNames
from reportedly.ledger.stored import StoredClaim
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportedly.exports.events import Together

SMALL = Path(__file__).resolve().parent.parent / "data/packs/two_rivers"
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "line\nbreak\r\nand\ttab",
    "nul\x00byte",
    "lone\ud800surrogate",
    "\u202eright to left",
    'quotes " and , commas',
    "</script>",
    "x" * 2_000_000,
)
TOWN = Place(
    id="geonames:1", geonameid=1, name="Bellmere", kind=PlaceKind.SETTLEMENT, precision=Precision.POINT, country="KA", admin1="Upper Reach", admin2=None,
    latitude=48.5, longitude=-37.25, population=900,
)  # fmt: skip


def place(role: PlaceRole = PlaceRole.AT, **changes: Any) -> TestimonyPlace:
    return TestimonyPlace(place=dataclasses.replace(TOWN, **changes), role=role)


def party(text: str = "the soldiers", *, actor_id: str | None = None, side: str | None = None, kind: ActorKind = ActorKind.FORCE) -> Party:
    return Party(actor_id=actor_id, side=side, kind=kind, text=text)


def hop(source: str | None, *, act: Act = Act.SAY, kind: SourceKind = SourceKind.NAMED, side: str | None = None) -> Hop:
    return Hop(source=source, kind=kind, act=act, side=side)


def number(lower: float | None, upper: float | None, unit: str = "people") -> Bounds:
    return Bounds(lower=lower, upper=upper, unit=unit)


def days(first: str | None, last: str | None = None) -> DayRange:
    earliest = date.fromisoformat(first) if first else None
    return DayRange(earliest, date.fromisoformat(last) if last else earliest)


TESTIMONY = Testimony(
    id="r1/0123456789abcdef", report="r1", claim="0123456789abcdef", outlet="The Harbour Post", published=days("2023-05-08"), public=date(2023, 5, 8), chain=(),
    event="capture", positive=True, mode=Mode.HAPPENED, certainty=Certainty.CERTAIN, interest=None, actors=(), targets=(), places=(place(),),
    days=days("2023-05-07"), control=None, quantities=(), quote="the soldiers took Bellmere",
)  # fmt: skip
STORED = StoredClaim(
    testimony=TESTIMONY, reading_id="r1", url="https://harbour.example/a", title="Bellmere falls", language="en", text_hash="sha256:0", start=0, end=26,
    recorded=datetime(2023, 6, 1, 12, 30, tzinfo=UTC),
)  # fmt: skip


def claim(**changes: Any) -> StoredClaim:
    """The claim with these fields changed, of the testimony or of what is stored with it."""
    about = {name: value for name, value in changes.items() if hasattr(TESTIMONY, name)}
    stored = {name: value for name, value in changes.items() if name not in about}
    return dataclasses.replace(STORED, testimony=dataclasses.replace(TESTIMONY, **about), **stored)


def given(**changes: Any) -> Given:
    return Given(names=PackNames(load_pack(str(SMALL))), **changes)


def written(write: Callable[..., None], claims: Iterable[Any], with_: Given | None = None) -> str:
    """What the form writes, as its file holds it: lone surrogates as escapes (formats/output.py)."""
    stream = io.StringIO()
    write(claims, stream, with_ or given())
    return stream.getvalue().encode("utf-8", "backslashreplace").decode()


def written_events(write: Callable[..., None], claims: Iterable[StoredClaim], with_: Given | None = None, together: Together | None = None) -> str:
    """What a form of events writes: a row for each claim, with ``together`` for each happening."""
    return written(write, iter_events(claims, together), with_)


def hostile() -> list[StoredClaim]:
    """A claim for each hostile text, which stands wherever a report's words can."""
    return [
        claim(
            id=f"r{number}/{number:016x}", report=f"r{number}", quote=text, outlet=text, title=text, url=f"https://harbour.example/{number}", event="kill",
            actors=(party(text),), targets=(party(text, kind=ActorKind.OTHER),), chain=(hop(text),), places=(place(name=text, admin1=text),),
        )
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip
