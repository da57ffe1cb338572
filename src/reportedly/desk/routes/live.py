"""That new reports are there: how many, and no more. What they say is asked for as anything else is."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from reportedly.desk.problems import TOO_MANY, DeskError
from reportedly.ledger import listing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reportedly.desk.desk import Desk

router = APIRouter(tags=["ledger"])
NEWS = 'Events `{"tip", "reports", "new", "ready"}`, one whenever the ledger changed.'
STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {}}, "description": NEWS}}
QUIET_LOOKS = 3
"""Looks without news after which a comment is sent, so that a connection that is gone is noticed."""


@router.get("/events", response_class=StreamingResponse, responses=STREAM)
async def events(request: Request) -> StreamingResponse:
    """Server-sent events that say how many new reports there are since the connection began."""
    desk: Desk = request.app.state.desk
    if desk.streams >= desk.settings.max_streams:
        message = f"expected at most {desk.settings.max_streams} listeners, found as many; look now and then instead"
        raise DeskError(503, TOO_MANY, message, headers={"Retry-After": "60"})
    return StreamingResponse(_events(desk), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _events(desk: Desk) -> AsyncIterator[bytes]:
    desk.streams += 1
    try:
        seen: tuple[str, bool] | None = None
        first: int | None = None
        quiet = 0
        yield b"retry: 10000\n\n"
        while True:
            tip, reports = await run_in_threadpool(_look, desk)
            ready = desk.weighed.is_ready()
            first = reports if first is None else first
            quiet += 1
            if seen != (tip, ready):
                seen, quiet = (tip, ready), 0
                data = json.dumps({"tip": tip, "reports": reports, "new": max(0, reports - first), "ready": ready})
                yield f"data: {data}\n\n".encode()
            elif quiet >= QUIET_LOOKS:
                quiet = 0
                yield b": nothing new\n\n"
            await asyncio.sleep(desk.settings.seconds_between_looks)
    finally:
        desk.streams -= 1


def _look(desk: Desk) -> tuple[str, int]:
    with desk.ledger.store.reading() as connection:
        return listing.tip(connection), listing.count_reports(connection)
