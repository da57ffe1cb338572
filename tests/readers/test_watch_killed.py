"""A watch that is killed again and again loses nothing, and gives at most the article in hand twice."""

from __future__ import annotations

import collections
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.readers.choose import iter_reports

if TYPE_CHECKING:
    from tests.readers.conftest import Site

PACK = Path(__file__).resolve().parent.parent / "data/packs/two_rivers"
ARTICLES, KILLS = 30, 2
WATCH = """
import sys
from pathlib import Path
from reportedly.cli.clock import SystemClock
from reportedly.packs.load import load_pack
from reportedly.readers.seam import ReadOptions
from reportedly.readers.watch import iter_watch
from reportedly.readers.watch_state import open_state
from reportedly.readers.watchlist import read_watchlist

feeds, pack = Path(sys.argv[1]), load_pack(sys.argv[2])
with open_state(feeds.with_suffix(".state")) as state:
    for intake in iter_watch(read_watchlist(feeds), state, pack, ReadOptions(clock=SystemClock()), once=True):
        print(intake.page.url, flush=True)
"""


def test_killed_again_and_again(tmp_path: Path, site: Site) -> None:
    items = "".join(f"<item><title>Report {number}</title><link>{site.url}/{number}</link></item>" for number in range(ARTICLES))
    site.say("/feed", f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>", 200, Content_Type="text/xml")
    for number in range(ARTICLES):
        site.say(
            f"/{number}", f"<html><body><article><h1>Report {number}</h1><p>Snow fell for {number} hours, and the fair went on.</p></article></body></html>"
        )
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'[watch]\nseconds_between = 0\n[[feed]]\nurl = "{site.url}/feed"\n', encoding="utf-8")
    seen: collections.Counter[str] = collections.Counter()
    for attempt in range(KILLS + 1):
        process = subprocess.Popen([sys.executable, "-c", WATCH, str(feeds), str(PACK)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for lines, line in enumerate(process.stdout, start=1):
            seen[line.strip()] += 1
            if attempt < KILLS and lines == 5 + attempt:
                process.kill()
                break
        seen.update(line.strip() for line in process.stdout)
        process.stdout.close()
        process.wait()
    assert set(seen) == {f"{site.url}/{number}" for number in range(ARTICLES)}
    assert seen.total() - ARTICLES <= KILLS
    kept = [intake.page.url for intake in iter_reports(tmp_path / "snapshots") if intake.readable]
    assert set(kept) == set(seen)
