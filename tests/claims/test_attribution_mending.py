"""Whose words stand in whose, between the cues of one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Attribution, Reading

    Read = Callable[..., Reading]


def words(attribution: Attribution, part: str) -> str:
    return " … ".join(span.text for span in getattr(attribution, part))


def at_cue(reading: Reading, cue: str) -> Attribution:
    return next(attribution for attribution in reading.attributions if cue in words(attribution, "cue").split())


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The mayor said he had no water, adding that the wells were dry.", "adding", "The mayor", "that the wells were dry"),
        ("The mayor argued that a wall would keep the river out, saying it was all a matter of money.", "saying", "The mayor", "it was all a matter of money"),
        ("The mayor said she regretted the delay and promised to send more boats.", "promised", "The mayor", "to send more boats"),
        ("The envoy said the plan would cost a fortune, and called it a farce.", "called", "The envoy", "it a farce"),
    ],
)
def test_the_speaker_goes_on(read: Read, text: str, cue: str, source: str, content: str) -> None:
    reading = read(text)
    second = at_cue(reading, cue)
    assert words(second, "source") == source
    assert words(second, "content") == content
    assert second.parent is None
    assert not any(content in words(other, "content") for other in reading.attributions if other is not second)


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The mayor said the captain denied the theft, adding that he had been ill.", "denied", "the captain"),
        ("The mayor said the captain attacked the town and claimed a victory.", "claimed", "the captain"),
        ("The mayor said nothing, adding to the gloom.", "said", "The mayor"),
    ],
)
def test_another_speaks_inside(read: Read, text: str, cue: str, source: str) -> None:
    assert words(at_cue(read(text), cue), "source") == source


def test_an_aside_is_the_reports_own(read: Read) -> None:
    reading = read("The army said the bridge was taken, which was denied by the mayor.")
    said, denied = at_cue(reading, "said"), at_cue(reading, "denied")
    assert "denied" not in words(said, "content")
    assert words(denied, "source") == "the mayor"
    assert denied.parent is None


def test_two_set_against_each_other(read: Read) -> None:
    reading = read("The army said the bridge was taken, while the mayor said it was held.")
    first, second = reading.attributions
    assert (words(first, "source"), words(second, "source")) == ("The army", "the mayor")
    assert "held" not in words(first, "content")
    assert first.parent is None
    assert second.parent is None


def test_who_is_cited_stands_inside(read: Read) -> None:
    reading = read("The paper, citing two officials, said the bridge was taken.")
    paper = at_cue(reading, "said")
    officials = next(attribution for attribution in reading.attributions if words(attribution, "source") == "two officials")
    assert words(paper, "source") == "The paper"
    assert words(officials, "cue") == "citing"
    assert words(officials, "content") == words(paper, "content") == "the bridge was taken"
    assert officials.parent == paper.id


def test_a_sentence_without_cues(read: Read) -> None:
    assert read("Snow fell on the two rivers.").attributions == ()


def chain_of(reading: Reading, cue: str) -> list[str]:
    known = {attribution.id: attribution for attribution in reading.attributions}
    found: Attribution | None = at_cue(reading, cue)
    chain: list[str] = []
    while found is not None:
        chain.insert(0, words(found, "source"))
        found = known[found.parent] if found.parent else None
    return chain


@pytest.mark.parametrize(
    ("text", "cue", "chain"),
    [
        ("The inlet, according to a harbour pilot quoted by the Tide, was mined in spring.", "according", ["the Tide", "a harbour pilot"]),
        (
            "Quoting unnamed aides, the Herald reports that the duke has ordered his troops to leave Dorvale.",
            "ordered",
            ["the Herald", "unnamed aides", "the duke"],
        ),
        ("The bridge burned for nine hours, firefighters said, according to the Tide.", "said", ["the Tide", "firefighters"]),
        ("The fleet reportedly believes that the tunnel was flooded.", "believes", ["", "The fleet"]),
        ("As the mayor told the court on Monday, engineers now think that the wall cracked.", "think", ["the mayor", "engineers"]),
        ("Correction: An earlier version of this story said that the fleet had sailed.", "said", ["An earlier version of this story"]),
    ],
)
def test_chains_through_relays_adverbs_and_as_clauses(read: Read, text: str, cue: str, chain: list[str]) -> None:
    assert chain_of(read(text), cue) == chain


def test_an_aside_is_in_nobody_elses_words(read: Read) -> None:
    reading = read("The captain stressed that the way out is to get both councils to talk, suggesting that only the sea was left.")
    assert words(at_cue(reading, "suggesting"), "source") == "The captain"
    assert "suggesting" not in words(at_cue(reading, "stressed"), "content")
