"""What a reading costs grows with the length of the report, and no faster: reports of doubled length, of the forms that once hid a quadratic step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

SMALL = Settings(pack=str(Path(__file__).resolve().parent / "data/packs/two_rivers"))
SENTENCE = "Karvelian forces captured Bellmere on {n} April, and “{n} men left”, the Karvelian Defence Ministry said in post {n}. "
SHORT, LONG = 60, 240
"""Sentences: some 7,000 characters, and four times as many."""
SHAPES = {
    "paragraphs": lambda count: "\n\n".join(SENTENCE.format(n=number % 28 + 1) for number in range(count)),
    "one line": lambda count: "".join(SENTENCE.format(n=number % 28 + 1) for number in range(count)),
    "no full stop": lambda count: " and ".join(f"troops of unit {number} left Bellmere" for number in range(count * 2)),
    "a table": lambda count: "\n".join(f"Bellmere\t{number}\t3 April 2031\t“yes”" for number in range(count * 3)),
}


def seconds(text: str) -> float:
    page = Page(id="long", text=text, clean=True, language="en")
    began = time.process_time()
    read_page(page, load_pack(SMALL.pack), SMALL)
    return time.process_time() - began


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_length_takes_about_four_times_as_long(shape: str) -> None:
    seconds(SHAPES[shape](8))
    # A quadratic step of a tenth of the time would give 5.2 where the rest gives 4; of half the time, 10. Busy machines differ by a half.
    ratio = min(seconds(SHAPES[shape](LONG)) / seconds(SHAPES[shape](SHORT)) for _ in range(2))
    assert ratio < 6.5
