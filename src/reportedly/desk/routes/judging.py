"""Judgements by people, for whoever has the token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Header, Request

from reportedly.core.entries import JudgementKind
from reportedly.desk import answers
from reportedly.desk.desk import token_matches
from reportedly.desk.problems import FORBIDDEN, DeskError
from reportedly.desk.telling import tell_judgement
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from reportedly.core.records import Place
    from reportedly.desk.desk import Desk

router = APIRouter(tags=["judgements"])
Authorization = Annotated[str, Header(max_length=1000, description="Bearer and the token that the server was started with.")]
SCHEME = "bearer "


@router.post("/judgements", response_model=answers.JudgementAnswer, status_code=201)
def judge(request: Request, asked: answers.ToJudge, authorization: Authorization = "") -> answers.JudgementAnswer:
    """Decide over entries of the ledger: a copy, a retraction, a place put right, a claim misread. Nothing is edited; it can be taken back."""
    desk: Desk = request.app.state.desk
    if desk.settings.token is None:
        message = "this server was not started with leave to judge (reportedly serve --judge)"
        raise DeskError(403, FORBIDDEN, message)
    # The token comes in a header that no form and no foreign page can send, never in a cookie: there is nothing to forge.
    given = authorization[len(SCHEME) :].strip() if authorization.lower().startswith(SCHEME) else ""
    if not token_matches(desk.settings.token, given):
        desk.guesses.take(request.client.host if request.client else "")
        message = "expected the token that the server was started with"
        raise DeskError(401, FORBIDDEN, message, headers={"WWW-Authenticate": "Bearer"})
    place = _place(desk, asked.object) if asked.kind is JudgementKind.PLACE_IS and asked.object else None
    with desk.judging() as ledger:
        judged = ledger.judge(
            asked.kind, storable(asked.subject), by=asked.by, why=asked.why, recorded=desk.now(),
            object=storable(asked.object) if asked.object else None, since=asked.since, place=place,
        )  # fmt: skip
    return tell_judgement(judged)


def _place(desk: Desk, name: str) -> Place | None:
    """The gazetteer's place of that id; ``None`` leaves it to the ledger's own."""
    from reportedly.places.gazetteer import load_gazetteer  # noqa: PLC0415  half a second that only this judgement costs

    places = load_gazetteer(desk.pack, desk.settings.settings.gazetteer)
    return next((place for place in map(places.place, range(len(places))) if place.id == name), None)
