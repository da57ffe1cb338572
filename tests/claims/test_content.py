"""What is said: the content of a cue, frame by frame, over the parse of own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.content import content_of, is_infinitive, is_relative
from reportedly.claims.cues import cues_of
from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind, Sentence
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack
from reportedly.sentences.split import split_sentences

CUES = cues_of(load_pack("tests/data/packs/two_rivers"))


def parsed(text: str) -> Sentence:
    unknown = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=unknown, regions=regions, origin=())
    return split_sentences(report, Settings()).records[0]


def at(sentence: Sentence, word: str) -> int:
    return next(token.index for token in sentence.tokens if token.text == word)


def shown(text: str, verb: str) -> tuple[str, str] | None:
    """Frame and words of the content."""
    sentence = parsed(text)
    position = at(sentence, verb)
    found = content_of(sentence, position, CUES.verbs[sentence.tokens[position].lemma])
    return None if found is None else (found.frame, " ".join(sentence.tokens[one].text for one in sorted(found.positions)).rstrip(" ,"))


@pytest.mark.parametrize(
    ("text", "verb", "frame", "content"),
    [
        ("The mayor said that the bridge was lost.", "said", "clause", "that the bridge was lost"),
        ("The mayor said the bridge was lost because nobody held it.", "said", "clause", "the bridge was lost because nobody held it"),
        ("The mayor promised to rebuild the bridge.", "promised", "infinitive", "to rebuild the bridge"),
        ("The mayor urged fishermen to leave the harbour.", "urged", "infinitive", "fishermen to leave the harbour"),
        ("The mayor called on the army to leave the harbour.", "called", "infinitive", "the army to leave the harbour"),
        ("The mayor suggested rebuilding the bridge.", "suggested", "gerund", "rebuilding the bridge"),
        ("The envoy described him as a thief.", "described", "as", "him a thief"),
        ("The envoy accused them of looting shops.", "accused", "accuse", "them looting shops"),
        ("The ministry denied the report.", "denied", "object", "the report"),
        ("The envoy called for a ceasefire.", "called", "preposition", "a ceasefire"),
    ],
)
def test_frames(text: str, verb: str, frame: str, content: str) -> None:
    assert shown(text, verb) == (frame, content)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The mayor spoke.", "spoke"),
        ("The mayor said.", "said"),
        ("The envoy called.", "called"),
    ],
)
def test_no_content(text: str, verb: str) -> None:
    assert shown(text, verb) is None


def test_what_only_adds_to_an_object_stays_outside() -> None:
    assert shown("The ministry denied the report, which angered the council.", "denied") == ("object", "the report")


def test_the_cue_brings_its_preposition_along() -> None:
    sentence = parsed("The envoy called for a ceasefire.")
    found = content_of(sentence, at(sentence, "called"), CUES.verbs["call"])
    assert found is not None
    assert {sentence.tokens[position].text for position in found.cue} == {"for"}


def test_infinitives_and_relative_clauses() -> None:
    sentence = parsed("The claim that angered him made the mayor wish to leave.")
    assert is_infinitive(sentence, at(sentence, "leave"))
    assert not is_infinitive(sentence, at(sentence, "angered"))
    assert is_relative(sentence, sentence.tokens[at(sentence, "angered")])
    other = parsed("The claim that the bridge was lost spread fast.")
    assert not is_relative(other, other.tokens[at(other, "lost")])


WORDS = st.lists(
    st.sampled_from(["the", "mayor", "said", "that", "denied", "to", "leave", ",", "“", "”", "who", "army", "was", "told", "by", "."]), min_size=1, max_size=14
)


@settings(max_examples=25, deadline=None)
@given(WORDS)
def test_content_never_holds_its_cue(words: list[str]) -> None:
    sentence = parsed(" ".join(words))
    for token in sentence.tokens:
        cue = CUES.verbs.get(token.lemma.lower())
        if cue is not None and token.pos == "VERB":
            found = content_of(sentence, token.index, cue)
            assert found is None or (token.index not in found.positions and found.positions <= set(range(len(sentence.tokens))))
