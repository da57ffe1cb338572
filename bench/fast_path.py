"""What the fast path saves and loses: ``python -m bench.fast_path [--reports N] [--rounds N] [--seed TEXT]``.

Each stream is parsed bare (the English model with all its default pipes), read in full and with ``Settings.fast``, in one process, in turns. Saved: the
ratios of processor seconds. Lost: the share of the full
reading's claims (event, places, polarity) that the fast one does not give. Streams: the live stream and the articles of ``bench/control`` (about the
pack's war), the news of ``bench/attribution`` and the wire of ``bench/days`` without its histories of wars (general news), and a mix of one part of
war to nine of general news, by characters, put together from the figures of its parts.

The rule that must not be broken: what is lost is counted against the full reading of the same reports in the same run, not guessed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import time
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.speed import bare_parse
from eval.tasks import BENCH

from reportedly import read_many
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

WAR = {"live stream of the war": "control/inputs.jsonl.gz", "articles on the war": "control/inputs_retro.jsonl.gz"}
GENERAL = {"general news": "attribution/inputs.dev.jsonl.gz", "wire news": "days/inputs.jsonl.gz"}
HISTORIES = "wikiwars"
WAR_SHARE = 0.1
Rows = list[dict[str, Any]]


class Figures(NamedTuple):
    """What was measured on one stream: characters, seconds bare, in full and fast, claims in full and how many of them were lost."""

    characters: int
    bare: float
    full: float
    fast: float
    claims: int
    lost: int

    def plus(self, other: Figures) -> Figures:
        """Both together."""
        return Figures(*(one + another for one, another in zip(self, other, strict=True)))  # type: ignore[arg-type]


def main() -> int:
    """Prints the table; exit status 0, 1 without the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", default="fast path")
    arguments = parser.parse_args()
    if not all((BENCH / path).exists() for path in (*WAR.values(), *GENERAL.values())):
        print("expected the benchmarks control, attribution and days beside the checkout, did not find them all")
        return 1
    pack = load_pack("russia_ukraine_2022")
    warm_up = [{"text": "Two soldiers were killed in the town.", "id": "warm"}]
    measure(warm_up, pack, 1)
    found: dict[str, Figures] = {}
    for name, path in (WAR | GENERAL).items():
        # Long reports are fewer, so that every stream has about as many characters.
        reports = arguments.reports if name in WAR else arguments.reports // 8
        found[name] = measure(sample(path, reports, arguments.seed), pack, arguments.rounds)
    print(table(found))
    return 0


def sample(path: str, reports: int, seed: str) -> Rows:
    """The English reports whose hashes of seed and id are lowest."""
    lines = gzip.decompress((BENCH / path).read_bytes()).decode().split("\n")
    rows = [json.loads(line) for line in lines if line]
    english = [row for row in rows if row.get("language", "en") == "en" and not row["id"].startswith(HISTORIES)]
    return sorted(english, key=lambda row: hashlib.sha256(f"{seed}{row['id']}".encode()).hexdigest())[:reports]


def measure(rows: Rows, pack: Pack, rounds: int) -> Figures:
    """The figures of these reports; of several rounds the least seconds count."""
    pages = [Page(text=row["text"], clean=True, language="en", id=row["id"], published=_day(row)) for row in rows]
    seconds: dict[bool, list[float]] = {False: [], True: []}
    bare: list[float] = []
    readings: dict[bool, list[Reading]] = {}
    for _ in range(rounds):
        began = time.process_time()
        bare_parse(rows)
        bare.append(time.process_time() - began)
        for fast in (False, True):
            began = time.process_time()
            readings[fast] = list(read_many(pages, pack=pack, settings=Settings(fast=fast)))
            seconds[fast].append(time.process_time() - began)
    pairs = [(Counter(_told(full)), Counter(_told(fast))) for full, fast in zip(readings[False], readings[True], strict=True)]
    return Figures(
        characters=sum(len(page.text or "") for page in pages),
        bare=min(bare),
        full=min(seconds[False]),
        fast=min(seconds[True]),
        claims=sum(full.total() for full, _ in pairs),
        lost=sum((full - fast).total() for full, fast in pairs),
    )


def _day(row: dict[str, Any]) -> date | None:
    written = row.get("published")
    return date.fromisoformat(written[:10]) if written else None


def _told(reading: Reading) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Event, places and polarity of each claim."""
    places = {mention.id: mention.place.id if mention.place else mention.text for mention in reading.places}
    for claim in reading.claims:
        yield claim.event, tuple(sorted(places[place.ref] for place in claim.places)), claim.positive


def table(found: dict[str, Figures]) -> str:
    """One row a stream, and one for the mix: the seconds a character of its parts, weighed."""
    lines = ["| stream | characters | bare parse / full | bare parse / fast | full / fast | claims | lost |", "|---|---:|---:|---:|---:|---:|---:|"]
    for name, each in found.items():
        ratios = f"{each.bare / each.full:.2f} | {each.bare / each.fast:.2f} | {each.full / each.fast:.2f}"
        lines.append(f"| {name} | {each.characters:,} | {ratios} | {each.claims} | {each.lost / max(1, each.claims):.2%} |")
    war = found["live stream of the war"]
    general = found["general news"].plus(found["wire news"])
    bare, full, fast = (
        WAR_SHARE * getattr(war, kind) / war.characters + (1 - WAR_SHARE) * getattr(general, kind) / general.characters for kind in ("bare", "full", "fast")
    )
    ratios = f"{bare / full:.2f} | {bare / fast:.2f} | {full / fast:.2f}"
    lines.append(f"| one part live stream, nine parts general | – | {ratios} | {war.claims} (war) | {war.lost / max(1, war.claims):.2%} (war) |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
