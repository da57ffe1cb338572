"""A source in a sentence of its own behind the news."""

from __future__ import annotations

import pytest

from reportedly.core.records import Page, RegionKind
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

PACK = load_pack("russia_ukraine_2022")


def told(text: str, language: str) -> list[tuple[str, list[str]]]:
    """Source and content of each attribution."""
    reading = read_page(Page(text=text, clean=True, language=language), PACK)
    return [(" ".join(span.text for span in each.source), [span.text for span in each.content]) for each in reading.attributions]


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        ("Війська залишили місто. Про це повідомив мер.", "uk", "мер"),
        ("Войска оставили город. Об этом сообщил мэр.", "ru", "мэр"),
        ("Войска оставили город. Об этом сообщает ТАСС.", "ru", "ТАСС"),
    ],
)
def test_this_is_the_sentence_before(text: str, language: str, source: str) -> None:
    assert told(text, language) == [(source, [text.partition(".")[0]])]


def test_the_paragraph_before_where_the_sentence_begins_its_own() -> None:
    text = "Войска оставили город. Мост взорван.\n\nОб этом сообщил мэр."
    assert told(text, "ru") == [("мэр", ["Войска оставили город", "Мост взорван"])]


def test_no_headline_is_taken_up_and_nothing_where_there_is_nothing() -> None:
    assert told("Об этом сообщил мэр.", "ru") == [("мэр", ["этом"])]
    reading = read_page(Page(text="Войска оставили город\n\nОб этом сообщил мэр в понедельник утром.", language="ru"), PACK)
    kinds = {(region.start, region.end): region.kind for region in reading.document.regions}
    headlines = [span for span, kind in kinds.items() if kind is RegionKind.HEADLINE]
    for attribution in reading.attributions:
        assert not any(start <= span.start < end for start, end in headlines for span in attribution.content)


def test_english_is_left_alone() -> None:
    assert all(content != ["Troops left the town"] for _, content in told("Troops left the town. The mayor reported this.", "en"))


def test_far_sentences_are_not_taken_up() -> None:
    text = " ".join(f"Войска оставили город {name}." for name in ("Лиман", "Изюм", "Купянск", "Балаклея")) + " Об этом сообщил мэр."
    ((_, content),) = told(text, "ru")
    assert len(content) == 3
    assert "Лиман" not in " ".join(content)
