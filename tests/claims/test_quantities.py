"""Numbers, their bounds (docs/reference/format.md) and their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.claims.numerals import number_words, read_value
from reportedly.core.records import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack


def token(text: str, index: int) -> Token:
    return Token(index, index, index + len(text), text, text.lower(), "NUM", "CD", "nummod", index, ())


@pytest.mark.parametrize(
    ("text", "words", "lower", "upper", "unit"),
    [
        ("Some 5,000 soldiers left.", "Some 5,000", 4500, 5500, "soldiers"),
        ("More than 5,000 soldiers left.", "More than 5,000", 5001, None, "soldiers"),
        ("Up to 200 people died.", "Up to 200", None, 200, "people"),
        ("At least 16 dead, the mayor said.", "At least 16", 16, None, "people"),
        ("Fewer than 30 tanks remained.", "Fewer than 30", None, 29, "tanks"),
        ("Hundreds of troops left.", "Hundreds", 200, 999, "soldiers"),
        ("Dozens were hurt in the blast.", "Dozens", 24, 99, "people"),
        ("Tens of thousands of refugees crossed.", "Tens of thousands", 20_000, 99_999, "civilians"),
        ("They lost five thousand (5000) soldiers.", "five thousand (5000)", 5000, 5000, "soldiers"),
        ("Between 400 and 500 prisoners were freed.", "Between 400 and 500", 400, 500, "prisoners"),
        ("Over a dozen drones fell.", "Over a dozen", 13, None, "drones"),
        ("Half a million people fled.", "Half a million", 500_000, 500_000, "people"),
        ("Two hundred and fifty shells fell.", "Two hundred and fifty", 250, 250, "missiles"),
        ("Twenty-five villages were taken.", "Twenty-five", 25, 25, "settlements"),
        ("The front moved 12 kilometres.", "12", 12, 12, "km"),
        ("They took 95 square kilometres.", "95", 95, 95, "km2"),
        ("Some 40 percent of homes are gone.", "Some 40", 36, 44, "percent"),
        ("The aid is worth $3.5 billion.", "$3.5 billion", 3.5e9, 3.5e9, "money"),
        ("One soldier was killed.", "One", 1, 1, "soldiers"),
        ("28 wounded in strikes on Oldmark.", "28", 28, 28, "people"),
        ("The town had 28 wounded soldiers.", "28", 28, 28, "soldiers"),
        ("They carried out 41 air strikes.", "41", 41, 41, "other"),
        ("They shelled the border 120 times.", "120", 120, 120, "other"),
        ("More than 20 drone strikes were carried out.", "More than 20", 21, None, "other"),
    ],
)
def test_bounds_and_units(read: Callable[..., Reading], text: str, words: str, lower: float | None, upper: float | None, unit: str) -> None:
    found = [(quantity.text, quantity.lower, quantity.upper, quantity.unit) for quantity in read(text).quantities]
    assert found == [(words, lower, upper, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "The war began in 2031.",
        "It happened at 18:00.",
        "The 46th brigade left.",
        "A 62-year-old woman was killed.",
        "A boy aged 7 was wounded.",
        "A man, 62, was killed in the shelling.",
        "The mayor is 9 years old.",
        "The army advanced near Oldmark (10.02).",
        "Troops shelled the town four times.",
        "They attacked in three directions.",
        "On 10 April the troops left.",
        "Phase 2 began.",
        "They fear one another.",
        "Two Kr-25s flew over Article 5.".replace("Two ", ""),
    ],
)
def test_years_clocks_ordinals_labels_and_days_count_nothing(read: Callable[..., Reading], text: str) -> None:
    assert read(text).quantities == ()


@pytest.mark.parametrize("text", ["They shot down 12 of 30 drones.", "12 out of 30 drones were shot down."])
def test_a_part_and_its_whole_are_two_numbers(read: Callable[..., Reading], text: str) -> None:
    assert [(quantity.text, quantity.unit) for quantity in read(text).quantities] == [("12", "drones"), ("30", "drones")]


def test_the_number_belongs_to_its_claim(read: Callable[..., Reading]) -> None:
    reading = read("Tolmari shelling killed 12 civilians in Bellmere.")
    quantities = {quantity.id: quantity.text for quantity in reading.quantities}
    assert [[quantities[ref] for ref in claim.quantities] for claim in reading.claims if claim.event == "kill"] == [["12"]]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(min_value=1, max_value=999_999_999))
def test_figures_are_read_as_written(pack: Pack, number: int) -> None:
    words = number_words(pack)
    for written in (str(number), f"{number:,}"):
        value = read_value((token(written, 0),), 0, words)
        assert value is not None
        assert (value.end, value.low, value.high) == (1, number, number)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(thousands=st.integers(1, 99), hundreds=st.integers(1, 9), scale=st.sampled_from(["thousand", "million"]))
def test_words_add_up(pack: Pack, thousands: int, hundreds: int, scale: str) -> None:
    words = number_words(pack)
    small = {value: word for word, value in words.cardinals.items()}
    ten, one = divmod(thousands, 10)
    spoken = [small[thousands]] if thousands in small else [small[ten * 10], small[one]]
    texts = [*spoken, scale, small[hundreds], "hundred"]
    value = read_value(tuple(token(text, index) for index, text in enumerate(texts)), 0, words)
    assert value is not None
    assert value.low == thousands * words.scales[scale] + hundreds * 100
    assert value.end == len(texts)
