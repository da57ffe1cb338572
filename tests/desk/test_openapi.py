"""The description of the API: complete, and whatever fits it, or does not, never breaks the server."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import hypothesis
import schemathesis
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.desk.app import describe_api

if TYPE_CHECKING:
    from tests.desk.conftest import Running

EXAMPLES = int(os.environ.get("REPORTEDLY_API_EXAMPLES", "8"))
"""For each operation; the long form takes a few hundred: REPORTEDLY_API_EXAMPLES=300."""
PATIENCE = 300.0
"""Seconds: a machine that is busy with other things answers late, and that is no fault of the answer."""
LEFT_OUT = {"/api/events", "/api/read", "/api/read-url"}
"""A stream that does not end, and what costs seconds each."""


def test_the_command_writes_what_the_server_gives(desk: Running) -> None:
    written = CliRunner().invoke(app, ["serve", "--openapi"])
    assert written.exit_code == 0
    described = json.loads(written.stdout)
    assert described["paths"] == desk.json("/api/openapi.json")["paths"]
    assert described["openapi"].startswith("3.1")


def test_every_route_is_described_and_typed() -> None:
    described = describe_api()
    assert {"/api/about", "/api/places/{place_id}", "/api/events", "/api/judgements", "/api/export.csv"} <= described["paths"].keys()
    for path, operations in described["paths"].items():
        assert path.startswith("/api/")
        for operation in operations.values():
            assert operation["description"], path
            assert operation["responses"]
    for name, schema in described["components"]["schemas"].items():
        assert schema.get("description") or name in {"HTTPValidationError", "ValidationError"}, name


def test_no_question_breaks_the_server(desk: Running) -> None:
    schema = schemathesis.openapi.from_dict(desk.json("/api/openapi.json"))
    asked = 0
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]
        if operation.path in LEFT_OUT:
            continue
        asked += 1

        @hypothesis.settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck))
        @hypothesis.given(case=operation.as_strategy() | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
        def ask(case: Any) -> None:
            answer = case.call(base_url=desk.address, timeout=PATIENCE)
            assert answer.status_code < 500, (case.method, case.path, case.query, answer.status_code, answer.text[:300])

        ask()
    assert asked >= 18
