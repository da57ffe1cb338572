"""Feeds by several generators, feeds to the published formats by hand, and broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.feeds import parse_feed
from reportedly.readers.seam import ReadOptions, source_of_bytes

if TYPE_CHECKING:
    from tests.readers.conftest import Site

    from reportedly.readers.seam import Intake

SAMPLES = Path(__file__).parent / "samples"
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://tarn.example/"><title>Courier</title></channel>
<item rdf:about="https://tarn.example/1"><title>Bridge closed</title><link>https://tarn.example/1</link><dc:date>2031-05-02T09:00:00+02:00</dc:date><dc:creator>M. Venn</dc:creator></item></rdf:RDF>"""


def rss(*items: str, title: str = "The Tarn Courier", top: str = "") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{top}{body}</channel></rss>'.encode()


def json_feed(*items: Any, **more: Any) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Tarn Courier", "items": list(items), **more}).encode()


def read(data: bytes) -> list[Intake]:
    return list(iter_reports(source_of_bytes("feed", data), ReadOptions(keep_bodies=True)))


def codes(intakes: list[Intake]) -> list[str]:
    return [issue.code for intake in intakes for issue in intake.issues]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("feedgen*.xml")))
def test_generators(name: str) -> None:
    intakes = list(iter_reports(SAMPLES / name))
    page = intakes[0].page
    assert (page.url, page.outlet, page.title) == ("https://tarn.example/0", "The Tarn Courier", "Bridge at Oldmark closed")
    assert (page.text or "").startswith("Bridge at Oldmark closed\n\n")
    assert "The bridge at Oldmark was closed on Friday" in (page.text or "")
    assert "<p>" not in (page.text or "")
    assert str(page.published) == ("None" if "rss091" in name else "2031-05-02")  # half past midnight in its own zone, the first of May in UTC
    assert codes(intakes) == []


def test_rdf() -> None:
    (intake,) = read(RDF.encode())
    assert (intake.page.text, intake.page.authors, str(intake.page.published)) == ("Bridge closed", ("M. Venn",), "2031-05-02")


def test_a_json_feed() -> None:
    item = {
        "id": 1,
        "url": "https://tarn.example/1",
        "title": "Bridge closed",
        "content_html": "<p>The bridge is closed.</p>",
        "date_published": "2031-05-02T00:30:00+03:00",
        "authors": [{"name": "Mara Venn"}],
    }
    (intake,) = read(json_feed(item, language="en-GB"))
    page = intake.page
    assert (page.text, page.outlet, page.authors, str(page.published), page.language) == (
        "Bridge closed\n\nThe bridge is closed.",
        "The Tarn Courier",
        ("Mara Venn",),
        "2031-05-02",
        "en",
    )


def test_markup_in_a_feed_becomes_words() -> None:
    item = "<title>A &amp;amp; B: five &amp;lt; six</title><description>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;Three.&lt;/p&gt;</description>"
    (intake,) = read(rss(item))
    assert intake.page.text == "A & B: five < six\n\nOne two.\n\nThree."


def test_a_long_text_takes_the_place_of_its_teaser() -> None:
    item = (
        '<title>Ferry stops</title><description>The ferry stops …</description><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<![CDATA[<p>The ferry stops on Sunday.</p>]]></content:encoded>"
    )
    assert read(rss(item))[0].page.text == "Ferry stops\n\nThe ferry stops on Sunday."


def test_who_said_it_first_is_the_outlet() -> None:
    (intake,) = read(rss('<title>Ferry stops</title><source url="https://north.example/">The North Post</source>'))
    assert intake.page.outlet == "The North Post"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Thu, 01 Jan 1970 00:00:00 GMT", "published-implausible"),
        ("Sat, 01 Jan 2099 00:00:00 GMT", "published-implausible"),
        ("yesterday", "published-unclear"),
    ],
)
def test_days_that_cannot_be_are_left_open(written: str, code: str) -> None:
    (intake,) = read(rss(f"<title>Ferry stops</title><pubDate>{written}</pubDate>"))
    assert (intake.page.published, codes([intake])) == (None, [code])


def test_an_entry_said_twice_is_one_and_other_words_under_its_id_are_two() -> None:
    first, changed = ("<guid>7</guid><title>Ferry stops</title>", "<guid>7</guid><title>Ferry runs</title>")
    assert [intake.page.text for intake in read(rss(first, first, changed))] == ["Ferry stops", "Ferry runs"]


def test_one_text_under_two_addresses_is_two_reports() -> None:
    items = [f"<guid>{number}</guid><link>https://tarn.example/{number}</link><title>Ferry stops</title>" for number in range(2)]
    assert len(read(rss(*items))) == 2


def test_relative_links_are_made_whole(site: Site) -> None:
    site.say("/news/feed", rss("<title>Ferry</title><link>/a</link>"), Content_Type="text/xml")
    (intake,) = iter_reports(site.url + "/news/feed")
    assert intake.page.url == site.url + "/a"
    assert site.asked == ["/news/feed"]


def test_half_a_feed_gives_its_whole_entries_and_says_so() -> None:
    data = rss(*(f"<title>Report {number}</title><guid>{number}</guid>" for number in range(3)))
    intakes = read(data[:-40])
    assert [intake.page.text for intake in intakes if intake.readable][:2] == ["Report 0", "Report 1"]
    assert codes(intakes)[-1] == "container-broken"


def test_a_feed_in_an_old_code_page() -> None:
    data = '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Курьер</title><item><title>Паром не ходит</title></item></channel></rss>'
    (intake,) = read(data.encode("cp1251"))
    assert (intake.page.text, intake.page.outlet) == ("Паром не ходит", "Курьер")


def test_a_feed_that_says_the_wrong_encoding_is_read_all_the_same() -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Курьер</title><item><title>Паром не ходит</title></item></channel></rss>'
    (intake,) = read(data.encode("cp1251"))
    assert intake.page.text == "Паром не ходит"


def test_entities_that_grow_without_end_do_not() -> None:
    lines = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    data = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "boom">{lines}]><rss version="2.0"><channel><item><title>&a9;</title></item></channel></rss>'
    intakes = read(data.encode())
    assert sum(len(intake.page.text or "") for intake in intakes) < 10_000


def test_an_entry_without_words_and_an_empty_feed_are_told() -> None:
    assert codes(read(rss("<link>https://tarn.example/1</link>"))) == ["item-unreadable"]
    assert codes(read(rss())) == ["no-reports"]


def test_a_feed_says_how_long_it_may_be_kept() -> None:
    assert parse_feed(rss(top="<ttl>60</ttl>")).minutes == 60
    assert parse_feed(rss()).minutes is None


@pytest.mark.parametrize("data", [json_feed(1, None, {"title": "Ferry"}), b'{"version": "https://jsonfeed.org/version/1", "items": 3}'])
def test_a_json_feed_with_faults(data: bytes) -> None:
    assert codes(read(data))[-1] == "container-broken"


@settings(deadline=None)
@given(some.binary(max_size=300))
def test_rubbish_in_a_feed_gives_an_answer(rubbish: bytes) -> None:
    data = b'<rss version="2.0"><channel><item><title>' + rubbish
    assert choose_reader(source_of_bytes("x", data)).name == "feed"
    assert len(read(data)) >= 1


def test_a_page_that_speaks_of_feeds_is_a_page() -> None:
    assert choose_reader(source_of_bytes("x", b"<!doctype html><html><body><p>How to write &lt;rss&gt;: <rss></p></body></html>")).name == "page"
