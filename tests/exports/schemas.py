"""The published forms as JSON Schemas (draft 2020-12), written from what each publishes: RFC 7946, the PLOVER manual, FollowTheMoney's model and so on."""

from __future__ import annotations

from typing import Any

TEXT, NULLABLE_TEXT, NULLABLE_NUMBER = {"type": "string"}, {"type": ["string", "null"]}, {"type": ["number", "null"]}
DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
NULLABLE_DAY = {"anyOf": [DAY, {"type": "null"}]}


def closed(**properties: Any) -> dict[str, Any]:
    """An object with exactly these members."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


# RFC 7946, sections 3.1.2 (Point), 3.2 (Feature), 3.3 (FeatureCollection), 4 (no crs), 5 (bbox)
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "FeatureCollection"},
        "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        "features": {
            "type": "array",
            "items": closed(
                type={"const": "Feature"},
                id=TEXT,
                geometry=closed(
                    type={"const": "Point"},
                    coordinates={
                        "type": "array",
                        "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
                        "items": False,
                        "minItems": 2,
                    },
                ),
                properties={"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}},
            ),
        },
    },
}

_PARTY = closed(text=TEXT, name=NULLABLE_TEXT, actor_id=NULLABLE_TEXT, side=NULLABLE_TEXT, country=NULLABLE_TEXT, kind=TEXT)
_PLACE = closed(
    text=TEXT, id=TEXT, geonameid={"type": ["integer", "null"]}, role=TEXT, country=NULLABLE_TEXT, admin1=NULLABLE_TEXT, lat={"type": "number"},
    lon={"type": "number"}, precision=TEXT,
)  # fmt: skip
PLOVER = closed(
    id=TEXT,
    event_type={
        "enum": [
            *(
                [
                    "AGREE",
                    "CONSULT",
                    "SUPPORT",
                    "CONCEDE",
                    "COOPERATE",
                    "AID",
                    "RETREAT",
                    "REQUEST",
                    "ACCUSE",
                    "REJECT",
                    "THREATEN",
                    "PROTEST",
                    "SANCTION",
                    "MOBILIZE",
                    "COERCE",
                    "ASSAULT",
                ]
            ),
            None,
        ]
    },
    event_mode={"type": "array", "items": TEXT},
    event_context={"type": "array", "items": TEXT, "uniqueItems": True},
    of=NULLABLE_TEXT,
    intensity={"type": ["number", "null"], "minimum": -10, "maximum": 10},
    event_text=TEXT,
    pub_date=NULLABLE_DAY,
    attributes=closed(
        ACTOR={"type": "array", "items": _PARTY},
        RECIP={"type": "array", "items": _PARTY},
        LOC={"type": "array", "items": _PLACE},
        DATE={"type": "array", "items": closed(earliest=NULLABLE_DAY, latest=NULLABLE_DAY), "maxItems": 1},
    ),
    killed={"anyOf": [{"type": "null"}, closed(lower=NULLABLE_NUMBER, upper=NULLABLE_NUMBER, unit=TEXT)]},
    source=NULLABLE_TEXT,
    url=NULLABLE_TEXT,
    said_by=NULLABLE_TEXT,
    certainty=TEXT,
    reportedly=closed(event=TEXT, mode=TEXT, positive={"type": "boolean"}),
    witnesses={"type": "integer", "minimum": 1},
    claims={
        "type": "array",
        "minItems": 1,
        "items": closed(id=TEXT, text=TEXT, said_by=NULLABLE_TEXT, source=NULLABLE_TEXT, url=NULLABLE_TEXT, pub_date=NULLABLE_DAY),
    },
)

# FollowTheMoney 4: the entity proxy, with the types of the properties we fill
_ID = {"type": "string", "pattern": r"^[0-9a-zA-Z]([0-9a-zA-Z\.\-]*[0-9a-zA-Z])?$"}
_FTM_TYPES = {
    "entity": _ID,
    "date": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "country": {"type": "string", "pattern": r"^[a-z]{2}$"},
    "language": {"type": "string", "pattern": r"^[a-z]{3}$"},
    "url": {"type": "string", "pattern": r"^https?://"},
    "number": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
}
FTM_REQUIRED = {
    "Event": ["name"],
    "Mention": ["name", "document"],
    "Person": ["name"],
    "PublicBody": ["name"],
    "Organization": ["name"],
    "LegalEntity": ["name"],
}


def ftm_entity(schema: str, types: dict[str, str]) -> dict[str, Any]:
    """The schema of an entity, from the types of its properties."""
    values = {name: {"type": "array", "minItems": 1, "items": _FTM_TYPES.get(kind, {"type": "string", "minLength": 1})} for name, kind in types.items()}
    return closed(
        id=_ID,
        schema={"const": schema},
        properties={"type": "object", "properties": values, "additionalProperties": False, "required": FTM_REQUIRED.get(schema, [])},
        datasets={"type": "array", "items": TEXT},
    )


# schema.org/ClaimReview, with what Google's guideline for fact checks requires but for the address, which only a person can give
CLAIMREVIEW = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["@type", "claimReviewed", "author", "reviewRating", "itemReviewed"],
                "additionalProperties": False,
                "properties": {
                    "@type": {"const": "ClaimReview"},
                    "@id": TEXT,
                    "url": {"type": "string", "pattern": "^https?://"},
                    "claimReviewed": TEXT,
                    "datePublished": DAY,
                    "reviewBody": TEXT,
                    "author": closed(**{"@type": {"const": "Person"}, "name": TEXT}),
                    "reviewRating": closed(
                        **{"@type": {"const": "Rating"}},
                        ratingValue={"enum": [1, 2, 3, 4, 5]},
                        bestRating={"const": 5},
                        worstRating={"const": 1},
                        alternateName=TEXT,
                    ),
                    "itemReviewed": {
                        "type": "object",
                        "required": ["@type", "identifier"],
                        "properties": {"@type": {"const": "Claim"}, "author": closed(**{"@type": TEXT, "name": TEXT}), "datePublished": DAY},
                    },
                },
            },
        },
    },
}

# TimeMap, src/reducers/validate/eventSchema.js; associations must be there, or its validator stumbles
TIMEMAP = {
    "type": "array",
    "items": closed(
        id=TEXT,
        description=TEXT,
        date={"type": "string", "pattern": r"^\d{2}/\d{2}/\d{4}$"},
        time={"const": ""},
        time_precision={"enum": ["", "1", "2", "3"]},
        time_display=TEXT,
        location=TEXT,
        latitude={"type": "string", "pattern": r"^-?\d+\.\d+$"},
        longitude={"type": "string", "pattern": r"^-?\d+\.\d+$"},
        category=TEXT,
        type=TEXT,
        associations={"const": []},
        sources={"type": "array", "items": {"type": "string", "pattern": "^https?://"}},
        comments=TEXT,
    ),
}

# Datasette's metadata, docs.datasette.io/en/stable/metadata.html
DATASETTE = {
    "type": "object",
    "required": ["title", "description", "license", "source", "databases"],
    "properties": {
        "databases": {
            "type": "object",
            "additionalProperties": closed(
                tables={
                    "type": "object",
                    "additionalProperties": {
                        "type": "object",
                        "required": ["description", "columns"],
                        "additionalProperties": False,
                        "properties": {
                            "description": TEXT,
                            "columns": {"type": "object", "additionalProperties": TEXT},
                            "units": {"type": "object", "additionalProperties": TEXT},
                            "label_column": TEXT,
                            "sort_desc": TEXT,
                            "facets": {"type": "array", "items": TEXT},
                        },
                    },
                }
            ),
        }
    },
}
