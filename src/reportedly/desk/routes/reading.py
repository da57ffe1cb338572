"""Reading what a visitor pastes, drops or names: nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from reportedly.core.records import Page
from reportedly.desk import answers
from reportedly.desk.drop import Task
from reportedly.desk.problems import BAD_QUESTION, FORBIDDEN, TOO_LARGE, DeskError

if TYPE_CHECKING:
    from reportedly.desk.desk import Desk

router = APIRouter(tags=["reading"])
FileName = Annotated[str, Query(max_length=300, description="The dropped file's name; its ending helps to tell what it is.")]
BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": answers.ToRead.model_json_schema()},
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


@router.post("/read", response_model=answers.ReadAnswer, openapi_extra=BODIES)
async def read(request: Request, name: FileName = "") -> answers.ReadAnswer:
    """Read a pasted report (JSON) or a dropped file (`application/octet-stream`); nothing of it is stored."""
    desk: Desk = request.app.state.desk
    desk.reads.take(request.client.host if request.client else "")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind == "application/octet-stream":
        if not body:
            message = "expected the bytes of a file, found none"
            raise DeskError(422, BAD_QUESTION, message)
        task = Task(name=name.rpartition("/")[2] or "file", data=body)
    elif kind == "application/json":
        task = Task(page=_page(body, desk.settings.max_read_characters))
    else:
        message = f"expected application/json or application/octet-stream, found {kind or 'no content type'}"
        raise DeskError(415, BAD_QUESTION, message)
    found = await run_in_threadpool(desk.reader.read, task)
    return answers.ReadAnswer.model_construct(readings=found.rows, more=found.more)


@router.post("/read-url", response_model=answers.ReadAnswer)
async def read_url(request: Request, asked: answers.ToFetch) -> answers.ReadAnswer:
    """Fetch one address and read it, where the server was started with leave to; never from a private network. Nothing is stored."""
    desk: Desk = request.app.state.desk
    if not desk.settings.allow_fetch:
        message = "this server was not started with leave to fetch; paste the text, or drop the saved page"
        raise DeskError(403, FORBIDDEN, message)
    desk.reads.take(request.client.host if request.client else "")
    found = await run_in_threadpool(desk.reader.read, Task(url=asked.url))
    return answers.ReadAnswer.model_construct(readings=found.rows, more=found.more)


def _page(body: bytes, most: int) -> Page:
    try:
        asked = answers.ToRead.model_validate_json(body)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
        raise DeskError(422, BAD_QUESTION, told) from error
    if (asked.text is None) == (asked.html is None):
        message = "expected exactly one of text and html"
        raise DeskError(422, BAD_QUESTION, message)
    if len(asked.text or "") > most:
        message = f"expected at most {most:,} characters, found {len(asked.text or ''):,}; read long texts with `reportedly read`"
        raise DeskError(413, TOO_LARGE, message)
    return Page(text=asked.text, html=asked.html, title=asked.title, outlet=asked.outlet, url=asked.url, language=asked.language, published=asked.published)
