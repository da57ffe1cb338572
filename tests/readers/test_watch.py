"""Watching: feeds and pages served on this machine, time that passes only when the watch sleeps."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import PageError
from reportedly.core.settings import Settings
from reportedly.packs.load import Pack
from reportedly.readers.choose import iter_reports
from reportedly.readers.seam import ReadOptions
from reportedly.readers.watch import iter_watch
from reportedly.readers.watch_state import open_state
from reportedly.readers.watchlist import read_watchlist

if TYPE_CHECKING:
    from pathlib import Path

    from tests.readers.conftest import ManualClock, Site

    from reportedly.readers.seam import Intake

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Tarn Courier</title>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>Fri, 02 May 2031 10:00:00 +0200</pubDate><description>{words}</description></item>"
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><nav>{menu}</nav><article><h1>{title}</h1>
<p>{words}</p><p>The council of Oldmark met in the old school on Friday and heard the engineers until late at night.</p>
<p>Lorries are sent over the ferry at Tarnwick, which carries forty vehicles an hour in good weather.</p></article></body></html>"""
HURT = "Three people were hurt when the bridge at Oldmark gave way, the district council said."
UNHURT = "Nobody was hurt when the bridge at Oldmark gave way, the district council said."


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder: Path = tmp_path_factory.mktemp("pack")
    (folder / "pack.toml").write_text('name = "invented"\nversion = "1"\ntitle = "Invented"\n', encoding="utf-8")
    return Pack(folder)


def page(words: str, *, title: str = "Bridge gives way", menu: str = "Home") -> str:
    return PAGE.format(title=title, words=words, menu=menu)


def serve_feed(site: Site, *paths: str, words: str = "The bridge gave way.", **headers: str) -> None:
    items = "".join(ITEM.format(title=f"Report {path}", url=site.url + path, words=words) for path in paths)
    site.say("/feed", FEED.format(items=items), 200, Content_Type="application/rss+xml", **headers)


class Watch:
    """A list of one feed in a folder, watched in rounds."""

    def __init__(self, folder: Path, site: Site, pack: Pack, clock: ManualClock, *, watch: str = "", feed: str = "") -> None:
        self.list = folder / "feeds.toml"
        self.list.write_text(f'[watch]\nevery = "30m"\n{watch}\n[[feed]]\nurl = "{site.url}/feed"\n{feed}\n', encoding="utf-8")
        self.pack, self.clock = pack, clock
        self.options = ReadOptions(settings=Settings(fetch_seconds=5.0), clock=clock, keep_bodies=True)

    def round(self, most: int | None = None) -> list[Intake]:
        with open_state(self.list.with_suffix(".state")) as state:
            return list(itertools.islice(iter_watch(read_watchlist(self.list), state, self.pack, self.options, once=True), most))

    def later(self, hours: float) -> list[Intake]:
        self.clock.sleep(hours * 3600)
        return self.round()


@pytest.fixture
def watch(tmp_path: Path, site: Site, pack: Pack, clock: ManualClock) -> Watch:
    return Watch(tmp_path, site, pack, clock)


def codes(intakes: list[Intake]) -> list[list[str]]:
    return [[issue.code for issue in intake.issues] for intake in intakes]


def test_each_article_comes_once_oldest_first(watch: Watch, site: Site) -> None:
    serve_feed(site, "/b", "/a")
    site.say("/a", page(UNHURT))
    site.say("/b", page(HURT))
    first = watch.round()
    assert [intake.page.url for intake in first] == [site.url + "/a", site.url + "/b"]
    assert [intake.page.outlet for intake in first] == ["The Tarn Courier"] * 2
    assert str(first[0].page.published) == "2031-05-02"
    assert first[0].snapshot is not None
    assert first[0].snapshot.body == page(UNHURT).encode()
    assert first[0].snapshot.retrieved is not None
    assert watch.round() == []
    serve_feed(site, "/c", "/b", "/a")
    site.say("/c", page(UNHURT))
    assert [intake.page.url for intake in watch.later(1)] == [site.url + "/c"]


def test_what_was_asked_for_is_marked_and_a_kill_loses_nothing(watch: Watch, site: Site) -> None:
    serve_feed(site, "/b", "/a")
    site.say("/a", page(UNHURT))
    site.say("/b", page(HURT))
    (one,) = watch.round(most=1)  # stopped with the first in hand: it was never marked as done
    assert [intake.page.url for intake in watch.round()] == [one.page.url, site.url + "/b"]


def test_a_feed_is_asked_on_condition(watch: Watch, site: Site) -> None:
    serve_feed(site, "/a", ETag='"one"', Last_Modified="Fri, 02 May 2031 08:00:00 GMT")
    site.say("/a", page(UNHURT))
    watch.round()
    assert watch.later(0.6) == []
    asked = [given for path, given in zip(site.asked, site.given, strict=True) if path == "/feed"]
    assert "if-none-match" not in asked[0]
    assert asked[1]["if-none-match"] == '"one"'
    assert asked[1]["if-modified-since"] == "Fri, 02 May 2031 08:00:00 GMT"
    assert asked[1]["user-agent"].startswith("reportedly")


