from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import Document, Page, PublishedBasis, RegionKind
from reportedly.core.settings import Settings
from reportedly.pages.read import read_document, without_invisible

if TYPE_CHECKING:
    from reportedly.packs.load import Pack

SETTINGS = Settings()
SENTENCE = "The army has left the town of Oldmark after a week of shelling, the defence ministry said on Friday. "
MARKUP = f"<html><head><title>Army leaves Oldmark</title></head><body><article><h1>Army leaves Oldmark</h1><p>{SENTENCE * 4}</p><blockquote><p>{SENTENCE * 2}</p></blockquote><p>{SENTENCE * 3}</p></article></body></html>"


def holds(document: Document, source: str) -> bool:
    return all(source[run.page : run.page + run.length] == document.text[run.clean : run.clean + run.length] for run in document.origin)


@given(st.text(st.characters(), max_size=200))
def test_clean_text_is_kept_to_the_letter(pack: Pack, text: str) -> None:
    document = read_document(Page(text=text, clean=True, language="en"), pack, SETTINGS).records
    assert document.text == text
    assert holds(document, text)
    assert all(region.end <= len(text) for region in document.regions)


@given(st.text(st.characters(), max_size=200))
def test_the_map_back_holds_for_any_text(pack: Pack, text: str) -> None:
    document = read_document(Page(text=text, language="en"), pack, SETTINGS).records
    assert holds(document, text)
    assert sum(run.length for run in document.origin) == len(document.text)


def test_given_metadata_wins(pack: Pack) -> None:
    page = Page(text=SENTENCE, clean=True, title="T", outlet="O", authors=("A",), language="uk", published=date(2024, 5, 31), url="u")
    document = read_document(page, pack, SETTINGS).records
    assert (document.title, document.outlet, document.authors, document.language, document.url) == ("T", "O", ("A",), "uk", "u")
    assert document.published.basis is PublishedBasis.GIVEN
    assert document.published.days.day == date(2024, 5, 31)


def test_the_first_line_is_the_headline_when_it_is_the_title(pack: Pack) -> None:
    text = f"Army leaves Oldmark\n\n{SENTENCE}"
    with_title = read_document(Page(text=text, clean=True, title="Army leaves  Oldmark"), pack, SETTINGS).records
    without = read_document(Page(text=text, clean=True), pack, SETTINGS).records
    assert [region.kind for region in with_title.regions] == [RegionKind.HEADLINE, RegionKind.BODY]
    assert [region.kind for region in without.regions] == [RegionKind.BODY]


def test_markup(pack: Pack) -> None:
    found = read_document(Page(html=MARKUP), pack, SETTINGS)
    document = found.records
    assert document.text.startswith("Army leaves Oldmark\n\nThe army has left")
    assert document.regions[0].kind is RegionKind.HEADLINE
    assert document.language == "en"
    assert document.published.basis is PublishedBasis.UNKNOWN
    assert document.published.days.is_open
    quote = next(region for region in document.regions if region.kind is RegionKind.QUOTE)
    body = next(region for region in document.regions if region.kind is RegionKind.BODY)
    assert body.start <= quote.start < quote.end <= body.end
    assert document.origin
    assert holds(document, MARKUP)
    assert found.issues == ()


def test_the_days_line_of_a_dump_is_metadata(pack: Pack) -> None:
    text = "\n\n".join(["Army leaves Oldmark", "Published 31 May 2024", SENTENCE * 2, SENTENCE.replace("Friday", "Monday")])
    published = read_document(Page(text=text), pack, SETTINGS).records.published
    assert published.basis is PublishedBasis.METADATA
    assert published.days.day == date(2024, 5, 31)
    assert "31 May 2024" in published.why


@pytest.mark.parametrize("page", [Page(text=""), Page(text=" \n\t "), Page(text="", clean=True), Page(text="\u200b\ufeff")])
def test_no_text_is_an_issue(pack: Pack, page: Page) -> None:
    found = read_document(page, pack, SETTINGS)
    assert [issue.code for issue in found.issues] == ["empty"]
    assert found.records.regions == ()


def test_a_page_too_large_is_not_read(pack: Pack) -> None:
    found = read_document(Page(text="x" * 11), pack, Settings(max_page_bytes=10))
    assert [issue.code for issue in found.issues] == ["page-too-large"]
    assert found.records.text == ""


def test_half_a_character_is_kept_and_reported(pack: Pack) -> None:
    found = read_document(Page(text="The army \ud83d left.", clean=True), pack, SETTINGS)
    (issue,) = found.issues
    assert (issue.code, issue.start, issue.end) == ("lone-surrogate", 9, 10)


def test_invisible_characters_are_taken_out_and_the_map_knows() -> None:
    text, runs = without_invisible("Old\u00admark\r\nwas\u200b taken\x00")
    assert text == "Oldmark\nwas taken"
    assert [(run.clean, run.page, run.length) for run in runs] == [(0, 0, 3), (3, 4, 4), (7, 9, 4), (11, 14, 6)]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 60_000,
        "a" * 300_000,
        "." * 300_000,
        "." * 300_000 + "a",
        "a" + ".'" * 200_000 + " b",
        "\n" * 300_000,
        "Menu\n\n" * 10_000,
        '"' * 300_000,
        "1 May 2024\n" * 3_000,
        "\u202bשלום\u202c " * 20_000,
        "(" * 300_000,
        "« " * 100_000,
    ],
)
def test_strange_texts_take_no_time(pack: Pack, text: str) -> None:
    started = time.process_time()
    document = read_document(Page(text=text), pack, SETTINGS).records
    assert holds(document, text)
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    "markup",
    [
        "<a " * 30_000,
        "<!--" * 30_000,
        "<script>" * 10_000,
        "<div>" * 20_000,
        "<" * 50_000,
        "&amp;" * 20_000,
        "<p>" + "word " * 20_000,
        "\x00<p>x",
        "<p>\ud800</p>",
    ],
)
def test_strange_markup_takes_no_time(pack: Pack, markup: str) -> None:
    started = time.process_time()
    found = read_document(Page(html=markup), pack, SETTINGS)
    assert holds(found.records, markup)
    assert time.process_time() - started < 30


def test_reading_twice_gives_the_same(pack: Pack) -> None:
    assert read_document(Page(html=MARKUP), pack, SETTINGS) == read_document(Page(html=MARKUP), pack, SETTINGS)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Уночі 14 березня 2031 року війська відійшли з села.\nВони залишили міст.", None),
        ("Army leaves\n\nOn 14 March 2031 troops left the village.\nThey crossed the river.", None),
        ("Army leaves\n14 March 2031\nTroops left the village.", date(2031, 3, 14)),
        ("Army leaves\nBy A. Writer, 14 March 2031\nTroops left the village.", date(2031, 3, 14)),
        ("ORVESA, Norland, 14 March 2031 (Tarn Wire) - Troops left the village.", date(2031, 3, 14)),
        ("Army leaves\nPublished on 14 March 2031 at 10:00 by the editors of the paper.\nTroops left.", date(2031, 3, 14)),
    ],
)
def test_only_date_lines_bylines_and_datelines_date_a_page(pack: Pack, text: str, day: date | None) -> None:
    assert read_document(Page(text=text), pack, SETTINGS).records.published.days.day == day
