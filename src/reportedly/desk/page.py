"""The built page and the pack's base map, as files.

The rule that must not be broken: only files that were built are served, by their names; no path leads out of their folder.
"""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.desk.conditional import Made, answer, pack
from reportedly.desk.problems import NO_SUCH, DeskError

if TYPE_CHECKING:
    from starlette.requests import Request

    from reportedly.desk.conditional import Kept

FOLDER = Path(__file__).parent / "page"
INDEX = "index.html"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}
NOT_BUILT = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Reportedly</title>
<h1>Reportedly</h1>
<p>The page is not built. The API answers at <a href="/api/about">/api/about</a>; its description is <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<p>Build the page with <code>make desk</code> (it needs Node), or install Reportedly from its wheel, which has it.</p>
</html>
"""


class PageFiles:
    """The files of a folder, read again when they change."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or FOLDER
        self._known: dict[str, tuple[tuple[int, int], str, Made]] = {}
        self._turn = threading.Lock()

    def is_built(self) -> bool:
        """Whether there is a page."""
        return (self.folder / INDEX).is_file()

    def answer(self, request: Request, name: str, kept: Kept) -> Response:
        """The file of that name. Raises ``DeskError`` (404) where there is none."""
        name = name or INDEX
        path = self.folder / name
        if name == INDEX and not self.is_built():
            return Response(NOT_BUILT, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-store"})
        parts = name.split("/")
        if (
            any(part in {"", ".", ".."} or part.startswith(".") or "\\" in part or ":" in part for part in parts)
            or path.suffix not in TYPES
            or not path.is_file()
        ):
            message = f"expected a file of the page, found no {name[:80]!r}"
            raise DeskError(404, NO_SUCH, message)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            message = f"expected a file of the page, found no {name[:80]!r}"
            raise DeskError(404, NO_SUCH, message)
        tag, made = self._made(name, path)
        kept.put(tag, made)
        return answer(request, tag, lambda: made.plain, kept, media_type=TYPES[path.suffix])

    def _made(self, name: str, path: Path) -> tuple[str, Made]:
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        with self._turn:
            known = self._known.get(name)
            if known is None or known[0] != stamp:
                data = path.read_bytes()
                known = self._known[name] = (stamp, hashlib.sha256(name.encode() + b"\0" + data).hexdigest()[:32], pack(data))
            return known[1], known[2]