def test_changed_words_come_again_with_the_difference(watch: Watch, site: Site) -> None:
    serve_feed(site, "/a")
    site.say("/a", page(HURT))
    watch.round()
    site.say("/a", page(UNHURT))
    (intake,) = watch.later(1)
    assert intake.change is not None
    assert [(edit.before, edit.after) for edit in intake.change.edits] == [("Three people were", "Nobody was")]
    assert f"-{HURT}" in intake.change.unified
    assert f"+{UNHURT}" in intake.change.unified
    assert intake.snapshot is not None
    assert intake.snapshot.sha256 == intake.change.after_sha256 != intake.change.before_sha256
    assert intake.page.outlet == "The Tarn Courier"
    assert intake.change.before_retrieved is not None


def test_a_changed_menu_is_no_change(watch: Watch, site: Site) -> None:
    serve_feed(site, "/a")
    site.say("/a", page(HURT))
    watch.round()
    site.say("/a", page(HURT, menu="Home | Weather: rain"))
    assert watch.later(1) == []


def test_an_article_is_looked_at_at_growing_intervals_then_left(watch: Watch, site: Site, clock: ManualClock) -> None:
    serve_feed(site, "/a")
    site.say("/a", page(HURT), ETag='"x"')
    watch.round()
    hours = [1, 5, 12, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24]
    for step in hours:
        watch.later(step)
    assert site.asked.count("/a") == 6
    assert clock.slept.count(0) == 0


def test_a_page_that_is_taken_down_is_told(watch: Watch, site: Site) -> None:
    serve_feed(site, "/a")
    site.say("/a", page(HURT))
    watch.round()
    site.say("/a", "gone", status=410)
    (intake,) = watch.later(1)
    assert (intake.readable, codes([intake]), intake.page.url) == (False, [["page-gone"]], site.url + "/a")
    assert watch.later(48) == []


def test_an_article_that_cannot_be_had_gives_the_words_of_its_feed(watch: Watch, site: Site) -> None:
    serve_feed(site, "/a")
    site.say("/a", "no", status=403)
    (intake,) = watch.round()
    assert intake.page.text == "Report /a\n\nThe bridge gave way."
    assert codes([intake]) == [["article-unreadable"]]
    assert watch.later(24) == []


def test_a_server_in_trouble_is_asked_again(watch: Watch, site: Site) -> None:
    serve_feed(site, "/a")
    site.say("/a", "busy", status=503, Retry_After="7200")
    assert watch.round() == []
    assert watch.later(1) == []
    site.say("/a", page(HURT))
    assert [intake.page.url for intake in watch.later(1.1)] == [site.url + "/a"]


def test_a_feed_in_trouble_is_told_and_left_alone_for_longer_and_longer(watch: Watch, site: Site) -> None:
    site.say("/feed", "no", status=500)
    assert codes(watch.round()) == [["feed-unreachable"]]
    assert watch.later(0.9) == []  # 30 minutes doubled
    assert codes(watch.later(0.2)) == [["feed-unreachable"]]
    assert watch.later(1.9) == []
    assert codes(watch.later(0.2)) == [["feed-unreachable"]]


def test_retry_after_is_kept(watch: Watch, site: Site) -> None:
    site.say("/feed", "slow down", status=429, Retry_After="Sat, 03 May 2031 12:00:00 GMT")
    assert codes(watch.round()) == [["feed-unreachable"]]
    asked = len(site.asked)
    assert watch.later(23.9) == []
    assert len(site.asked) == asked
    serve_feed(site)
    assert watch.later(0.2) == []
    assert len(site.asked) == asked + 1


def test_a_feed_that_is_gone_is_never_asked_again(watch: Watch, site: Site) -> None:
    site.say("/feed", "", status=410)
    assert codes(watch.round()) == [["feed-gone"]]
    assert watch.later(1000) == []
    assert site.asked == ["/feed"]


def test_a_feed_that_moved_for_good_is_asked_there(watch: Watch, site: Site) -> None:
    serve_feed(site)
    site.answers["/new"] = site.answers["/feed"]
    site.say("/feed", "", status=301, Location="/new")
    watch.round()
    watch.later(1)
    assert site.asked == ["/feed", "/new", "/new"]


def test_robots_are_obeyed_for_articles(watch: Watch, site: Site) -> None:
    serve_feed(site, "/private/a", "/b")
    site.say("/robots.txt", "User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")
    site.say("/b", page(HURT))
    intakes = watch.round()
    assert codes(intakes) == [[], ["article-unreadable"]]
    assert "robots.txt" in intakes[1].issues[0].message
    assert "/private/a" not in site.asked


