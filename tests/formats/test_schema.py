"""The schema is draft 2020-12, every key is in it, and what is written fits it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import reportedly
from reportedly.examples import find_examples
from reportedly.formats.schema import EVENTS, UNITS, output_schema
from reportedly.formats.wire import to_line, to_row

if TYPE_CHECKING:
    from reportedly.core.records import Reading

VALIDATOR = Draft202012Validator(output_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def keys_of(row: Any, path: str = "") -> set[str]:
    if isinstance(row, dict):
        return {f"{path}.{key}" for key in row} | {found for key, value in row.items() for found in keys_of(value, f"{path}.{key}")}
    if isinstance(row, list):
        return {found for item in row for found in keys_of(item, f"{path}[]")}
    return set()


def keys_in(schema: Any, path: str = "") -> set[str]:
    if "$ref" in schema:
        schema = output_schema()["$defs"]["span"]
    found = {f"{path}.{key}" for key in schema.get("properties", {})}
    for key, value in schema.get("properties", {}).items():
        assert key in schema["required"]
        found |= keys_in(value, f"{path}.{key}")
    for branch in schema.get("anyOf", []):
        found |= keys_in(branch, path)
    return found | (keys_in(schema["items"], f"{path}[]") if "items" in schema else set())


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(output_schema())
    assert json.loads(json.dumps(output_schema())) == output_schema()


def test_the_schema_has_every_key_that_is_written_and_no_other(reading: Reading) -> None:
    assert keys_of(to_row(reading)) == keys_in(output_schema())


def test_a_made_and_an_empty_reading_fit(reading: Reading, empty: Reading) -> None:
    VALIDATOR.validate(json.loads(to_line(reading)))
    VALIDATOR.validate(json.loads(to_line(empty)))


@pytest.mark.parametrize("name", sorted(find_examples()))
def test_real_output_fits(name: str) -> None:
    VALIDATOR.validate(json.loads(to_line(reportedly.read(reportedly.find_example(name)))))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("claims", 0, "event"), "dance"),
        (("claims", 0, "polarity"), "yes"),
        (("report", "published", "basis"), "guess"),
        (("places", 0, "start"), -1),
        (("format",), "other/1"),
    ],
)
def test_what_does_not_fit_is_refused(reading: Reading, path: tuple[str | int, ...], value: object) -> None:
    row: Any = json.loads(to_line(reading))
    inner = row
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(row)


def test_a_missing_key_is_refused_and_a_new_one_is_not(reading: Reading) -> None:
    row = json.loads(to_line(reading))
    row["later"] = 1
    VALIDATOR.validate(row)
    del row["claims"][0]["control"]
    with pytest.raises(ValidationError, match="control"):
        VALIDATOR.validate(row)


def test_the_lists_have_no_doubles() -> None:
    assert len(set(EVENTS)) == len(EVENTS) == 34
    assert len(set(UNITS)) == len(UNITS) == 18
