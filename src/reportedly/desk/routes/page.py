"""The page itself, and the map under it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from reportedly.desk.asked import AskedOf  # noqa: TC001  FastAPI reads the annotations
from reportedly.desk.conditional import answer, tag_of
from reportedly.desk.problems import NO_SUCH, DeskError

api = APIRouter(tags=["places"])
router = APIRouter(include_in_schema=False)
BASE = "map.json"


@api.get("/base", response_class=Response, responses={200: {"content": {"application/json": {}}, "description": "GeoJSON of land, borders and waters."}})
def base(asked: AskedOf) -> Response:
    """The pack's base map, as it was built; 404 where the pack has none."""
    file = asked.desk.pack.folder / BASE
    if not file.is_file():
        message = f"expected a base map in the pack {asked.desk.pack.name}, found none; places are drawn without one"
        raise DeskError(404, NO_SUCH, message)
    data = file.read_bytes()
    return answer(asked.request, tag_of(BASE, asked.desk.pack.fingerprint, str(len(data))), lambda: data, asked.desk.kept)


@router.get("/{name:path}")
def page(asked: AskedOf, name: str) -> Response:
    """A file of the page."""
    if name.startswith("api/") or name == "api":
        message = f"expected a route of the API, found none called /{name[:80]}"
        raise DeskError(404, NO_SUCH, message)
    return asked.desk.page.answer(asked.request, name, asked.desk.kept)
