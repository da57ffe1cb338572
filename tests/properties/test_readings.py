"""What holds for every reading of every report, whatever is in it."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportedly
from reportedly.core.records import Page, Reading, RegionKind
from reportedly.examples import find_examples
from reportedly.formats.notation import ClaimLine
from reportedly.formats.text import to_claim_lines, to_text
from reportedly.formats.wire import to_line
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = sorted(find_examples())
SMALL = load_pack(str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers"))
WORDS = (
    *(
        "Troops",
        "left",
        "the town",
        "of",
        "Velm",
        "Oru",
        "said",
        "on Monday",
        "2 May 2023",
        "yesterday",
        "5,000",
        "hundreds of",
        "soldiers",
        "It is noted that",
    ),
    *(
        "denied",
        "the ministry",
        "“",
        "”",
        "\n",
        "\n\n",
        ".",
        ",",
        "Read More",
        "He",
        "who",
        "to",
        "24 hours after",
        "were killed",
        "\u200b",
        "\u202e",
        "é",
        "Київ",
        "<b>",
        "&amp;",
        "§",
    ),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=120)


@cache
def example(name: str) -> Reading:
    return reportedly.read(find_examples()[name])


def spans_in(row: Any) -> Iterator[tuple[int, int, str]]:
    """Every start, end and text that stand together, at any depth."""
    if isinstance(row, dict):
        if {"start", "end"} <= set(row) and ("text" in row or "quote" in row) and isinstance(row["start"], int):
            yield row["start"], row["end"], str(row.get("quote", row.get("text")))
        for value in row.values():
            yield from spans_in(value)
    elif isinstance(row, list):
        for value in row:
            yield from spans_in(value)


def check(reading: Reading) -> None:
    row = json.loads(to_line(reading))
    text = reading.document.text
    assert row["report"]["text"] == text
    for start, end, words in spans_in({key: value for key, value in row.items() if key != "report"}):
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == words
    ids = [record["id"] for kind in ("attributions", "places", "days", "quantities", "actors", "claims") for record in row[kind]]
    assert len(set(ids)) == len(ids)
    references = [claim[key] for claim in row["claims"] for key in ("said_by", "actor", "target", "quantities")]
    assert {reference for found in references for reference in found} <= set(ids)
    assert {place["ref"] for claim in row["claims"] for place in claim["places"]} <= set(ids)
    assert {attribution["parent"] for attribution in row["attributions"]} <= {*ids, None}
    assert {claim for finding in row["findings"] for claim in finding["claims"]} <= set(ids)
    check_regions(reading)
    check_places_and_days(row)
    lines = to_claim_lines(reading)
    assert tuple(ClaimLine.from_text(str(line)) for line in lines) == lines
    assert "step-failed" not in {issue.code for issue in reading.issues}, reading.issues


def check_regions(reading: Reading) -> None:
    position = 0
    for region in sorted((region for region in reading.document.regions if region.kind is not RegionKind.QUOTE), key=lambda region: region.start):
        assert position <= region.start <= region.end <= len(reading.document.text)
        position = region.end
    chrome = [(region.start, region.end) for region in reading.document.regions if region.kind is RegionKind.CHROME]
    found = [(record.start, record.end) for records in (reading.places, reading.days, reading.actors) for record in records]
    found += [(claim.start, claim.end) for claim in reading.claims]
    assert all(last <= start or first >= end for first, last in found for start, end in chrome)


def check_places_and_days(row: dict[str, Any]) -> None:
    for place in row["places"]:
        assert (place["place"] is not None) == (place["status"] == "resolved")
        assert place["why"]
    for day in (*row["days"], row["report"]["published"], *(claim["day"] for claim in row["claims"])):
        assert day["earliest"] is None or day["latest"] is None or day["earliest"] <= day["latest"]
        assert day["why"]
    published = row["report"]["published"]
    assert (published["basis"] == "unknown") == (published["earliest"] is None and published["latest"] is None)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_hold_together(name: str) -> None:
    check(example(name))


@given(TEXTS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_text_holds_together(text: str, clean: bool) -> None:  # noqa: FBT001
    reading = reportedly.read(Page(text=text, clean=clean, language="en"), pack=SMALL)
    check(reading)
    if clean:
        assert reading.document.text == text


@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_any_page_holds_together(words: str) -> None:
    check(reportedly.read(Page(html=f"<html><body><article><h1>Report</h1><p>{words}</p></article></body></html>", language="en"), pack=SMALL))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_map_back_to_the_page_holds(name: str) -> None:
    page = find_examples()[name].read_text(encoding="utf-8")
    document = example(name).document
    assert document.origin
    position = 0
    for run in document.origin:
        assert run.clean >= position
        assert run.length > 0
        position = run.clean + run.length
        assert page[run.page : run.page + run.length] == document.text[run.clean : position]
    mapped = sum(run.length for run in document.origin)
    assert mapped >= 0.95 * len("".join(document.text.split()))


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_the_map_back_to_any_page_holds(text: str) -> None:
    document = reportedly.read(Page(text=text, language="de"), pack=SMALL).document
    for run in document.origin:
        assert text[run.page : run.page + run.length] == document.text[run.clean : run.clean + run.length]


@pytest.mark.parametrize("name", EXAMPLES)
def test_reading_twice_gives_the_same_bytes(name: str) -> None:
    again = reportedly.read(find_examples()[name])
    assert to_line(again) == to_line(example(name))
    assert to_text(again) == to_text(example(name))


def test_another_hash_seed_gives_the_same_bytes() -> None:
    probe = "import sys, reportedly\nfrom reportedly.formats.wire import to_line\nfor name in sys.argv[1:]: print(to_line(reportedly.read(reportedly.find_example(name))))"

    def output(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run([sys.executable, "-c", probe, *EXAMPLES], capture_output=True, env=environment, check=True).stdout

    assert output("1") == output("4242")


def test_a_claim_keeps_its_key_when_the_report_is_read_again_elsewhere() -> None:
    first = example("wire")
    page = Page(id="other", text=first.document.text, clean=True, published=first.document.published.days.day, url="https://elsewhere.example/1", language="en")
    again = reportedly.read(page)
    keys = [claim.key for claim in first.claims]
    assert len(set(keys)) == len(keys)
    assert set(keys) & {claim.key for claim in again.claims}


def test_readings_are_values() -> None:
    assert example("denial") == reportedly.read(find_examples()["denial"])
    assert dataclasses.replace(example("denial"), id="x") != example("denial")
