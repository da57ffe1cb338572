"""claims ─write→ FollowTheMoney: entities as JSON lines, or the same as statements in CSV.

The rule that must not be broken: only public speakers whom the pack names become persons or bodies; everybody else stays a mention of the article.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from reportedly.core.records import ActorKind, SourceKind
from reportedly.exports.codes import load_codes
from reportedly.exports.columns import Column, row_writer
from reportedly.exports.geojson import caveat
from reportedly.formats.claim_columns import main_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.core.entries import Testimony
    from reportedly.core.records import Place
    from reportedly.exports.given import Given
    from reportedly.ledger.stored import StoredClaim
    from reportedly.packs.records import Speaker

    Values = Mapping[str, Sequence[str | None]]

SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.FORCE: "PublicBody",
    ActorKind.GOVERNMENT: "PublicBody",
    ActorKind.MEDIA: "Organization",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.CIVILIANS: "LegalEntity",
    ActorKind.OTHER: "LegalEntity",
}


BODIES = frozenset({ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.ORGANISATION})
"""Who is mentioned by name though the pack does not know it; private persons, crowds and units are not."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property that we fill: its schema, name, FollowTheMoney type, and what stands in it."""

    schema: str
    name: str
    type: str
    about: str


PROPERTIES = (
    Property("Article", "title", "string", "The report's title."),
    Property("Article", "publisher", "string", "The outlet."),
    Property("Article", "sourceUrl", "url", "The report's address."),
    Property("Article", "publishedAt", "date", "First and last day on which it may have been published."),
    Property("Article", "language", "language", "Its language, three letters."),
    Property("Event", "name", "name", 'The event type, with "not" or the mode before it, and the place.'),
    Property("Event", "description", "text", "The report's words, to the letter."),
    Property("Event", "summary", "text", "Who says so, how sure, what the place's point is."),
    Property("Event", "keywords", "string", "Event type, mode and polarity."),
    Property("Event", "date", "date", "The day, where it is exactly one."),
    Property("Event", "startDate", "date", "First day on which it may have been."),
    Property("Event", "endDate", "date", "Last such day."),
    Property("Event", "location", "address", "Names of the places."),
    Property("Event", "addressEntity", "entity", "Their Addresses."),
    Property("Event", "country", "country", "Country of the place."),
    Property("Event", "involved", "entity", "Who did it and to whom, where the pack names them."),
    Property("Event", "proof", "entity", "The Article."),
    Property("Event", "recordId", "string", "Id of the claim (REPORT/KEY)."),
    Property("Event", "sourceUrl", "url", "The report's address."),
    Property("Address", "full", "address", "Name, region, country code."),
    Property("Address", "city", "string", "The place's name, where it is a settlement."),
    Property("Address", "state", "string", "First-order region."),
    Property("Address", "country", "country", "Its country."),
    Property("Address", "latitude", "number", "WGS 84 degrees of the place."),
    Property("Address", "longitude", "number", "As latitude."),
    *(
        each
        for schema in ("LegalEntity", "Organization", "Person", "PublicBody")
        for each in (Property(schema, "name", "name", "The pack's names, all languages."), Property(schema, "country", "country", "Country of its side."))
    ),
    Property("Mention", "name", "name", "The report's words for somebody the pack does not name."),
    Property("Mention", "document", "entity", "The Article."),
    Property("Mention", "contextCountry", "country", "Country of the side, where one is told."),
)  # fmt: skip
TYPES = {(each.schema, each.name): each.type for each in PROPERTIES}

