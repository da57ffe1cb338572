"""What went wrong, as problem details (RFC 9457, ``application/problem+json``).

The rule that must not be broken: an answer says what was expected and what was found, and nothing of the program's inside: no traceback, no path.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from reportedly.core.errors import LedgerError, ReportedlyError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

KINDS = "urn:reportedly:"
MEDIA_TYPE = "application/problem+json"
MOST_WORDS = 500
NOT_READY, NO_SUCH, BAD_QUESTION, TOO_LARGE, TOO_MANY, FORBIDDEN, UNREADABLE = (
    "not-ready", "no-such-entry", "bad-question", "too-large", "too-many-requests", "forbidden", "unreadable",
)  # fmt: skip

log = logging.getLogger("reportedly.desk")


class DeskError(ReportedlyError):
    """A request that cannot be answered: the status of HTTP, the kind of trouble, and what to tell."""

    def __init__(self, status: int, kind: str, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.kind, self.headers = status, kind, headers or {}


def problem(status: int, kind: str, detail: str, *, instance: str | None = None, headers: dict[str, str] | None = None) -> JSONResponse:
    """The answer that tells it."""
    body = {
        "type": f"{KINDS}{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail[:MOST_WORDS].encode("utf-8", "replace").decode(),
        "instance": instance[:MOST_WORDS].encode("utf-8", "replace").decode() if instance else None,
    }
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", **(headers or {})})


def answer_problems(app: FastAPI) -> None:
    """Have every error of the app answered as a problem."""

    async def desk_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, DeskError)
        return problem(error.status, error.kind, str(error), instance=request.url.path, headers=error.headers)

    async def ledger_error(request: Request, error: Exception) -> Response:
        # The ledger's own words tell a person at a terminal what to run; over HTTP they are still what was expected and found.
        missing = "found" in str(error) and str(error).startswith(("expected the id", "expected the key", "expected one report", "expected a report"))
        desk = request.app.state.desk
        told = str(error).replace(desk.ledger.store.where, desk.name)  # visitors need not know where on the disk it lies
        return problem(404 if missing else 400, NO_SUCH if missing else BAD_QUESTION, told, instance=request.url.path)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()[:5])
        return problem(422, BAD_QUESTION, told, instance=request.url.path)

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        kind = NO_SUCH if error.status_code == 404 else BAD_QUESTION
        return problem(error.status_code, kind, str(error.detail), instance=request.url.path, headers=dict(error.headers or {}))

    async def gone(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return Response(status_code=400)  # nobody reads it

    async def unforeseen(request: Request, error: Exception) -> Response:
        log.error("an error that was not foreseen at %s", request.url.path, exc_info=error)
        return problem(500, "unforeseen", f"an error that was not foreseen, {type(error).__name__}", instance=request.url.path)

    app.add_exception_handler(DeskError, desk_error)
    app.add_exception_handler(LedgerError, ledger_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(Exception, unforeseen)
