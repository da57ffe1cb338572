"""How soon the desk answers under load: ``python -m bench.desk LEDGER [--seconds 60] [--rate 50] [--copies FILE]``.

A server is started on the ledger in a process of its own, with a bare endpoint of the same framework beside it in another; both are asked at the same
rate, one after the other, in one run: open loop, so that a slow answer delays no later question. What is asked is a visitor's mix: the map on changing
days, lists, stories of places and reports, some of it again with its ETag.

The rule that must not be broken: latency is counted from when a question was due, not from when it was sent; and every answer that is no 200 or 304 is an
error.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import httpx

if TYPE_CHECKING:
    from collections.abc import Sequence

BARE = """
import sys
import uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/bare")
def bare() -> dict[str, str]:
    return {"answer": "bare"}
uvicorn.run(app, port=int(sys.argv[1]), log_level="error", access_log=False)
"""
DESK = """
import sys
import uvicorn
from reportedly.cli.clock import SystemClock
from reportedly.cli.serve import open_desk
from reportedly.desk.app import make_app
from reportedly.desk.desk import DeskSettings
from pathlib import Path
folder = Path(sys.argv[4]) if len(sys.argv) > 4 else None
settings = DeskSettings(requests_a_second=1e6, request_burst=10**6, seconds_to_wait=600, page_folder=folder)
uvicorn.run(make_app(open_desk(sys.argv[2], settings, None, sys.argv[3] or None)), port=int(sys.argv[1]), log_level="error", access_log=False)
"""


@dataclass(slots=True)
class Figures:
    """What came of a stretch of questions: seconds by question, errors by what they were."""

    seconds: list[float] = field(default_factory=list)
    by_route: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    bytes: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures as JSON lines: the bare endpoint's, the desk's, and how long a change of day took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--copies", default="")
    options = parser.parse_args(arguments)
    with Server(BARE, []) as bare, Server(DESK, [options.ledger, options.copies]) as desk:
        begun = time.perf_counter()
        paths = _paths(desk.address)
        ready = time.perf_counter() - begun
        cold = _cold(desk.address, paths)
        found = asyncio.run(load(bare.address, ["/bare"], options.rate, options.seconds))
        print(json.dumps({"what": "bare endpoint", **told(found)}))
        found = asyncio.run(load(desk.address, paths, options.rate, options.seconds))
        print(json.dumps({"what": "desk", "seconds until beliefs": round(ready, 1), **told(found)}))
        print(json.dumps({"what": "each question for the first time, one after the other", **_times(cold)}))
        for route, seconds in sorted(found.by_route.items()):
            print(json.dumps({"route": route, "asked": len(seconds), **_times(seconds)}))
        print(json.dumps({"what": "a change of day, asked once each", **_times(_day_changes(desk.address))}))
    return 1 if found.errors else 0


class Server:
    """A process that serves, ended with the block."""

    def __init__(self, program: str, arguments: list[str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen([sys.executable, "-c", program, str(self.port), *arguments])

    def __enter__(self) -> Self:
        for _ in range(600):
            if self.process.poll() is not None:
                message = "expected the server to start, found that it ended"
                raise RuntimeError(message)
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise TimeoutError(self.address)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _paths(address: str) -> list[str]:
    """A visitor's questions, in the order they are asked; the list is walked over and over."""
    with httpx.Client(base_url=address, timeout=1200) as client:
        places = client.get("/api/places").raise_for_status().json()
        reports = client.get("/api/reports?limit=20").json()["items"]
        days = [one["day"] for one in client.get("/api/days").json()["items"]][-60:]
    last = places["on"]
    stories = [f"/api/places/{quote(one['id'])}" for one in places["features"][:10]]
    texts = [f"/api/reports/{quote(one['id'], safe='')}" for one in reports[:10]]
    lists = ["/api/about", "/api/reports", "/api/claims", "/api/claims?event=strike", "/api/days", "/api/areas", "/api/speakers"]
    lists += ["/api/search?q=troops", "/api/runs"]
    on = [f"/api/places?on={day}" for day in days if day <= last]
    mixed = []
    for turn in range(40):
        told = stories + texts
        mixed += [on[turn % len(on)], lists[turn % len(lists)], on[(turn + 1) % len(on)], told[turn % len(told)]]
    return [f"{path}#again" if turn % 3 == 2 else path for turn, path in enumerate(mixed)]


def _cold(address: str, paths: list[str]) -> list[float]:
    """Seconds for each question when nothing is kept yet."""
    taken = []
    with httpx.Client(base_url=address, timeout=600) as client:
        for path in dict.fromkeys(path.removesuffix("#again") for path in paths):
            begun = time.perf_counter()
            client.get(path)
            taken.append(time.perf_counter() - begun)
    return taken


async def load(address: str, paths: list[str], rate: float, seconds: float) -> Figures:
    """Asks so many questions a second for so long, whether the answers come or not."""
    found = Figures()
    tags: dict[str, str] = {}
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=limits) as client:
        await _ask(client, paths[0], time.perf_counter(), Figures(), tags)
        begun = time.perf_counter()
        tasks = []
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(_ask(client, paths[number % len(paths)], due, found, tags)))
        await asyncio.gather(*tasks)
    return found


async def _ask(client: httpx.AsyncClient, path: str, due: float, found: Figures, tags: dict[str, str]) -> None:
    path, again, _ = path.partition("#again")
    headers = {"If-None-Match": tags[path]} if again and path in tags else {}
    try:
        answer = await client.get(path, headers=headers)
    except httpx.HTTPError as error:
        found.errors[type(error).__name__] += 1
        return
    if answer.status_code not in {200, 304}:
        found.errors[str(answer.status_code)] += 1
        return
    tags[path] = answer.headers.get("etag", "")
    took = time.perf_counter() - due
    found.seconds.append(took)
    found.bytes += len(answer.content)
    route = "/".join(path.partition("?")[0].split("/")[:3]) + ("/…" if path.count("/") > 2 else "") + (" 304" if answer.status_code == 304 else "")
    found.by_route.setdefault(route, []).append(took)


def _day_changes(address: str) -> list[float]:
    """Seconds for the map of days that nobody asked for before."""
    taken = []
    with httpx.Client(base_url=address, timeout=60) as client:
        days = [one["day"] for one in client.get("/api/days").json()["items"]][:60]
        for day in days:
            begun = time.perf_counter()
            client.get(f"/api/places?on={day}")
            taken.append(time.perf_counter() - begun)
    return taken


def told(found: Figures) -> dict[str, object]:
    """How many were asked, what went wrong, and the times in milliseconds; no times where nothing was answered."""
    return {"asked": len(found.seconds) + found.errors.total(), "errors": dict(found.errors), "megabytes": round(found.bytes / 1e6, 1), **_times(found.seconds)}


def _times(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    cuts = quantiles(seconds, n=100, method="inclusive")
    found = {"p50 ms": cuts[49], "p95 ms": cuts[94], "p99 ms": cuts[98], "max ms": max(seconds)}
    return {name: round(value * 1000, 1) for name, value in found.items()}


if __name__ == "__main__":
    sys.exit(main())
