"""Lists of addresses, fetched with manners from a site on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import FetchError
from reportedly.core.settings import Settings
from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.polite import PoliteClient, RobotsError
from reportedly.readers.seam import Intake, ReadOptions, source_of_bytes

if TYPE_CHECKING:
    from tests.readers.conftest import ManualClock, Site

PAGE = "<html><head><title>Bridge</title></head><body><p>The bridge is closed.</p></body></html>"


def read(text: str, clock: ManualClock | None = None, **settings: bool) -> list[Intake]:
    options = ReadOptions(settings=Settings(fetch_seconds=5.0, **settings), clock=clock, keep_bodies=True)  # type: ignore[arg-type]
    return list(iter_reports(source_of_bytes("list.txt", text.encode()), options))


def test_each_is_fetched_once_and_in_order(site: Site, clock: ManualClock) -> None:
    site.say("/b", PAGE)
    site.say("/a", "The ferry does not run.", Content_Type="text/plain")
    first, second = read(f"# my list\n{site.url}/b\n\n{site.url}/a\r\n{site.url}/b\n", clock)
    assert (first.page.url, first.page.html, second.page.text) == (f"{site.url}/b", PAGE, "The ferry does not run.")
    assert site.asked == ["/robots.txt", "/b", "/a"]
    assert clock.slept == [1.0, 1.0]
    assert first.snapshot is not None
    assert first.snapshot.retrieved is not None
    assert first.snapshot.body == PAGE.encode()


def test_what_cannot_be_had_is_answered_under_its_address(site: Site) -> None:
    site.say("/b", PAGE)
    site.say("/moved", "", status=302, Location="/b")
    intakes = read(f"{site.url}/missing\n{site.url}/moved\nnot an address\n" + f"{site.url}/b\n" * 60)
    assert [intake.readable for intake in intakes] == [False, True, False, True]
    assert intakes[0].page.id == f"{site.url}/missing"
    assert intakes[1].page.url == f"{site.url}/b"


def test_robots_are_obeyed_and_a_broken_robots_file_forbids(site: Site) -> None:
    site.say("/robots.txt", "User-agent: reportedly\nDisallow: /private\nAllow: /private/open\n", Content_Type="text/plain")
    for path in ("/private/x", "/private/open", "/free"):
        site.say(path, PAGE)
    intakes = read("".join(f"{site.url}{path}\n" for path in ("/private/x", "/private/open", "/free")))
    assert [intake.readable for intake in intakes] == [False, True, True]
    site.say("/robots.txt", "", status=500)
    (refused,) = read(f"{site.url}/free\n")
    assert not refused.readable
    assert "robots.txt cannot be had" in refused.issues[0].message
    assert "500" in refused.issues[0].message
    site.say("/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    (refused,) = read(f"{site.url}/free\n")
    assert "robots.txt forbids it" in refused.issues[0].message


def test_robots_are_asked_again_after_a_day_and_sooner_where_they_failed(site: Site, clock: ManualClock) -> None:
    client = PoliteClient(ReadOptions(settings=Settings(fetch_seconds=5.0), clock=clock))
    site.say("/a", PAGE)
    site.say("/robots.txt", "", status=503)
    with pytest.raises(RobotsError):
        client.fetch(f"{site.url}/a", as_robot=True)
    site.say("/robots.txt", "User-agent: *\n", Content_Type="text/plain")
    with pytest.raises(RobotsError):
        client.fetch(f"{site.url}/a", as_robot=True)
    clock.sleep(3_700)
    assert client.fetch(f"{site.url}/a", as_robot=True).data == PAGE.encode()
    site.say("/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    assert client.fetch(f"{site.url}/a", as_robot=True).data == PAGE.encode()
    clock.sleep(86_500)
    with pytest.raises(RobotsError):
        client.fetch(f"{site.url}/a", as_robot=True)


def test_private_addresses_can_be_forbidden(site: Site) -> None:
    site.say("/b", PAGE)
    (intake,) = read(f"{site.url}/b\n", allow_private_addresses=False)
    assert not intake.readable
    assert site.asked == []


def test_a_list_that_was_fetched_is_not_followed(site: Site) -> None:
    site.say("/list", f"{site.url}/secret\n", Content_Type="text/plain")
    (intake,) = iter_reports(f"{site.url}/list")
    assert intake.page.text == f"{site.url}/secret\n"
    assert site.asked == ["/list"]


def test_a_crawl_delay_has_an_end(site: Site, clock: ManualClock) -> None:
    site.say("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", Content_Type="text/plain")
    site.say("/a", PAGE)
    read(f"{site.url}/a\n", clock)
    assert clock.slept == [60.0]


def test_an_address_of_any_format_is_read_as_what_it_is(site: Site) -> None:
    site.say("/feed", "<rss version='2.0'><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>", Content_Type="text/xml")
    site.say("/table", "title,text\nOne,words\n", Content_Type="application/octet-stream")
    site.say("/film", b"\x00", Content_Type="video/mp4")
    assert [intake.page.title for intake in iter_reports(f"{site.url}/feed")] == ["One", "Two"]
    assert [intake.page.title for intake in iter_reports(f"{site.url}/table")] == ["One"]
    with pytest.raises(FetchError, match="video/mp4"):
        list(iter_reports(f"{site.url}/film"))


def test_a_text_with_an_address_in_it_is_no_list() -> None:
    assert choose_reader(source_of_bytes("x.txt", b"https://tarn.example/1\nThe bridge is closed.\n")).name == "page"
    assert choose_reader(source_of_bytes("x", b"https://tarn.example/1\n")).name == "list of addresses"
