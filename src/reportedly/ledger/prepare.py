"""A reading made ready for the ledger: every row it will become, under keys made of content. Pure, so any process can do it.

The rule that must not be broken: nothing here knows the ledger; the same reading and pack give the same entry, wherever it is prepared.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from reportedly.core.ids import content_id, text_hash
from reportedly.core.records import PublishedBasis
from reportedly.ledger.blobs import bytes_blob, bytes_of, storable, text_blob, text_of
from reportedly.ledger.codec import encode, encode_reading
from reportedly.ledger.testimony import find_hops, iter_testimonies

if TYPE_CHECKING:
    from datetime import date, datetime

    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Party, Snapshot, Testimony
    from reportedly.core.records import Claim, Page, Place, Reading
    from reportedly.packs.load import Pack

DIGEST = 24
"""Digits of a digest: 96 bits, where two of a billion rows meet by chance with odds of one in 10^11."""
OUTLET, SPEAKER = "outlet", "speaker"
ACTOR, TARGET = "actor", "target"
TRACKING = ("utm_", "fbclid=", "gclid=", "yclid=", "mc_cid=", "mc_eid=", "at_campaign=", "at_medium=")
Values = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackVersion:
    """What read: the pack and the engine. ``engine`` is Reportedly's version, and what else decides a reading."""

    name: str
    version: str
    fingerprint: str
    engine: str

    @property
    def digest(self) -> str:
        """What makes two of them one."""
        return content_id(self.name, self.version, self.fingerprint, self.engine, length=DIGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRow:
    """One attribution; ``source`` is a digest, ``parent`` the place of another in the list."""

    source: str | None
    kind: str
    act: str
    side: str | None
    parent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim. ``hops`` are places in the list of attributions; places and actors go by digest. ``also`` are other places that changed hands with it."""

    values: Values
    hops: tuple[int, ...]
    places: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]
    quantities: tuple[tuple[float | None, float | None, str], ...]
    control_place: str | None
    key: str
    also: tuple[str, ...] = ()


CLAIM_VALUES = (
    "key", "event", "positive", "mode", "certainty", "interest", "day_earliest", "day_latest", "start", "end", "quote", "control_before", "control_after",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All that one reading adds. ``sources``, ``places`` and ``actors`` are the rows behind the digests."""

    report: str
    known_by: str
    url: str | None
    outlet: str | None
    reading_id: str
    title: str | None
    text: str
    text_hash: str
    text_blob: bytes
    pack: PackVersion
    content_hash: str
    body: bytes
    language: str | None
    published: DayRange
    basis: str
    attributions: tuple[AttributionRow, ...]
    claims: tuple[ClaimRow, ...]
    sources: dict[str, Values]
    places: dict[str, Values]
    actors: dict[str, Values]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """An entry and where it came from. ``page_digest`` is that of what was read, so that it need not be read again.

    ``retrieved`` is the day the text was seen, where that is known; ``notes`` what its container says of it, as name and value. ``public``, ``recorded`` and
    ``seen`` come from the ledger it was in before.
    """

    entry: Entry
    page_digest: str | None = None
    page_blob: bytes | None = None
    snapshot: Snapshot | None = None
    retrieved: date | None = None
    notes: tuple[tuple[str, str], ...] = ()
    public: date | None = None
    recorded: datetime | None = None
    seen: datetime | None = None


def pack_version(pack: Pack, settings_digest: str = "") -> PackVersion:
    """This Reportedly with this pack. ``settings_digest`` tells apart readings under settings that change what is read."""
    engine = version("reportedly") + (f"+{settings_digest}" if settings_digest else "")
    return PackVersion(name=pack.name, version=pack.version, fingerprint=pack.fingerprint, engine=engine)


def prepare(reading: Reading, pack: Pack, *, reader: PackVersion | None = None, id_given: bool = False) -> Entry:
    """The entry of this reading. ``id_given`` says that the caller named the report: the name then tells reports apart, else the address does."""
    document = reading.document
    text = document.text
    body, content_hash = encode_reading(reading)
    hops = find_hops(reading, pack)
    order = {attribution.id: number for number, attribution in enumerate(reading.attributions)}
    rows = _Rows()
    attributions = tuple(
        AttributionRow(
            source=rows.speaker(hop.source, known=attribution.source_id is not None),
            kind=hop.kind.value,
            act=hop.act.value,
            side=hop.side,
            parent=order.get(attribution.parent) if attribution.parent else None,
        )
        for attribution in reading.attributions
        for hop in (hops[attribution.id],)
    )
    testimonies = iter_testimonies(reading, pack, hops=hops)
    mentioned = {mention.id: mention.place for mention in reading.places}
    claims = tuple(_claim(claim, testimony, rows, order, mentioned) for claim, testimony in zip(reading.claims, testimonies, strict=True))
    url = canonical_url(document.url) if document.url else None
    report, known_by = _identity(reading.id, url, id_given=id_given)
    return Entry(
        report=report,
        known_by=known_by,
        url=url,
        outlet=rows.outlet(document.outlet),
        reading_id=storable(reading.id),
        title=storable(document.title) if document.title else None,
        text=storable(text),
        text_hash=text_hash(text),
        text_blob=text_blob(text),
        pack=reader or pack_version(pack),
        content_hash=content_hash,
        body=bytes_blob(body),
        language=document.language,
        published=document.published.days,
        basis=document.published.basis.value,
        attributions=attributions,
        claims=claims,
        sources=rows.sources,
        places=rows.places,
        actors=rows.actors,
    )


def name_entry(entry: Entry, page: Page) -> Entry:
    """The entry under the name that its page gives it: the caller's id, else one apart from the article's for a feed's words about an article."""
    if page.id is not None:
        return dataclasses.replace(entry, report=storable(page.id), known_by="id")
    if page.excerpt and entry.url:
        return dataclasses.replace(entry, report=content_id("excerpt", entry.url), known_by="excerpt")
    return entry


def page_digest(page: Page) -> str:
    """What makes two inputs the same input: all that the caller gave, bytes to the letter."""
    return content_id(*(str(getattr(page, field.name)) if getattr(page, field.name) is not None else None for field in dataclasses.fields(page)), length=32)


def page_blob(page: Page, text: str) -> bytes:
    """The input, so that it can be read again: next to nothing where it resembles the text that was read in it."""
    return bytes_blob(encode(page), storable(text))


def page_bytes(blob: bytes, text_body: bytes) -> bytes:
    """The input as JSON, from its blob and that of the text that was read in it. Raises ``ValueError`` for damaged ones."""
    return bytes_of(blob, storable(text_of(text_body)))


def place_values(place: Place) -> tuple[str, Values]:
    """The digest of a place, and its values in the order of the table's columns."""
    values = (
        place.id, place.geonameid, place.name, place.kind.value, place.precision.value,
        place.country, place.admin1, place.admin2, place.latitude, place.longitude, place.population,
    )  # fmt: skip
    return digest_of("place", values), values


def digest_of(table: str, values: Values) -> str:
    """What makes two rows of ``source``, ``place`` or ``actor`` one: all that is in them."""
    plain = map(repr, values) if table == "place" else (value if value is None else str(value) for value in values)
    return content_id(*plain, length=DIGEST)


def canonical_url(url: str) -> str:
    """The address without what does not tell pages apart: case of the host, default port, fragment, trackers, a closing slash.

    >>> canonical_url("HTTPS://Harbour.Example:443/a/?utm_source=x&id=3#top")
    'https://harbour.example/a?id=3'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return storable(url.strip())
    if not host:
        return storable(url.strip())
    scheme = parts.scheme.lower()
    site = host if port is None or port == {"http": 80, "https": 443}.get(scheme) else f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not pair.lower().startswith(TRACKING))
    return storable(urlunsplit((scheme, site, parts.path.rstrip("/"), query, "")))


def public_day(published: DayRange, retrieved: date | None, *, is_first: bool, basis: str) -> date | None:
    """The day from which a text could be known: the latest day of publication, else of retrieval.

    A later text of a report was not there on the day of publication: it is known from the day it was retrieved, or not "as of" any day.
    """
    latest = None if basis == PublishedBasis.UNKNOWN.value else published.latest
    if is_first:
        return latest or retrieved
    return max(latest, retrieved) if latest and retrieved else retrieved


def _identity(reading_id: str, url: str | None, *, id_given: bool) -> tuple[str, str]:
    if id_given:
        return storable(reading_id), "id"
    if url:
        return content_id("report", url), "url"
    return storable(reading_id), "text"


def _claim(claim: Claim, testimony: Testimony, rows: _Rows, order: dict[str, int], mentioned: dict[str, Place | None]) -> ClaimRow:
    days, control = testimony.days, testimony.control
    refs = (claim.control.place, *claim.control.also) if claim.control and control else ()
    held = {place.id: place for place in (mentioned.get(ref) for ref in refs) if place is not None}
    values = (
        claim.key, claim.event, claim.positive, claim.mode.value, claim.certainty.value, claim.interest.value if claim.interest else None,
        days.earliest, days.latest, claim.start, claim.end, storable(claim.quote), control.before if control else None, control.after if control else None,
    )  # fmt: skip
    return ClaimRow(
        key=claim.key,
        values=values,
        hops=tuple(order[ref] for ref in claim.said_by if ref in order),
        places=tuple((rows.place(place.place), place.role.value) for place in testimony.places),
        parties=tuple((part, rows.actor(party)) for part, parties in ((ACTOR, testimony.actors), (TARGET, testimony.targets)) for party in parties),
        quantities=tuple((bounds.lower, bounds.upper, bounds.unit) for bounds in testimony.quantities),
        control_place=rows.place(held[control.place]) if control else None,
        also=tuple(rows.place(held[other]) for other in control.also) if control else (),
    )


class _Rows:
    """The rows of an entry that other rows point at, each once."""

    def __init__(self) -> None:
        self.sources: dict[str, Values] = {}
        self.places: dict[str, Values] = {}
        self.actors: dict[str, Values] = {}

    def outlet(self, name: str | None) -> str | None:
        return self._source(OUTLET, name, known=False) if name else None

    def speaker(self, name: str | None, *, known: bool) -> str | None:
        return self._source(SPEAKER, name, known=known) if name else None

    def _source(self, role: str, name: str, *, known: bool) -> str:
        name = storable(name)
        digest = digest_of("source", (role, name, known))
        self.sources[digest] = (role, name, known)
        return digest

    def place(self, place: Place) -> str:
        digest, values = place_values(place)
        self.places[digest] = values
        return digest

    def actor(self, party: Party) -> str:
        values = (party.actor_id, party.side, party.kind.value, storable(party.text))
        digest = digest_of("actor", values)
        self.actors[digest] = values
        return digest
