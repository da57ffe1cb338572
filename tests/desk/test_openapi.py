"""The description of the API: complete, and whatever fits it, or does not, never breaks the server."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import requests
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


@pytest.fixture(scope="module")
def cases() -> list[Any]:
    """What is asked, valid and not. Made once for both stores: making a question takes four times as long as answering it."""
    found: list[Any] = []
    for result in schemathesis.openapi.from_dict(describe_api()).get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]
        if operation.path in LEFT_OUT:
            continue

        @hypothesis.settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck))
        @hypothesis.given(case=operation.as_strategy() | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
        def make(case: Any) -> None:
            found.append(case)

        make()
    return found


def test_no_question_breaks_the_server(desk: Running, cases: list[Any]) -> None:
    with requests.Session() as session:
        for case in cases:
            answer = case.call(base_url=desk.address, session=session, timeout=PATIENCE)
            assert answer.status_code < 500, (case.method, case.path, case.query, answer.status_code, answer.text[:300])
    assert len({(case.method, case.path) for case in cases}) >= 18