STATEMENT_COLUMNS = (
    Column("canonical_id", "text", "The entity; the same as entity_id: nothing is merged here."),
    Column("entity_id", "text", "The entity the statement is about."),
    Column("prop", "text", 'The property; "id" for the statement that the entity is.'),
    Column("prop_type", "text", "Its type."),
    Column("schema", "text", "The entity's schema."),
    Column("value", "text", "The value."),
    Column("dataset", "text", '--dataset, "reportedly" where none is given.'),
    Column("origin", "text", "Always empty."),
    Column("lang", "text", "Always empty."),
    Column("original_value", "text", "Always empty."),
    Column("external", "text", "f: false, as FollowTheMoney writes it."),
    Column("first_seen", "time", "When the ledger stored the reading."),
    Column("last_seen", "time", "The same."),
    Column("id", "text", "SHA-1 of dataset, entity, property and value, as FollowTheMoney makes it."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entity with its properties in order; ``seen`` is when the ledger stored what it is from."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    seen: str


def write_ftm(claims: Iterable[StoredClaim], stream: IO[str], given: Given) -> None:
    """Write each entity once, before the Event that points to it. Ids of speakers and places are held in memory, claims are not."""
    for entity in iter_entities(claims, given):
        row = {"id": entity.id, "schema": entity.schema, "properties": entity.properties, "datasets": [given.dataset]}
        stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_statements(claims: Iterable[StoredClaim], stream: IO[str], given: Given) -> None:
    """Write the same entities, a row a value."""
    write = row_writer(stream, STATEMENT_COLUMNS, spreadsheet_safe=given.spreadsheet_safe)
    for entity in iter_entities(claims, given):
        values = [("id", "id", entity.id)]
        values += [(name, TYPES[entity.schema, name], value) for name, found in entity.properties.items() for value in found]
        for name, kind, value in values:
            key = f"{given.dataset}.{entity.id}.{name}.{value}".encode("utf-8", "surrogatepass")
            write(
                {
                    "canonical_id": entity.id, "entity_id": entity.id, "prop": name, "prop_type": kind, "schema": entity.schema, "value": value,
                    "dataset": given.dataset, "external": "f", "first_seen": entity.seen, "last_seen": entity.seen,
                    "id": hashlib.sha1(key, usedforsecurity=False).hexdigest(),
                }
            )  # fmt: skip


def iter_entities(claims: Iterable[StoredClaim], given: Given) -> Iterator[Entity]:
    """The entities in the order of the claims, each once."""
    shared: set[str] = set()  # speakers and places, which many reports have
    mentions: set[str] = set()  # those of one article
    last = ""
    for stored in claims:
        testimony, seen = stored.testimony, stored.recorded.strftime("%Y-%m-%dT%H:%M:%S")
        article = _id("article", testimony.report)
        if article != last:
            last = article
            mentions.clear()
            yield _article(stored, article, seen)
        for entity in _others(testimony, article, given, seen):
            known = mentions if entity.schema == "Mention" else shared
            if entity.id not in known:
                known.add(entity.id)
                yield entity
        yield _event(stored, article, given, seen)
        given.tally.written += 1


def _others(testimony: Testimony, article: str, given: Given, seen: str) -> Iterator[Entity]:
    """Whom and what the claim names: speakers of the pack as themselves, others as mentions, places as addresses."""
    yield from (_address(part.place, seen) for part in testimony.places)
    parties = [(party.actor_id or "", party.text, party.side, party.kind in BODIES) for party in (*testimony.actors, *testimony.targets)]
    hops = [(hop.source, hop.source, hop.side, hop.kind is SourceKind.NAMED) for hop in testimony.chain if hop.source]
    for name, words, side, is_mentioned in (*parties, *hops):
        speaker = given.names.speakers.get(name)
        if speaker:
            yield _party(speaker, given, seen)
        elif is_mentioned:
            yield _mention(words, side, article, given, seen)


def _article(stored: StoredClaim, article: str, seen: str) -> Entity:
    testimony, published = stored.testimony, stored.testimony.published
    properties: Values = {
        "title": [stored.title],
        "publisher": [testimony.outlet],
        "sourceUrl": [_address_of(stored)],
        "publishedAt": [day.isoformat() for day in (published.earliest, published.latest) if day],
        "language": [load_codes().languages.get(stored.language or "")],
    }
    return _entity(article, "Article", properties, seen)


def _event(stored: StoredClaim, article: str, given: Given, seen: str) -> Entity:
    testimony, days = stored.testimony, stored.testimony.days
    part = main_place(testimony)
    parties = [party.actor_id for party in (*testimony.actors, *testimony.targets) if party.actor_id in given.names.speakers]
    summary = f"said by {given.names.voice(testimony)}; certainty {testimony.certainty.value}" + (f"; {part.place.name}: {caveat(part)}" if part else "")
    properties: Values = {
        "name": [_title(testimony, part.place.name if part else None)],
        "description": [testimony.quote],
        "summary": [summary],
        "keywords": [testimony.event, testimony.mode.value, "positive" if testimony.positive else "negative"],
        "date": [days.day.isoformat() if days.day else None],
        "startDate": [days.earliest.isoformat() if days.earliest else None],
        "endDate": [days.latest.isoformat() if days.latest else None],
        "location": [each.place.name for each in testimony.places],
        "addressEntity": [_id("place", each.place.id) for each in testimony.places],
        "country": [each.place.country.lower() for each in testimony.places if each.place.country],
        "involved": [_id("speaker", party) for party in parties if party],
        "proof": [article],
        "recordId": [testimony.id],
        "sourceUrl": [_address_of(stored)],
    }
    return _entity(_id("event", testimony.id), "Event", properties, seen)


def _title(testimony: Testimony, place: str | None) -> str:
    mode = "" if testimony.mode.value == "happened" else f"{testimony.mode.value} "
    return f"{'' if testimony.positive else 'not '}{mode}{testimony.event}{f': {place}' if place else ''}"


def _address(place: Place, seen: str) -> Entity:
    properties: Values = {
        "full": [", ".join(word for word in (place.name, place.admin1, place.country) if word)],
        "city": [place.name if place.kind.value == "settlement" else None],
        "state": [place.admin1],
        "country": [place.country.lower() if place.country else None],
        "latitude": [str(place.latitude)],
        "longitude": [str(place.longitude)],
    }
    return _entity(_id("place", place.id), "Address", properties, seen)


def _party(speaker: Speaker, given: Given, seen: str) -> Entity:
    country = given.names.country(speaker.side)
    names = [name for language in speaker.names.values() for name in language]
    properties: Values = {"name": names or [speaker.id], "country": [country.lower() if country else None]}
    return _entity(_id("speaker", speaker.id), SCHEMATA[speaker.kind], properties, seen)


def _mention(words: str, side: str | None, article: str, given: Given, seen: str) -> Entity:
    country = given.names.country(side)
    properties: Values = {"name": [words], "document": [article], "contextCountry": [country.lower() if country else None]}
    return _entity(_id("mention", article, words), "Mention", properties, seen)


def _entity(key: str, schema: str, properties: Values, seen: str) -> Entity:
    kept = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return Entity(id=key, schema=schema, properties={name: values for name, values in kept.items() if values}, seen=seen)


def _address_of(stored: StoredClaim) -> str | None:
    return stored.url if stored.url and stored.url.startswith(("http://", "https://")) else None


def _id(kind: str, *parts: str) -> str:
    """An id that FollowTheMoney takes for one: letters, digits, hyphens."""
    key = "\x00".join((kind, *parts)).encode("utf-8", "surrogatepass")
    return f"reportedly-{kind}-{hashlib.sha1(key, usedforsecurity=False).hexdigest()}"
