"""The desk as files that open from disk or from any web host: the built page, and beside it the answers it would ask for.

The rule that must not be broken: what is written is what the desk answers; texts, which are their publishers', go out only where that was asked for.

A page opened from disk may fetch nothing, but it may load scripts: each answer is a script that hands it over (``reportedlyData(path, answer)``), and
``site.js`` says which file has which.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from reportedly.core.errors import FormatError
from reportedly.core.progress import tell_nobody
from reportedly.desk.app import make_app
from reportedly.desk.page import FOLDER, INDEX, TYPES
from reportedly.desk.site_choice import CHOSEN_LISTS, Asking, choose

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import date
    from pathlib import Path

    from reportedly.desk.desk import Desk
    from reportedly.desk.site_choice import Chosen, Filters

SITE, DATA, PARTIAL = "site.js", "data", ".partial"
HOST = "http://127.0.0.1"
LISTS = {"reports": "id", "speakers": "id", "outlets": "name", "claims": None, "happenings": None, "disputes": None}
"""Lists, page by page, and the key under which each of their items has a story of its own."""
SINGLE = ("days", "places", "runs", "runs?each=1", "areas", "shapes", "names?language=uk", "names?language=ru", "judgements", "base", "about")
LONGEST_QUOTE = 300
"""Characters of a finding's span without full texts: a quotation, not a copy."""
Row = dict[str, Any]


def write_site(
    desk: Desk,
    folder: Path,
    *,
    full_text: bool = False,
    as_of: date | None = None,
    filters: Filters = (),
    advance: Callable[[int], None] = tell_nobody,
) -> int:
    """Write the site into a new folder, or in place of one written before, and say how many answers it has. Closes the desk.

    With ``filters`` (those of ``/api/claims``, under its names) it has the claims that answer, and the places, reports and sources they speak of.
    Raises ``FormatError`` for a folder with other things in it, where the page was not built, and where no claim answers.
    """
    source = desk.page.folder if desk.has_page() else FOLDER
    if not (source / INDEX).is_file():
        message = "expected the built page, found none; build it: make desk (it needs Node), or install Reportedly from its wheel"
        raise FormatError(message)
    _check(folder)
    partial = folder.with_name(folder.name + PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    _copy_page(source, partial)
    files = asyncio.run(_write_answers(desk, partial, filters, full_text=full_text, as_of=as_of, advance=advance))
    told = json.dumps({"files": files}, ensure_ascii=False, separators=(",", ":"))
    (partial / SITE).write_text(f"window.reportedlySite={told};\n", encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    partial.replace(folder)
    return len(files)


def _check(folder: Path) -> None:
    if folder.exists() and not (folder.is_dir() and ((folder / SITE).is_file() or not any(folder.iterdir()))):
        message = f"expected a new folder, an empty one, or a site written before, found other things in {folder}; nothing in it was changed"
        raise FormatError(message)
    if not folder.parent.is_dir():
        message = f"expected a folder to make {folder.name} in, found no {folder.parent}"
        raise FormatError(message)


def _copy_page(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix in TYPES:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    index = (target / INDEX).read_text(encoding="utf-8")
    # Before the page's own script, which asks whether there is a site.
    (target / INDEX).write_text(index.replace("<script ", f'<script src="./{SITE}"></script>\n    <script ', 1), encoding="utf-8")


async def _write_answers(desk: Desk, folder: Path, filters: Filters, *, full_text: bool, as_of: date | None, advance: Callable[[int], None]) -> dict[str, str]:
    """The answers, a file each: path as the page asks → file."""
    app = make_app(desk)
    (folder / DATA).mkdir()
    files: dict[str, str] = {}
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST, timeout=None) as client:  # noqa: S113
        asking = Asking(client, as_of, filters)
        chosen = await choose(asking, desk) if filters else None
        async for path, answer in _iter_answers(asking, chosen):
            kept = answer if full_text else without_texts(path, answer)
            name = f"{DATA}/{hashlib.sha256(path.encode()).hexdigest()[:20]}.js"
            body = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
            (folder / name).write_text(f"reportedlyData({json.dumps(path)},{body});\n", encoding="utf-8", errors="replace")
            files[path] = name
            advance(len(files))
    return files


async def _iter_answers(asking: Asking, chosen: Chosen | None) -> AsyncIterator[tuple[str, Row]]:
    """Every question the page asks without being asked for a day of its own, with its answer."""
    for path in SINGLE:
        answer = await asking.ask(path)
        if answer is None:
            continue
        answer = chosen.among(path, answer) if chosen else answer
        yield path, answer
        if path == "places":
            async for story in _stories(asking, path, [feature["id"] for feature in answer["features"]]):
                if chosen:
                    chosen.cite(story[1])
                yield story
    for name, key in LISTS.items():
        async for path, page in _pages(asking, name, chosen):
            yield path, page
            async for story in _stories(asking, name, [item[key] for item in page["items"]] if key else []):
                yield story


async def _pages(asking: Asking, name: str, chosen: Chosen | None) -> AsyncIterator[tuple[str, Row]]:
    """The list page by page; what was chosen among it as one page."""
    asked: str | None = name
    kept: list[Row] = []
    choosing = chosen if name in CHOSEN_LISTS else None
    while asked is not None:
        page = await asking.ask(asked)
        assert page is not None
        asked_now, asked = asked, f"{name}?cursor={page['next']}" if page["next"] is not None else None
        if choosing is None:
            yield asked_now, page
            continue
        kept += [item for item in page["items"] if choosing.has(name, item)]
        if asked is None:
            yield name, {**page, "items": kept, "next": None, "total": len(kept)}


async def _stories(asking: Asking, name: str, ids: list[str]) -> AsyncIterator[tuple[str, Row]]:
    for one in ids:
        path = f"{name}/{quote(one, safe=UNCODED)}"
        story = await asking.ask(path)
        if story is not None:
            yield path, story


UNCODED = "-_.!~*'()"
"""What JavaScript's ``encodeURIComponent`` leaves as it is: the page finds answers under the address it would ask."""


def without_texts(path: str, answer: Row) -> Row:
    """The answer with quotes and links alone: no report's text, no contents of attributions, no sentences of differences, no judge's token to give."""
    if path == "about":
        return {**answer, "full_text": False, "may_judge": False, "may_fetch": False}
    if not path.startswith("reports/"):
        return answer
    reading = answer.get("reading")
    if reading is not None:
        reading = {
            **reading,
            "report": {**reading["report"], "text": ""},
            "attributions": [{**one, "content": [{**span, "text": ""} for span in one["content"]]} for one in reading["attributions"]],
            "findings": [{**one, "spans": [{**span, "text": span["text"][:LONGEST_QUOTE]} for span in one["spans"]]} for one in reading["findings"]],
        }
    return {**answer, "reading": reading, "differences": [{**one, "lines": []} for one in answer["differences"]]}
