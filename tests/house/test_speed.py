"""The measurement of speed: the same texts for both systems, and a table that says what was measured."""

from __future__ import annotations

from bench.speed import BEGIN, DOCUMENT, END, SYSTEMS, corpora, table


def test_there_are_texts_to_measure_on() -> None:
    found = corpora()
    assert found
    assert all(row["text"].strip() and row["id"] for rows in found.values() for row in rows)


def test_the_ratio_is_the_median_of_rounds_not_the_ratio_of_medians() -> None:
    size = {"news": {"documents": 10, "words": 1000, "distinct": 10}}
    seconds = [(1.0, 2.0), (3.0, 2.0), (2.0, 4.0)]
    rounds = [
        {system: {"seconds": {"news": pair[position]}, "sizes": size, "memory": 100.0 + position} for position, system in enumerate(SYSTEMS)}
        for pair in seconds
    ]
    text = table(rounds)
    assert "| news | 10 | 1,000 | 5.0 | 500 | 500 | 2.00 | 0.50 |" in text
    assert "reading 101 MiB, bare parse 100 MiB" in text


def test_the_page_has_a_place_for_the_figures() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.index(BEGIN) < text.index(END)
