"""Where the mention of somebody begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind, Sentence
from reportedly.core.settings import Settings
from reportedly.sentences.split import split_sentences
from reportedly.sentences.tree import subtree
from reportedly.speakers.phrases import flat_phrase, left_edge, phrase_start, right_edge


def parsed(text: str) -> Sentence:
    unknown = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=unknown, regions=regions, origin=())
    return split_sentences(report, Settings()).records[0]


def at(sentence: Sentence, word: str) -> int:
    return next(token.index for token in sentence.tokens if token.text == word)


def phrase(text: str, head: str) -> str:
    sentence = parsed(text)
    first, last = flat_phrase(sentence, at(sentence, head))
    return " ".join(token.text for token in sentence.tokens[first:last])


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("The old mayor of Oldmark spoke.", "mayor", "The old mayor of Oldmark"),
        ("The mayor of the town of Oldmark spoke.", "mayor", "The mayor of the town of Oldmark"),
        ("Two army officers, who had fled, spoke.", "officers", "Two army officers"),
        ("Orsel, the mayor, spoke.", "Orsel", "Orsel"),
        ("The mayor from the north spoke.", "mayor", "The mayor"),
        ("Soldiers spoke.", "Soldiers", "Soldiers"),
        ("Residents and soldiers spoke.", "Residents", "Residents"),
    ],
)
def test_flat_phrases(text: str, head: str, expected: str) -> None:
    assert phrase(text, head) == expected


def test_edges() -> None:
    sentence = parsed("The old mayor of Oldmark spoke to the people.")
    mayor = at(sentence, "mayor")
    assert left_edge(sentence, mayor) == 0
    assert sentence.tokens[right_edge(sentence, mayor)].text == "Oldmark"
    assert phrase_start(sentence, mayor) == 0
    assert phrase_start(sentence, at(sentence, "spoke")) == at(sentence, "spoke")


WORDS = st.lists(
    st.sampled_from(["the", "old", "mayor", "of", "Oldmark", "and", ",", "(", ")", "-", "army", "'s", "who", "spoke", "“"]), min_size=1, max_size=14
)


@settings(max_examples=25, deadline=None)
@given(WORDS)
def test_a_phrase_holds_its_head_and_edges_bound_the_subtree(words: list[str]) -> None:
    sentence = parsed(" ".join(words))
    for token in sentence.tokens:
        first, last = flat_phrase(sentence, token.index)
        assert 0 <= first <= token.index < last <= len(sentence.tokens)
        below = subtree(sentence, token.index)
        assert left_edge(sentence, token.index) == below[0]
        assert right_edge(sentence, token.index) == below[-1]
