"""The desk as an ASGI application.

The rule that must not be broken: nothing a report says leaves here as anything but JSON or plain text; the page that shows it is the one that was built.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from reportedly.desk.answers import Problem
from reportedly.desk.guard import Guard
from reportedly.desk.problems import MEDIA_TYPE, answer_problems
from reportedly.desk.routes import about, claims, judging, live, page, places, reading, reports, search, sources

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reportedly.desk.desk import Desk

TITLE = "Reportedly desk"
ABOUT = "What a ledger of Reportedly knows: claims of war reports, who is believed to hold which place on which day, and on whose word."
TROUBLES: dict[int | str, dict[str, Any]] = {
    "default": {"model": Problem, "description": "What went wrong (RFC 9457).", "content": {MEDIA_TYPE: {}}},
}


def make_app(desk: Desk, *, patient: bool = True) -> FastAPI:
    """The application over an open desk, which it closes when it ends; ``patient`` as in ``Desk.close``."""

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        desk.weighed.start(desk.tip())
        yield
        desk.close(patient=patient)

    app = FastAPI(
        title=TITLE, version=desk.version, description=ABOUT, lifespan=living,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", responses=TROUBLES,
    )  # fmt: skip
    app.state.desk = desk
    _answer(app)
    app.add_middleware(Guard, settings=desk.settings)
    return app


def _answer(app: FastAPI) -> None:
    answer_problems(app)
    for router in (about.router, places.router, claims.router, reports.router, sources.router, search.router, reading.router, judging.router, live.router):
        app.include_router(router, prefix="/api")
    app.include_router(page.api, prefix="/api")
    app.include_router(page.router)


def describe_api() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1), without a ledger."""
    app = FastAPI(title=TITLE, version=version("reportedly"), description=ABOUT, responses=TROUBLES)
    _answer(app)
    return app.openapi()
