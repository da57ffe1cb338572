"""Whose words they are: subjects, shared subjects, agents and asides, over the parse of own sentences."""

from __future__ import annotations

import pytest

from reportedly.claims.sources import (
    agent_of,
    heard_from,
    inverted_aside,
    is_passive,
    passive_subject,
    source_phrase,
    subject_before,
)
from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind, Sentence
from reportedly.core.settings import Settings
from reportedly.sentences.split import split_sentences


def parsed(text: str) -> Sentence:
    unknown = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=unknown, regions=regions, origin=())
    return split_sentences(report, Settings()).records[0]


def at(sentence: Sentence, word: str) -> int:
    return next(token.index for token in sentence.tokens if token.text == word)


def word(sentence: Sentence, position: int | None) -> str | None:
    return None if position is None else sentence.tokens[position].text


@pytest.mark.parametrize(
    ("text", "verb", "source"),
    [
        ("The quarrel with the council, said Orsel and others, would be clear since nobody has water.", "said", "Orsel and others"),
        ("The village has been “lost for weeks,” said a source close to the council.", "said", "a source close to the council"),
    ],
)
def test_an_inverted_aside(text: str, verb: str, source: str) -> None:
    sentence = parsed(text)
    found = inverted_aside(sentence, at(sentence, verb))
    assert " ".join(sentence.tokens[position].text for position in sorted(found)) == source


@pytest.mark.parametrize("text", ["The mayor said the bridge was lost.", "He came, said little, and left.", "The troops came in, claimed victory and left."])
def test_no_inverted_aside(text: str) -> None:
    sentence = parsed(text)
    for token in sentence.tokens:
        if token.pos == "VERB":
            assert inverted_aside(sentence, token.index) == set()


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The claim was denied by the ministry.", "denied", True),
        ("The man accused of theft fled.", "accused", True),
        ("He had no answer when asked about the bridge.", "asked", True),
        ("The ministry denied the claim.", "denied", False),
        ("The ministry has denied the claim.", "denied", False),
    ],
)
def test_passives(text: str, verb: str, *, passive: bool) -> None:
    sentence = parsed(text)
    assert is_passive(sentence, at(sentence, verb)) is passive


@pytest.mark.parametrize(
    ("text", "verb", "agent"),
    [
        ("The claim was denied by the ministry.", "denied", "ministry"),
        ("Residents were told to stay indoors by the mayor.", "told", "mayor"),
        ("The bridge is expected to fall by the end of the week.", "expected", None),
        ("The court is expected to rule on a case brought by the islanders.", "expected", None),
        ("The claim was denied.", "denied", None),
    ],
)
def test_the_agent_of_a_passive(text: str, verb: str, agent: str | None) -> None:
    sentence = parsed(text)
    assert word(sentence, agent_of(sentence, at(sentence, verb))) == agent


def test_the_subject_of_a_passive() -> None:
    sentence = parsed("The claim was denied and ridiculed by the ministry.")
    assert word(sentence, passive_subject(sentence, at(sentence, "denied"))) == "claim"
    assert word(sentence, passive_subject(sentence, at(sentence, "ridiculed"))) == "claim"


@pytest.mark.parametrize(
    ("text", "verb", "source"),
    [
        ("Speaking in Oldmark, Orsel, without naming her, also accused the envoy of theft.", "accused", "Orsel"),
        ("In an unpublished interview with the Tide - held last week at the manor in Oldmark - Orsel continued to insist that it fell.", "continued", "Orsel"),
    ],
)
def test_the_phrase_before_a_cue_that_the_parser_left_alone(text: str, verb: str, source: str) -> None:
    sentence = parsed(text)
    found = subject_before(sentence, {at(sentence, verb), *(token.index for token in sentence.tokens if token.text == "also")})
    assert " ".join(sentence.tokens[position].text for position in sorted(found)).split(" - ")[-1].endswith(source)


def test_brackets_behind_a_name_are_not_the_name() -> None:
    sentence = parsed("Saturday at the council's own convention Commissioner Elisa Warr (R-NT) said the envoy was lost.")
    said = at(sentence, "said")
    found = subject_before(sentence, {said})
    assert "Warr" in {sentence.tokens[position].text for position in found}


def test_the_perfect_of_a_short_form_is_no_passive() -> None:
    sentence = parsed("He's said the same thing at every stop.")
    assert not is_passive(sentence, at(sentence, "said"))


def test_heard_from() -> None:
    sentence = parsed("We heard from the fishermen that the boats were gone.")
    assert word(sentence, heard_from(sentence, at(sentence, "heard"))) == "fishermen"
    assert heard_from(parsed("We heard that the boats were gone."), 1) is None


def test_the_phrase_is_whole_and_without_the_cue() -> None:
    sentence = parsed("The old mayor of Oldmark, a former teacher, said the bridge was lost.")
    said = at(sentence, "said")
    phrase = source_phrase(sentence, at(sentence, "mayor"), said)
    assert " ".join(sentence.tokens[position].text for position in sorted(phrase)).startswith("The old mayor of Oldmark")
    assert said not in phrase
    assert at(sentence, "bridge") not in phrase


def test_a_shared_relative_clause_leaves_its_pronoun_with_the_noun() -> None:
    sentence = parsed("They met the captain, who left the town and blamed the council.")
    phrase = source_phrase(sentence, at(sentence, "captain"), at(sentence, "blamed"))
    found = {sentence.tokens[position].text for position in phrase}
    assert {"the", "captain", "who"} <= found
    assert not {"left", "town", "council"} & found
