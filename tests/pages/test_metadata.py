from __future__ import annotations

import json
import time
from datetime import date

import pytest
import trafilatura

from reportedly.pages.metadata import Metadata, choose_title, read_day, read_metadata, without_site

ARTICLE = """<html lang="en-GB"><head><title>Army leaves Oldmark - North Herald</title>
<meta property="og:title" content="Army leaves Oldmark"><meta property="og:site_name" content="North Herald">
<script type="application/ld+json">{broken</script>
<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2019-01-01"},
 {"@type": ["NewsArticle"], "headline": "Army leaves  Oldmark", "datePublished": "2024-05-31T23:10:00+02:00", "isAccessibleForFree": "False"}]}</script>
</head><body><h1>North Herald</h1><h1>Army leaves Oldmark</h1><figure><figcaption>A bridge. Photo: A. Maker</figcaption></figure><p>x</p></body></html>"""


def test_what_a_page_says_of_itself() -> None:
    metadata = read_metadata(trafilatura.load_html(ARTICLE))
    assert metadata.published == date(2024, 5, 31)
    assert metadata.site_name == "North Herald"
    assert metadata.language == "en"
    assert metadata.free is False
    assert "A bridge. Photo: A. Maker" in metadata.captions
    assert choose_title(metadata, None) == "Army leaves Oldmark"


def test_a_page_that_says_nothing() -> None:
    metadata = read_metadata(trafilatura.load_html("<html><body><p>words of some length here</p></body></html>"))
    assert (metadata.published, metadata.site_name, metadata.language, metadata.free) == (None, None, None, None)
    assert choose_title(metadata, None) is None


@pytest.mark.parametrize(
    ("title", "site", "clean"),
    [
        ("Army leaves Oldmark | North Herald", None, "Army leaves Oldmark"),
        ("North Herald - Army leaves Oldmark after a week", None, "Army leaves Oldmark after a week"),
        ("Army leaves Oldmark – the whole story of a week – North Herald", "North Herald", "Army leaves Oldmark – the whole story of a week"),
        ("Oldmark: army leaves", None, "Oldmark: army leaves"),
        ("Army leaves", None, "Army leaves"),
        ("", None, ""),
    ],
)
def test_the_sites_name_is_no_part_of_the_headline(title: str, site: str | None, clean: str) -> None:
    assert without_site(title, Metadata(site_name=site)) == clean


def test_a_heading_wins_over_the_version_for_search_engines() -> None:
    metadata = Metadata(
        headings=("Our site", "Army leaves Oldmark after a week of shelling"), titles=("Army leaves Oldmark | North",), window_title="Oldmark news"
    )
    assert choose_title(metadata, None) == "Army leaves Oldmark after a week of shelling"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-31", date(2024, 5, 31)),
        ("2024-05-31T23:59:00Z", date(2024, 5, 31)),
        ("Fri, 31 May 2024 10:00:00 GMT", date(2024, 5, 31)),
        ("2024-13-41", None),
        ("soon", None),
        (None, None),
        (5, None),
    ],
)
def test_days_as_machines_write_them(value: object, day: date | None) -> None:
    assert read_day(value) == day


def test_a_title_of_twenty_thousand_pieces_and_ten_thousand_headings() -> None:
    pieces = " - x".join(f"town {number}" for number in range(20_000))
    articles = [{"@graph": [{"@type": "NewsArticle", "headline": f"Town falls {one} {two}"} for two in range(200)]} for one in range(200)]
    headings = "".join(f"<h1>Town falls again {number}</h1>" for number in range(10_000))
    markup = (
        f"<html><head><title>{pieces}</title><script type='application/ld+json'>{json.dumps(articles)}</script></head><body>{headings}<p>x</p></body></html>"
    )
    begun = time.process_time()
    metadata = read_metadata(trafilatura.load_html(markup))
    assert choose_title(metadata, None) == "Town falls again 0"
    assert choose_title(Metadata(window_title=pieces), "Town falls") == "Town falls"
    assert without_site(" - ".join("ab" * 100 for _ in range(4)), Metadata())
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://harbour.example/a/b">', "https://harbour.example/a/b"),
        ('<meta property="og:url" content="https://harbour.example/?p=7">', "https://harbour.example/?p=7"),
        ('<link rel="canonical" href="https://harbour.example/"><meta property="og:url" content="https://harbour.example/a">', "https://harbour.example/a"),
        ('<link rel="canonical" href="/a/b">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://[broken/a">', None),
        ('<link rel="alternate" href="https://harbour.example/feed">', None),
        ("", None),
    ],
)
def test_a_pages_own_address(head: str, address: str | None) -> None:
    assert read_metadata(trafilatura.load_html(f"<html><head>{head}</head><body><p>Words.</p></body></html>")).url == address
