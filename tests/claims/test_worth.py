"""The fast path: what a cheap scan leaves unparsed, and that it loses nothing that a full reading believes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.claims.worth import find_worth
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.flow import read_page
from reportedly.pages.read import read_document

if TYPE_CHECKING:
    from reportedly.core.records import Claim, Document, Reading
    from reportedly.packs.load import Pack

FAST = Settings(fast=True)
PEACE = "The bakery in the old square sells bread and cakes from six in the morning, and its owner says that rye is what most people ask for now. "
WAR = "Karvelian forces captured Bellmere on 10 April, the Karvelian Defence Ministry said. Tolmari troops had withdrawn from the town. "


def document_of(text: str, pack: Pack) -> Document:
    found = read_document(Page(text=text, clean=True, language="en"), pack, FAST).records
    assert found is not None
    return found


def read(text: str, pack: Pack, *, fast: bool, language: str = "en") -> Reading:
    page = Page(text=text, clean=True, language=language, published=date(2031, 4, 12))
    return read_page(page, pack, Settings(fast=fast))


def told(claims: tuple[Claim, ...]) -> list[tuple[str, int, bool]]:
    return [(claim.event, claim.trigger.start, claim.positive) for claim in claims]


def quoted(claims: tuple[Claim, ...]) -> list[tuple[str, str, bool]]:
    return [(claim.event, claim.quote, claim.positive) for claim in claims]


def test_without_the_setting_all_is_parsed(pack: Pack) -> None:
    assert find_worth(document_of(PEACE, pack), pack, Settings()).records is None


def test_other_languages_are_left_to_their_own_path(pack: Pack) -> None:
    reading = read("Війська залишили місто.", pack, fast=True, language="uk")
    assert "not-parsed" not in {issue.code for issue in reading.issues}


def test_a_report_of_peace_is_not_parsed_and_says_so(pack: Pack) -> None:
    found = find_worth(document_of(PEACE * 10, pack), pack, FAST)
    assert found.records == ()
    assert [issue.code for issue in found.issues] == ["not-parsed"]
    reading = read(PEACE * 10, pack, fast=True)
    assert (reading.claims, reading.attributions, reading.places, reading.days) == ((), (), (), ())
    assert reading.document == read(PEACE * 10, pack, fast=False).document


def test_places_and_days_are_found_in_what_is_not_parsed_of_a_report_of_war(pack: Pack) -> None:
    opened = "The bakery in Bellmere was opened on 3 May 2029. "
    text = f"{WAR * 8}\n\n{PEACE * 2}{opened}{PEACE * 2}"
    reading = read(text, pack, fast=True)
    assert "not-parsed" in {issue.code for issue in reading.issues}
    assert text.index("Bellmere was opened") in {mention.start for mention in reading.places}
    assert "3 May 2029" in {mention.text for mention in reading.days}


def test_sentences_of_war_are_parsed_and_the_rest_is_not(pack: Pack) -> None:
    text = WAR * 2 + "\n\n" + PEACE * 3 + "\n\n" + WAR
    spans = find_worth(document_of(text, pack), pack, FAST).records
    assert spans
    assert not any(text[start:end].startswith("The bakery") for start, end in spans)
    assert told(read(text, pack, fast=True).claims) == told(read(text, pack, fast=False).claims)


def test_one_long_paragraph_is_cut_at_sentences(pack: Pack) -> None:
    text = WAR * 4 + PEACE * 8 + WAR * 4
    reading = read(text, pack, fast=True)
    assert told(reading.claims) == told(read(text, pack, fast=False).claims)
    (issue,) = (issue for issue in reading.issues if issue.code == "not-parsed")
    assert "claims and sources were not looked for there" in issue.message


def test_a_quotation_keeps_its_speaker(pack: Pack) -> None:
    text = PEACE * 4 + "“Karvelian forces captured Bellmere. It was quick.” General Ilvar Brandt of the Tolmari army said so to a crowd of people. " + WAR * 4
    fast, full = read(text, pack, fast=True), read(text, pack, fast=False)
    assert told(fast.claims) == told(full.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Bellmere retaken.",
        "Shelling kills two in Bellmere.",
        "Rebels flee as army takes control of Stonegate.",
        "Tolmari troops in full retreat from Bellmere.",
    ],
)
def test_terse_headlines_are_kept(pack: Pack, text: str) -> None:
    assert told(read(text, pack, fast=True).claims) == told(read(text, pack, fast=False).claims)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([WAR, PEACE, "\n\n", "İstanbul’da ", "“Hold the line,” he said. ", "💥 ", "\u200b"]), max_size=12))
def test_spans_are_in_order_and_inside_the_text(pack: Pack, parts: list[str]) -> None:
    text = "".join(parts)
    if not text.strip():
        return
    document = document_of(text, pack)
    spans = find_worth(document, pack, FAST).records
    assert spans is not None
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(document.text) for start, end in spans)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([WAR, PEACE, "\n\n", "Two soldiers were killed. "]), min_size=1, max_size=8))
def test_tokens_cover_the_same_words_either_way(pack: Pack, parts: list[str]) -> None:
    text = "".join(parts)
    if not text.strip():
        return
    fast, full = read(text, pack, fast=True), read(text, pack, fast=False)
    assert fast.document.text == full.document.text
    # A sentence said again is one claim; which copy of it is named may differ.
    assert set(quoted(fast.claims)) <= set(quoted(full.claims))
