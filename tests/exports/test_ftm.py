from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

import jsonschema
import pytest
from tests.exports.made import claim, given, hop, hostile, party, place, written
from tests.exports.schemas import ftm_entity

from reportedly.core.records import ActorKind, Mode, SourceKind
from reportedly.exports.ftm import PROPERTIES, SCHEMATA, STATEMENT_COLUMNS, TYPES, write_ftm, write_statements

SCHEMAS = {
    schema: ftm_entity(schema, {each.name: each.type for each in PROPERTIES if each.schema == schema}) for schema in {each.schema for each in PROPERTIES}
}


def entities(*claims: Any) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in written(write_ftm, claims).splitlines()]
    for entity in found:
        jsonschema.validate(entity, SCHEMAS[entity["schema"]])
    return found


def of(schema: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entity for entity in found if entity["schema"] == schema]


def speaker(kind: ActorKind) -> str:
    return next(name for name, speaker in given().names.speakers.items() if speaker.kind is kind)


def test_a_claim_becomes_an_event_with_its_article_place_and_people() -> None:
    known = speaker(ActorKind.PERSON)
    found = entities(claim(actors=(party(actor_id=known, side="TO"),), chain=(hop("the mayor"),)))
    assert [entity["schema"] for entity in found] == ["Article", "Address", "Person", "Mention", "Event"]
    article, address, person, mention, event = found
    assert event["properties"]["proof"] == [article["id"]]
    assert event["properties"]["addressEntity"] == [address["id"]]
    assert event["properties"]["involved"] == [person["id"]]
    assert mention["properties"]["document"] == [article["id"]]
    assert event["properties"]["name"] == ["capture: Bellmere"]
    assert (event["properties"]["date"], event["properties"]["recordId"]) == (["2023-05-07"], ["r1/0123456789abcdef"])
    assert person["properties"]["country"] == ["to"]
    assert article["properties"]["language"] == ["eng"]


def test_nothing_comes_twice() -> None:
    known = speaker(ActorKind.FORCE)
    claims = [
        claim(id=f"r{number}/{key}", report=f"r{number}", actors=(party(actor_id=known),), chain=(hop("the mayor"),))
        for number in range(3)
        for key in ("a", "b")
    ]
    found = entities(*claims)
    assert len({entity["id"] for entity in found}) == len(found)
    assert [len(of(schema, found)) for schema in ("Article", "Event", "Address", "PublicBody", "Mention")] == [3, 6, 1, 1, 3]


def test_what_was_not_done_is_not_named_as_done() -> None:
    (event,) = of("Event", entities(claim(positive=False, mode=Mode.ORDERED)))
    assert event["properties"]["name"] == ["not ordered capture: Bellmere"]
    assert "negative" in event["properties"]["keywords"]


def test_private_persons_crowds_and_unnamed_sources_are_no_entities() -> None:
    found = entities(
        claim(
            actors=(party("A. Villager", kind=ActorKind.PERSON), party("a brigade")),
            targets=(party("12 civilians", kind=ActorKind.CIVILIANS),),
            chain=(hop("a senior official", kind=SourceKind.UNNAMED), hop(None, kind=SourceKind.IMPERSONAL)),
        )
    )
    assert [entity["schema"] for entity in found] == ["Article", "Address", "Event"]


def test_what_the_form_does_not_know_is_left_out() -> None:
    (article, event) = entities(claim(language="tlh", url="gopher://x", places=(), title=None, outlet=None))
    assert set(article["properties"]) == {"publishedAt"}
    assert "location" not in event["properties"]
    assert "sourceUrl" not in event["properties"]


def test_every_kind_of_speaker_has_a_schema_with_its_properties() -> None:
    assert set(SCHEMATA) == set(ActorKind)
    assert all((schema, "name") in TYPES for schema in SCHEMATA.values())


def test_statements_say_the_same_and_their_ids_are_followthemoneys() -> None:
    text = written(write_statements, [claim()], given(dataset="rivers"))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == [column.name for column in STATEMENT_COLUMNS]
    said = {(row["entity_id"], row["prop"], row["value"]) for row in rows if row["prop"] != "id"}
    assert said == {(entity["id"], name, value) for entity in entities(claim()) for name, values in entity["properties"].items() for value in values}
    for row in rows:
        assert row["id"] == hashlib.sha1(f"rivers.{row['entity_id']}.{row['prop']}.{row['value']}".encode(), usedforsecurity=False).hexdigest()
        assert row["first_seen"] == "2023-06-01T12:30:00"
        assert row["prop_type"] == ("id" if row["prop"] == "id" else TYPES[row["schema"], row["prop"]])


def test_hostile_texts_give_valid_entities_and_rows() -> None:
    csv.field_size_limit(10_000_000)
    assert len(of("Event", entities(*hostile()))) == len(hostile())
    rows = list(csv.DictReader(io.StringIO(written(write_statements, hostile()), newline="")))
    assert all(None not in row and None not in row.values() for row in rows)


def test_followthemoney_itself_takes_them() -> None:
    """Runs where the package is there; it is too heavy to be asked for (40 packages, ICU among them)."""
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed; the schemas of this folder stand in for it").model
    for entity in entities(claim(actors=(party(actor_id=speaker(ActorKind.PERSON)),), chain=(hop("the mayor"),))):
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        assert {name: set(values) for name, values in proxy.to_dict()["properties"].items()} == {k: set(v) for k, v in entity["properties"].items()}


def test_a_place_in_a_region_is_no_city() -> None:
    from reportedly.core.records import PlaceKind

    (address,) = of("Address", entities(claim(places=(place(kind=PlaceKind.REGION),))))
    assert "city" not in address["properties"]
