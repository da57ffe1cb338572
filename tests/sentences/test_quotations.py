"""Quotations: pairing the marks, and telling speech from names and scare quotes."""

from __future__ import annotations

import dataclasses
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Quotation, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack
from reportedly.sentences.quotations import find_quotations
from reportedly.sentences.split import split_sentences

UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")
MARKS = "\"'“”„«»‘’"


def document(text: str, regions: tuple[Region, ...] | None = None) -> Document:
    whole = (Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else ()
    return Document(
        text=text, title=None, outlet=None, url=None, authors=(), language="en", published=UNKNOWN, regions=whole if regions is None else regions, origin=()
    )


def quotations_of(text: str, *, parse: bool = True) -> tuple[Quotation, ...]:
    pack = load_pack("tests/data/packs/two_rivers")
    report = document(text)
    sentences = split_sentences(report, Settings()).records if parse else ()
    return find_quotations(report, sentences, pack).records


def texts(text: str, *, parse: bool = False) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in quotations_of(text, parse=parse)]


@pytest.mark.parametrize("opening_closing", ["“”", "«»", "„“", "„”", '""', "‹›"])
def test_every_style_of_marks(opening_closing: str) -> None:
    opening, closing = tuple(opening_closing)
    quoted = f"{opening}we hold the bridge{closing}"
    assert texts(f"The general said {quoted} on Monday.") == [quoted]


@pytest.mark.parametrize("opening_closing", ["‘’", "''"])
def test_single_marks(opening_closing: str) -> None:
    opening, closing = tuple(opening_closing)
    quoted = f"{opening}we hold the bridge{closing}"
    assert texts(f"The general said {quoted} on Monday.") == [quoted]


def test_apostrophes_are_no_quotations() -> None:
    assert texts("The soldiers' families didn't leave; it’s the town’s third siege since the '90s, and they’ve said so.") == []


def test_a_quotation_inside_another_comes_after_it() -> None:
    text = "“He told me ‘leave now’ and left,” she said."
    assert texts(text) == ["“He told me ‘leave now’ and left,”", "‘leave now’"]


def test_thirty_deep() -> None:
    text = "“She said " * 30 + "no" + "”" * 30
    found = quotations_of(text, parse=False)
    assert len(found) == 30
    assert [quotation.start for quotation in found] == sorted(quotation.start for quotation in found)
    assert all(inner.start > outer.start and inner.end < outer.end for outer, inner in itertools.pairwise(found))


def test_speech_that_goes_on_in_the_next_paragraph() -> None:
    text = "“We hold the bridge, he wrote.\n\n“We will hold it.”"
    assert texts(text) == ["“We hold the bridge, he wrote.", "“We will hold it.”"]


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    text = "She said “we hold the bridge.\n\nThe mayor left."
    assert texts(text) == ["“we hold the bridge."]


def test_a_measure_in_inches_opens_nothing() -> None:
    assert texts('The shell was 6" wide and landed near the road.') == []


def test_nothing_between_the_marks_is_no_quotation() -> None:
    assert texts('He wrote "" and left.') == []


def test_inner_offsets_leave_the_marks_out() -> None:
    text = "She said “no way” twice."
    (found,) = quotations_of(text)
    assert text[found.inner_start : found.inner_end] == "no way"


@pytest.mark.parametrize(
    "text",
    ["The spokesperson “Ilvar Brandt” spoke on Monday.", 'The film "Gone by the River" was shown.', "The town's commander “Ostrel Van” left."],
)
def test_a_name_in_quotation_marks_is_not_speech(text: str) -> None:
    (found,) = quotations_of(text)
    assert not found.is_speech
    assert found.why.startswith("name")


@pytest.mark.parametrize(
    "text", ["He said: “We have left the town.”", "“The bridge is ours,” she wrote.", "He called the raid “a great success for all of us”."]
)
def test_speech(text: str) -> None:
    (found,) = quotations_of(text)
    assert found.is_speech


def test_scare_quotes_are_part_of_a_phrase() -> None:
    (found,) = quotations_of("The 'liberation' of the town took a week.")
    assert not found.is_speech
    assert found.why.startswith("scare quotes")


def test_chrome_is_not_read() -> None:
    text = "He said “yes”.\n\nRead “more”"
    report = document(text, (Region(start=0, end=14, kind=RegionKind.BODY), Region(start=16, end=len(text), kind=RegionKind.CHROME)))
    found = find_quotations(report, (), load_pack("tests/data/packs/two_rivers")).records
    assert [text[quotation.start : quotation.end] for quotation in found] == ["“yes”"]


def test_other_scripts_and_hidden_characters() -> None:
    assert texts("Він сказав: «Ми тримаємо міст».") == ["«Ми тримаємо міст»"]
    assert texts("أعلن “الجسر لنا” اليوم") == ["“الجسر لنا”"]
    assert texts("He said “yes\u200b” twice") == ["“yes\u200b”"]


def in_language(text: str, language: str) -> list[tuple[str, bool]]:
    report = dataclasses.replace(document(text), language=language)
    found = find_quotations(report, split_sentences(report, Settings()).records, load_pack("tests/data/packs/two_rivers")).records
    return [(text[quotation.inner_start : quotation.inner_end], quotation.is_speech) for quotation in found]


def test_names_and_speech_in_guillemets() -> None:
    assert in_language("Бійці полку «Сокіл» відійшли.", "uk") == [("Сокіл", False)]
    assert in_language("Збито дрон «Комета-2М».", "uk") == [("Комета-2М", False)]
    assert in_language("Крейсер «Буря» затонул.", "ru") == [("Буря", False)]
    assert in_language("«Мы держим город», — сказал мэр.", "ru") == [("Мы держим город", True)]
    assert in_language("За його словами, ворог „відступає“.", "uk") == [("відступає", True)]
    assert in_language("Речник із позивним «Грім» мовчав.", "uk") == [("Грім", False)]


def test_a_hundred_thousand_open_marks_take_no_square_of_time() -> None:
    begun = time.process_time()
    quotations_of("“a " * 100_000 + "‘b' " * 100_000, parse=False)
    assert time.process_time() - begun < 10


def test_fifty_thousand_nested_pairs_take_no_square_of_time() -> None:
    begun = time.process_time()
    assert len(quotations_of("“" * 50_000 + "yes" + "”" * 50_000, parse=False)) > 0
    assert time.process_time() - begun < 10


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=MARKS + "ab ,.\n", max_size=60))
def test_quotations_nest_and_never_cross(text: str) -> None:
    found = quotations_of(text, parse=False)
    for quotation in found:
        assert 0 <= quotation.start < quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
    for one in found:
        for other in found:
            assert not one.start < other.start < one.end < other.end