def test_robots_can_be_left_aside(tmp_path: Path, site: Site, pack: Pack, clock: ManualClock) -> None:
    serve_feed(site, "/private/a")
    site.say("/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    site.say("/private/a", page(HURT))
    assert [intake.readable for intake in Watch(tmp_path, site, pack, clock, watch="robots = false").round()] == [True]


def test_there_is_time_between_requests_to_a_host(tmp_path: Path, site: Site, pack: Pack, clock: ManualClock) -> None:
    serve_feed(site, "/a", "/b")
    site.say("/a", page(HURT))
    site.say("/b", page(UNHURT))
    Watch(tmp_path, site, pack, clock, watch="seconds_between = 2.5").round()
    assert site.asked == ["/feed", "/robots.txt", "/b", "/a"]
    assert clock.slept == [2.5, 2.5, 2.5]


def test_a_crawl_delay_is_kept(watch: Watch, site: Site, clock: ManualClock) -> None:
    serve_feed(site, "/a", "/b")
    site.say("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", Content_Type="text/plain")
    site.say("/a", page(HURT))
    site.say("/b", page(UNHURT))
    watch.round()
    assert clock.slept == [1.0, 7.0, 7.0]


def test_without_articles_the_entries_are_the_reports(tmp_path: Path, site: Site, pack: Pack, clock: ManualClock) -> None:
    serve_feed(site, "/a")
    watch = Watch(tmp_path, site, pack, clock, feed='articles = false\noutlet = "Courier"')
    (intake,) = watch.round()
    assert (intake.page.text, intake.page.outlet, intake.page.url) == ("Report /a\n\nThe bridge gave way.", "Courier", site.url + "/a")
    assert watch.later(1) == []
    serve_feed(site, "/a", words="The bridge held.")
    assert [intake.page.text for intake in watch.later(1)] == ["Report /a\n\nThe bridge held."]
    assert set(site.asked) == {"/feed"}


def test_snapshots_are_a_web_archive(watch: Watch, site: Site, tmp_path: Path) -> None:
    serve_feed(site, "/a")
    site.say("/a", page(HURT))
    watch.round()
    site.say("/a", page(UNHURT))
    watch.later(1)
    files = sorted((tmp_path / "snapshots").iterdir())
    assert [file.name for file in files] == ["reportedly-00001.warc.gz", "reportedly-00002.warc.gz"]
    kept = [intake for file in files for intake in iter_reports(file)]
    assert [intake.page.html for intake in kept] == [page(HURT), page(UNHURT)]
    assert all(intake.page.url == site.url + "/a" and intake.snapshot is not None and intake.snapshot.retrieved for intake in kept)


def test_a_lost_snapshot_loses_the_difference_and_not_the_change(watch: Watch, site: Site, tmp_path: Path) -> None:
    serve_feed(site, "/a")
    site.say("/a", page(HURT))
    watch.round()
    (tmp_path / "snapshots" / "reportedly-00001.warc.gz").unlink()
    site.say("/a", page(UNHURT))
    (intake,) = watch.later(1)
    assert intake.change is not None
    assert intake.change.edits == ()


def test_a_broken_feed_is_told_and_its_whole_entries_are_read(watch: Watch, site: Site) -> None:
    serve_feed(site, "/a")
    site.say("/feed", site.answers["/feed"].body[:-20], Content_Type="application/rss+xml", ETag='"half"')
    site.say("/a", page(HURT))
    intakes = watch.round()
    assert codes(intakes) == [["container-broken"], []]
    assert watch.later(1)[0].readable is False  # asked without condition: half a feed is never taken for the whole


def test_it_goes_on_for_ever_and_sleeps_between(watch: Watch, site: Site, clock: ManualClock, pack: Pack) -> None:
    serve_feed(site, "/a")
    site.say("/a", page(HURT))
    with open_state(watch.list.with_suffix(".state")) as state:
        stream = iter_watch(read_watchlist(watch.list), state, pack, watch.options)
        assert next(stream).page.url == site.url + "/a"
        serve_feed(site, "/b", "/a")
        site.say("/b", page(UNHURT))
        assert next(stream).page.url == site.url + "/b"
    assert 1700 < max(clock.slept) <= 1800


def test_two_watches_do_not_share_a_state(watch: Watch) -> None:
    path = watch.list.with_suffix(".state")
    with open_state(path) as state:
        state.feed("x")
        with pytest.raises(PageError, match="nobody else is running"), open_state(path):
            pass


def test_a_state_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feeds.state"
    path.write_text("rubbish " * 500)
    with pytest.raises(PageError, match="expected the state of a watch"), open_state(path):
        pass


def test_without_a_clock_there_is_no_watch(watch: Watch, pack: Pack) -> None:
    with open_state(watch.list.with_suffix(".state")) as state, pytest.raises(PageError, match="expected a clock"):
        next(iter_watch(read_watchlist(watch.list), state, pack, ReadOptions()))
